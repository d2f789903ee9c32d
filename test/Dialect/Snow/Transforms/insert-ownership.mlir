// RUN: snow-opt %s --snow-insert-ownership | FileCheck %s
// RUN: snow-opt %s --snow-insert-ownership=strategy=program-lifetime | FileCheck %s

// Every value lives as long as the program: nothing is inserted.
// CHECK-LABEL: func.func @twice
// CHECK-SAME:    %[[S:.*]]: !snow.string
func.func @twice(%s: !snow.string) -> !snow.string {
  // CHECK-NEXT: %[[T:.*]] = snow.string.concat %[[S]], %[[S]]
  // CHECK-NEXT: return %[[T]]
  %t = snow.string.concat %s, %s
  return %t : !snow.string
}
