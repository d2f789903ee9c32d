// A crash of LLVM, on whatever thread, is a failure with a message and not the
// end of the process: here of an instruction that this machine does not have.
// REQUIRES: snowc
// RUN: %status 1 snowc build --target=x86_64-linux-gnu %s -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
// CHECK: error: the pass 'code generation' crashed

func.func @main() {
  %barrier = llvm.mlir.constant(15 : i32) : i32
  llvm.call_intrinsic "llvm.aarch64.dmb"(%barrier) : (i32) -> ()
  return
}
