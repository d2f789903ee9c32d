// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f(%p: !snow.pid<i64>) {
  // expected-error@+1 {{are cast incompatible}}
  %q = snow.pid.cast %p : !snow.pid<i64> to !snow.pid<!snow.string>
  return
}

// -----

func.func @f(%p: !snow.pid<!snow.any>) {
  // expected-error@+1 {{result #0 must be a process identifier, but got 'i64'}}
  %q = "snow.pid.cast"(%p) : (!snow.pid<!snow.any>) -> i64
  return
}
