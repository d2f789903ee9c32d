// One operation per function of the ABI table: operands and result are the
// function's parameters and result. Every one is round-tripped by the test of
// the documentation's examples; here stand one of each shape.
// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

// CHECK-LABEL: func.func @no_operands
func.func @no_operands() -> i64 {
  // CHECK: snow_rt.rt_init()
  snow_rt.rt_init()
  // CHECK: snow_rt.actor_self()
  %r = snow_rt.actor_self()
  return %r : i64
}

// CHECK-LABEL: func.func @spawn
func.func @spawn(%fn: !snow_rt.ptr, %n: i64, %priority: i8) -> i64 {
  // CHECK: snow_rt.actor_spawn(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}})
  %r = snow_rt.actor_spawn(%fn, %fn, %n, %priority)
  return %r : i64
}

// CHECK-LABEL: func.func @floats
func.func @floats(%x: f64) -> !snow_rt.ptr {
  // CHECK: snow_rt.string_from_float(%{{.*}})
  %r = snow_rt.string_from_float(%x)
  return %r : !snow_rt.ptr
}

// CHECK-LABEL: func.func @bytes
func.func @bytes(%on: i8) -> i8 {
  // CHECK: snow_rt.process_trap_exit(%{{.*}}) {test.kept}
  %r = snow_rt.process_trap_exit(%on) {test.kept}
  return %r : i8
}

// CHECK-LABEL: func.func @node_spawn
func.func @node_spawn(%p: !snow_rt.ptr, %n: i64, %link: i8) -> i64 {
  // CHECK: snow_rt.node_spawn(%[[P:.*]], %[[N:.*]], %[[P]], %[[N]], %[[P]], %[[N]], %{{.*}})
  %r = snow_rt.node_spawn(%p, %n, %p, %n, %p, %n, %link)
  return %r : i64
}

// CHECK-LABEL: func.func @serve_tls
func.func @serve_tls(%p: !snow_rt.ptr, %port: i64) {
  // CHECK: snow_rt.ws_serve_tls(%[[P:.*]], %[[P]], %[[P]], %[[P]], %[[P]], %[[P]], %{{.*}}, %[[P]], %[[P]])
  snow_rt.ws_serve_tls(%p, %p, %p, %p, %p, %p, %port, %p, %p)
  return
}
