// RUN: snow-opt %s --convert-snow-to-snow-rt | FileCheck %s

// CHECK-LABEL: func.func @sleep(
// CHECK-SAME:    %[[MS:.*]]: i64) {
// CHECK:         snow_rt.timer_sleep(%[[MS]])
func.func @sleep(%ms: i64) {
  snow.timer.sleep %ms
  return
}

// CHECK-LABEL: func.func @later(
// CHECK-SAME:    %[[TO:.*]]: i64, %[[MS:.*]]: i64, %[[S:.*]]: !snow_rt.ptr) {
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info !snow.string
// CHECK-DAG:     %[[W:.*]] = snow_rt.ptr_to_word %[[S]]
// CHECK:         snow_rt.timer_send_after(%[[TO]], %[[MS]], %[[T]], %[[W]])
func.func @later(%to: !snow.pid<!snow.string>, %ms: i64, %s: !snow.string) {
  snow.timer.send_after %to, %ms, %s : !snow.pid<!snow.string>, !snow.string
  return
}
