// RUN: snow-opt %s --snow-register-functions --split-input-file | FileCheck %s

// One registration per eligible function, under its registered name.
func.func @Main.main() {
  return
}
func.func @Main.work(%n: i64, %s: !snow.string) -> i64 {
  return %n : i64
}
snow.actor @Shop.cart(%n: i64) receives i64 {
  snow.return
}
func.func @plain() {
  return
}

// Generated functions, functions without a body and functions with a parameter
// that is not a Snow value are passed over.
func.func @__service_counter_start() {
  return
}
func.func @Main.__closure_0() {
  return
}
snow.actor @__service_counter_loop(%n: i64) receives i64 {
  snow.return
}
func.func private @Main.external(%n: i64)
func.func @Main.lowlevel(%n: i32) {
  return
}

// CHECK-LABEL: func.func private @__entry_Main.main(
// CHECK-SAME:    !snow.term) attributes {snow_rt.entered} {
// CHECK-NEXT:    call @Main.main() : () -> ()
// CHECK-NEXT:    return

// CHECK-LABEL: func.func private @__entry_Main.work(
// CHECK-SAME:    %[[TERM:.*]]: !snow.term) attributes {snow_rt.entered} {
// CHECK-NEXT:    %[[ARGS:.*]]:2 = snow.decode_args %[[TERM]] : i64, !snow.string
// CHECK-NEXT:    call @Main.work(%[[ARGS]]#0, %[[ARGS]]#1) : (i64, !snow.string) -> i64
// CHECK-NEXT:    return

// CHECK-LABEL: func.func private @__entry_Shop.cart(
// CHECK:         %[[N:.*]] = snow.decode_args %{{.*}} : i64
// CHECK-NEXT:    snow.run @Shop.cart(%[[N]]) : (i64) -> ()

// CHECK-LABEL: func.func private @__entry_plain(
// CHECK-NOT:   @__entry_

// Process 0 runs the entry function.
// CHECK-LABEL: func.func private @__main(
// CHECK-SAME:    %{{.*}}: !snow_rt.ptr) attributes {snow_rt.entered} {
// CHECK-NEXT:    call @Main.main() : () -> ()
// CHECK-NEXT:    return

// The C main: initialise, register, start, run.
// CHECK-LABEL: func.func @main(
// CHECK-SAME:    %[[ARGC:.*]]: i32, %[[ARGV:.*]]: !snow_rt.ptr) -> i32 {
// CHECK-NEXT:    snow_rt.rt_abi_v2()
// CHECK-NEXT:    snow_rt.rt_init()
// CHECK-NEXT:    %[[WIDE:.*]] = arith.extsi %[[ARGC]] : i32 to i64
// CHECK-NEXT:    snow_rt.rt_set_args(%[[WIDE]], %[[ARGV]])
// CHECK-NEXT:    %[[CORES:.*]] = arith.constant 0 : i64
// CHECK-NEXT:    snow_rt.rt_init_actor(%[[CORES]])
// CHECK-NEXT:    %[[S0:.*]] = snow_rt.string "main"
// CHECK-NEXT:    %[[B0:.*]] = snow_rt.offset %[[S0]], 8
// CHECK-DAG:     %[[L0:.*]] = arith.constant 4 : i64
// CHECK-DAG:     %[[E0:.*]] = snow_rt.function @__entry_Main.main
// CHECK:         snow_rt.register_function(%[[B0]], %[[L0]], %[[E0]])
// CHECK:         snow_rt.string "work"
// CHECK:         snow_rt.function @__entry_Main.work
// CHECK:         snow_rt.register_function
// CHECK:         %[[S2:.*]] = snow_rt.string "Shop.cart"
// CHECK-NEXT:    %[[B2:.*]] = snow_rt.offset %[[S2]], 8
// CHECK-DAG:     %[[L2:.*]] = arith.constant 9 : i64
// CHECK-DAG:     %[[E2:.*]] = snow_rt.function @__entry_Shop.cart
// CHECK:         snow_rt.register_function(%[[B2]], %[[L2]], %[[E2]])
// CHECK:         snow_rt.string "plain"
// CHECK:         snow_rt.function @__entry_plain
// CHECK:         snow_rt.register_function
// CHECK-NOT:     snow_rt.register_function
// CHECK:         %[[FN:.*]] = snow_rt.function @__main
// CHECK-NEXT:    snow_rt.rt_start_main(%[[FN]])
// CHECK-NEXT:    %[[STATUS:.*]] = snow_rt.rt_run_scheduler()
// CHECK-NEXT:    %[[NARROW:.*]] = arith.trunci %[[STATUS]] : i64 to i32
// CHECK-NEXT:    return %[[NARROW]] : i32

// -----

// An unqualified main becomes Main.main, so that the C main can take its name;
// its users follow.
// CHECK-LABEL: func.func @Main.main()
func.func @main() {
  return
}
func.func @again() {
  // CHECK: call @Main.main()
  func.call @main() : () -> ()
  // CHECK: snow.spawn @Main.main()
  %p = snow.spawn @main() : () -> !snow.pid<!snow.any>
  return
}
// CHECK-LABEL: func.func private @__main(
// CHECK:         call @Main.main()
// CHECK-LABEL: func.func @main(
// CHECK:         snow_rt.string "main"
// CHECK:         snow_rt.string "again"

// -----

// Without an entry function there are entries, but no main.
// CHECK-LABEL: func.func private @__entry_Tools.helper(
// CHECK-NOT:   @main(
// CHECK-NOT:   snow_rt.register_function
func.func @Tools.helper(%s: !snow.string) {
  return
}
