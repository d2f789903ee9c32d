// Function values: captured values, calls, and a process of its own.
// RUN: snowc run %s | %exact %s
// RUN: snowc build %s -o %t && %t | %exact %s
// CHECK:42
// CHECK-NEXT:x=1.5
// CHECK-NEXT:spawned by <0.0>

func.func @__closure_add(%by: i64, %n: i64) -> i64 {
  %r = arith.addi %by, %n : i64
  return %r : i64
}
func.func @__closure_show(%name: !snow.string, %f: f64, %unused: i1) -> !snow.string {
  %eq = snow.string.constant "="
  %t = snow.to_string %f : f64
  %s = snow.string.concat %name, %eq, %t
  return %s : !snow.string
}
func.func @__closure_tell(%to: !snow.pid<!snow.string>, %text: !snow.string) {
  snow.send %to, %text : !snow.pid<!snow.string>, !snow.string
  return
}
func.func @apply(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
  %r = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
  return %r : i64
}
func.func @main() {
  %two = arith.constant 2 : i64
  %forty = arith.constant 40 : i64
  %f = snow.closure @__closure_add(%two) : (i64) -> !snow.fn<(i64) -> i64>
  %r = call @apply(%f, %forty) : (!snow.fn<(i64) -> i64>, i64) -> i64
  %t = snow.to_string %r : i64
  snow.println %t
  %x = snow.string.constant "x"
  %h = arith.constant 1.5 : f64
  %no = arith.constant false
  %g = snow.closure @__closure_show(%x, %h)
      : (!snow.string, f64) -> !snow.fn<(i1) -> !snow.string>
  %s = snow.closure.call %g(%no) : !snow.fn<(i1) -> !snow.string>
  snow.println %s
  %me = snow.self : !snow.pid<!snow.string>
  %mt = snow.to_string %me : !snow.pid<!snow.string>
  %by = snow.string.constant "spawned by "
  %text = snow.string.concat %by, %mt
  %k = snow.closure @__closure_tell(%me, %text)
      : (!snow.pid<!snow.string>, !snow.string) -> !snow.fn<() -> ()>
  %p = snow.spawn_closure %k : !snow.fn<() -> ()> -> !snow.pid<!snow.any>
  snow.receive
    case %m : !snow.string to ^got {
      snow.accept %m : !snow.string
    }
^got(%v: !snow.string):
  snow.println %v
  return
}
