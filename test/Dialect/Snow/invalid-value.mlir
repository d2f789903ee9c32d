// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f(%a: i64, %s: !snow.string) {
  // expected-error@+1 {{'snow.tuple.make' op makes a 'tuple<i64>' of ('i64', '!snow.string')}}
  %t = "snow.tuple.make"(%a, %s) : (i64, !snow.string) -> tuple<i64>
  return
}

// -----

func.func @f(%t: tuple<i64, i1>) {
  // expected-error@+1 {{'snow.tuple.get' op has index 2, but 'tuple<i64, i1>' has 2 elements}}
  %a = snow.tuple.get %t[2] : tuple<i64, i1>
  return
}

// -----

func.func @f(%t: tuple<i64, i1>) {
  // expected-error@+2 {{'snow.tuple.get' op inferred type(s) 'i64' are incompatible with return type(s) of operation 'i1'}}
  // expected-error@+1 {{failed to infer returned types}}
  %a = "snow.tuple.get"(%t) <{index = 0 : i64}> : (tuple<i64, i1>) -> i1
  return
}

// -----

func.func @f(%a: i64, %b: i1) {
  // expected-error@+1 {{'snow.list.make' op puts a 'i1' into a '!snow.list<i64>'}}
  %l = "snow.list.make"(%a, %b) : (i64, i1) -> !snow.list<i64>
  return
}

// -----

func.func @f(%l: !snow.list<i64>, %b: i1) {
  // expected-error@+1 {{'snow.list.append' op puts a 'i1' into a '!snow.list<i64>'}}
  %m = snow.list.append %l, %b : !snow.list<i64>, i1
  return
}

// -----

func.func @f(%l: !snow.list<i64>, %b: i64) {
  // expected-error@+1 {{'snow.list.append' op failed to verify that all of {list, result} have same type}}
  %m = "snow.list.append"(%l, %b)
      : (!snow.list<i64>, i64) -> !snow.list<i1>
  return
}

// -----

func.func @f(%l: !snow.list<i64>, %i: i64) {
  // expected-error@+2 {{'snow.list.get' op inferred type(s) 'i64' are incompatible with return type(s) of operation 'i1'}}
  // expected-error@+1 {{failed to infer returned types}}
  %m = "snow.list.get"(%l, %i) : (!snow.list<i64>, i64) -> i1
  return
}

// -----

func.func @f(%r: !snow.result<i64, !snow.string>) {
  // expected-error@+2 {{'snow.result.get' op inferred type(s) '!snow.string' are incompatible with return type(s) of operation 'i64'}}
  // expected-error@+1 {{failed to infer returned types}}
  %m = "snow.result.get"(%r) <{err}>
      : (!snow.result<i64, !snow.string>) -> i64
  return
}

// -----

func.func @f(%a: i64, %b: i1) {
  // expected-error@+1 {{'snow.eq' op requires all operands to have the same type}}
  %r = "snow.eq"(%a, %b) : (i64, i1) -> i1
  return
}

// -----

func.func @f(%a: i64, %b: i1) {
  // expected-error@+1 {{'snow.compare' op requires all operands to have the same type}}
  %r = "snow.compare"(%a, %b) : (i64, i1) -> i64
  return
}

// -----

func.func @f(%a: f32) {
  // expected-error@+1 {{'snow.to_string' op operand #0 must be a Snow value type, but got 'f32'}}
  %r = snow.to_string %a : f32
  return
}

// -----

func.func @f(%a: f64) {
  // expected-error@+1 {{'snow.string.concat' op operand #0 must be variadic of immutable bytes with a length, normally UTF-8 or 64-bit signless integer, but got 'f64'}}
  %r = "snow.string.concat"(%a) : (f64) -> !snow.string
  return
}

// -----

func.func @f(%a: !snow.string) {
  // expected-error@+1 {{'snow.string.read' op result #1 must be 64-bit signless integer or 64-bit float, but got 'i32'}}
  %ok, %r = "snow.string.read"(%a) : (!snow.string) -> (i1, i32)
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.closure' op names @missing, which is not a function}}
  %g = snow.closure @missing() : () -> !snow.fn<() -> ()>
  return
}

// -----

snow.actor @a() receives i64 {
  snow.return
}
func.func @f() {
  // expected-error@+1 {{'snow.closure' op names @a, which is not a function}}
  %g = snow.closure @a() : () -> !snow.fn<() -> ()>
  return
}

// -----

// expected-note@+1 {{the function is defined here}}
func.func private @g(i64, i1) -> i64
func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.closure' op captures ('i64') for a function value of type '() -> i64', but the function is of type '(i64, i1) -> i64'}}
  %g = snow.closure @g(%n) : (i64) -> !snow.fn<() -> i64>
  return
}

// -----

// expected-note@+1 {{the function is defined here}}
func.func private @g(i64) -> i64
func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.closure' op captures ('i64') for a function value of type '() -> i1', but the function is of type '(i64) -> i64'}}
  %g = snow.closure @g(%n) : (i64) -> !snow.fn<() -> i1>
  return
}

// -----

func.func @f(%g: !snow.fn<(i64) -> i64>) {
  // expected-error@+1 {{'snow.closure.call' op calls a function of type '(i64) -> i64' with () for ('i64')}}
  %r = "snow.closure.call"(%g) : (!snow.fn<(i64) -> i64>) -> i64
  return
}

// -----

func.func @f(%a: i64, %b: i32) {
  // expected-error@+1 {{'snow.int.div' op operand #1 must be 64-bit signless integer, but got 'i32'}}
  %r = "snow.int.div"(%a, %b) : (i64, i32) -> i64
  return
}

// -----

func.func @f(%l: !snow.list<i64>) {
  // expected-error@+1 {{'snow.reinterpret' op operand type '!snow.list<i64>' and result type '!snow.set<i64>' are cast incompatible}}
  %m = snow.reinterpret %l : !snow.list<i64> to !snow.set<i64>
  return
}
