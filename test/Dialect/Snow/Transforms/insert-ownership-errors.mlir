// RUN: snow-opt %s --snow-insert-ownership --split-input-file --verify-diagnostics
// RUN: not snow-opt %s --snow-insert-ownership=strategy=counted \
// RUN:   --split-input-file 2>&1 | FileCheck %s

// CHECK: error: unknown ownership strategy 'counted'; there is 'program-lifetime'
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
