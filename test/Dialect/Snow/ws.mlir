// RUN: snow-opt %s | snow-opt | FileCheck %s
// RUN: snow-opt %s --verify-roundtrip

!connect = !snow.fn<(!snow.ws_conn, !snow.string,
                     !snow.map<!snow.string, !snow.string>) -> i1>
!message = !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
!close = !snow.fn<(!snow.ws_conn, i64, !snow.string) -> ()>

// CHECK-LABEL: func.func @serve
// CHECK-SAME:    %[[PORT:[a-z0-9]+]]: i64, %[[CONNECT:[a-z0-9]+]]: {{[^%]*}}%[[MESSAGE:[a-z0-9]+]]: {{[^%]*}}%[[CLOSE:[a-z0-9]+]]:
func.func @serve(%port: i64, %connect: !connect, %message: !message,
                 %close: !close) {
  // CHECK:      snow.ws.serve port %[[PORT]]
  // CHECK-SAME:   connect %[[CONNECT]] : !snow.fn<(!snow.ws_conn, !snow.string, !snow.map<!snow.string, !snow.string>) -> i1>
  // CHECK-SAME:   message %[[MESSAGE]] : !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
  // CHECK-SAME:   close %[[CLOSE]] : !snow.fn<(!snow.ws_conn, i64, !snow.string) -> ()>
  snow.ws.serve port %port connect %connect : !connect
      message %message : !message close %close : !close
  return
}

// Each callback may be left out.
// CHECK-LABEL: func.func @serve_less
func.func @serve_less(%port: i64, %message: !message, %close: !close) {
  // CHECK: snow.ws.serve port %{{[a-z0-9]+$}}
  snow.ws.serve port %port
  // CHECK: snow.ws.serve port %{{[a-z0-9]+}} message %{{[a-z0-9]+}} : {{.*}} -> ()>{{$}}
  snow.ws.serve port %port message %message : !message
  // CHECK: snow.ws.serve port %{{[a-z0-9]+}} close %{{[a-z0-9]+}} : {{.*}} -> ()>{{$}}
  snow.ws.serve port %port close %close : !close
  return
}

// CHECK-LABEL: func.func @serve_tls
// CHECK-SAME:    %[[PORT:[a-z0-9]+]]: i64, %[[CERT:[a-z0-9]+]]: !snow.string, %[[KEY:[a-z0-9]+]]: !snow.string, %[[CONNECT:[a-z0-9]+]]:
func.func @serve_tls(%port: i64, %cert: !snow.string, %key: !snow.string,
                     %connect: !connect) {
  // CHECK: snow.ws.serve_tls port %[[PORT]] cert %[[CERT]] key %[[KEY]] connect %[[CONNECT]] : !snow.fn<
  snow.ws.serve_tls port %port cert %cert key %key connect %connect : !connect
  return
}

// CHECK-LABEL: func.func @rooms
// CHECK-SAME:    %[[C:.*]]: !snow.ws_conn, %[[ROOM:.*]]: !snow.string, %[[TEXT:.*]]: !snow.string
func.func @rooms(%c: !snow.ws_conn, %room: !snow.string, %text: !snow.string) {
  // CHECK: snow.ws.join %[[C]], %[[ROOM]]
  %0 = snow.ws.join %c, %room
  // CHECK: snow.ws.send %[[C]], %[[TEXT]]
  %1 = snow.ws.send %c, %text
  // CHECK: snow.ws.broadcast %[[ROOM]], %[[TEXT]]
  %2 = snow.ws.broadcast %room, %text
  // CHECK: snow.ws.broadcast_except %[[ROOM]], %[[TEXT]], %[[C]]
  %3 = snow.ws.broadcast_except %room, %text, %c
  // CHECK: snow.ws.leave %[[C]], %[[ROOM]]
  %4 = snow.ws.leave %c, %room
  return
}
