// RUN: snow-opt %s --split-input-file --verify-diagnostics

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.receive' op has 0 successors for 1 arms}}
  "snow.receive"() ({
  ^bb0(%m: i64):
    snow.reject
  }) : () -> ()
}

// -----

snow.actor @a(%ms: i64) receives i64 {
  // expected-error@+1 {{'snow.receive' op has 0 successors for 0 arms and a time-out}}
  "snow.receive"(%ms) <{operandSegmentSizes = array<i32: 1, 0>}> : (i64) -> ()
}

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.receive' op has 1 successors for 0 arms}}
  "snow.receive"()[^next] : () -> ()
^next:
  snow.return
}

// -----

snow.actor @a(%ms: i64) receives i64 {
  // expected-error@+1 {{'snow.receive' op passes no values to the time-out's successor, which takes 1}}
  snow.receive
    after %ms to ^late
^late(%n: i64):
  snow.return
}

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.receive' op arm 0 must take one argument, the message, of a Snow value type}}
  snow.receive
    case %m : i32 to ^got {
      snow.reject
    }
^got:
  snow.return
}

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.receive' op arm 0 must take one argument, the message, of a Snow value type}}
  "snow.receive"()[^got] ({
    snow.reject
  }) : () -> ()
^got:
  snow.return
}

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.receive' op arm 1 takes '!snow.string', but the actor receives 'i64'}}
  snow.receive
    case %m : i64 to ^got {
      snow.accept
    }
    case %m : !snow.string to ^got {
      snow.accept
    }
^got:
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{'snow.accept' op accepts (), but the arm's successor takes ('i64')}}
      snow.accept
    }
^got(%n: i64):
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{'snow.accept' op accepts ('i64'), but the arm's successor takes ('!snow.string')}}
      snow.accept %m : i64
    }
^got(%n: !snow.string):
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{'llvm.unreachable' op does not end an arm of 'snow.receive'; snow.accept, snow.reject, snow.leave and snow.panic do}}
      llvm.unreachable
    }
^got:
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{'snow.service.receive' op cannot stand in an arm's pattern}}
      snow.service.receive
        call 0() to ^yes
    ^yes(%caller: !snow.pid<!snow.any>):
      snow.accept
    }
^got:
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{'snow.leave' op leaves to exit 1, but the receive has 1}}
      snow.leave 1
    }
    leave to ^out
^got:
  snow.return
^out:
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{'snow.leave' op leaves with ('i64'), but the exit takes ()}}
      snow.leave 0 with %m : i64
    }
    leave to ^out
^got:
  snow.return
^out:
  snow.return
}

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.receive' op has 1 successors for 0 arms}}
  snow.receive
    leave to ^out
^out:
  snow.return
}

// -----

// Without arms a receive has no successors either.
snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{'snow.receive' op does not end an arm of 'snow.receive'; snow.accept, snow.reject, snow.leave and snow.panic do}}
      snow.receive
    }
^got:
  snow.return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.accept' op expects parent op}}
  snow.accept
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.reject' op expects parent op}}
  snow.reject
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.leave' op expects parent op}}
  snow.leave 0
}

// -----

snow.actor @a() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      // expected-error@+1 {{attribute 'exit' failed to satisfy constraint}}
      snow.leave -1
    }
    leave to ^got
^got:
  snow.return
}
