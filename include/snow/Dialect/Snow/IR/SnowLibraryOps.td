//===- SnowLibraryOps.td - Library calls and globals -------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWLIBRARYOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWLIBRARYOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_LibraryCallOp : Snow_Op<"library_call", [
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>, Snow_ConsumesAndUnwinds]> {
  let summary = "calls a function of the runtime's library";
  let description = [{
    The name is that of an entry of the ABI table without `snow_`. The entry's
    first parameters are the run-time descriptions of `types`; a function on
    lists, say, is told the type of the elements. Each operand passes as the
    parameter's machine type: in an `I64` parameter any value stands as its
    64-bit word. The result comes back in the same way. What the call may do,
    and which operands it consumes, the table says.

    ```mlir
    func.func @same(%a: !snow.string, %b: !snow.string) -> i1 {
      %r = snow.library_call "string_eq"(%a, %b) : (!snow.string, !snow.string) -> i1
      return %r : i1
    }
    func.func @show(%l: !snow.list<i64>) -> !snow.string {
      %s = snow.library_call "value_display" types [!snow.list<i64>](%l)
          : (!snow.list<i64>) -> !snow.string
      return %s : !snow.string
    }
    ```
  }];
  let arguments = (ins StrAttr:$callee,
                       DefaultValuedAttr<TypeArrayAttr, "{}">:$types,
                       Variadic<Snow_Value>:$args);
  let results = (outs Variadic<Snow_Value>:$results);
  let assemblyFormat = [{
    $callee (`types` $types^)? `(` $args `)` attr-dict `:`
    functional-type($args, $results)
  }];
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// The entry of the ABI table, null if the name is not in it.
    const ::snow::abi::Function *getRuntimeFunction();
  }];
}

//===----------------------------------------------------------------------===//
// File-level constants
//===----------------------------------------------------------------------===//

def Snow_GlobalOp : Snow_Op<"global", [Symbol, HasParent<"::mlir::ModuleOp">]> {
  let summary = "a file-level constant";
  let description = [{
    Has no value until `snow.global.set` has run.

    ```mlir
    snow.global @Main.limit : i64
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       OptionalAttr<StrAttr>:$sym_visibility, TypeAttr:$type);
  let assemblyFormat =
      "custom<Visibility>($sym_visibility) $sym_name attr-dict `:` $type";
  let hasVerifier = 1;
}

def Snow_GlobalGetOp : Snow_Op<"global.get", [
    MemoryEffects<[MemRead<Snow_Globals>, MemWrite<Snow_Control>]>,
    Snow_SymbolUser, Snow_Lends]> {
  let summary = "the value of a file-level constant";
  let description = [{
    Panics `NAME is not initialised` before the first `snow.global.set`; NAME is
    what stands behind the last point of the symbol.

    ```mlir
    snow.global @Main.limit : i64
    func.func @limit() -> i64 {
      %n = snow.global.get @Main.limit : i64
      return %n : i64
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global);
  let results = (outs Snow_Value:$value);
  let assemblyFormat = "$global attr-dict `:` type($value)";
}

def Snow_GlobalSetOp : Snow_Op<"global.set", [
    MemoryEffects<[MemWrite<Snow_Globals>]>, Snow_SymbolUser,
    Snow_ConsumesAndUnwinds]> {
  let summary = "gives a file-level constant its value";
  let description = [{
    Runs once, when the program starts. The value lives as long as the program,
    and every process may read it.

    ```mlir
    snow.global @Main.limit : i64
    func.func @start(%n: i64) {
      snow.global.set @Main.limit, %n : i64
      return
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global, Snow_Value:$value);
  let assemblyFormat = "$global `,` $value attr-dict `:` type($value)";
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWLIBRARYOPS_TD
