//===- SnowRTDialect.td - The snow_rt dialect --------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOWRT_IR_SNOWRTDIALECT_TD
#define SNOW_DIALECT_SNOWRT_IR_SNOWRTDIALECT_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"

def SnowRT_Dialect : Dialect {
  let name = "snow_rt";
  let cppNamespace = "::snow::snowrt";
  let summary = "Runtime calls on explicit message layouts";
  let description = [{
    The runtime level of Snow. One operation per function of the ABI table, all
    of one form: `snow_rt.<name>(operands)` calls `snow_<name>`, so a
    researcher who changes the runtime's interface changes the table and
    nothing here. The call operations are generated from
    `RuntimeFunctions.def`.

    Beside them stand the few operations that a call needs: memory in the
    caller's frame, loads and stores at byte offsets, addresses of functions,
    of string objects and of type descriptions, and the counting of
    reductions. Nothing is implicit any more: a message is bytes at an address,
    a process is an `i64`, a value in a message is a 64-bit word.
  }];
  let useDefaultTypePrinterParser = 1;
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::func::FuncDialect"
  ];
}

class SnowRT_Type<string name, string mnem> : TypeDef<SnowRT_Dialect, name> {
  let mnemonic = mnem;
}

def SnowRT_Ptr : SnowRT_Type<"Ptr", "ptr"> {
  let summary = "an address";
  let description = "Becomes an opaque `!llvm.ptr`.";
}

#endif // SNOW_DIALECT_SNOWRT_IR_SNOWRTDIALECT_TD
