//===- SnowNodeOps.td - Nodes ------------------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWNODEOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWNODEOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_NodeStartOp : Snow_Op<"node.start", [Snow_ActsOnNetwork]> {
  let summary = "makes this program a node";
  let description = [{
    0, -1 already started, -2 cannot bind, -3 bad name. Reaches
    `snow_node_start` with port 0: the port in the name, else 9000.

    ```mlir
    func.func @up(%name: !snow.string, %cookie: !snow.string) -> i64 {
      %r = snow.node.start %name, %cookie
      return %r : i64
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$name, Snow_StringType:$cookie);
  let results = (outs I64:$status);
  let assemblyFormat = "$name `,` $cookie attr-dict";
}

def Snow_NodeConnectOp : Snow_Op<"node.connect", [Snow_ActsOnNetwork]> {
  let summary = "connects to another node";
  let description = [{
    0, -1 not started, -2 unreachable, -3 handshake refused or bad name.
    Reaches `snow_node_connect`.

    ```mlir
    func.func @join(%name: !snow.string) -> i64 {
      %r = snow.node.connect %name
      return %r : i64
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$name);
  let results = (outs I64:$status);
  let assemblyFormat = "$name attr-dict";
}

def Snow_NodeSelfOp
    : Snow_Op<"node.self", [MemoryEffects<[MemRead<Snow_Network>]>]> {
  let summary = "the own node's name";
  let description = [{
    Empty before the start. Reaches `snow_node_self`.

    ```mlir
    func.func @me() -> !snow.string {
      %n = snow.node.self
      return %n : !snow.string
    }
    ```
  }];
  let results = (outs Snow_StringType:$name);
  let assemblyFormat = "attr-dict";
}

def Snow_NodeListOp
    : Snow_Op<"node.list", [MemoryEffects<[MemRead<Snow_Network>]>]> {
  let summary = "the connected nodes";
  let description = [{
    Sorted names. Reaches `snow_node_list`.

    ```mlir
    func.func @peers() -> !snow.list<!snow.string> {
      %l = snow.node.list : !snow.list<!snow.string>
      return %l : !snow.list<!snow.string>
    }
    ```
  }];
  let results = (outs Snow_ListType:$names);
  let assemblyFormat = "attr-dict `:` qualified(type($names))";
  let hasVerifier = 1;
}

def Snow_NodeMonitorOp : Snow_Op<"node.monitor", [Snow_ActsOnNetwork]> {
  let summary = "asks for NodeDown and NodeUp messages";
  let description = [{
    0, or 1 if the node is not started or the name is bad. Reaches
    `snow_node_monitor`.

    ```mlir
    func.func @watch(%name: !snow.string) -> i64 {
      %r = snow.node.monitor %name
      return %r : i64
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$name);
  let results = (outs I64:$status);
  let assemblyFormat = "$name attr-dict";
}

def Snow_NodeSpawnOp : Snow_Op<"node.spawn", [Snow_ActsOnNetwork, Snow_SymbolUser]> {
  let summary = "starts a process on a node";
  let description = [{
    The callee is a named function or actor: its registered name and the
    arguments, as one tuple term, are sent to the node. With `link` the new
    process is linked to the caller, atomically with its start. The caller
    panics `Node.spawn: REASON` if it fails. Reaches `snow_node_spawn`.

    ```mlir
    func.func @work(%n: i64) {
      return
    }
    func.func @start(%node: !snow.string, %n: i64) {
      %p = snow.node.spawn %node, @work(%n) : (i64) -> !snow.pid<!snow.any>
      %q = snow.node.spawn link %node, @work(%n) : (i64) -> !snow.pid<!snow.any>
      return
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$node, FlatSymbolRefAttr:$callee,
                       Variadic<Snow_Value>:$args, UnitAttr:$link);
  let results = (outs Snow_AnyPid:$pid);
  let assemblyFormat = [{
    (`link` $link^)? $node `,` $callee `(` $args `)` attr-dict `:`
    functional-type($args, $pid)
  }];
}

def Snow_NodeTrySpawnOp
    : Snow_Op<"node.try_spawn", [Snow_ActsOnNetwork, Snow_SymbolUser]> {
  let summary = "starts a process on a node, or says why not";
  let description = [{
    As `snow.node.spawn`, but gives `Ok` with the process or `Err` with the
    reason. Reaches `snow_node_spawn`.

    ```mlir
    func.func @work(%n: i64) {
      return
    }
    func.func @start(%node: !snow.string, %n: i64) {
      %r = snow.node.try_spawn %node, @work(%n)
          : (i64) -> !snow.result<!snow.pid<!snow.any>, !snow.string>
      return
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$node, FlatSymbolRefAttr:$callee,
                       Variadic<Snow_Value>:$args);
  let results = (outs Snow_ResultType:$result);
  let assemblyFormat = [{
    $node `,` $callee `(` $args `)` attr-dict `:`
    functional-type($args, $result)
  }];
  let hasVerifier = 1;
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWNODEOPS_TD
