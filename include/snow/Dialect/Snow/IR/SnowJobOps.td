//===- SnowJobOps.td - Jobs --------------------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWJOBOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWJOBOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_JobAsyncOp : Snow_Op<"job.async", [
    Snow_ActsOnProcesses, Snow_Consumes]> {
  let summary = "runs a function in a process of its own";
  let description = [{
    The function takes no parameters; its result can be awaited. The job is
    killed if its creator ends. Reaches `snow_job_async`.

    ```mlir
    func.func @begin(%f: !snow.fn<() -> i64>) -> !snow.pid<i64> {
      %job = snow.job.async %f : !snow.fn<() -> i64> -> !snow.pid<i64>
      return %job : !snow.pid<i64>
    }
    ```
  }];
  let arguments = (ins Snow_FnType:$function);
  let results = (outs Snow_AnyPid:$job);
  let assemblyFormat = "$function attr-dict `:` qualified(type($function)) `->` qualified(type($job))";
  let hasVerifier = 1;
}

class Snow_JobAwaitBase<string mnemonic> : Snow_Op<mnemonic, [Snow_MayWait]> {
  let results = (outs Snow_ResultType:$result);
  let hasVerifier = 1;
}

def Snow_JobAwaitOp : Snow_JobAwaitBase<"job.await"> {
  let summary = "waits for a job";
  let description = [{
    `Ok` with the job's result, or `Err` with its message or reason. Reaches
    `snow_job_await_value`.

    ```mlir
    func.func @finish(%job: !snow.pid<i64>) -> !snow.result<i64, !snow.string> {
      %r = snow.job.await %job
          : !snow.pid<i64> -> !snow.result<i64, !snow.string>
      return %r : !snow.result<i64, !snow.string>
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$job);
  let assemblyFormat = "$job attr-dict `:` qualified(type($job)) `->` qualified(type($result))";
}

def Snow_JobAwaitTimeoutOp : Snow_JobAwaitBase<"job.await_timeout"> {
  let summary = "waits for a job for a limited time";
  let description = [{
    After so many milliseconds `Err("timeout")`, and the job stays awaitable.
    Reaches `snow_job_await_timeout_value`.

    ```mlir
    func.func @finish(%job: !snow.pid<i64>, %ms: i64)
        -> !snow.result<i64, !snow.string> {
      %r = snow.job.await_timeout %job, %ms
          : !snow.pid<i64> -> !snow.result<i64, !snow.string>
      return %r : !snow.result<i64, !snow.string>
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$job, I64:$ms);
  let assemblyFormat = "$job `,` $ms attr-dict `:` qualified(type($job)) `->` qualified(type($result))";
}

def Snow_JobMapOp : Snow_Op<"job.map", [Snow_MayWait]> {
  let summary = "runs one job per element of a list";
  let description = [{
    All at once; the results are in input order. Reaches `snow_job_map`.

    ```mlir
    func.func @all(%xs: !snow.list<i64>, %f: !snow.fn<(i64) -> i64>) {
      %r = snow.job.map %xs, %f : !snow.list<i64>, !snow.fn<(i64) -> i64>
          -> !snow.list<!snow.result<i64, !snow.string>>
      return
    }
    ```
  }];
  let arguments = (ins Snow_ListType:$list, Snow_FnType:$function);
  let results = (outs Snow_ListType:$results);
  let assemblyFormat = [{
    $list `,` $function attr-dict `:` qualified(type($list)) `,` qualified(type($function)) `->`
    qualified(type($results))
  }];
  let hasVerifier = 1;
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWJOBOPS_TD
