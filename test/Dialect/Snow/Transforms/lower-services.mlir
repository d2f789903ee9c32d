// RUN: snow-opt %s --snow-lower-services --split-input-file | FileCheck %s

// CHECK-NOT: snow.service @
snow.service @Counter state i64 {
  snow.cast "Add"(%state: i64, %by: i64) {
    %next = arith.addi %state, %by : i64
    snow.return %next : i64
  }
  snow.init(%start: i64) {
    snow.return %start : i64
  }
  snow.call "GetCount"(%state: i64) -> i64 {
    snow.reply %state, %state : i64, i64
  }
  snow.cast "Reset"(%state: i64) {
    %zero = arith.constant 0 : i64
    snow.return %zero : i64
  }
  snow.call "Describe"(%state: i64, %what: !snow.string, %n: i64)
      -> !snow.string {
    snow.reply %state, %what : i64, !snow.string
  }
}

// CHECK-LABEL: func.func private @__service_counter_init(
// CHECK-SAME:    %[[N:.*]]: i64) -> i64 {
// CHECK-NEXT:    return %[[N]] : i64

// Tags count the calls in order of declaration, then the casts.
// CHECK-LABEL: func.func private @__service_counter_handle_get_count(
// CHECK-SAME:    %[[S:.*]]: i64) -> (i64, i64) {
// CHECK-NEXT:    return %[[S]], %[[S]] : i64, i64
// CHECK-LABEL: func.func @__service_counter_call_get_count(
// CHECK-SAME:    %[[PID:.*]]: !snow.pid<!snow.unit>) -> i64 {
// CHECK-NEXT:    %[[R:.*]] = snow.service.request %[[PID]], 0() : !snow.pid<!snow.unit>, () -> i64
// CHECK-NEXT:    return %[[R]] : i64

// CHECK-LABEL: func.func private @__service_counter_handle_describe(
// CHECK-SAME:    i64, %{{.*}}: !snow.string, %{{.*}}: i64) -> (i64, !snow.string) {
// CHECK-LABEL: func.func @__service_counter_call_describe(
// CHECK-SAME:    %[[PID:.*]]: !snow.pid<!snow.unit>, %[[WHAT:.*]]: !snow.string, %[[N:.*]]: i64) -> !snow.string {
// CHECK-NEXT:    snow.service.request %[[PID]], 1(%[[WHAT]], %[[N]]) :

// CHECK-LABEL: func.func private @__service_counter_handle_add(
// CHECK-SAME:    -> i64 {
// CHECK:         arith.addi
// CHECK-NEXT:    return %{{.*}} : i64
// CHECK-LABEL: func.func @__service_counter_cast_add(
// CHECK-SAME:    %[[PID:.*]]: !snow.pid<!snow.unit>, %[[BY:.*]]: i64) {
// CHECK-NEXT:    snow.service.post %[[PID]], 2(%[[BY]]) : !snow.pid<!snow.unit>, (i64) -> ()
// CHECK-NEXT:    return

// CHECK-LABEL: func.func @__service_counter_cast_reset(
// CHECK-SAME:    %[[PID:.*]]: !snow.pid<!snow.unit>) {
// CHECK-NEXT:    snow.service.post %[[PID]], 3() : !snow.pid<!snow.unit>, () -> ()

// CHECK-LABEL: snow.actor @__service_counter_loop(
// CHECK-SAME:    %[[FIRST:.*]]: i64) receives !snow.unit attributes {snow.display_name = "Counter", snow.handler_names = ["GetCount", "Describe", "Add", "Reset"]} {
// CHECK-NEXT:    cf.br ^[[NEXT:.*]](%[[FIRST]] : i64)
// CHECK-NEXT:  ^[[NEXT]](%[[STATE:.*]]: i64):
// CHECK:         snow.service.receive
// CHECK-NEXT:      call 0() to ^[[GET:.*]]
// CHECK-NEXT:      call 1(!snow.string, i64) to ^[[DESCRIBE:.*]]
// CHECK-NEXT:      cast 2(i64) to ^[[ADD:.*]]
// CHECK-NEXT:      cast 3() to ^[[RESET:.*]]
// CHECK-NEXT:  ^[[GET]](%[[CALLER:.*]]: !snow.pid<!snow.any>):
// CHECK-NEXT:    %[[R:.*]]:2 = func.call @__service_counter_handle_get_count(%[[STATE]])
// CHECK-NEXT:    snow.service.reply %[[CALLER]], %[[R]]#1 : !snow.pid<!snow.any>, i64
// CHECK-NEXT:    cf.br ^[[NEXT]](%[[R]]#0 : i64)
// CHECK:       ^[[ADD]](%[[BY:.*]]: i64):
// CHECK-NEXT:    %[[NEW:.*]] = func.call @__service_counter_handle_add(%[[STATE]], %[[BY]])
// CHECK-NEXT:    cf.br ^[[NEXT]](%[[NEW]] : i64)

