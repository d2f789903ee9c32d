// A name that the pass needs is not given up silently: the C main would start
// what has it.
// RUN: not snow-opt %s --snow-register-functions --split-input-file 2>&1 \
// RUN:   | FileCheck %s

// CHECK: error: {{.*}}@__main{{.*}} taken
func.func @__main() {
  return
}
func.func @main() {
  return
}

// -----

// Two functions with one registered name: one of them would never be reached.
// CHECK: error: {{.*(Main\.f|'f'|"f"|@f).*}}
func.func @Main.f() {
  return
}
func.func @f() {
  return
}
func.func @main() {
  return
}
