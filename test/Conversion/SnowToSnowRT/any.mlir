// RUN: snow-opt %s --convert-snow-to-snow-rt | FileCheck %s

// An Any is an object: the value's type, then its word.
// CHECK-LABEL: func.func @box(
// CHECK-SAME:    %[[X:.*]]: f64) -> !snow_rt.ptr {
// CHECK:         %[[SIZE:.*]] = arith.constant 16 : i64
// CHECK:         %[[A:.*]] = snow_rt.alloc(%[[SIZE]])
// CHECK:         %[[T:.*]] = snow_rt.type_info f64
// CHECK:         snow_rt.store %[[T]], %[[A]][0] : !snow_rt.ptr
// CHECK:         %[[W:.*]] = arith.bitcast %[[X]] : f64 to i64
// CHECK:         snow_rt.store %[[W]], %[[A]][8] : i64
// CHECK:         return %[[A]]
func.func @box(%x: f64) -> !snow.any {
  %a = snow.any.make %x : f64
  return %a : !snow.any
}

// CHECK-LABEL: func.func @again(
// CHECK-SAME:    %[[A:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK-NEXT:    return %[[A]]
func.func @again(%a: !snow.any) -> !snow.any {
  %b = snow.any.make %a : !snow.any
  return %b : !snow.any
}
