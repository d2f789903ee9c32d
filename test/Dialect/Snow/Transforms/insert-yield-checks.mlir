// RUN: snow-opt %s --snow-insert-yield-checks | FileCheck %s

// At each way back to a loop header.
// CHECK-LABEL: func.func @count
func.func @count(%n: i64) -> i64 {
  // CHECK-NOT:  snow.yield_check
  %zero = arith.constant 0 : i64
  cf.br ^head(%zero : i64)
  // CHECK: ^[[HEAD:bb[0-9]+]](%{{.*}}: i64):
  // CHECK-NOT: snow.yield_check
^head(%i: i64):
  %done = arith.cmpi sge, %i, %n : i64
  cf.cond_br %done, ^exit, ^body
^body:
  // CHECK:      arith.addi
  // CHECK-NEXT: snow.yield_check
  // CHECK-NEXT: cf.br ^[[HEAD]]
  %one = arith.constant 1 : i64
  %next = arith.addi %i, %one : i64
  cf.br ^head(%next : i64)
^exit:
  // CHECK-NOT: snow.yield_check
  // CHECK: return
  return %n : i64
}

// A block that branches back to itself, and on a condition.
// CHECK-LABEL: func.func @self_loop
func.func @self_loop(%c: i1) {
  // CHECK: ^bb1:
  // CHECK-NEXT: snow.yield_check
  // CHECK-NEXT: cf.cond_br
  cf.br ^loop
^loop:
  cf.cond_br %c, ^loop, ^exit
^exit:
  return
}

// A join is no loop.
// CHECK-LABEL: func.func @diamond
func.func @diamond(%c: i1) {
  // CHECK-NOT: snow.yield_check
  // CHECK: return
  cf.cond_br %c, ^a, ^b
^a:
  cf.br ^join
^b:
  cf.br ^join
^join:
  return
}

// An actor is entered once; its loops count.
// CHECK-LABEL: snow.actor @looping
// CHECK-NEXT:    cf.br ^bb1
// CHECK-NEXT:  ^bb1
// CHECK-NEXT:    snow.yield_check
// CHECK-NEXT:    cf.br ^bb1
snow.actor @looping() receives i64 {
  cf.br ^loop
^loop:
  cf.br ^loop
}

// A receive that goes back to the loop header through its arm's successor.
// CHECK-LABEL: snow.actor @receiving
// CHECK:         snow.receive
// CHECK:       ^bb2(%{{.*}}: i64):
// CHECK-NEXT:    snow.yield_check
// CHECK-NEXT:    cf.br ^bb1
snow.actor @receiving() receives i64 {
  cf.br ^loop
^loop:
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  cf.br ^loop
}

// Wrappers only call what counts itself.
// CHECK-LABEL: func.func @main
// CHECK-NEXT:    return
func.func @main() {
  return
}
// CHECK-LABEL: func.func @__main
// CHECK-NEXT:    return
func.func @__main() {
  return
}
// CHECK-LABEL: func.func @__entry_f
// CHECK-NEXT:    return
func.func @__entry_f() {
  return
}
// CHECK-LABEL: func.func @__spawn_f
// CHECK-NEXT:    return
func.func @__spawn_f() {
  return
}
// What calls itself, directly or not, counts where it is entered.
// CHECK-LABEL: func.func @Main.main
// CHECK-NEXT:    snow.yield_check
func.func @Main.main() {
  call @Main.main() : () -> ()
  return
}
// CHECK-LABEL: func.func @ping
// CHECK-NEXT:    snow.yield_check
func.func @ping() {
  call @pong() : () -> ()
  return
}
// CHECK-LABEL: func.func private @pong
// CHECK-NEXT:    snow.yield_check
func.func private @pong() {
  call @ping() : () -> ()
  call @leaf() : () -> ()
  return
}
// CHECK-LABEL: func.func @leaf
// CHECK-NEXT:    return
func.func @leaf() {
  return
}

// A call that calls nothing counts with its caller: only the way to the next
// call has a check.
// CHECK-LABEL: func.func @fib
// CHECK-NOT:     snow.yield_check
// CHECK:         cf.cond_br %{{.*}}, ^[[LEAF:bb[0-9]+]], ^[[CALLS:bb[0-9]+]]
// CHECK:       ^[[LEAF]]:
// CHECK-NEXT:    return
// CHECK:       ^[[CALLS]]:
// CHECK-NEXT:    snow.yield_check
// CHECK-NOT:     snow.yield_check
// CHECK:         return
func.func @fib(%n: i64) -> i64 {
  %two = arith.constant 2 : i64
  %one = arith.constant 1 : i64
  %small = arith.cmpi slt, %n, %two : i64
  cf.cond_br %small, ^leaf, ^calls
^leaf:
  return %n : i64
^calls:
  %a = arith.subi %n, %one : i64
  %fa = call @fib(%a) : (i64) -> i64
  %b = arith.subi %n, %two : i64
  %fb = call @fib(%b) : (i64) -> i64
  %sum = arith.addi %fa, %fb : i64
  return %sum : i64
}

// Two ways to a call, one of them through a join: there the check would be
// passed also by those who do not call, so that it stands before the branch.
// CHECK-LABEL: func.func @join
// CHECK-NEXT:    snow.yield_check
// CHECK-NOT:     snow.yield_check
// CHECK:         return
func.func @join(%c: i1, %d: i1) {
  cf.cond_br %c, ^a, ^b
^a:
  cf.cond_br %d, ^b, ^out
^b:
  call @join(%d, %c) : (i1, i1) -> ()
  cf.br ^out
^out:
  return
}

