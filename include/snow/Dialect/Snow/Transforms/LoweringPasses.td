//===- LoweringPasses.td - Passes that lower within snow ---*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_TRANSFORMS_LOWERINGPASSES_TD
#define SNOW_DIALECT_SNOW_TRANSFORMS_LOWERINGPASSES_TD

include "mlir/Pass/PassBase.td"

def SnowLowerServices : Pass<"snow-lower-services", "::mlir::ModuleOp"> {
  let summary = "turn services into actors with tagged messages";
  let description = [{
    A service becomes

    * `__service_<name>_start(init parameters) -> pid`, which runs the init in
      the caller and starts the loop,
    * the actor `__service_<name>_loop(state)`, which branches on the tag of
      each message and calls the handler,
    * `__service_<name>_call_<handler>(pid, parameters) -> reply` and
      `__service_<name>_cast_<handler>(pid, parameters)`,
    * private functions `__service_<name>_init` and
      `__service_<name>_handle_<handler>` with the bodies.

    `<name>` is the service's name in lower case, with the module's before it
    unless that is Main; `<handler>` is the handler's name in snake case. Tags
    are sequential: calls from 0 in order of declaration, then casts. Uses of
    the service become calls of these functions; where a `snow.service.call`
    stood, the call is marked `snow.note_location`, because the report of a
    failed call names that place.

    Before:

    ```mlir
    snow.service @Counter state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
      snow.call "GetCount"(%state: i64) -> i64 {
        snow.reply %state, %state : i64, i64
      }
    }
    ```

    After:

    ```mlir
    func.func private @__service_counter_init(%start: i64) -> i64 {
      return %start : i64
    }
    func.func private @__service_counter_handle_get_count(%state: i64) -> (i64, i64) {
      return %state, %state : i64, i64
    }
    func.func @__service_counter_start(%start: i64) -> !snow.pid<!snow.unit> {
      %state = call @__service_counter_init(%start) : (i64) -> i64
      %pid = snow.spawn @__service_counter_loop(%state) : (i64) -> !snow.pid<!snow.unit>
      return %pid : !snow.pid<!snow.unit>
    }
    snow.actor @__service_counter_loop(%first: i64) receives !snow.unit {
      cf.br ^next(%first : i64)
    ^next(%state: i64):
      snow.service.receive
        call 0() to ^get_count
    ^get_count(%caller: !snow.pid<!snow.any>):
      %r:2 = func.call @__service_counter_handle_get_count(%state) : (i64) -> (i64, i64)
      snow.service.reply %caller, %r#1 : !snow.pid<!snow.any>, i64
      cf.br ^next(%r#0 : i64)
    }
    func.func @__service_counter_call_get_count(%pid: !snow.pid<!snow.unit>) -> i64 {
      %r = snow.service.request %pid, 0() : !snow.pid<!snow.unit>, () -> i64
      return %r : i64
    }
    ```
  }];
  let statistics = [
    Statistic<"numServices", "services", "Number of services lowered">,
    Statistic<"numHandlers", "handlers", "Number of handlers lowered">
  ];
}

def SnowLowerSupervisors : Pass<"snow-lower-supervisors", "::mlir::ModuleOp"> {
  let summary = "turn supervisors into start functions and data";
  let description = [{
    A supervisor becomes `__supervisor_<name>_start() -> pid`, which hands the
    child specifications to the runtime as data, and one start function
    `__supervisor_<name>_child_<child>` per child with the signature that the
    runtime calls. Spawning the supervisor becomes a call of its start
    function.

    Before:

    ```mlir
    snow.supervisor @Root one_for_one max_restarts 3 max_seconds 5 {
      snow.child "db" start @start_db permanent shutdown 5000
    }
    ```

    After:

    ```mlir
    func.func private @__supervisor_root_child_db(%env: i64) -> !snow.pid<i64> {
      %p = call @start_db() : () -> !snow.pid<i64>
      return %p : !snow.pid<i64>
    }
    func.func @__supervisor_root_start() -> !snow.pid<!snow.unit> {
      %p = snow.supervisor.start one_for_one max_restarts 3 max_seconds 5
          names ["db"] starts [@__supervisor_root_child_db]
          restarts [0] shutdowns [5000] supervisors [false]
          : !snow.pid<!snow.unit>
      return %p : !snow.pid<!snow.unit>
    }
    ```
  }];
  let statistics = [
    Statistic<"numSupervisors", "supervisors", "Number of supervisors lowered">
  ];
}

