// RUN: snow-opt %s --snow-insert-ownership --split-input-file --verify-diagnostics
// RUN: not snow-opt %s --snow-insert-ownership=strategy=tracing \
// RUN:   --split-input-file 2>&1 | FileCheck %s

// CHECK: error: unknown ownership strategy 'tracing'; there are 'counted' and 'program-lifetime'
func.func @kept(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already; run snow-insert-ownership once, before any other pass that inserts snow.retain or snow.release}}
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

// -----

func.func @structured(%c: i1, %s: !snow.string) {
  // expected-error@+1 {{ownership needs a control-flow graph; run convert-scf-to-cf before}}
  scf.if %c {
    snow.println %s
  }
  return
}
