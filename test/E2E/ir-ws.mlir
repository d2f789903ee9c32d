// WebSocket operations without a server: they return, say once what is missing,
// and nothing crashes.
// RUN: %status 0 snowc run %s 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// RUN: snowc build %s -o %t && %status 0 %t 2>%t.err | %exact %s
// RUN: FileCheck %s --check-prefix=ERR --input-file=%t.err
// CHECK:0
// CHECK-NEXT:end
// ERR: [snow] snow_ws_broadcast: {{.*}}WebSocket server)
// ERR-NEXT: [snow] snow_ws_serve: {{.*}}WebSocket server)
// ERR-NEXT: [snow] snow_ws_serve_tls: {{.*}}WebSocket server)
// ERR-NOT: {{.}}

func.func @__closure_message(%tag: i64, %c: !snow.ws_conn, %text: !snow.string) {
  %n = snow.ws.send %c, %text
  return
}
func.func @main() {
  %room = snow.string.constant "room"
  %port = arith.constant 0 : i64
  %r = snow.ws.broadcast %room, %room
  %t = snow.to_string %r : i64
  snow.println %t
  %f = snow.closure @__closure_message(%port)
      : (i64) -> !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
  snow.ws.serve port %port message %f
      : !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
  snow.ws.serve_tls port %port cert %room key %room
  snow.ws.serve port %port
  %end = snow.string.constant "end"
  snow.println %end
  return
}
