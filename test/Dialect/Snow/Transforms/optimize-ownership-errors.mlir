// RUN: snow-opt %s --snow-optimize-ownership --split-input-file --verify-diagnostics

// A release inside would not be seen between the two.
func.func @structured(%c: i1, %s: !snow.string, %t: !snow.string) {
  snow.retain %s : !snow.string
  // expected-error@+1 {{ownership needs a control-flow graph; run convert-scf-to-cf before}}
  scf.if %c {
    snow.release %t : !snow.string
  }
  snow.release %s : !snow.string
  return
}

// -----

func.func @loop(%from: index, %to: index, %s: !snow.string) {
  %one = arith.constant 1 : index
  // expected-error@+1 {{ownership needs a control-flow graph}}
  scf.for %i = %from to %to step %one {
    snow.retain %s : !snow.string
    snow.release %s : !snow.string
  }
  return
}
