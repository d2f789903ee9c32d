//===- Passes.td - Conversions between the levels ----------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_CONVERSION_PASSES_TD
#define SNOW_CONVERSION_PASSES_TD

include "mlir/Pass/PassBase.td"

def ConvertSnowToSnowRT : Pass<"convert-snow-to-snow-rt", "::mlir::ModuleOp"> {
  let summary = "lower snow to runtime calls on explicit layouts";
  let description = [{
    Actors become functions, values become words and addresses, and every
    operation on processes, messages, services, nodes, jobs and sockets becomes
    the call of one runtime function with its arguments laid out in memory.

    Int, Float and Bool stay `i64`, `f64` and `i1`, a process is an `i64`,
    every other value is the address of an object. In a message, a tuple or a
    list each value takes a 64-bit word.

    Services and supervisors are lowered before, by `snow-lower-services` and
    `snow-lower-supervisors`.

    Before:

    ```mlir
    func.func @tell(%to: !snow.pid<i64>, %n: i64) {
      snow.send %to, %n : !snow.pid<i64>, i64
      return
    }
    ```

    After:

    ```mlir
    func.func @tell(%to: i64, %n: i64) {
      %type = snow_rt.type_info i64
      snow_rt.actor_send_value(%to, %type, %n)
      return
    }
    ```

    An operation that cannot be lowered is an error that names the operation,
    its function and the reason.
  }];
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::func::FuncDialect", "::snow::snowrt::SnowRTDialect"
  ];
}

def SnowPassContext : Pass<"snow-pass-context", "::mlir::ModuleOp"> {
  let summary = "hand the process's context from function to function";
  let description = [{
    Counting reductions and noting places need the address of the process's
    `snow_context`, which is the same for the whole life of a process. A
    function that would ask the runtime for it takes it as a first parameter
    instead, and so do the functions that call such a function; only functions
    that something else may call, because their address is taken or their name
    is `main`, still ask. The functions are marked `snow_context`, by which the
    code generator keeps the parameter in one register that every call leaves
    alone (LLVM's `swiftself`): a check is then a decrement in memory and a
    branch.

    A function that the runtime enters to run a process (`snow_rt.entered`: what
    `snow.spawn` starts, and continuations) gets the context as an ordinary last
    argument, behind its own.

    Nothing happens in a module without `main`, whose functions may be called
    from outside.

    Before:

    ```mlir
    llvm.func @count() {
      %context = llvm.call @snow_process_context() : () -> !llvm.ptr
      %left = llvm.load %context : !llvm.ptr -> i64
      llvm.call @count() : () -> ()
      llvm.return
    }
    ```

    After:

    ```mlir
    llvm.func @count(%context: !llvm.ptr) attributes {passthrough = ["snow_context"]} {
      %left = llvm.load %context : !llvm.ptr -> i64
      llvm.call @count(%context) : (!llvm.ptr) -> ()
      llvm.return
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
  let statistics = [
    Statistic<"numFunctions", "functions", "Number of functions that take the context">
  ];
}

def ConvertSnowRTToLLVM : Pass<"convert-snow-rt-to-llvm", "::mlir::ModuleOp"> {
  let summary = "lower snow_rt, func, cf and arith to the LLVM dialect";
  let description = [{
    A call operation becomes a call of the function that the ABI table names,
    declared with the table's signature and attributes. Constants become
    globals: String objects with an immortal header, and one `snow_type` per
    described type.

    Before:

    ```mlir
    func.func @tell(%to: i64, %n: i64) {
      %type = snow_rt.type_info i64
      snow_rt.actor_send_value(%to, %type, %n)
      return
    }
    ```

    After:

    ```mlir
    llvm.func @snow_actor_send_value(i64, !llvm.ptr, i64)
    llvm.func @tell(%to: i64, %n: i64) {
      %type = llvm.mlir.addressof @__type_Int : !llvm.ptr
      llvm.call @snow_actor_send_value(%to, %type, %n) : (i64, !llvm.ptr, i64) -> ()
      llvm.return
    }
    ```

    An operation that cannot be lowered is an error that names the operation,
    its function and the reason.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def SnowLowerCleanups : Pass<"snow-lower-cleanups", "::mlir::ModuleOp"> {
  let summary = "turn snow_rt.cleanup into landing pads";
  let description = [{
    A call that may unwind, and behind which a function still owns objects,
    becomes an invoke. Its landing pad releases them and lets the panic go on.
    Cleanups that begin alike share their code. A call without such objects
    stays a call.

    Before:

    ```mlir
    llvm.func @work()
    llvm.func @keep(%s: !llvm.ptr, %t: !llvm.ptr) {
      snow_rt.cleanup(%s of %t : !llvm.ptr of !llvm.ptr)
      llvm.call @work() : () -> ()
      llvm.return
    }
    ```

    After:

    ```mlir
    llvm.func @snow_release(!llvm.ptr, !llvm.ptr)
    llvm.func @__gxx_personality_v0(...) -> i32
    llvm.func @work()
    llvm.func @keep(%s: !llvm.ptr, %t: !llvm.ptr) attributes {personality = @__gxx_personality_v0} {
      llvm.invoke @work() to ^rest unwind ^pad : () -> ()
    ^rest:
      llvm.return
    ^pad:
      %e = llvm.landingpad cleanup : !llvm.struct<(ptr, i32)>
      llvm.call @snow_release(%s, %t) : (!llvm.ptr, !llvm.ptr) -> ()
      llvm.resume %e : !llvm.struct<(ptr, i32)>
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
  let statistics = [
    Statistic<"numInvokes", "invokes", "Number of calls that became invokes">,
    Statistic<"numPads", "pads", "Number of landing pads">
  ];
}

def SnowFlattenAppends : Pass<"snow-flatten-appends", "::mlir::ModuleOp"> {
  let summary = "append on a condition without a branch";
  let description = [{
    If-conversion: where a branch does nothing but append to a list, as a filter
    does for the elements that it keeps, the element is written in any case and
    only the length depends on the condition. Which elements are kept is mostly as good
    as random, and a branch that is predicted wrongly costs more than a store.
    Elements that are counted are not met: keeping them is more than appending.

    Before:

    ```mlir
    llvm.func @__list_append(!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
    llvm.func @keep(%t: !llvm.ptr, %l: !llvm.ptr, %n: i64, %c: i1) -> !llvm.ptr {
      llvm.cond_br %c, ^yes, ^rest(%l : !llvm.ptr)
    ^yes:
      %m = llvm.call @__list_append(%t, %l, %n) : (!llvm.ptr, !llvm.ptr, i64) -> !llvm.ptr
      llvm.br ^rest(%m : !llvm.ptr)
    ^rest(%r: !llvm.ptr):
      llvm.return %r : !llvm.ptr
    }
    ```

    After:

    ```mlir
    llvm.func @keep(%t: !llvm.ptr, %l: !llvm.ptr, %n: i64, %c: i1) -> !llvm.ptr {
      %m = llvm.call @__list_append_if(%t, %l, %n, %c)
          : (!llvm.ptr, !llvm.ptr, i64, i1) -> !llvm.ptr
      llvm.br ^rest(%m : !llvm.ptr)
    ^rest(%r: !llvm.ptr):
      llvm.return %r : !llvm.ptr
    }
    ```
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
  let statistics = [
    Statistic<"numFlattened", "flattened", "Number of branches replaced">
  ];
}

#endif // SNOW_CONVERSION_PASSES_TD
