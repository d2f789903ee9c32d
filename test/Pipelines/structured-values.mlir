// Structured control flow may carry Snow values and hold any operation.
// RUN: snow-opt %s --snow-to-rt | FileCheck %s --check-prefix=RT
// RUN: snow-opt %s --snow-to-llvm | FileCheck %s --check-prefix=LLVM

// RT-LABEL:   func.func @divide(
// RT:           snow_rt.panic
// RT:           arith.divsi
// LLVM-LABEL: llvm.func @divide(
// LLVM:         llvm.call @snow_panic
// LLVM:         llvm.sdiv
func.func @divide(%c: i1, %a: i64, %b: i64) -> i64 {
  %r = scf.if %c -> i64 {
    %q = snow.int.div %a, %b
    scf.yield %q : i64
  } else {
    scf.yield %a : i64
  }
  return %r : i64
}

// RT-LABEL:   func.func @repeat(
// RT:           snow_rt.string_concat
// LLVM-LABEL: llvm.func @repeat(
// LLVM:         llvm.call @snow_string_concat
// LLVM-NOT:   scf.
func.func @repeat(%s: !snow.string, %n: index) -> !snow.string {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %r = scf.for %i = %c0 to %n step %c1 iter_args(%t = %s) -> !snow.string {
    %u = snow.string.concat %t, %s
    scf.yield %u : !snow.string
  }
  return %r : !snow.string
}
