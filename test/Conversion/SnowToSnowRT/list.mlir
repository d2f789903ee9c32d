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

// What is made of constants is a constant.
// CHECK-LABEL: func.func @constant
// CHECK:         snow_rt.static {list = [1, 2]}
// CHECK:         snow_rt.static {list = [{list = ["a"]}, {list = []}]}
func.func @constant() {
  %a = arith.constant 1 : i64
  %b = arith.constant 2 : i64
  %l = snow.list.make %a, %b : !snow.list<i64>
  %s = snow.string.constant "a"
  %m = snow.list.make %s : !snow.list<!snow.string>
  %e = snow.list.make : !snow.list<!snow.string>
  %n = snow.list.make %m, %e : !snow.list<!snow.list<!snow.string>>
  return
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

// An index out of bounds panics at the place that is noted; a negative one is
// a large number.
// CHECK-LABEL: func.func @get(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr, %[[I:.*]]: i64) -> !snow_rt.ptr {
// CHECK:         %[[N:.*]] = snow_rt.load %[[L]][0] : i64
// CHECK:         %[[GOOD:.*]] = arith.cmpi ult, %[[I]], %[[N]] : i64
// CHECK:         cf.cond_br %[[GOOD]], ^[[REST:bb[0-9]+]], ^[[BAD:bb[0-9]+]]
// CHECK:       ^[[BAD]]:
// CHECK:         snow_rt.set_location "bank.snow:12:3"
// CHECK:         snow_rt.panic_index(%[[I]], %[[N]])
// CHECK:         snow_rt.unreachable
// CHECK:       ^[[REST]]:
// CHECK:         %[[D:.*]] = snow_rt.load %[[L]][8] : !snow_rt.ptr
// CHECK:         %[[W:.*]] = snow_rt.load_word %[[D]][%[[I]]]
// CHECK:         snow_rt.word_to_ptr %[[W]]
func.func @get(%l: !snow.list<!snow.string>, %i: i64) -> !snow.string {
  %s = snow.list.get %l[%i] : !snow.list<!snow.string> loc("bank.snow":12:3)
  return %s : !snow.string
}

// CHECK-LABEL: func.func @unchecked(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr, %[[I:.*]]: i64) -> f64 {
// CHECK-NEXT:    %[[D:.*]] = snow_rt.load %[[L]][8] : !snow_rt.ptr
// CHECK-NEXT:    %[[W:.*]] = snow_rt.load_word %[[D]][%[[I]]]
// CHECK-NEXT:    %[[X:.*]] = arith.bitcast %[[W]] : i64 to f64
// CHECK-NEXT:    return %[[X]]
func.func @unchecked(%l: !snow.list<f64>, %i: i64) -> f64 {
  %x = snow.list.get unchecked %l[%i] : !snow.list<f64>
  return %x : f64
}

// CHECK-LABEL: func.func @length(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr) -> i64 {
// CHECK-NEXT:    %[[N:.*]] = snow_rt.load %[[L]][0] : i64
// CHECK-NEXT:    return %[[N]]
func.func @length(%l: !snow.list<i64>) -> i64 {
  %n = snow.list.length %l : !snow.list<i64>
  return %n : i64
}
