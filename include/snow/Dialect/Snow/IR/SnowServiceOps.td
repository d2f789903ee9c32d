//===- SnowServiceOps.td - Services ------------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWSERVICEOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWSERVICEOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

//===----------------------------------------------------------------------===//
// Declaration
//===----------------------------------------------------------------------===//

def Snow_ServiceOp : Snow_Op<"service", [
    Symbol, IsolatedFromAbove, SingleBlock, NoTerminator, NoRegionArguments,
    HasParent<"::mlir::ModuleOp">]> {
  let summary = "a service: state, calls and casts";
  let description = [{
    A process that keeps a state and answers calls and casts, one at a time.
    The body holds at most one `snow.init`, whose parameters are those of
    `snow.service.start`, then `snow.call` and `snow.cast` handlers. Handler
    names are unique in the service. Message tags are given in order of
    declaration, calls first, then casts.

    The symbol is the service's name; in a module other than Main it is
    `Module.Name`. `snow-lower-services` turns it into functions
    `__service_<name>_start`, `_call_<handler>`, `_cast_<handler>` and an actor
    `__service_<name>_loop`.

    ```mlir
    snow.service @Counter state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
      snow.call "GetCount"(%state: i64) -> i64 {
        snow.reply %state, %state : i64, i64
      }
      snow.cast "Reset"(%state: i64) {
        %zero = arith.constant 0 : i64
        snow.return %zero : i64
      }
    }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttr:$state_type,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    $sym_name `state` $state_type
    attr-dict-with-keyword $body
  }];
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::Type":$stateType)>];
  let skipDefaultBuilders = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    /// The init handler, or null.
    ::snow::InitOp getInit();
    /// The call handler of that name, or null.
    ::snow::CallOp lookupCall(::llvm::StringRef name);
    /// The cast handler of that name, or null.
    ::snow::CastOp lookupCast(::llvm::StringRef name);
    /// Parameter types of `snow.service.start`.
    ::llvm::ArrayRef<::mlir::Type> getStartTypes();
  }];
}

class Snow_HandlerOp<string mnemonic>
    : Snow_Op<mnemonic, [IsolatedFromAbove, AutomaticAllocationScope,
                         HasParent<"::snow::ServiceOp">]> {
  let regions = (region MinSizedRegion<1>:$body);
  let hasCustomAssemblyFormat = 1;
  let hasRegionVerifier = 1;
}

def Snow_InitOp : Snow_HandlerOp<"init"> {
  let summary = "computes the first state of a service";
  let description = [{
    Runs in the caller of `snow.service.start`. Ends with `snow.return` of a
    value of the state type.

    ```mlir
    snow.service @Echo state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
    }
    ```
  }];
  let arguments = (ins TypeAttrOf<FunctionType>:$function_type);
  let builders = [OpBuilder<(ins "::mlir::TypeRange":$params)>];
  let skipDefaultBuilders = 1;
}

def Snow_CallOp : Snow_HandlerOp<"call"> {
  let summary = "a handler that replies";
  let description = [{
    The first block argument is the state, the others are the parameters. Ends
    with `snow.reply`, which gives the new state and the reply.

    ```mlir
    snow.service @Adder state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
      snow.call "Add"(%sum: i64, %n: i64) -> i64 {
        %next = arith.addi %sum, %n : i64
        snow.reply %next, %next : i64, i64
      }
    }
    ```
  }];
  let arguments = (ins StrAttr:$name, TypeAttrOf<FunctionType>:$function_type);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name,
      "::mlir::FunctionType":$type)>];
  let skipDefaultBuilders = 1;
  let extraClassDeclaration = [{
    /// Types of the parameters, without the state.
    ::llvm::ArrayRef<::mlir::Type> getParameterTypes() {
      return getFunctionType().getInputs().drop_front();
    }
    ::mlir::Type getReplyType() { return getFunctionType().getResult(0); }
  }];
}

def Snow_CastOp : Snow_HandlerOp<"cast"> {
  let summary = "a handler without a reply";
  let description = [{
    The first block argument is the state, the others are the parameters. Ends
    with `snow.return` of the new state.

    ```mlir
    snow.service @Sink state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
      snow.cast "Put"(%last: i64, %n: i64) {
        snow.return %n : i64
      }
    }
    ```
  }];
  let arguments = (ins StrAttr:$name, TypeAttrOf<FunctionType>:$function_type);
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name,
      "::mlir::FunctionType":$type)>];
  let skipDefaultBuilders = 1;
  let extraClassDeclaration = [{
    /// Types of the parameters, without the state.
    ::llvm::ArrayRef<::mlir::Type> getParameterTypes() {
      return getFunctionType().getInputs().drop_front();
    }
  }];
}

def Snow_ReplyOp : Snow_Op<"reply", [
    Pure, Terminator, ReturnLike, ParentOneOf<["::snow::CallOp"]>]> {
  let summary = "ends a call handler with the new state and the reply";
  let description = [{
    ```mlir
    snow.service @Clock state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
      snow.call "Tick"(%n: i64) -> i64 {
        %one = arith.constant 1 : i64
        %next = arith.addi %n, %one : i64
        snow.reply %next, %n : i64, i64
      }
    }
    ```
  }];
  let arguments = (ins Snow_Value:$state, Snow_Value:$reply);
  let assemblyFormat =
      "$state `,` $reply attr-dict `:` type($state) `,` type($reply)";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Use
//===----------------------------------------------------------------------===//

def Snow_ServiceStartOp
    : Snow_Op<"service.start", [
    Snow_ActsOnProcesses, Snow_SymbolUser, Snow_Consumes]> {
  let summary = "starts a service";
  let description = [{
    Runs the service's init in the caller and starts its process. Lowered to a
    call of `__service_<name>_start`.

    ```mlir
    snow.service @Empty state !snow.unit {
    }
    func.func @start() -> !snow.pid<!snow.unit> {
      %s = snow.service.start @Empty() : () -> !snow.pid<!snow.unit>
      return %s : !snow.pid<!snow.unit>
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$service, Variadic<Snow_Value>:$args);
  let results = (outs Snow_AnyPid:$pid);
  let assemblyFormat = [{
    $service `(` $args `)` attr-dict `:` functional-type($args, $pid)
  }];
}

