// RUN: snow-opt %s --convert-snow-rt-to-llvm | FileCheck %s

// A decrement in the process's context, and a call when it is used up: once in
// 4000 times.
// CHECK-LABEL: llvm.func @spin
// CHECK:         %[[CTX:.*]] = llvm.call @snow_process_context() : () -> !llvm.ptr
// CHECK:         %[[LEFT:.*]] = llvm.load %[[COUNTER:.*]] {alignment = 8 : i64} : !llvm.ptr -> i64
// CHECK:         %[[ONE:.*]] = llvm.mlir.constant(1 : i64) : i64
// CHECK:         %[[FEWER:.*]] = llvm.sub %[[LEFT]], %[[ONE]] : i64
// CHECK:         llvm.store %[[FEWER]], %[[COUNTER]] {alignment = 8 : i64}
// CHECK:         %[[ZERO:.*]] = llvm.mlir.constant(0 : i64) : i64
// CHECK:         %[[UP:.*]] = llvm.icmp "slt" %[[FEWER]], %[[ZERO]] : i64
// CHECK:         llvm.cond_br %[[UP]] weights([1, 4000]), ^[[YIELD:bb[0-9]+]], ^[[REST:bb[0-9]+]]
// CHECK:       ^[[YIELD]]:
// The place is for the report of an exhausted stack.
// CHECK:         %[[PLACE:.*]] = llvm.getelementptr inbounds %[[COUNTER]][8]
// CHECK:         llvm.store %{{.*}}, %[[PLACE]]
// CHECK-NEXT:    llvm.call @snow_process_yield() : () -> ()
// CHECK-NEXT:    llvm.br ^[[REST]]
// CHECK:       ^[[REST]]:
// CHECK-NEXT:    llvm.return
func.func @spin() {
  snow_rt.yield_check
  return
}
