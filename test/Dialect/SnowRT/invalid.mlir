// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f() {
  // expected-error@+1 {{'snow_rt.function' op takes the address of @missing, which is not a function}}
  %f = snow_rt.function @missing
  return
}

// -----

module @inner {
}
func.func @f() {
  // expected-error@+1 {{'snow_rt.function' op takes the address of @inner, which is not a function}}
  %f = snow_rt.function @inner
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow_rt.type_info' op describes 'i32', which is not a Snow value type}}
  %t = snow_rt.type_info i32
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow_rt.type_info' op describes '!snow_rt.ptr', which is not a Snow value type}}
  %t = snow_rt.type_info !snow_rt.ptr
  return
}

// -----

func.func @f(%f: !snow_rt.ptr) {
  // expected-error@+1 {{'snow_rt.call_indirect' op calls a function with 2 results; at most one crosses a call}}
  %r:2 = snow_rt.call_indirect %f() : () -> (i64, i64)
  return
}

// -----

func.func @f(%f: !snow_rt.ptr, %n: index) {
  // expected-error@+1 {{'snow_rt.call_indirect' op operand #1 must be}}
  snow_rt.call_indirect %f(%n) : (index) -> ()
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{attribute 'size' failed to satisfy constraint: 64-bit signless integer attribute whose value is positive}}
  %p = snow_rt.frame_alloc 0
  return
}

// -----

func.func @f(%p: !snow_rt.ptr) {
  // expected-error@+1 {{'snow_rt.load' op result #0 must be}}
  %r = snow_rt.load %p[0] : f32
  return
}

// -----

func.func @f(%p: !snow_rt.ptr, %s: !snow.string) {
  // expected-error@+1 {{'snow_rt.store' op operand #0 must be}}
  snow_rt.store %s, %p[0] : !snow.string
  return
}

// -----

// The operands of a call are the ABI table's.
func.func @f(%p: !snow_rt.ptr) {
  // expected-error@+1 {{number of operands and types do not match: got 2 operands and 3 types}}
  snow_rt.actor_send(%p, %p)
  return
}

// -----

// expected-note@+1 {{prior use here}}
func.func @f(%n: i64) {
  // expected-error@+1 {{expects different type than prior uses: '!snow_rt.ptr' vs 'i64'}}
  snow_rt.io_println(%n)
  return
}

// -----

func.func @f(%n: i64) {
  // expected-error@+1 {{'snow_rt.io_println' op operand #0 must be an address, but got 'i64'}}
  "snow_rt.io_println"(%n) : (i64) -> ()
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow_rt.unreachable' op must be the last operation in the parent block}}
  snow_rt.unreachable
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow_rt.static' op has an object that is neither [...] nor {list = [...]}: {tree = []}}}
  %p = "snow_rt.static"() <{object = {tree = []}}> : () -> !snow_rt.ptr
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow_rt.static' op has a word that is no constant: 1 : i32}}
  %p = "snow_rt.static"() <{object = [1 : i32]}> : () -> !snow_rt.ptr
  return
}

// -----

// expected-error@+1 {{'snow_rt.type' op is a struct of 2 variants}}
snow_rt.type @T named "T" [#snow.variant<A>, #snow.variant<B>]

// -----

// expected-error@+1 {{'snow_rt.type' op names @missing for display, which is not a function}}
snow_rt.type @T named "T" [#snow.variant<A>] display @missing

// -----

func.func private @f(i64) -> i1
// expected-error@+1 {{'snow_rt.type' op needs a function of type '(i64, i64) -> i8' for eq, but @f is of type '(i64) -> i1'}}
snow_rt.type @T named "T" [#snow.variant<A>] eq @f

// -----

func.func @f() {
  // expected-error@+1 {{'snow_rt.global_address' op names @f, which is not a snow_rt.global}}
  %p = snow_rt.global_address @f
  return
}

// -----

func.func @f(%frame: !snow_rt.ptr) {
  // expected-error@+1 {{'snow_rt.continue' op enters @g, which is not a function}}
  snow_rt.continue @g(%frame)
}

// -----

func.func private @g(!snow_rt.ptr) -> i64
func.func @f(%frame: !snow_rt.ptr) {
  // expected-error@+1 {{'snow_rt.continue' op enters @g, which is of type '(!snow_rt.ptr) -> i64' and does not take just the address of the state}}
  snow_rt.continue @g(%frame)
}
