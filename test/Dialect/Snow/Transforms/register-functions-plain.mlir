// The pass works on a module in which nothing loads the snow dialect.
// RUN: snow-opt %s --snow-register-functions | FileCheck %s

// CHECK: func.func private @__entry_f(%{{.*}}: !snow.term)
func.func @f() {
  return
}
