// RUN: snow-opt %s --snow-insert-ownership | FileCheck %s
// RUN: snow-opt %s --snow-insert-ownership=strategy=program-lifetime \
// RUN:   | FileCheck %s --check-prefix=NONE --implicit-check-not=snow.retain \
// RUN:   --implicit-check-not=snow.release --implicit-check-not=snow.cleanup
// NONE: module

func.func private @use(!snow.string)

// What is not used dies at once.
// CHECK-LABEL: func.func @unused
// CHECK-SAME:    (%[[A:.*]]: !snow.string, %{{.*}}: i64)
// CHECK-NEXT:    snow.release %[[A]]
// CHECK-NEXT:    return
func.func @unused(%a: !snow.string, %n: i64) {
  return
}

// Numbers, processes and unit are not counted; constants neither.
// CHECK-LABEL: func.func @plain
// CHECK-NOT:     snow.re
// CHECK:         return
func.func @plain(%n: i64, %f: f64, %b: i1, %p: !snow.pid<i64>, %u: !snow.unit) -> !snow.string {
  %s = snow.string.constant "constant"
  return %s : !snow.string
}

// The last use moves, one before takes a reference of its own.
// CHECK-LABEL: func.func @twice
// CHECK-SAME:    (%[[A:.*]]: !snow.string)
// CHECK:         snow.retain %[[A]]
// CHECK:         call @use(%[[A]])
// CHECK:         call @use(%[[A]])
// CHECK-NEXT:    return
func.func @twice(%a: !snow.string) {
  call @use(%a) : (!snow.string) -> ()
  call @use(%a) : (!snow.string) -> ()
  return
}

// Two places of one operation need two references.
// CHECK-LABEL: func.func @both
// CHECK-SAME:    (%[[A:.*]]: !snow.string)
// CHECK-NEXT:    snow.retain %[[A]]
// CHECK-NEXT:    snow.tuple.make %[[A]], %[[A]]
// CHECK-NEXT:    return
func.func @both(%a: !snow.string) -> tuple<!snow.string, !snow.string> {
  %t = snow.tuple.make %a, %a : tuple<!snow.string, !snow.string>
  return %t : tuple<!snow.string, !snow.string>
}

// The first part of a concatenation is consumed, the others are borrowed, and
// die behind it.
// CHECK-LABEL: func.func @concat
// CHECK-SAME:    (%[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string)
// CHECK-NEXT:    %[[R:.*]] = snow.string.concat %[[A]], %[[B]]
// CHECK-NEXT:    snow.release %[[B]]
// CHECK-NEXT:    return %[[R]]
func.func @concat(%a: !snow.string, %b: !snow.string) -> !snow.string {
  %r = snow.string.concat %a, %b
  return %r : !snow.string
}

// An operand that is consumed and borrowed lives until the operation is done.
// CHECK-LABEL: func.func @same
// CHECK-SAME:    (%[[A:.*]]: !snow.string)
// CHECK-NEXT:    snow.retain %[[A]]
// CHECK-NEXT:    %[[R:.*]] = snow.string.concat %[[A]], %[[A]]
// CHECK-NEXT:    snow.release %[[A]]
// CHECK-NEXT:    return %[[R]]
func.func @same(%a: !snow.string) -> !snow.string {
  %r = snow.string.concat %a, %a
  return %r : !snow.string
}

// A result that nobody uses.
// CHECK-LABEL: func.func @drop
// CHECK:         %[[T:.*]] = snow.tuple.make
// CHECK-NEXT:    snow.release %[[T]]
func.func @drop(%a: !snow.string) {
  %t = snow.tuple.make %a : tuple<!snow.string>
  return
}

// Each path releases what it does not use, where it begins.
// CHECK-LABEL: func.func @paths
// CHECK-SAME:    (%{{.*}}: i1, %[[A:.*]]: !snow.string)
// CHECK:         cf.cond_br %{{.*}}, ^[[USES:.*]], ^[[DROPS:.*]]
// CHECK:       ^[[USES]]:
// CHECK-NEXT:    return %[[A]]
// CHECK:       ^[[DROPS]]:
// CHECK-NEXT:    snow.release %[[A]]
func.func @paths(%c: i1, %a: !snow.string) -> !snow.string {
  %e = snow.string.constant ""
  cf.cond_br %c, ^uses, ^drops
^uses:
  return %a : !snow.string
^drops:
  return %e : !snow.string
}

