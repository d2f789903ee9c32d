// RUN: snow-opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{'snow.service' op keeps a state of type 'i32', which is not a Snow value type}}
snow.service @S state i32 {
}

// -----

// expected-error@+1 {{'snow.service' op has a state of type 'i64' but no snow.init to make the first one}}
snow.service @S state i64 {
}

// -----

snow.service @S state i64 {
  // expected-note@+1 {{the first is here}}
  snow.init(%n: i64) {
    snow.return %n : i64
  }
  // expected-error@+1 {{'snow.init' op is the second init}}
  snow.init(%n: i64) {
    snow.return %n : i64
  }
}

// -----

snow.service @S state !snow.unit {
  // expected-error@+1 {{'arith.constant' op cannot stand in a service; snow.init, snow.call and snow.cast can}}
  %c = arith.constant 0 : i64
}

// -----

// A call and a cast share their names.
snow.service @S state !snow.unit {
  // expected-note@+1 {{the first is here}}
  snow.call "Ping"(%s: !snow.unit) -> !snow.unit {
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
  // expected-error@+1 {{'snow.cast' op is the second handler named 'Ping'}}
  snow.cast "Ping"(%s: !snow.unit) {
    snow.return
  }
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.service' op expects parent op 'builtin.module'}}
  snow.service @S state !snow.unit {
  }
  return
}

// -----

// expected-error@+1 {{'snow.cast' op expects parent op 'snow.service'}}
snow.cast "Ping"(%s: !snow.unit) {
  snow.return
}

// -----

snow.service @S state !snow.unit {
  // expected-error@+1 {{'snow.init' op takes a parameter of type 'i32', which is not a Snow value type}}
  snow.init(%n: i32) {
    snow.return
  }
}

// -----

snow.service @S state !snow.unit {
  // expected-error@+1 {{'snow.init' op entry block takes ('i64'), but the handler is declared with ()}}
  "snow.init"() <{function_type = () -> ()}> ({
  ^bb0(%n: i64):
    snow.return
  }) : () -> ()
}

// -----

// expected-note@+1 {{the service is defined here}}
snow.service @S state !snow.unit {
  // expected-error@+1 {{'snow.cast' op must take the state, of type '!snow.unit', as its first argument}}
  snow.cast "Ping"() {
    snow.return
  }
}

// -----

// expected-note@+1 {{the service is defined here}}
snow.service @S state !snow.unit {
  // expected-error@+1 {{'snow.call' op must take the state, of type '!snow.unit', as its first argument}}
  snow.call "Ping"(%n: i64) -> i64 {
    %u = snow.unit
    snow.reply %u, %n : !snow.unit, i64
  }
}

// -----

snow.service @S state !snow.unit {
  // expected-error@+1 {{'snow.call' op must reply one Snow value}}
  snow.call "Ping"(%s: !snow.unit) -> i32 {
    cf.br ^bb1
  ^bb1:
    cf.br ^bb1
  }
}

// -----

snow.service @S state !snow.unit {
  // expected-error@+1 {{'snow.call' op must reply one Snow value}}
  "snow.call"() <{name = "Ping", function_type = (!snow.unit) -> ()}> ({
  ^bb0(%s: !snow.unit):
    cf.br ^bb1
  ^bb1:
    cf.br ^bb1
  }) : () -> ()
}

// -----

snow.service @S state !snow.unit {
  // expected-error@+1 {{'snow.cast' op has no reply}}
  "snow.cast"() <{name = "Ping", function_type = (!snow.unit) -> i64}> ({
  ^bb0(%s: !snow.unit):
    snow.return
  }) : () -> ()
}

// -----

snow.service @S state !snow.unit {
  // expected-error@+1 {{expected ':'}}
  snow.cast "Ping"(%s) {
    snow.return
  }
}

// -----

// expected-note@+1 {{the service is defined here}}
snow.service @S state i64 {
  snow.init(%n: i64) {
    snow.return %n : i64
  }
  snow.call "Get"(%n: i64) -> i64 {
    %u = snow.unit
    // expected-error@+1 {{'snow.reply' op gives a new state of type '!snow.unit', but the service's state is 'i64'}}
    snow.reply %u, %n : !snow.unit, i64
  }
}

// -----

snow.service @S state i64 {
  snow.init(%n: i64) {
    snow.return %n : i64
  }
  // expected-note@+1 {{the call is declared here}}
  snow.call "Get"(%n: i64) -> !snow.string {
    // expected-error@+1 {{'snow.reply' op replies 'i64', but the call is declared to reply '!snow.string'}}
    snow.reply %n, %n : i64, i64
  }
}

// -----

snow.service @S state !snow.unit {
  snow.cast "Ping"(%s: !snow.unit) {
    // expected-error@+1 {{'snow.reply' op expects parent op 'snow.call'}}
    snow.reply %s, %s : !snow.unit, !snow.unit
  }
}
