// RUN: snow-opt %s --verify-diagnostics

// The frontend qualifies the names of closures, too.
// expected-note@+1 {{it is defined here}}
func.func @Main.__closure_0() {
  return
}
func.func @f(%node: !snow.string) {
  // expected-error@+1 {{'snow.node.spawn' op spawns @Main.__closure_0, a closure or generated function, which has no name on another node}}
  %p = snow.node.spawn %node, @Main.__closure_0() : () -> !snow.pid<!snow.any>
  return
}
