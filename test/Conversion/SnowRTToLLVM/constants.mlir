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

// -----

// A constant object: header, then words. Objects in it are objects of their
// own; equal ones are one.
// CHECK-DAG:   llvm.mlir.global internal constant @[[NONE:__object_[0-9A-F]+]]() {{.*}}alignment = 16 : i64{{.*}} : !llvm.struct<(i64, i64, i64, i64)> {
// CHECK-DAG:   llvm.mlir.global internal constant @[[PAIR:__object_[0-9A-F]+]]() {{.*}} : !llvm.struct<(i64, i64, i64, ptr, ptr, ptr)> {
// CHECK-DAG:     llvm.mlir.addressof @body : !llvm.ptr
// CHECK-DAG:     llvm.mlir.addressof @[[NONE]] : !llvm.ptr
// CHECK-DAG:     llvm.mlir.addressof @__string_text_{{[0-9A-F]+}} : !llvm.ptr
// CHECK-LABEL: llvm.func @objects
// CHECK:         %[[G:.*]] = llvm.mlir.addressof @[[NONE]] : !llvm.ptr
// CHECK-NEXT:    llvm.getelementptr inbounds %[[G]][16] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK:         llvm.mlir.addressof @[[PAIR]] : !llvm.ptr
func.func private @body()
func.func @objects() {
  %none = snow_rt.static [1, 0]
  %pair = snow_rt.static [7, "text", @body, [1, 0]]
  return
}

// -----

// A list points to its own words.
// CHECK:       llvm.mlir.global internal constant @[[LIST:__object_[0-9A-F]+]]() {{.*}} : !llvm.struct<(i64, i64, i64, ptr, ptr, i64, i64, i64)> {
// CHECK:         %[[SELF:.*]] = llvm.mlir.addressof @[[LIST]] : !llvm.ptr
// CHECK-NEXT:    llvm.getelementptr inbounds %[[SELF]][48] : (!llvm.ptr) -> !llvm.ptr, i8
func.func @list() -> !snow_rt.ptr {
  %l = snow_rt.static {list = [5, 6]}
  return %l : !snow_rt.ptr
}

// -----

// CHECK:       llvm.mlir.global internal @Main.limit() {{.*}}alignment = 8 : i64{{.*}} : !llvm.array<16 x i8> {
// CHECK-NEXT:    llvm.mlir.zero
// CHECK-LABEL: llvm.func @global
// CHECK:         llvm.mlir.addressof @Main.limit : !llvm.ptr
snow_rt.global @Main.limit, 16
func.func @global() -> !snow_rt.ptr {
  %p = snow_rt.global_address @Main.limit
  return %p : !snow_rt.ptr
}
