//===- SnowProgramOps.td - Actors and what ends a body -----*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWPROGRAMOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWPROGRAMOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

def Snow_ActorOp : Snow_Op<"actor", [
    IsolatedFromAbove, AutomaticAllocationScope, FunctionOpInterface,
    HasParent<"::mlir::ModuleOp">]> {
  let summary = "an actor: the code of a process";
  let description = [{
    A symbol that `snow.spawn` starts processes of. The body is a control-flow
    graph whose entry takes the actor's parameters; it ends with
    `snow.return`, `snow.panic` or `snow.exit_self`. `receives` gives the
    message type M of the mailbox: a process of this actor is a
    `!snow.pid<M>`.

    An actor is isolated from above, so passes run on actors in parallel. It
    has no results; an actor that goes on with new parameters branches to a
    loop header.

    Lowered by `convert-snow-to-snow-rt` to a function of the same name and,
    if it is spawned, a function `__spawn_<name>` that unpacks the argument
    words.

    ```mlir
    snow.actor @counter(%start: i64) receives i64 {
      cf.br ^loop(%start : i64)
    ^loop(%n: i64):
      snow.receive
        case %m : i64 to ^got {
          snow.accept %m : i64
        }
    ^got(%by: i64):
      %next = arith.addi %n, %by : i64
      cf.br ^loop(%next : i64)
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       TypeAttrOf<FunctionType>:$function_type,
                       TypeAttr:$message_type,
                       OptionalAttr<StrAttr>:$sym_visibility,
                       OptionalAttr<DictArrayAttr>:$arg_attrs,
                       OptionalAttr<DictArrayAttr>:$res_attrs);
  let regions = (region AnyRegion:$body);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name,
      "::mlir::FunctionType":$type, "::mlir::Type":$messageType)>];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Type of the process identifiers of this actor.
    ::snow::PidType getPidType();

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

def Snow_ReturnOp : Snow_Op<"return", [
    Pure, Terminator, ReturnLike,
    ParentOneOf<["::snow::ActorOp", "::snow::ContinuationOp", "::snow::InitOp",
                 "::snow::CastOp"]>]> {
  let summary = "ends an actor, an init or a cast handler";
  let description = [{
    In an actor there is no operand and the process ends with reason Normal.
    In `snow.init` the operand is the first state, in `snow.cast` the new
    state; it is left out when the state type is `!snow.unit`.

    ```mlir
    snow.actor @nothing() receives !snow.any {
      snow.return
    }
    ```
  }];
  let arguments = (ins Variadic<Snow_Value>:$values);
  let builders = [OpBuilder<(ins), "build($_builder, $_state, ::mlir::ValueRange());">];
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
  let hasVerifier = 1;
}

def Snow_PanicOp : Snow_Op<"panic", [Terminator, Snow_MayPanic]> {
  let summary = "ends the process with Error(message)";
  let description = [{
    The calling process ends; its stack is unwound. The location of the
    operation is the one that the crash report names. Reaches `snow_panic`.

    ```mlir
    func.func @give_up(%why: !snow.string) {
      snow.panic %why
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$message);
  let assemblyFormat = "$message attr-dict";
}

def Snow_RunOp : Snow_Op<"run", [
    Snow_MayWait, Snow_SymbolUser, Snow_Consumes]> {
  let summary = "runs an actor's body in the calling process";
  let description = [{
    Control comes back when the actor returns. Only the entries that
    `snow-register-functions` makes contain it: a process that another node
    starts runs the actor's body behind the decoding of its arguments.

    ```mlir
    snow.actor @pong(%n: i64) receives !snow.any {
      snow.return
    }
    func.func @__remote_pong(%term: !snow.term) {
      %n = snow.decode_args %term : i64
      snow.run @pong(%n) : (i64) -> ()
      return
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Snow_Value>:$args);
  let assemblyFormat = "$callee `(` $args `)` attr-dict `:` functional-type($args, results)";
}

def Snow_YieldCheckOp : Snow_Op<"yield_check", [Snow_MayWait]> {
  let summary = "counts one reduction";
  let description = [{
    Takes one reduction from the calling process, and ends its slice when none
    is left. Inserted by `snow-insert-yield-checks`; reaches
    `snow_process_yield` once in 4000 times.

    ```mlir
    func.func @spin() {
      cf.br ^loop
    ^loop:
      snow.yield_check
      cf.br ^loop
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def Snow_DecodeArgsOp : Snow_Op<"decode_args", [Snow_MayPanic]> {
  let summary = "decodes the arguments of a registered function";
  let description = [{
    Reads one tuple term as values of the result types. A term of another
    shape ends the process with Error("bad spawn arguments"). Only the entries
    that `snow-register-functions` makes contain it. Reaches
    `snow_term_decode_args`.

    ```mlir
    func.func private @fib(i64) -> i64
    func.func @__entry_fib(%term: !snow.term) {
      %n = snow.decode_args %term : i64
      %r = func.call @fib(%n) : (i64) -> i64
      return
    }
    ```
  }];
  let arguments = (ins Snow_TermType:$term);
  let results = (outs Variadic<Snow_Value>:$values);
  let assemblyFormat = "$term attr-dict (`:` type($values)^)?";
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWPROGRAMOPS_TD
