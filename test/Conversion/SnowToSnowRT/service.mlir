// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// The arguments move into the call, and the reply comes as a word.
// CHECK-LABEL: func.func @request(
// CHECK-SAME:    %[[S:.*]]: i64, %[[N:.*]]: i64) -> !snow_rt.ptr {
// CHECK-DAG:     %[[TYPES:.*]] = snow_rt.type_info tuple<i64>
// CHECK-DAG:     %[[WORDS:.*]] = snow_rt.frame_alloc 8
// CHECK-DAG:     snow_rt.store %[[N]], %[[WORDS]][0] : i64
// CHECK-DAG:     %[[TAG:.*]] = arith.constant 3 : i64
// CHECK-DAG:     %[[REPLY:.*]] = snow_rt.type_info !snow.string
// CHECK:         %[[W:.*]] = snow_rt.service_call_values(%[[S]], %[[TAG]], %[[TYPES]], %[[WORDS]], %[[REPLY]])
// CHECK-NEXT:    %[[R:.*]] = snow_rt.word_to_ptr %[[W]]
// CHECK-NEXT:    return %[[R]]
func.func @request(%s: !snow.pid<!snow.unit>, %n: i64) -> !snow.string {
  %r = snow.service.request %s, 3(%n)
      : !snow.pid<!snow.unit>, (i64) -> !snow.string
  return %r : !snow.string
}

// -----

// Without arguments there are no words.
// CHECK-LABEL: func.func @post(
// CHECK-SAME:    %[[S:.*]]: i64) {
// CHECK-DAG:     %[[TAG:.*]] = arith.constant 4 : i64
// CHECK:         snow_rt.service_cast_values(%[[S]], %[[TAG]], %[[TYPES:.*]], %[[WORDS:.*]])
// CHECK-NOT:     snow_rt.frame_alloc
func.func @post(%s: !snow.pid<!snow.unit>) {
  snow.service.post %s, 4() : !snow.pid<!snow.unit>, () -> ()
  return
}

// -----

// CHECK-LABEL: func.func @reply(
// CHECK-SAME:    %[[CALLER:.*]]: i64, %[[N:.*]]: i64) {
// CHECK:         %[[T:.*]] = snow_rt.type_info i64
// CHECK-NEXT:    snow_rt.service_answer(%[[CALLER]], %[[T]], %[[N]])
func.func @reply(%caller: !snow.pid<!snow.any>, %n: i64) {
  snow.service.reply %caller, %n : !snow.pid<!snow.any>, i64
  return
}

// -----

// The loop finds the tag at +16; a request with an unknown one is given back.
// A fiber waits where it is.
// CHECK-LABEL: func.func @loop
// CHECK:         %[[TAG:.*]] = snow_rt.load %[[REQUEST:.*]][16] : i64
// CHECK-NEXT:    cf.switch %[[TAG]] : i64, [
// CHECK-NEXT:      default: ^[[DROP:bb[0-9]+]],
// CHECK-NEXT:      0: ^[[GET:bb[0-9]+]],
// CHECK-NEXT:      1: ^[[SET:bb[0-9]+]],
// CHECK-NEXT:      2: ^[[PUT:bb[0-9]+]]
// CHECK:       ^[[DROP]]:
// CHECK:         snow_rt.service_arguments(%[[REQUEST]], %{{.*}}, %{{.*}})
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

// CHECK-LABEL: func.func @waits
// CHECK-DAG:     %[[REQUEST:.*]] = snow_rt.service_next()
// CHECK-DAG:     %[[NONE:.*]] = snow_rt.is_null %[[REQUEST]]
// CHECK-DAG:     cf.cond_br %[[NONE]]
// CHECK-DAG:     snow_rt.mailbox_wait(
snow.actor @waits() receives !snow.unit {
  snow.service.receive
    call 0() to ^get
^get(%caller: !snow.pid<!snow.any>):
  snow.return
}

// -----

// A call's caller is read before its request goes with the reading of the
// arguments; those of other types are dropped.
// CHECK-LABEL: func.func @call_arm
// CHECK:         %[[CALLER:.*]] = snow_rt.load %[[REQUEST:.*]][0] : i64
// CHECK-DAG:     %[[WORDS:.*]] = snow_rt.frame_alloc 16
// CHECK-DAG:     %[[T:.*]] = snow_rt.type_info tuple<i64, f64>
// CHECK:         %[[READS:.*]] = snow_rt.service_arguments(%[[REQUEST]], %[[T]], %[[WORDS]])
// CHECK:         %[[YES:.*]] = arith.cmpi ne, %[[READS]]
// CHECK:         cf.cond_br %[[YES]], ^[[GOOD:bb[0-9]+]], ^{{.*}}
// CHECK:       ^[[GOOD]]:
// CHECK-NEXT:    %[[A:.*]] = snow_rt.load %[[WORDS]][0] : i64
// CHECK-NEXT:    %[[B:.*]] = snow_rt.load %[[WORDS]][8] : i64
// CHECK-NEXT:    %[[X:.*]] = arith.bitcast %[[B]] : i64 to f64
// CHECK-NEXT:    cf.br ^{{.*}}(%[[CALLER]], %[[A]], %[[X]] : i64, i64, f64)
snow.actor @call_arm() receives !snow.unit {
  snow.service.receive
    call 7(i64, f64) to ^get
^get(%caller: !snow.pid<!snow.any>, %n: i64, %x: f64):
  snow.return
}
