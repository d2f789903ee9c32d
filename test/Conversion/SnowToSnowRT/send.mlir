// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @send_int(
// CHECK-SAME:    %[[TO:.*]]: i64, %[[N:.*]]: i64) {
// CHECK:         %[[T:.*]] = snow_rt.type_info i64
// CHECK:         snow_rt.actor_send_value(%[[TO]], %[[T]], %[[N]])
func.func @send_int(%to: !snow.pid<i64>, %n: i64) {
  snow.send %to, %n : !snow.pid<i64>, i64
  return
}

// -----

// The type is the message's own, not the mailbox's.
// CHECK-LABEL: func.func @send_any(
// CHECK-SAME:    %[[TO:.*]]: i64, %[[L:.*]]: !snow_rt.ptr) {
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info !snow.list<!snow.string>
// CHECK-DAG:     %[[W:.*]] = snow_rt.ptr_to_word %[[L]]
// CHECK:         snow_rt.actor_send_value(%[[TO]], %[[T]], %[[W]])
func.func @send_any(%to: !snow.pid<!snow.any>, %l: !snow.list<!snow.string>) {
  snow.send %to, %l : !snow.pid<!snow.any>, !snow.list<!snow.string>
  return
}

// -----

// A send to another node may panic, so the place is noted.
// CHECK-LABEL: func.func @location
// CHECK:         snow_rt.set_location "bank.snow:12:3"
// CHECK:         snow_rt.actor_send_value
func.func @location(%to: !snow.pid<i64>, %n: i64) {
  snow.send %to, %n : !snow.pid<i64>, i64 loc("bank.snow":12:3)
  return
}

// -----

// The message is written out: the tag USER_TERM (2^64-12) and the term.
// CHECK-LABEL: func.func @send_named(
// CHECK-SAME:    %[[NAME:.*]]: !snow_rt.ptr, %[[N:.*]]: i64) {
// CHECK-DAG:     %[[SLOT:.*]] = snow_rt.frame_alloc 8
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info i64
// CHECK-DAG:     %[[RESERVE:.*]] = arith.constant 8 : i64
// CHECK:         %[[MSG:.*]] = snow_rt.term_encode(%[[T]], %[[N]], %[[RESERVE]], %[[SLOT]])
// CHECK:         %[[LEN:.*]] = snow_rt.load %[[SLOT]][0] : i64
// CHECK:         %[[SIZE:.*]] = arith.addi %[[LEN]], %{{.*}} : i64
// CHECK:         %[[TAG:.*]] = arith.constant -12 : i64
// CHECK:         snow_rt.store %[[TAG]], %[[MSG]][0] : i64
// CHECK-DAG:     %[[BYTES:.*]] = snow_rt.offset %[[NAME]], 8
// CHECK-DAG:     %[[LENGTH:.*]] = snow_rt.load %[[NAME]][0] : i64
// CHECK-DAG:     %[[NULL:.*]] = snow_rt.null
// CHECK-DAG:     %[[ZERO:.*]] = arith.constant 0 : i64
// CHECK:         snow_rt.actor_send_named(%[[BYTES]], %[[LENGTH]], %[[NULL]], %[[ZERO]], %[[MSG]], %[[SIZE]])
func.func @send_named(%name: !snow.string, %n: i64) {
  snow.send_named %name, %n : i64
  return
}

// -----

// CHECK-LABEL: func.func @send_named_at(
// CHECK-SAME:    %[[NAME:.*]]: !snow_rt.ptr, %[[NODE:.*]]: !snow_rt.ptr, %{{.*}}: i64) {
// CHECK-DAG:     %[[BYTES:.*]] = snow_rt.offset %[[NAME]], 8
// CHECK-DAG:     %[[LENGTH:.*]] = snow_rt.load %[[NAME]][0] : i64
// CHECK-DAG:     %[[NODE_BYTES:.*]] = snow_rt.offset %[[NODE]], 8
// CHECK-DAG:     %[[NODE_LENGTH:.*]] = snow_rt.load %[[NODE]][0] : i64
// CHECK:         snow_rt.actor_send_named(%[[BYTES]], %[[LENGTH]], %[[NODE_BYTES]], %[[NODE_LENGTH]], %{{.*}}, %{{.*}})
func.func @send_named_at(%name: !snow.string, %node: !snow.string, %n: i64) {
  snow.send_named %name at %node, %n : i64
  return
}
