// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

snow.actor @pong(%n: i64) receives !snow.string {
  snow.return
}

func.func private @work(i64, !snow.string) -> i64
func.func private @start_child() -> !snow.pid<i64>

snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  snow.child "a" start @start_child permanent brutal_kill
}

// CHECK-LABEL: func.func @spawn_actor
func.func @spawn_actor(%n: i64) -> !snow.pid<!snow.string> {
  // CHECK: snow.spawn @pong(%{{.*}}) : (i64) -> !snow.pid<!snow.string>
  %pid = snow.spawn @pong(%n) : (i64) -> !snow.pid<!snow.string>
  return %pid : !snow.pid<!snow.string>
}

// An actor may be spawned without its message type.
// CHECK-LABEL: func.func @spawn_actor_as_any
func.func @spawn_actor_as_any(%n: i64) -> !snow.pid<!snow.any> {
  // CHECK: snow.spawn @pong(%{{.*}}) : (i64) -> !snow.pid<!snow.any>
  %pid = snow.spawn @pong(%n) : (i64) -> !snow.pid<!snow.any>
  return %pid : !snow.pid<!snow.any>
}

// CHECK-LABEL: func.func @spawn_function
func.func @spawn_function(%n: i64, %s: !snow.string) {
  // CHECK: snow.spawn @work(%{{.*}}, %{{.*}}) : (i64, !snow.string) -> !snow.pid<!snow.any>
  %pid = snow.spawn @work(%n, %s) : (i64, !snow.string) -> !snow.pid<!snow.any>
  return
}

// CHECK-LABEL: func.func @spawn_supervisor
func.func @spawn_supervisor() {
  // CHECK: snow.spawn @Root() : () -> !snow.pid<!snow.unit>
  %pid = snow.spawn @Root() : () -> !snow.pid<!snow.unit>
  return
}

// CHECK-LABEL: func.func @spawn_closure
func.func @spawn_closure(%f: !snow.fn<() -> ()>, %g: !snow.fn<() -> i64>) {
  // CHECK: snow.spawn_closure %{{.*}} : !snow.fn<() -> ()> -> !snow.pid<!snow.any>
  %p = snow.spawn_closure %f : !snow.fn<() -> ()> -> !snow.pid<!snow.any>
  // CHECK: snow.spawn_closure %{{.*}} : !snow.fn<() -> i64> -> !snow.pid<!snow.any>
  %q = snow.spawn_closure %g : !snow.fn<() -> i64> -> !snow.pid<!snow.any>
  return
}

// CHECK-LABEL: snow.actor @self_in_actor
snow.actor @self_in_actor() receives i64 {
  // CHECK: snow.self : !snow.pid<i64>
  %typed = snow.self : !snow.pid<i64>
  // CHECK: snow.self : !snow.pid<!snow.any>
  %open = snow.self : !snow.pid<!snow.any>
  snow.return
}

// Outside actors the message type is not known.
// CHECK-LABEL: func.func @self_in_function
func.func @self_in_function() {
  // CHECK: snow.self : !snow.pid<!snow.string>
  %me = snow.self : !snow.pid<!snow.string>
  return
}

// CHECK-LABEL: func.func @send
func.func @send(%to: !snow.pid<i64>, %any: !snow.pid<!snow.any>, %n: i64) {
  // CHECK: snow.send %{{.*}}, %{{.*}} : !snow.pid<i64>, i64
  snow.send %to, %n : !snow.pid<i64>, i64
  // CHECK: snow.send %{{.*}}, %{{.*}} : !snow.pid<!snow.any>, i64
  snow.send %any, %n : !snow.pid<!snow.any>, i64
  return
}

// CHECK-LABEL: func.func @send_named
// CHECK-SAME:    %[[NAME:.*]]: !snow.string, %[[NODE:.*]]: !snow.string, %[[N:.*]]: i64
func.func @send_named(%name: !snow.string, %node: !snow.string, %n: i64) {
  // CHECK: snow.send_named %[[NAME]], %[[N]] : i64
  snow.send_named %name, %n : i64
  // CHECK: snow.send_named %[[NAME]] at %[[NODE]], %[[N]] : i64
  snow.send_named %name at %node, %n : i64
  return
}

// CHECK-LABEL: func.func @links
func.func @links(%p: !snow.pid<i64>) -> i64 {
  // CHECK: snow.link %{{.*}} : !snow.pid<i64>
  snow.link %p : !snow.pid<i64>
  // CHECK: snow.unlink %{{.*}} : !snow.pid<i64>
  snow.unlink %p : !snow.pid<i64>
  // CHECK: %[[REF:.*]] = snow.monitor %{{.*}} : !snow.pid<i64>
  %ref = snow.monitor %p : !snow.pid<i64>
  // CHECK: snow.demonitor %[[REF]]
  %unknown = snow.demonitor %ref
  return %unknown : i64
}

// CHECK-LABEL: func.func @exit_reasons
func.func @exit_reasons(%s: !snow.string) {
  // CHECK: snow.exit_reason normal
  %0 = snow.exit_reason normal
  // CHECK: snow.exit_reason shutdown
  %1 = snow.exit_reason shutdown
  // CHECK: snow.exit_reason killed
  %2 = snow.exit_reason killed
  // CHECK: snow.exit_reason error(%{{.*}})
  %3 = snow.exit_reason error(%s)
  // CHECK: snow.exit_reason no_proc
  %4 = snow.exit_reason no_proc
  // CHECK: snow.exit_reason no_connection
  %5 = snow.exit_reason no_connection
  // CHECK: snow.exit_reason custom(%{{.*}})
  %6 = snow.exit_reason custom(%s)
  return
}

// CHECK-LABEL: func.func @exit
func.func @exit(%p: !snow.pid<i64>, %r: !snow.exit_reason) {
  // CHECK: snow.exit %{{.*}}, %{{.*}} : !snow.pid<i64>
  snow.exit %p, %r : !snow.pid<i64>
  // CHECK: snow.exit_self %{{.*}}
  snow.exit_self %r
}

// CHECK-LABEL: func.func @trap_exit
func.func @trap_exit(%on: i1) -> i1 {
  // CHECK: snow.trap_exit %{{.*}}
  %before = snow.trap_exit %on
  return %before : i1
}

// CHECK-LABEL: func.func @timers
func.func @timers(%to: !snow.pid<i64>, %ms: i64, %n: i64) {
  // CHECK: snow.timer.sleep %{{.*}}
  snow.timer.sleep %ms
  // CHECK: snow.timer.send_after %{{.*}}, %{{.*}}, %{{.*}} : !snow.pid<i64>, i64
  snow.timer.send_after %to, %ms, %n : !snow.pid<i64>, i64
  return
}

// CHECK-LABEL: func.func @on_exit
func.func @on_exit(%f: !snow.fn<() -> ()>) {
  // CHECK: snow.on_exit %{{.*}} : !snow.fn<() -> ()>
  snow.on_exit %f : !snow.fn<() -> ()>
  return
}
