// RUN: snow-opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{'snow.actor' op has no results; an actor ends, it does not return}}
"snow.actor"() <{sym_name = "a", function_type = () -> i64, message_type = i64}> ({
  snow.return
}) : () -> ()

// -----

// expected-error@+1 {{'snow.actor' op parameter 1 has type 'i32', which is not a Snow value type}}
snow.actor @a(%n: i64, %m: i32) receives i64 {
  snow.return
}

// -----

// expected-error@+1 {{'snow.actor' op receives 'i32', which is not a Snow value type}}
snow.actor @a() receives i32 {
  snow.return
}

// -----

// expected-error@+1 {{'snow.actor' op has no body; an actor of another module is declared by importing that module}}
"snow.actor"() <{sym_name = "a", function_type = () -> (), message_type = i64}> ({
}) : () -> ()

// -----

func.func @f() {
  // expected-error@+1 {{'snow.actor' op expects parent op 'builtin.module'}}
  snow.actor @a() receives i64 {
    snow.return
  }
  return
}

// -----

// Isolated from above.
func.func private @use(i64)
snow.actor @a(%n: i64) receives i64 {
  // expected-error@+1 {{use of undeclared SSA value name}}
  func.call @use(%m) : (i64) -> ()
  snow.return
}

// -----

snow.actor @a(%n: i64) receives i64 {
  // expected-error@+1 {{'snow.return' op has operands, but an actor has no result}}
  snow.return %n : i64
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.return' op expects parent op to be one of 'snow.actor, snow.continuation, snow.init, snow.cast'}}
  snow.return
}

// -----

// expected-note@+1 {{the service's state type is here}}
snow.service @S state i64 {
  snow.init(%s: !snow.string) {
    // expected-error@+1 {{'snow.return' op must return the state, of type 'i64'}}
    snow.return %s : !snow.string
  }
}

// -----

// expected-note@+1 {{the service's state type is here}}
snow.service @S state i64 {
  snow.init() {
    // expected-error@+1 {{'snow.return' op must return the state, of type 'i64'}}
    snow.return
  }
}

// -----

func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.panic' op operand #0 must be immutable bytes with a length, normally UTF-8, but got 'i64'}}
  "snow.panic"(%n) : (i64) -> ()
}

// -----

func.func private @g()
func.func @f() {
  // expected-error@+1 {{'snow.run' op runs @g, which is not an actor}}
  snow.run @g() : () -> ()
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.run' op runs @missing, which is not an actor}}
  snow.run @missing() : () -> ()
  return
}

// -----

// expected-note@+1 {{the actor is defined here}}
snow.actor @a(%n: i64) receives i64 {
  snow.return
}
func.func @f(%s: !snow.string) {
  // expected-error@+1 {{'snow.run' op passes ('!snow.string'), but the actor takes ('i64')}}
  snow.run @a(%s) : (!snow.string) -> ()
  return
}

// -----

func.func @f(%t: !snow.term) {
  // expected-error@+1 {{'snow.decode_args' op result #0 must be variadic of a Snow value type, but got 'i32'}}
  %0 = snow.decode_args %t : i32
  return
}

// -----

func.func @f(%n: i64) {
  // expected-error@+1 {{must be an encoded term}}
  %0 = "snow.decode_args"(%n) : (i64) -> i64
  return
}
