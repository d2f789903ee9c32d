// RUN: snow-opt %s --snow-insert-ownership | FileCheck %s

func.func private @take(tuple<!snow.string>)

// A part is borrowed from the whole, which lives as long as it.
// CHECK-LABEL: func.func @look
// CHECK-SAME:    (%[[T:.*]]: tuple<!snow.string>)
// CHECK-NEXT:    %[[S:.*]] = snow.tuple.get %[[T]][0]
// CHECK-NEXT:    snow.println %[[S]]
// CHECK-NEXT:    snow.release %[[T]]
func.func @look(%t: tuple<!snow.string>) {
  %s = snow.tuple.get %t[0] : tuple<!snow.string>
  snow.println %s
  return
}

// A part that is consumed is kept where it is taken, and the whole may go: if
// nothing else held it, the list is appended to in place.
// CHECK-LABEL: func.func @update
// CHECK-SAME:    (%[[T:.*]]: tuple<!snow.list<i64>, !snow.string>, %[[N:.*]]: i64)
// CHECK-NEXT:    %[[L:.*]] = snow.tuple.get %[[T]][0]
// CHECK-NEXT:    snow.retain %[[L]]
// CHECK-NEXT:    %[[S:.*]] = snow.tuple.get %[[T]][1]
// CHECK-NEXT:    snow.retain %[[S]]
// CHECK-NEXT:    snow.release %[[T]]
// CHECK-NEXT:    %[[M:.*]] = snow.list.append %[[L]], %[[N]]
// CHECK-NEXT:    snow.tuple.make %[[M]], %[[S]]
// CHECK-NEXT:    return
func.func @update(%t: tuple<!snow.list<i64>, !snow.string>, %n: i64) -> tuple<!snow.list<i64>, !snow.string> {
  %l = snow.tuple.get %t[0] : tuple<!snow.list<i64>, !snow.string>
  %s = snow.tuple.get %t[1] : tuple<!snow.list<i64>, !snow.string>
  %m = snow.list.append %l, %n : !snow.list<i64>, i64
  %u = snow.tuple.make %m, %s : tuple<!snow.list<i64>, !snow.string>
  return %u : tuple<!snow.list<i64>, !snow.string>
}

// A part that outlives the whole is kept, so that the whole can move.
// CHECK-LABEL: func.func @outlives
// CHECK-SAME:    (%[[T:.*]]: tuple<!snow.string>)
// CHECK-NEXT:    %[[S:.*]] = snow.tuple.get %[[T]][0]
// CHECK-NEXT:    snow.retain %[[S]]
// CHECK-NEXT:    snow.cleanup(%[[S]])
// CHECK-NEXT:    call @take(%[[T]])
// CHECK-NEXT:    snow.println %[[S]]
// CHECK-NEXT:    snow.release %[[S]]
func.func @outlives(%t: tuple<!snow.string>) {
  %s = snow.tuple.get %t[0] : tuple<!snow.string>
  func.call @take(%t) : (tuple<!snow.string>) -> ()
  snow.println %s
  return
}

// A part of a part.
// CHECK-LABEL: func.func @nested
// CHECK-SAME:    (%[[T:.*]]: tuple<tuple<!snow.string>>)
// CHECK-NEXT:    snow.tuple.get %[[T]][0]
// CHECK-NEXT:    %[[S:.*]] = snow.tuple.get
// CHECK-NEXT:    snow.retain %[[S]]
// CHECK-NEXT:    snow.release %[[T]]
// CHECK-NEXT:    return %[[S]]
func.func @nested(%t: tuple<tuple<!snow.string>>) -> !snow.string {
  %u = snow.tuple.get %t[0] : tuple<tuple<!snow.string>>
  %s = snow.tuple.get %u[0] : tuple<!snow.string>
  return %s : !snow.string
}

// A choice between two values is borrowed from both.
// CHECK-LABEL: func.func @choice
// CHECK-SAME:    (%{{.*}}: i1, %[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string)
// CHECK-NEXT:    %[[S:.*]] = arith.select
// CHECK-NEXT:    snow.println %[[S]]
// CHECK-NEXT:    snow.release %[[A]]
// CHECK-NEXT:    snow.release %[[B]]
func.func @choice(%c: i1, %a: !snow.string, %b: !snow.string) {
  %s = arith.select %c, %a, %b : !snow.string
  snow.println %s
  return
}

// A borrowed parameter stays the caller's, and what is given away of it is
// copied there.
// CHECK-LABEL: func.func private @lent
// CHECK-SAME:    (%[[T:.*]]: tuple<!snow.string> {snow.borrowed})
// CHECK-NEXT:    %[[S:.*]] = snow.tuple.get %[[T]][0]
// CHECK-NEXT:    snow.retain %[[S]]
// CHECK-NEXT:    return %[[S]]
func.func private @lent(%t: tuple<!snow.string> {snow.borrowed}) -> !snow.string {
  %s = snow.tuple.get %t[0] : tuple<!snow.string>
  return %s : !snow.string
}

// CHECK-LABEL: func.func @lends
// CHECK-SAME:    (%[[T:.*]]: tuple<!snow.string>)
// CHECK-NEXT:    snow.cleanup(%[[T]])
// CHECK-NEXT:    %[[S:.*]] = call @lent(%[[T]])
// CHECK-NEXT:    snow.release %[[T]]
// CHECK-NEXT:    return %[[S]]
func.func @lends(%t: tuple<!snow.string>) -> !snow.string {
  %s = call @lent(%t) : (tuple<!snow.string>) -> !snow.string
  return %s : !snow.string
}

// A function value is borrowed by its call, the arguments are not.
// CHECK-LABEL: func.func @apply
// CHECK-SAME:    (%[[F:.*]]: !snow.fn<(!snow.string) -> ()>, %[[S:.*]]: !snow.string)
// CHECK-NEXT:    snow.cleanup(%[[F]])
// CHECK-NEXT:    snow.closure.call %[[F]](%[[S]])
// CHECK-NEXT:    snow.release %[[F]]
func.func @apply(%f: !snow.fn<(!snow.string) -> ()>, %s: !snow.string) {
  snow.closure.call %f(%s) : !snow.fn<(!snow.string) -> ()>
  return
}
