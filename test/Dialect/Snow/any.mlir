// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip
// RUN: snow-opt %s --canonicalize | FileCheck %s --check-prefix=FOLD

// CHECK-LABEL: func.func @box
func.func @box(%n: i64, %s: !snow.string) -> tuple<!snow.any, !snow.any> {
  // CHECK: snow.any.make %{{.*}} : i64
  %a = snow.any.make %n : i64
  // CHECK: snow.any.make %{{.*}} : !snow.string
  %b = snow.any.make %s : !snow.string
  %t = snow.tuple.make %a, %b : tuple<!snow.any, !snow.any>
  return %t : tuple<!snow.any, !snow.any>
}

// An Any in an Any is itself.
// FOLD-LABEL: func.func @again
// FOLD-SAME:    %[[A:.*]]: !snow.any
// FOLD-NEXT:    return %[[A]] : !snow.any
func.func @again(%a: !snow.any) -> !snow.any {
  %b = snow.any.make %a : !snow.any
  return %b : !snow.any
}
