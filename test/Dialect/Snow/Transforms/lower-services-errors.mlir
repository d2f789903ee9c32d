// RUN: snow-opt %s --snow-lower-services --split-input-file --verify-diagnostics

// expected-note@+1 {{it is used here}}
func.func private @__service_s_start()
// expected-error@+1 {{'snow.service' op needs the name @__service_s_start, which is taken}}
snow.service @S state !snow.unit {
}

// -----

// Two handler names that are the same in snake case.
// expected-error@+2 {{'snow.service' op needs the name @__service_s_handle_get, which is taken}}
// expected-error@+1 {{'snow.service' op needs the name @__service_s_call_get, which is taken}}
snow.service @S state !snow.unit {
  // expected-note@+1 {{it is used here}}
  snow.call "Get"(%s: !snow.unit) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
  snow.call "get"(%s: !snow.unit) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
}
