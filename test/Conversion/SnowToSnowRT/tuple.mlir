// RUN: snow-opt %s --convert-snow-to-snow-rt | FileCheck %s

// A tuple is its elements' words.
// CHECK-LABEL: func.func @make(
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: f64) -> !snow_rt.ptr {
// CHECK:         %[[SIZE:.*]] = arith.constant 16 : i64
// CHECK:         %[[T:.*]] = snow_rt.alloc(%[[SIZE]])
// CHECK:         snow_rt.store %[[A]], %[[T]][0] : i64
// CHECK:         %[[W:.*]] = arith.bitcast %[[B]] : f64 to i64
// CHECK:         snow_rt.store %[[W]], %[[T]][8] : i64
// CHECK:         return %[[T]]
func.func @make(%a: i64, %b: f64) -> tuple<i64, f64> {
  %t = snow.tuple.make %a, %b : tuple<i64, f64>
  return %t : tuple<i64, f64>
}

// CHECK-LABEL: func.func @get(
// CHECK-SAME:    %[[T:.*]]: !snow_rt.ptr) -> (i1, i64) {
// CHECK:         %[[W:.*]] = snow_rt.load %[[T]][8] : i64
// CHECK:         %[[B:.*]] = arith.trunci %[[W]] : i64 to i1
// CHECK:         %[[P:.*]] = snow_rt.load %[[T]][16] : i64
// CHECK:         return %[[B]], %[[P]] : i1, i64
func.func @get(%t: tuple<f64, i1, !snow.pid<i64>>) -> (i1, !snow.pid<i64>) {
  %b = snow.tuple.get %t[1] : tuple<f64, i1, !snow.pid<i64>>
  %p = snow.tuple.get %t[2] : tuple<f64, i1, !snow.pid<i64>>
  return %b, %p : i1, !snow.pid<i64>
}

// CHECK-LABEL: func.func @unit() -> i64
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK-NEXT:    return %[[ZERO]] : i64
func.func @unit() -> !snow.unit {
  %u = snow.unit
  return %u : !snow.unit
}

// A Result is a tag and a word, 0 is Ok.
// CHECK-LABEL: func.func @result(
// CHECK-SAME:    %[[R:.*]]: !snow_rt.ptr) -> (i1, f64, !snow_rt.ptr) {
// CHECK:         %[[TAG:.*]] = snow_rt.load %[[R]][0] : i8
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i8
// CHECK:         %[[OK:.*]] = arith.cmpi eq, %[[TAG]], %[[ZERO]] : i8
// CHECK:         %[[W:.*]] = snow_rt.load %[[R]][8] : i64
// CHECK:         %[[X:.*]] = arith.bitcast %[[W]] : i64 to f64
// CHECK:         %[[V:.*]] = snow_rt.load %[[R]][8] : i64
// CHECK:         %[[S:.*]] = snow_rt.word_to_ptr %[[V]]
// CHECK:         return %[[OK]], %[[X]], %[[S]]
func.func @result(%r: !snow.result<f64, !snow.string>)
    -> (i1, f64, !snow.string) {
  %ok = snow.result.is_ok %r : !snow.result<f64, !snow.string>
  %x = snow.result.get %r : !snow.result<f64, !snow.string>
  %s = snow.result.get err %r : !snow.result<f64, !snow.string>
  return %ok, %x, %s : i1, f64, !snow.string
}

// CHECK-LABEL: func.func @compare(
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info tuple<i64, f64>
// CHECK:         snow_rt.value_eq(%[[T]], %{{.*}}, %{{.*}})
// CHECK:         snow_rt.value_compare(%{{.*}}, %{{.*}}, %{{.*}})
func.func @compare(%a: tuple<i64, f64>, %b: tuple<i64, f64>) -> (i1, i64) {
  %c = snow.eq %a, %b : tuple<i64, f64>
  %o = snow.compare %a, %b : tuple<i64, f64>
  return %c, %o : i1, i64
}
