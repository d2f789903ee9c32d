// RUN: snow-opt %s --snow-insert-ownership --split-input-file --verify-diagnostics
// RUN: not snow-opt %s --snow-insert-ownership=strategy=tracing \
// RUN:   --split-input-file 2>&1 | FileCheck %s

// CHECK: error: unknown ownership strategy 'tracing'; there are 'counted' and 'program-lifetime'
func.func @kept(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already; run snow-insert-ownership once, before any other pass that inserts snow.retain or snow.release}}
  snow.retain %s : !snow.string
  return
}

// -----

func.func @dropped(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.release %s : !snow.string
  return
}

// -----

func.func @listed(%s: !snow.string) {
  // expected-error@+1 {{ownership is explicit already}}
  snow.cleanup(%s) : !snow.string
  return
}

// -----

func.func @structured(%c: i1, %s: !snow.string) {
  // expected-error@+1 {{ownership needs a control-flow graph; run convert-scf-to-cf before}}
  scf.if %c {
    snow.println %s
  }
  return
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
snow.continuation @a.r1 of @a(%n: i64) {
  // expected-note@+1 {{the value is from here}}
  %s = snow.to_string %n : i64
  // expected-error@+1 {{'snow.receive' op suspends, but does not keep a value that is used later}}
  snow.receive suspends(%n : i64)
    case %m : i64 to ^got {
      snow.accept
    }
^got:
  snow.println %s
  snow.return
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
snow.continuation @a.r1 of @a(%part: !snow.string, %whole: tuple<!snow.string>) {
  // expected-note@+1 {{the value is from here}}
  %s = snow.tuple.get %whole[0] : tuple<!snow.string>
  // expected-error@+1 {{'snow.service.receive' op keeps a value that is only a part of another one}}
  snow.service.receive suspends(%s, %whole : !snow.string, tuple<!snow.string>)
    call 0() to ^get
^get(%caller: !snow.pid<!snow.any>):
  snow.return
}