// CHECK-LABEL: func.func @two_ways
// CHECK-NEXT:    cf.cond_br %{{.*}}, ^[[A:bb[0-9]+]], ^[[B:bb[0-9]+]]
// CHECK:       ^[[A]]:
// CHECK-NEXT:    snow.yield_check
// CHECK-NEXT:    call
// CHECK:       ^[[B]]:
// CHECK-NEXT:    snow.yield_check
// CHECK-NEXT:    call
func.func @two_ways(%c: i1) {
  cf.cond_br %c, ^a, ^b
^a:
  call @two_ways(%c) : (i1) -> ()
  return
^b:
  call @two_ways(%c) : (i1) -> ()
  return
}

// What a panic may end is no call.
// CHECK-LABEL: func.func @picks
// CHECK-NOT:     snow.yield_check
// CHECK:         snow.list.get
// CHECK:         cf.cond_br %{{.*}}, ^{{bb[0-9]+}}, ^[[MORE:bb[0-9]+]]
// CHECK:       ^[[MORE]]:
// CHECK-NEXT:    snow.yield_check
func.func @picks(%l: !snow.list<i64>, %i: i64) -> i64 {
  %x = snow.list.get %l[%i] : !snow.list<i64>
  %d = snow.int.rem %x, %i
  %c = arith.cmpi eq, %d, %i : i64
  cf.cond_br %c, ^leaf, ^more
^leaf:
  return %x : i64
^more:
  %r = call @picks(%l, %x) : (!snow.list<i64>, i64) -> i64
  return %r : i64
}

// Nobody knows who calls a function value, or when the runtime calls a method;
// the runtime does so in loops that do not count.
// CHECK-LABEL: func.func @value
// CHECK-NEXT:    snow.yield_check
func.func @value() {
  call @leaf() : () -> ()
  return
}
// CHECK-LABEL: func.func @make_value
// CHECK-NEXT:    snow.closure
func.func @make_value() -> !snow.fn<() -> ()> {
  %f = snow.closure @value() : () -> !snow.fn<() -> ()>
  return %f : !snow.fn<() -> ()>
}
// CHECK-LABEL: func.func @hash
// CHECK-NEXT:    snow.yield_check
func.func @hash(%t: !snow.struct<@T>) -> i64 {
  %x = snow.struct.get %t[0] : !snow.struct<@T> -> i64
  return %x : i64
}
snow.struct_type @T named "T" (x: i64) hash @hash

// CHECK-LABEL: func.func private @external
// CHECK-NOT:   snow.yield_check
func.func private @external()

// To go on at another receive is a turn of the actor's loop; the actor itself
// does so once.
// CHECK-LABEL: snow.actor @turns
// CHECK-NEXT:    snow.await
// CHECK-LABEL: snow.continuation @turns.r1
// CHECK:         snow.yield_check
// CHECK-NEXT:    snow.await @turns.r1
snow.actor @turns() receives i64 {
  snow.await @turns.r1()
}
snow.continuation @turns.r1 of @turns() {
  snow.receive suspends()
    case %m : i64 to ^got {
      snow.accept
    }
^got:
  snow.await @turns.r1()
}

// A guard may loop.
// CHECK-LABEL: snow.actor @looping_guard
// CHECK:         snow.receive
// CHECK:         ^bb1:
// CHECK-NEXT:      snow.yield_check
// CHECK-NEXT:      cf.cond_br
// CHECK-NOT:     snow.yield_check
// CHECK:         snow.return
snow.actor @looping_guard(%c: i1) receives i64 {
  snow.receive
    case %m : i64 to ^got {
      cf.br ^loop
    ^loop:
      cf.cond_br %c, ^loop, ^exit
    ^exit:
      snow.accept
    }
^got:
  snow.return
}

// Functions that do not call themselves count when they make many calls: of
// these each makes four times those of the one before it.
// CHECK-LABEL: func.func private @calls_4
// CHECK-NOT:     snow.yield_check
// CHECK:         return
func.func private @calls_4() {
  call @leaf() : () -> ()
  call @leaf() : () -> ()
  call @leaf() : () -> ()
  call @leaf() : () -> ()
  return
}
// CHECK-LABEL: func.func private @calls_20
// CHECK-NOT:     snow.yield_check
// CHECK:         return
func.func private @calls_20() {
  call @calls_4() : () -> ()
  call @calls_4() : () -> ()
  call @calls_4() : () -> ()
  call @calls_4() : () -> ()
  return
}
// CHECK-LABEL: func.func private @calls_84
// CHECK-NOT:     snow.yield_check
// CHECK:         return
func.func private @calls_84() {
  call @calls_20() : () -> ()
  call @calls_20() : () -> ()
  call @calls_20() : () -> ()
  call @calls_20() : () -> ()
  return
}
// CHECK-LABEL: func.func private @calls_170
// CHECK-NEXT:    snow.yield_check
// CHECK-NOT:     snow.yield_check
// CHECK:         return
func.func private @calls_170() {
  call @calls_84() : () -> ()
  call @calls_84() : () -> ()
  return
}
// What it calls has counted.
// CHECK-LABEL: func.func private @calls_2
// CHECK-NOT:     snow.yield_check
// CHECK:         return
func.func private @calls_2() {
  call @calls_170() : () -> ()
  call @calls_170() : () -> ()
  return
}
