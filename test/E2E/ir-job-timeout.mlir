// A job that takes too long goes on and may be awaited again; ordinary messages
// stay in the mailbox meanwhile.
// RUN: snowc run %s | %exact %s
// RUN: snowc build %s -o %t && %t | %exact %s
// CHECK:Err(timeout)
// CHECK-NEXT:Ok(250)
// CHECK-NEXT:message 7
// CHECK-NEXT:Err(noproc)

func.func @__closure_0(%ms: i64) -> i64 {
  snow.timer.sleep %ms
  return %ms : i64
}
func.func @await(%j: !snow.pid<i64>, %ms: i64) {
  %r = snow.job.await_timeout %j, %ms
      : !snow.pid<i64> -> !snow.result<i64, !snow.string>
  %t = snow.to_string %r : !snow.result<i64, !snow.string>
  snow.println %t
  return
}
func.func @main() {
  %short = arith.constant 5 : i64
  %ms = arith.constant 250 : i64
  %long = arith.constant 60000 : i64
  %seven = arith.constant 7 : i64
  %me = snow.self : !snow.pid<i64>
  %f = snow.closure @__closure_0(%ms) : (i64) -> !snow.fn<() -> i64>
  %j = snow.job.async %f : !snow.fn<() -> i64> -> !snow.pid<i64>
  call @await(%j, %short) : (!snow.pid<i64>, i64) -> ()
  snow.send %me, %seven : !snow.pid<i64>, i64
  call @await(%j, %long) : (!snow.pid<i64>, i64) -> ()
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  %what = snow.string.constant "message "
  %t = snow.to_string %n : i64
  %s = snow.string.concat %what, %t
  snow.println %s
  call @await(%me, %long) : (!snow.pid<i64>, i64) -> ()
  return
}