def Snow_ServiceCallOp
    : Snow_Op<"service.call", [Snow_MayWait, Snow_SymbolUser, Snow_Consumes]> {
  let summary = "calls a service and waits for the reply";
  let description = [{
    Waits without limit for the reply to this very call; other messages stay in
    the mailbox. If the service is dead, or ends before replying, the caller
    panics `service call failed: REASON`. Lowered to a call of
    `__service_<name>_call_<handler>`.

    ```mlir
    snow.service @Adder state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
      snow.call "Add"(%sum: i64, %n: i64) -> i64 {
        %next = arith.addi %sum, %n : i64
        snow.reply %next, %next : i64, i64
      }
    }
    func.func @use(%s: !snow.pid<!snow.unit>, %n: i64) -> i64 {
      %r = snow.service.call @Adder["Add"] %s(%n)
          : !snow.pid<!snow.unit>, (i64) -> i64
      return %r : i64
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$service, StrAttr:$handler,
                       Snow_AnyPid:$pid, Variadic<Snow_Value>:$args);
  let results = (outs Snow_Value:$reply);
  let assemblyFormat = [{
    $service `[` $handler `]` $pid `(` $args `)` attr-dict `:` qualified(type($pid)) `,`
    functional-type($args, $reply)
  }];
}

def Snow_ServiceCastOp
    : Snow_Op<"service.cast", [
        Snow_ActsOnProcesses, Snow_SymbolUser, Snow_Consumes]> {
  let summary = "sends a cast to a service";
  let description = [{
    Returns at once and never fails. Lowered to a call of
    `__service_<name>_cast_<handler>`.

    ```mlir
    snow.service @Sink state i64 {
      snow.init(%start: i64) {
        snow.return %start : i64
      }
      snow.cast "Put"(%last: i64, %n: i64) {
        snow.return %n : i64
      }
    }
    func.func @use(%s: !snow.pid<!snow.unit>, %n: i64) {
      snow.service.cast @Sink["Put"] %s(%n) : !snow.pid<!snow.unit>, (i64) -> ()
      return
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$service, StrAttr:$handler,
                       Snow_AnyPid:$pid, Variadic<Snow_Value>:$args);
  let assemblyFormat = [{
    $service `[` $handler `]` $pid `(` $args `)` attr-dict `:` qualified(type($pid)) `,`
    functional-type($args, results)
  }];
}

//===----------------------------------------------------------------------===//
// What services are lowered to
//===----------------------------------------------------------------------===//

def Snow_ServiceRequestOp : Snow_Op<"service.request", [
    Snow_MayWait, Snow_Consumes]> {
  let summary = "sends a tagged request and waits for its reply";
  let description = [{
    The body of a `__service_<name>_call_<handler>` function. The arguments move
    into the request. A reply that is no value of the result's type is a panic
    `service call failed: bad reply`. Reaches `snow_service_call_values`.

    ```mlir
    func.func @ask(%s: !snow.pid<!snow.unit>, %n: i64) -> i64 {
      %r = snow.service.request %s, 3(%n) : !snow.pid<!snow.unit>, (i64) -> i64
      return %r : i64
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$pid,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$tag,
                       Variadic<Snow_Value>:$args);
  let results = (outs Snow_Value:$reply);
  let assemblyFormat = [{
    $pid `,` $tag `(` $args `)` attr-dict `:` qualified(type($pid)) `,`
    functional-type($args, $reply)
  }];
  let hasVerifier = 1;
}

def Snow_ServicePostOp : Snow_Op<"service.post", [
    Snow_ActsOnProcesses, Snow_Consumes]> {
  let summary = "sends a tagged message";
  let description = [{
    The body of a `__service_<name>_cast_<handler>` function. The arguments move
    into the message. Reaches `snow_service_cast_values`.

    ```mlir
    func.func @tell(%s: !snow.pid<!snow.unit>, %n: i64) {
      snow.service.post %s, 4(%n) : !snow.pid<!snow.unit>, (i64) -> ()
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$pid,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$tag,
                       Variadic<Snow_Value>:$args);
  let assemblyFormat = [{
    $pid `,` $tag `(` $args `)` attr-dict `:` qualified(type($pid)) `,`
    functional-type($args, results)
  }];
  let hasVerifier = 1;
}

def Snow_ServiceReceiveOp
    : Snow_Op<"service.receive", [Terminator, Snow_MayWait]> {
  let summary = "waits for a tagged message and branches on its tag";
  let description = [{
    Takes the next message. A call's successor gets the caller's identifier and
    the arguments, a cast's the arguments. Unknown tags, ordinary values and
    arguments of other types are dropped, and the wait goes on. With `suspends`
    the process keeps these values while it waits, as in `snow.receive`. Reaches
    `snow_service_next` and `snow_service_arguments`.

    ```mlir
    snow.actor @loop(%first: i64) receives !snow.unit {
      cf.br ^next(%first : i64)
    ^next(%state: i64):
      snow.service.receive
        call 0() to ^get
        cast 1(i64) to ^put
    ^get(%caller: !snow.pid<!snow.any>):
      snow.service.reply %caller, %state : !snow.pid<!snow.any>, i64
      cf.br ^next(%state : i64)
    ^put(%n: i64):
      cf.br ^next(%n : i64)
    }
    ```
  }];
  let arguments = (ins DenseI64ArrayAttr:$tags, DenseBoolArrayAttr:$is_call,
                       TypeArrayAttr:$payloads, UnitAttr:$suspends,
                       Variadic<Snow_Value>:$kept);
  let builders = [OpBuilder<(ins "::llvm::ArrayRef<int64_t>":$tags,
      "::llvm::ArrayRef<bool>":$isCall, "::mlir::ArrayAttr":$payloads,
      "::mlir::BlockRange":$targets)>];
  let successors = (successor VariadicSuccessor<AnySuccessor>:$targets);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Argument types of the message of arm i.
    ::llvm::ArrayRef<::mlir::Type> getPayloadTypes(unsigned i);
  }];
}

def Snow_ServiceReplyOp : Snow_Op<"service.reply", [
    Snow_ActsOnProcesses, Snow_Consumes]> {
  let summary = "answers a call";
  let description = [{
    Answers the outstanding call of that caller, to whom the value moves; ignored
    if there is none. Reaches `snow_service_answer`.

    ```mlir
    func.func @answer(%caller: !snow.pid<!snow.any>, %n: i64) {
      snow.service.reply %caller, %n : !snow.pid<!snow.any>, i64
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$caller, Snow_Value:$value);
  let assemblyFormat =
      "$caller `,` $value attr-dict `:` qualified(type($caller)) `,` type($value)";
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWSERVICEOPS_TD
