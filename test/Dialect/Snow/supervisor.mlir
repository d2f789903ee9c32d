// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

func.func private @start_db() -> !snow.pid<i64>
func.func private @start_with(i64, !snow.string) -> !snow.pid<i64>

// CHECK-LABEL: snow.supervisor @Root one_for_all max_restarts 3 max_seconds 5 {
snow.supervisor @Root one_for_all max_restarts 3 max_seconds 5 {
  // CHECK-NEXT: snow.child "db" start @start_db permanent shutdown 5000
  snow.child "db" start @start_db permanent shutdown 5000
  // CHECK-NEXT: snow.child "cache" start @start_db transient brutal_kill
  snow.child "cache" start @start_db transient brutal_kill
  // CHECK-NEXT: snow.child "log" start @start_db temporary shutdown 1
  snow.child "log" start @start_db temporary shutdown 1
}

// CHECK-LABEL: snow.supervisor @Empty one_for_one max_restarts 0 max_seconds 0
// CHECK-SAME:    attributes {sym_visibility = "private"} {
snow.supervisor @Empty one_for_one max_restarts 0 max_seconds 0
    attributes {sym_visibility = "private"} {
}

// CHECK-LABEL: snow.supervisor @Rest rest_for_one
snow.supervisor @Rest rest_for_one max_restarts 1 max_seconds 1 {
}

// Only the children of a simple_one_for_one supervisor take arguments.
// CHECK-LABEL: snow.supervisor @Pool simple_one_for_one
snow.supervisor @Pool simple_one_for_one max_restarts 1 max_seconds 1 {
  // CHECK-NEXT: snow.child "worker" start @start_with temporary brutal_kill
  snow.child "worker" start @start_with temporary brutal_kill
}

func.func private @__child(i64) -> !snow.pid<i64>

// CHECK-LABEL: func.func @start
func.func @start() -> !snow.pid<!snow.unit> {
  // CHECK:      snow.supervisor.start rest_for_one max_restarts 3 max_seconds 5
  // CHECK-SAME:   names ["a", "b"] starts [@__child, @__child]
  // CHECK-SAME:   restarts [0, 2] shutdowns [5000, 0] supervisors [false, true]
  // CHECK-SAME:   : !snow.pid<!snow.unit>
  %p = snow.supervisor.start rest_for_one max_restarts 3 max_seconds 5
      names ["a", "b"] starts [@__child, @__child]
      restarts [0, 2] shutdowns [5000, 0] supervisors [false, true]
      : !snow.pid<!snow.unit>
  return %p : !snow.pid<!snow.unit>
}

// CHECK-LABEL: func.func @start_child
func.func @start_child(%sup: !snow.pid<!snow.unit>, %n: i64) {
  // CHECK: snow.supervisor.start_child %{{.*}}(%{{.*}}) : !snow.pid<!snow.unit>, (i64) -> !snow.result<!snow.pid<!snow.any>, !snow.string>
  %r = snow.supervisor.start_child %sup(%n) : !snow.pid<!snow.unit>, (i64)
      -> !snow.result<!snow.pid<!snow.any>, !snow.string>
  return
}
