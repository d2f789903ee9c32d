//===- SnowTypes.td - Types of the snow dialect ------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWTYPES_TD
#define SNOW_DIALECT_SNOW_IR_SNOWTYPES_TD

include "mlir/IR/AttrTypeBase.td"
include "snow/Dialect/Snow/IR/SnowDialect.td"

class Snow_Type<string name, string mnem, list<Trait> traits = []>
    : TypeDef<Snow_Dialect, name, traits> {
  let mnemonic = mnem;
}

//===----------------------------------------------------------------------===//
// Processes
//===----------------------------------------------------------------------===//

def Snow_PidType : Snow_Type<"Pid", "pid"> {
  let summary = "identifier of a process that takes messages of a type";
  let description = [{
    `!snow.pid<M>` names a process, local or on another node, whose mailbox
    takes messages of type M. `!snow.pid<!snow.any>` takes every message. The
    process of a service is a `!snow.pid<!snow.unit>`: it is reached through
    calls and casts.
  }];
  let parameters = (ins "::mlir::Type":$message);
  let assemblyFormat = "`<` $message `>`";
  let genVerifyDecl = 1;
  let builders = [TypeBuilderWithInferredContext<(ins "::mlir::Type":$message), [{
    return $_get(message.getContext(), message);
  }]>];
}

def Snow_ExitReasonType : Snow_Type<"ExitReason", "exit_reason"> {
  let summary = "why a process ended";
  let description = [{
    The built-in sum type ExitReason: Normal, Shutdown, Killed, Error(String),
    NoProc, NoConnection, Custom(String).
  }];
}

def Snow_TermType : Snow_Type<"Term", "term"> {
  let summary = "an encoded term";
  let description = [{
    Bytes of the term format (runtime specification, section 6). Only the
    generated entry of a registered function sees one, as its argument.
  }];
}

//===----------------------------------------------------------------------===//
// Plain values
//===----------------------------------------------------------------------===//

def Snow_UnitType : Snow_Type<"Unit", "unit"> {
  let summary = "the type with one value, `()`";
}

def Snow_StringType : Snow_Type<"String", "string"> {
  let summary = "immutable bytes with a length, normally UTF-8";
}

def Snow_AnyType : Snow_Type<"Any", "any"> {
  let summary = "a value together with its run-time type";
}

def Snow_RangeType : Snow_Type<"Range", "range"> {
  let summary = "half-open range of integers";
}

def Snow_JsonType : Snow_Type<"Json", "json"> {
  let summary = "a JSON value";
}

//===----------------------------------------------------------------------===//
// Containers
//===----------------------------------------------------------------------===//

class Snow_ContainerType<string name, string mnem, string what>
    : Snow_Type<name, mnem> {
  let summary = what;
  let parameters = (ins "::mlir::Type":$element);
  let assemblyFormat = "`<` $element `>`";
  let genVerifyDecl = 1;
  let builders = [TypeBuilderWithInferredContext<(ins "::mlir::Type":$element), [{
    return $_get(element.getContext(), element);
  }]>];
}

def Snow_ListType : Snow_ContainerType<"List", "list", "immutable sequence">;
def Snow_SetType
    : Snow_ContainerType<"Set", "set", "set by value, in insertion order">;
def Snow_QueueType : Snow_ContainerType<"Queue", "queue", "first-in first-out queue">;
def Snow_OptionType : Snow_ContainerType<"Option", "option", "`Some(value)` or `None`">;

def Snow_MapType : Snow_Type<"Map", "map"> {
  let summary = "map by key value, in insertion order";
  let parameters = (ins "::mlir::Type":$key, "::mlir::Type":$value);
  let assemblyFormat = "`<` $key `,` $value `>`";
  let genVerifyDecl = 1;
}

def Snow_ResultType : Snow_Type<"Result", "result"> {
  let summary = "`Ok(value)` or `Err(error)`";
  let parameters = (ins "::mlir::Type":$ok, "::mlir::Type":$err);
  let assemblyFormat = "`<` $ok `,` $err `>`";
  let genVerifyDecl = 1;
}

//===----------------------------------------------------------------------===//
// Named types, functions and handles
//===----------------------------------------------------------------------===//

def Snow_StructType : Snow_Type<"Struct", "struct"> {
  let summary = "a named structure";
  let description = [{
    The symbol names the type; recursion goes through it, so the fields are not
    part of the type itself.
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$name);
  let assemblyFormat = "`<` $name `>`";
}

def Snow_SumType : Snow_Type<"Sum", "sum"> {
  let summary = "a named sum of variants";
  let description = [{
    The symbol names the type; recursion goes through it, so the variants are
    not part of the type itself.
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$name);
  let assemblyFormat = "`<` $name `>`";
}

def Snow_FnType : Snow_Type<"Fn", "fn"> {
  let summary = "a function value: a named function or a closure";
  let parameters = (ins "::mlir::FunctionType":$signature);
  let assemblyFormat = "`<` $signature `>`";
  let genVerifyDecl = 1;
}

def Snow_WsConnType : Snow_Type<"WsConn", "ws_conn"> {
  let summary = "a WebSocket connection";
}

//===----------------------------------------------------------------------===//
// Constraints
//===----------------------------------------------------------------------===//

def Snow_Value : Type<CPred<"::snow::isValueType($_self)">, "a Snow value type">;
def Snow_AnyPid : Type<CPred<"::llvm::isa<::snow::PidType>($_self)">,
                       "a process identifier", "::snow::PidType">;

#endif // SNOW_DIALECT_SNOW_IR_SNOWTYPES_TD
