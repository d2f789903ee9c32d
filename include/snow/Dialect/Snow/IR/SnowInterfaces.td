//===- SnowInterfaces.td - Interfaces of the snow dialect --*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWINTERFACES_TD
#define SNOW_DIALECT_SNOW_IR_SNOWINTERFACES_TD

include "mlir/IR/OpBase.td"

def Snow_OwnershipOpInterface : OpInterface<"OwnershipOpInterface"> {
  let description = [{
    What an operation does with the references that `snow-insert-ownership`
    counts. Without the interface an operation borrows its operands and owns its
    results; see snow/Dialect/Snow/IR/Ownership.h for the questions that the
    passes ask of any operation. The answers stand in
    lib/Dialect/Snow/IR/Ownership.cpp, for all operations together.
  }];
  let cppNamespace = "::snow";
  let methods = [
    InterfaceMethod<
        "Whether the operation takes over the reference to this operand. It has "
        "done so, or dropped it, even when it unwinds.",
        "bool", "consumesOperand", (ins "unsigned":$index), /*methodBody=*/"",
        /*defaultImplementation=*/"return false;">,
    InterfaceMethod<"Whom a result belongs to.", "::snow::ResultOwnership",
        "getResultOwnership", (ins "unsigned":$index), /*methodBody=*/"",
        /*defaultImplementation=*/"return ::snow::ResultOwnership::owned();">,
    InterfaceMethod<
        "Whether the operation may leave the function by unwinding.",
        "::snow::Unwinding", "getUnwinding", (ins), /*methodBody=*/"",
        /*defaultImplementation=*/
        "return ::snow::getUnwindingByEffects($_op.getOperation());">
  ];
}

// For the list of traits of an operation. Each declares the methods that
// lib/Dialect/Snow/IR/Ownership.cpp defines.

// Takes over some or all of its operands.
def Snow_Consumes
    : DeclareOpInterfaceMethods<Snow_OwnershipOpInterface, ["consumesOperand"]>;
// Has results that are borrowed from an operand, or never counted.
def Snow_Lends
    : DeclareOpInterfaceMethods<Snow_OwnershipOpInterface, ["getResultOwnership"]>;
// The effects do not tell whether it unwinds.
def Snow_Unwinds
    : DeclareOpInterfaceMethods<Snow_OwnershipOpInterface, ["getUnwinding"]>;
// Several of these.
def Snow_LendsAndUnwinds
    : DeclareOpInterfaceMethods<Snow_OwnershipOpInterface,
                                ["getResultOwnership", "getUnwinding"]>;
def Snow_ConsumesAndLends
    : DeclareOpInterfaceMethods<Snow_OwnershipOpInterface,
                                ["consumesOperand", "getResultOwnership"]>;
def Snow_ConsumesAndUnwinds
    : DeclareOpInterfaceMethods<Snow_OwnershipOpInterface,
                                ["consumesOperand", "getUnwinding"]>;

#endif // SNOW_DIALECT_SNOW_IR_SNOWINTERFACES_TD
