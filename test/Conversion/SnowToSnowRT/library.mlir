// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// Operands and results take the machine types of the table; types are
// descriptions in front. The place of a call that may panic is noted.
// CHECK-LABEL: func.func @call(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr, %[[X:.*]]: f64) -> (i1, !snow_rt.ptr) {
// CHECK:         %[[B:.*]] = snow_rt.string_eq(%[[S]], %[[S]])
// CHECK:         arith.cmpi ne, %[[B]], %{{.*}} : i8
// CHECK:         %[[T:.*]] = snow_rt.type_info f64
// CHECK:         %[[W:.*]] = arith.bitcast %[[X]] : f64 to i64
// CHECK:         snow_rt.set_location "a.snow:3:4"
// CHECK:         snow_rt.value_display(%[[T]], %[[W]])
func.func @call(%s: !snow.string, %x: f64) -> (i1, !snow.string) {
  %b = snow.library_call "string_eq"(%s, %s) : (!snow.string, !snow.string) -> i1
  %t = snow.library_call "value_display" types [f64](%x) : (f64) -> !snow.string loc("a.snow":3:4)
  return %b, %t : i1, !snow.string
}

// -----

// CHECK-LABEL: func.func @words(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr, %[[I:.*]]: i64) -> (!snow_rt.ptr, i64) {
// CHECK:         %[[T:.*]] = snow_rt.type_info !snow.string
// CHECK:         %[[W:.*]] = snow_rt.list_get(%[[T]], %[[L]], %[[I]])
// CHECK:         %[[S:.*]] = snow_rt.word_to_ptr %[[W]]
// CHECK:         snow_rt.io_print(%[[S]])
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK:         return %[[S]], %[[ZERO]]
func.func @words(%l: !snow.list<!snow.string>, %i: i64) -> (!snow.string, !snow.unit) {
  %s = snow.library_call "list_get" types [!snow.string](%l, %i)
      : (!snow.list<!snow.string>, i64) -> !snow.string
  %u = snow.library_call "io_print"(%s) : (!snow.string) -> !snow.unit
  return %s, %u : !snow.string, !snow.unit
}

// -----

// A file-level constant: its word, and whether it has one.
// CHECK:       snow_rt.global @Main.names, 16
// CHECK-LABEL: func.func @get()
// CHECK:         %[[A:.*]] = snow_rt.global_address @Main.names
// CHECK:         %[[SET:.*]] = snow_rt.load %[[A]][8] : i64
// CHECK:         %[[IS:.*]] = arith.cmpi ne, %[[SET]], %{{.*}} : i64
// CHECK:         cf.cond_br %[[IS]], ^[[REST:bb[0-9]+]], ^[[BAD:bb[0-9]+]]
// CHECK:       ^[[BAD]]:
// CHECK:         snow_rt.string "names is not initialised"
// CHECK:         snow_rt.panic
// CHECK:       ^[[REST]]:
// CHECK:         %[[W:.*]] = snow_rt.load %[[A]][0] : i64
// CHECK:         snow_rt.word_to_ptr %[[W]]
// CHECK-LABEL: func.func @set(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr) {
// CHECK:         %[[W:.*]] = snow_rt.ptr_to_word %[[L]]
// CHECK:         %[[T:.*]] = snow_rt.type_info !snow.list<!snow.string>
// CHECK:         snow_rt.value_keep(%[[T]], %[[W]])
// CHECK:         %[[A:.*]] = snow_rt.global_address @Main.names
// CHECK:         snow_rt.store %[[W]], %[[A]][0] : i64
// CHECK:         snow_rt.store %{{.*}}, %[[A]][8] : i64
snow.global @Main.names : !snow.list<!snow.string>
func.func @get() -> !snow.list<!snow.string> {
  %l = snow.global.get @Main.names : !snow.list<!snow.string>
  return %l : !snow.list<!snow.string>
}
func.func @set(%l: !snow.list<!snow.string>) {
  snow.global.set @Main.names, %l : !snow.list<!snow.string>
  return
}

// -----

// CHECK-LABEL: func.func @inspect(
// CHECK:         snow_rt.set_location "a.snow:1:2"
// CHECK:         snow_rt.value_inspect(
// CHECK:         snow_rt.value_hash(
func.func @inspect(%s: !snow.string) {
  %t = snow.inspect %s : !snow.string loc("a.snow":1:2)
  %h = snow.hash %s : !snow.string
  return
}
