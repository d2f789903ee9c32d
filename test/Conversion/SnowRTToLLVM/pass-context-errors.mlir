// RUN: snow-opt %s --snow-pass-context --split-input-file --verify-diagnostics

llvm.func @snow_process_context() -> !llvm.ptr
llvm.func @asks() {
  %c = llvm.call @snow_process_context() : () -> !llvm.ptr
  llvm.return
}
llvm.func @main() {
  llvm.call @asks() : () -> ()
  llvm.return
}
// It may call what now takes the context.
// expected-error@+1 {{'func.func' op is not lowered yet; run snow-pass-context after convert-snow-rt-to-llvm}}
func.func @late() {
  return
}

// -----

// expected-error@+1 {{has the name of a runtime function that gives the process's context, and is another}}
llvm.func @snow_process_context(i64) -> !llvm.ptr
llvm.func @main() {
  llvm.return
}

// -----

// expected-error@+1 {{has the name of a runtime function that gives the process's context, and is another}}
llvm.mlir.global internal constant @snow_process_context(1 : i64) : i64
llvm.func @main() {
  llvm.return
}
