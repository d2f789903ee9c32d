// RUN: snow-opt %s --snow-unbox-values --split-input-file --verify-diagnostics

// The whole would be counted, and not its parts.
func.func @kept(%p: tuple<i64, !snow.string>) {
  // expected-error@+1 {{ownership is explicit already; run snow-unbox-values before snow-insert-ownership}}
  snow.retain %p : tuple<i64, !snow.string>
  return
}

// -----

func.func @dropped(%p: tuple<i64, !snow.string>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.release %p : tuple<i64, !snow.string>
  return
}

// -----

func.func @listed(%p: tuple<i64, !snow.string>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.cleanup(%p) : tuple<i64, !snow.string>
  return
}
