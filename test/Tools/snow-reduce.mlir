// What the test script calls interesting stays, all else goes.
// REQUIRES: snow-reduce
// RUN: snow-reduce %s --reduction-tree='traversal-mode=0 test=%S/Inputs/has-monitor.sh' | FileCheck %s
// CHECK-NOT: @first
// CHECK: func.func @watch
// CHECK: snow.monitor
// CHECK-NOT: @last

func.func @first() -> i64 {
  %0 = arith.constant 1 : i64
  return %0 : i64
}
func.func @watch(%p: !snow.pid<i64>) {
  %0 = arith.constant 1 : i64
  snow.send %p, %0 : !snow.pid<i64>, i64
  %1 = snow.monitor %p : !snow.pid<i64>
  return
}
func.func @last() {
  return
}
