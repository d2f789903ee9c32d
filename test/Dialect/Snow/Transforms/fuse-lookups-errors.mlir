// RUN: snow-opt %s --snow-fuse-lookups --split-input-file --verify-diagnostics

// A map may be given away between two searches.
func.func @kept(%m: !snow.map<!snow.string, i64>) {
  // expected-error@+1 {{ownership is explicit already; run snow-fuse-lookups before snow-insert-ownership}}
  snow.retain %m : !snow.map<!snow.string, i64>
  return
}

// -----

func.func @dropped(%m: !snow.map<!snow.string, i64>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.release %m : !snow.map<!snow.string, i64>
  return
}

// -----

func.func @listed(%m: !snow.map<!snow.string, i64>) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.cleanup(%m) : !snow.map<!snow.string, i64>
  return
}
