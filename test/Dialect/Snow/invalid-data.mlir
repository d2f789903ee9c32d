// RUN: snow-opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{'snow.struct_type' op has a field of type 'i32', which is not a Snow value type}}
snow.struct_type @T named "T" (x: i32)

// -----

// expected-error@+1 {{'snow.struct_type' op has two fields "x"}}
snow.struct_type @T named "T" (x: i64, x: f64)

// -----

// expected-error@+1 {{'snow.struct_type' op has 1 field names and 2 fields}}
"snow.struct_type"() <{sym_name = "T", display_name = "T", field_names = ["x"], field_types = [i64, i64]}> : () -> ()

// -----

// expected-error@+1 {{'snow.sum_type' op has no variant}}
snow.sum_type @T named "T" []

// -----

// expected-error@+1 {{'snow.sum_type' op has two variants "A"}}
snow.sum_type @T named "T" [A, A(i64)]

// -----

// expected-error@+1 {{'snow.sum_type' op has two fields "x"}}
snow.sum_type @T named "T" [A(x: i64, x: i64)]

// -----

// expected-error@+1 {{'snow.struct_type' op names @missing for display, which is not a function}}
snow.struct_type @T named "T" (x: i64) display @missing

// -----

// expected-note@+1 {{the function is defined here}}
func.func private @f(i64) -> i1
// expected-error@+1 {{'snow.sum_type' op needs a function of type '(!snow.sum<@T>, !snow.sum<@T>) -> i1' for eq, but @f is of type '(i64) -> i1'}}
snow.sum_type @T named "T" [A] eq @f

// -----

func.func @f(%x: i64) {
  // expected-error@+1 {{'snow.struct.make' op uses @T, which no snow.struct_type declares}}
  %p = snow.struct.make %x : (i64) -> !snow.struct<@T>
  return
}

// -----

// expected-note@+1 {{the type is declared here}}
snow.struct_type @T named "T" (x: i64)
func.func @f(%x: f64) {
  // expected-error@+1 {{'snow.struct.make' op makes a '!snow.struct<@T>' of ('f64'), but its fields are ('i64')}}
  %p = snow.struct.make %x : (f64) -> !snow.struct<@T>
  return
}

// -----

snow.sum_type @T named "T" [A]
func.func @f(%p: !snow.struct<@T>) {
  // expected-error@+1 {{'snow.struct.get' op uses @T, which no snow.struct_type declares}}
  %x = snow.struct.get %p[0] : !snow.struct<@T> -> i64
  return
}

// -----

// expected-note@+1 {{the type is declared here}}
snow.struct_type @T named "T" (x: i64)
func.func @f(%p: !snow.struct<@T>) {
  // expected-error@+1 {{'snow.struct.get' op has index 1, but '!snow.struct<@T>' has 1 fields}}
  %x = snow.struct.get %p[1] : !snow.struct<@T> -> i64
  return
}

// -----

// expected-note@+1 {{the type is declared here}}
snow.struct_type @T named "T" (x: i64)
func.func @f(%p: !snow.struct<@T>) {
  // expected-error@+1 {{'snow.struct.get' op gives a 'f64', but the field is a 'i64'}}
  %x = snow.struct.get %p[0] : !snow.struct<@T> -> f64
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.sum.make' op uses @T, which no snow.sum_type declares}}
  %s = snow.sum.make 0() : () -> !snow.sum<@T>
  return
}

// -----

// expected-note@+1 {{the type is declared here}}
snow.sum_type @T named "T" [A, B(i64)]
func.func @f() {
  // expected-error@+1 {{'snow.sum.make' op has variant 2, but '!snow.sum<@T>' has 2 variants}}
  %s = snow.sum.make 2() : () -> !snow.sum<@T>
  return
}

// -----

// expected-note@+1 {{the type is declared here}}
snow.sum_type @T named "T" [A, B(i64)]
func.func @f() {
  // expected-error@+1 {{'snow.sum.make' op makes variant 1 of (), but its fields are ('i64')}}
  %s = snow.sum.make 1() : () -> !snow.sum<@T>
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.sum.make' op has variant 7, but '!snow.exit_reason' has 7 variants}}
  %s = snow.sum.make 7() : () -> !snow.exit_reason
  return
}

// -----

func.func @f() {
  // expected-error@+1 {{'snow.sum.make' op makes variant 3 of (), but its fields are ('!snow.string')}}
  %s = snow.sum.make 3() : () -> !snow.exit_reason
  return
}

// -----

func.func @f(%s: i64) {
  // expected-error@+1 {{'snow.sum.tag' op operand #0 must be}}
  %t = "snow.sum.tag"(%s) : (i64) -> i64
  return
}

// -----

// expected-note@+1 {{the type is declared here}}
snow.sum_type @T named "T" [A, B(i64)]
func.func @f(%s: !snow.sum<@T>) {
  // expected-error@+1 {{'snow.sum.get' op has index 0, but the variant has 0 fields}}
  %t = snow.sum.get %s[0, 0] : !snow.sum<@T> -> i64
  return
}

// -----

// expected-note@+1 {{the type is declared here}}
snow.sum_type @T named "T" [A, B(i64)]
func.func @f(%s: !snow.sum<@T>) {
  // expected-error@+1 {{'snow.sum.get' op gives a 'f64', but the field is a 'i64'}}
  %t = snow.sum.get %s[1, 0] : !snow.sum<@T> -> f64
  return
}

