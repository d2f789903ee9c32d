// RUN: snow-opt %s --snow-infer-borrowing | FileCheck %s

// CHECK-LABEL: func.func private @looks
// CHECK-SAME:    (%{{.*}}: !snow.string {snow.borrowed}, %{{.*}}: i64)
func.func private @looks(%s: !snow.string, %n: i64) {
  snow.println %s
  return
}

// Given away.
// CHECK-LABEL: func.func private @keeps
// CHECK-SAME:    (%{{.*}}: !snow.string)
func.func private @keeps(%s: !snow.string) -> tuple<!snow.string> {
  %t = snow.tuple.make %s : tuple<!snow.string>
  return %t : tuple<!snow.string>
}

// A part is given away.
// CHECK-LABEL: func.func private @takes
// CHECK-SAME:    (%{{.*}}: tuple<!snow.string>)
func.func private @takes(%t: tuple<!snow.string>) -> !snow.string {
  %s = snow.tuple.get %t[0] : tuple<!snow.string>
  return %s : !snow.string
}

// Only lent on, to itself as well.
// CHECK-LABEL: func.func private @recursive
// CHECK-SAME:    (%{{.*}}: tuple<!snow.string> {snow.borrowed}, %{{.*}}: i1)
func.func private @recursive(%t: tuple<!snow.string>, %c: i1) {
  %s = snow.tuple.get %t[0] : tuple<!snow.string>
  %n = arith.constant 1 : i64
  call @looks(%s, %n) : (!snow.string, i64) -> ()
  cf.cond_br %c, ^again, ^end
^again:
  call @recursive(%t, %c) : (tuple<!snow.string>, i1) -> ()
  cf.br ^end
^end:
  return
}

// A process, a function value or another module hands over what it passes.
// CHECK-LABEL: func.func private @spawned
// CHECK-SAME:    (%{{.*}}: !snow.string)
func.func private @spawned(%s: !snow.string) {
  snow.println %s
  return
}
// CHECK-LABEL: func.func private @captured
// CHECK-SAME:    (%{{.*}}: !snow.string)
func.func private @captured(%s: !snow.string) {
  snow.println %s
  return
}
// CHECK-LABEL: func.func @public
// CHECK-SAME:    (%{{.*}}: !snow.string)
func.func @public(%s: !snow.string) -> !snow.fn<() -> ()> {
  snow.println %s
  %p = snow.spawn @spawned(%s) : (!snow.string) -> !snow.pid<!snow.any>
  %f = snow.closure @captured(%s) : (!snow.string) -> !snow.fn<() -> ()>
  return %f : !snow.fn<() -> ()>
}
