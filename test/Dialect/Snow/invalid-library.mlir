// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f() {
  // expected-error@+1 {{'snow.library_call' op calls "no_such", which is not in the ABI table}}
  snow.library_call "no_such"() : () -> ()
  return
}

// -----

func.func @f(%s: !snow.string) {
  // expected-error@+1 {{'snow.library_call' op describes 'i32', which is not a Snow value type}}
  %t = snow.library_call "value_display" types [i32](%s) : (!snow.string) -> !snow.string
  return
}

// -----

func.func @f(%s: !snow.string) {
  // expected-error@+1 {{'snow.library_call' op passes 0 types and 1 values, but snow_value_display has 2 parameters}}
  %t = snow.library_call "value_display"(%s) : (!snow.string) -> !snow.string
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.library_call' op passes a type where snow_timer_sleep takes a word}}
  snow.library_call "timer_sleep" types [i64]() : () -> ()
  return
}

// -----

func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.library_call' op passes a 'i64' where snow_io_print takes an address}}
  snow.library_call "io_print"(%n) : (i64) -> ()
  return
}

// -----

func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.library_call' op passes a 'i64' where snow_process_trap_exit takes a byte}}
  %r = snow.library_call "process_trap_exit"(%n) : (i64) -> i1
  return
}

// -----

func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.library_call' op passes a 'i64' where snow_string_from_float takes a double}}
  %r = snow.library_call "string_from_float"(%n) : (i64) -> !snow.string
  return
}

// -----

func.func @f(%s: !snow.string) {
  // expected-error@+1 {{'snow.library_call' op gives a 'i64', but snow_io_print returns nothing}}
  %r = snow.library_call "io_print"(%s) : (!snow.string) -> i64
  return
}

// -----

func.func @f(%s: !snow.string) {
  // expected-error@+1 {{'snow.library_call' op has 2 results}}
  %r:2 = snow.library_call "string_eq"(%s, %s) : (!snow.string, !snow.string) -> (i1, i1)
  return
}

// -----

// expected-error@+1 {{'snow.global' op is of type 'i32', which is not a Snow value type}}
snow.global @g : i32

// -----

func.func @f() {
  // expected-error@+1 {{'snow.global.get' op names @g, which is not a snow.global}}
  %n = snow.global.get @g : i64
  return
}

// -----

// expected-note@+1 {{the constant is declared here}}
snow.global @g : i64
func.func @f(%x: f64) {
  // expected-error@+1 {{'snow.global.set' op is of type 'f64', but the constant is of type 'i64'}}
  snow.global.set @g, %x : f64
  return
}
