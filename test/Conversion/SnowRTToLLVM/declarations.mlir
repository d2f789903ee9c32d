// The attributes of the declarations come from the effects in the ABI table.
// RUN: snow-opt %s --convert-snow-rt-to-llvm | FileCheck %s
// RUN: snow-opt %s --convert-snow-rt-to-llvm | mlir-translate --mlir-to-llvmir \
// RUN:   | FileCheck %s --check-prefix=IR

// Pure: no memory is touched.
// CHECK-DAG: llvm.func @snow_actor_self() -> i64 attributes {{.*}}memory_effects = #llvm.memory_effects<other = none, argMem = none, inaccessibleMem = none{{.*}}>{{.*}}no_unwind{{.*}}will_return
// IR-DAG:    declare i64 @snow_actor_self() [[PURE:#[0-9]+]]
// IR-DAG:    attributes [[PURE]] = { nounwind willreturn memory(none) }

// Reads.
// CHECK-DAG: llvm.func @snow_string_eq(!llvm.ptr, !llvm.ptr) -> i8 attributes {{.*}}other = read
// IR-DAG:    declare i8 @snow_string_eq(ptr, ptr) [[READS:#[0-9]+]]
// IR-DAG:    attributes [[READS]] = { nounwind willreturn memory(read) }

// Allocates, and may panic.
// CHECK-DAG: llvm.func @snow_alloc(i64) -> (!llvm.ptr {llvm.noalias}){{$}}
// IR-DAG:    declare noalias ptr @snow_alloc(i64){{$}}

// May panic and does not return: neither nounwind nor willreturn.
// CHECK-DAG: llvm.func @snow_panic(!llvm.ptr, !llvm.ptr) attributes {passthrough = ["noreturn"]}
// IR-DAG:    declare void @snow_panic(ptr, ptr) [[PANIC:#[0-9]+]]
// IR-DAG:    attributes [[PANIC]] = { noreturn }

// May suspend, but not panic: it may never come back.
// CHECK-DAG: llvm.func @snow_service_reply(i64, !llvm.ptr, i64) attributes {no_unwind}
// IR-DAG:    declare void @snow_service_reply(i64, ptr, i64) [[REPLY:#[0-9]+]]
// IR-DAG:    attributes [[REPLY]] = { nounwind }

// Plain.
// CHECK-DAG: llvm.func @snow_io_println(!llvm.ptr) attributes {no_unwind, will_return}
// IR-DAG:    declare void @snow_io_println(ptr) [[PLAIN:#[0-9]+]]
// IR-DAG:    attributes [[PLAIN]] = { nounwind willreturn }

// May panic and suspend: nothing is known.
// CHECK-DAG: llvm.func @snow_actor_send(i64, !llvm.ptr, i64){{$}}
// IR-DAG:    declare void @snow_actor_send(i64, ptr, i64){{$}}

func.func @all(%p: !snow_rt.ptr, %n: i64) {
  %0 = snow_rt.actor_self()
  %1 = snow_rt.string_eq(%p, %p)
  %2 = snow_rt.alloc(%n)
  snow_rt.service_reply(%n, %p, %n)
  snow_rt.io_println(%p)
  snow_rt.actor_send(%n, %p, %n)
  snow_rt.panic(%p, %p)
  snow_rt.unreachable
}

// A compiled function has an unwind table and a frame pointer.
// CHECK-DAG: llvm.func @all({{.*}} attributes {frame_pointer = #llvm.framePointerKind<"non-leaf">{{.*}}uwtable_kind = #llvm.uwtableKind<async>}
