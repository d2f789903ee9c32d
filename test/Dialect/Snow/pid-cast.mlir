// RUN: snow-opt %s --split-input-file | snow-opt --split-input-file | FileCheck %s
// RUN: snow-opt %s --split-input-file --verify-roundtrip -o /dev/null
// RUN: snow-opt %s --split-input-file --canonicalize | FileCheck %s --check-prefix=FOLD

// CHECK-LABEL: func.func @forget
// FOLD-LABEL:  func.func @forget
func.func @forget(%p: !snow.pid<i64>) -> !snow.pid<!snow.any> {
  // CHECK: snow.pid.cast %{{.*}} : !snow.pid<i64> to !snow.pid<!snow.any>
  // FOLD:  snow.pid.cast
  %q = snow.pid.cast %p : !snow.pid<i64> to !snow.pid<!snow.any>
  return %q : !snow.pid<!snow.any>
}

// -----

// CHECK-LABEL: func.func @remember
// FOLD-LABEL:  func.func @remember
func.func @remember(%p: !snow.pid<!snow.any>) -> !snow.pid<i64> {
  // CHECK: snow.pid.cast %{{.*}} : !snow.pid<!snow.any> to !snow.pid<i64>
  // FOLD:  snow.pid.cast
  %q = snow.pid.cast %p : !snow.pid<!snow.any> to !snow.pid<i64>
  return %q : !snow.pid<i64>
}

// -----

// FOLD-LABEL: func.func @there_and_back
// FOLD-SAME:    %[[P:.*]]: !snow.pid<i64>
func.func @there_and_back(%p: !snow.pid<i64>) -> !snow.pid<i64> {
  // FOLD-NEXT: return %[[P]]
  %q = snow.pid.cast %p : !snow.pid<i64> to !snow.pid<!snow.any>
  %r = snow.pid.cast %q : !snow.pid<!snow.any> to !snow.pid<i64>
  return %r : !snow.pid<i64>
}

// -----

// Through Any to another type: both casts are needed.
// FOLD-LABEL: func.func @elsewhere
func.func @elsewhere(%p: !snow.pid<i64>) -> !snow.pid<!snow.string> {
  // FOLD: snow.pid.cast %{{.*}} to !snow.pid<!snow.any>
  // FOLD: snow.pid.cast %{{.*}} to !snow.pid<!snow.string>
  %q = snow.pid.cast %p : !snow.pid<i64> to !snow.pid<!snow.any>
  %r = snow.pid.cast %q : !snow.pid<!snow.any> to !snow.pid<!snow.string>
  return %r : !snow.pid<!snow.string>
}
