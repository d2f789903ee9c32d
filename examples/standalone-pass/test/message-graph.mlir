// RUN: snow-opt %s --load-pass-plugin=%pass_plugin \
// RUN:   --pass-pipeline='builtin.module(standalone-message-graph)' \
// RUN:   --verify-diagnostics -o /dev/null

snow.service @Counter state i64 {
  snow.init(%start: i64) {
    snow.return %start : i64
  }
  snow.call "GetCount"(%state: i64) -> i64 {
    snow.reply %state, %state : i64, i64
  }
  snow.cast "Add"(%state: i64, %n: i64) {
    %next = arith.addi %state, %n : i64
    snow.return %next : i64
  }
}

// The identifier comes in as a parameter and goes round a loop; both spawns
// pass the same process.
snow.actor @pong(%peer: !snow.pid<i64>) receives i64 {
  cf.br ^loop(%peer : !snow.pid<i64>)
^loop(%to: !snow.pid<i64>):
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  // expected-remark @below {{@pong sends 'i64' to @ping}}
  snow.send %to, %n : !snow.pid<i64>, i64
  cf.br ^loop(%to : !snow.pid<i64>)
}

snow.actor @ping() receives i64 {
  %me = snow.self : !snow.pid<i64>
  // expected-remark @below {{@ping starts @pong}}
  %a = snow.spawn @pong(%me) : (!snow.pid<i64>) -> !snow.pid<i64>
  // expected-remark @below {{@ping starts @pong}}
  %b = snow.spawn @pong(%me) : (!snow.pid<i64>) -> !snow.pid<i64>
  %one = arith.constant 1 : i64
  // expected-remark @below {{@ping sends 'i64' to @pong}}
  snow.send %a, %one : !snow.pid<i64>, i64
  snow.return
}

func.func @main(%other: !snow.pid<!snow.any>, %n: i64) -> i64 {
  // expected-remark @below {{@main starts @Counter}}
  %c = snow.service.start @Counter(%n) : (i64) -> !snow.pid<!snow.unit>
  // expected-remark @below {{@main casts @Counter.Add}}
  snow.service.cast @Counter["Add"] %c(%n) : !snow.pid<!snow.unit>, (i64) -> ()
  // expected-remark @below {{@main calls @Counter.GetCount for 'i64'}}
  %r = snow.service.call @Counter["GetCount"] %c() : !snow.pid<!snow.unit>, () -> i64
  // expected-remark @below {{@main sends 'i64' to an unknown process}}
  snow.send %other, %r : !snow.pid<!snow.any>, i64
  return %r : i64
}
