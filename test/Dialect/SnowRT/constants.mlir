// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: func.func @null
func.func @null(%p: !snow_rt.ptr) {
  // CHECK: %[[N:.*]] = snow_rt.null
  %n = snow_rt.null
  // CHECK: snow_rt.is_null %[[N]]
  %c = snow_rt.is_null %n
  return
}

// CHECK-LABEL: func.func @string
func.func @string() {
  // CHECK: snow_rt.string "a \22b\22\0A"
  %s = snow_rt.string "a \"b\"\n"
  // CHECK: snow_rt.string ""
  %e = snow_rt.string ""
  return
}

// CHECK-LABEL: func.func @function
func.func @function() {
  // CHECK: snow_rt.function @string
  %f = snow_rt.function @string
  return
}

// Of types of the snow dialect, too.
// CHECK-LABEL: func.func @type_info
func.func @type_info() {
  // CHECK: snow_rt.type_info i64
  %0 = snow_rt.type_info i64
  // CHECK: snow_rt.type_info tuple<i64, !snow.string>
  %1 = snow_rt.type_info tuple<i64, !snow.string>
  // CHECK: snow_rt.type_info !snow.pid<!snow.any>
  %2 = snow_rt.type_info !snow.pid<!snow.any>
  return
}
