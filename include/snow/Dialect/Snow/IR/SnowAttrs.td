//===- SnowAttrs.td - Attributes of the snow dialect -------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWATTRS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWATTRS_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "snow/Dialect/Snow/IR/SnowDialect.td"

// The numbers are those of the supervisor configuration (runtime
// specification, section 8).
def Snow_Strategy : I32EnumAttr<"Strategy", "which children a supervisor restarts", [
    I32EnumAttrCase<"OneForOne", 0, "one_for_one">,
    I32EnumAttrCase<"OneForAll", 1, "one_for_all">,
    I32EnumAttrCase<"RestForOne", 2, "rest_for_one">,
    I32EnumAttrCase<"SimpleOneForOne", 3, "simple_one_for_one">]> {
  let cppNamespace = "::snow";
  let genSpecializedAttr = 0;
}
def Snow_StrategyAttr : EnumAttr<Snow_Dialect, Snow_Strategy, "strategy">;

def Snow_Restart : I32EnumAttr<"Restart", "when a child is restarted", [
    I32EnumAttrCase<"Permanent", 0, "permanent">,
    I32EnumAttrCase<"Transient", 1, "transient">,
    I32EnumAttrCase<"Temporary", 2, "temporary">]> {
  let cppNamespace = "::snow";
  let genSpecializedAttr = 0;
}
def Snow_RestartAttr : EnumAttr<Snow_Dialect, Snow_Restart, "restart">;

def Snow_ExitKind : I32EnumAttr<"ExitKind", "variant of ExitReason, by declaration index", [
    I32EnumAttrCase<"Normal", 0, "normal">,
    I32EnumAttrCase<"Shutdown", 1, "shutdown">,
    I32EnumAttrCase<"Killed", 2, "killed">,
    I32EnumAttrCase<"Error", 3, "error">,
    I32EnumAttrCase<"NoProc", 4, "no_proc">,
    I32EnumAttrCase<"NoConnection", 5, "no_connection">,
    I32EnumAttrCase<"Custom", 6, "custom">]> {
  let cppNamespace = "::snow";
  let genSpecializedAttr = 0;
}
def Snow_ExitKindAttr : EnumAttr<Snow_Dialect, Snow_ExitKind, "exit_kind">;

def Snow_VariantAttr : AttrDef<Snow_Dialect, "Variant"> {
  let mnemonic = "variant";
  let summary = "a variant of a sum type";
  let description = [{
    The variant's name and its fields: `#snow.variant<Rect(w: i64, h: i64)>`. A
    field without a name has the empty one. In `snow.sum_type` the brackets
    hold the variants without `#snow.variant<>`.
  }];
  let parameters = (ins "::mlir::StringAttr":$name,
                        ArrayRefParameter<"::mlir::StringAttr">:$fieldNames,
                        ArrayRefParameter<"::mlir::Type">:$fieldTypes);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    unsigned getNumFields() const { return getFieldTypes().size(); }
  }];
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWATTRS_TD
