// RUN: snow-opt %s --convert-snow-to-snow-rt | FileCheck %s

// CHECK-LABEL: func.func @links(
// CHECK-SAME:    %[[P:.*]]: i64) -> i64 {
// CHECK:         snow_rt.process_link(%[[P]])
// CHECK:         snow_rt.process_unlink(%[[P]])
// CHECK:         %[[REF:.*]] = snow_rt.process_monitor(%[[P]])
// CHECK:         %[[R:.*]] = snow_rt.process_demonitor(%[[REF]])
// CHECK:         return %[[R]] : i64
func.func @links(%p: !snow.pid<i64>) -> i64 {
  snow.link %p : !snow.pid<i64>
  snow.unlink %p : !snow.pid<i64>
  %ref = snow.monitor %p : !snow.pid<i64>
  %unknown = snow.demonitor %ref
  return %unknown : i64
}

// A reason is an object with the variant's index and its text, or null.
// CHECK-LABEL: func.func @reasons(
// CHECK-SAME:    %[[TEXT:.*]]: !snow_rt.ptr)
// CHECK:         %[[SIZE:.*]] = arith.constant 16 : i64
// CHECK:         %[[R:.*]] = snow_rt.alloc(%[[SIZE]])
// CHECK:         %[[CUSTOM:.*]] = arith.constant 6 : i64
// CHECK:         snow_rt.store %[[CUSTOM]], %[[R]][0] : i64
// CHECK:         snow_rt.store %[[TEXT]], %[[R]][8] : !snow_rt.ptr
// CHECK:         %[[Q:.*]] = snow_rt.alloc
// CHECK:         %[[NO_PROC:.*]] = arith.constant 4 : i64
// CHECK:         snow_rt.store %[[NO_PROC]], %[[Q]][0] : i64
// CHECK:         %[[NULL:.*]] = snow_rt.null
// CHECK:         snow_rt.store %[[NULL]], %[[Q]][8] : !snow_rt.ptr
func.func @reasons(%text: !snow.string)
    -> (!snow.exit_reason, !snow.exit_reason) {
  %r = snow.exit_reason custom(%text)
  %q = snow.exit_reason no_proc
  return %r, %q : !snow.exit_reason, !snow.exit_reason
}

// CHECK-LABEL: func.func @exit(
// CHECK-SAME:    %[[P:.*]]: i64, %[[R:.*]]: !snow_rt.ptr) {
// CHECK:         snow_rt.process_exit(%[[P]], %[[R]])
// CHECK:         snow_rt.process_exit_self(%[[R]])
// CHECK-NEXT:    snow_rt.unreachable
func.func @exit(%p: !snow.pid<i64>, %r: !snow.exit_reason) {
  snow.exit %p, %r : !snow.pid<i64>
  snow.exit_self %r
}

// A truth value crosses as a byte.
// CHECK-LABEL: func.func @trap_exit(
// CHECK-SAME:    %[[ON:.*]]: i1) -> i1 {
// CHECK:         %[[BYTE:.*]] = arith.extui %[[ON]] : i1 to i8
// CHECK:         %[[WAS:.*]] = snow_rt.process_trap_exit(%[[BYTE]])
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i8
// CHECK:         %[[R:.*]] = arith.cmpi ne, %[[WAS]], %[[ZERO]] : i8
// CHECK:         return %[[R]] : i1
func.func @trap_exit(%on: i1) -> i1 {
  %before = snow.trap_exit %on
  return %before : i1
}
