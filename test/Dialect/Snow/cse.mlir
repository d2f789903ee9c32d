// RUN: snow-opt %s --cse | FileCheck %s

// Equal literals and pure operations are shared.
// CHECK-LABEL: func.func @shared
func.func @shared(%t: tuple<i64, i64>) {
  // CHECK:     %[[S:.*]] = snow.string.constant "a"
  // CHECK-NOT: snow.string.constant
  // CHECK:     snow.println %[[S]]
  // CHECK:     snow.println %[[S]]
  %a = snow.string.constant "a"
  %b = snow.string.constant "a"
  snow.println %a
  snow.println %b
  return
}

// What acts on processes or reads the network is not.
// CHECK-LABEL: func.func @kept
func.func @kept(%p: !snow.pid<i64>, %n: i64) {
  // CHECK-COUNT-2: snow.send
  snow.send %p, %n : !snow.pid<i64>, i64
  snow.send %p, %n : !snow.pid<i64>, i64
  // CHECK-COUNT-2: snow.monitor
  %0 = snow.monitor %p : !snow.pid<i64>
  %1 = snow.monitor %p : !snow.pid<i64>
  // CHECK: snow.node.self
  // CHECK: snow.node.start
  // CHECK: snow.node.self
  %before = snow.node.self
  %r = snow.node.start %before, %before
  %after = snow.node.self
  snow.println %before
  snow.println %after
  return
}
