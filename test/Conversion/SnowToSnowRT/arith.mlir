// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// 0 panics before the division, -1 does not divide.
// CHECK-LABEL: func.func @div(
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: i64) -> i64 {
// CHECK:         %[[FINE:.*]] = arith.cmpi ne, %[[B]], %{{.*}} : i64
// CHECK:         cf.cond_br %[[FINE]], ^[[GOOD:bb[0-9]+]], ^[[BAD:bb[0-9]+]]
// CHECK:       ^[[BAD]]:
// CHECK:         snow_rt.string "division by zero"
// CHECK:         snow_rt.panic
// CHECK:       ^[[GOOD]]:
// CHECK:         %[[MINUS:.*]] = arith.constant -1 : i64
// CHECK:         %[[IS:.*]] = arith.cmpi eq, %[[B]], %[[MINUS]] : i64
// CHECK:         %[[ONE:.*]] = arith.constant 1 : i64
// CHECK:         %[[SAFE:.*]] = arith.select %[[IS]], %[[ONE]], %[[B]] : i64
// CHECK:         %[[Q:.*]] = arith.divsi %[[A]], %[[SAFE]] : i64
// CHECK:         %[[NEG:.*]] = arith.subi %{{.*}}, %[[A]] : i64
// CHECK:         %[[R:.*]] = arith.select %[[IS]], %[[NEG]], %[[Q]] : i64
// CHECK:         return %[[R]]
func.func @div(%a: i64, %b: i64) -> i64 {
  %q = snow.int.div %a, %b
  return %q : i64
}

// -----

// CHECK-LABEL: func.func @rem(
// CHECK-SAME:    %[[A:.*]]: i64, %[[B:.*]]: i64) -> i64 {
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK:         %[[Q:.*]] = arith.remsi %[[A]], %{{.*}} : i64
// CHECK-NOT:     arith.subi
// CHECK:         arith.select %{{.*}}, %[[ZERO]], %[[Q]] : i64
func.func @rem(%a: i64, %b: i64) -> i64 {
  %q = snow.int.rem %a, %b
  return %q : i64
}

// -----

// Numbers and processes compare without the runtime; floats as IEEE 754 has it.
// CHECK-LABEL: func.func @equal(
// CHECK-NOT:     snow_rt
// CHECK:         arith.cmpi eq, %{{.*}} : i64
// CHECK:         arith.cmpf oeq, %{{.*}} : f64
// CHECK:         arith.cmpi eq, %{{.*}} : i1
// CHECK:         arith.cmpi eq, %{{.*}} : i64
// CHECK-NOT:     snow_rt
// CHECK:         return
func.func @equal(%n: i64, %x: f64, %b: i1, %p: !snow.pid<i64>) {
  %0 = snow.eq %n, %n : i64
  %1 = snow.eq %x, %x : f64
  %2 = snow.eq %b, %b : i1
  %3 = snow.eq %p, %p : !snow.pid<i64>
  return
}

// -----

// The order of floats is total (NaN last), so it is the runtime's.
// CHECK-LABEL: func.func @order(
// CHECK-SAME:    %[[X:.*]]: f64) -> i64 {
// CHECK-DAG:     snow_rt.type_info f64
// CHECK-DAG:     arith.bitcast %[[X]] : f64 to i64
// CHECK:         snow_rt.value_compare
func.func @order(%x: f64) -> i64 {
  %r = snow.compare %x, %x : f64
  return %r : i64
}

// -----

// Select, calls, branches and returns follow the types.
// CHECK-LABEL: func.func @follow(
// CHECK-SAME:    %[[C:.*]]: i1, %[[S:.*]]: !snow_rt.ptr, %[[R:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK:         %[[T:.*]] = arith.select %[[C]], %[[S]], %[[R]] : !snow_rt.ptr
// CHECK:         %[[U:.*]] = call @follow(%[[C]], %[[T]], %[[S]]) : (i1, !snow_rt.ptr, !snow_rt.ptr) -> !snow_rt.ptr
// CHECK:         cf.cond_br %[[C]], ^{{.*}}(%[[U]] : !snow_rt.ptr), ^{{.*}}(%[[S]] : !snow_rt.ptr)
// CHECK:         return %{{.*}} : !snow_rt.ptr
func.func @follow(%c: i1, %s: !snow.string, %r: !snow.string) -> !snow.string {
  %t = arith.select %c, %s, %r : !snow.string
  %u = call @follow(%c, %t, %s)
      : (i1, !snow.string, !snow.string) -> !snow.string
  cf.cond_br %c, ^a(%u : !snow.string), ^a(%s : !snow.string)
^a(%v: !snow.string):
  return %v : !snow.string
}
