// RUN: snow-opt %s --snow-insert-ownership | FileCheck %s

// An arm borrows the message; with its acceptance the process owns it, and what
// is not passed on is released. Values from outside stay the actor's.
// CHECK-LABEL: snow.actor @echo
// CHECK-SAME:    (%[[P:.*]]: !snow.string)
// CHECK:         snow.cleanup(%[[P]])
// CHECK-NEXT:    snow.receive
// CHECK-NEXT:      case %[[M:.*]]: tuple<!snow.string, i64> to
// CHECK-NEXT:        %[[S:.*]] = snow.tuple.get %[[M]][0]
// CHECK:             %[[E:.*]] = snow.eq %[[S]], %[[P]]
// CHECK-NEXT:        cf.cond_br %[[E]]
// CHECK:             snow.retain %[[S]]
// CHECK-NEXT:        snow.release %[[M]]
// CHECK-NEXT:        snow.accept %[[S]]
// CHECK:             snow.cleanup(%[[P]])
// CHECK-NEXT:        snow.reject
// CHECK:           case %[[W:.*]]: tuple<!snow.string, i64> to
// CHECK-NEXT:        snow.accept %[[W]]
// CHECK:       ^{{.*}}(%[[X:.*]]: !snow.string):
// CHECK-NEXT:    snow.println %[[X]]
// CHECK-NEXT:    snow.release %[[X]]
// CHECK:       ^{{.*}}(%[[Y:.*]]: tuple<!snow.string, i64>):
// CHECK-DAG:     snow.release %[[P]]
// CHECK-DAG:     snow.release %[[Y]]
// CHECK:         snow.return
snow.actor @echo(%p: !snow.string) receives tuple<!snow.string, i64> {
  cf.br ^loop
^loop:
  snow.receive
    case %m : tuple<!snow.string, i64> to ^got {
      %s = snow.tuple.get %m[0] : tuple<!snow.string, i64>
      %e = snow.eq %s, %p : !snow.string
      cf.cond_br %e, ^yes, ^no
    ^yes:
      snow.accept %s : !snow.string
    ^no:
      snow.reject
    }
    case %m : tuple<!snow.string, i64> to ^other {
      snow.accept %m : tuple<!snow.string, i64>
    }
^got(%x: !snow.string):
  snow.println %x
  cf.br ^loop
^other(%t : tuple<!snow.string, i64>):
  snow.return
}

// A message that no pattern keeps is released with its acceptance.
// CHECK-LABEL: snow.actor @ignore
// CHECK:           case %[[M:.*]]: !snow.string to
// CHECK-NEXT:        snow.release %[[M]]
// CHECK-NEXT:        snow.accept
snow.actor @ignore() receives !snow.string {
  snow.receive
    case %m : !snow.string to ^got {
      snow.accept
    }
^got:
  snow.return
}

// A send and a spawn take over what they are given.
// CHECK-LABEL: func.func @hand_over
// CHECK-SAME:    (%[[TO:.*]]: !snow.pid<!snow.string>, %[[S:.*]]: !snow.string)
// CHECK:         snow.retain %[[S]]
// CHECK:         snow.send %[[TO]], %[[S]]
// CHECK-NOT:     snow.release
// CHECK:         snow.spawn @echo(%[[S]])
// CHECK-NOT:     snow.release
// CHECK:         return
func.func @hand_over(%to: !snow.pid<!snow.string>, %s: !snow.string) {
  snow.send %to, %s : !snow.pid<!snow.string>, !snow.string
  %p = snow.spawn @echo(%s) : (!snow.string) -> !snow.pid<tuple<!snow.string, i64>>
  return
}

// Before what may unwind stands what the function holds meanwhile: also what a
// panic shows. What needs memory only ends the list.
// CHECK-LABEL: func.func @panics
// CHECK-SAME:    (%[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string)
// CHECK-NEXT:    snow.cleanup(%[[A]], %[[B]])
// CHECK-NEXT:    snow.yield_check
// CHECK-NEXT:    snow.cleanup()
// CHECK-NEXT:    %[[T:.*]] = snow.string.concat %[[A]], %[[B]]
// CHECK-NEXT:    snow.release %[[B]]
// CHECK-NEXT:    snow.cleanup(%[[T]])
// CHECK-NEXT:    snow.panic %[[T]]
func.func @panics(%a: !snow.string, %b: !snow.string) {
  snow.yield_check
  %t = snow.string.concat %a, %b
  snow.panic %t
}

// Numeric code gets no lists.
// CHECK-LABEL: func.func @numbers
// CHECK-NOT:     snow.cleanup
// CHECK:         return
func.func @numbers(%a: i64, %b: i64) -> i64 {
  snow.yield_check
  %q = snow.int.div %a, %b
  return %q : i64
}

// What a process keeps belongs to the continuation, which gets it again: it is
// released on the way out of the receive, or by the cleanup if the process is
// ended while it waits, and not where the process suspends.
// CHECK-LABEL: snow.actor @kept
// CHECK-SAME:    (%[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string)
// CHECK-NEXT:    snow.release %[[B]]
// CHECK-NEXT:    snow.await @kept.r1(%[[A]] : !snow.string)
snow.actor @kept(%a: !snow.string, %b: !snow.string) receives i64 {
  snow.await @kept.r1(%a : !snow.string)
}
// CHECK-LABEL: snow.continuation @kept.r1
// CHECK-SAME:    (%[[A:.*]]: !snow.string)
// CHECK:         snow.cleanup(%[[A]])
// CHECK-NEXT:    snow.receive suspends(%[[A]] : !snow.string)
// CHECK:       ^bb1(%{{.*}}: i64):
// CHECK-NEXT:    snow.cleanup()
// CHECK-NEXT:    snow.await @kept.r1(%[[A]] : !snow.string)
// CHECK:       ^bb2:
// CHECK-NEXT:    snow.release %[[A]]
// CHECK-NEXT:    snow.return
snow.continuation @kept.r1 of @kept(%a: !snow.string) {
  %ms = arith.constant 5 : i64
  snow.receive suspends(%a : !snow.string)
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
    after %ms to ^late
^got(%n: i64):
  snow.await @kept.r1(%a : !snow.string)
^late:
  snow.return
}

// What a guard leaves the receive with is retained: the message stays in the
// mailbox, and the function keeps what it has.
// CHECK-LABEL: snow.actor @leaves
// CHECK-SAME:    (%[[P:.*]]: !snow.string)
// CHECK:         case %[[M:.*]]: !snow.string to
// CHECK:           snow.retain %[[M]]
// CHECK:           snow.leave 0 with %[[M]], %[[P]]
// CHECK:         leave to ^[[OUT:bb[0-9]+]]
// CHECK:       ^[[OUT]](%[[A:.*]]: !snow.string, %[[B:.*]]: !snow.string):
// CHECK-DAG:     snow.release %[[A]]
// CHECK-DAG:     snow.release %[[B]]
// CHECK-DAG:     snow.release %[[P]]
snow.actor @leaves(%p: !snow.string) receives !snow.string {
  snow.receive
    case %m : !snow.string to ^got {
      snow.leave 0 with %m, %p : !snow.string, !snow.string
    }
    leave to ^out
^got:
  snow.return
^out(%a: !snow.string, %b: !snow.string):
  snow.return
}
