//===- Passes.td - Passes on the snow dialect --------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_TRANSFORMS_PASSES_TD
#define SNOW_DIALECT_SNOW_TRANSFORMS_PASSES_TD

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

def SnowSpecializeClosures : Pass<"snow-specialize-closures", "::mlir::ModuleOp"> {
  let summary = "copy functions for the function values that they are given";
  let description = [{
    A function that calls its parameter, itself or through other functions, is
    copied for each function value that is made where it is called. The copy
    gets what the value captured, and calls its function directly: no function
    value is made, and what is called can be inlined. Calls of function values
    that are made in the same function become calls of functions anyway.

    Block arguments that a loop only hands on are replaced first, in all
    functions. Functions that are too long to be copied stay as they are, and
    so do all once the copies are larger than the module was. Generated
    functions of which only copies are called are erased.

    Run it before `snow-insert-ownership`.

    Before:

    ```mlir
    func.func @__add(%by: i64, %n: i64) -> i64 {
      %r = arith.addi %by, %n : i64
      return %r : i64
    }
    func.func @twice(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
      %a = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
      %b = snow.closure.call %f(%a) : !snow.fn<(i64) -> i64>
      return %b : i64
    }
    func.func @use(%k: i64) -> i64 {
      %f = snow.closure @__add(%k) : (i64) -> !snow.fn<(i64) -> i64>
      %r = call @twice(%f, %k) : (!snow.fn<(i64) -> i64>, i64) -> i64
      return %r : i64
    }
    ```

    After, beside the first two:

    ```mlir
    func.func private @__twice.__add(%by: i64, %n: i64) -> i64 {
      %a = call @__add(%by, %n) : (i64, i64) -> i64
      %b = call @__add(%by, %a) : (i64, i64) -> i64
      return %b : i64
    }
    func.func @use(%k: i64) -> i64 {
      %r = call @__twice.__add(%k, %k) : (i64, i64) -> i64
      return %r : i64
    }
    ```
  }];
  let dependentDialects = ["::mlir::func::FuncDialect"];
  let statistics = [
    Statistic<"numCopies", "copies", "Number of functions copied">,
    Statistic<"numCalls", "calls", "Number of calls of copies">
  ];
}

