//===- SnowContinuationOps.td - Actors cut at receives -----*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWCONTINUATIONOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWCONTINUATIONOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_ContinuationOp : Snow_Op<"continuation", [
    IsolatedFromAbove, AutomaticAllocationScope, FunctionOpInterface,
    HasParent<"::mlir::ModuleOp">, Snow_SymbolUser]> {
  let summary = "how an actor goes on at a receive";
  let description = [{
    A part of an actor that `snow-split-receives` has cut out: what a process
    does from one of its receives to the next. The parameters are the values
    that the process keeps while it waits; it needs no stack meanwhile.

    A continuation is entered by `snow.await`, and again by the runtime each
    time that a message has come for a receive inside which `suspends`. It owns
    its parameters. It ends as an actor does, or with `snow.await`.

    Lowered by `convert-snow-to-snow-rt` to a function of the same name that
    takes the address of the process's state, and begins by loading the
    parameters from there.

    ```mlir
    snow.actor @counter(%start: i64) receives i64 {
      snow.await @counter.r1(%start : i64)
    }
    snow.continuation @counter.r1 of @counter(%start: i64) {
      cf.br ^head(%start : i64)
    ^head(%n: i64):
      snow.receive suspends(%n : i64)
        case %m : i64 to ^got {
          snow.accept %m : i64
        }
    ^got(%by: i64):
      %next = arith.addi %n, %by : i64
      cf.br ^head(%next : i64)
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, FlatSymbolRefAttr:$actor,
                       TypeAttrOf<FunctionType>:$function_type,
                       OptionalAttr<DictArrayAttr>:$arg_attrs,
                       OptionalAttr<DictArrayAttr>:$res_attrs);
  let regions = (region AnyRegion:$body);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name,
      "::llvm::StringRef":$actor, "::mlir::TypeRange":$state)>];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    // FunctionOpInterface
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() {
      return getFunctionType().getInputs();
    }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() {
      return getFunctionType().getResults();
    }
    ::mlir::Region *getCallableRegion() { return &getBody(); }
  }];
}

def Snow_AwaitOp : Snow_Op<"await", [
    Terminator, Snow_MayWait, Snow_SymbolUser, Snow_Consumes,
    ParentOneOf<["::snow::ActorOp", "::snow::ContinuationOp"]>]> {
  let summary = "goes on at a receive of the same actor";
  let description = [{
    Stores the values as the process's state and enters the continuation, which
    looks at the mailbox: if there is a message that it takes, it runs on, on the
    same stack; if not, the process gives its stack back. Control does not come
    back. Reaches `snow_actor_frame`.

    ```mlir
    snow.actor @greeter(%to: !snow.pid<!snow.string>) receives !snow.string {
      snow.await @greeter.r1(%to : !snow.pid<!snow.string>)
    }
    snow.continuation @greeter.r1 of @greeter(%to: !snow.pid<!snow.string>) {
      snow.receive suspends(%to : !snow.pid<!snow.string>)
        case %m : !snow.string to ^got {
          snow.accept %m : !snow.string
        }
    ^got(%name: !snow.string):
      snow.send %to, %name : !snow.pid<!snow.string>, !snow.string
      snow.return
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$continuation,
                       Variadic<Snow_Value>:$state);
  let assemblyFormat =
      "$continuation `(` ($state^ `:` type($state))? `)` attr-dict";
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWCONTINUATIONOPS_TD
