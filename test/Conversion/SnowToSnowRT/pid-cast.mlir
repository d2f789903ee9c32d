// RUN: snow-opt %s --convert-snow-to-snow-rt | FileCheck %s

// At run time a process is its number, whatever it takes.
// CHECK-LABEL: func.func @forget(
// CHECK-SAME:    %[[P:.*]]: i64) -> i64 {
// CHECK-NEXT:    return %[[P]] : i64
func.func @forget(%p: !snow.pid<i64>) -> !snow.pid<!snow.any> {
  %q = snow.pid.cast %p : !snow.pid<i64> to !snow.pid<!snow.any>
  return %q : !snow.pid<!snow.any>
}
