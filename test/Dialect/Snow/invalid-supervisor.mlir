// RUN: snow-opt %s --split-input-file --verify-diagnostics

snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  // expected-error@+1 {{'arith.constant' op cannot stand in a supervisor; snow.child can}}
  %c = arith.constant 0 : i64
}

// -----

func.func private @start() -> !snow.pid<i64>
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  // expected-note@+1 {{the first is here}}
  snow.child "a" start @start permanent brutal_kill
  // expected-error@+1 {{'snow.child' op is the second child named 'a'}}
  snow.child "a" start @start permanent brutal_kill
}

// -----

// expected-error@+1 {{'snow.supervisor' op of strategy simple_one_for_one has 0 children; it takes exactly one}}
snow.supervisor @Root simple_one_for_one max_restarts 1 max_seconds 1 {
}

// -----

func.func private @start() -> !snow.pid<i64>
// expected-error@+1 {{'snow.supervisor' op of strategy simple_one_for_one has 2 children; it takes exactly one}}
snow.supervisor @Root simple_one_for_one max_restarts 1 max_seconds 1 {
  snow.child "a" start @start permanent brutal_kill
  snow.child "b" start @start permanent brutal_kill
}

// -----

snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  // expected-error@+1 {{'snow.child' op start @missing is not a function}}
  snow.child "a" start @missing permanent brutal_kill
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  // expected-error@+1 {{'snow.child' op start @a is not a function}}
  snow.child "a" start @a permanent brutal_kill
}

// -----

// expected-note@+1 {{the function is defined here}}
func.func private @start() -> i64
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  // expected-error@+1 {{'snow.child' op start function must return a pid}}
  snow.child "a" start @start permanent brutal_kill
}

// -----

// expected-note@+1 {{the function is defined here}}
func.func private @start(i64) -> !snow.pid<i64>
snow.supervisor @Root rest_for_one max_restarts 1 max_seconds 1 {
  // expected-error@+1 {{'snow.child' op start function takes parameters}}
  snow.child "a" start @start permanent brutal_kill
}

// -----

func.func private @start() -> !snow.pid<i64>
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  // expected-error@+1 {{attribute 'shutdown' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive}}
  snow.child "a" start @start permanent shutdown 0
}

// -----

// expected-error@+1 {{attribute 'max_restarts' failed to satisfy constraint: 64-bit signless integer attribute whose value is non-negative}}
snow.supervisor @Root one_for_one max_restarts -1 max_seconds 1 {
}

// -----

func.func private @start() -> !snow.pid<i64>
// expected-error@+1 {{'snow.child' op expects parent op 'snow.supervisor'}}
snow.child "a" start @start permanent brutal_kill

// -----

func.func @f() {
  // expected-error@+1 {{'snow.supervisor.start' op describes 1 children, but gives 0 start functions, 1 restarts, 1 shutdowns and 1 kinds}}
  %p = snow.supervisor.start one_for_one max_restarts 3 max_seconds 5
      names ["a"] starts [] restarts [0] shutdowns [1] supervisors [false]
      : !snow.pid<!snow.unit>
  return
}

// -----

func.func private @start(i64) -> !snow.pid<i64>
func.func @f() {
  // expected-error@+1 {{'snow.supervisor.start' op restart 3 is not 0, 1 or 2}}
  %p = snow.supervisor.start one_for_one max_restarts 3 max_seconds 5
      names ["a"] starts [@start] restarts [3] shutdowns [1]
      supervisors [false] : !snow.pid<!snow.unit>
  return
}

// -----

func.func private @start(i64)
func.func @f() {
  // expected-error@+1 {{'snow.supervisor.start' op start @start is not a function that returns a pid}}
  %p = snow.supervisor.start one_for_one max_restarts 3 max_seconds 5
      names ["a"] starts [@start] restarts [0] shutdowns [1]
      supervisors [false] : !snow.pid<!snow.unit>
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.supervisor.start' op start @missing is not a function that returns a pid}}
  %p = snow.supervisor.start one_for_one max_restarts 3 max_seconds 5
      names ["a"] starts [@missing] restarts [0] shutdowns [1]
      supervisors [false] : !snow.pid<!snow.unit>
  return
}

// -----

func.func @f(%sup: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.supervisor.start_child' op gives a process or a text, not a '!snow.result<i64, !snow.string>'}}
  %r = snow.supervisor.start_child %sup() : !snow.pid<!snow.unit>, ()
      -> !snow.result<i64, !snow.string>
  return
}
