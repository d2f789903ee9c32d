// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// A struct is its fields' words.
// CHECK-LABEL: func.func @struct(
// CHECK-SAME:    %[[X:.*]]: i64, %[[S:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK:         %[[SIZE:.*]] = arith.constant 16 : i64
// CHECK:         %[[P:.*]] = snow_rt.alloc(%[[SIZE]])
// CHECK:         snow_rt.store %[[X]], %[[P]][0] : i64
// CHECK:         %[[W:.*]] = snow_rt.ptr_to_word %[[S]]
// CHECK:         snow_rt.store %[[W]], %[[P]][8] : i64
// CHECK:         return %[[P]]
// CHECK-LABEL: func.func @field(
// CHECK-SAME:    %[[P:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK-NEXT:    %[[V:.*]] = snow_rt.load %[[P]][8] : i64
// CHECK-NEXT:    snow_rt.word_to_ptr %[[V]]
snow.struct_type @T named "T" (x: i64, s: !snow.string)
func.func @struct(%x: i64, %s: !snow.string) -> !snow.struct<@T> {
  %p = snow.struct.make %x, %s : (i64, !snow.string) -> !snow.struct<@T>
  return %p : !snow.struct<@T>
}
func.func @field(%p: !snow.struct<@T>) -> !snow.string {
  %t = snow.struct.get %p[1] : !snow.struct<@T> -> !snow.string
  return %t : !snow.string
}

// -----

// A sum has the variant in front; without fields it is a constant.
// CHECK-LABEL: func.func @sum(
// CHECK-SAME:    %[[X:.*]]: f64) -> (!snow_rt.ptr, !snow_rt.ptr) {
// CHECK:         snow_rt.static [0]
// CHECK:         %[[S:.*]] = snow_rt.alloc(%{{.*}})
// CHECK:         %[[ONE:.*]] = arith.constant 1 : i64
// CHECK:         snow_rt.store %[[ONE]], %[[S]][0] : i64
// CHECK:         %[[W:.*]] = arith.bitcast %[[X]] : f64 to i64
// CHECK:         snow_rt.store %[[W]], %[[S]][8] : i64
// CHECK-LABEL: func.func @parts(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr) -> (i64, f64) {
// CHECK-NEXT:    %[[TAG:.*]] = snow_rt.load %[[S]][0] : i64
// CHECK-NEXT:    %[[V:.*]] = snow_rt.load %[[S]][8] : i64
// CHECK-NEXT:    %[[Y:.*]] = arith.bitcast %[[V]] : i64 to f64
// CHECK-NEXT:    return %[[TAG]], %[[Y]]
snow.sum_type @T named "T" [A, B(f64)]
func.func @sum(%x: f64) -> (!snow.sum<@T>, !snow.sum<@T>) {
  %a = snow.sum.make 0() : () -> !snow.sum<@T>
  %b = snow.sum.make 1(%x) : (f64) -> !snow.sum<@T>
  return %a, %b : !snow.sum<@T>, !snow.sum<@T>
}
func.func @parts(%b: !snow.sum<@T>) -> (i64, f64) {
  %tag = snow.sum.tag %b : !snow.sum<@T>
  %y = snow.sum.get %b[1, 0] : !snow.sum<@T> -> f64
  return %tag, %y : i64, f64
}

// -----

// Every ExitReason has a place for a text.
// CHECK-LABEL: func.func @reason(
// CHECK:         snow_rt.static [2, 0]
// CHECK:         snow_rt.static [3, "boom"]
func.func @reason() {
  %s = snow.string.constant "boom"
  %killed = snow.sum.make 2() : () -> !snow.exit_reason
  %error = snow.sum.make 3(%s) : (!snow.string) -> !snow.exit_reason
  return
}

// -----

// CHECK-LABEL: func.func @option(
// CHECK-SAME:    %[[X:.*]]: i64) -> (!snow_rt.ptr, !snow_rt.ptr) {
// CHECK:         snow_rt.static [1, 0]
// CHECK:         %[[O:.*]] = snow_rt.alloc(%{{.*}})
// CHECK:         snow_rt.store %{{.*}}, %[[O]][0] : i64
// CHECK:         snow_rt.store %[[X]], %[[O]][8] : i64
// CHECK-LABEL: func.func @some(
// CHECK-SAME:    %[[O:.*]]: !snow_rt.ptr) -> (i1, i64) {
// CHECK:         %[[TAG:.*]] = snow_rt.load %[[O]][0] : i8
// CHECK:         arith.cmpi eq, %[[TAG]], %{{.*}} : i8
// CHECK:         snow_rt.load %[[O]][8] : i64
func.func @option(%x: i64) -> (!snow.option<i64>, !snow.option<i64>) {
  %n = snow.option.none : !snow.option<i64>
  %o = snow.option.some %x : i64
  return %n, %o : !snow.option<i64>, !snow.option<i64>
}
func.func @some(%o: !snow.option<i64>) -> (i1, i64) {
  %b = snow.option.is_some %o : !snow.option<i64>
  %y = snow.option.get %o : !snow.option<i64>
  return %b, %y : i1, i64
}

// -----

// What is made of constants is a constant.
// CHECK-LABEL: func.func @constants(
// CHECK:         snow_rt.static [0, 7]
// CHECK:         snow_rt.static [1, "no"]
// CHECK:         snow_rt.static [7, 1, 4609434218613702656, "no", [0, 7]]
func.func @constants() {
  %n = arith.constant 7 : i64
  %b = arith.constant true
  %x = arith.constant 1.5 : f64
  %s = snow.string.constant "no"
  %ok = snow.result.ok %n : i64 -> !snow.result<i64, !snow.string>
  %err = snow.result.err %s : !snow.string -> !snow.result<i64, !snow.string>
  %t = snow.tuple.make %n, %b, %x, %s, %ok
      : tuple<i64, i1, f64, !snow.string, !snow.result<i64, !snow.string>>
  return
}

// -----

// CHECK-LABEL: func.func @range(
// CHECK-SAME:    %[[R:.*]]: !snow_rt.ptr) -> (i64, i64) {
// CHECK:         snow_rt.load %[[R]][0] : i64
// CHECK:         snow_rt.load %[[R]][8] : i64
func.func @range(%r: !snow.range) -> (i64, i64) {
  %a = snow.range.start %r
  %b = snow.range.stop %r
  return %a, %b : i64, i64
}

// -----

// A type of another name for the same words.
// CHECK-LABEL: func.func @reinterpret(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK-NEXT:    return %[[L]]
func.func @reinterpret(%l: !snow.list<!snow.pid<i64>>) -> !snow.list<!snow.pid<!snow.any>> {
  %m = snow.reinterpret %l : !snow.list<!snow.pid<i64>> to !snow.list<!snow.pid<!snow.any>>
  return %m : !snow.list<!snow.pid<!snow.any>>
}
