// The stock pass lowers snow_rt through the dialect's interface, in a module
// together with what other dialects bring.
// RUN: snow-opt %s --convert-to-llvm | FileCheck %s
// RUN: snow-opt %s --convert-to-llvm | mlir-translate --mlir-to-llvmir \
// RUN:   | FileCheck %s --check-prefix=IR

// CHECK-NOT:   snow_rt
// CHECK-DAG:   llvm.func @snow_actor_send_value(i64, !llvm.ptr, i64)
// CHECK-DAG:   llvm.mlir.global internal constant @__type_Int
// CHECK-LABEL: llvm.func @tell(
// CHECK:         llvm.alloca
// CHECK:         %[[T:.*]] = llvm.mlir.addressof @__type_Int : !llvm.ptr
// CHECK:         llvm.add
// CHECK:         llvm.call @snow_actor_send_value(%{{.*}}, %[[T]], %{{.*}})
// CHECK:         llvm.cond_br
// CHECK:         llvm.call @snow_process_yield
// CHECK-NOT:   snow_rt
// IR: call void @snow_actor_send_value(i64 %{{.*}}, ptr @__type_Int, i64 %{{.*}})
func.func @tell(%to: i64, %n: i64) {
  %p = snow_rt.frame_alloc 8
  %type = snow_rt.type_info i64
  %m = arith.addi %n, %n : i64
  snow_rt.actor_send_value(%to, %type, %m)
  snow_rt.yield_check
  return
}
