// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// A scan over the mailbox: peek, match, take or skip, wait for more. An arm that
// takes any value gets most messages by one call before.
// CHECK-LABEL: func.func @one
// CHECK:         %[[FOREVER:.*]] = arith.constant -1 : i64
// CHECK-NEXT:    cf.br ^[[LOOK:bb[0-9]+]]
// CHECK:       ^[[LOOK]]:
// CHECK-DAG:     %[[SLOT:.*]] = snow_rt.frame_alloc 8
// CHECK-DAG:     %[[CONTEXT:.*]] = snow_rt.process_context()
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info i64
// CHECK:         %[[FOUND:.*]] = snow_rt.mailbox_next_word(%[[CONTEXT]], %[[T]], %[[SLOT]])
// CHECK-NEXT:    cf.switch %[[FOUND]] : i8, [
// CHECK-NEXT:      default: ^[[SCAN:bb[0-9]+]],
// CHECK-NEXT:      1: ^[[TAKEN:bb[0-9]+]],
// CHECK-NEXT:      2: ^[[WAIT:bb[0-9]+]]
// CHECK:       ^[[TAKEN]]:
// CHECK-NEXT:    %[[W:.*]] = snow_rt.load %[[SLOT]][0] : i64
// CHECK-NEXT:    cf.br ^{{bb[0-9]+}}(%[[W]] : i64)
// CHECK:       ^[[SCAN]]:
// CHECK:         %[[MSG:.*]] = snow_rt.mailbox_peek()
// CHECK-NEXT:    %[[NONE:.*]] = snow_rt.is_null %[[MSG]]
// CHECK-NEXT:    cf.cond_br %[[NONE]], ^[[WAIT]], ^{{bb[0-9]+}}
// CHECK-DAG:   ^[[WAIT]]:
// CHECK-DAG:     snow_rt.mailbox_wait(%[[FOREVER]])
// CHECK-DAG:     snow_rt.mailbox_skip()
snow.actor @one() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  snow.return
}

// -----

// The message is read as the arm's type, and taken before an arm that is bound to
// accept it; what is accepted goes to the arm's successor.
// CHECK-LABEL: func.func @match
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info i64
// CHECK-DAG:     %[[SLOT:.*]] = snow_rt.frame_alloc 8
// CHECK:         %[[M:.*]] = snow_rt.mailbox_match(%{{.*}}, %[[T]], %[[SLOT]])
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i8
// CHECK:         %[[IS:.*]] = arith.cmpi ne, %[[M]], %[[ZERO]] : i8
// CHECK:         cf.cond_br %[[IS]], ^[[LOAD:bb[0-9]+]], ^[[SKIP:bb[0-9]+]]
// CHECK:       ^[[LOAD]]:
// CHECK-NEXT:    %[[W:.*]] = snow_rt.load %[[SLOT]][0] : i64
// CHECK-NEXT:    snow_rt.mailbox_take()
// CHECK-NEXT:    cf.br ^[[ARM:bb[0-9]+]](%[[W]] : i64)
// CHECK-NEXT:  ^[[ARM]](%[[V:.*]]: i64):
// CHECK-NEXT:    cf.br ^[[GOT:bb[0-9]+]](%[[V]] : i64)
// CHECK:       ^[[GOT]](%[[N:.*]]: i64):
// CHECK-NEXT:    call @use(%[[N]])
func.func private @use(i64)
snow.actor @match() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  func.call @use(%n) : (i64) -> ()
  snow.return
}

// -----

// A rejected message goes on to the next arm of its type, without being read
// again. As the last one accepts all, it is taken before the first looks at it.
// CHECK-LABEL: func.func @two_of_one_type
// CHECK-COUNT-1: snow_rt.mailbox_match
// CHECK-NOT:     snow_rt.mailbox_match
// CHECK:         snow_rt.mailbox_take()
// CHECK-NOT:     snow_rt.mailbox_take()
// CHECK:         snow_rt.mailbox_next_word(
// CHECK:       return
snow.actor @two_of_one_type(%limit: i64) receives i64 {
  snow.receive
    case %m : i64 to ^big {
      %c = arith.cmpi sgt, %m, %limit : i64
      cf.cond_br %c, ^yes, ^no
    ^yes:
      snow.accept %m : i64
    ^no:
      snow.reject
    }
    case %m : i64 to ^small {
      snow.accept
    }
^big(%n: i64):
  snow.return
^small:
  snow.return
}

