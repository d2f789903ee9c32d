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

// CHECK-LABEL: func.func @is(
// CHECK-SAME:    %[[A:.*]]: !snow_rt.ptr) -> i1 {
// CHECK:         %[[T:.*]] = snow_rt.type_info !snow.list<i64>
// CHECK:         %[[B:.*]] = snow_rt.any_matches(%[[A]], %[[T]])
// CHECK:         arith.cmpi ne, %[[B]], %{{.*}} : i8
func.func @is(%a: !snow.any) -> i1 {
  %b = snow.any.is %a : !snow.list<i64>
  return %b : i1
}

// What is no object is read; an object may have to be typed anew inside.
// CHECK-LABEL: func.func @get(
// CHECK-SAME:    %[[A:.*]]: !snow_rt.ptr) -> (f64, !snow_rt.ptr) {
// CHECK-NEXT:    %[[W:.*]] = snow_rt.load %[[A]][8] : i64
// CHECK-NEXT:    arith.bitcast %[[W]] : i64 to f64
// CHECK:         %[[T:.*]] = snow_rt.type_info !snow.string
// CHECK:         %[[S:.*]] = snow_rt.any_get(%[[A]], %[[T]])
// CHECK:         snow_rt.word_to_ptr %[[S]]
func.func @get(%a: !snow.any) -> (f64, !snow.string) {
  %x = snow.any.get %a : f64
  %s = snow.any.get %a : !snow.string
  return %x, %s : f64, !snow.string
}
