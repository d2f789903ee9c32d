// RUN: snow-opt %s --canonicalize --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @flatten
// CHECK-SAME:    %[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string
func.func @flatten(%a: !snow.string, %b: !snow.string) -> !snow.string {
  // CHECK-NEXT: %[[R:.*]] = snow.string.concat %[[A]], %[[B]], %[[A]]
  // CHECK-NEXT: return %[[R]]
  %ab = snow.string.concat %a, %b
  %r = snow.string.concat %ab, %a
  return %r : !snow.string
}

// -----

// A concatenation that others use too is kept.
// CHECK-LABEL: func.func @shared
// CHECK-SAME:    %[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string
func.func @shared(%a: !snow.string, %b: !snow.string)
    -> (!snow.string, !snow.string) {
  // CHECK-NEXT: %[[AB:.*]] = snow.string.concat %[[A]], %[[B]]
  // CHECK-NEXT: snow.string.concat %[[AB]], %[[A]]
  %ab = snow.string.concat %a, %b
  %r = snow.string.concat %ab, %a
  return %ab, %r : !snow.string, !snow.string
}

// -----

// CHECK-LABEL: func.func @join_literals
// CHECK-SAME:    %[[A:.*]]: !snow.string
func.func @join_literals(%a: !snow.string) -> !snow.string {
  // CHECK-DAG: %[[XY:.*]] = snow.string.constant "xy"
  // CHECK-DAG: %[[ZXY:.*]] = snow.string.constant "zxy"
  // CHECK:     snow.string.concat %[[XY]], %[[A]], %[[ZXY]]
  %x = snow.string.constant "x"
  %y = snow.string.constant "y"
  %z = snow.string.constant "z"
  %e = snow.string.constant ""
  %zx = snow.string.concat %z, %x
  %r = snow.string.concat %x, %e, %y, %a, %zx, %y
  return %r : !snow.string
}

// -----

// The text of an Int that is made for one concatenation is not made.
// CHECK-LABEL: func.func @ints
// CHECK-SAME:    %[[A:.*]]: !snow.string, %[[N:.*]]: i64, %[[X:.*]]: f64
func.func @ints(%a: !snow.string, %n: i64, %x: f64)
    -> (!snow.string, !snow.string) {
  // CHECK-DAG:  %[[D:.*]] = snow.to_string %[[X]] : f64
  // CHECK-DAG:  %[[S:.*]] = snow.to_string %[[N]] : i64
  // CHECK:      %[[R:.*]] = snow.string.concat %[[N]], %[[A]], %[[N]], %[[D]], %[[S]] : i64, !snow.string, i64, !snow.string, !snow.string
  // CHECK-NEXT: return %[[R]], %[[S]]
  %t = snow.to_string %n : i64
  %u = snow.to_string %n : i64
  %d = snow.to_string %x : f64
  %s = snow.to_string %n : i64
  %ta = snow.string.concat %t, %a
  %r = snow.string.concat %ta, %u, %d, %s
  return %r, %s : !snow.string, !snow.string
}

// -----

// CHECK-LABEL: func.func @constant_int
func.func @constant_int() -> !snow.string {
  // CHECK-NEXT: %[[S:.*]] = snow.string.constant "-7!"
  // CHECK-NEXT: return %[[S]]
  %n = arith.constant -7 : i64
  %e = snow.string.constant "!"
  %r = snow.string.concat %n, %e : i64, !snow.string
  return %r : !snow.string
}

// -----

// Only literals: no concatenation is left.
// CHECK-LABEL: func.func @all_literal
func.func @all_literal() -> !snow.string {
  // CHECK-NEXT: %[[S:.*]] = snow.string.constant "xyx"
  // CHECK-NEXT: return %[[S]]
  %x = snow.string.constant "x"
  %y = snow.string.constant "y"
  %r = snow.string.concat %x, %y, %x
  return %r : !snow.string
}

// -----

