// RUN: snow-opt %s --convert-snow-rt-to-llvm | FileCheck %s

// The code of a function value never changes, which lets LLVM call it directly
// where it sees the value being made.
// CHECK-LABEL: llvm.func @make
// CHECK:         llvm.store %{{.*}} invariant_group
// CHECK:         llvm.store
// CHECK-NOT:     invariant_group
// CHECK:         llvm.return
func.func @make(%capture: i64) -> !snow_rt.ptr {
  %size = arith.constant 24 : i64
  %f = snow_rt.alloc(%size)
  %code = snow_rt.function @code
  snow_rt.store %code, %f[0] : !snow_rt.ptr
  snow_rt.store %capture, %f[16] : i64
  return %f : !snow_rt.ptr
}

// CHECK-LABEL: llvm.func @use
// CHECK:         %[[CODE:.*]] = llvm.load %{{.*}} invariant_group
// CHECK-NEXT:    llvm.call %[[CODE]]
func.func @use(%f: !snow_rt.ptr) -> i64 {
  %code = snow_rt.load %f[0] : !snow_rt.ptr
  %r = snow_rt.call_indirect %code(%f) : (!snow_rt.ptr) -> i64
  return %r : i64
}

// A word that is no code may change.
// CHECK-LABEL: llvm.func @plain
// CHECK-NOT:     invariant_group
// CHECK:         llvm.return
func.func @plain(%p: !snow_rt.ptr, %q: !snow_rt.ptr) -> !snow_rt.ptr {
  snow_rt.store %q, %p[0] : !snow_rt.ptr
  %r = snow_rt.load %p[0] : !snow_rt.ptr
  return %r : !snow_rt.ptr
}

func.func private @code(!snow_rt.ptr) -> i64
