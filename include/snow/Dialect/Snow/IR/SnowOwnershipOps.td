//===- SnowOwnershipOps.td - Counted references ------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWOWNERSHIPOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWOWNERSHIPOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_RetainOp : Snow_Op<"retain", [MemoryEffects<[MemWrite]>, Snow_Unwinds]> {
  let summary = "adds a reference to a value";
  let description = [{
    Inserted by `snow-insert-ownership`. Nothing for values that are not
    counted. Reaches `snow_retain`.

    ```mlir
    func.func @keep(%s: !snow.string) {
      snow.retain %s : !snow.string
      return
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def Snow_ReleaseOp : Snow_Op<"release", [
    MemoryEffects<[MemWrite, MemFree]>, Snow_ConsumesAndUnwinds]> {
  let summary = "drops a reference to a value";
  let description = [{
    Inserted by `snow-insert-ownership`. The last reference frees the value and
    releases what it holds. Reaches `snow_release`.

    ```mlir
    func.func @drop(%s: !snow.string) {
      snow.release %s : !snow.string
      return
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def Snow_CleanupOp
    : Snow_Op<"cleanup", [MemoryEffects<[MemWrite<Snow_Control>]>, Snow_Unwinds]> {
  let summary = "what is released when the code behind it unwinds";
  let description = [{
    Inserted by `snow-insert-ownership` in front of an operation that may panic,
    or wait and be ended meanwhile. It holds for the operations behind it,
    through branches, until the next one; where several meet that differ,
    nothing is released. Without operands it ends an earlier one. Becomes a
    landing pad of the calls that it covers, in `snow-lower-cleanups`; no code
    runs where it stands.

    ```mlir
    func.func private @work()
    func.func @keep(%s: !snow.string) {
      snow.cleanup(%s) : !snow.string
      func.call @work() : () -> ()
      snow.release %s : !snow.string
      return
    }
    ```
  }];
  let arguments = (ins Variadic<Snow_Value>:$values);
  let assemblyFormat = "`(` $values `)` attr-dict (`:` type($values)^)?";
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWOWNERSHIPOPS_TD
