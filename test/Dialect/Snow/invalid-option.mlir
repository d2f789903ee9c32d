// RUN: snow-opt %s --split-input-file --verify-diagnostics

func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.result.ok' op makes an Ok('i64') of type '!snow.result<f64, i64>'}}
  %r = snow.result.ok %n : i64 -> !snow.result<f64, i64>
  return
}

// -----

func.func @f(%n: i64) {
  // expected-error@+1 {{'snow.result.err' op makes an Err('i64') of type '!snow.result<i64, f64>'}}
  %r = snow.result.err %n : i64 -> !snow.result<i64, f64>
  return
}

// -----

func.func @f(%a: !snow.any) {
  // expected-error@+1 {{'snow.any.is' op asks for 'i32', which is not a Snow value type}}
  %r = snow.any.is %a : i32
  return
}

// -----

func.func @f(%n: i64) {
  // expected-error@+2 {{'snow.option.some' op inferred type(s) '!snow.option<i64>' are incompatible with return type(s) of operation '!snow.option<f64>'}}
  // expected-error@+1 {{failed to infer returned types}}
  %o = "snow.option.some"(%n) : (i64) -> !snow.option<f64>
  return
}
