//===- SnowWsOps.td - WebSocket servers --------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWWSOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWWSOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_WsServeOp : Snow_Op<"ws.serve", [
    AttrSizedOperandSegments, Snow_ActsOnNetwork]> {
  let summary = "serves WebSocket connections";
  let description = [{
    Blocks the calling process. Each callback may be left out: then every
    connection is accepted, and messages and ends are ignored. `connect` takes
    the connection, the path and the headers and tells whether to accept;
    `message` takes the connection and the text; `close` the connection, the
    code and the reason. Reaches `snow_ws_serve`.

    ```mlir
    func.func @serve(%m: !snow.fn<(!snow.ws_conn, !snow.string) -> ()>, %port: i64) {
      snow.ws.serve port %port
          message %m : !snow.fn<(!snow.ws_conn, !snow.string) -> ()>
      return
    }
    ```
  }];
  let arguments = (ins I64:$port, Optional<Snow_FnType>:$on_connect,
                       Optional<Snow_FnType>:$on_message,
                       Optional<Snow_FnType>:$on_close);
  let assemblyFormat = [{
    `port` $port (`connect` $on_connect^ `:` qualified(type($on_connect)))?
    (`message` $on_message^ `:` qualified(type($on_message)))?
    (`close` $on_close^ `:` qualified(type($on_close)))? attr-dict
  }];
  let hasVerifier = 1;
}

def Snow_WsServeTlsOp : Snow_Op<"ws.serve_tls", [
    AttrSizedOperandSegments, Snow_ActsOnNetwork]> {
  let summary = "serves WebSocket connections over TLS";
  let description = [{
    As `snow.ws.serve`, with the paths of a PEM certificate chain and key.
    Reaches `snow_ws_serve_tls`.

    ```mlir
    func.func @serve(%port: i64, %cert: !snow.string, %key: !snow.string) {
      snow.ws.serve_tls port %port cert %cert key %key
      return
    }
    ```
  }];
  let arguments = (ins I64:$port, Snow_StringType:$cert, Snow_StringType:$key,
                       Optional<Snow_FnType>:$on_connect,
                       Optional<Snow_FnType>:$on_message,
                       Optional<Snow_FnType>:$on_close);
  let assemblyFormat = [{
    `port` $port `cert` $cert `key` $key
    (`connect` $on_connect^ `:` qualified(type($on_connect)))?
    (`message` $on_message^ `:` qualified(type($on_message)))?
    (`close` $on_close^ `:` qualified(type($on_close)))? attr-dict
  }];
  let hasVerifier = 1;
}

def Snow_WsSendOp : Snow_Op<"ws.send", [Snow_ActsOnNetwork]> {
  let summary = "sends a text message";
  let description = [{
    0, or -1 if the connection is closed. Reaches `snow_ws_send`.

    ```mlir
    func.func @say(%c: !snow.ws_conn, %text: !snow.string) -> i64 {
      %r = snow.ws.send %c, %text
      return %r : i64
    }
    ```
  }];
  let arguments = (ins Snow_WsConnType:$conn, Snow_StringType:$text);
  let results = (outs I64:$status);
  let assemblyFormat = "$conn `,` $text attr-dict";
}

class Snow_WsRoomOp<string mnemonic> : Snow_Op<mnemonic, [Snow_ActsOnNetwork]> {
  let arguments = (ins Snow_WsConnType:$conn, Snow_StringType:$room);
  let results = (outs I64:$status);
  let assemblyFormat = "$conn `,` $room attr-dict";
}

def Snow_WsJoinOp : Snow_WsRoomOp<"ws.join"> {
  let summary = "adds a connection to a room";
  let description = [{
    0, or -1 if the connection is closed. Reaches `snow_ws_join`.

    ```mlir
    func.func @enter(%c: !snow.ws_conn, %room: !snow.string) -> i64 {
      %r = snow.ws.join %c, %room
      return %r : i64
    }
    ```
  }];
}

def Snow_WsLeaveOp : Snow_WsRoomOp<"ws.leave"> {
  let summary = "takes a connection out of a room";
  let description = [{
    0, or -1 if it was not in it. Reaches `snow_ws_leave`.

    ```mlir
    func.func @leave(%c: !snow.ws_conn, %room: !snow.string) -> i64 {
      %r = snow.ws.leave %c, %room
      return %r : i64
    }
    ```
  }];
}

def Snow_WsBroadcastOp : Snow_Op<"ws.broadcast", [Snow_ActsOnNetwork]> {
  let summary = "sends a text message to a room";
  let description = [{
    The result is the number of members that could not be written. Reaches
    `snow_ws_broadcast`.

    ```mlir
    func.func @shout(%room: !snow.string, %text: !snow.string) -> i64 {
      %failed = snow.ws.broadcast %room, %text
      return %failed : i64
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$room, Snow_StringType:$text);
  let results = (outs I64:$failed);
  let assemblyFormat = "$room `,` $text attr-dict";
}

def Snow_WsBroadcastExceptOp
    : Snow_Op<"ws.broadcast_except", [Snow_ActsOnNetwork]> {
  let summary = "sends a text message to a room but one member";
  let description = [{
    The result is the number of members that could not be written. Reaches
    `snow_ws_broadcast_except`.

    ```mlir
    func.func @tell(%room: !snow.string, %text: !snow.string, %me: !snow.ws_conn) -> i64 {
      %failed = snow.ws.broadcast_except %room, %text, %me
      return %failed : i64
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$room, Snow_StringType:$text,
                       Snow_WsConnType:$conn);
  let results = (outs I64:$failed);
  let assemblyFormat = "$room `,` $text `,` $conn attr-dict";
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWWSOPS_TD
