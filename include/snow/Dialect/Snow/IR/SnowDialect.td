//===- SnowDialect.td - The snow dialect -------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWDIALECT_TD
#define SNOW_DIALECT_SNOW_IR_SNOWDIALECT_TD

include "mlir/IR/OpBase.td"

def Snow_Dialect : Dialect {
  let name = "snow";
  let cppNamespace = "::snow";
  let summary = "Actor programs: processes, messages, services and nodes";
  let description = [{
    The language level of Snow. Actors, services and supervisors are symbols;
    spawning, sending, receiving, calling a service, linking, monitoring and
    starting processes on other nodes are operations on typed process
    identifiers. All values are immutable.

    Control flow is a control-flow graph: functions are `func.func`, branches
    are `cf.br` and `cf.cond_br`, and the two operations that wait for a
    message (`snow.receive`, `snow.service.receive`) are terminators whose
    successors are the arms. So a receive is a place where a function can be
    cut in two, and everything live across it is visible as SSA values.

    Numbers are the builtin `i64` (Int), `f64` (Float) and `i1` (Bool) with the
    `arith` operations; tuples are the builtin `tuple`.

    The dialect says nothing about memory, message layout or scheduling; that
    is what `convert-snow-to-snow-rt` decides.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::func::FuncDialect"
  ];
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWDIALECT_TD
