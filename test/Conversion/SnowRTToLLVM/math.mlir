// RUN: snow-opt %s --convert-snow-rt-to-llvm | FileCheck %s

// No call where there is an instruction.
// CHECK-LABEL: llvm.func @floats(
// CHECK-NOT:     llvm.call @
// CHECK:         llvm.intr.sqrt(
// CHECK:         llvm.intr.pow(
// CHECK:         llvm.intr.fabs(
// CHECK:         llvm.intr.minnum(
// CHECK:         llvm.intr.maxnum(
func.func @floats(%x: f64, %y: f64) {
  %0 = snow_rt.math_sqrt(%x)
  %1 = snow_rt.math_pow(%x, %y)
  %2 = snow_rt.math_abs_float(%x)
  %3 = snow_rt.math_min_float(%x, %y)
  %4 = snow_rt.math_max_float(%x, %y)
  return
}

// The smallest Int is its own absolute value.
// CHECK-LABEL: llvm.func @ints(
// CHECK-NOT:     llvm.call @
// CHECK:         "llvm.intr.abs"(%{{.*}}) <{is_int_min_poison = false}>
// CHECK:         llvm.intr.smin(
// CHECK:         llvm.intr.smax(
// CHECK:         llvm.sitofp
func.func @ints(%a: i64, %b: i64) {
  %0 = snow_rt.math_abs_int(%a)
  %1 = snow_rt.math_min_int(%a, %b)
  %2 = snow_rt.math_max_int(%a, %b)
  %3 = snow_rt.int_to_float(%a)
  return
}

// Out of range saturates, NaN gives 0.
// CHECK-LABEL: llvm.func @rounding(
// CHECK-NOT:     llvm.call @
// CHECK:         llvm.call_intrinsic "llvm.fptosi.sat"(%{{.*}}) : (f64) -> i64
// CHECK:         %[[F:.*]] = llvm.intr.floor(
// CHECK:         llvm.call_intrinsic "llvm.fptosi.sat"(%[[F]])
// CHECK:         llvm.intr.ceil(
// CHECK:         llvm.intr.round(
func.func @rounding(%x: f64) {
  %0 = snow_rt.float_to_int(%x)
  %1 = snow_rt.math_floor(%x)
  %2 = snow_rt.math_ceil(%x)
  %3 = snow_rt.math_round(%x)
  return
}
