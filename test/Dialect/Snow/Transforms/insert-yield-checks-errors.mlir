// RUN: snow-opt %s --snow-insert-yield-checks --split-input-file --verify-diagnostics

// A process that is ended at a check would not let go of what it owns.
func.func @kept(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already; run snow-insert-yield-checks before snow-insert-ownership}}
  snow.retain %s : !snow.string
  return
}

// -----

func.func @dropped(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.release %s : !snow.string
  return
}

// -----

func.func @listed(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.cleanup(%s) : !snow.string
  return
}
