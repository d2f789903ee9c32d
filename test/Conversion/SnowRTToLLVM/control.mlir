// RUN: snow-opt %s --convert-snow-rt-to-llvm --split-input-file | FileCheck %s

// CHECK-LABEL: llvm.func @indirect(
// CHECK-SAME:    %[[F:.*]]: !llvm.ptr, %[[N:.*]]: i64) -> i64
// CHECK:         llvm.call %[[F]]() : !llvm.ptr, () -> ()
// CHECK:         %[[R:.*]] = llvm.call %[[F]](%[[F]], %[[N]]) : !llvm.ptr, (!llvm.ptr, i64) -> i64
// CHECK:         llvm.return %[[R]]
func.func @indirect(%f: !snow_rt.ptr, %n: i64) -> i64 {
  snow_rt.call_indirect %f() : () -> ()
  %r = snow_rt.call_indirect %f(%f, %n) : (!snow_rt.ptr, i64) -> i64
  return %r : i64
}

// -----

// The location is a String object in the process's context.
// CHECK-LABEL: llvm.func @location
// CHECK:         %[[CTX:.*]] = llvm.call @snow_process_context() : () -> !llvm.ptr
// CHECK:         %[[FIELD:.*]] = llvm.getelementptr inbounds %[[CTX]][{{[0-9]+}}]
// CHECK:         llvm.mlir.addressof @__string_bank_snow_12_3_
// CHECK:         %[[TEXT:.*]] = llvm.getelementptr inbounds
// CHECK:         llvm.store %[[TEXT]], %[[FIELD]] {alignment = 8 : i64} : !llvm.ptr, !llvm.ptr
func.func @location() {
  snow_rt.set_location "bank.snow:12:3"
  return
}

// -----

// CHECK-LABEL: llvm.func @give_up(
// CHECK:         llvm.call @snow_panic(
// CHECK-NEXT:    llvm.unreachable
func.func @give_up(%message: !snow_rt.ptr) {
  snow_rt.panic(%message, %message)
  snow_rt.unreachable
}

// -----

// From one continuation to the next the stack does not grow. An actor enters
// its first one by an ordinary call.
// CHECK-LABEL: llvm.func @first(
// CHECK:         llvm.call @next(%{{.*}}) : (!llvm.ptr) -> ()
// CHECK-NEXT:    llvm.return
// CHECK-LABEL: llvm.func @next(
// CHECK:         llvm.call musttail @next(%{{.*}}) : (!llvm.ptr) -> ()
// CHECK-NEXT:    llvm.return
func.func @first(%frame: !snow_rt.ptr) {
  snow_rt.continue @next(%frame)
}
func.func @next(%frame: !snow_rt.ptr) attributes {snow_rt.entered} {
  snow_rt.continue @next(%frame)
}

// -----

// func, cf and arith come along.
// CHECK-LABEL: llvm.func @choose(
// CHECK:         llvm.add
// CHECK:         llvm.cond_br
// CHECK:         llvm.call @choose
// CHECK:         llvm.switch
// CHECK-NOT:     cf.
func.func @choose(%c: i1, %n: i64) -> i64 {
  %m = arith.addi %n, %n : i64
  cf.cond_br %c, ^a, ^b
^a:
  %r = call @choose(%c, %m) : (i1, i64) -> i64
  return %r : i64
^b:
  cf.switch %m : i64, [default: ^a, 1: ^c]
^c:
  return %m : i64
}
