// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f() {
  // expected-error@+1 {{'snow.spawn' op spawns @missing, which is not defined}}
  %0 = snow.spawn @missing() : () -> !snow.pid<i64>
  return
}

// -----

// expected-note@+1 {{the actor is defined here}}
snow.actor @a() receives i64 {
  snow.return
}
func.func @f() {
  // expected-error@+1 {{'snow.spawn' op gives a '!snow.pid<!snow.string>', but the actor receives 'i64'}}
  %0 = snow.spawn @a() : () -> !snow.pid<!snow.string>
  return
}

// -----

// expected-note@+1 {{the callee is defined here}}
snow.actor @a(%n: i64) receives i64 {
  snow.return
}
func.func @f(%s: !snow.string) {
  // expected-error@+1 {{'snow.spawn' op passes ('!snow.string'), but the callee takes ('i64')}}
  %0 = snow.spawn @a(%s) : (!snow.string) -> !snow.pid<i64>
  return
}

// -----

// expected-note@+1 {{the callee is defined here}}
func.func private @g(i64)
func.func @f() {
  // expected-error@+1 {{'snow.spawn' op passes (), but the callee takes ('i64')}}
  %0 = snow.spawn @g() : () -> !snow.pid<!snow.any>
  return
}

// -----

// expected-note@+1 {{the callee is defined here}}
snow.supervisor @Root one_for_one max_restarts 1 max_seconds 1 {
}
func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.spawn' op passes ('i64'), but the callee takes ()}}
  %0 = snow.spawn @Root(%n) : (i64) -> !snow.pid<!snow.unit>
  return
}

// -----

// A service is no actor: it has a start of its own.
// expected-note@+1 {{it is defined here}}
snow.service @S state !snow.unit {
}
func.func @f() {
  // expected-error@+2 {{'snow.spawn' op spawns @S, which is not an actor, a function or a supervisor}}
  // expected-note@+1 {{a service is started with snow.service.start}}
  %0 = snow.spawn @S() : () -> !snow.pid<!snow.unit>
  return
}

// -----

// expected-note@+1 {{it is defined here}}
module @inner {
}
func.func @f() {
  // expected-error@+1 {{'snow.spawn' op spawns @inner, which is not an actor, a function or a supervisor}}
  %0 = snow.spawn @inner() : () -> !snow.pid<!snow.unit>
  return
}

// -----

func.func private @g()
func.func @f() {
  // expected-error@+1 {{'snow.spawn' op result #0 must be a process identifier, but got 'i64'}}
  %0 = snow.spawn @g() : () -> i64
  return
}

// -----

func.func @f(%g: !snow.fn<(i64) -> ()>) {
  // expected-error@+1 {{'snow.spawn_closure' op spawns a function that takes parameters}}
  %0 = snow.spawn_closure %g : !snow.fn<(i64) -> ()> -> !snow.pid<!snow.any>
  return
}

// -----

snow.actor @a() receives i64 {
  // expected-error@+1 {{'snow.self' op gives a '!snow.pid<!snow.string>', but the actor receives 'i64'}}
  %0 = snow.self : !snow.pid<!snow.string>
  snow.return
}

// -----

func.func @f(%to: !snow.pid<i64>, %s: !snow.string) {
  // expected-error@+1 {{'snow.send' op sends '!snow.string' to a process that takes 'i64'}}
  snow.send %to, %s : !snow.pid<i64>, !snow.string
  return
}

// -----

// A service takes calls and casts, not messages.
func.func @f(%to: !snow.pid<!snow.unit>, %n: i64) {
  // expected-error@+1 {{'snow.send' op sends 'i64' to a process that takes '!snow.unit'}}
  snow.send %to, %n : !snow.pid<!snow.unit>, i64
  return
}

// -----

func.func @f(%to: !snow.pid<!snow.any>, %n: i32) {
  // expected-error@+1 {{'snow.send' op operand #1 must be a Snow value type, but got 'i32'}}
  snow.send %to, %n : !snow.pid<!snow.any>, i32
  return
}

// -----

func.func @f(%to: i64, %n: i64) {
  // expected-error@+1 {{'snow.send' op operand #0 must be a process identifier, but got 'i64'}}
  "snow.send"(%to, %n) : (i64, i64) -> ()
  return
}

// -----

func.func @f(%to: !snow.pid<i64>, %ms: i64, %s: !snow.string) {
  // expected-error@+1 {{'snow.timer.send_after' op sends '!snow.string' to a process that takes 'i64'}}
  snow.timer.send_after %to, %ms, %s : !snow.pid<i64>, !snow.string
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.exit_reason' op of kind error needs a text}}
  %0 = snow.exit_reason error
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.exit_reason' op of kind custom needs a text}}
  %0 = snow.exit_reason custom
  return
}

// -----

func.func @f(%s: !snow.string) {
  // expected-error@+1 {{'snow.exit_reason' op of kind normal has no text}}
  %0 = snow.exit_reason normal(%s)
  return
}

// -----

func.func @f() {
  // expected-error@+2 {{to be one of: normal, shutdown, killed, error, no_proc, no_connection, custom}}
  // expected-error@+2 {{failed to parse}}
  %0 = snow.exit_reason tired
  return
}

// -----

func.func @f(%g: !snow.fn<(i64) -> ()>) {
  // expected-error@+1 {{'snow.on_exit' op takes a function without parameters}}
  snow.on_exit %g : !snow.fn<(i64) -> ()>
  return
}
