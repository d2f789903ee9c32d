// RUN: snow-opt %s --convert-snow-to-snow-rt | FileCheck %s

// CHECK-LABEL: func.func @print(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr) {
// CHECK:         snow_rt.io_print(%[[S]])
// CHECK:         %[[C:.*]] = snow_rt.string "hello"
// CHECK:         snow_rt.io_println(%[[C]])
func.func @print(%s: !snow.string) {
  snow.print %s
  %c = snow.string.constant "hello"
  snow.println %c
  return
}

// Two parts have an entry of their own; of more, those behind the first go as an
// array.
// CHECK-LABEL: func.func @concat(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK:         %[[T:.*]] = snow_rt.string_concat(%[[S]], %[[S]])
// CHECK:         %[[A:.*]] = snow_rt.frame_alloc 16
// CHECK:         snow_rt.store %{{.*}}, %[[A]][0] : i64
// CHECK:         %[[TW:.*]] = snow_rt.ptr_to_word %[[T]]
// CHECK:         snow_rt.store %[[TW]], %[[A]][8] : i64
// CHECK:         %[[N:.*]] = arith.constant 2 : i64
// CHECK:         %[[R:.*]] = snow_rt.string_concat_all(%[[S]], %[[A]], %[[N]])
// CHECK:         return %[[R]]
func.func @concat(%s: !snow.string) -> !snow.string {
  %t = snow.string.concat %s, %s
  %r = snow.string.concat %s, %s, %t
  return %r : !snow.string
}

// Ints among the parts are told by bits, and come behind a text.
// CHECK-LABEL: func.func @build(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr, %[[N:.*]]: i64) -> !snow_rt.ptr {
// CHECK:         %[[A:.*]] = snow_rt.frame_alloc 24
// CHECK:         snow_rt.store %[[N]], %[[A]][0] : i64
// CHECK:         snow_rt.store %{{.*}}, %[[A]][8] : i64
// CHECK:         snow_rt.store %[[N]], %[[A]][16] : i64
// CHECK:         %[[COUNT:.*]] = arith.constant 3 : i64
// CHECK:         %[[INTS:.*]] = arith.constant 5 : i64
// CHECK:         %[[T:.*]] = snow_rt.string_build(%[[S]], %[[A]], %[[COUNT]], %[[INTS]])
// CHECK:         %[[E:.*]] = snow_rt.string ""
// CHECK:         %[[INT:.*]] = arith.constant 1 : i64
// CHECK:         snow_rt.string_build(%[[E]], %{{.*}}, %{{.*}}, %[[INT]])
// CHECK:         snow_rt.string_from_int(%[[N]])
func.func @build(%s: !snow.string, %n: i64) -> !snow.string {
  %t = snow.string.concat %s, %n, %s, %n : !snow.string, i64, !snow.string, i64
  %u = snow.string.concat %n, %t : i64, !snow.string
  %v = snow.string.concat %n : i64
  %r = snow.string.concat %u, %v
  return %r : !snow.string
}

// CHECK-LABEL: func.func @read(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr) -> (i1, f64) {
// CHECK:         %[[P:.*]] = snow_rt.frame_alloc 8
// CHECK:         %[[B:.*]] = snow_rt.string_read_int(%[[S]], %[[P]])
// CHECK:         snow_rt.load %[[P]][0] : i64
// CHECK:         arith.cmpi ne, %[[B]], %{{.*}} : i8
// CHECK:         snow_rt.string_read_float(%[[S]],
// CHECK:         %[[X:.*]] = arith.bitcast %{{.*}} : i64 to f64
// CHECK:         return %{{.*}}, %[[X]]
func.func @read(%s: !snow.string) -> (i1, f64) {
  %a, %n = snow.string.read %s : i64
  %b, %x = snow.string.read %s : f64
  return %a, %x : i1, f64
}

// CHECK-LABEL: func.func @to_string(
// CHECK-SAME:    %[[N:.*]]: i64, %[[X:.*]]: f64, %[[B:.*]]: i1, %[[S:.*]]: !snow_rt.ptr) {
// CHECK:         snow_rt.string_from_int(%[[N]])
// CHECK:         snow_rt.string_from_float(%[[X]])
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info i1
// CHECK-DAG:     %[[W:.*]] = arith.extui %[[B]] : i1 to i64
// CHECK:         snow_rt.value_display(%[[T]], %[[W]])
// CHECK:         snow_rt.io_println(%[[S]])
func.func @to_string(%n: i64, %x: f64, %b: i1, %s: !snow.string) {
  %0 = snow.to_string %n : i64
  %1 = snow.to_string %x : f64
  %2 = snow.to_string %b : i1
  %3 = snow.to_string %s : !snow.string
  snow.println %3
  return
}

// CHECK-LABEL: func.func @compare(
// CHECK-SAME:    %[[A:.*]]: !snow_rt.ptr, %[[B:.*]]: !snow_rt.ptr) -> (i1, i64) {
// CHECK:         %[[EQ:.*]] = snow_rt.string_eq(%[[A]], %[[B]])
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i8
// CHECK:         %[[C:.*]] = arith.cmpi ne, %[[EQ]], %[[ZERO]] : i8
// CHECK:         %[[O:.*]] = snow_rt.string_compare(%[[A]], %[[B]])
// CHECK:         return %[[C]], %[[O]]
func.func @compare(%a: !snow.string, %b: !snow.string) -> (i1, i64) {
  %c = snow.eq %a, %b : !snow.string
  %o = snow.compare %a, %b : !snow.string
  return %c, %o : i1, i64
}

