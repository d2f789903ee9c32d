// RUN: snow-opt %s --snow-split-receives=limit=10 --split-input-file \
// RUN:   --verify-diagnostics --allow-unregistered-dialect -o /dev/null
// RUN: not snow-opt %s --snow-split-receives=limit=10 --split-input-file \
// RUN:   --allow-unregistered-dialect 2>/dev/null | FileCheck %s
// RUN: not snow-opt %s --snow-split-receives="limit=10 remarks=false" \
// RUN:   --split-input-file --allow-unregistered-dialect -o /dev/null \
// RUN:   --verify-diagnostics 2>&1 | FileCheck %s --check-prefix=QUIET
// RUN: not snow-opt %s --snow-split-receives=strategy=stackless \
// RUN:   --split-input-file --allow-unregistered-dialect 2>&1 \
// RUN:   | FileCheck %s --check-prefix=UNKNOWN

// QUIET-NOT: unexpected
// QUIET:     expected remark {{.*}} was not produced
// UNKNOWN: error: unknown waiting strategy 'stackless'; there are 'split' and 'fiber'

// CHECK-LABEL: snow.actor @index
// CHECK-SAME:    snow.strategy = "fiber"
// CHECK-NEXT:    arith.index_cast
// CHECK-NEXT:    snow.receive
snow.actor @index(%n: i64) receives i64 {
  // expected-note@+1 {{the value is from here}}
  %i = arith.index_cast %n : i64 to index
  // expected-remark@+1 {{a process of @index keeps its stack while it waits: it uses a value of type 'index' later, which is not a Snow value}}
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%x: i64):
  %k = arith.index_cast %i : index to i64
  snow.return
}

// -----

// CHECK-LABEL: snow.actor @large
// CHECK-SAME:    snow.strategy = "fiber"
// expected-remark@+1 {{a process of @large keeps its stack while it waits: its 2 continuations would have 14 operations together, and the limit is 10}}
snow.actor @large(%c: i1) receives i64 {
  cf.cond_br %c, ^one, ^two
^one:
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^two:
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%x: i64):
  %a = arith.addi %x, %x : i64
  %b = arith.addi %a, %x : i64
  snow.return
}

// -----

// CHECK-LABEL: snow.actor @odd
// CHECK-SAME:    snow.strategy = "fiber"
snow.actor @odd() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.accept
    }
^got:
  // expected-remark@+1 {{a process of @odd keeps its stack while it waits: 'test.jump' passes no values to its successors}}
  "test.jump"()[^end] : () -> ()
^end:
  snow.return
}

// -----

// CHECK-LABEL: func.func @ask
func.func @ask() -> i64 {
  // expected-remark@+1 {{a process that waits here keeps its stack: the receive is in the function @ask and not in the body of an actor}}
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%x: i64):
  return %x : i64
}

// CHECK-LABEL: snow.actor @asks
// CHECK-SAME:    snow.strategy = "fiber"
snow.actor @asks() receives i64 {
  %n = func.call @ask() : () -> i64
  snow.return
}

// -----

snow.actor @counted(%s: !snow.string) receives i64 {
  // expected-error@+1 {{ownership is explicit already; run snow-split-receives before snow-insert-ownership}}
  snow.release %s : !snow.string
  snow.return
}
