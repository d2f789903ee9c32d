// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// A job of a function without a result computes the unit value.
// CHECK-LABEL: func.func @async
func.func @async(%f: !snow.fn<() -> i64>, %g: !snow.fn<() -> ()>) {
  // CHECK: snow.job.async %{{.*}} : !snow.fn<() -> i64> -> !snow.pid<i64>
  %a = snow.job.async %f : !snow.fn<() -> i64> -> !snow.pid<i64>
  // CHECK: snow.job.async %{{.*}} : !snow.fn<() -> ()> -> !snow.pid<!snow.unit>
  %b = snow.job.async %g : !snow.fn<() -> ()> -> !snow.pid<!snow.unit>
  return
}

// CHECK-LABEL: func.func @await
func.func @await(%job: !snow.pid<i64>) -> !snow.result<i64, !snow.string> {
  // CHECK: snow.job.await %{{.*}} : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  %r = snow.job.await %job : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  return %r : !snow.result<i64, !snow.string>
}

// CHECK-LABEL: func.func @await_timeout
// CHECK-SAME:    %[[JOB:.*]]: !snow.pid<i64>, %[[MS:.*]]: i64
func.func @await_timeout(%job: !snow.pid<i64>, %ms: i64) {
  // CHECK: snow.job.await_timeout %[[JOB]], %[[MS]] : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  %r = snow.job.await_timeout %job, %ms
      : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  return
}

// CHECK-LABEL: func.func @map
func.func @map(%xs: !snow.list<i64>, %f: !snow.fn<(i64) -> i1>) {
  // CHECK: snow.job.map %{{.*}}, %{{.*}} : !snow.list<i64>, !snow.fn<(i64) -> i1> -> !snow.list<!snow.result<i1, !snow.string>>
  %r = snow.job.map %xs, %f : !snow.list<i64>, !snow.fn<(i64) -> i1>
      -> !snow.list<!snow.result<i1, !snow.string>>
  return
}