// The init runs in the caller.
// CHECK-LABEL: func.func @__service_counter_start(
// CHECK-SAME:    %[[N:.*]]: i64) -> !snow.pid<!snow.unit> {
// CHECK-NEXT:    %[[STATE:.*]] = call @__service_counter_init(%[[N]]) : (i64) -> i64
// CHECK-NEXT:    %[[PID:.*]] = snow.spawn @__service_counter_loop(%[[STATE]]) : (i64) -> !snow.pid<!snow.unit>
// CHECK-NEXT:    return %[[PID]]

// CHECK-LABEL: func.func @use
func.func @use(%n: i64, %t: !snow.string) -> i64 {
  // CHECK: %[[PID:.*]] = call @__service_counter_start(%{{.*}}) : (i64) -> !snow.pid<!snow.unit>
  %s = snow.service.start @Counter(%n) : (i64) -> !snow.pid<!snow.unit>
  // CHECK: call @__service_counter_cast_add(%[[PID]], %{{.*}}) : (!snow.pid<!snow.unit>, i64) -> ()
  snow.service.cast @Counter["Add"] %s(%n) : !snow.pid<!snow.unit>, (i64) -> ()
  // CHECK: call @__service_counter_call_describe(%[[PID]], %{{.*}}, %{{.*}})
  %d = snow.service.call @Counter["Describe"] %s(%t, %n)
      : !snow.pid<!snow.unit>, (!snow.string, i64) -> !snow.string
  // CHECK: %[[R:.*]] = call @__service_counter_call_get_count(%[[PID]]){{.*}} : (!snow.pid<!snow.unit>) -> i64
  %r = snow.service.call @Counter["GetCount"] %s()
      : !snow.pid<!snow.unit>, () -> i64
  // CHECK: return %[[R]]
  return %r : i64
}

// -----

// Of a module other than Main the name is a part; the service's own name is
// lower-cased as a whole, a handler's in snake case.
// CHECK-LABEL: func.func private @__service_shop_bigcart_handle_add_two_items(
// CHECK:       func.func @__service_shop_bigcart_cast_add_two_items(
// CHECK:       snow.actor @__service_shop_bigcart_loop(
// CHECK-SAME:    snow.display_name = "Shop.BigCart"
// CHECK:       func.func @__service_shop_bigcart_start()
snow.service @Shop.BigCart state !snow.unit {
  snow.cast "AddTwoItems"(%s: !snow.unit) {
    snow.return
  }
}

// -----

// CHECK-LABEL: snow.actor @__service_log_loop(
// CHECK-SAME:    snow.display_name = "Log"
snow.service @Main.Log state !snow.unit {
}

// -----

// Without an init the state is the unit value; so it is where a handler leaves
// it out.
// CHECK-LABEL: func.func private @__service_log_handle_line(
// CHECK:         %[[U:.*]] = snow.unit
// CHECK-NEXT:    return %[[U]] : !snow.unit
// CHECK-LABEL: func.func @__service_log_start() -> !snow.pid<!snow.unit> {
// CHECK-NEXT:    %[[U:.*]] = snow.unit
// CHECK-NEXT:    snow.spawn @__service_log_loop(%[[U]]) : (!snow.unit) -> !snow.pid<!snow.unit>
snow.service @Log state !snow.unit {
  snow.cast "Line"(%state: !snow.unit, %s: !snow.string) {
    snow.println %s
    snow.return
  }
}

// -----

// Each service has tags of its own, and services may use each other, also from
// handlers.
// CHECK-LABEL: func.func private @__service_front_handle_ask(
// CHECK:         call @__service_back_call_get(
// CHECK:       snow.service.request %{{.*}}, 0()
// CHECK:       snow.service.request %{{.*}}, 0()
snow.service @Front state !snow.pid<!snow.unit> {
  snow.init(%p: !snow.pid<!snow.unit>) {
    snow.return %p : !snow.pid<!snow.unit>
  }
  snow.call "Ask"(%p: !snow.pid<!snow.unit>) -> i64 {
    %r = snow.service.call @Back["Get"] %p() : !snow.pid<!snow.unit>, () -> i64
    snow.reply %p, %r : !snow.pid<!snow.unit>, i64
  }
}
snow.service @Back state i64 {
  snow.init() {
    %zero = arith.constant 0 : i64
    snow.return %zero : i64
  }
  snow.call "Get"(%n: i64) -> i64 {
    snow.reply %n, %n : i64, i64
  }
}