// CHECK-LABEL: func.func @one_part
// CHECK-SAME:    %[[A:.*]]: !snow.string
func.func @one_part(%a: !snow.string) -> !snow.string {
  // CHECK-NEXT: return %[[A]]
  %e = snow.string.constant ""
  %r = snow.string.concat %e, %a, %e
  return %r : !snow.string
}

// -----

// CHECK-LABEL: func.func @no_part
func.func @no_part() -> !snow.string {
  // CHECK-NEXT: %[[S:.*]] = snow.string.constant ""
  // CHECK-NEXT: return %[[S]]
  %r = snow.string.concat
  return %r : !snow.string
}

// -----

// CHECK-LABEL: func.func @divide_by_constant
// CHECK-SAME:    %[[A:.*]]: i64
func.func @divide_by_constant(%a: i64) -> (i64, i64, i64) {
  // CHECK-NOT: snow.int
  // CHECK-DAG: arith.divsi %[[A]], %c7_i64 : i64
  // CHECK-DAG: arith.remsi %[[A]], %c7_i64 : i64
  // CHECK-DAG: arith.divsi %[[A]], %c-2_i64 : i64
  %c7 = arith.constant 7 : i64
  %cm2 = arith.constant -2 : i64
  %q = snow.int.div %a, %c7
  %r = snow.int.rem %a, %c7
  %s = snow.int.div %a, %cm2
  return %q, %r, %s : i64, i64, i64
}

// -----

// 0 panics, and -1 wraps where arith is undefined: both stay, even when
// nobody uses the result of a division that may panic.
// CHECK-LABEL: func.func @divide_special
func.func @divide_special(%a: i64, %b: i64) -> (i64, i64) {
  // CHECK: snow.int.div %{{.*}}, %c0_i64
  // CHECK: snow.int.rem %{{.*}}, %c0_i64
  // CHECK: snow.int.div %{{.*}}, %c-1_i64
  // CHECK: snow.int.rem %{{.*}}, %c-1_i64
  // CHECK: snow.int.div %arg0, %arg1
  %c0 = arith.constant 0 : i64
  %cm1 = arith.constant -1 : i64
  %0 = snow.int.div %a, %c0
  %1 = snow.int.rem %a, %c0
  %2 = snow.int.div %a, %cm1
  %3 = snow.int.rem %a, %cm1
  %4 = snow.int.div %a, %b
  return %2, %3 : i64, i64
}

// -----

// CHECK-LABEL: func.func @to_string
// CHECK-SAME:    %[[S:.*]]: !snow.string
func.func @to_string(%s: !snow.string)
    -> (!snow.string, !snow.string, !snow.string, !snow.string, !snow.string) {
  // CHECK-DAG: %[[N:.*]] = snow.string.constant "-42"
  // CHECK-DAG: %[[MIN:.*]] = snow.string.constant "-9223372036854775808"
  // CHECK-DAG: %[[T:.*]] = snow.string.constant "true"
  // CHECK-DAG: %[[F:.*]] = snow.string.constant "false"
  // CHECK:     return %[[S]], %[[N]], %[[MIN]], %[[T]], %[[F]]
  %n = arith.constant -42 : i64
  %min = arith.constant -9223372036854775808 : i64
  %true = arith.constant true
  %false = arith.constant false
  %0 = snow.to_string %s : !snow.string
  %1 = snow.to_string %n : i64
  %2 = snow.to_string %min : i64
  %3 = snow.to_string %true : i1
  %4 = snow.to_string %false : i1
  return %0, %1, %2, %3, %4
      : !snow.string, !snow.string, !snow.string, !snow.string, !snow.string
}

// -----

// The text of a Float is the runtime's business.
// CHECK-LABEL: func.func @float_to_string
func.func @float_to_string() -> !snow.string {
  // CHECK: snow.to_string %{{.*}} : f64
  %x = arith.constant 1.5 : f64
  %r = snow.to_string %x : f64
  return %r : !snow.string
}

// -----

// An interpolated string with known parts becomes one literal.
// CHECK-LABEL: func.func @interpolated
func.func @interpolated() -> !snow.string {
  // CHECK-NEXT: snow.string.constant "n = 42"
  %n = arith.constant 42 : i64
  %a = snow.string.constant "n = "
  %b = snow.to_string %n : i64
  %r = snow.string.concat %a, %b
  return %r : !snow.string
}

