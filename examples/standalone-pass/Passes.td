//===- Passes.td - The passes of the example ---------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef STANDALONE_PASSES
#define STANDALONE_PASSES

include "mlir/Pass/PassBase.td"

def PrintMessageGraph : Pass<"standalone-message-graph", "::mlir::ModuleOp"> {
  let summary = "report who sends what to whom";
  let description = [{
    Emits one remark at each operation that starts a process, sends a message
    or uses a service. It names the process that acts, the type of the message
    and, where it can be found, the actor or service at the other end.
  }];
}

def BypassForwarders : Pass<"standalone-bypass-forwarders",
                            "::mlir::ModuleOp"> {
  let summary = "send past actors that only forward";
  let description = [{
    A forwarder is an actor that passes each message on, unchanged, to one
    process that it was given when it was started. A send to a process that was
    started here as a forwarder goes to that process directly, and the forwarder
    is not started if nothing else uses it.

    Before:

    ```mlir
    %f = snow.spawn @forwarder(%to) : (!snow.pid<i64>) -> !snow.pid<i64>
    snow.send %f, %n : !snow.pid<i64>, i64
    ```

    After:

    ```mlir
    snow.send %to, %n : !snow.pid<i64>, i64
    ```

    The order of messages changes only as it could have without the pass: the
    forwarder might have run at once.
  }];
  let statistics = [
    Statistic<"numSends", "sends", "Number of sends redirected">,
    Statistic<"numSpawns", "spawns", "Number of spawns removed">,
  ];
}

#endif // STANDALONE_PASSES
