// RUN: snow-opt %s --snow-vacate-entries --split-input-file --verify-diagnostics

// Who looks at the map inside would not be seen.
func.func @structured(%c: i1, %m: !snow.map<i64, !snow.list<i64>>, %at: i64, %x: i64) -> !snow.list<i64> {
  %l = snow.library_call "map_value_at" types [!snow.list<i64>](%m, %at) : (!snow.map<i64, !snow.list<i64>>, i64) -> !snow.list<i64>
  // expected-error@+1 {{ownership needs a control-flow graph; run convert-scf-to-cf before}}
  scf.if %c {
    snow.release %m : !snow.map<i64, !snow.list<i64>>
  }
  return %l : !snow.list<i64>
}

// -----

func.func @loop(%from: index, %to: index, %m: !snow.map<i64, i64>) {
  %one = arith.constant 1 : index
  // expected-error@+1 {{ownership needs a control-flow graph}}
  scf.for %i = %from to %to step %one {
    snow.retain %m : !snow.map<i64, i64>
    snow.release %m : !snow.map<i64, i64>
  }
  return
}
