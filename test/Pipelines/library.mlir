// A module without an entry function is a library: it has entries, no main.
// RUN: snow-opt %s --snow-to-rt | FileCheck %s --check-prefix=RT
// RUN: snow-opt %s --snow-to-llvm | FileCheck %s --check-prefix=LLVM

// RT-LABEL:   func.func @Tools.twice(
// RT-LABEL:   func.func private @__entry_Tools.twice(
// RT-NOT:     @main
// LLVM-LABEL: llvm.func @Tools.twice(
// LLVM-NOT:   llvm.func @main
func.func @Tools.twice(%n: i64) -> i64 {
  %m = arith.addi %n, %n : i64
  return %m : i64
}
