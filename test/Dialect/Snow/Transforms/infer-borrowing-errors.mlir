// RUN: snow-opt %s --snow-infer-borrowing --split-input-file --verify-diagnostics

func.func private @kept(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already; run snow-infer-borrowing before snow-insert-ownership}}
  snow.retain %s : !snow.string
  return
}

// -----

func.func private @dropped(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.release %s : !snow.string
  return
}

// -----

func.func private @listed(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.cleanup(%s) : !snow.string
  return
}
