// Nodes, jobs and sockets at each level.
// RUN: snow-opt %s --snow-to-rt | FileCheck %s --check-prefix=RT
// RUN: snow-opt %s --snow-to-llvm | FileCheck %s --check-prefix=LLVM
// RUN: snow-opt %s --snow-to-llvm | mlir-translate --mlir-to-llvmir \
// RUN:   | FileCheck %s --check-prefix=IR

// RT-LABEL:   func.func @Main.remote(
// RT-DAG:       %[[NAME:.*]] = snow_rt.string "work"
// RT-DAG:       %[[BYTES:.*]] = snow_rt.offset %[[NAME]], 8
// RT-DAG:       %[[LENGTH:.*]] = arith.constant 4 : i64
// RT-DAG:       %[[LINK:.*]] = arith.constant 1 : i8
// RT:           snow_rt.node_spawn(%{{.*}}, %{{.*}}, %[[BYTES]], %[[LENGTH]], %{{.*}}, %{{.*}}, %[[LINK]])
// LLVM-LABEL: llvm.func @Main.remote(
// LLVM:         llvm.call @snow_node_start(
// LLVM:         llvm.call @snow_term_encode(
// LLVM:         llvm.call @snow_node_spawn(
// IR-LABEL:   define void @Main.remote(ptr
// IR:           call i64 @snow_node_spawn(ptr %{{.*}}, i64 %{{.*}}, ptr {{.*}}@__string_work_{{.*}}, i64 4, ptr %{{.*}}, i64 %{{.*}}, i8 1)
func.func @Main.work(%n: i64) {
  return
}
func.func @Main.remote(%node: !snow.string) {
  %0 = snow.node.start %node, %node
  %n = arith.constant 7 : i64
  %p = snow.node.spawn link %node, @Main.work(%n)
      : (i64) -> !snow.pid<!snow.any>
  return
}

// RT-LABEL:   func.func @Main.jobs(
// RT:           snow_rt.job_async_value(
// RT:           snow_rt.job_await_timeout_value(
// RT:           snow_rt.job_await_value(
// RT:           snow_rt.job_map_value(
// LLVM-LABEL: llvm.func @Main.jobs(
// LLVM:         llvm.call @snow_job_async_value(
// LLVM:         llvm.call @snow_job_await_timeout_value(
// LLVM:         llvm.call @snow_job_await_value(
// LLVM:         llvm.call @snow_job_map_value(
func.func @Main.jobs(%f: !snow.fn<() -> i64>, %g: !snow.fn<(i64) -> i64>,
                     %l: !snow.list<i64>, %ms: i64) {
  %job = snow.job.async %f : !snow.fn<() -> i64> -> !snow.pid<i64>
  %r = snow.job.await_timeout %job, %ms
      : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  %s = snow.job.await %job : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  %t = snow.job.map %l, %g : !snow.list<i64>, !snow.fn<(i64) -> i64>
      -> !snow.list<!snow.result<i64, !snow.string>>
  return
}

// RT-LABEL:   func.func @Main.serve(
// RT-SAME:      %[[PORT:[a-z0-9]+]]: i64, %[[CERT:[a-z0-9]+]]: !snow_rt.ptr, %[[KEY:[a-z0-9]+]]: !snow_rt.ptr
// RT:           snow_rt.ws_serve_tls({{.*}}, %[[PORT]], %[[CERT]], %[[KEY]])
// LLVM-LABEL: llvm.func @Main.serve(
// LLVM:         llvm.call @snow_ws_serve_tls(
// IR-LABEL:   define void @Main.serve(
// IR:           call void @snow_ws_serve_tls(ptr null, ptr null, ptr %{{.*}}, ptr %{{.*}}, ptr null, ptr null, i64 %{{.*}}, ptr %{{.*}}, ptr %{{.*}})
func.func @Main.serve(%port: i64, %cert: !snow.string, %key: !snow.string,
    %m: !snow.fn<(!snow.ws_conn, !snow.string) -> ()>) {
  snow.ws.serve_tls port %port cert %cert key %key
      message %m : !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
  return
}

// All of these may be spawned by other nodes, under their names in Main.
// RT-LABEL: func.func @main(
// RT:         snow_rt.string "work"
// RT:         snow_rt.string "remote"
// RT:         snow_rt.string "jobs"
// RT:         snow_rt.string "serve"
// RT:         snow_rt.string "main"
// RT:         snow_rt.rt_start_main
func.func @main() {
  return
}
