// RUN: snow-opt %s --snow-split-receives | FileCheck %s
// RUN: snow-opt %s --snow-split-receives=strategy=fiber | FileCheck %s

// CHECK-LABEL: snow.actor @idle() receives i64
// CHECK-SAME:    attributes {snow.strategy = "fiber"} {
// CHECK-NEXT:    snow.receive
// CHECK-NEXT:  }
snow.actor @idle() receives i64 {
  snow.receive
}

// CHECK-LABEL: snow.actor @busy
// CHECK-SAME:    snow.strategy = "fiber"
// CHECK-SAME:    test.kept
snow.actor @busy() receives i64 attributes {test.kept} {
  snow.return
}

// CHECK-LABEL: func.func @not_an_actor() {
func.func @not_an_actor() {
  return
}
