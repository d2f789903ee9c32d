// RUN: snow-opt %s --convert-snow-rt-to-llvm --split-input-file | FileCheck %s

// A call of the function that the ABI table names.
// CHECK-LABEL: llvm.func @tell(
// CHECK-SAME:    %[[TO:.*]]: i64, %[[P:.*]]: !llvm.ptr, %[[N:.*]]: i64)
// CHECK:         llvm.call @snow_actor_send_value(%[[TO]], %[[P]], %[[N]]) : (i64, !llvm.ptr, i64) -> ()
// CHECK-NEXT:    llvm.return
func.func @tell(%to: i64, %p: !snow_rt.ptr, %n: i64) {
  snow_rt.actor_send_value(%to, %p, %n)
  return
}

// -----

// Called twice, declared once.
// CHECK:       llvm.func @snow_io_println(!llvm.ptr)
// CHECK-NOT:   llvm.func @snow_io_println
// CHECK-LABEL: llvm.func @twice(
// CHECK:         llvm.call @snow_io_println
// CHECK:         llvm.call @snow_io_println
func.func @twice(%s: !snow_rt.ptr) {
  snow_rt.io_println(%s)
  snow_rt.io_println(%s)
  return
}

// -----

// A declaration that is there already is used, if it is the same.
// CHECK:       llvm.func @snow_io_println(!llvm.ptr)
// CHECK-NOT:   llvm.func @snow_io_println
// CHECK:       llvm.call @snow_io_println
llvm.func @snow_io_println(!llvm.ptr)
func.func @declared(%s: !snow_rt.ptr) {
  snow_rt.io_println(%s)
  return
}

// -----

// CHECK-LABEL: llvm.func @results(
// CHECK:         %[[P:.*]] = llvm.call @snow_string_from_float(%{{.*}}) : (f64) -> !llvm.ptr
// CHECK:         %[[B:.*]] = llvm.call @snow_process_trap_exit(%{{.*}}) : (i8) -> i8
// CHECK:         llvm.call @snow_string_eq(%[[P]], %[[P]]) : (!llvm.ptr, !llvm.ptr) -> i8
func.func @results(%x: f64, %on: i8) -> i8 {
  %p = snow_rt.string_from_float(%x)
  %b = snow_rt.process_trap_exit(%on)
  %e = snow_rt.string_eq(%p, %p)
  return %e : i8
}

// -----

// Nine arguments.
// CHECK:       llvm.func @snow_ws_serve_tls(!llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, i64, !llvm.ptr, !llvm.ptr)
// CHECK-LABEL: llvm.func @serve_tls(
// CHECK-SAME:    %[[P:.*]]: !llvm.ptr, %[[PORT:.*]]: i64)
// CHECK:         llvm.call @snow_ws_serve_tls(%[[P]], %[[P]], %[[P]], %[[P]], %[[P]], %[[P]], %[[PORT]], %[[P]], %[[P]]) : (!llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, i64, !llvm.ptr, !llvm.ptr) -> ()
func.func @serve_tls(%p: !snow_rt.ptr, %port: i64) {
  snow_rt.ws_serve_tls(%p, %p, %p, %p, %p, %p, %port, %p, %p)
  return
}

// -----

// CHECK-LABEL: llvm.func @sockets(
// CHECK:         llvm.call @snow_ws_serve(%{{.*}}) : (!llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, !llvm.ptr, i64) -> ()
// CHECK:         llvm.call @snow_ws_send(%{{.*}}) : (!llvm.ptr, !llvm.ptr) -> i64
// CHECK:         llvm.call @snow_ws_join(%{{.*}}) : (!llvm.ptr, !llvm.ptr) -> i64
// CHECK:         llvm.call @snow_ws_leave(%{{.*}}) : (!llvm.ptr, !llvm.ptr) -> i64
// CHECK:         llvm.call @snow_ws_broadcast(%{{.*}}) : (!llvm.ptr, !llvm.ptr) -> i64
// CHECK:         llvm.call @snow_ws_broadcast_except(%{{.*}}) : (!llvm.ptr, !llvm.ptr, !llvm.ptr) -> i64
func.func @sockets(%p: !snow_rt.ptr, %port: i64) {
  snow_rt.ws_serve(%p, %p, %p, %p, %p, %p, %port)
  %0 = snow_rt.ws_send(%p, %p)
  %1 = snow_rt.ws_join(%p, %p)
  %2 = snow_rt.ws_leave(%p, %p)
  %3 = snow_rt.ws_broadcast(%p, %p)
  %4 = snow_rt.ws_broadcast_except(%p, %p, %p)
  return
}

// -----

// CHECK-LABEL: llvm.func @nodes(
// CHECK:         llvm.call @snow_node_start(%{{.*}}) : (!llvm.ptr, i64, !llvm.ptr, i64, i64) -> i64
// CHECK:         llvm.call @snow_node_connect(%{{.*}}) : (!llvm.ptr, i64) -> i64
// CHECK:         llvm.call @snow_node_self() : () -> !llvm.ptr
// CHECK:         llvm.call @snow_node_list() : () -> !llvm.ptr
// CHECK:         llvm.call @snow_node_monitor(%{{.*}}) : (!llvm.ptr, i64) -> i64
// CHECK:         llvm.call @snow_node_spawn(%{{.*}}) : (!llvm.ptr, i64, !llvm.ptr, i64, !llvm.ptr, i64, i8) -> i64
// CHECK:         llvm.call @snow_last_error() : () -> !llvm.ptr
func.func @nodes(%p: !snow_rt.ptr, %n: i64, %link: i8) {
  %0 = snow_rt.node_start(%p, %n, %p, %n, %n)
  %1 = snow_rt.node_connect(%p, %n)
  %2 = snow_rt.node_self()
  %3 = snow_rt.node_list()
  %4 = snow_rt.node_monitor(%p, %n)
  %5 = snow_rt.node_spawn(%p, %n, %p, %n, %p, %n, %link)
  %6 = snow_rt.last_error()
  return
}

// -----

// CHECK-LABEL: llvm.func @jobs(
// CHECK:         llvm.call @snow_job_async(%{{.*}}) : (!llvm.ptr, !llvm.ptr) -> i64
// CHECK:         llvm.call @snow_job_await(%{{.*}}) : (i64) -> !llvm.ptr
// CHECK:         llvm.call @snow_job_await_timeout(%{{.*}}) : (i64, i64) -> !llvm.ptr
// CHECK:         llvm.call @snow_job_map(%{{.*}}) : (!llvm.ptr, !llvm.ptr, !llvm.ptr) -> !llvm.ptr
func.func @jobs(%p: !snow_rt.ptr, %n: i64) {
  %0 = snow_rt.job_async(%p, %p)
  %1 = snow_rt.job_await(%0)
  %2 = snow_rt.job_await_timeout(%0, %n)
  %3 = snow_rt.job_map(%p, %p, %p)
  return
}
