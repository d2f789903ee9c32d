// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

// An actor becomes a function of the same name with converted parameters.
// CHECK-LABEL: func.func @counter(
// CHECK-SAME:    %[[N:.*]]: i64, %[[S:.*]]: !snow_rt.ptr, %[[P:.*]]: i64) {
// CHECK-NEXT:    snow_rt.io_println(%[[S]])
// CHECK-NEXT:    cf.br ^[[LOOP:.*]](%[[N]], %[[S]] : i64, !snow_rt.ptr)
// CHECK-NEXT:  ^[[LOOP]](%{{.*}}: i64, %{{.*}}: !snow_rt.ptr):
// CHECK-NEXT:    return
snow.actor @counter(%n: i64, %s: !snow.string, %p: !snow.pid<i64>)
    receives i64 {
  snow.println %s
  cf.br ^loop(%n, %s : i64, !snow.string)
^loop(%i: i64, %t: !snow.string):
  snow.return
}

// -----

// CHECK-LABEL: func.func private @hidden()
snow.actor private @hidden() receives !snow.any {
  snow.return
}

// -----

// A panic is a call that does not come back, with its location as text.
// CHECK-LABEL: func.func @give_up(
// CHECK-SAME:    %[[WHY:.*]]: !snow_rt.ptr) {
// CHECK-NEXT:    %[[AT:.*]] = snow_rt.string "bank.snow:12:3"
// CHECK-NEXT:    snow_rt.panic(%[[WHY]], %[[AT]])
// CHECK-NEXT:    snow_rt.unreachable
func.func @give_up(%why: !snow.string) {
  snow.panic %why loc("bank.snow":12:3)
}

// -----

// CHECK-LABEL: func.func @give_up_somewhere(
// CHECK:         %[[NULL:.*]] = snow_rt.null
// CHECK-NEXT:    snow_rt.panic(%{{.*}}, %[[NULL]])
func.func @give_up_somewhere(%why: !snow.string) {
  snow.panic %why loc(unknown)
}

// -----

// What a registered function's entry does.
// CHECK-LABEL: func.func private @__entry_pong(
// CHECK-SAME:    %[[TERM:.*]]: !snow_rt.ptr) {
// CHECK-NEXT:    %[[TYPE:.*]] = snow_rt.type_info tuple<i64, !snow.string, i1>
// CHECK-NEXT:    %[[TUPLE:.*]] = snow_rt.term_decode_args(%[[TYPE]], %[[TERM]])
// CHECK-NEXT:    %[[A:.*]] = snow_rt.load %[[TUPLE]][0] : i64
// CHECK-NEXT:    %[[BW:.*]] = snow_rt.load %[[TUPLE]][8] : i64
// CHECK-NEXT:    %[[B:.*]] = snow_rt.word_to_ptr %[[BW]]
// CHECK-NEXT:    %[[CW:.*]] = snow_rt.load %[[TUPLE]][16] : i64
// CHECK-NEXT:    %[[C:.*]] = arith.trunci %[[CW]] : i64 to i1
// The fields are owned in the tuple's place.
// CHECK-NEXT:    snow_rt.retain(%[[B]])
// CHECK:         snow_rt.release(%[[TUPLE]],
// CHECK-NEXT:    call @pong(%[[A]], %[[B]], %[[C]]) : (i64, !snow_rt.ptr, i1) -> ()
// CHECK-NEXT:    return
snow.actor @pong(%n: i64, %s: !snow.string, %b: i1) receives i64 {
  snow.return
}
func.func private @__entry_pong(%term: !snow.term) {
  %n, %s, %b = snow.decode_args %term : i64, !snow.string, i1
  snow.run @pong(%n, %s, %b) : (i64, !snow.string, i1) -> ()
  return
}

// -----

// CHECK-LABEL: func.func @spin
// CHECK:         snow_rt.yield_check
func.func @spin() {
  snow.yield_check
  return
}

// -----

// The program's main says what processes are called, before the start; actors
// that are never spawned have no name to give.
// CHECK-LABEL: func.func @main
// CHECK:         %[[F:.*]] = snow_rt.function @__spawn_Main.pong
// CHECK:         %[[S:.*]] = snow_rt.string "pong"
// CHECK:         %[[B:.*]] = snow_rt.offset %[[S]], 8
// CHECK:         snow_rt.describe_function(%[[F]], %[[B]], %c4{{.*}})
// The names of handlers follow behind zero bytes.
// CHECK:         snow_rt.string "The Loop\00Get\00Put"
// CHECK:         snow_rt.describe_function(
// CHECK-NOT:     snow_rt.describe_function(
// CHECK:         snow_rt.rt_start_main
snow.actor @Main.pong() receives i64 {
  snow.return
}
snow.actor @loop() receives i64 attributes {snow.display_name = "The Loop",
                                          snow.handler_names = ["Get", "Put"]} {
  %p = snow.spawn @Main.pong() : () -> !snow.pid<i64>
  %q = snow.spawn @loop() : () -> !snow.pid<i64>
  snow.return
}
snow.actor @never() receives i64 {
  snow.return
}
func.func @main() {
  %f = snow_rt.function @main
  snow_rt.rt_start_main(%f)
  return
}
