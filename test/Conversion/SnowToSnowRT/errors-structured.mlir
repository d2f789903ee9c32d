// Operations that become several blocks cannot stand in structured control
// flow; they say so.
// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file --verify-diagnostics

func.func @div(%c: i1, %a: i64, %b: i64) {
  scf.if %c {
    // expected-error@+1 {{'snow.int.div' in @div cannot be lowered to snow_rt: }}
    %q = snow.int.div %a, %b
  }
  return
}

// -----

func.func private @work()
func.func @start(%c: i1, %node: !snow.string) {
  scf.if %c {
    // expected-error@+1 {{'snow.node.spawn' in @start cannot be lowered to snow_rt: }}
    %p = snow.node.spawn %node, @work() : () -> !snow.pid<!snow.any>
  }
  return
}