// Counting passes values by that are not counted.
// CHECK-LABEL: func.func @ownership(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr, %{{.*}}: i64, %{{.*}}: i64) {
// CHECK-NEXT:    snow_rt.retain(%[[S]])
// What holds nothing needs no description to be freed.
// CHECK-NEXT:    %[[T:.*]] = snow_rt.null
// CHECK-NEXT:    snow_rt.release(%[[S]], %[[T]])
// CHECK-NEXT:    return
func.func @ownership(%s: !snow.string, %n: i64, %p: !snow.pid<i64>) {
  snow.retain %s : !snow.string
  snow.release %s : !snow.string
  snow.retain %n : i64
  snow.release %n : i64
  snow.retain %p : !snow.pid<i64>
  snow.release %p : !snow.pid<i64>
  return
}

// A short literal is compared by loads: the length, then the bytes as numbers,
// which may overlap.
// CHECK-LABEL: func.func @is_letter(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr) -> i1 {
// CHECK:         %[[N:.*]] = snow_rt.load %[[S]][0] : i64
// CHECK:         %[[ONE:.*]] = arith.constant 1 : i64
// CHECK:         %[[FITS:.*]] = arith.cmpi eq, %[[N]], %[[ONE]] : i64
// CHECK:         cf.cond_br %[[FITS]], ^[[BYTES:.*]], ^[[END:.*]](%false{{.*}} : i1)
// CHECK:       ^[[BYTES]]:
// CHECK:         %[[B:.*]] = snow_rt.load %[[S]][8] : i8
// CHECK:         %[[A:.*]] = arith.constant 97 : i8
// CHECK:         %[[R:.*]] = arith.cmpi eq, %[[B]], %[[A]] : i8
// CHECK:         cf.br ^[[END]](%[[R]] : i1)
// CHECK:       ^[[END]](%[[E:.*]]: i1):
// CHECK:         return %[[E]] : i1
func.func @is_letter(%s: !snow.string) -> i1 {
  %c = snow.string.constant "a"
  %r = snow.eq %c, %s : !snow.string
  return %r : i1
}

// CHECK-LABEL: func.func @is_word(
// CHECK:         snow_rt.load %{{.*}}[8] : i32
// CHECK:         arith.constant 1886221427 : i32
// CHECK:         snow_rt.load %{{.*}}[9] : i32
// CHECK:         arith.constant -428839564 : i32
// CHECK:         arith.andi
// CHECK-NOT:     snow_rt.string_eq
func.func @is_word(%s: !snow.string) -> i1 {
  %c = snow.string.constant "stmp\E6"
  %r = snow.eq %s, %c : !snow.string
  return %r : i1
}

// CHECK-LABEL: func.func @is_empty(
// CHECK:         %[[N:.*]] = snow_rt.load %{{.*}}[0] : i64
// CHECK:         %[[R:.*]] = arith.cmpi eq, %[[N]], %{{.*}} : i64
// CHECK-NEXT:    return %[[R]] : i1
func.func @is_empty(%s: !snow.string) -> i1 {
  %c = snow.string.constant ""
  %r = snow.eq %s, %c : !snow.string
  return %r : i1
}

// CHECK-LABEL: func.func @is_sentence(
// CHECK:         snow_rt.string_eq
func.func @is_sentence(%s: !snow.string) -> i1 {
  %c = snow.string.constant "more than sixteen"
  %r = snow.eq %s, %c : !snow.string
  return %r : i1
}

// The order by a literal of one byte: nothing comes first, then the byte
// decides, then whether there are more. A literal on the left turns it round.
// CHECK-LABEL: func.func @from_digit(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr) -> i64 {
// CHECK:         %[[FIRST:.*]] = arith.constant -1 : i64
// CHECK:         cf.cond_br %{{.*}}, ^[[BYTES:.*]], ^[[END:.*]](%[[FIRST]] : i64)
// CHECK:       ^[[BYTES]]:
// CHECK:         %[[B:.*]] = snow_rt.load %[[S]][8] : i8
// CHECK:         arith.constant 96 : i64
// CHECK-NOT:     snow_rt.string_compare
// CHECK:       ^[[END]](%[[E:.*]]: i64):
// CHECK:         return %[[E]] : i64
func.func @from_digit(%s: !snow.string) -> i64 {
  %c = snow.string.constant "0"
  %r = snow.compare %s, %c : !snow.string
  return %r : i64
}

// CHECK-LABEL: func.func @to_digit(
// CHECK:         arith.constant 1 : i64
// CHECK-NOT:     snow_rt.string_compare
// CHECK:         return
func.func @to_digit(%s: !snow.string) -> i64 {
  %c = snow.string.constant "0"
  %r = snow.compare %c, %s : !snow.string
  return %r : i64
}

// CHECK-LABEL: func.func @by_word(
// CHECK:         snow_rt.string_compare
func.func @by_word(%s: !snow.string) -> i64 {
  %c = snow.string.constant "ab"
  %r = snow.compare %s, %c : !snow.string
  return %r : i64
}
