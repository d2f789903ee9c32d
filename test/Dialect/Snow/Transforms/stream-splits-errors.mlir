// RUN: snow-opt %s --snow-stream-splits --split-input-file --verify-diagnostics

// The parts of the list that is not made would be released with it.
func.func @kept(%s: !snow.list<!snow.string>) {
  // expected-error@+1 {{ownership is explicit already; run snow-stream-splits before snow-insert-ownership}}
  snow.retain %s : !snow.list<!snow.string>
  return
}

// -----

func.func @dropped(%s: !snow.list<!snow.string>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.release %s : !snow.list<!snow.string>
  return
}

// -----

func.func @listed(%s: !snow.list<!snow.string>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.cleanup(%s) : !snow.list<!snow.string>
  return
}
