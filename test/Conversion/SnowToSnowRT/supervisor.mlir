// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// The configuration of the runtime specification, section 8, byte for byte.
// CHECK-LABEL: func.func @start
// CHECK:         %[[C:.*]] = snow_rt.frame_alloc 50
// strategy
// CHECK:         %[[REST:.*]] = arith.constant 2 : i8
// CHECK:         snow_rt.store %[[REST]], %[[C]][0] : i8
// max_restarts, max_seconds, children
// CHECK:         %[[RESTARTS:.*]] = arith.constant 3 : i32
// CHECK:         snow_rt.store %[[RESTARTS]], %[[C]][1] : i32
// CHECK:         %[[SECONDS:.*]] = arith.constant 5 : i64
// CHECK:         snow_rt.store %[[SECONDS]], %[[C]][5] : i64
// CHECK:         %[[COUNT:.*]] = arith.constant 1 : i32
// CHECK:         snow_rt.store %[[COUNT]], %[[C]][13] : i32
// name
// CHECK:         %[[LENGTH:.*]] = arith.constant 2 : i32
// CHECK:         snow_rt.store %[[LENGTH]], %[[C]][17] : i32
// CHECK:         %[[D:.*]] = arith.constant 100 : i8
// CHECK:         snow_rt.store %[[D]], %[[C]][21] : i8
// CHECK:         %[[B:.*]] = arith.constant 98 : i8
// CHECK:         snow_rt.store %[[B]], %[[C]][22] : i8
// start function and environment
// CHECK:         %[[FN:.*]] = snow_rt.function @child
// CHECK:         snow_rt.store %[[FN]], %[[C]][23] : !snow_rt.ptr
// CHECK:         %[[ENV:.*]] = arith.constant 1 : i64
// CHECK:         snow_rt.store %[[ENV]], %[[C]][31] : i64
// restart, shutdown, ms, type
// CHECK:         %[[TRANSIENT:.*]] = arith.constant 1 : i8
// CHECK:         snow_rt.store %[[TRANSIENT]], %[[C]][39] : i8
// CHECK:         %[[TIMED:.*]] = arith.constant 1 : i8
// CHECK:         snow_rt.store %[[TIMED]], %[[C]][40] : i8
// CHECK:         %[[MS:.*]] = arith.constant 5000 : i64
// CHECK:         snow_rt.store %[[MS]], %[[C]][41] : i64
// CHECK:         %[[IS_SUPERVISOR:.*]] = arith.constant 1 : i8
// CHECK:         snow_rt.store %[[IS_SUPERVISOR]], %[[C]][49] : i8
// CHECK:         %[[SIZE:.*]] = arith.constant 50 : i64
// CHECK:         %[[P:.*]] = snow_rt.supervisor_start(%[[C]], %[[SIZE]])
// CHECK:         return %[[P]] : i64
func.func private @child(i64) -> !snow.pid<i64>
func.func @start() -> !snow.pid<!snow.unit> {
  %p = snow.supervisor.start rest_for_one max_restarts 3 max_seconds 5
      names ["db"] starts [@child] restarts [1] shutdowns [5000]
      supervisors [true] : !snow.pid<!snow.unit>
  return %p : !snow.pid<!snow.unit>
}

// -----

// brutal_kill is shutdown kind 0.
// CHECK-LABEL: func.func @brutal
// CHECK:         %[[C:.*]] = snow_rt.frame_alloc 49
// CHECK:         snow_rt.store %{{.*}}, %[[C]][38] : i8
// CHECK-NEXT:    %[[KILL:.*]] = arith.constant 0 : i8
// CHECK-NEXT:    snow_rt.store %[[KILL]], %[[C]][39] : i8
func.func private @child(i64) -> !snow.pid<i64>
func.func @brutal() {
  %p = snow.supervisor.start one_for_one max_restarts 3 max_seconds 5
      names ["a"] starts [@child] restarts [2] shutdowns [0]
      supervisors [false] : !snow.pid<!snow.unit>
  return
}

// -----

// The arguments stay values: their description and the address of their words.
// CHECK-LABEL: func.func @more
// CHECK:         %[[ARGS:.*]] = snow_rt.frame_alloc 16
// CHECK:         snow_rt.store %{{.*}}, %[[ARGS]][0] : !snow_rt.ptr
// CHECK:         snow_rt.store %{{.*}}, %[[ARGS]][8] : !snow_rt.ptr
// CHECK:         %[[SIZE:.*]] = arith.constant -1 : i64
// CHECK:         snow_rt.supervisor_try_start_child(%{{.*}}, %[[ARGS]], %[[SIZE]])
func.func @more(%sup: !snow.pid<!snow.unit>, %n: i64) {
  %r = snow.supervisor.start_child %sup(%n) : !snow.pid<!snow.unit>, (i64)
      -> !snow.result<!snow.pid<!snow.any>, !snow.string>
  return
}
