// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// The actor asks for the state that the largest of its continuations keeps, and
// enters the one that it waits in.
// CHECK-LABEL: func.func @a(
// CHECK-SAME:    %[[S:.*]]: !snow_rt.ptr, %[[C:.*]]: i1) {
// CHECK-NEXT:    %[[WORDS:.*]] = arith.constant 2 : i64
// CHECK-NEXT:    %[[FRAME:.*]] = snow_rt.actor_frame(%[[WORDS]])
// CHECK-NEXT:    %[[W:.*]] = arith.extui %[[C]] : i1 to i64
// CHECK-NEXT:    snow_rt.store %[[W]], %[[FRAME]][0] : i64
// CHECK-NEXT:    snow_rt.continue @a.r1(%[[FRAME]])
snow.actor @a(%s: !snow.string, %c: i1) receives i64 {
  snow.await @a.r1(%c : i1)
}

// CHECK-LABEL: func.func private @a.r1(
// CHECK-SAME:    %[[FRAME:.*]]: !snow_rt.ptr) attributes {snow_rt.entered} {
// CHECK-NEXT:    %[[W:.*]] = snow_rt.load %[[FRAME]][0] : i64
// CHECK-NEXT:    %[[C:.*]] = arith.trunci %[[W]] : i64 to i1
// CHECK-NEXT:    cf.br ^[[BEGIN:bb[0-9]+]](%[[C]] : i1)
// CHECK-NEXT:  ^[[BEGIN]](%[[C:.*]]: i1):
// CHECK:         cf.switch
// CHECK-NEXT:      default:
// CHECK-NEXT:      1:
// CHECK-NEXT:      2: ^[[WAIT:bb[0-9]+]]
// CHECK:       ^[[WAIT]]:
// CHECK-NOT:     snow_rt.mailbox_wait
// CHECK:         %[[W:.*]] = arith.extui %[[C]] : i1 to i64
// CHECK-NEXT:    snow_rt.store %[[W]], %[[FRAME]][0] : i64
// CHECK-NEXT:    %[[CONTEXT:.*]] = snow_rt.process_context()
// CHECK-NEXT:    %[[SELF:.*]] = snow_rt.function @a.r1
// CHECK-NEXT:    snow_rt.store %[[SELF]], %[[CONTEXT]][16] : !snow_rt.ptr
// CHECK-NEXT:    return
snow.continuation @a.r1 of @a(%c: i1) {
  snow.receive suspends(%c : i1)
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  %x = arith.sitofp %n : i64 to f64
  snow.await @a.r2(%n, %x : i64, f64)
}

// One continuation enters another with the state where it is. A time limit that
// has passed goes on in the function.
// CHECK-LABEL: func.func private @a.r2(
// CHECK-SAME:    %[[FRAME:.*]]: !snow_rt.ptr)
// CHECK:         %[[SELF:.*]] = snow_rt.function @a.r2
// CHECK-NEXT:    %[[R:.*]] = snow_rt.actor_suspend(%[[SELF]], %{{.*}})
// CHECK:         %[[WAITS:.*]] = arith.cmpi ne, %[[R]]
// CHECK-NEXT:    cf.cond_br %[[WAITS]], ^[[DONE:bb[0-9]+]], ^[[LATE:bb[0-9]+]]
// CHECK-NEXT:  ^[[DONE]]:
// CHECK-NEXT:    return
// CHECK:         snow_rt.continue @a.r1(%[[FRAME]])
// CHECK:       ^[[LATE]]:
// CHECK-NEXT:    return
snow.continuation @a.r2 of @a(%n: i64, %x: f64) {
  snow.receive suspends(%n, %x : i64, f64)
    case %m : i64 to ^got {
      snow.accept
    }
    after %n to ^late
^got:
  %c = arith.constant true
  snow.await @a.r1(%c : i1)
^late:
  snow.return
}

// -----

// A service looks for a request, and then waits without a stack.
// CHECK-LABEL: func.func private @loop.r1(
// CHECK-DAG:     snow_rt.service_next()
// CHECK-DAG:     %[[SELF:.*]] = snow_rt.function @loop.r1
// CHECK-DAG:     snow_rt.store %[[SELF]], %{{.*}}[16] : !snow_rt.ptr
// CHECK-NOT:     snow_rt.mailbox_wait
// CHECK:       }
snow.actor @loop(%first: i64) receives !snow.unit {
  snow.await @loop.r1(%first : i64)
}
snow.continuation @loop.r1 of @loop(%state: i64) {
  snow.service.receive suspends(%state : i64)
    call 0() to ^get
^get(%caller: !snow.pid<!snow.any>):
  snow.service.reply %caller, %state : !snow.pid<!snow.any>, i64
  snow.await @loop.r1(%state : i64)
}
