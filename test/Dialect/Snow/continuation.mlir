// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: snow.actor @door
// CHECK:         snow.await @door.r1(%{{.*}}, %{{.*}} : i1, !snow.string)
// CHECK:         snow.await @door.r2()
snow.actor @door(%open: i1, %name: !snow.string) receives i64 {
  cf.cond_br %open, ^one, ^two
^one:
  snow.await @door.r1(%open, %name : i1, !snow.string)
^two:
  snow.await @door.r2()
}

// CHECK-LABEL: snow.continuation @door.r1 of @door(
// CHECK-SAME:    %[[OPEN:.*]]: i1, %[[NAME:.*]]: !snow.string) {
// CHECK:         snow.receive suspends(%[[OPEN]], %[[NAME]] : i1, !snow.string)
// CHECK-NEXT:      case %{{.*}}: i64 to
// CHECK:           after %{{.*}} to
snow.continuation @door.r1 of @door(%open: i1, %name: !snow.string) {
  %ms = arith.constant 5 : i64
  snow.receive suspends(%open, %name : i1, !snow.string)
    case %m : i64 to ^got {
      snow.accept
    }
    after %ms to ^got
^got:
  snow.await @door.r2()
}

// Nothing is kept; the attributes stay.
// CHECK-LABEL: snow.continuation @door.r2 of @door()
// CHECK-SAME:    attributes {test.kept} {
// CHECK-NEXT:    snow.receive suspends()
snow.continuation @door.r2 of @door() attributes {test.kept} {
  snow.receive suspends()
    case %m : i64 to ^got {
      snow.accept
    }
^got:
  snow.return
}

// A parameter may have attributes. A receive need not suspend.
// CHECK-LABEL: snow.continuation @door.r3 of @door(
// CHECK-SAME:    %{{.*}}: i64 {test.mark}) {
// CHECK-NEXT:    snow.receive
// CHECK-NOT:     suspends
// CHECK:       }
snow.continuation @door.r3 of @door(%n: i64 {test.mark}) {
  snow.receive
    case %m : i64 to ^got {
      snow.accept
    }
^got:
  snow.return
}

snow.actor @loop(%first: i64) receives !snow.unit {
  snow.await @loop.r1(%first : i64)
}
// CHECK-LABEL: snow.continuation @loop.r1
// CHECK-NEXT:    snow.service.receive suspends(%{{.*}} : i64)
// CHECK-NEXT:      call 0() to ^bb1
// CHECK-NEXT:      cast 1(i64) to ^bb2
snow.continuation @loop.r1 of @loop(%state: i64) {
  snow.service.receive suspends(%state : i64)
    call 0() to ^get
    cast 1(i64) to ^put
^get(%caller: !snow.pid<!snow.any>):
  snow.service.reply %caller, %state : !snow.pid<!snow.any>, i64
  snow.await @loop.r1(%state : i64)
^put(%n: i64):
  snow.await @loop.r1(%n : i64)
}
