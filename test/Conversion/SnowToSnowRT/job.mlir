// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// A job runs a function that takes the function value and returns a word.
// CHECK-LABEL: func.func @async(
// CHECK-SAME:    %[[F:.*]]: !snow_rt.ptr) -> i64 {
// CHECK:         %[[FN:.*]] = snow_rt.function @__job_to_f64
// CHECK:         %[[T:.*]] = snow_rt.type_info !snow.fn<() -> f64>
// CHECK:         %[[R:.*]] = snow_rt.type_info f64
// CHECK:         %[[JOB:.*]] = snow_rt.job_async_value(%[[FN]], %[[T]], %[[F]], %[[R]])
// CHECK:         return %[[JOB]] : i64
// CHECK-LABEL: func.func private @__job_to_f64(
// CHECK-SAME:    %[[ENV:.*]]: !snow_rt.ptr) -> i64 {
// CHECK-NEXT:    %[[CODE:.*]] = snow_rt.load %[[ENV]][0] : !snow_rt.ptr
// The job owns the function value, also when it panics.
// CHECK:         snow_rt.cleanup(%[[ENV]] of
// CHECK-NEXT:    %[[X:.*]] = snow_rt.call_indirect %[[CODE]](%[[ENV]]) : (!snow_rt.ptr) -> f64
// CHECK:         snow_rt.release(%[[ENV]],
// CHECK-NEXT:    %[[W:.*]] = arith.bitcast %[[X]] : f64 to i64
// CHECK-NEXT:    return %[[W]] : i64
func.func @async(%f: !snow.fn<() -> f64>) -> !snow.pid<f64> {
  %job = snow.job.async %f : !snow.fn<() -> f64> -> !snow.pid<f64>
  return %job : !snow.pid<f64>
}

// -----

// Without a result its word is 0, that of the unit value.
// CHECK-LABEL: func.func private @__job_to_unit(
// CHECK:         snow_rt.call_indirect %{{.*}}(%{{.*}}) : (!snow_rt.ptr) -> ()
// CHECK:         %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK-NEXT:    return %[[ZERO]] : i64
func.func @async_unit(%f: !snow.fn<() -> ()>) {
  %job = snow.job.async %f : !snow.fn<() -> ()> -> !snow.pid<!snow.unit>
  return
}

// -----

// CHECK-LABEL: func.func @await(
// CHECK-SAME:    %[[JOB:.*]]: i64, %[[MS:.*]]: i64) -> (!snow_rt.ptr, !snow_rt.ptr) {
// CHECK:         %[[R:.*]] = snow_rt.job_await_value(%[[JOB]], %{{.*}})
// CHECK:         %[[Q:.*]] = snow_rt.job_await_timeout_value(%[[JOB]], %[[MS]], %{{.*}})
// CHECK:         return %[[R]], %[[Q]]
func.func @await(%job: !snow.pid<i64>, %ms: i64)
    -> (!snow.result<i64, !snow.string>, !snow.result<i64, !snow.string>) {
  %r = snow.job.await %job : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  %q = snow.job.await_timeout %job, %ms
      : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  return %r, %q
      : !snow.result<i64, !snow.string>, !snow.result<i64, !snow.string>
}

// -----

// CHECK-LABEL: func.func @map(
// CHECK-SAME:    %[[L:.*]]: !snow_rt.ptr, %[[F:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK:         %[[FN:.*]] = snow_rt.function @[[JOB:__job__snow_string_[0-9A-F]*_to_i1]]
// CHECK:         snow_rt.job_map_value(%{{.*}}, %[[L]], %[[FN]], %{{.*}}, %[[F]], %{{.*}})
// CHECK:       func.func private @[[JOB]](
// CHECK-SAME:    %[[ENV:.*]]: !snow_rt.ptr, %[[W:.*]]: i64) -> i64 {
// CHECK-NEXT:    %[[CODE:.*]] = snow_rt.load %[[ENV]][0] : !snow_rt.ptr
// CHECK-NEXT:    %[[S:.*]] = snow_rt.word_to_ptr %[[W]]
// CHECK:         %[[B:.*]] = snow_rt.call_indirect %[[CODE]](%[[ENV]], %[[S]]) : (!snow_rt.ptr, !snow_rt.ptr) -> i1
// CHECK:         %[[R:.*]] = arith.extui %[[B]] : i1 to i64
// CHECK-NEXT:    return %[[R]] : i64
func.func @map(%l: !snow.list<!snow.string>, %f: !snow.fn<(!snow.string) -> i1>)
    -> !snow.list<!snow.result<i1, !snow.string>> {
  %r = snow.job.map %l, %f : !snow.list<!snow.string>, !snow.fn<(!snow.string) -> i1>
      -> !snow.list<!snow.result<i1, !snow.string>>
  return %r : !snow.list<!snow.result<i1, !snow.string>>
}