def SnowRegisterFunctions : Pass<"snow-register-functions", "::mlir::ModuleOp"> {
  let summary = "make functions reachable from other nodes, and the program's main";
  let description = [{
    For each function and actor that has a body and whose name does not begin
    with `__`, makes an entry `__entry_<name>` that decodes a tuple term into
    the parameters and runs the function. Functions with a parameter that is
    not a Snow value are passed over. With `nodes-only` this is done only if the
    program can become a node, by a `snow.node.start` somewhere.

    If the module has an entry function (`Main.main`, or `main` without
    parameters), also makes the C `main`: it initialises the runtime, registers
    every entry under the function's registered name (without the prefix
    `Main.`), starts the entry function as process 0 and runs the scheduler.

    Before:

    ```mlir
    func.func @Main.main() {
      return
    }
    ```

    After:

    ```mlir
    func.func private @__entry_Main.main(%args: !snow.term) {
      call @Main.main() : () -> ()
      return
    }
    func.func private @__main(%args: !snow_rt.ptr) {
      call @Main.main() : () -> ()
      return
    }
    func.func @main(%argc: i32, %argv: !snow_rt.ptr) -> i32 {
      snow_rt.rt_abi_v2()
      snow_rt.rt_init()
      ...
      %name = snow_rt.string "main"
      %bytes = snow_rt.offset %name, 8
      %length = arith.constant 4 : i64
      %entry = snow_rt.function @__entry_Main.main
      snow_rt.register_function(%bytes, %length, %entry)
      ...
      %fn = snow_rt.function @__main
      snow_rt.rt_start_main(%fn)
      %status = snow_rt.rt_run_scheduler()
      ...
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::func::FuncDialect",
    "::snow::SnowDialect", "::snow::snowrt::SnowRTDialect"
  ];
  let options = [
    Option<"nodesOnly", "nodes-only", "bool", "false",
           "make entries only if the program can become a node">
  ];
  let statistics = [
    Statistic<"numRegistered", "registered", "Number of functions registered">
  ];
}

def SnowSplitReceives : Pass<"snow-split-receives", "::mlir::ModuleOp"> {
  let summary = "cut actors at their receives";
  let description = [{
    A process that waits in the middle of its code keeps a stack. With
    `strategy=split`, the default, each actor is cut at its receives into what it
    does before the first one, and a `snow.continuation` for each: what it does
    from there to the next. The values that it needs afterwards become the
    continuation's parameters, and are all that a waiting process keeps. So an
    actor's loop becomes a function that handles messages until there is none,
    and then returns. It is what splitting does to a stackless coroutine, at the
    level of the language, with receives as the suspend points.

    Constants are computed anew rather than kept. Code that several receives lead
    to is copied for each of them. Actors made of services are cut as well; run
    `snow-lower-services` before, and the insertion of ownership after.

    An actor stays whole, and its processes keep a stack, if a value that it
    needs after a receive is not a Snow value, if an operation in it branches
    without passing values, or if its continuations had more than `limit`
    operations together. Receives in functions that an actor calls wait on a
    stack as well. A remark tells each of these, with its place. The attribute
    `snow.strategy` of an actor says what became of it.

    With `strategy=fiber` all actors stay whole.

    Before:

    ```mlir
    snow.actor @counter(%start: i64, %to: !snow.pid<i64>) receives i64 {
      cf.br ^loop(%start : i64)
    ^loop(%n: i64):
      snow.receive
        case %m : i64 to ^got {
          snow.accept %m : i64
        }
    ^got(%by: i64):
      %next = arith.addi %n, %by : i64
      snow.send %to, %next : !snow.pid<i64>, i64
      cf.br ^loop(%next : i64)
    }
    ```

    After:

    ```mlir
    snow.actor @counter(%start: i64, %to: !snow.pid<i64>) receives i64
        attributes {snow.strategy = "split"} {
      snow.await @counter.r1(%start, %to : i64, !snow.pid<i64>)
    }
    snow.continuation @counter.r1 of @counter(%start: i64, %to: !snow.pid<i64>) {
      cf.br ^loop(%start : i64)
    ^loop(%n: i64):
      snow.receive suspends(%n, %to : i64, !snow.pid<i64>)
        case %m : i64 to ^got {
          snow.accept %m : i64
        }
    ^got(%by: i64):
      %next = arith.addi %n, %by : i64
      snow.send %to, %next : !snow.pid<i64>, i64
      cf.br ^loop(%next : i64)
    }
    ```
  }];
  let options = [
    Option<"strategy", "strategy", "std::string", "\"split\"",
           "how a process waits: split or fiber">,
    Option<"limit", "limit", "int64_t", "10000",
           "how many operations an actor's continuations may have together">,
    Option<"remarks", "remarks", "bool", "true",
           "tell what is not cut, and why">
  ];
  let dependentDialects = [
    "::mlir::cf::ControlFlowDialect", "::snow::SnowDialect"
  ];
  let statistics = [
    Statistic<"numActors", "actors", "Number of actors cut">,
    Statistic<"numContinuations", "continuations",
              "Number of continuations made">,
    Statistic<"numDeclined", "declined", "Number of actors left whole">
  ];
}

def SnowInsertYieldChecks : Pass<"snow-insert-yield-checks"> {
  let summary = "count reductions at calls and loop turns";
  let description = [{
    Inserts `snow.yield_check` at the end of every block that branches back to a
    block which dominates it, and in functions that may be entered again before
    they return: those that call themselves, directly or not, or that function
    values call. There it stands where the way to a call begins, so that a call
    which ends without another one, at the bottom of a recursion, counts with its
    caller. The methods of types count where they are entered: the runtime calls
    them in loops of its own. What calls nothing that leads back, but a hundred
    functions and more, counts too: a reduction stands for at most so many
    calls. So no process runs for long without giving others a turn. Generated
    entries and wrappers are passed over: the function they call counts.

    Before:

    ```mlir
    func.func @count(%n: i64) {
      cf.br ^loop(%n : i64)
    ^loop(%i: i64):
      cf.br ^loop(%i : i64)
    }
    ```

    After:

    ```mlir
    func.func @count(%n: i64) {
      cf.br ^loop(%n : i64)
    ^loop(%i: i64):
      snow.yield_check
      cf.br ^loop(%i : i64)
    }
    ```
  }];
  let dependentDialects = ["::snow::SnowDialect"];
  let statistics = [
    Statistic<"numChecks", "checks", "Number of checks inserted">
  ];
}

#endif // SNOW_DIALECT_SNOW_TRANSFORMS_LOWERINGPASSES_TD
