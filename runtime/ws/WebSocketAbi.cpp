//===- WebSocketAbi.cpp - C entries: WebSocket ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "platform/NotYet.h"
#include "snow/Runtime/ABI/Runtime.h"

using namespace snow::rt;

extern "C" {

void snow_ws_serve(void *on_connect_fn, void *on_connect_env,
                   void *on_message_fn, void *on_message_env, void *on_close_fn,
                   void *on_close_env, int64_t port) {
  notYet("snow_ws_serve", "WebSocket server");
}

void snow_ws_serve_tls(void *on_connect_fn, void *on_connect_env,
                       void *on_message_fn, void *on_message_env,
                       void *on_close_fn, void *on_close_env, int64_t port,
                       void *cert_path, void *key_path) {
  notYet("snow_ws_serve_tls", "WebSocket server");
}

int64_t snow_ws_send(void *conn, void *text) {
  notYet("snow_ws_send", "WebSocket server");
  return -1;
}

int64_t snow_ws_send_binary(void *conn, void *data, int64_t size) {
  notYet("snow_ws_send_binary", "WebSocket server");
  return -1;
}

int64_t snow_ws_send_bytes(void *conn, void *data) {
  auto *text = static_cast<snow_string *>(data);
  return snow_ws_send_binary(conn, text + 1,
                             static_cast<int64_t>(text->length));
}

void snow_ws_close(void *conn, int64_t code, void *reason) {
  notYet("snow_ws_close", "WebSocket server");
}

int8_t snow_ws_is_binary(void *conn) {
  notYet("snow_ws_is_binary", "WebSocket server");
  return 0;
}

int64_t snow_ws_join(void *conn, void *room) {
  notYet("snow_ws_join", "WebSocket server");
  return -1;
}

int64_t snow_ws_leave(void *conn, void *room) {
  notYet("snow_ws_leave", "WebSocket server");
  return -1;
}

int64_t snow_ws_broadcast(void *room, void *text) {
  notYet("snow_ws_broadcast", "WebSocket server");
  return 0;
}

int64_t snow_ws_broadcast_except(void *room, void *text, void *conn) {
  notYet("snow_ws_broadcast_except", "WebSocket server");
  return 0;
}

} // extern "C"
