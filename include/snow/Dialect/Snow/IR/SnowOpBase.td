//===- SnowOpBase.td - Base class of the operations --------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWOPBASE_TD
#define SNOW_DIALECT_SNOW_IR_SNOWOPBASE_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/CommonTypeConstraints.td"
include "mlir/IR/CommonAttrConstraints.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/CastInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "snow/Dialect/Snow/IR/SnowAttrs.td"
include "snow/Dialect/Snow/IR/SnowDialect.td"
include "snow/Dialect/Snow/IR/SnowInterfaces.td"
include "snow/Dialect/Snow/IR/SnowTypes.td"

class Snow_Op<string mnemonic, list<Trait> traits = []>
    : Op<Snow_Dialect, mnemonic, traits>;

// What an operation may touch. Operations on different resources may be
// reordered; operations on the same one keep their order.
def Snow_Processes : Resource<"::snow::ProcessResource">;
def Snow_Console : Resource<"::snow::ConsoleResource">;
def Snow_Network : Resource<"::snow::NetworkResource">;
// The values of file-level constants.
def Snow_Globals : Resource<"::snow::GlobalResource">;
// The calling process itself: it may end (panic) or be parked here.
def Snow_Control : Resource<"::snow::ControlResource">;

def Snow_SymbolUser : DeclareOpInterfaceMethods<SymbolUserOpInterface>;

// Effects by what an operation does.
def Snow_ActsOnProcesses : MemoryEffects<[MemWrite<Snow_Processes>]>;
def Snow_ReadsProcesses : MemoryEffects<[MemRead<Snow_Processes>]>;
def Snow_ActsOnNetwork
    : MemoryEffects<[MemRead<Snow_Network>, MemWrite<Snow_Network>]>;
def Snow_MayPanic : MemoryEffects<[MemWrite<Snow_Control>]>;
def Snow_MayWait
    : MemoryEffects<[MemRead<Snow_Processes>, MemWrite<Snow_Processes>,
                     MemWrite<Snow_Control>]>;

#endif // SNOW_DIALECT_SNOW_IR_SNOWOPBASE_TD
