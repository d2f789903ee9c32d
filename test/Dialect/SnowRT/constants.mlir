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

// CHECK-LABEL: func.func @static
func.func @static() {
  // CHECK: snow_rt.static [1, -2, "text", @null, [3, {list = [4]}, 5]]
  %0 = snow_rt.static [1, -2, "text", @null, [3, {list = [4]}, 5]]
  // CHECK: snow_rt.static {list = []}
  %1 = snow_rt.static {list = []}
  // CHECK: snow_rt.static []
  %2 = snow_rt.static []
  return
}

// CHECK: snow_rt.global @limit, 16
snow_rt.global @limit, 16

// CHECK-LABEL: func.func @global
func.func @global() {
  // CHECK: snow_rt.global_address @limit
  %p = snow_rt.global_address @limit
  return
}

func.func private @text(i64) -> !snow_rt.ptr
func.func private @same(i64, i64) -> i8
func.func private @order(i64, i64) -> i64
func.func private @number(i64) -> i64
// CHECK: snow_rt.type @Point named "Point" [#snow.variant<Point(x: i64)>] display @text inspect @text eq @same compare @order hash @number
snow_rt.type @Point named "Point" [#snow.variant<Point(x: i64)>]
    display @text inspect @text eq @same compare @order hash @number
// CHECK: snow_rt.type @Shape named "Shape" sum [#snow.variant<Dot>, #snow.variant<Disc(i64)>] has_display no_debug
snow_rt.type @Shape named "Shape" sum [#snow.variant<Dot>, #snow.variant<Disc(i64)>]
    has_display no_debug
