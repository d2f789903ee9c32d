// The error of a pass is one message, without a dump of the operation.
// REQUIRES: snowc
// RUN: %status 1 snowc run %s 2>&1 | FileCheck %s
// CHECK: snowc-one-message.mlir:[[@LINE+3]]:1: error: {{.*}}main
// CHECK-NOT: see current operation

func.func @main(%n: i64) {
  return
}
