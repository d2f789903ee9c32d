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

#endif // SNOW_CONVERSION_PASSES_TD
