// RUN: snow-opt %s --convert-snow-to-snow-rt --split-input-file | FileCheck %s

!connect = !snow.fn<(!snow.ws_conn, !snow.string,
                     !snow.map<!snow.string, !snow.string>) -> i1>
!message = !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
!close = !snow.fn<(!snow.ws_conn, i64, !snow.string) -> ()>

// A callback is its code and the function value; connect, which returns a
// truth value here and an address there, gets an adapter.
// CHECK-LABEL: func.func @serve(
// CHECK-SAME:    %[[PORT:.*]]: i64, %[[C:.*]]: !snow_rt.ptr, %[[M:.*]]: !snow_rt.ptr, %[[X:.*]]: !snow_rt.ptr) {
// CHECK-DAG:     %[[CF:.*]] = snow_rt.function @__ws_connect
// CHECK-DAG:     %[[MF:.*]] = snow_rt.load %[[M]][0] : !snow_rt.ptr
// CHECK-DAG:     %[[XF:.*]] = snow_rt.load %[[X]][0] : !snow_rt.ptr
// CHECK:         snow_rt.ws_serve(%[[CF]], %[[C]], %[[MF]], %[[M]], %[[XF]], %[[X]], %[[PORT]])
// CHECK-LABEL: func.func private @__ws_connect(
// CHECK-SAME:    %[[ENV:.*]]: !snow_rt.ptr, %[[CONN:.*]]: !snow_rt.ptr, %[[PATH:.*]]: !snow_rt.ptr, %[[HEADERS:.*]]: !snow_rt.ptr) -> !snow_rt.ptr {
// CHECK:         %[[CODE:.*]] = snow_rt.load %[[ENV]][0] : !snow_rt.ptr
// CHECK:         %[[OK:.*]] = snow_rt.call_indirect %[[CODE]](%[[ENV]], %[[CONN]], %[[PATH]], %[[HEADERS]]) : {{.*}} -> i1
// CHECK:         arith.select %[[OK]]
func.func @serve(%port: i64, %connect: !connect, %message: !message,
                 %close: !close) {
  snow.ws.serve port %port connect %connect : !connect
      message %message : !message close %close : !close
  return
}

// -----

// What is left out is null, code and environment.
// CHECK-LABEL: func.func @serve_nothing(
// CHECK-SAME:    %[[PORT:.*]]: i64) {
// CHECK-DAG:     snow_rt.null
// CHECK-NOT:     snow_rt.function
// CHECK:         snow_rt.ws_serve(%{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %[[PORT]])
func.func @serve_nothing(%port: i64) {
  snow.ws.serve port %port
  return
}

// -----

!message = !snow.fn<(!snow.ws_conn, !snow.string) -> ()>

// Nine arguments.
// CHECK-LABEL: func.func @serve_tls(
// CHECK-SAME:    %[[PORT:.*]]: i64, %[[CERT:.*]]: !snow_rt.ptr, %[[KEY:.*]]: !snow_rt.ptr, %[[M:.*]]: !snow_rt.ptr) {
// CHECK:         %[[MF:.*]] = snow_rt.load %[[M]][0] : !snow_rt.ptr
// CHECK:         snow_rt.ws_serve_tls(%{{[0-9]+}}, %{{[0-9]+}}, %[[MF]], %[[M]], %{{[0-9]+}}, %{{[0-9]+}}, %[[PORT]], %[[CERT]], %[[KEY]])
func.func @serve_tls(%port: i64, %cert: !snow.string, %key: !snow.string,
                     %message: !message) {
  snow.ws.serve_tls port %port cert %cert key %key message %message : !message
  return
}

// -----

// CHECK-LABEL: func.func @rooms(
// CHECK-SAME:    %[[C:.*]]: !snow_rt.ptr, %[[ROOM:.*]]: !snow_rt.ptr, %[[TEXT:.*]]: !snow_rt.ptr) -> i64 {
// CHECK:         snow_rt.ws_join(%[[C]], %[[ROOM]])
// CHECK:         snow_rt.ws_send(%[[C]], %[[TEXT]])
// CHECK:         snow_rt.ws_broadcast(%[[ROOM]], %[[TEXT]])
// CHECK:         snow_rt.ws_broadcast_except(%[[ROOM]], %[[TEXT]], %[[C]])
// CHECK:         %[[R:.*]] = snow_rt.ws_leave(%[[C]], %[[ROOM]])
// CHECK:         return %[[R]] : i64
func.func @rooms(%c: !snow.ws_conn, %room: !snow.string, %text: !snow.string)
    -> i64 {
  %0 = snow.ws.join %c, %room
  %1 = snow.ws.send %c, %text
  %2 = snow.ws.broadcast %room, %text
  %3 = snow.ws.broadcast_except %room, %text, %c
  %4 = snow.ws.leave %c, %room
  return %4 : i64
}
