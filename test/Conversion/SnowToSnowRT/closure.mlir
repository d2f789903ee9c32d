// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// A function value is an object: the code, then the captured words. The code
// takes the object first and hands the captured values on.
// CHECK-LABEL: func.func @adder(
// CHECK-SAME:    %[[BY:.*]]: i64, %[[S:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK:         %[[F:.*]] = snow_rt.alloc(%{{.*}})
// CHECK:         %[[CODE:.*]] = snow_rt.function @__closure_of___closure_0_2
// CHECK:         snow_rt.store %[[CODE]], %[[F]][0] : !snow_rt.ptr
// CHECK:         snow_rt.store %[[BY]], %[[F]][[[FIRST:[0-9]+]]] : i64
// CHECK:         return %[[F]]
// CHECK-LABEL: func.func private @__closure_of___closure_0_2(
// CHECK-SAME:    %[[ENV:.*]]: !snow_rt.ptr, %[[N:.*]]: f64) -> i64 {
// CHECK-NEXT:    %[[CAPTURES:.*]] = snow_rt.offset %[[ENV]], [[FIRST]]
// CHECK-NEXT:    %[[BY:.*]] = snow_rt.load %[[CAPTURES]][0] : i64
// CHECK-NEXT:    %[[W:.*]] = snow_rt.load %[[CAPTURES]][8] : i64
// CHECK-NEXT:    %[[S:.*]] = snow_rt.word_to_ptr %[[W]]
// The function owns what it is given, and the closure keeps it.
// CHECK-NEXT:    snow_rt.retain(%[[S]])
// CHECK-NEXT:    %[[R:.*]] = call @__closure_0(%[[BY]], %[[S]], %[[N]]) : (i64, !snow_rt.ptr, f64) -> i64
// CHECK-NEXT:    return %[[R]] : i64
func.func private @__closure_0(i64, !snow.string, f64) -> i64
func.func @adder(%by: i64, %s: !snow.string) -> !snow.fn<(f64) -> i64> {
  %f = snow.closure @__closure_0(%by, %s)
      : (i64, !snow.string) -> !snow.fn<(f64) -> i64>
  return %f : !snow.fn<(f64) -> i64>
}

// -----

// A named function needs no captures and is a constant; used twice, one adapter
// does.
// CHECK-LABEL: func.func @twice
// CHECK:         snow_rt.static [@__closure_of_work_0, 0]
// CHECK:         snow_rt.static [@__closure_of_work_0, 0]
// CHECK:       func.func private @__closure_of_work_0(
// CHECK-NEXT:    snow_rt.offset
// CHECK-NEXT:    call @work() : () -> ()
// CHECK-NEXT:    return{{$}}
// CHECK-NOT:   func.func
func.func private @work()
func.func @twice() {
  %f = snow.closure @work() : () -> !snow.fn<() -> ()>
  %g = snow.closure @work() : () -> !snow.fn<() -> ()>
  return
}

// -----

// CHECK-LABEL: func.func @apply(
// CHECK-SAME:    %[[F:.*]]: !snow_rt.ptr, %[[S:.*]]: !snow_rt.ptr) -> i1 {
// CHECK-NEXT:    %[[CODE:.*]] = snow_rt.load %[[F]][0] : !snow_rt.ptr
// CHECK-NEXT:    %[[R:.*]] = snow_rt.call_indirect %[[CODE]](%[[F]], %[[S]]) : (!snow_rt.ptr, !snow_rt.ptr) -> i1
// CHECK-NEXT:    return %[[R]] : i1
func.func @apply(%f: !snow.fn<(!snow.string) -> i1>, %s: !snow.string) -> i1 {
  %r = snow.closure.call %f(%s) : !snow.fn<(!snow.string) -> i1>
  return %r : i1
}
