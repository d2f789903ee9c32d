// RUN: snow-opt %s --snow-lower-supervisors --split-input-file --verify-diagnostics

// expected-note@+1 {{it is used here}}
func.func private @__supervisor_root_start()
// expected-error@+1 {{'snow.supervisor' op needs the name @__supervisor_root_start, which is taken}}
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
}

// -----

func.func private @start() -> !snow.pid<i64>
// Two child names that are the same in snake case.
// expected-error@+1 {{'snow.supervisor' op needs the name @__supervisor_root_child_a, which is taken}}
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
  // expected-note@+1 {{it is used here}}
  snow.child "a" start @start permanent brutal_kill
  snow.child "A" start @start permanent brutal_kill
}
