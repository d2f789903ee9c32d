// Node operations without a transport: the documented error values, one line
// for each entry that is still to come, and no crash.
// RUN: %status 0 snowc run %s 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// RUN: snowc build %s -o %t && %status 0 %t 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// CHECK:start -2
// CHECK-NEXT:start -2
// CHECK-NEXT:connect -1
// CHECK-NEXT:self []
// CHECK-NEXT:list []
// CHECK-NEXT:monitor 1
// CHECK-NEXT:end
// ERR: [snow] snow_node_start: {{.*}}node transport)
// ERR-NEXT: [snow] snow_node_connect: {{.*}}node transport)
// ERR-NEXT: [snow] snow_node_monitor: {{.*}}node transport)
// ERR-NOT: {{.}}

func.func @say(%what: !snow.string, %n: i64) {
  %t = snow.to_string %n : i64
  %blank = snow.string.constant " "
  %s = snow.string.concat %what, %blank, %t
  snow.println %s
  return
}
func.func @main() {
  %name = snow.string.constant "a@localhost"
  %cookie = snow.string.constant "secret"
  %n = arith.constant 1 : i64
  %start = snow.string.constant "start"
  %r0 = snow.node.start %name, %cookie
  func.call @say(%start, %r0) : (!snow.string, i64) -> ()
  %r1 = snow.node.start %name, %cookie
  func.call @say(%start, %r1) : (!snow.string, i64) -> ()
  %connect = snow.string.constant "connect"
  %r2 = snow.node.connect %name
  func.call @say(%connect, %r2) : (!snow.string, i64) -> ()
  %open = snow.string.constant "self ["
  %close = snow.string.constant "]"
  %me = snow.node.self
  %s = snow.string.concat %open, %me, %close
  snow.println %s
  %list = snow.string.constant "list "
  %l = snow.node.list : !snow.list<!snow.string>
  %lt = snow.to_string %l : !snow.list<!snow.string>
  %ls = snow.string.concat %list, %lt
  snow.println %ls
  %monitor = snow.string.constant "monitor"
  %r3 = snow.node.monitor %name
  func.call @say(%monitor, %r3) : (!snow.string, i64) -> ()
  // Unknown names drop the message.
  snow.send_named %name at %name, %n : i64
  snow.send_named %name, %n : i64
  %end = snow.string.constant "end"
  snow.println %end
  return
}
