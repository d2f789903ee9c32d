// RUN: snow-opt %s --snow-optimize-ownership | FileCheck %s

func.func private @callee(!snow.string)

// CHECK-LABEL: func.func @pair
func.func @pair(%s: !snow.string) {
  // CHECK-NEXT: snow.println
  // CHECK-NEXT: return
  snow.retain %s : !snow.string
  snow.println %s
  snow.release %s : !snow.string
  return
}

// A release of another value may be the same object, and frees it.
// CHECK-LABEL: func.func @may_alias
func.func @may_alias(%s: !snow.string, %t: !snow.string) {
  // CHECK-NEXT: snow.retain
  // CHECK-NEXT: snow.release
  // CHECK-NEXT: snow.println
  // CHECK-NEXT: snow.release
  snow.retain %s : !snow.string
  snow.release %t : !snow.string
  snow.println %s
  snow.release %s : !snow.string
  return
}

// A callee may release what it can reach.
// CHECK-LABEL: func.func @calls
func.func @calls(%s: !snow.string, %f: !snow.fn<() -> ()>) {
  // CHECK-NEXT: snow.retain
  // CHECK-NEXT: call @callee
  // CHECK-NEXT: snow.release
  snow.retain %s : !snow.string
  func.call @callee(%s) : (!snow.string) -> ()
  snow.release %s : !snow.string
  // CHECK-NEXT: snow.retain
  // CHECK-NEXT: snow.closure.call
  // CHECK-NEXT: snow.release
  snow.retain %s : !snow.string
  snow.closure.call %f() : !snow.fn<() -> ()>
  snow.release %s : !snow.string
  return
}

// Only within a block, and only a release that comes later.
// CHECK-LABEL: func.func @blocks
func.func @blocks(%s: !snow.string) {
  // CHECK-NEXT: snow.retain
  // CHECK-NEXT: cf.br
  snow.retain %s : !snow.string
  cf.br ^next
^next:
  // CHECK: snow.release
  // CHECK-NEXT: snow.println
  // CHECK-NEXT: snow.retain
  snow.release %s : !snow.string
  snow.println %s
  snow.retain %s : !snow.string
  return
}

// CHECK-LABEL: func.func @two_pairs
func.func @two_pairs(%s: !snow.string) {
  // CHECK-NEXT: snow.println
  // CHECK-NEXT: snow.println
  // CHECK-NEXT: return
  snow.retain %s : !snow.string
  snow.println %s
  snow.release %s : !snow.string
  snow.retain %s : !snow.string
  snow.println %s
  snow.release %s : !snow.string
  return
}
