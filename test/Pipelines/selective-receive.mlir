// An actor with a selective receive and a time-out at each level.
// RUN: snow-opt %s --snow-to-rt=strategy=fiber | FileCheck %s --check-prefix=RT
// RUN: snow-opt %s --snow-to-llvm=strategy=fiber \
// RUN:   | FileCheck %s --check-prefix=LLVM
// RUN: snow-opt %s --snow-to-llvm=strategy=fiber | mlir-translate --mlir-to-llvmir \
// RUN:   | FileCheck %s --check-prefix=IR
// RUN: snow-opt %s --snow-to-llvm=strategy=split | mlir-translate --mlir-to-llvmir \
// RUN:   | FileCheck %s --check-prefix=SPLIT

// RT-LABEL: func.func @pick(
// RT:         snow_rt.mailbox_peek()
// RT-LABEL: func.func @main(
// RT-NOT:     snow.{{[a-z]}}

// LLVM-LABEL: llvm.func @pick(
// The frame has the slot that messages are read into.
// LLVM:         llvm.alloca
// LLVM-DAG:     llvm.call @snow_mailbox_peek()
// LLVM-DAG:     llvm.call @snow_mailbox_match(
// LLVM-DAG:     llvm.call @snow_mailbox_skip()
// LLVM-DAG:     llvm.call @snow_mailbox_take()
// LLVM-DAG:     llvm.call @snow_mailbox_wait(
// LLVM-LABEL: llvm.func @main(

// IR-LABEL: define void @pick(ptr
// IR-DAG:     call ptr @snow_mailbox_peek()
// IR-DAG:     call i8 @snow_mailbox_match(ptr
// IR-DAG:     call i8 @snow_mailbox_wait(i64

// Entered by the actor and by the runtime, with the context.
// SPLIT-LABEL: define void @pick(ptr
// SPLIT:         %[[FRAME:.*]] = call ptr @snow_actor_frame(i64 2)
// SPLIT:         call void @pick.r1(ptr %[[FRAME]], ptr %0)
// SPLIT-LABEL: define void @pick.r1(ptr %0, ptr %1)
// SPLIT-DAG:     call ptr @snow_mailbox_peek()
// SPLIT-DAG:     call i8 @snow_actor_suspend(ptr @pick.r1, i64
snow.actor @pick(%limit: i64, %ms: i64) receives i64 {
  cf.br ^loop
^loop:
  snow.receive
    case %m : i64 to ^got {
      %big = arith.cmpi sgt, %m, %limit : i64
      cf.cond_br %big, ^yes, ^no
    ^yes:
      snow.accept %m : i64
    ^no:
      snow.reject
    }
    after %ms to ^late
^got(%n: i64):
  %text = snow.to_string %n : i64
  snow.println %text
  cf.br ^loop
^late:
  snow.return
}
func.func @main() {
  %limit = arith.constant 10 : i64
  %ms = arith.constant 100 : i64
  %p = snow.spawn @pick(%limit, %ms) : (i64, i64) -> !snow.pid<i64>
  %n = arith.constant 11 : i64
  snow.send %p, %n : !snow.pid<i64>, i64
  return
}