// -----

// What an arm that rejects, or may panic, looks at stays in the mailbox.
// CHECK-LABEL: func.func @guarded
// CHECK-NOT:     snow_rt.mailbox_next_word
// CHECK:       return
func.func private @guard(i64) -> i1
snow.actor @guarded() receives i64 {
  snow.receive
    case %m : i64 to ^big {
      %c = func.call @guard(%m) : (i64) -> i1
      cf.cond_br %c, ^yes, ^no
    ^yes:
      snow.accept %m : i64
    ^no:
      snow.reject
    }
    case %m : i64 to ^small {
      snow.accept
    }
^big(%n: i64):
  snow.return
^small:
  snow.return
}

// -----

// CHECK-LABEL: func.func @selective
// CHECK-NOT:     snow_rt.mailbox_next_word
// CHECK:       return
snow.actor @selective(%limit: i64) receives i64 {
  snow.receive
    case %m : i64 to ^big {
      %c = arith.cmpi sgt, %m, %limit : i64
      cf.cond_br %c, ^yes, ^no
    ^yes:
      snow.accept %m : i64
    ^no:
      snow.reject
    }
^big(%n: i64):
  snow.return
}

// -----

// CHECK-LABEL: func.func @two_types
// CHECK:         %[[INT:.*]] = snow_rt.type_info i64
// CHECK:         snow_rt.mailbox_match(%{{.*}}, %[[INT]], %{{.*}})
// CHECK:         %[[TEXT:.*]] = snow_rt.type_info !snow.string
// CHECK:         snow_rt.mailbox_match(%{{.*}}, %[[TEXT]], %{{.*}})
snow.actor @two_types() receives !snow.any {
  snow.receive
    case %m : i64 to ^got {
      snow.accept
    }
    case %m : !snow.string to ^got {
      snow.accept
    }
^got:
  snow.return
}

// -----

// A negative time is none to `after`, for ever to the runtime.
// CHECK-LABEL: func.func @timeout(
// CHECK-SAME:    %[[MS:.*]]: i64)
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK:         %[[T:.*]] = arith.maxsi %[[MS]], %[[ZERO]] : i64
// CHECK:         %[[MORE:.*]] = snow_rt.mailbox_wait(%[[T]])
// CHECK:         %[[C:.*]] = arith.cmpi ne, %[[MORE]], %{{.*}} : i8
// CHECK:         cf.cond_br %[[C]], ^[[SCAN:bb[0-9]+]], ^[[LATE:bb[0-9]+]]
// CHECK:       ^[[LATE]]:
// CHECK-NEXT:    snow_rt.string "late"
snow.actor @timeout(%ms: i64) receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.accept
    }
    after %ms to ^late
^got:
  snow.return
^late:
  %s = snow.string.constant "late"
  snow.println %s
  snow.return
}

// -----

// Without arms every message is skipped.
// CHECK-LABEL: func.func @idle
// CHECK-NOT:     snow_rt.mailbox_match
// CHECK-NOT:     snow_rt.mailbox_take
// CHECK:         snow_rt.mailbox_peek()
// CHECK-DAG:     snow_rt.mailbox_skip()
// CHECK-DAG:     snow_rt.mailbox_wait(
snow.actor @idle() receives i64 {
  snow.receive
}

// -----

