// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file --verify-diagnostics

// expected-error@+1 {{'snow.service' @S cannot be lowered to snow_rt: services must be lowered before, by snow-lower-services}}
snow.service @S state !snow.unit {
}

// -----

// The conversion stops at the first one; uses are reported, too.
func.func @start() {
  // expected-error@+1 {{'snow.service.start' in @start cannot be lowered to snow_rt: services must be lowered before, by snow-lower-services}}
  %s = snow.service.start @S() : () -> !snow.pid<!snow.unit>
  return
}
snow.service @S state !snow.unit {
}

// -----

func.func @ask(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.call' in @ask cannot be lowered to snow_rt: services must be lowered before, by snow-lower-services}}
  %r = snow.service.call @S["Get"] %s()
      : !snow.pid<!snow.unit>, () -> !snow.unit
  return
}
snow.service @S state !snow.unit {
  snow.call "Get"(%s: !snow.unit) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
}

// -----

func.func @tell(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.cast' in @tell cannot be lowered to snow_rt: services must be lowered before, by snow-lower-services}}
  snow.service.cast @S["Put"] %s() : !snow.pid<!snow.unit>, () -> ()
  return
}
snow.service @S state !snow.unit {
  snow.cast "Put"(%s: !snow.unit) {
    snow.return
  }
}

// -----

func.func @start() {
  // expected-error@+1 {{'snow.spawn' in @start cannot be lowered to snow_rt: supervisors must be lowered before, by snow-lower-supervisors}}
  %p = snow.spawn @Root() : () -> !snow.pid<!snow.unit>
  return
}
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
}

// -----

// expected-error@+1 {{'snow.supervisor' @Root cannot be lowered to snow_rt: supervisors must be lowered before, by snow-lower-supervisors}}
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
}

// -----

func.func @same(%f: !snow.fn<() -> ()>) -> i1 {
  // expected-error@+1 {{'snow.eq' in @same cannot be lowered to snow_rt: functions and handles have no equality}}
  %r = snow.eq %f, %f : !snow.fn<() -> ()>
  return %r : i1
}

// -----

func.func @order(%c: !snow.ws_conn) -> i64 {
  // expected-error@+1 {{'snow.compare' in @order cannot be lowered to snow_rt: functions and handles have no order}}
  %r = snow.compare %c, %c : !snow.ws_conn
  return %r : i64
}

// -----

// The function of an operation in an actor is the actor.
snow.actor @asks(%f: !snow.fn<() -> ()>) receives i64 {
  // expected-error@+1 {{'snow.eq' in @asks cannot be lowered to snow_rt}}
  %r = snow.eq %f, %f : !snow.fn<() -> ()>
  snow.return
}

// -----

// An operation of another dialect that takes a Snow value.
func.func @foreign(%s: !snow.string) {
  // expected-error@+1 {{'builtin.unrealized_conversion_cast' in @foreign cannot be lowered to snow_rt: it has a value of type !snow.string, of a level above}}
  %n = builtin.unrealized_conversion_cast %s : !snow.string to i32
  return
}
