// More restarts than the limit allows end the supervisor with Shutdown.
// RUN: snowc run %s 2>%t.err | %exact %s
// RUN: snowc build %s -o %t && %t 2>%t.err | %exact %s
// CHECK:start
// CHECK-NEXT:start
// CHECK-NEXT:start
// CHECK-NEXT:Down({{[0-9]+}}, <0.1>, Shutdown)

snow.actor @crashes() receives i64 {
  %ms = arith.constant 10 : i64
  snow.timer.sleep %ms
  %why = snow.string.constant "again"
  snow.panic %why
}
func.func @start() -> !snow.pid<i64> {
  %s = snow.string.constant "start"
  snow.println %s
  %p = snow.spawn @crashes() : () -> !snow.pid<i64>
  return %p : !snow.pid<i64>
}
snow.supervisor @Root one_for_all max_restarts 2 max_seconds 5 {
  snow.child "a" start @start transient shutdown 100
}
func.func @main() {
  %root = snow.spawn @Root() : () -> !snow.pid<!snow.unit>
  %ref = snow.monitor %root : !snow.pid<!snow.unit>
  snow.receive
    case %m : !snow.any to ^got {
      snow.accept %m : !snow.any
    }
^got(%v: !snow.any):
  %t = snow.to_string %v : !snow.any
  snow.println %t
  return
}
