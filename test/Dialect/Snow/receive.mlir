// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// Arms with a pattern that branches, without values, and a time-out.
// CHECK-LABEL: snow.actor @limited
// CHECK-SAME:    %[[LIMIT:.*]]: i64, %[[MS:.*]]: i64
snow.actor @limited(%limit: i64, %ms: i64) receives i64 {
  // CHECK:      snow.receive
  // CHECK-NEXT:   case %[[M:.*]]: i64 to ^[[BIG:bb[0-9]+]] {
  // CHECK-NEXT:     arith.cmpi sgt, %[[M]], %[[LIMIT]] : i64
  // CHECK-NEXT:     cf.cond_br
  // CHECK:          snow.accept %[[M]] : i64
  // CHECK:          snow.reject
  // CHECK:        case %{{.*}}: i64 to ^[[SMALL:bb[0-9]+]] {
  // CHECK-NEXT:     snow.accept
  // CHECK:        after %[[MS]] to ^[[LATE:bb[0-9]+]]
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
    after %ms to ^late
  // CHECK-NEXT: ^[[BIG]](%{{.*}}: i64):
^big(%n: i64):
  snow.return
^small:
  snow.return
^late:
  snow.return
}

// Without arms: a sleep for ever, and one for a time.
// CHECK-LABEL: snow.actor @idle
// CHECK-NEXT:    snow.receive
// CHECK-NEXT:  }
snow.actor @idle() receives i64 {
  snow.receive
}

// CHECK-LABEL: snow.actor @nap
snow.actor @nap(%ms: i64) receives i64 {
  // CHECK:      snow.receive
  // CHECK-NEXT:   after %{{.*}} to ^bb1
  snow.receive
    after %ms to ^late
^late:
  snow.return
}

// CHECK-LABEL: snow.actor @typed_arms
snow.actor @typed_arms() receives !snow.any {
  // CHECK: case %{{.*}}: i64 to ^bb1
  // CHECK: case %{{.*}}: !snow.string to ^bb2
  // CHECK: case %{{.*}}: tuple<i64, !snow.string> to ^bb3
  snow.receive
    case %m : i64 to ^int {
      snow.accept
    }
    case %m : !snow.string to ^text {
      snow.accept %m : !snow.string
    }
    case %m : tuple<i64, !snow.string> to ^both {
      %n = snow.tuple.get %m[0] : tuple<i64, !snow.string>
      %s = snow.tuple.get %m[1] : tuple<i64, !snow.string>
      snow.accept %n, %s : i64, !snow.string
    }
^int:
  snow.return
^text(%s: !snow.string):
  snow.return
^both(%n: i64, %t: !snow.string):
  snow.return
}

// A system message may come to every process, whatever it receives.
// CHECK-LABEL: snow.actor @system_arm
snow.actor @system_arm() receives i64 {
  // CHECK: case %{{.*}}: !snow.sum<@SystemMessage> to ^bb1
  snow.receive
    case %m : !snow.sum<@SystemMessage> to ^got {
      snow.accept
    }
^got:
  snow.return
}

// A receive stands in functions too, and its pattern may panic.
// CHECK-LABEL: func.func @in_function
func.func @in_function(%why: !snow.string) -> i64 {
  // CHECK: case %{{.*}}: i64 to ^bb1 {
  // CHECK-NEXT: snow.panic %{{.*}}
  snow.receive
    case %m : i64 to ^got {
      snow.panic %why
    }
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  return %n : i64
}

// A guard that receives itself, and one that ends the receive.
// CHECK-LABEL: snow.actor @guards
// CHECK-SAME:    %[[MS:.*]]: i64
snow.actor @guards(%ms: i64) receives i64 {
  // CHECK:      snow.receive
  // CHECK-NEXT:   case %[[M:.*]]: i64 to ^[[GOT:bb[0-9]+]] {
  // CHECK-NEXT:     snow.receive
  // CHECK-NEXT:       case %{{.*}}: i64 to ^[[YES:bb[0-9]+]] {
  // CHECK-NEXT:         snow.accept
  // CHECK:          ^[[YES]](%[[N:.*]]: i64):
  // CHECK-NEXT:     snow.leave 1 with %[[N]], %[[M]] : i64, i64
  // CHECK:        case %{{.*}}: i64 to ^[[GOT]] {
  // CHECK-NEXT:     snow.leave 0
  // CHECK-NEXT:   }
  // CHECK-NEXT:   leave to ^[[OUT:bb[0-9]+]], ^[[BOTH:bb[0-9]+]]
  // CHECK-NEXT:   after %[[MS]] to ^[[OUT]]
  snow.receive
    case %m : i64 to ^got {
      snow.receive
        case %n : i64 to ^yes {
          snow.accept %n : i64
        }
    ^yes(%n: i64):
      snow.leave 1 with %n, %m : i64, i64
    }
    case %m : i64 to ^got {
      snow.leave 0
    }
    leave to ^out, ^both
    after %ms to ^out
^got:
  snow.return
^out:
  snow.return
^both(%a: i64, %b: i64):
  snow.return
}
