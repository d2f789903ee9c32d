// RUN: snow-opt %s --snow-specialize-closures --split-input-file --verify-diagnostics

// What a copy captures would be counted for the value that is not made.
func.func @kept(%f: !snow.fn<(i64) -> i64>) {
  // expected-error@+1 {{ownership is explicit already; run snow-specialize-closures before snow-insert-ownership}}
  snow.retain %f : !snow.fn<(i64) -> i64>
  return
}

// -----

func.func @dropped(%f: !snow.fn<(i64) -> i64>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.release %f : !snow.fn<(i64) -> i64>
  return
}

// -----

func.func @listed(%f: !snow.fn<(i64) -> i64>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.cleanup(%f) : !snow.fn<(i64) -> i64>
  return
}
