// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip
// RUN: snow-opt %s --cse | FileCheck %s --check-prefix=CSE

// CHECK: snow.global @Main.limit : i64
snow.global @Main.limit : i64
// CHECK: snow.global private @Main.names : !snow.list<!snow.string>
snow.global private @Main.names : !snow.list<!snow.string>

// CHECK-LABEL: func.func @globals
func.func @globals(%l: !snow.list<!snow.string>) -> i64 {
  // CHECK: snow.global.set @Main.names, %{{.*}} : !snow.list<!snow.string>
  snow.global.set @Main.names, %l : !snow.list<!snow.string>
  // CHECK: snow.global.get @Main.limit : i64
  %n = snow.global.get @Main.limit : i64
  return %n : i64
}

// CHECK-LABEL: func.func @calls
func.func @calls(%s: !snow.string, %l: !snow.list<f64>, %f: f64) {
  // CHECK: snow.library_call "string_eq"(%{{.*}}, %{{.*}}) : (!snow.string, !snow.string) -> i1
  %0 = snow.library_call "string_eq"(%s, %s) : (!snow.string, !snow.string) -> i1
  // CHECK: snow.library_call "value_display" types [!snow.list<f64>](%{{.*}}) : (!snow.list<f64>) -> !snow.string
  %1 = snow.library_call "value_display" types [!snow.list<f64>](%l) : (!snow.list<f64>) -> !snow.string
  // A number as the word of a value.
  // CHECK: snow.library_call "value_display" types [f64](%{{.*}}) : (f64) -> !snow.string
  %2 = snow.library_call "value_display" types [f64](%f) : (f64) -> !snow.string
  // CHECK: snow.library_call "io_println"(%{{.*}}) : (!snow.string) -> ()
  snow.library_call "io_println"(%s) : (!snow.string) -> ()
  // A unit result is made where the function returns nothing.
  // CHECK: snow.library_call "io_println"(%{{.*}}) : (!snow.string) -> !snow.unit
  %3 = snow.library_call "io_println"(%s) : (!snow.string) -> !snow.unit
  return
}

// The table says that a comparison only reads, and that printing writes.
// CSE-LABEL: func.func @effects
func.func @effects(%s: !snow.string, %t: !snow.string) -> (i64, i64) {
  // CSE: "string_compare"
  // CSE-NOT: "string_compare"
  %a = snow.library_call "string_compare"(%s, %t) : (!snow.string, !snow.string) -> i64
  %b = snow.library_call "string_compare"(%s, %t) : (!snow.string, !snow.string) -> i64
  // CSE: "io_print"
  // CSE: "io_print"
  snow.library_call "io_print"(%s) : (!snow.string) -> ()
  snow.library_call "io_print"(%s) : (!snow.string) -> ()
  return %a, %b : i64, i64
}
