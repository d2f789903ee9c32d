// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// Main is not written, and an instance has the name of the generic type.
// CHECK: snow_rt.type @Main.Point named "Point" [#snow.variant<Point(x: i64, y: f64)>]
// CHECK: snow_rt.type @Geo.Box$Int named "Geo.Box" sum [#snow.variant<Box(i64)>, #snow.variant<Empty>] has_display no_debug
snow.struct_type @Main.Point named "Point" (x: i64, y: f64)
snow.sum_type @Geo.Box$Int named "Box" [Box(i64), Empty] has_display no_debug

// -----

// The runtime calls methods with words that it keeps; a function owns its
// parameters.
// CHECK:       snow_rt.type @T named "T" [#snow.variant<T(x: i64)>] display @__display_of_show eq @__eq_of_same compare @__compare_of_order hash @__hash_of_number
// CHECK-LABEL: func.func private @__display_of_show(
// CHECK-SAME:    %[[W:.*]]: i64) -> !snow_rt.ptr {
// CHECK-NEXT:    %[[P:.*]] = snow_rt.word_to_ptr %[[W]]
// CHECK-NEXT:    snow_rt.retain(%[[P]])
// CHECK-NEXT:    %[[S:.*]] = call @show(%[[P]]) : (!snow_rt.ptr) -> !snow_rt.ptr
// CHECK-NEXT:    return %[[S]]
// CHECK-LABEL: func.func private @__eq_of_same(
// CHECK-SAME:    %{{.*}}: i64, %{{.*}}: i64) -> i8 {
// CHECK-COUNT-2: snow_rt.retain
// CHECK:         %[[B:.*]] = call @same(%{{.*}}, %{{.*}}) : (!snow_rt.ptr, !snow_rt.ptr) -> i1
// CHECK:         arith.extui %[[B]] : i1 to i8
// CHECK-LABEL: func.func private @__compare_of_order(
// CHECK:         call @order(%{{.*}}, %{{.*}}) : (!snow_rt.ptr, !snow_rt.ptr) -> i64
// CHECK-LABEL: func.func private @__hash_of_number(
// CHECK:         call @number(%{{.*}}) : (!snow_rt.ptr) -> i64
snow.struct_type @T named "T" (x: i64)
    display @show eq @same compare @order hash @number
func.func private @show(!snow.struct<@T>) -> !snow.string
func.func private @same(!snow.struct<@T>, !snow.struct<@T>) -> i1
func.func private @order(!snow.struct<@T>, !snow.struct<@T>) -> i64
func.func private @number(!snow.struct<@T>) -> i64

// -----

// An object that refers to no other is freed without a look at its type.
// CHECK-LABEL: func.func @release(
// CHECK-SAME:    %[[N:.*]]: !snow_rt.ptr, %[[S:.*]]: !snow_rt.ptr, %[[P:.*]]: !snow_rt.ptr, %[[Q:.*]]: !snow_rt.ptr, %[[L:.*]]: !snow_rt.ptr) {
// CHECK-NEXT:    %[[A:.*]] = snow_rt.null
// CHECK-NEXT:    snow_rt.release(%[[N]], %[[A]])
// CHECK-NEXT:    %[[B:.*]] = snow_rt.type_info !snow.struct<@Named>
// CHECK-NEXT:    snow_rt.release(%[[S]], %[[B]])
// CHECK-NEXT:    %[[C:.*]] = snow_rt.null
// CHECK-NEXT:    snow_rt.release(%[[P]], %[[C]])
// CHECK-NEXT:    %[[D:.*]] = snow_rt.type_info !snow.sum<@Tree>
// CHECK-NEXT:    snow_rt.release(%[[Q]], %[[D]])
// A list may be a slice of another one.
// CHECK-NEXT:    %[[E:.*]] = snow_rt.type_info !snow.list<i64>
// CHECK-NEXT:    snow_rt.release(%[[L]], %[[E]])
snow.struct_type @Point named "Point" (x: i64, y: f64)
snow.struct_type @Named named "Named" (x: i64, name: !snow.string)
snow.sum_type @Shape named "Shape" [Dot, Disc(i64)]
snow.sum_type @Tree named "Tree" [Leaf, Node(!snow.sum<@Tree>, i64)]
func.func @release(%n: !snow.struct<@Point>, %s: !snow.struct<@Named>, %p: !snow.sum<@Shape>, %q: !snow.sum<@Tree>, %l: !snow.list<i64>) {
  snow.release %n : !snow.struct<@Point>
  snow.release %s : !snow.struct<@Named>
  snow.release %p : !snow.sum<@Shape>
  snow.release %q : !snow.sum<@Tree>
  snow.release %l : !snow.list<i64>
  return
}
