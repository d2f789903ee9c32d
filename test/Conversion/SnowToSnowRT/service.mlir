// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// CHECK-LABEL: func.func @request(
// CHECK-SAME:    %[[S:.*]]: i64, %[[N:.*]]: i64) -> !snow_rt.ptr {
// CHECK:         %[[TUPLE:.*]] = snow_rt.frame_alloc 8
// CHECK:         snow_rt.store %[[N]], %[[TUPLE]][0] : i64
// CHECK:         snow_rt.type_info tuple<i64>
// CHECK:         %[[ARGS:.*]] = snow_rt.term_encode(
// CHECK:         %[[SIZE:.*]] = snow_rt.load
// CHECK:         %[[TAG:.*]] = arith.constant 3 : i64
// CHECK:         %[[BLOCK:.*]] = snow_rt.service_call(%[[S]], %[[TAG]], %[[ARGS]], %[[SIZE]])
// The reply stands at +16 of the block, its length at +8.
// CHECK:         %[[LEN:.*]] = snow_rt.load %[[BLOCK]][8] : i64
// CHECK-DAG:     %[[SLOT:.*]] = snow_rt.frame_alloc 8
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info !snow.string
// CHECK-DAG:     %[[DATA:.*]] = snow_rt.offset %[[BLOCK]], 16
// CHECK:         %[[OK:.*]] = snow_rt.term_decode(%[[T]], %[[DATA]], %[[LEN]], %[[SLOT]])
// CHECK:         snow_rt.block_release(%[[BLOCK]])
// CHECK:         cf.cond_br %{{.*}}, ^[[GOOD:bb[0-9]+]], ^[[BAD:bb[0-9]+]]
// CHECK:       ^[[BAD]]:
// CHECK:         snow_rt.string "service call failed: bad reply"
// CHECK:         snow_rt.panic
// CHECK-NEXT:    snow_rt.unreachable
// CHECK:       ^[[GOOD]]:
// CHECK-NEXT:    %[[W:.*]] = snow_rt.load %[[SLOT]][0] : i64
// CHECK-NEXT:    %[[R:.*]] = snow_rt.word_to_ptr %[[W]]
// CHECK-NEXT:    return %[[R]]
func.func @request(%s: !snow.pid<!snow.unit>, %n: i64) -> !snow.string {
  %r = snow.service.request %s, 3(%n)
      : !snow.pid<!snow.unit>, (i64) -> !snow.string
  return %r : !snow.string
}

// -----

// A cast's message is its tag and the tuple term.
// CHECK-LABEL: func.func @post(
// CHECK-SAME:    %[[S:.*]]: i64) {
// CHECK:         snow_rt.type_info tuple<>
// CHECK:         %[[MSG:.*]] = snow_rt.term_encode(%{{.*}}, %{{.*}}, %[[EIGHT:.*]], %{{.*}})
// CHECK:         %[[SIZE:.*]] = arith.addi
// CHECK:         %[[TAG:.*]] = arith.constant 4 : i64
// CHECK:         snow_rt.store %[[TAG]], %[[MSG]][0] : i64
// CHECK:         snow_rt.actor_send(%[[S]], %[[MSG]], %[[SIZE]])
func.func @post(%s: !snow.pid<!snow.unit>) {
  snow.service.post %s, 4() : !snow.pid<!snow.unit>, () -> ()
  return
}

// -----

// CHECK-LABEL: func.func @reply(
// CHECK-SAME:    %[[CALLER:.*]]: i64, %[[N:.*]]: i64) {
// CHECK:         %[[TERM:.*]] = snow_rt.term_encode(%{{.*}}, %[[N]], %{{.*}}, %[[SLOT:.*]])
// CHECK:         %[[SIZE:.*]] = snow_rt.load %[[SLOT]][0] : i64
// CHECK:         snow_rt.service_reply(%[[CALLER]], %[[TERM]], %[[SIZE]])
func.func @reply(%caller: !snow.pid<!snow.any>, %n: i64) {
  snow.service.reply %caller, %n : !snow.pid<!snow.any>, i64
  return
}

// -----

// The loop finds the tag at +16; unknown tags are dropped.
// CHECK-LABEL: func.func @loop
// CHECK:         %[[BLOCK:.*]] = snow_rt.actor_receive(%{{.*}})
// CHECK-NEXT:    %[[SIZE:.*]] = snow_rt.load %[[BLOCK]][8] : i64
// CHECK-NEXT:    %[[TAG:.*]] = snow_rt.load %[[BLOCK]][16] : i64
// CHECK:         cf.switch %[[TAG]] : i64, [
// CHECK-NEXT:      default: ^[[DROP:bb[0-9]+]],
// CHECK-NEXT:      0: ^[[GET:bb[0-9]+]],
// CHECK-NEXT:      1: ^[[SET:bb[0-9]+]],
// CHECK-NEXT:      2: ^[[PUT:bb[0-9]+]]
// CHECK:       ^[[DROP]]:
// CHECK-NEXT:    snow_rt.block_release(%[[BLOCK]])
snow.actor @loop(%first: i64) receives !snow.unit {
  cf.br ^next(%first : i64)
^next(%state: i64):
  snow.service.receive
    call 0() to ^get
    call 1(i64) to ^set
    cast 2(i64) to ^put
^get(%caller: !snow.pid<!snow.any>):
  cf.br ^next(%state : i64)
^set(%who: !snow.pid<!snow.any>, %a: i64):
  cf.br ^next(%a : i64)
^put(%n: i64):
  cf.br ^next(%n : i64)
}

// -----

// A call's caller stands at +24 and its payload at +32.
// CHECK-LABEL: func.func @call_arm
// CHECK:         %[[CALLER:.*]] = snow_rt.load %[[BLOCK:.*]][24] : i64
// CHECK:         %[[SIXTEEN:.*]] = arith.constant 16 : i64
// CHECK:         %[[REST:.*]] = arith.subi %[[SIZE:.*]], %[[SIXTEEN]] : i64
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info tuple<i64>
// CHECK-DAG:     %[[AT:.*]] = snow_rt.offset %[[BLOCK]], 32
// CHECK:         snow_rt.term_decode(%[[T]], %[[AT]], %[[REST]], %{{.*}})
// CHECK:         snow_rt.block_release(%[[BLOCK]])
// CHECK:         cf.br ^{{.*}}(%[[CALLER]], %{{.*}} : i64, i64)
// CHECK:         %[[BLOCK]] = snow_rt.actor_receive(
// CHECK:         %[[SIZE]] = snow_rt.load %[[BLOCK]][8] : i64
snow.actor @call_arm() receives !snow.unit {
  snow.service.receive
    call 7(i64) to ^get
^get(%caller: !snow.pid<!snow.any>, %n: i64):
  snow.return
}

// -----

// A cast's payload stands at +24.
// CHECK-LABEL: func.func @cast_arm
// CHECK:         %[[EIGHT:.*]] = arith.constant 8 : i64
// CHECK:         %[[REST:.*]] = arith.subi %[[SIZE:.*]], %[[EIGHT]] : i64
// CHECK-DAG:     %[[AT:.*]] = snow_rt.offset %[[BLOCK:.*]], 24
// CHECK:         snow_rt.term_decode(%{{.*}}, %[[AT]], %[[REST]], %{{.*}})
// CHECK:         %[[BLOCK]] = snow_rt.actor_receive(
// CHECK:         %[[SIZE]] = snow_rt.load %[[BLOCK]][8] : i64
snow.actor @cast_arm() receives !snow.unit {
  snow.service.receive
    cast 7(i64) to ^put
^put(%n: i64):
  snow.return
}
