// What a plugin's pass leaves as structured control flow is lowered, too.
// RUN: snow-opt %s --snow-to-llvm | FileCheck %s

// CHECK-LABEL: llvm.func @maybe(
// CHECK:         llvm.cond_br
// CHECK:         llvm.call @snow_io_println
// CHECK-NOT:   scf.
func.func @maybe(%c: i1, %s: !snow.string) {
  scf.if %c {
    snow.println %s
  }
  return
}
