// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f() {
  // expected-error@+1 {{'snow.service.start' op names @missing, which is not a service}}
  %0 = snow.service.start @missing() : () -> !snow.pid<!snow.unit>
  return
}

// -----

// expected-note@+1 {{it is defined here}}
snow.actor @a() receives i64 {
  snow.return
}
func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.call' op names @a, which is not a service}}
  %0 = snow.service.call @a["Get"] %s() : !snow.pid<!snow.unit>, () -> i64
  return
}

// -----

func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.cast' op names @missing, which is not a service}}
  snow.service.cast @missing["Put"] %s() : !snow.pid<!snow.unit>, () -> ()
  return
}

// -----

// expected-note@+1 {{the service is defined here}}
snow.service @S state i64 {
  snow.init(%n: i64) {
    snow.return %n : i64
  }
}
func.func @f() {
  // expected-error@+1 {{'snow.service.start' op passes (), but the service is started with ('i64')}}
  %0 = snow.service.start @S() : () -> !snow.pid<!snow.unit>
  return
}

// -----

// The note lists the handlers that there are.
// expected-note@+1 {{its calls are 'Get' 'Peek'}}
snow.service @S state !snow.unit {
  snow.call "Get"(%s: !snow.unit) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
  snow.call "Peek"(%s: !snow.unit) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
  snow.cast "Put"(%s: !snow.unit) {
    snow.return
  }
}
func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.call' op service "S" has no call 'Put'}}
  %0 = snow.service.call @S["Put"] %s()
      : !snow.pid<!snow.unit>, () -> !snow.unit
  return
}

// -----

// expected-note@+1 {{its casts are none}}
snow.service @S state !snow.unit {
}
func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.cast' op service "S" has no cast 'Put'}}
  snow.service.cast @S["Put"] %s() : !snow.pid<!snow.unit>, () -> ()
  return
}

// -----

snow.service @S state !snow.unit {
  // expected-note@+1 {{the handler is defined here}}
  snow.call "Get"(%s: !snow.unit) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
}
func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.call' op expects a reply of type 'i64', but the handler replies '!snow.unit'}}
  %0 = snow.service.call @S["Get"] %s() : !snow.pid<!snow.unit>, () -> i64
  return
}

// -----

snow.service @S state !snow.unit {
  // expected-note@+1 {{the handler is defined here}}
  snow.call "Get"(%s: !snow.unit, %n: i64) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
}
func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.call' op passes (), but the handler takes ('i64')}}
  %0 = snow.service.call @S["Get"] %s()
      : !snow.pid<!snow.unit>, () -> !snow.unit
  return
}

// -----

snow.service @S state !snow.unit {
  // expected-note@+1 {{the handler is defined here}}
  snow.cast "Put"(%s: !snow.unit, %n: i64) {
    snow.return
  }
}
func.func @f(%s: !snow.pid<!snow.unit>, %t: !snow.string) {
  // expected-error@+1 {{'snow.service.cast' op passes ('!snow.string'), but the handler takes ('i64')}}
  snow.service.cast @S["Put"] %s(%t)
      : !snow.pid<!snow.unit>, (!snow.string) -> ()
  return
}
