// RUN: snow-opt %s --snow-pass-context --split-input-file | FileCheck %s

llvm.func @snow_process_context() -> !llvm.ptr
llvm.func @snow_process_yield()

// What asks for the context takes it.
// CHECK-LABEL: llvm.func @counts(
// CHECK-SAME:    %[[C:.*]]: !llvm.ptr, %[[N:.*]]: i64) -> i64
// CHECK-SAME:    passthrough = ["snow_context"]
// CHECK-NOT:     @snow_process_context
// CHECK:         llvm.load %[[C]]
// CHECK:         llvm.store %{{.*}}, %[[C]]
// CHECK:         llvm.call @counts(%[[C]], %[[N]]) : (!llvm.ptr, i64) -> i64
llvm.func @counts(%n: i64) -> i64 {
  %c = llvm.call @snow_process_context() : () -> !llvm.ptr
  %left = llvm.load %c : !llvm.ptr -> i64
  %d = llvm.call @snow_process_context() : () -> !llvm.ptr
  llvm.store %left, %d : i64, !llvm.ptr
  %r = llvm.call @counts(%n) : (i64) -> i64
  llvm.return %r : i64
}

// So does what calls such a function, also by an invoke.
// CHECK-LABEL: llvm.func @calls(
// CHECK-SAME:    %[[C:.*]]: !llvm.ptr)
// CHECK:         %[[N:.*]] = llvm.mlir.constant
// CHECK:         llvm.invoke @counts(%[[C]], %[[N]]) to ^bb1 unwind ^bb2 : (!llvm.ptr, i64) -> i64
llvm.func @__gxx_personality_v0(...) -> i32
llvm.func @calls() attributes {personality = @__gxx_personality_v0} {
  %n = llvm.mlir.constant(1 : i64) : i64
  %r = llvm.invoke @counts(%n) to ^next unwind ^pad : (i64) -> i64
^next:
  llvm.return
^pad:
  %e = llvm.landingpad cleanup : !llvm.struct<(ptr, i32)>
  llvm.resume %e : !llvm.struct<(ptr, i32)>
}

// A function that needs none stays as it is.
// CHECK-LABEL: llvm.func @leaf(
// CHECK-SAME:    %{{.*}}: i64) -> i64 {
llvm.func @leaf(%n: i64) -> i64 {
  llvm.return %n : i64
}

// A function whose address is taken asks, once.
// CHECK-LABEL: llvm.func @entry(
// CHECK-SAME:    %{{.*}}: !llvm.ptr) {
// CHECK-NEXT:    %[[C:.*]] = llvm.call @snow_process_context() : () -> !llvm.ptr
// CHECK-NOT:     @snow_process_context
// CHECK:         llvm.call @calls(%[[C]]) : (!llvm.ptr) -> ()
// CHECK:         llvm.load %[[C]]
llvm.func @entry(%args: !llvm.ptr) {
  llvm.call @calls() : () -> ()
  %c = llvm.call @snow_process_context() : () -> !llvm.ptr
  %left = llvm.load %c : !llvm.ptr -> i64
  llvm.return
}

// What the runtime enters gets it as its last argument; so does one continuation
// from another. Whoever calls one needs the context.
// CHECK-LABEL: llvm.func @entered(
// CHECK-SAME:    %[[F:.*]]: !llvm.ptr {llvm.noundef}, %[[C:.*]]: !llvm.ptr) {
// CHECK-NOT:     @snow_process_context
// CHECK:         llvm.call @calls(%[[C]]) : (!llvm.ptr) -> ()
// CHECK:         llvm.call musttail @entered(%[[F]], %[[C]]) : (!llvm.ptr, !llvm.ptr) -> ()
llvm.func @entered(%frame: !llvm.ptr {llvm.noundef}) attributes {snow_rt.entered} {
  llvm.call @calls() : () -> ()
  llvm.call musttail @entered(%frame) : (!llvm.ptr) -> ()
  llvm.return
}
// CHECK-LABEL: llvm.func @enters(
// CHECK-SAME:    %[[C:.*]]: !llvm.ptr, %[[F:.*]]: !llvm.ptr)
// CHECK-NEXT:    llvm.call @entered(%[[F]], %[[C]]) : (!llvm.ptr, !llvm.ptr) -> ()
llvm.func @enters(%frame: !llvm.ptr) {
  llvm.call @entered(%frame) : (!llvm.ptr) -> ()
  llvm.return
}
// Even if it does nothing with it: a tail call needs equal types.
// CHECK-LABEL: llvm.func @last(
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr) {
llvm.func @last(%frame: !llvm.ptr) attributes {snow_rt.entered} {
  llvm.return
}

// CHECK-LABEL: llvm.func @main(
// CHECK-SAME:    %{{.*}}: i32, %{{.*}}: !llvm.ptr) -> i32 {
llvm.func @main(%argc: i32, %argv: !llvm.ptr) -> i32 {
  %f = llvm.mlir.addressof @entry : !llvm.ptr
  llvm.call %f(%argv) : !llvm.ptr, (!llvm.ptr) -> ()
  llvm.return %argc : i32
}

// -----

// Without a main somebody else may call the functions.
// CHECK-LABEL: llvm.func @library()
// CHECK-NEXT:    llvm.call @snow_process_context()
llvm.func @snow_process_context() -> !llvm.ptr
llvm.func @library() {
  %c = llvm.call @snow_process_context() : () -> !llvm.ptr
  llvm.return
}

// -----

// What only hands the context on may be the first to ask for it.
// CHECK:       llvm.func @snow_process_context() -> !llvm.ptr
// CHECK-LABEL: llvm.func @entered(
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %{{.*}}: !llvm.ptr)
llvm.func @entered(%args: !llvm.ptr) attributes {snow_rt.entered} {
  llvm.return
}
// CHECK-LABEL: llvm.func @main(
// CHECK-SAME:    %[[A:.*]]: !llvm.ptr)
// CHECK:         %[[C:.*]] = llvm.call @snow_process_context()
// CHECK:         llvm.call @entered(%[[A]], %[[C]])
llvm.func @main(%args: !llvm.ptr) {
  llvm.call @entered(%args) : (!llvm.ptr) -> ()
  llvm.return
}