// Between them these arms take every value of the type.
// CHECK-LABEL: func.func @both_variants
// CHECK:         snow_rt.unreachable
// CHECK:         snow_rt.mailbox_next_word(
snow.sum_type @Answer named "Answer" [Yes(i64), No]
snow.actor @both_variants() receives !snow.sum<@Answer> {
  snow.receive
    case %m : !snow.sum<@Answer> to ^got {
      %tag = snow.sum.tag %m : !snow.sum<@Answer>
      %yes = arith.constant 0 : i64
      %is = arith.cmpi eq, %tag, %yes : i64
      cf.cond_br %is, ^in, ^out
    ^in:
      snow.accept
    ^out:
      snow.reject
    }
    case %m : !snow.sum<@Answer> to ^got {
      %tag = snow.sum.tag %m : !snow.sum<@Answer>
      %no = arith.constant 1 : i64
      %is = arith.cmpi eq, %tag, %no : i64
      cf.cond_br %is, ^in, ^out
    ^in:
      snow.accept
    ^out:
      snow.reject
    }
^got:
  snow.return
}

// -----

// The second arm looks at the number too: a No may have to wait.
// CHECK-LABEL: func.func @some_values
// CHECK-NOT:     snow_rt.mailbox_next_word(
// CHECK:         snow_rt.mailbox_peek(
snow.actor @some_values(%wanted: i1) receives !snow.option<i64> {
  snow.receive
    case %m : !snow.option<i64> to ^got {
      %some = snow.option.is_some %m : !snow.option<i64>
      cf.cond_br %some, ^in, ^out
    ^in:
      snow.accept
    ^out:
      snow.reject
    }
    case %m : !snow.option<i64> to ^got {
      %some = snow.option.is_some %m : !snow.option<i64>
      cf.cond_br %some, ^out, ^look
    ^look:
      cf.cond_br %wanted, ^in, ^out
    ^in:
      snow.accept
    ^out:
      snow.reject
    }
^got:
  snow.return
}

// -----

// What may receive in a guard stands aside; what only panics does not.
// CHECK-LABEL: func.func @calls_in_a_guard
// CHECK:         snow_rt.mailbox_match(
// CHECK:         arith.remsi
// CHECK-NOT:     snow_rt.mailbox_set_aside
// CHECK:         %[[SLOT:.*]] = snow_rt.frame_alloc 32
// CHECK-NEXT:    snow_rt.mailbox_set_aside(%[[SLOT]])
// CHECK-NEXT:    call @guard
// CHECK-NEXT:    snow_rt.mailbox_put_back(%[[SLOT]])
// CHECK-NOT:     snow_rt.mailbox_set_aside
// CHECK:         return
func.func private @guard(i64) -> i1
snow.actor @calls_in_a_guard(%n: i64) receives i64 {
  snow.receive
    case %m : i64 to ^got {
      %r = snow.int.rem %m, %n
      %c = func.call @guard(%r) : (i64) -> i1
      cf.cond_br %c, ^yes, ^no
    ^yes:
      snow.accept %m : i64
    ^no:
      snow.reject
    }
^got(%k: i64):
  snow.return
}

// -----

// A receive inside a guard, by way of which the outer one ends.
// CHECK-LABEL: func.func @nested
// CHECK:         snow_rt.mailbox_set_aside(%[[SLOT:.*]])
// CHECK:         snow_rt.mailbox_put_back(%[[SLOT]])
// CHECK:         snow_rt.mailbox_leave()
// CHECK-NEXT:    cf.br ^[[OUT:bb[0-9]+]](%{{.*}} : i64)
// CHECK:       ^[[OUT]](%[[LEFT:.*]]: i64):
// CHECK-NEXT:    call @use(%[[LEFT]])
func.func private @use(i64)
snow.actor @nested() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.receive
        case %n : i64 to ^yes {
          snow.accept %n : i64
        }
    ^yes(%n: i64):
      snow.leave 0 with %n : i64
    }
    leave to ^out
^got:
  snow.return
^out(%left: i64):
  func.call @use(%left) : (i64) -> ()
  snow.return
}

// -----

// A message that an arm may leave is not taken before.
// CHECK-LABEL: func.func @leaves
// CHECK-NOT:     snow_rt.mailbox_next_word
// CHECK:         snow_rt.mailbox_leave()
// CHECK:         return
snow.actor @leaves(%c: i1) receives i64 {
  snow.receive
    case %m : i64 to ^got {
      cf.cond_br %c, ^yes, ^no
    ^yes:
      snow.accept
    ^no:
      snow.leave 0
    }
    leave to ^got
^got:
  snow.return
}
