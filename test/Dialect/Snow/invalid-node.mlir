// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f() {
  // expected-error@+1 {{'snow.node.list' op gives a list of strings, not a '!snow.list<i64>'}}
  %l = snow.node.list : !snow.list<i64>
  return
}

// -----

func.func @f(%node: !snow.string) {
  // expected-error@+1 {{'snow.node.spawn' op spawns @missing, which is not a function or an actor}}
  %p = snow.node.spawn %node, @missing() : () -> !snow.pid<!snow.any>
  return
}

// -----

snow.service @S state !snow.unit {
}
func.func @f(%node: !snow.string) {
  // expected-error@+1 {{'snow.node.spawn' op spawns @S, which is not a function or an actor}}
  %p = snow.node.spawn %node, @S() : () -> !snow.pid<!snow.unit>
  return
}

// -----

// A closure's code has no name on another node.
// expected-note@+1 {{it is defined here}}
func.func @__closure_0(%captured: i64) {
  return
}
func.func @f(%node: !snow.string, %n: i64) {
  // expected-error@+1 {{'snow.node.spawn' op spawns @__closure_0, a closure or generated function, which has no name on another node}}
  %p = snow.node.spawn %node, @__closure_0(%n) : (i64) -> !snow.pid<!snow.any>
  return
}

// -----

// Nor can a function value be named.
func.func @f(%node: !snow.string, %g: !snow.fn<() -> ()>) {
  // expected-error@+1 {{Invalid attribute `callee` in property conversion: "g"}}
  %p = "snow.node.spawn"(%node, %g) <{callee = "g"}>
      : (!snow.string, !snow.fn<() -> ()>) -> !snow.pid<!snow.any>
  return
}

// -----

// expected-note@+1 {{the callee is defined here}}
func.func private @work(i64)
func.func @f(%node: !snow.string) {
  // expected-error@+1 {{'snow.node.spawn' op passes (), but the callee takes ('i64')}}
  %p = snow.node.spawn %node, @work() : () -> !snow.pid<!snow.any>
  return
}

// -----

func.func @f(%node: i64) {
  // expected-error@+1 {{operand #0 must be immutable bytes with a length, normally UTF-8, but got 'i64'}}
  %r = "snow.node.connect"(%node) : (i64) -> i64
  return
}

// -----

func.func private @work()
func.func @f(%node: !snow.string) {
  // expected-error@+1 {{'snow.node.try_spawn' op gives a process or a text, not a '!snow.result<i64, !snow.string>'}}
  %p = snow.node.try_spawn %node, @work() : () -> !snow.result<i64, !snow.string>
  return
}

// -----

func.func @f(%node: !snow.string) {
  // expected-error@+1 {{'snow.node.try_spawn' op spawns @work, which is not a function or an actor}}
  %p = snow.node.try_spawn %node, @work()
      : () -> !snow.result<!snow.pid<!snow.any>, !snow.string>
  return
}
