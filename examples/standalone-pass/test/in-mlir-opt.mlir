// Stock mlir-opt with both plugins. It parses its options before it loads
// plugins, so a pass of a plugin is named in --pass-pipeline.

// REQUIRES: dialect-plugin
// RUN: mlir-opt %S/bypass-forwarders.mlir \
// RUN:   --load-dialect-plugin=%dialect_plugin --load-pass-plugin=%pass_plugin \
// RUN:   --pass-pipeline='builtin.module(standalone-bypass-forwarders)' \
// RUN:   | FileCheck %S/bypass-forwarders.mlir
// RUN: mlir-opt %S/message-graph.mlir \
// RUN:   --load-dialect-plugin=%dialect_plugin --load-pass-plugin=%pass_plugin \
// RUN:   --pass-pipeline='builtin.module(standalone-message-graph)' \
// RUN:   --verify-diagnostics -o /dev/null
