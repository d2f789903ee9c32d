// RUN: snow-opt %s --snow-flatten-appends --split-input-file --verify-diagnostics

// expected-error@+1 {{has the name of the function that appends to a list, and is another}}
llvm.func @__list_append(!llvm.ptr) -> !llvm.ptr
llvm.func @keep(%l: !llvm.ptr, %c: i1) -> !llvm.ptr {
  llvm.cond_br %c, ^yes, ^rest(%l : !llvm.ptr)
^yes:
  %m = llvm.call @__list_append(%l) : (!llvm.ptr) -> !llvm.ptr
  llvm.br ^rest(%m : !llvm.ptr)
^rest(%r: !llvm.ptr):
  llvm.return %r : !llvm.ptr
}

// -----

// expected-error@+1 {{has the name of the function that appends to a list, and is another}}
llvm.mlir.global internal constant @__list_append(1 : i64) : i64

// -----

llvm.func @snow_list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
llvm.func @__list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
// expected-error@+1 {{has the name of the function that appends on a condition, and is another}}
llvm.func @__list_append_if(!llvm.ptr, !llvm.ptr) -> !llvm.ptr
