// RUN: snow-opt %s --snow-lower-cleanups --split-input-file --verify-diagnostics

llvm.func @work()
llvm.mlir.global internal constant @type() : i64
llvm.mlir.global internal constant @snow_release() : i64

// expected-error@+1 {{the module has another symbol @snow_release}}
llvm.func @release_taken(%s: !llvm.ptr) {
  %t = llvm.mlir.addressof @type : !llvm.ptr
  snow_rt.cleanup(%s of %t : !llvm.ptr of !llvm.ptr)
  llvm.call @work() : () -> ()
  llvm.return
}

// -----

llvm.func @work()
llvm.mlir.global internal constant @type() : i64
llvm.mlir.global internal constant @__gxx_personality_v0() : i64

// expected-error@+1 {{the module has another symbol @__gxx_personality_v0}}
llvm.func @personality_taken(%s: !llvm.ptr) {
  %t = llvm.mlir.addressof @type : !llvm.ptr
  snow_rt.cleanup(%s of %t : !llvm.ptr of !llvm.ptr)
  llvm.call @work() : () -> ()
  llvm.return
}
