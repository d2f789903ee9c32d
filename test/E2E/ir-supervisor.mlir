// A supervisor starts its children in order and restarts one that crashed; the
// others keep their processes.
// RUN: snowc run %s 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// RUN: snowc build %s -o %t && %t 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// CHECK:start a
// CHECK-NEXT:start b
// CHECK-NEXT:supervisor <0.1>
// CHECK-NEXT:start b
// CHECK-NEXT:main ends
// ERR: [snow] process <0.3> (worker) crashed: worker crashed {{.*}}
// ERR-NOT: {{.}}

snow.actor @worker(%ms: i64) receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
    after %ms to ^late
^got(%n: i64):
  snow.return
^late:
  %why = snow.string.constant "worker crashed"
  snow.panic %why
}
snow.actor @quiet() receives i64 {
  snow.receive
    case %m : i64 to ^got {
      snow.accept %m : i64
    }
^got(%n: i64):
  snow.return
}
func.func @start_a() -> !snow.pid<i64> {
  %s = snow.string.constant "start a"
  snow.println %s
  %p = snow.spawn @quiet() : () -> !snow.pid<i64>
  return %p : !snow.pid<i64>
}
func.func @start_b() -> !snow.pid<i64> {
  %s = snow.string.constant "start b"
  snow.println %s
  %ms = arith.constant 200 : i64
  %p = snow.spawn @worker(%ms) : (i64) -> !snow.pid<i64>
  return %p : !snow.pid<i64>
}
snow.supervisor @Root one_for_one max_restarts 3 max_seconds 5 {
  snow.child "a" start @start_a permanent shutdown 5000
  snow.child "b" start @start_b permanent brutal_kill
}
func.func @main() {
  %root = snow.spawn @Root() : () -> !snow.pid<!snow.unit>
  %what = snow.string.constant "supervisor "
  %t = snow.to_string %root : !snow.pid<!snow.unit>
  %s = snow.string.concat %what, %t
  snow.println %s
  %ms = arith.constant 300 : i64
  snow.timer.sleep %ms
  %end = snow.string.constant "main ends"
  snow.println %end
  %r = snow.exit_reason shutdown
  snow.exit %root, %r : !snow.pid<!snow.unit>
  return
}
