// The counter service at each level.
// RUN: snow-opt %s | FileCheck %s --check-prefix=SNOW
// RUN: snow-opt %s --snow-to-rt | FileCheck %s --check-prefix=RT
// RUN: snow-opt %s --snow-to-rt | snow-opt | FileCheck %s --check-prefix=RT
// RUN: snow-opt %s --snow-to-llvm | FileCheck %s --check-prefix=LLVM
// RUN: snow-opt %s --snow-to-llvm | mlir-translate --mlir-to-llvmir \
// RUN:   | FileCheck %s --check-prefix=IR

// SNOW-LABEL: snow.service @Counter
// RT-NOT:     snow.{{[a-z]}}
// LLVM-NOT:   func.func
// LLVM-NOT:   snow_rt.
snow.service @Counter state i64 {
  snow.init(%start: i64) {
    snow.return %start : i64
  }
  snow.call "GetCount"(%state: i64) -> i64 {
    snow.reply %state, %state : i64, i64
  }
  snow.cast "Reset"(%state: i64) {
    %zero = arith.constant 0 : i64
    snow.return %zero : i64
  }
}

// RT-LABEL: func.func private @__service_counter_init(
// RT-LABEL: func.func @__service_counter_call_get_count(
// RT:         snow_rt.service_call_values(
// RT-LABEL: func.func @__service_counter_cast_reset(
// RT:         snow_rt.service_cast_values(
// RT-LABEL: func.func @__service_counter_loop(
// RT:         snow_rt.actor_frame(
// RT:         snow_rt.continue @__service_counter_loop.r1(
// RT-LABEL: func.func private @__service_counter_loop.r1(
// RT-DAG:     snow_rt.yield_check
// RT-DAG:     snow_rt.service_next(
// RT-DAG:     snow_rt.function @__service_counter_loop.r1
// RT-DAG:     cf.switch
// RT-LABEL: func.func @__service_counter_start(
// RT:         snow_rt.actor_spawn(

// RT-LABEL: func.func @Main.main()
// RT:         call @__service_counter_start(
// RT:         call @__service_counter_call_get_count(
// RT:         snow_rt.io_println(

// A program that never becomes a node registers nothing.
// RT-NOT:   @__entry_
// RT-LABEL: func.func @main(
// RT:         snow_rt.rt_init()
// RT-NOT:     snow_rt.register_function(
// RT:         snow_rt.describe_function(
// RT:         snow_rt.rt_start_main(
// RT:         snow_rt.rt_run_scheduler()

// LLVM-LABEL: llvm.func @__service_counter_call_get_count(
// LLVM:         llvm.call @snow_service_call_values(
// LLVM-LABEL: llvm.func @__service_counter_loop.r1(
// LLVM-DAG:     llvm.call @snow_service_next(
// LLVM-DAG:     llvm.switch
// LLVM-DAG:     llvm.call @snow_process_yield()
// LLVM-LABEL: llvm.func @main(
// LLVM:         llvm.call @snow_rt_run_scheduler()

// IR-LABEL: define i64 @__service_counter_call_get_count(i64
// IR-LABEL: define {{.*}}@__service_counter_loop(ptr
// IR:         switch i64
// IR-LABEL: define i32 @main(i32
func.func @main() {
  %n = arith.constant 42 : i64
  %pid = snow.service.start @Counter(%n) : (i64) -> !snow.pid<!snow.unit>
  %val = snow.service.call @Counter["GetCount"] %pid()
      : !snow.pid<!snow.unit>, () -> i64
  %text = snow.to_string %val : i64
  snow.println %text
  return
}
