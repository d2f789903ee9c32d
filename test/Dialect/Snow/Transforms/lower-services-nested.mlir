// A nested module has services of its own, which a run on that module lowers.
// RUN: snow-opt %s --snow-lower-services | FileCheck %s
// RUN: snow-opt %s --pass-pipeline='builtin.module(builtin.module(snow-lower-services))' \
// RUN:   | FileCheck %s --check-prefix=INNER

// CHECK-LABEL: module @inner
// CHECK:         snow.service @S
// CHECK:         snow.service.start @S()
// INNER-LABEL: module @inner
// INNER-NOT:     snow.service @S
// INNER:         call @__service_s_start()
module {
  module @inner {
    snow.service @S state !snow.unit {
    }
    func.func @f() {
      %s = snow.service.start @S() : () -> !snow.pid<!snow.unit>
      return
    }
  }
}
