// RUN: snow-opt %s --convert-snow-to-snow-rt | FileCheck %s

// CHECK-LABEL: func.func @make(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK:         %[[A:.*]] = snow_rt.frame_alloc 16
// CHECK:         %[[W:.*]] = snow_rt.ptr_to_word %[[S]]
// CHECK:         snow_rt.store %[[W]], %[[A]][0] : i64
// CHECK:         snow_rt.store %{{.*}}, %[[A]][8] : i64
// CHECK:         %[[N:.*]] = arith.constant 2 : i64
// CHECK:         snow_rt.list_make(%[[A]], %[[N]])
func.func @make(%s: !snow.string) -> !snow.list<!snow.string> {
  %l = snow.list.make %s, %s : !snow.list<!snow.string>
  return %l : !snow.list<!snow.string>
}

// Frames are never empty.
// CHECK-LABEL: func.func @empty
// CHECK:         %[[A:.*]] = snow_rt.frame_alloc 8
// CHECK:         %[[N:.*]] = arith.constant 0 : i64
// CHECK:         snow_rt.list_make(%[[A]], %[[N]])
func.func @empty() -> !snow.list<i64> {
  %l = snow.list.make : !snow.list<i64>
  return %l : !snow.list<i64>
}

// CHECK-LABEL: func.func @append(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr, %[[X:.*]]: f64) -> !snow_rt.ptr {
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info f64
// CHECK-DAG:     %[[W:.*]] = arith.bitcast %[[X]] : f64 to i64
// CHECK:         snow_rt.list_append(%[[T]], %[[L]], %[[W]])
func.func @append(%l: !snow.list<f64>, %x: f64) -> !snow.list<f64> {
  %m = snow.list.append %l, %x : !snow.list<f64>, f64
  return %m : !snow.list<f64>
}

// An index out of bounds panics at the place that is noted.
// CHECK-LABEL: func.func @get(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr, %[[I:.*]]: i64) -> !snow_rt.ptr {
// CHECK:         snow_rt.set_location "bank.snow:12:3"
// CHECK:         %[[T:.*]] = snow_rt.type_info !snow.string
// CHECK:         %[[W:.*]] = snow_rt.list_get(%[[T]], %[[L]], %[[I]])
// CHECK:         snow_rt.word_to_ptr %[[W]]
func.func @get(%l: !snow.list<!snow.string>, %i: i64) -> !snow.string {
  %s = snow.list.get %l[%i] : !snow.list<!snow.string> loc("bank.snow":12:3)
  return %s : !snow.string
}

// CHECK-LABEL: func.func @length(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr) -> i64 {
// CHECK-NEXT:    %[[N:.*]] = snow_rt.load %[[L]][0] : i64
// CHECK-NEXT:    return %[[N]]
func.func @length(%l: !snow.list<i64>) -> i64 {
  %n = snow.list.length %l : !snow.list<i64>
  return %n : i64
}
