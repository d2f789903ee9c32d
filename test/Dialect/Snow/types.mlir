// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: func.func private @scalars(
// CHECK-SAME:    i64, f64, i1, !snow.unit, !snow.string, !snow.any, !snow.range, !snow.json)
func.func private @scalars(i64, f64, i1, !snow.unit, !snow.string, !snow.any,
                           !snow.range, !snow.json)

// CHECK-LABEL: func.func private @processes(
// CHECK-SAME:    !snow.pid<i64>, !snow.pid<!snow.any>, !snow.pid<!snow.pid<tuple<i64, !snow.string>>>, !snow.exit_reason)
func.func private @processes(!snow.pid<i64>, !snow.pid<!snow.any>,
                             !snow.pid<!snow.pid<tuple<i64, !snow.string>>>,
                             !snow.exit_reason)

// CHECK-LABEL: func.func private @containers(
// CHECK-SAME:    !snow.list<i64>, !snow.set<!snow.string>, !snow.queue<i1>, !snow.option<f64>, !snow.map<!snow.string, !snow.list<i64>>, !snow.result<i64, !snow.string>)
func.func private @containers(!snow.list<i64>, !snow.set<!snow.string>,
                              !snow.queue<i1>, !snow.option<f64>,
                              !snow.map<!snow.string, !snow.list<i64>>,
                              !snow.result<i64, !snow.string>)

// Named types need no definition where they are used.
// CHECK-LABEL: func.func private @named(
// CHECK-SAME:    !snow.struct<@Point>, !snow.sum<@Shape>, !snow.list<!snow.struct<@Geometry.Point>>)
func.func private @named(!snow.struct<@Point>, !snow.sum<@Shape>,
                         !snow.list<!snow.struct<@Geometry.Point>>)

// CHECK-LABEL: func.func private @functions(
// CHECK-SAME:    !snow.fn<() -> ()>, !snow.fn<(i64, !snow.string) -> i1>, !snow.fn<(!snow.fn<(i64) -> i64>) -> i64>)
func.func private @functions(!snow.fn<() -> ()>,
                             !snow.fn<(i64, !snow.string) -> i1>,
                             !snow.fn<(!snow.fn<(i64) -> i64>) -> i64>)

// CHECK-LABEL: func.func private @handles(
// CHECK-SAME:    !snow.ws_conn, !snow.term)
func.func private @handles(!snow.ws_conn, !snow.term)
