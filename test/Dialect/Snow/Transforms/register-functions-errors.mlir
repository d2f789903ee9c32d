// RUN: snow-opt %s --snow-register-functions --split-input-file --verify-diagnostics

// expected-error@+1 {{'func.func' op is named main but takes parameters; the entry function takes none, and the C main is made by this pass}}
func.func @main(%argc: i32) {
  return
}

// -----

// expected-error@+1 {{'func.func' op is named main but has no body}}
func.func private @main()

// -----

// expected-error@+1 {{'func.func' op and @Main.main are both entry functions}}
func.func @main() {
  return
}
// expected-note@+1 {{the other is here}}
func.func @Main.main() {
  return
}

// -----

// expected-error@+1 {{'func.func' op is the entry function, which takes no parameters}}
func.func @Main.main(%n: i64) {
  return
}