def SnowStreamSplits : Pass<"snow-stream-splits", "::mlir::ModuleOp"> {
  let summary = "take the parts of a text one by one";
  let description = [{
    Where a loop goes through the list that `string_split` gives, and nothing
    else looks at the list, each part is made when its turn comes, and the list
    is not. The separator must be known and not empty. A private function that
    gets the list and is called there alone, such as the copy of a library
    function by `snow-specialize-closures`, is inlined first.

    Run it before `snow-insert-ownership`.

    Before:

    ```mlir
    func.func @show(%text: !snow.string) {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %comma = snow.string.constant ","
      %parts = snow.library_call "string_split"(%text, %comma)
          : (!snow.string, !snow.string) -> !snow.list<!snow.string>
      %n = snow.list.length %parts : !snow.list<!snow.string>
      cf.br ^turn(%zero : i64)
    ^turn(%i: i64):
      %more = arith.cmpi slt, %i, %n : i64
      cf.cond_br %more, ^body, ^exit
    ^body:
      %part = snow.list.get unchecked %parts[%i] : !snow.list<!snow.string>
      snow.println %part
      %next = arith.addi %i, %one : i64
      cf.br ^turn(%next : i64)
    ^exit:
      return
    }
    ```

    After:

    ```mlir
    func.func @show(%text: !snow.string) {
      %zero = arith.constant 0 : i64
      %comma = snow.string.constant ","
      %size = snow.library_call "string_size"(%text) : (!snow.string) -> i64
      cf.br ^turn(%zero : i64)
    ^turn(%start: i64):
      %more = arith.cmpi sle, %start, %size : i64
      cf.cond_br %more, ^body, ^exit
    ^body:
      %end = snow.library_call "string_part_end"(%text, %comma, %start)
          : (!snow.string, !snow.string, i64) -> i64
      %part = snow.library_call "string_part"(%text, %start, %end)
          : (!snow.string, i64, i64) -> !snow.string
      snow.println %part
      %width = arith.constant 1 : i64
      %next = arith.addi %end, %width : i64
      cf.br ^turn(%next : i64)
    ^exit:
      return
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect"
  ];
  let statistics = [
    Statistic<"numStreamed", "streamed", "Number of lists that are not made">
  ];
}

def SnowFuseLookups : Pass<"snow-fuse-lookups", "::mlir::ModuleOp"> {
  let summary = "search a map once for a key, and make no Option to take apart";
  let description = [{
    Calls that look for the same key in the same map, where one comes before all
    others, share one search, `map_place`: the map is a value, so an entry stays
    where it is until the map is given away. That is what makes a count in a map
    cost one search. Only for keys that are compared by the runtime alone.

    An Option of a search, or of reading a number, that is only asked whether it
    is Some and for its value, is not made.

    Run it before `snow-insert-ownership`.

    Before:

    ```mlir
    func.func @count(%m: !snow.map<!snow.string, i64>, %w: !snow.string)
        -> !snow.map<!snow.string, i64> {
      %zero = arith.constant 0 : i64
      %n = snow.library_call "map_get_or" types [!snow.string, i64](%m, %w, %zero)
          : (!snow.map<!snow.string, i64>, !snow.string, i64) -> i64
      %r = snow.library_call "map_put" types [!snow.string, i64](%m, %w, %n)
          : (!snow.map<!snow.string, i64>, !snow.string, i64) -> !snow.map<!snow.string, i64>
      return %r : !snow.map<!snow.string, i64>
    }
    ```

    After:

    ```mlir
    func.func @count(%m: !snow.map<!snow.string, i64>, %w: !snow.string)
        -> !snow.map<!snow.string, i64> {
      %zero = arith.constant 0 : i64
      %at = snow.library_call "map_place" types [!snow.string](%m, %w)
          : (!snow.map<!snow.string, i64>, !snow.string) -> i64
      %n = snow.library_call "map_get_at_or" types [i64](%m, %at, %zero)
          : (!snow.map<!snow.string, i64>, i64, i64) -> i64
      %r = snow.library_call "map_put_at" types [!snow.string, i64](%m, %at, %w, %n)
          : (!snow.map<!snow.string, i64>, i64, !snow.string, i64)
          -> !snow.map<!snow.string, i64>
      return %r : !snow.map<!snow.string, i64>
    }
    ```
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::snow::SnowDialect"
  ];
  let statistics = [
    Statistic<"numFused", "fused", "Number of calls that share a search">,
    Statistic<"numRead", "read", "Number of numbers read without an Option">
  ];
}

def SnowUnboxValues : Pass<"snow-unbox-values", "::mlir::ModuleOp"> {
  let summary = "hand on tuples and structs as their parts";
  let description = [{
    A tuple or struct that a loop makes in each turn, and takes apart in the
    next, need not be an object: the block arguments that it goes through become
    arguments for its parts. Where such a value is used as a whole, behind the
    loop, it is made there. So are the values that branches join, if they are
    only taken apart.

    Before that, calls of functions of a few lines without branches that take or
    give tuples or structs are replaced by what they do, which shows the parts.

    Run it before `snow-insert-ownership`: parts are counted like other values.

    Before:

    ```mlir
    func.func @sum(%p: tuple<i64, i64>, %n: i64) -> i64 {
      cf.br ^loop(%p : tuple<i64, i64>)
    ^loop(%q: tuple<i64, i64>):
      %i = snow.tuple.get %q[0] : tuple<i64, i64>
      %s = snow.tuple.get %q[1] : tuple<i64, i64>
      %t = arith.addi %s, %i : i64
      %j = arith.addi %i, %n : i64
      %r = snow.tuple.make %j, %t : tuple<i64, i64>
      %done = arith.cmpi sge, %j, %n : i64
      cf.cond_br %done, ^exit, ^loop(%r : tuple<i64, i64>)
    ^exit:
      return %t : i64
    }
    ```

    After:

    ```mlir
    func.func @sum(%p: tuple<i64, i64>, %n: i64) -> i64 {
      %i0 = snow.tuple.get %p[0] : tuple<i64, i64>
      %s0 = snow.tuple.get %p[1] : tuple<i64, i64>
      cf.br ^loop(%i0, %s0 : i64, i64)
    ^loop(%i: i64, %s: i64):
      %t = arith.addi %s, %i : i64
      %j = arith.addi %i, %n : i64
      %done = arith.cmpi sge, %j, %n : i64
      cf.cond_br %done, ^exit, ^loop(%j, %t : i64, i64)
    ^exit:
      return %t : i64
    }
    ```
  }];
  let statistics = [
    Statistic<"numInlined", "inlined", "Number of calls inlined">,
    Statistic<"numUnboxed", "unboxed", "Number of groups of block arguments">
  ];
}

def SnowInferBorrowing : Pass<"snow-infer-borrowing", "::mlir::ModuleOp"> {
  let summary = "find the parameters that a function need not own";
  let description = [{
    Marks with `snow.borrowed` each parameter that a function only looks at: it
    gives neither the value nor a part of it away. A caller then keeps its
    reference, and neither side counts. Only functions whose calls are all in the
    module: not those that start processes or that function values refer to, and
    public ones only in a whole program.

    Run it before `snow-insert-ownership`, which goes by the marks.

    Before:

    ```mlir
    func.func private @show(%s: !snow.string) {
      snow.println %s
      return
    }
    ```

    After:

    ```mlir
    func.func private @show(%s: !snow.string {snow.borrowed}) {
      snow.println %s
      return
    }
    ```
  }];
  let statistics = [
    Statistic<"numBorrowed", "borrowed", "Number of parameters marked">
  ];
}

def SnowInsertOwnership : Pass<"snow-insert-ownership"> {
  let summary = "make reference counts explicit";
  let description = [{
    Says with `snow.retain` and `snow.release` who owns each value, and with
    `snow.cleanup` what a panic has to release. `OwnershipOpInterface` tells what
    each operation consumes and lends; functions own their parameters, but for
    those marked `snow.borrowed`, and blocks their arguments. The last use of a
    value moves its reference, and where there is none, the value is released at
    the earliest point of each path. A part of a value is borrowed from it; it
    gets a reference of its own if it is consumed, or if it outlives the whole.
    docs/design/ownership.md has the rules.

    Services, supervisors and structured control flow are to be lowered before,
    and `snow.yield_check`, where a process may be ended, to be in place.

    With `strategy=program-lifetime` nothing is counted, and every value lives
    as long as the program.

    Before:

    ```mlir
    func.func @pair(%a: !snow.string, %b: !snow.string) -> tuple<!snow.string, !snow.string> {
      snow.println %b
      %t = snow.tuple.make %a, %a : tuple<!snow.string, !snow.string>
      return %t : tuple<!snow.string, !snow.string>
    }
    ```

    After:

    ```mlir
    func.func @pair(%a: !snow.string, %b: !snow.string) -> tuple<!snow.string, !snow.string> {
      snow.println %b
      snow.release %b : !snow.string
      snow.retain %a : !snow.string
      %t = snow.tuple.make %a, %a : tuple<!snow.string, !snow.string>
      return %t : tuple<!snow.string, !snow.string>
    }
    ```
  }];
  let options = [
    Option<"strategy", "strategy", "std::string", "\"counted\"",
           "how long values live: counted or program-lifetime">
  ];
  let dependentDialects = [
    "::mlir::cf::ControlFlowDialect", "::snow::SnowDialect",
    "::snow::snowrt::SnowRTDialect"
  ];
  let statistics = [
    Statistic<"numRetains", "retains", "Number of snow.retain inserted">,
    Statistic<"numReleases", "releases", "Number of snow.release inserted">,
    Statistic<"numCleanups", "cleanups", "Number of snow.cleanup inserted">
  ];
}

def SnowOptimizeOwnership : Pass<"snow-optimize-ownership"> {
  let summary = "remove reference counting that cancels out";
  let description = [{
    Removes a `snow.retain` and a later `snow.release` of the same value in one
    block when no operation in between can release the value.

    Before:

    ```mlir
    func.func @show(%s: !snow.string) {
      snow.retain %s : !snow.string
      snow.println %s
      snow.release %s : !snow.string
      return
    }
    ```

    After:

    ```mlir
    func.func @show(%s: !snow.string) {
      snow.println %s
      return
    }
    ```
  }];
  let statistics = [
    Statistic<"numPairs", "pairs", "Number of retain/release pairs removed">
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
    and then returns.

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

#endif // SNOW_DIALECT_SNOW_TRANSFORMS_PASSES_TD
