// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: snow.service @Counter state i64 {
snow.service @Counter state i64 {
  // CHECK: snow.init{{ ?}}(%[[START:.*]]: i64) {
  // CHECK-NEXT: snow.return %[[START]] : i64
  snow.init(%start: i64) {
    snow.return %start : i64
  }
  // CHECK: snow.call "GetCount"(%[[STATE:.*]]: i64) -> i64 {
  // CHECK-NEXT: snow.reply %[[STATE]], %[[STATE]] : i64, i64
  snow.call "GetCount"(%state: i64) -> i64 {
    snow.reply %state, %state : i64, i64
  }
  // CHECK: snow.call "Describe"(%{{.*}}: i64, %{{.*}}: !snow.string) -> !snow.string attributes {test.kept} {
  snow.call "Describe"(%state: i64, %s: !snow.string) -> !snow.string
      attributes {test.kept} {
    // CHECK: snow.reply %{{.*}}, %{{.*}} : i64, !snow.string
    snow.reply %state, %s : i64, !snow.string
  }
  // CHECK: snow.cast "Add"(%[[OLD:.*]]: i64, %[[BY:.*]]: i64) {
  snow.cast "Add"(%state: i64, %by: i64) {
    %next = arith.addi %state, %by : i64
    // CHECK: snow.return %{{.*}} : i64
    snow.return %next : i64
  }
}

// A service without state needs no init, and its casts return nothing. Handlers
// may have control flow and may panic.
// CHECK-LABEL: snow.service @Log state !snow.unit
// CHECK-SAME:    attributes {sym_visibility = "private"} {
snow.service @Log state !snow.unit attributes {sym_visibility = "private"} {
  // CHECK: snow.cast "Line"(%{{.*}}: !snow.unit, %{{.*}}: !snow.string) {
  snow.cast "Line"(%state: !snow.unit, %s: !snow.string) {
    %c = arith.constant true
    cf.cond_br %c, ^yes, ^no
  ^yes:
    // CHECK: snow.return{{$}}
    snow.return
  ^no:
    // CHECK: snow.panic
    snow.panic %s
  }
}

// CHECK-LABEL: func.func @start
func.func @start(%n: i64) -> !snow.pid<!snow.unit> {
  // CHECK: snow.service.start @Log() : () -> !snow.pid<!snow.unit>
  %log = snow.service.start @Log() : () -> !snow.pid<!snow.unit>
  // CHECK: snow.service.start @Counter(%{{.*}}) : (i64) -> !snow.pid<!snow.unit>
  %s = snow.service.start @Counter(%n) : (i64) -> !snow.pid<!snow.unit>
  return %s : !snow.pid<!snow.unit>
}

// CHECK-LABEL: func.func @use
func.func @use(%s: !snow.pid<!snow.unit>, %n: i64, %t: !snow.string) {
  // CHECK: snow.service.call @Counter["GetCount"] %{{.*}}() : !snow.pid<!snow.unit>, () -> i64
  %r = snow.service.call @Counter["GetCount"] %s()
      : !snow.pid<!snow.unit>, () -> i64
  // CHECK: snow.service.call @Counter["Describe"] %{{.*}}(%{{.*}}) : !snow.pid<!snow.unit>, (!snow.string) -> !snow.string
  %d = snow.service.call @Counter["Describe"] %s(%t)
      : !snow.pid<!snow.unit>, (!snow.string) -> !snow.string
  // CHECK: snow.service.cast @Counter["Add"] %{{.*}}(%{{.*}}) : !snow.pid<!snow.unit>, (i64) -> ()
  snow.service.cast @Counter["Add"] %s(%n) : !snow.pid<!snow.unit>, (i64) -> ()
  return
}

// CHECK-LABEL: func.func @tagged
func.func @tagged(%s: !snow.pid<!snow.unit>, %n: i64) -> i64 {
  // CHECK: snow.service.request %{{.*}}, 3(%{{.*}}) : !snow.pid<!snow.unit>, (i64) -> i64
  %r = snow.service.request %s, 3(%n) : !snow.pid<!snow.unit>, (i64) -> i64
  // CHECK: snow.service.post %{{.*}}, 4294967295(%{{.*}}, %{{.*}}) : !snow.pid<!snow.unit>, (i64, i64) -> ()
  snow.service.post %s, 4294967295(%n, %r)
      : !snow.pid<!snow.unit>, (i64, i64) -> ()
  return %r : i64
}

// CHECK-LABEL: snow.actor @loop
snow.actor @loop(%first: i64) receives !snow.unit {
  cf.br ^next(%first : i64)
^next(%state: i64):
  // CHECK:      snow.service.receive
  // CHECK-NEXT:   call 0() to ^[[GET:bb[0-9]+]]
  // CHECK-NEXT:   call 1(i64, !snow.string) to ^[[BOTH:bb[0-9]+]]
  // CHECK-NEXT:   cast 2(i64) to ^[[PUT:bb[0-9]+]]
  snow.service.receive
    call 0() to ^get
    call 1(i64, !snow.string) to ^both
    cast 2(i64) to ^put
  // CHECK: ^[[GET]](%[[CALLER:.*]]: !snow.pid<!snow.any>):
^get(%caller: !snow.pid<!snow.any>):
  // CHECK: snow.service.reply %[[CALLER]], %{{.*}} : !snow.pid<!snow.any>, i64
  snow.service.reply %caller, %state : !snow.pid<!snow.any>, i64
  cf.br ^next(%state : i64)
^both(%who: !snow.pid<!snow.any>, %a: i64, %b: !snow.string):
  snow.service.reply %who, %b : !snow.pid<!snow.any>, !snow.string
  cf.br ^next(%a : i64)
^put(%n: i64):
  cf.br ^next(%n : i64)
}

// A loop without handlers drops everything.
// CHECK-LABEL: snow.actor @deaf
snow.actor @deaf() receives !snow.unit {
  // CHECK-NEXT: snow.service.receive
  // CHECK-NEXT: }
  snow.service.receive
}
