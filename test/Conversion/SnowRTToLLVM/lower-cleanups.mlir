// RUN: snow-opt %s --snow-lower-cleanups | FileCheck %s

llvm.func @work() -> i64
llvm.func @quiet() attributes {no_unwind}
llvm.mlir.global internal constant @type() : i64

// CHECK-LABEL: llvm.func @keep
// CHECK-SAME:    (%[[S:.*]]: !llvm.ptr)
// CHECK-SAME:    personality = @__gxx_personality_v0
// A call that does not unwind stays a call.
// CHECK:         llvm.call @quiet()
// CHECK-NEXT:    %[[R:.*]] = llvm.invoke @work() to ^[[REST:.*]] unwind ^[[PAD:.*]] :
// CHECK:       ^[[REST]]:
// The list has ended.
// CHECK-NEXT:    llvm.call @work()
// CHECK-NEXT:    llvm.return %[[R]]
// CHECK:       ^[[PAD]]:
// CHECK-NEXT:    %[[E:.*]] = llvm.landingpad cleanup
// CHECK-NEXT:    llvm.br ^[[TAIL:.*]](%[[E]]
// CHECK:       ^[[TAIL]](%[[X:.*]]: {{.*}}):
// CHECK-NEXT:    %[[TYPE:.*]] = llvm.mlir.addressof @type
// CHECK-NEXT:    llvm.call @snow_release(%[[S]], %[[TYPE]])
// CHECK-NEXT:    llvm.br ^[[END:.*]](%[[X]]
// CHECK:       ^[[END]](%[[Y:.*]]: {{.*}}):
// CHECK-NEXT:    llvm.resume %[[Y]]
llvm.func @keep(%s: !llvm.ptr) -> i64 {
  %t = llvm.mlir.addressof @type : !llvm.ptr
  snow_rt.cleanup(%s of %t : !llvm.ptr of !llvm.ptr)
  llvm.call @quiet() : () -> ()
  %r = llvm.call @work() : () -> i64
  snow_rt.cleanup()
  %q = llvm.call @work() : () -> i64
  llvm.return %r : i64
}

// Equal lists share a landing pad; those that begin alike share its end.
// CHECK-LABEL: llvm.func @shared
// CHECK:         llvm.invoke @work() {{.*}} unwind ^[[ONE:bb[0-9]+]]
// CHECK:         llvm.invoke @work() {{.*}} unwind ^[[ONE]]
// CHECK:         llvm.invoke @work() {{.*}} unwind ^[[TWO:bb[0-9]+]]
// CHECK-COUNT-2: llvm.landingpad
// CHECK-NOT:     llvm.landingpad
// CHECK:         llvm.resume
// CHECK-NOT:     llvm.resume
llvm.func @shared(%s: !llvm.ptr, %u: !llvm.ptr) {
  %t = llvm.mlir.addressof @type : !llvm.ptr
  snow_rt.cleanup(%s of %t : !llvm.ptr of !llvm.ptr)
  %a = llvm.call @work() : () -> i64
  %b = llvm.call @work() : () -> i64
  snow_rt.cleanup(%s, %u of %t, %t : !llvm.ptr, !llvm.ptr of !llvm.ptr, !llvm.ptr)
  %c = llvm.call @work() : () -> i64
  llvm.return
}

// A list holds behind branches, until lists meet that differ.
// CHECK-LABEL: llvm.func @branches
// CHECK:         llvm.cond_br
// CHECK:         llvm.invoke @work()
// CHECK:         llvm.call @work()
// CHECK-NEXT:    llvm.return
llvm.func @branches(%s: !llvm.ptr, %c: i1) {
  %t = llvm.mlir.addressof @type : !llvm.ptr
  snow_rt.cleanup(%s of %t : !llvm.ptr of !llvm.ptr)
  llvm.cond_br %c, ^a, ^b
^a:
  %x = llvm.call @work() : () -> i64
  llvm.br ^c
^b:
  snow_rt.cleanup()
  llvm.br ^c
^c:
  %y = llvm.call @work() : () -> i64
  llvm.return
}

// Nothing to release: no landing pad, no personality.
// CHECK-LABEL: llvm.func @nothing()
// CHECK-NOT:     personality
// CHECK:         llvm.call @work()
llvm.func @nothing() {
  snow_rt.cleanup()
  %r = llvm.call @work() : () -> i64
  llvm.return
}
