// RUN: snow-opt %s --snow-split-receives=remarks=false --split-input-file \
// RUN:   | FileCheck %s
// RUN: snow-opt %s --snow-split-receives=strategy=fiber --split-input-file \
// RUN:   | FileCheck %s --check-prefix=FIBER
// RUN: snow-opt %s --snow-split-receives=remarks=false --split-input-file \
// RUN:   | snow-opt --snow-split-receives=remarks=false --split-input-file \
// RUN:   | FileCheck %s

// The actor's loop becomes the continuation; a message is handled by going back
// to the receive. What does not change is not passed round.
// CHECK-LABEL: snow.actor @counter(
// CHECK-SAME:    %[[START:.*]]: i64, %[[TO:.*]]: !snow.pid<i64>)
// CHECK-SAME:    attributes {snow.strategy = "split"} {
// CHECK-NEXT:    snow.await @counter.r1(%[[START]], %[[TO]] : i64, !snow.pid<i64>)
// CHECK-NEXT:  }
// CHECK:       snow.continuation @counter.r1 of @counter(
// CHECK-SAME:    %[[N0:.*]]: i64, %[[TO:.*]]: !snow.pid<i64>) {
// CHECK-NEXT:    cf.br ^[[HEAD:.*]](%[[N0]] : i64)
// CHECK-NEXT:  ^[[HEAD]](%[[N:.*]]: i64):
// CHECK-NEXT:    snow.receive suspends(%[[N]], %[[TO]] : i64, !snow.pid<i64>)
// CHECK-NEXT:      case %[[M:.*]]: i64 to ^[[GOT:.*]] {
// CHECK:         ^[[GOT]](%[[BY:.*]]: i64):
// CHECK-NEXT:      %[[NEXT:.*]] = arith.addi %[[N]], %[[BY]] : i64
// CHECK-NEXT:      snow.send %[[TO]], %[[NEXT]]
// CHECK-NEXT:      cf.br ^[[HEAD]](%[[NEXT]] : i64)
// CHECK-NEXT:  }
// FIBER-LABEL: snow.actor @counter
// FIBER-SAME:    attributes {snow.strategy = "fiber"} {
// FIBER:         snow.receive
// FIBER-NOT:   snow.continuation
// FIBER-NOT:   snow.await
snow.actor @counter(%start: i64, %to: !snow.pid<i64>) receives i64 {
  cf.br ^loop(%start : i64)
^loop(%n: i64):
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%by: i64):
  %next = arith.addi %n, %by : i64
  snow.send %to, %next : !snow.pid<i64>, i64
  cf.br ^loop(%next : i64)
}

// -----

// A sequence: each part ends where the next begins. Constants, the own process
// and file-level constants are computed anew; %p is kept only as long as needed.
// CHECK-LABEL: snow.actor @steps(%{{.*}}: !snow.pid<i64>)
// CHECK:         snow.println
// CHECK:         snow.await @steps.r1(%{{.*}} : !snow.pid<i64>)
// CHECK-NEXT:  }
// CHECK:       snow.continuation @steps.r1 of @steps(%[[P:.*]]: !snow.pid<i64>) {
// CHECK-NEXT:    snow.receive suspends(%[[P]] : !snow.pid<i64>)
// CHECK:       ^bb1(%[[A:.*]]: i64):
// CHECK-NEXT:    %[[SEVEN:.*]] = arith.constant 7 : i64
// CHECK-NEXT:    %[[X:.*]] = arith.addi %[[A]], %[[SEVEN]] : i64
// CHECK-NEXT:    snow.send %[[P]], %[[X]]
// CHECK-NEXT:    snow.await @steps.r2(%[[A]] : i64)
// CHECK-NEXT:  }
// CHECK:       snow.continuation @steps.r2 of @steps(%[[A:.*]]: i64) {
// CHECK-DAG:     %[[TEXT:.*]] = snow.string.constant "text"
// CHECK-DAG:     %[[ME:.*]] = snow.self
// CHECK:         snow.println %[[TEXT]]
// CHECK:         snow.send %[[ME]]
// CHECK:         snow.return
snow.actor @steps(%p: !snow.pid<i64>) receives i64 {
  %seven = arith.constant 7 : i64
  %text = snow.string.constant "text"
  %me = snow.self : !snow.pid<i64>
  snow.println %text
  snow.receive
    case %m : i64 to ^one {
      snow.accept %m : i64
    }
^one(%a: i64):
  %x = arith.addi %a, %seven : i64
  snow.send %p, %x : !snow.pid<i64>, i64
  snow.receive
    case %m : i64 to ^two {
      snow.accept %m : i64
    }
^two(%b: i64):
  %y = arith.addi %a, %b : i64
  snow.println %text
  snow.send %me, %y : !snow.pid<i64>, i64
  snow.return
}

// -----

