// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: func.func @call_indirect
// CHECK-SAME:    %[[F:.*]]: !snow_rt.ptr, %[[N:.*]]: i64
func.func @call_indirect(%f: !snow_rt.ptr, %n: i64) -> i64 {
  // CHECK: snow_rt.call_indirect %[[F]]() : () -> ()
  snow_rt.call_indirect %f() : () -> ()
  // CHECK: snow_rt.call_indirect %[[F]](%[[F]], %[[N]]) : (!snow_rt.ptr, i64) -> i64
  %r = snow_rt.call_indirect %f(%f, %n) : (!snow_rt.ptr, i64) -> i64
  return %r : i64
}

// CHECK-LABEL: func.func @yield_check
func.func @yield_check() {
  // CHECK: snow_rt.yield_check
  snow_rt.yield_check
  return
}

// CHECK-LABEL: func.func @set_location
func.func @set_location() {
  // CHECK: snow_rt.set_location "bank.snow:12:3"
  snow_rt.set_location "bank.snow:12:3"
  return
}

// CHECK-LABEL: func.func @continue
func.func private @next(!snow_rt.ptr)
func.func @continue(%frame: !snow_rt.ptr) {
  // CHECK: snow_rt.continue @next(%{{.*}})
  snow_rt.continue @next(%frame)
}

// CHECK-LABEL: func.func @unreachable
func.func @unreachable(%message: !snow_rt.ptr, %location: !snow_rt.ptr) {
  // CHECK: snow_rt.panic(%{{.*}}, %{{.*}})
  snow_rt.panic(%message, %location)
  // CHECK-NEXT: snow_rt.unreachable
  snow_rt.unreachable
}
