// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// The arguments go in words; a function made for the actor takes them out.
// CHECK-LABEL: func.func @start(
// CHECK-SAME:    %[[N:.*]]: i64, %[[X:.*]]: f64, %[[B:.*]]: i1, %[[S:.*]]: !snow_rt.ptr) -> i64 {
// CHECK:         %[[FN:.*]] = snow_rt.function @__spawn_pong
// CHECK:         snow_rt.actor_spawn_values(
// CHECK-LABEL: func.func private @__spawn_pong(
// CHECK-SAME:    %[[ARGS:.*]]: !snow_rt.ptr) attributes {snow_rt.entered} {
// CHECK-NEXT:    %[[N:.*]] = snow_rt.load %[[ARGS]][0] : i64
// CHECK-NEXT:    %[[XW:.*]] = snow_rt.load %[[ARGS]][8] : i64
// CHECK-NEXT:    %[[X:.*]] = arith.bitcast %[[XW]] : i64 to f64
// CHECK-NEXT:    %[[BW:.*]] = snow_rt.load %[[ARGS]][16] : i64
// CHECK-NEXT:    %[[B:.*]] = arith.trunci %[[BW]] : i64 to i1
// CHECK-NEXT:    %[[SW:.*]] = snow_rt.load %[[ARGS]][24] : i64
// CHECK-NEXT:    %[[S:.*]] = snow_rt.word_to_ptr %[[SW]]
// CHECK-NEXT:    call @pong(%[[N]], %[[X]], %[[B]], %[[S]]) : (i64, f64, i1, !snow_rt.ptr) -> ()
// CHECK-NEXT:    return
snow.actor @pong(%n: i64, %x: f64, %b: i1, %s: !snow.string)
    receives !snow.string {
  snow.return
}
func.func @start(%n: i64, %x: f64, %b: i1, %s: !snow.string)
    -> !snow.pid<!snow.string> {
  %pid = snow.spawn @pong(%n, %x, %b, %s)
      : (i64, f64, i1, !snow.string) -> !snow.pid<!snow.string>
  return %pid : !snow.pid<!snow.string>
}

// -----

// CHECK-LABEL: func.func @words(
// CHECK-SAME:    %[[N:.*]]: i64, %[[X:.*]]: f64, %[[B:.*]]: i1, %[[S:.*]]: !snow_rt.ptr)
// CHECK-DAG:     %[[FRAME:.*]] = snow_rt.frame_alloc 32
// CHECK-DAG:     snow_rt.store %[[N]], %[[FRAME]][0] : i64
// CHECK-DAG:     %[[XW:.*]] = arith.bitcast %[[X]] : f64 to i64
// CHECK-DAG:     snow_rt.store %[[XW]], %[[FRAME]][8] : i64
// CHECK-DAG:     %[[BW:.*]] = arith.extui %[[B]] : i1 to i64
// CHECK-DAG:     snow_rt.store %[[BW]], %[[FRAME]][16] : i64
// CHECK-DAG:     %[[SW:.*]] = snow_rt.ptr_to_word %[[S]]
// CHECK-DAG:     snow_rt.store %[[SW]], %[[FRAME]][24] : i64
// CHECK-DAG:     %[[FN:.*]] = snow_rt.function @__spawn_work
// CHECK-DAG:     %[[TYPES:.*]] = snow_rt.type_info tuple<i64, f64, i1, !snow.string>
// CHECK-DAG:     %[[NORMAL:.*]] = arith.constant 1 : i8
// CHECK:         snow_rt.actor_spawn_values(%[[FN]], %[[TYPES]], %[[FRAME]], %[[NORMAL]])
// The callee's results are dropped.
// CHECK-LABEL: func.func private @__spawn_work(
// CHECK:         call @work({{.*}}) : (i64, f64, i1, !snow_rt.ptr) -> i64
// CHECK-NEXT:    return{{$}}
func.func private @work(i64, f64, i1, !snow.string) -> i64
func.func @words(%n: i64, %x: f64, %b: i1, %s: !snow.string) {
  %pid = snow.spawn @work(%n, %x, %b, %s)
      : (i64, f64, i1, !snow.string) -> !snow.pid<!snow.any>
  return
}

// -----

// Without arguments: null and 0. Spawned twice, one function does.
// CHECK-LABEL: func.func @twice
// CHECK-DAG:     %[[NULL:.*]] = snow_rt.null
// CHECK-DAG:     %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK:         snow_rt.actor_spawn(%{{.*}}, %[[NULL]], %[[ZERO]], %{{.*}})
// CHECK:         snow_rt.actor_spawn(
// CHECK:       func.func private @__spawn_idle(
// CHECK-NEXT:    call @idle() : () -> ()
// CHECK-NOT:   func.func
snow.actor @idle() receives i64 {
  snow.return
}
func.func @twice() {
  %p = snow.spawn @idle() : () -> !snow.pid<i64>
  %q = snow.spawn @idle() : () -> !snow.pid<i64>
  return
}

// -----

// CHECK-LABEL: func.func @self
// CHECK:         %[[ME:.*]] = snow_rt.actor_self()
// CHECK-NEXT:    return %[[ME]] : i64
func.func @self() -> !snow.pid<i64> {
  %me = snow.self : !snow.pid<i64>
  return %me : !snow.pid<i64>
}

// -----

// A function value goes as one word; the function that unpacks it depends on
// what it returns.
// CHECK-LABEL: func.func @spawn_closure(
// CHECK-SAME:    %[[F:.*]]: !snow_rt.ptr)
// CHECK-DAG:     %[[FRAME:.*]] = snow_rt.frame_alloc 8
// CHECK-DAG:     %[[W:.*]] = snow_rt.ptr_to_word %[[F]]
// CHECK-DAG:     snow_rt.store %[[W]], %[[FRAME]][0] : i64
// CHECK-DAG:     %[[FN:.*]] = snow_rt.function @__spawn_closure_f64
// CHECK-DAG:     %[[TYPES:.*]] = snow_rt.type_info tuple<!snow.fn<() -> f64>>
// CHECK:         snow_rt.actor_spawn_values(%[[FN]], %[[TYPES]], %[[FRAME]], %{{.*}})
// CHECK-LABEL: func.func private @__spawn_closure_f64(
// CHECK-SAME:    %[[ARGS:.*]]: !snow_rt.ptr) {
// CHECK-NEXT:    %[[CLOSURE:.*]] = snow_rt.load %[[ARGS]][0] : !snow_rt.ptr
// CHECK-NEXT:    %[[CODE:.*]] = snow_rt.load %[[CLOSURE]][0] : !snow_rt.ptr
// The process owns the function value, also when it panics.
// CHECK:         snow_rt.cleanup(%[[CLOSURE]] of
// CHECK-NEXT:    snow_rt.call_indirect %[[CODE]](%[[CLOSURE]]) : (!snow_rt.ptr) -> f64
// CHECK:         snow_rt.release(%[[CLOSURE]],
func.func @spawn_closure(%f: !snow.fn<() -> f64>) {
  %pid = snow.spawn_closure %f : !snow.fn<() -> f64> -> !snow.pid<!snow.any>
  return
}
