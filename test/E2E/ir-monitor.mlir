// A process monitors another and receives its Down message as a value of any
// type, between ordinary messages.
// RUN: snowc run %s 2>%t.err | %exact %s
// RUN: snowc build %s -o %t && %t 2>%t.err | %exact %s
// CHECK:5
// CHECK-NEXT:Down(1, <0.1>, Error(told to))
// CHECK-NEXT:end

snow.actor @ends(%report: !snow.pid<!snow.any>) receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  snow.send %report, %n : !snow.pid<!snow.any>, i64
  %why = snow.string.constant "told to"
  %r = snow.exit_reason error(%why)
  snow.exit_self %r
}
func.func @show() {
  snow.receive
    case %m : !snow.any to ^got {
      snow.accept %m : !snow.any
    }
^got(%v: !snow.any):
  %t = snow.to_string %v : !snow.any
  snow.println %t
  return
}
func.func @main() {
  %n = arith.constant 5 : i64
  %me = snow.self : !snow.pid<!snow.any>
  %p = snow.spawn @ends(%me) : (!snow.pid<!snow.any>) -> !snow.pid<i64>
  %ref = snow.monitor %p : !snow.pid<i64>
  snow.send %p, %n : !snow.pid<i64>, i64
  call @show() : () -> ()
  call @show() : () -> ()
  %end = snow.string.constant "end"
  snow.println %end
  return
}
