// RUN: snow-opt %s --snow-lower-supervisors --split-input-file | FileCheck %s

func.func private @start_db() -> !snow.pid<i64>

// CHECK-NOT: snow.supervisor @
snow.supervisor @Root one_for_all max_restarts 3 max_seconds 5 {
  snow.child "db" start @start_db permanent shutdown 5000
  snow.child "TheCache" start @start_db transient brutal_kill
  snow.child "log" start @start_db temporary shutdown 1
}

// CHECK-LABEL: func.func private @__supervisor_root_child_db(
// CHECK-SAME:    %{{.*}}: i64) -> !snow.pid<i64> {
// CHECK-NEXT:    %[[P:.*]] = call @start_db() : () -> !snow.pid<i64>
// CHECK-NEXT:    return %[[P]] : !snow.pid<i64>
// CHECK-LABEL: func.func private @__supervisor_root_child_the_cache(
// CHECK-LABEL: func.func private @__supervisor_root_child_log(

// CHECK-LABEL: func.func @__supervisor_root_start() -> !snow.pid<!snow.unit> {
// CHECK-NEXT:    snow.supervisor.start one_for_all max_restarts 3 max_seconds 5
// CHECK-SAME:      names ["db", "TheCache", "log"]
// CHECK-SAME:      starts [@__supervisor_root_child_db, @__supervisor_root_child_the_cache, @__supervisor_root_child_log]
// CHECK-SAME:      restarts [0, 1, 2] shutdowns [5000, 0, 1]
// CHECK-SAME:      supervisors [false, false, false]

// CHECK-LABEL: func.func @use
func.func @use() -> !snow.pid<!snow.unit> {
  // CHECK-NEXT: %[[P:.*]] = call @__supervisor_root_start() : () -> !snow.pid<!snow.unit>
  // CHECK-NEXT: return %[[P]]
  %p = snow.spawn @Root() : () -> !snow.pid<!snow.unit>
  return %p : !snow.pid<!snow.unit>
}

// -----

// A child whose start function returns the pid of a supervisor is one.
snow.supervisor @Inner one_for_one max_restarts 0 max_seconds 1 {
}
func.func @start_inner() -> !snow.pid<!snow.unit> {
  %p = snow.spawn @Inner() : () -> !snow.pid<!snow.unit>
  return %p : !snow.pid<!snow.unit>
}
// CHECK-LABEL: func.func @__supervisor_outer_start
// CHECK:         starts [@__supervisor_outer_child_inner]
// CHECK-SAME:    supervisors [true]
snow.supervisor @Outer rest_for_one max_restarts 1 max_seconds 1 {
  snow.child "inner" start @start_inner permanent brutal_kill
}

// -----

// The order of the two makes no difference.
// CHECK-LABEL: func.func @__supervisor_outer_start
// CHECK:         supervisors [true]
snow.supervisor @Outer rest_for_one max_restarts 1 max_seconds 1 {
  snow.child "inner" start @start_inner permanent brutal_kill
}
func.func @start_inner() -> !snow.pid<!snow.unit> {
  %p = snow.spawn @Inner() : () -> !snow.pid<!snow.unit>
  return %p : !snow.pid<!snow.unit>
}
snow.supervisor @Inner one_for_one max_restarts 0 max_seconds 1 {
}

// -----

// Under simple_one_for_one the arguments come when a child is started.
// CHECK-LABEL: func.func private @__supervisor_web_pool_child_worker(
// CHECK-SAME:    %{{.*}}: i64, %[[TERM:.*]]: !snow.term, %{{.*}}: i64) -> !snow.pid<i64> {
// CHECK-NEXT:    %[[ARGS:.*]]:2 = snow.decode_args %[[TERM]] : i64, !snow.string
// CHECK-NEXT:    call @start_with(%[[ARGS]]#0, %[[ARGS]]#1)
// CHECK-LABEL: func.func @__supervisor_web_pool_start
// CHECK:         snow.supervisor.start simple_one_for_one max_restarts 1 max_seconds 2
func.func private @start_with(i64, !snow.string) -> !snow.pid<i64>
snow.supervisor @Web.Pool simple_one_for_one max_restarts 1 max_seconds 2 {
  snow.child "worker" start @start_with temporary brutal_kill
}

// -----

// Without parameters there is nothing to decode.
// CHECK-LABEL: func.func private @__supervisor_pool_child_worker(
// CHECK-SAME:    !snow.term, %{{.*}}: i64) -> !snow.pid<i64> {
// CHECK-NEXT:    call @start() : () -> !snow.pid<i64>
func.func private @start() -> !snow.pid<i64>
snow.supervisor @Pool simple_one_for_one max_restarts 1 max_seconds 2 {
  snow.child "worker" start @start temporary brutal_kill
}
