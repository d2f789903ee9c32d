// IR that is wrong: one located message, exit status 1, from each tool.
// REQUIRES: snowc, snow-opt, snow-translate
// RUN: rm -rf %t && split-file %s %t

// RUN: %status 1 snowc run %t/unknown.mlir 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: %status 1 snow-opt %t/unknown.mlir 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// RUN: %status 1 snow-translate --snow-to-llvmir %t/unknown.mlir 2>&1 | FileCheck %s --check-prefix=UNKNOWN
// UNKNOWN: unknown.mlir:2:{{[0-9]+}}: error:
// UNKNOWN-NOT: error:

// RUN: %status 1 snowc run %t/type.mlir 2>&1 | FileCheck %s --check-prefix=TYPE
// RUN: %status 1 snow-opt %t/type.mlir 2>&1 | FileCheck %s --check-prefix=TYPE
// TYPE: type.mlir:3:{{[0-9]+}}: error: 'snow.send' op
// TYPE-NOT: error:

// RUN: %status 1 snowc run %t/callee.mlir 2>&1 | FileCheck %s --check-prefix=CALLEE
// CALLEE: callee.mlir:2:{{[0-9]+}}: error: 'snow.spawn' op
// CALLEE-NOT: error:

// RUN: %status 1 snowc run %t/parameters.mlir 2>&1 | FileCheck %s --check-prefix=PARAMETERS
// PARAMETERS: parameters.mlir:1:{{[0-9]+}}: error: {{.*}}main
// PARAMETERS-NOT: error:

// What no step can lower is named, with its function.
// RUN: %status 1 snowc run %t/foreign.mlir 2>&1 | FileCheck %s --check-prefix=FOREIGN
// RUN: %status 1 snow-opt --snow-to-llvm %t/foreign.mlir 2>&1 | FileCheck %s --check-prefix=FOREIGN
// FOREIGN: foreign.mlir:3:{{[0-9]+}}: error: 'memref.load'{{.*}}@get
// FOREIGN-NOT: error:

//--- unknown.mlir
func.func @main() {
  "foo.bar"() : () -> ()
  return
}
//--- type.mlir
func.func @main() {
  return }
func.func @f(%p: !snow.pid<i64>, %s: !snow.string) { snow.send %p, %s : !snow.pid<i64>, !snow.string
  return
}
//--- callee.mlir
func.func @main() {
  %p = snow.spawn @nobody() : () -> !snow.pid<i64>
  return
}
//--- parameters.mlir
func.func @main(%n: i64) {
  return
}
//--- foreign.mlir
func.func @get(%x: memref<4xi64>) -> i64 {
  %c = arith.constant 0 : index
  %0 = memref.load %x[%c] : memref<4xi64>
  return %0 : i64
}
func.func @main() {
  return
}
