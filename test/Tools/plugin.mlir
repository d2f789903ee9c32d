// The dialects and passes load in the packaged mlir-opt.
// REQUIRES: snow-opt
// RUN: not mlir-opt %s 2>&1 | FileCheck %s --check-prefix=WITHOUT
// WITHOUT: error: {{.*}}snow
// RUN: mlir-opt --load-dialect-plugin=%snow_libs/SnowDialectPlugin%shlibext %s | FileCheck %s --check-prefix=DIALECT
// DIALECT: snow.actor @a
// RUN: mlir-opt --load-dialect-plugin=%snow_libs/SnowDialectPlugin%shlibext \
// RUN:   --load-pass-plugin=%snow_libs/SnowDialectPlugin%shlibext \
// RUN:   --pass-pipeline='builtin.module(snow-to-rt)' %s | FileCheck %s --check-prefix=RT
// RT-NOT: snow.spawn
// RT: snow_rt.actor_spawn
// RUN: mlir-opt --load-dialect-plugin=%snow_libs/SnowDialectPlugin%shlibext \
// RUN:   --load-pass-plugin=%snow_libs/SnowDialectPlugin%shlibext \
// RUN:   --pass-pipeline='builtin.module(snow-to-llvm)' %s | FileCheck %s --check-prefix=LLVM
// LLVM-NOT: {{^ *(%[^ ]+ = )?(snow|snow_rt|func|cf|arith)\.}}
// LLVM: llvm.func @main

// The two make the same.
// RUN: mlir-opt --load-dialect-plugin=%snow_libs/SnowDialectPlugin%shlibext \
// RUN:   --load-pass-plugin=%snow_libs/SnowDialectPlugin%shlibext \
// RUN:   --pass-pipeline='builtin.module(snow-lower-services,convert-snow-to-snow-rt)' %s -o %t.1
// RUN: snow-opt --pass-pipeline='builtin.module(snow-lower-services,convert-snow-to-snow-rt)' %s -o %t.2
// RUN: diff %t.1 %t.2

snow.actor @a(%n: i64) receives i64 {
  snow.return
}
func.func @main() {
  %n = arith.constant 1 : i64
  %p = snow.spawn @a(%n) : (i64) -> !snow.pid<i64>
  return
}
