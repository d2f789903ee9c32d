// RUN: snow-opt %s --convert-snow-to-snow-rt --mlir-print-debuginfo \
// RUN:   | FileCheck %s

// Source locations stay with the calls that operations become, so that line
// tables can be made from them.
// CHECK-LABEL: func.func @located
// CHECK:         snow_rt.io_println(%{{.*}}) loc([[HERE:#loc[0-9]*]])
// CHECK:         snow_rt.timer_sleep(%{{.*}}) loc([[THERE:#loc[0-9]*]])
// CHECK-DAG:   [[HERE]] = loc("bank.snow":3:5)
// CHECK-DAG:   [[THERE]] = loc("bank.snow":4:5)
func.func @located(%s: !snow.string, %ms: i64) {
  snow.println %s loc("bank.snow":3:5)
  snow.timer.sleep %ms loc("bank.snow":4:5)
  return
}
