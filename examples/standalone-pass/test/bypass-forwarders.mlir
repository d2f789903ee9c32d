// RUN: snow-opt %s --load-pass-plugin=%pass_plugin \
// RUN:   --pass-pipeline='builtin.module(standalone-bypass-forwarders)' \
// RUN:   | FileCheck %s

snow.actor @forwarder(%next: !snow.pid<i64>) receives i64 {
  cf.br ^loop(%next : !snow.pid<i64>)
^loop(%to: !snow.pid<i64>):
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  snow.send %to, %n : !snow.pid<i64>, i64
  cf.br ^loop(%to : !snow.pid<i64>)
}

// Changes the message, so it is no forwarder.
snow.actor @adder(%next: !snow.pid<i64>) receives i64 {
  %one = arith.constant 1 : i64
  cf.br ^loop
^loop:
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  %sum = arith.addi %n, %one : i64
  snow.send %next, %sum : !snow.pid<i64>, i64
  cf.br ^loop
}

// CHECK-LABEL: func.func @direct
// CHECK-SAME: (%[[TO:.*]]: !snow.pid<i64>, %[[N:.*]]: i64)
func.func @direct(%to: !snow.pid<i64>, %n: i64) {
  // CHECK-NOT: snow.spawn
  %f = snow.spawn @forwarder(%to) : (!snow.pid<i64>) -> !snow.pid<i64>
  // CHECK: snow.send %[[TO]], %[[N]]
  snow.send %f, %n : !snow.pid<i64>, i64
  return
}

// A chain of forwarders is bypassed as a whole.
// CHECK-LABEL: func.func @chain
// CHECK-SAME: (%[[TO:.*]]: !snow.pid<i64>, %[[N:.*]]: i64)
func.func @chain(%to: !snow.pid<i64>, %n: i64) {
  %f = snow.spawn @forwarder(%to) : (!snow.pid<i64>) -> !snow.pid<i64>
  %g = snow.spawn @forwarder(%f) : (!snow.pid<i64>) -> !snow.pid<i64>
  // CHECK: snow.send %[[TO]], %[[N]]
  snow.send %g, %n : !snow.pid<i64>, i64
  return
}

// The forwarder's identifier is used otherwise, so it stays.
// CHECK-LABEL: func.func @escapes
// CHECK-SAME: (%[[TO:.*]]: !snow.pid<i64>, %[[N:.*]]: i64)
func.func @escapes(%to: !snow.pid<i64>, %n: i64) -> !snow.pid<i64> {
  // CHECK: %[[F:.*]] = snow.spawn @forwarder
  %f = snow.spawn @forwarder(%to) : (!snow.pid<i64>) -> !snow.pid<i64>
  // CHECK: snow.send %[[TO]], %[[N]]
  snow.send %f, %n : !snow.pid<i64>, i64
  // CHECK: return %[[F]]
  return %f : !snow.pid<i64>
}

// CHECK-LABEL: func.func @changed
func.func @changed(%to: !snow.pid<i64>, %n: i64) {
  // CHECK: %[[A:.*]] = snow.spawn @adder
  %a = snow.spawn @adder(%to) : (!snow.pid<i64>) -> !snow.pid<i64>
  // CHECK: snow.send %[[A]]
  snow.send %a, %n : !snow.pid<i64>, i64
  return
}
