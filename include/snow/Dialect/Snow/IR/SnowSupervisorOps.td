//===- SnowSupervisorOps.td - Supervisors ------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWSUPERVISOROPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWSUPERVISOROPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_SupervisorOp : Snow_Op<"supervisor", [
    Symbol, IsolatedFromAbove, SingleBlock, NoTerminator, NoRegionArguments,
    HasParent<"::mlir::ModuleOp">, Snow_SymbolUser]> {
  let summary = "a process that starts, watches and restarts children";
  let description = [{
    Starts its children in order and restarts them by its strategy; gives up
    when more than `max_restarts` restarts fall into `max_seconds`. Started by
    `snow.spawn`. Lowered by `snow-lower-supervisors`.

    ```mlir
    func.func private @start_db() -> !snow.pid<i64>
    snow.supervisor @Root one_for_all max_restarts 3 max_seconds 5 {
      snow.child "db" start @start_db permanent shutdown 5000
      snow.child "cache" start @start_db transient brutal_kill
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, Snow_StrategyAttr:$strategy,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$max_restarts,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$max_seconds,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name $strategy `max_restarts` custom<PlainInt>($max_restarts)
    `max_seconds` custom<PlainInt>($max_seconds) attr-dict-with-keyword $body
  }];
  let hasVerifier = 1;
}

def Snow_ChildOp : Snow_Op<"child", [HasParent<"::snow::SupervisorOp">]> {
  let summary = "a child specification";
  let description = [{
    `start` names a function without parameters whose result is the child's
    process; under `simple_one_for_one` it may take the parameters given when
    a child is started. `shutdown` gives the milliseconds a child has to end by
    itself; with `brutal_kill` it has none.

    ```mlir
    func.func private @start_db() -> !snow.pid<i64>
    snow.supervisor @Root one_for_one max_restarts 3 max_seconds 5 {
      snow.child "db" start @start_db temporary shutdown 100
    }
    ```
  }];
  let arguments = (ins StrAttr:$name, FlatSymbolRefAttr:$start,
                       Snow_RestartAttr:$restart,
                       OptionalAttr<ConfinedAttr<I64Attr, [IntPositive]>>:$shutdown);
  let assemblyFormat = [{
    $name `start` $start $restart custom<Shutdown>($shutdown) attr-dict
  }];
}

def Snow_SupervisorStartOp
    : Snow_Op<"supervisor.start", [Snow_MayWait, Snow_SymbolUser]> {
  let summary = "starts a supervisor from child start functions";
  let description = [{
    The body of the function that `snow-lower-supervisors` makes. Every start
    function takes an environment word that it ignores and returns the child's
    process; under `simple_one_for_one` it also takes the address and the size
    of the argument words. Reaches `snow_supervisor_start` with the
    configuration as data.

    ```mlir
    func.func private @__supervisor_root_child_db(i64) -> !snow.pid<i64>
    func.func @__supervisor_root_start() -> !snow.pid<!snow.unit> {
      %p = snow.supervisor.start one_for_one max_restarts 3 max_seconds 5
          names ["db"] starts [@__supervisor_root_child_db]
          restarts [0] shutdowns [5000] supervisors [false]
          : !snow.pid<!snow.unit>
      return %p : !snow.pid<!snow.unit>
    }
    ```
  }];
  let arguments = (ins Snow_StrategyAttr:$strategy, I64Attr:$max_restarts,
                       I64Attr:$max_seconds, StrArrayAttr:$names,
                       FlatSymbolRefArrayAttr:$starts,
                       DenseI32ArrayAttr:$restarts,
                       DenseI64ArrayAttr:$shutdowns,
                       DenseBoolArrayAttr:$supervisors);
  let results = (outs Snow_AnyPid:$pid);
  let assemblyFormat = [{
    $strategy `max_restarts` custom<PlainInt>($max_restarts) `max_seconds`
    custom<PlainInt>($max_seconds) `names` $names `starts` $starts `restarts`
    $restarts `shutdowns` $shutdowns `supervisors` $supervisors attr-dict `:`
    qualified(type($pid))
  }];
  let hasVerifier = 1;
}

def Snow_SupervisorStartChildOp
    : Snow_Op<"supervisor.start_child", [Snow_MayWait]> {
  let summary = "starts a child of a simple_one_for_one supervisor";
  let description = [{
    The arguments travel to the supervisor as messages do, and it calls the
    child's start function with them at each start. `Ok` with the child's
    process, or `Err` with the reason. Reaches
    `snow_supervisor_try_start_child`.

    ```mlir
    func.func @more(%sup: !snow.pid<!snow.unit>, %n: i64) {
      %r = snow.supervisor.start_child %sup(%n) : !snow.pid<!snow.unit>, (i64)
          -> !snow.result<!snow.pid<!snow.any>, !snow.string>
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$supervisor, Variadic<Snow_Value>:$args);
  let results = (outs Snow_ResultType:$result);
  let assemblyFormat = [{
    $supervisor `(` $args `)` attr-dict `:` qualified(type($supervisor)) `,`
    functional-type($args, $result)
  }];
  let hasVerifier = 1;
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWSUPERVISOROPS_TD
