// A generated function's name that something else has: what the runtime calls
// must have the right signature.
// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file --verify-diagnostics

snow.actor @a() receives i64 {
  snow.return
}
func.func @f() {
  // expected-error-re@+1 {{'snow.spawn' in @f cannot be lowered to snow_rt: {{.*}}@__spawn_a}}
  %p = snow.spawn @a() : () -> !snow.pid<i64>
  return
}
func.func @__spawn_a(%n: i64) {
  return
}

// -----

func.func private @g(i64) -> i64
func.func @f() {
  // expected-error-re@+1 {{'snow.closure' in @f cannot be lowered to snow_rt: {{.*}}@__closure_of_g_0}}
  %p = snow.closure @g() : () -> !snow.fn<(i64) -> i64>
  return
}
func.func private @__closure_of_g_0(i32)
