// RUN: snow-opt %s --snow-flatten-appends --split-input-file | FileCheck %s

// The element is written in any case, the length depends on the condition.
// CHECK:       llvm.func private @__list_append_if(%[[T:.*]]: !llvm.ptr, %[[L:.*]]: !llvm.ptr, %[[N:.*]]: i64, %[[C:.*]]: i1) -> !llvm.ptr attributes {always_inline} {
// CHECK:         llvm.cond_br %{{.*}}, ^{{.*}}, ^[[SLOW:bb[0-9]+]]
// CHECK:         llvm.store %[[N]], %{{.*}}
// CHECK:         %[[ADDED:.*]] = llvm.zext %[[C]] : i1 to i64
// CHECK:         %[[LONGER:.*]] = llvm.add %{{.*}}, %[[ADDED]]
// CHECK:         llvm.store %[[LONGER]], %{{.*}}
// CHECK:       ^[[SLOW]]:
// CHECK-NEXT:    llvm.cond_br %[[C]], ^[[GROW:bb[0-9]+]], ^[[KEEP:bb[0-9]+]]
// CHECK:       ^[[KEEP]]:
// CHECK-NEXT:    llvm.return %[[L]]
// CHECK:       ^[[GROW]]:
// CHECK-NEXT:    %[[GROWN:.*]] = llvm.call @snow_list_append(%[[T]], %[[L]], %[[N]])
// CHECK-NEXT:    llvm.return %[[GROWN]]
// CHECK-LABEL: llvm.func @keep(
// CHECK-SAME:    %[[T:.*]]: !llvm.ptr, %[[L:.*]]: !llvm.ptr, %[[N:.*]]: i64, %[[C:.*]]: i1)
// CHECK-NEXT:    %[[M:.*]] = llvm.call @__list_append_if(%[[T]], %[[L]], %[[N]], %[[C]])
// CHECK-NEXT:    llvm.br ^[[REST:bb[0-9]+]](%[[M]] : !llvm.ptr)
// CHECK-NEXT:  ^[[REST]](
// CHECK-LABEL: llvm.func @drop(
// CHECK:         %[[NOT:.*]] = llvm.xor %{{.*}}, %{{.*}} : i1
// CHECK-NEXT:    %[[M:.*]] = llvm.call @__list_append_if(%{{.*}}, %[[NOT]])
// CHECK-NEXT:    llvm.br ^{{.*}}(%{{.*}}, %[[M]] : i64, !llvm.ptr)
llvm.func @snow_list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
llvm.func @__list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
llvm.func @keep(%t: !llvm.ptr, %l: !llvm.ptr, %n: i64, %c: i1) -> !llvm.ptr {
  llvm.cond_br %c, ^yes, ^rest(%l : !llvm.ptr)
^yes:
  %m = llvm.call @__list_append(%t, %l, %n) : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
  llvm.br ^rest(%m : !llvm.ptr)
^rest(%r: !llvm.ptr):
  llvm.return %r : !llvm.ptr
}
llvm.func @drop(%t: !llvm.ptr, %l: !llvm.ptr, %n: i64, %c: i1) -> !llvm.ptr {
  llvm.cond_br %c, ^rest(%n, %l : i64, !llvm.ptr), ^no
^no:
  %two = llvm.mlir.constant(2 : i64) : i64
  %twice = llvm.mul %n, %two : i64
  %m = llvm.call @__list_append(%t, %l, %twice) : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
  llvm.br ^rest(%n, %m : i64, !llvm.ptr)
^rest(%i: i64, %r: !llvm.ptr):
  llvm.return %r : !llvm.ptr
}

// -----

// Something else is done, another value differs, the list goes elsewhere.
// CHECK-NOT:   @__list_append_if
llvm.func @snow_list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
llvm.func @__list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
llvm.func @snow_retain(!llvm.ptr)
llvm.func @counted(%t: !llvm.ptr, %l: !llvm.ptr, %s: !llvm.ptr, %c: i1) -> !llvm.ptr {
  llvm.cond_br %c, ^yes, ^rest(%l : !llvm.ptr)
^yes:
  llvm.call @snow_retain(%s) : (!llvm.ptr) -> ()
  %n = llvm.ptrtoint %s : !llvm.ptr to i64
  %m = llvm.call @__list_append(%t, %l, %n) : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
  llvm.br ^rest(%m : !llvm.ptr)
^rest(%r: !llvm.ptr):
  llvm.return %r : !llvm.ptr
}
llvm.func @other(%t: !llvm.ptr, %l: !llvm.ptr, %k: !llvm.ptr, %n: i64, %c: i1) -> !llvm.ptr {
  llvm.cond_br %c, ^yes, ^rest(%k : !llvm.ptr)
^yes:
  %m = llvm.call @__list_append(%t, %l, %n) : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
  llvm.br ^rest(%m : !llvm.ptr)
^rest(%r: !llvm.ptr):
  llvm.return %r : !llvm.ptr
}
llvm.func @left(%t: !llvm.ptr, %l: !llvm.ptr, %n: i64, %c: i1) -> !llvm.ptr {
  llvm.cond_br %c, ^yes, ^rest(%l : !llvm.ptr)
^yes:
  %m = llvm.call @__list_append(%t, %l, %n) : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
  llvm.return %m : !llvm.ptr
^rest(%r: !llvm.ptr):
  llvm.return %r : !llvm.ptr
}

// -----

// An append that is told what to release if memory runs out is left alone: it
// has an edge more. `snow.list.append` has no such list; see
// Pipelines/appends-on-a-condition.mlir.
// CHECK-LABEL: llvm.func @held(
// CHECK:         llvm.invoke @__list_append(
llvm.func @snow_list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
llvm.func @__list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
llvm.func @__gxx_personality_v0(...) -> i32
llvm.func @held(%t: !llvm.ptr, %l: !llvm.ptr, %n: i64, %c: i1) -> !llvm.ptr attributes {personality = @__gxx_personality_v0} {
  llvm.cond_br %c, ^yes, ^rest(%l : !llvm.ptr)
^yes:
  %m = llvm.invoke @__list_append(%t, %l, %n) to ^done unwind ^pad : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
^done:
  llvm.br ^rest(%m : !llvm.ptr)
^rest(%r: !llvm.ptr):
  llvm.return %r : !llvm.ptr
^pad:
  %p = llvm.landingpad cleanup : !llvm.struct<(ptr, i32)>
  llvm.resume %p : !llvm.struct<(ptr, i32)>
}
