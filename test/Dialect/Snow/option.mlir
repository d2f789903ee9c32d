// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip
// RUN: snow-opt %s --canonicalize | FileCheck %s --check-prefix=FOLD

// CHECK-LABEL: func.func @option
// FOLD-LABEL: func.func @option
// FOLD-SAME:    %[[N:.*]]: i64
func.func @option(%n: i64) -> (i1, i1, i64) {
  // CHECK: %[[SOME:.*]] = snow.option.some %{{.*}} : i64
  %some = snow.option.some %n : i64
  // CHECK: %[[NONE:.*]] = snow.option.none : !snow.option<i64>
  %none = snow.option.none : !snow.option<i64>
  // CHECK: snow.option.is_some %[[SOME]] : !snow.option<i64>
  %yes = snow.option.is_some %some : !snow.option<i64>
  // CHECK: snow.option.is_some %[[NONE]] : !snow.option<i64>
  %no = snow.option.is_some %none : !snow.option<i64>
  // CHECK: snow.option.get %[[SOME]] : !snow.option<i64>
  %m = snow.option.get %some : !snow.option<i64>
  // FOLD-DAG: %[[TRUE:.*]] = arith.constant true
  // FOLD-DAG: %[[FALSE:.*]] = arith.constant false
  // FOLD: return %[[TRUE]], %[[FALSE]], %[[N]]
  return %yes, %no, %m : i1, i1, i64
}

// CHECK-LABEL: func.func @result
// FOLD-LABEL: func.func @result
// FOLD-SAME:    %[[N:.*]]: i64, %[[S:.*]]: !snow.string
func.func @result(%n: i64, %s: !snow.string) -> (i1, i1, i64, !snow.string) {
  // CHECK: %[[OK:.*]] = snow.result.ok %{{.*}} : i64 -> !snow.result<i64, !snow.string>
  %ok = snow.result.ok %n : i64 -> !snow.result<i64, !snow.string>
  // CHECK: %[[ERR:.*]] = snow.result.err %{{.*}} : !snow.string -> !snow.result<i64, !snow.string>
  %err = snow.result.err %s : !snow.string -> !snow.result<i64, !snow.string>
  // CHECK: snow.result.is_ok %[[OK]] : !snow.result<i64, !snow.string>
  %yes = snow.result.is_ok %ok : !snow.result<i64, !snow.string>
  %no = snow.result.is_ok %err : !snow.result<i64, !snow.string>
  // CHECK: snow.result.get %[[OK]] : !snow.result<i64, !snow.string>
  %m = snow.result.get %ok : !snow.result<i64, !snow.string>
  // CHECK: snow.result.get err %[[ERR]] : !snow.result<i64, !snow.string>
  %t = snow.result.get err %err : !snow.result<i64, !snow.string>
  // FOLD-DAG: %[[TRUE:.*]] = arith.constant true
  // FOLD-DAG: %[[FALSE:.*]] = arith.constant false
  // FOLD: return %[[TRUE]], %[[FALSE]], %[[N]], %[[S]]
  return %yes, %no, %m, %t : i1, i1, i64, !snow.string
}

// CHECK-LABEL: func.func @any
func.func @any(%a: !snow.any) -> i64 {
  // CHECK: snow.any.is %{{.*}} : tuple<i64, !snow.string>
  %is = snow.any.is %a : tuple<i64, !snow.string>
  // CHECK: snow.any.get %{{.*}} : i64
  %n = snow.any.get %a : i64
  return %n : i64
}

// FOLD-LABEL: func.func @known_any
// FOLD-SAME:    %[[N:.*]]: i64
func.func @known_any(%n: i64) -> (i1, i64) {
  %a = snow.any.make %n : i64
  %is = snow.any.is %a : i64
  %m = snow.any.get %a : i64
  // FOLD: %[[TRUE:.*]] = arith.constant true
  // FOLD-NEXT: return %[[TRUE]], %[[N]]
  return %is, %m : i1, i64
}

// What an Any is when it is not known here is asked at run time.
// FOLD-LABEL: func.func @other_any
func.func @other_any(%n: i64, %a: !snow.any) -> (i1, i1, i1) {
  %b = snow.any.make %n : i64
  // FOLD: snow.any.is %{{.*}} : f64
  %float = snow.any.is %b : f64
  // FOLD: snow.any.is %{{.*}} : f64
  %unknown = snow.any.is %a : f64
  // FOLD-NOT: snow.any.is
  %any = snow.any.is %a : !snow.any
  return %float, %unknown, %any : i1, i1, i1
}