// -----

// CHECK-LABEL: func.func @tuple_of_make
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: !snow.string
func.func @tuple_of_make(%a: i64, %b: !snow.string) -> !snow.string {
  // CHECK-NEXT: return %[[B]]
  %t = snow.tuple.make %a, %b : tuple<i64, !snow.string>
  %s = snow.tuple.get %t[1] : tuple<i64, !snow.string>
  return %s : !snow.string
}

// -----

// Pure operations that nobody uses go, those with effects stay.
// CHECK-LABEL: func.func @dead
func.func @dead(%a: i64, %l: !snow.list<i64>, %p: !snow.pid<i64>) {
  // CHECK-NOT: snow.list.make
  // CHECK-NOT: snow.list.append
  // CHECK-NOT: snow.self
  // CHECK:     snow.list.get
  // CHECK:     snow.monitor
  // CHECK-NOT: snow.unit
  %m = snow.list.make %a : !snow.list<i64>
  %n = snow.list.append %m, %a : !snow.list<i64>, i64
  %me = snow.self : !snow.pid<i64>
  %x = snow.list.get %l[%a] : !snow.list<i64>
  %r = snow.monitor %p : !snow.pid<i64>
  %u = snow.unit
  return
}

// A range of which only the ends are used is never made.
// CHECK-LABEL: func.func @range_ends
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: i64
// CHECK-NEXT:    return %[[A]], %[[B]]
func.func @range_ends(%a: i64, %b: i64) -> (i64, i64) {
  %r = snow.range.make %a, %b
  %s = snow.range.start %r
  %t = snow.range.stop %r
  return %s, %t : i64, i64
}

// There and back is nothing.
// CHECK-LABEL: func.func @reinterpret_back
// CHECK-SAME:    %[[L:.*]]: !snow.list<!snow.pid<i64>>
// CHECK-NEXT:    return %[[L]]
func.func @reinterpret_back(%l: !snow.list<!snow.pid<i64>>) -> !snow.list<!snow.pid<i64>> {
  %m = snow.reinterpret %l : !snow.list<!snow.pid<i64>> to !snow.list<!snow.pid<!snow.any>>
  %n = snow.reinterpret %m : !snow.list<!snow.pid<!snow.any>> to !snow.list<!snow.pid<i64>>
  return %n : !snow.list<!snow.pid<i64>>
}

// Numbers look the same in Debug and in Display.
// CHECK-LABEL: func.func @inspect_number
// CHECK:         snow.to_string %{{.*}} : i64
// CHECK:         snow.inspect %{{.*}} : !snow.string
func.func @inspect_number(%n: i64, %s: !snow.string) -> (!snow.string, !snow.string) {
  %a = snow.inspect %n : i64
  %b = snow.inspect %s : !snow.string
  return %a, %b : !snow.string, !snow.string
}

snow.struct_type @Main.Point named "Point" (x: i64, y: i64)
snow.sum_type @Main.Shape named "Shape" [Dot, Rect(w: i64, h: i64)]

// CHECK-LABEL: func.func @fields
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: i64
// CHECK-DAG:     %[[ONE:.*]] = arith.constant 1 : i64
// CHECK-NEXT:    return %[[B]], %[[ONE]], %[[A]]
func.func @fields(%a: i64, %b: i64) -> (i64, i64, i64) {
  %p = snow.struct.make %a, %b : (i64, i64) -> !snow.struct<@Main.Point>
  %y = snow.struct.get %p[1] : !snow.struct<@Main.Point> -> i64
  %s = snow.sum.make 1(%a, %b) : (i64, i64) -> !snow.sum<@Main.Shape>
  %t = snow.sum.tag %s : !snow.sum<@Main.Shape>
  %w = snow.sum.get %s[1, 0] : !snow.sum<@Main.Shape> -> i64
  return %y, %t, %w : i64, i64, i64
}
