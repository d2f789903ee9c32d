// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: snow.actor @counter(
// CHECK-SAME:    %[[START:.*]]: i64) receives i64 {
snow.actor @counter(%start: i64) receives i64 {
  // CHECK: cf.br ^bb1(%[[START]] : i64)
  cf.br ^loop(%start : i64)
^loop(%n: i64):
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%by: i64):
  %next = arith.addi %n, %by : i64
  cf.br ^loop(%next : i64)
}

// A private actor with attributes of its own and of its parameter.
// CHECK-LABEL: snow.actor private @hidden(
// CHECK-SAME:    %{{.*}}: !snow.string {test.hint}) receives !snow.any
// CHECK-SAME:    attributes {test.kept = 1 : i64} {
// CHECK-NEXT:    snow.return
snow.actor private @hidden(%s: !snow.string {test.hint}) receives !snow.any
    attributes {test.kept = 1 : i64} {
  snow.return
}

// CHECK-LABEL: func.func @give_up
// CHECK-SAME:    %[[WHY:.*]]: !snow.string
func.func @give_up(%why: !snow.string) {
  // CHECK: snow.panic %[[WHY]]
  snow.panic %why
}

// CHECK-LABEL: func.func @run_actor
func.func @run_actor(%s: !snow.string) {
  // CHECK: snow.run @hidden(%{{.*}}) : (!snow.string) -> ()
  snow.run @hidden(%s) : (!snow.string) -> ()
  return
}

// CHECK-LABEL: func.func @decode
func.func @decode(%term: !snow.term) {
  // CHECK: %{{.*}}:2 = snow.decode_args %{{.*}} : i64, !snow.string
  %a, %b = snow.decode_args %term : i64, !snow.string
  // CHECK: snow.decode_args %{{[a-z0-9]*$}}
  snow.decode_args %term
  return
}

// CHECK-LABEL: func.func @spin
func.func @spin() {
  cf.br ^loop
^loop:
  // CHECK: snow.yield_check
  snow.yield_check
  cf.br ^loop
}
