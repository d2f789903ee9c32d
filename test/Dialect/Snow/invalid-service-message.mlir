// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.request' op tag 4294967296 is not below 2^32}}
  %0 = snow.service.request %s, 4294967296() : !snow.pid<!snow.unit>, () -> i64
  return
}

// -----

func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{'snow.service.post' op tag 4294967296 is not below 2^32}}
  snow.service.post %s, 4294967296() : !snow.pid<!snow.unit>, () -> ()
  return
}

// -----

func.func @f(%s: !snow.pid<!snow.unit>) {
  // expected-error@+1 {{attribute 'tag' failed to satisfy constraint: 64-bit signless integer attribute whose value is non-negative}}
  snow.service.post %s, -1() : !snow.pid<!snow.unit>, () -> ()
  return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op has 2 tags, 1 kinds, 1 payload types and 1 successors}}
  "snow.service.receive"()[^next] <{tags = array<i64: 0, 1>,
      is_call = array<i1: false>, payloads = [tuple<>]}> : () -> ()
^next:
  snow.return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op tag -1 is negative}}
  snow.service.receive
    cast -1() to ^next
^next:
  snow.return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op tag 4294967296 is not below 2^32}}
  snow.service.receive
    cast 4294967296() to ^next
^next:
  snow.return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op has two arms for tag 3}}
  snow.service.receive
    cast 3() to ^next
    cast 3() to ^next
^next:
  snow.return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op payload 0 must be a tuple of Snow values}}
  snow.service.receive
    cast 0(i32) to ^next
^next(%n: i32):
  snow.return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op passes the caller's pid to the successor of call 0, which does not take one first}}
  snow.service.receive
    call 0() to ^next
^next:
  snow.return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op passes the caller's pid to the successor of call 0, which does not take one first}}
  snow.service.receive
    call 0(i64) to ^next
^next(%n: i64):
  snow.return
}

// -----

snow.actor @loop() receives !snow.unit {
  // expected-error@+1 {{'snow.service.receive' op passes ('i64') to the successor of tag 1, which takes ()}}
  snow.service.receive
    cast 1(i64) to ^next
^next:
  snow.return
}

// -----

func.func @f(%s: !snow.pid<!snow.unit>, %n: i32) {
  // expected-error@+1 {{'snow.service.reply' op operand #1 must be a Snow value type, but got 'i32'}}
  snow.service.reply %s, %n : !snow.pid<!snow.unit>, i32
  return
}
