// A spawn on a node that is not there panics with the reason.
// RUN: %status 1 snowc run %s 2>&1 | FileCheck %s
// RUN: snowc build %s -o %t && %status 1 %t 2>&1 | FileCheck %s
// CHECK: [snow] snow_node_spawn: {{.*}}node transport
// CHECK-NEXT: panic: Node.spawn: node not started
// CHECK-NEXT: at {{.*}}ir-node-spawn.mlir:[[@LINE+9]]:8
// CHECK-NOT: {{.}}

func.func @work(%n: i64) {
  return
}
func.func @main() {
  %node = snow.string.constant "a@localhost"
  %n = arith.constant 1 : i64
  %p = snow.node.spawn link %node, @work(%n) : (i64) -> !snow.pid<!snow.any>
  return
}
