// RUN: snow-opt %s --snow-lower-services --verify-diagnostics

// The loop's name is not given up silently: the start function spawns it by
// name, and would start what has it.
// expected-note@+1 {{it is used here}}
func.func @__service_s_loop(%n: !snow.unit) {
  return
}
// expected-error@+1 {{'snow.service' op needs the name @__service_s_loop, which is taken}}
snow.service @S state !snow.unit {
}