// Receives in branches, a time limit, a value that the pattern uses, and a loop
// around both. The head's constants stay with it.
// CHECK-LABEL: snow.actor @door(
// CHECK:         cf.cond_br
// CHECK:         snow.await @door.r1(%{{.*}}, %{{.*}} : !snow.string, i64)
// CHECK:         snow.await @door.r2(%{{.*}} : !snow.string)
// CHECK:       snow.continuation @door.r1 of @door(%[[S:.*]]: !snow.string, %[[N:.*]]: i64) {
// CHECK:         %[[MS:.*]] = arith.constant 20 : i64
// CHECK:         snow.receive suspends(%[[S]], %[[K:.*]] : !snow.string, i64)
// CHECK:           arith.cmpi slt, %{{.*}}, %[[K]]
// CHECK:         after %[[MS]] to
// CHECK:         snow.await @door.r2(%[[S]] : !snow.string)
// CHECK:       snow.continuation @door.r2 of @door(%[[S:.*]]: !snow.string) {
// CHECK:         snow.receive suspends(%[[S]] : !snow.string)
// CHECK:         snow.await @door.r1(%[[S]], %{{.*}} : !snow.string, i64)
snow.actor @door(%limit: i64, %name: !snow.string) receives i64 {
  %zero = arith.constant 0 : i64
  cf.br ^loop(%limit : i64)
^loop(%k: i64):
  %open = arith.cmpi sgt, %k, %zero : i64
  cf.cond_br %open, ^wait, ^closed
^wait:
  %ms = arith.constant 20 : i64
  snow.receive
    case %m : i64 to ^got {
      %c = arith.cmpi slt, %m, %k : i64
      cf.cond_br %c, ^yes, ^no
    ^yes:
      snow.accept %m : i64
    ^no:
      snow.reject
    }
    after %ms to ^late
^got(%x: i64):
  %fewer = arith.subi %k, %x : i64
  cf.br ^loop(%fewer : i64)
^late:
  cf.br ^loop(%zero : i64)
^closed:
  snow.receive
    case %m : i64 to ^opened {
      snow.accept %m : i64
    }
^opened(%y: i64):
  snow.println %name
  cf.br ^loop(%y : i64)
}

// -----

// Two arms with one successor; a value that is made in the loop behind the
// receive and used before it.
// CHECK-LABEL: snow.continuation @joined.r1 of @joined(%{{.*}}: i64) {
// CHECK:         snow.receive suspends(%[[V:.*]] : i64)
// CHECK:         case %{{.*}}: i64 to ^[[ONE:bb[0-9]+]] {
// CHECK:         case %{{.*}}: i64 to ^[[TWO:bb[0-9]+]] {
// CHECK-DAG:   ^[[ONE]](%{{.*}}: i64):
// CHECK-DAG:   ^[[TWO]](%{{.*}}: i64):
snow.actor @joined() receives i64 {
  %one = arith.constant 1 : i64
  cf.br ^top(%one : i64)
^top(%n: i64):
  %made = arith.muli %n, %n : i64
  cf.br ^wait
^wait:
  snow.receive
    case %m : i64 to ^got {
      %c = arith.cmpi eq, %m, %one : i64
      cf.cond_br %c, ^yes, ^no
    ^yes:
      snow.accept %m : i64
    ^no:
      snow.reject
    }
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%x: i64):
  %c = arith.cmpi slt, %x, %made : i64
  cf.cond_br %c, ^top(%x : i64), ^wait
}

// -----

// A service's loop.
// CHECK-LABEL: snow.actor @loop(
// CHECK-SAME:    %[[FIRST:.*]]: i64)
// CHECK-NEXT:    snow.await @loop.r1(%[[FIRST]] : i64)
// CHECK:       snow.continuation @loop.r1 of @loop(%{{.*}}: i64) {
// CHECK:       ^[[HEAD:.*]](%[[STATE:.*]]: i64):
// CHECK-NEXT:    snow.service.receive suspends(%[[STATE]] : i64)
// CHECK-NEXT:      call 0() to
// CHECK-NEXT:      cast 1(i64) to
// CHECK:         snow.service.reply %{{.*}}, %[[STATE]]
snow.actor @loop(%first: i64) receives !snow.unit {
  cf.br ^next(%first : i64)
^next(%state: i64):
  snow.service.receive
    call 0() to ^get
    cast 1(i64) to ^put
^get(%caller: !snow.pid<!snow.any>):
  snow.service.reply %caller, %state : !snow.pid<!snow.any>, i64
  cf.br ^next(%state : i64)
^put(%n: i64):
  cf.br ^next(%n : i64)
}

// -----

// An actor that does not wait is not cut.
// CHECK-LABEL: snow.actor @busy
// CHECK-SAME:    snow.strategy = "fiber"
// CHECK-SAME:    test.kept
// CHECK-NOT:   snow.continuation
snow.actor @busy() receives i64 attributes {test.kept} {
  snow.return
}

// CHECK-LABEL: func.func @not_an_actor() {
// CHECK:         snow.receive
func.func @not_an_actor() {
  snow.receive
    case %m : i64 to ^got {
      snow.accept
    }
^got:
  return
}

// -----

// A name that is taken.
// CHECK-LABEL: snow.actor @idle()
// CHECK:         snow.await @[[NAME:idle.r1_[0-9]+]]()
// CHECK:       snow.continuation @[[NAME]] of @idle() {
// CHECK-NEXT:    snow.receive suspends()
snow.actor @idle() receives i64 {
  snow.receive
}
func.func private @idle.r1()
