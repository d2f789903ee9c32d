// RUN: snow-opt %s --convert-snow-rt-to-llvm --split-input-file | FileCheck %s

// A String object with a header that makes it immortal; the address is behind
// the header. Equal literals share one object.
// CHECK:       llvm.mlir.global internal constant @[[NAME:__string_hello_[0-9A-F]+]]()
// CHECK-SAME:    alignment = 16 : i64
// CHECK-SAME:    : !llvm.struct<(i64, i64, i64, array<6 x i8>)> {
// CHECK-DAG:     llvm.mlir.constant(13 : i64) : i64
// CHECK-DAG:     llvm.mlir.constant(5 : i64) : i64
// CHECK-DAG:     llvm.mlir.constant("hello\00")
// CHECK:         llvm.return
// CHECK-NOT:   llvm.mlir.global
// CHECK-LABEL: llvm.func @hello
// CHECK:         %[[G:.*]] = llvm.mlir.addressof @[[NAME]] : !llvm.ptr
// CHECK-NEXT:    %[[S:.*]] = llvm.getelementptr inbounds %[[G]][16] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK-NEXT:    llvm.return %[[S]]
// CHECK-LABEL: llvm.func @hello_again
// CHECK:         llvm.mlir.addressof @[[NAME]]
func.func @hello() -> !snow_rt.ptr {
  %s = snow_rt.string "hello"
  return %s : !snow_rt.ptr
}
func.func @hello_again() -> !snow_rt.ptr {
  %s = snow_rt.string "hello"
  return %s : !snow_rt.ptr
}

// -----

// Literals that begin alike are told apart.
// CHECK-COUNT-2: llvm.mlir.global internal constant @__string_a_long_common_pr_
// CHECK-NOT:     llvm.mlir.global
func.func @alike() {
  %s = snow_rt.string "a long common prefix 1"
  %t = snow_rt.string "a long common prefix 2"
  return
}

// -----

// CHECK-LABEL: llvm.func @body
// CHECK-LABEL: llvm.func @function
// CHECK:         llvm.mlir.addressof @body : !llvm.ptr
func.func @body() {
  return
}
func.func @function() -> !snow_rt.ptr {
  %f = snow_rt.function @body
  return %f : !snow_rt.ptr
}

// -----

// CHECK-LABEL: llvm.func @null
// CHECK:         llvm.mlir.zero : !llvm.ptr
func.func @null() -> !snow_rt.ptr {
  %p = snow_rt.null
  return %p : !snow_rt.ptr
}
