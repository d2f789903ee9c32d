// RUN: snow-opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{'snow.continuation' op is of @a, which is not an actor}}
snow.continuation @a.r1 of @a() {
  snow.return
}

// -----

func.func private @a()
// expected-error@+1 {{'snow.continuation' op is of @a, which is not an actor}}
snow.continuation @a.r1 of @a() {
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
// expected-error@+1 {{'snow.continuation' op parameter 1 has type 'i32', which is not a Snow value type}}
snow.continuation @a.r1 of @a(%n: i64, %m: i32) {
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
// expected-error@+1 {{'snow.continuation' op has no results; it goes on or ends, it does not return to a caller}}
"snow.continuation"() <{sym_name = "a.r1", actor = @a, function_type = () -> i64}> ({
  snow.return
}) : () -> ()

// -----

snow.actor @a() receives i64 {
  snow.return
}
// expected-error@+1 {{'snow.continuation' op has no body}}
"snow.continuation"() <{sym_name = "a.r1", actor = @a, function_type = () -> ()}> ({
}) : () -> ()

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.await' op goes on at @b, which is not a continuation}}
  snow.await @b()
}
func.func private @b()

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.await' op stands in the actor @a, but goes on in one of @b}}
  snow.await @b.r1()
}
snow.actor @b() receives i64 {
  snow.return
}
// expected-note@+1 {{the continuation is defined here}}
snow.continuation @b.r1 of @b() {
  snow.return
}

// -----

snow.actor @a(%n: i64) receives i64 {
  // expected-error@+1 {{'snow.await' op keeps ('i64'), but the continuation takes ('i1')}}
  snow.await @a.r1(%n : i64)
}
// expected-note@+1 {{the continuation is defined here}}
snow.continuation @a.r1 of @a(%c: i1) {
  snow.return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.await' op expects parent op to be one of 'snow.actor, snow.continuation'}}
  snow.await @a.r1()
}

// -----

snow.actor @a(%n: i64) receives i64 {
  // expected-error@+1 {{'snow.receive' op suspends, which only a receive in a 'snow.continuation' can}}
  snow.receive suspends(%n : i64)
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
// expected-note@+1 {{the continuation is defined here}}
snow.continuation @a.r1 of @a(%n: i64) {
  // expected-error@+1 {{'snow.receive' op keeps (), but the continuation takes ('i64')}}
  snow.receive suspends()
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
snow.continuation @a.r1 of @a(%n: i64, %m: i64) {
  // expected-error@+1 {{'snow.receive' op keeps one value twice, the second time as number 1}}
  snow.receive suspends(%n, %n : i64, i64)
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
snow.continuation @a.r1 of @a(%n: i64) {
  // expected-error@+1 {{'snow.receive' op keeps values, but does not suspend}}
  "snow.receive"(%n) <{operandSegmentSizes = array<i32: 0, 1>}> : (i64) -> ()
}

// -----

snow.actor @a(%n: i64) receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op suspends, which only a receive in a 'snow.continuation' can}}
  snow.service.receive suspends(%n : i64)
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
// expected-note@+1 {{it is defined here}}
snow.continuation @a.r1 of @a() {
  snow.return
}
func.func @f() {
  // expected-error@+1 {{'snow.spawn' op spawns @a.r1, which is not an actor, a function or a supervisor}}
  %p = snow.spawn @a.r1() : () -> !snow.pid<i64>
  return
}
