// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

func.func private @text(!snow.struct<@Main.Point>) -> !snow.string
func.func private @same(!snow.struct<@Main.Point>, !snow.struct<@Main.Point>) -> i1
func.func private @order(!snow.struct<@Main.Point>, !snow.struct<@Main.Point>) -> i64
func.func private @number(!snow.struct<@Main.Point>) -> i64

// CHECK: snow.struct_type @Main.Point named "Point" (x: i64, y: f64) display @text inspect @text eq @same compare @order hash @number
snow.struct_type @Main.Point named "Point" (x: i64, "y": f64)
    display @text inspect @text eq @same compare @order hash @number

// CHECK: snow.struct_type private @Main.Nothing named "Nothing" () has_display no_debug
snow.struct_type private @Main.Nothing named "Nothing" () has_display no_debug

// Any field name of the language, also one that is a word of the IR.
// CHECK: snow.struct_type @Main.Names named "Names" (type: i64, i64: i64, "gr\C3\B6\C3\9Fe": i64)
snow.struct_type @Main.Names named "Names" (type: i64, i64: i64, "größe": i64)

// CHECK: snow.sum_type @Main.Shape named "Shape" [Dot, Disc(i64), Rect(w: i64, h: i64), Odd("f64": f64, "tuple": i64, other: !snow.list<!snow.sum<@Main.Shape>>)]
snow.sum_type @Main.Shape named "Shape" [
  Dot, Disc(i64), Rect(w: i64, h: i64),
  Odd("f64": f64, "tuple": i64, other: !snow.list<!snow.sum<@Main.Shape>>)
]

// CHECK: snow.sum_type @Main.Box$Int named "Box" [Box(i64)] has_display
snow.sum_type @"Main.Box$Int" named "Box" [Box(i64)] has_display

// CHECK: test.variant = #snow.variant<Rect(w: i64, h: i64)>
module attributes {test.variant = #snow.variant<Rect(w: i64, h: i64)>} {
}

// CHECK-LABEL: func.func @structs
func.func @structs(%x: i64, %y: f64) -> f64 {
  // CHECK: %[[P:.*]] = snow.struct.make %{{.*}}, %{{.*}} : (i64, f64) -> !snow.struct<@Main.Point>
  %p = snow.struct.make %x, %y : (i64, f64) -> !snow.struct<@Main.Point>
  // CHECK: snow.struct.make : () -> !snow.struct<@Main.Nothing>
  %n = snow.struct.make : () -> !snow.struct<@Main.Nothing>
  // CHECK: snow.struct.get %[[P]][1] : !snow.struct<@Main.Point> -> f64
  %r = snow.struct.get %p[1] : !snow.struct<@Main.Point> -> f64
  return %r : f64
}

// CHECK-LABEL: func.func @sums
func.func @sums(%w: i64, %h: i64, %why: !snow.string) {
  // CHECK: snow.sum.make 0() : () -> !snow.sum<@Main.Shape>
  %dot = snow.sum.make 0() : () -> !snow.sum<@Main.Shape>
  // CHECK: %[[R:.*]] = snow.sum.make 2(%{{.*}}, %{{.*}}) : (i64, i64) -> !snow.sum<@Main.Shape>
  %rect = snow.sum.make 2(%w, %h) : (i64, i64) -> !snow.sum<@Main.Shape>
  // CHECK: snow.sum.tag %[[R]] : !snow.sum<@Main.Shape>
  %tag = snow.sum.tag %rect : !snow.sum<@Main.Shape>
  // CHECK: snow.sum.get %[[R]][2, 1] : !snow.sum<@Main.Shape> -> i64
  %get = snow.sum.get %rect[2, 1] : !snow.sum<@Main.Shape> -> i64
  // CHECK: %[[E:.*]] = snow.sum.make 6(%{{.*}}) : (!snow.string) -> !snow.exit_reason
  %custom = snow.sum.make 6(%why) : (!snow.string) -> !snow.exit_reason
  // CHECK: snow.sum.tag %[[E]] : !snow.exit_reason
  %reason = snow.sum.tag %custom : !snow.exit_reason
  // CHECK: snow.sum.get %[[E]][6, 0] : !snow.exit_reason -> !snow.string
  %text = snow.sum.get %custom[6, 0] : !snow.exit_reason -> !snow.string
  return
}