// An edge into a block with others gets a block of its own.
// CHECK-LABEL: func.func @edges
// CHECK-SAME:    (%{{.*}}: i1, %[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string)
// CHECK-NEXT:    cf.cond_br %{{.*}}, ^[[LEFT:.*]](%[[A]] : !snow.string), ^[[RIGHT:.*]](%[[B]] : !snow.string)
// CHECK-NEXT:  ^[[LEFT]](%[[L:.*]]: !snow.string):
// CHECK-NEXT:    snow.release %[[B]]
// CHECK-NEXT:    cf.br ^[[JOIN:.*]](%[[L]] : !snow.string)
// CHECK-NEXT:  ^[[RIGHT]](%[[R:.*]]: !snow.string):
// CHECK-NEXT:    snow.release %[[A]]
// CHECK-NEXT:    cf.br ^[[JOIN]](%[[R]] : !snow.string)
// CHECK-NEXT:  ^[[JOIN]](%[[X:.*]]: !snow.string):
// CHECK-NEXT:    return %[[X]]
func.func @edges(%c: i1, %a: !snow.string, %b: !snow.string) -> !snow.string {
  cf.cond_br %c, ^join(%a : !snow.string), ^join(%b : !snow.string)
^join(%x: !snow.string):
  return %x : !snow.string
}

// A list that a loop appends to moves round: its count stays 1.
// CHECK-LABEL: func.func @loop
// CHECK-NOT:     snow.re
// CHECK:         snow.list.append
// CHECK-NOT:     snow.re
// CHECK:         return
func.func @loop(%l: !snow.list<i64>, %n: i64) -> !snow.list<i64> {
  %one = arith.constant 1 : i64
  %zero = arith.constant 0 : i64
  cf.br ^head(%l, %n : !snow.list<i64>, i64)
^head(%acc: !snow.list<i64>, %i: i64):
  %c = arith.cmpi sgt, %i, %zero : i64
  cf.cond_br %c, ^body, ^end
^body:
  %m = snow.list.append %acc, %i : !snow.list<i64>, i64
  %j = arith.subi %i, %one : i64
  cf.br ^head(%m, %j : !snow.list<i64>, i64)
^end:
  return %acc : !snow.list<i64>
}

// The other part is read in front of what changes the first one, so that the
// whole goes before.
// CHECK-LABEL: func.func @parts(
// CHECK-SAME:    %[[W:.*]]: tuple<!snow.list<i64>, !snow.string>
// CHECK:         %[[L:.*]] = snow.tuple.get %[[W]][0]
// CHECK-NEXT:    snow.retain %[[L]]
// CHECK:       ^bb1:
// CHECK-NEXT:    %[[S:.*]] = snow.tuple.get %[[W]][1]
// CHECK-NEXT:    snow.retain %[[S]]
// CHECK-NEXT:    snow.release %[[W]]
// CHECK:         snow.library_call "list_drop" types [i64](%[[L]],
// CHECK:       ^bb2:
// CHECK-NEXT:    snow.release %[[L]]
// CHECK-NEXT:    return %[[W]]
func.func @parts(%w: tuple<!snow.list<i64>, !snow.string>, %n: i64) -> tuple<!snow.list<i64>, !snow.string> {
  %l = snow.tuple.get %w[0] : tuple<!snow.list<i64>, !snow.string>
  %long = snow.list.length %l : !snow.list<i64>
  %is = arith.cmpi sge, %long, %n : i64
  cf.cond_br %is, ^yes, ^no
^yes:
  %rest = snow.library_call "list_drop" types [i64](%l, %n) : (!snow.list<i64>, i64) -> !snow.list<i64>
  %s = snow.tuple.get %w[1] : tuple<!snow.list<i64>, !snow.string>
  %r = snow.tuple.make %rest, %s : tuple<!snow.list<i64>, !snow.string>
  return %r : tuple<!snow.list<i64>, !snow.string>
^no:
  return %w : tuple<!snow.list<i64>, !snow.string>
}

// In any case the second part is read: it may as well be read with the first.
// CHECK-LABEL: func.func @parts_anyway(
// CHECK-SAME:    %[[W:.*]]: tuple<!snow.list<i64>, !snow.string>
// CHECK:         %[[L:.*]] = snow.tuple.get %[[W]][0]
// CHECK-NEXT:    snow.retain %[[L]]
// CHECK-NEXT:    %[[S:.*]] = snow.tuple.get %[[W]][1]
// CHECK-NEXT:    snow.retain %[[S]]
// CHECK-NEXT:    snow.release %[[W]]
// CHECK:       ^bb1:
// CHECK:         snow.list.append %[[L]],
func.func @parts_anyway(%w: tuple<!snow.list<i64>, !snow.string>, %n: i64) -> tuple<!snow.list<i64>, !snow.string> {
  %l = snow.tuple.get %w[0] : tuple<!snow.list<i64>, !snow.string>
  %long = snow.list.length %l : !snow.list<i64>
  %is = arith.cmpi sge, %long, %n : i64
  cf.cond_br %is, ^yes, ^next(%l : !snow.list<i64>)
^yes:
  %more = snow.list.append %l, %n : !snow.list<i64>, i64
  cf.br ^next(%more : !snow.list<i64>)
^next(%x: !snow.list<i64>):
  %s = snow.tuple.get %w[1] : tuple<!snow.list<i64>, !snow.string>
  %r = snow.tuple.make %x, %s : tuple<!snow.list<i64>, !snow.string>
  return %r : tuple<!snow.list<i64>, !snow.string>
}
