// RUN: snow-opt %s --convert-snow-rt-to-llvm --split-input-file | FileCheck %s

// CHECK-LABEL: llvm.func @frame(
// CHECK-SAME:    %[[N:.*]]: i64) -> i64
// CHECK:         %[[SIZE:.*]] = llvm.mlir.constant(24 : i64) : i64
// CHECK-NEXT:    %[[P:.*]] = llvm.alloca %[[SIZE]] x i8 {alignment = 8 : i64} : (i64) -> !llvm.ptr
// CHECK-NEXT:    %[[Q:.*]] = llvm.getelementptr inbounds %[[P]][8] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK-NEXT:    llvm.store %[[N]], %[[Q]] {alignment = {{[18]}} : i64} : i64, !llvm.ptr
// CHECK-NEXT:    %[[R:.*]] = llvm.load %[[P]] {alignment = {{[18]}} : i64} : !llvm.ptr -> i64
// CHECK-NEXT:    llvm.return %[[R]]
func.func @frame(%n: i64) -> i64 {
  %p = snow_rt.frame_alloc 24
  snow_rt.store %n, %p[8] : i64
  %r = snow_rt.load %p[0] : i64
  return %r : i64
}

// -----

// One place in the frame, also in a loop.
// CHECK-LABEL: llvm.func @in_loop
// CHECK-COUNT-1: llvm.alloca
// CHECK:         llvm.br ^[[LOOP:bb[0-9]+]]
// CHECK-NEXT:  ^[[LOOP]]:
// CHECK-NOT:     llvm.alloca
// CHECK:         llvm.br ^[[LOOP]]
func.func @in_loop(%n: i64) {
  cf.br ^loop
^loop:
  %p = snow_rt.frame_alloc 8
  snow_rt.store %n, %p[0] : i64
  cf.br ^loop
}

// -----

// An address of unknown origin need not be aligned.
// CHECK-LABEL: llvm.func @unaligned(
// CHECK-SAME:    %[[P:.*]]: !llvm.ptr)
// CHECK:         %[[Q:.*]] = llvm.getelementptr inbounds %[[P]][3]
// CHECK-NEXT:    %[[V:.*]] = llvm.load %[[Q]] {alignment = 1 : i64} : !llvm.ptr -> i32
// CHECK:         %[[R:.*]] = llvm.getelementptr inbounds %[[P]][-8]
// CHECK-NEXT:    llvm.store %[[P]], %[[R]] {alignment = 1 : i64} : !llvm.ptr, !llvm.ptr
func.func @unaligned(%p: !snow_rt.ptr) -> i32 {
  %v = snow_rt.load %p[3] : i32
  snow_rt.store %p, %p[-8] : !snow_rt.ptr
  return %v : i32
}

// -----

// CHECK-LABEL: llvm.func @addresses(
// CHECK-SAME:    %[[P:.*]]: !llvm.ptr, %[[W:.*]]: i64)
// CHECK:         %[[Q:.*]] = llvm.getelementptr inbounds %[[P]][32] : (!llvm.ptr) -> !llvm.ptr, i8
// CHECK:         %[[V:.*]] = llvm.ptrtoint %[[Q]] : !llvm.ptr to i64
// CHECK:         %[[R:.*]] = llvm.inttoptr %[[W]] : i64 to !llvm.ptr
// CHECK:         %[[ZERO:.*]] = llvm.mlir.zero : !llvm.ptr
// CHECK:         %[[C:.*]] = llvm.icmp "eq" %[[R]], %[[ZERO]] : !llvm.ptr
func.func @addresses(%p: !snow_rt.ptr, %w: i64) -> (i64, i1) {
  %q = snow_rt.offset %p, 32
  %v = snow_rt.ptr_to_word %q
  %r = snow_rt.word_to_ptr %w
  %c = snow_rt.is_null %r
  return %v, %c : i64, i1
}
