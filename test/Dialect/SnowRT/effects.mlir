// The effects of the ABI table: what is pure or only reads may be shared and
// removed, the rest may not.
// RUN: snow-opt %s --cse | FileCheck %s

// CHECK-LABEL: func.func @pure
func.func @pure() -> (i64, i64) {
  // CHECK: %[[R:.*]] = snow_rt.actor_self()
  // CHECK-NEXT: return %[[R]], %[[R]]
  %0 = snow_rt.actor_self()
  %1 = snow_rt.actor_self()
  return %0, %1 : i64, i64
}

// CHECK-LABEL: func.func @reads
func.func @reads(%a: !snow_rt.ptr) -> (i8, i8) {
  // CHECK: %[[R:.*]] = snow_rt.string_eq
  // CHECK-NEXT: return %[[R]], %[[R]]
  %0 = snow_rt.string_eq(%a, %a)
  %1 = snow_rt.string_eq(%a, %a)
  return %0, %1 : i8, i8
}

// CHECK-LABEL: func.func @acts
func.func @acts(%n: i64) {
  // CHECK-COUNT-2: snow_rt.alloc
  %0 = snow_rt.alloc(%n)
  %1 = snow_rt.alloc(%n)
  // CHECK-COUNT-2: snow_rt.process_monitor
  %2 = snow_rt.process_monitor(%n)
  %3 = snow_rt.process_monitor(%n)
  // CHECK-COUNT-2: snow_rt.yield_check
  snow_rt.yield_check
  snow_rt.yield_check
  snow_rt.release(%0, %1)
  return
}
