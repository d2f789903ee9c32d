//===- SnowProcessOps.td - Processes and messages ----------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWPROCESSOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWPROCESSOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

//===----------------------------------------------------------------------===//
// Starting and addressing processes
//===----------------------------------------------------------------------===//

def Snow_SpawnOp : Snow_Op<"spawn", [
    Snow_ActsOnProcesses, Snow_SymbolUser, Snow_ConsumesAndUnwinds]> {
  let summary = "starts a process";
  let description = [{
    Starts a process of an actor, a function or a supervisor and returns its
    identifier. A function's process takes any message, its results are
    dropped. Never fails, never waits (a supervisor's children are started
    before it returns). Reaches `snow_actor_spawn`.

    ```mlir
    snow.actor @pong(%n: i64) receives !snow.string {
      snow.return
    }
    func.func @start(%n: i64) -> !snow.pid<!snow.string> {
      %pid = snow.spawn @pong(%n) : (i64) -> !snow.pid<!snow.string>
      return %pid : !snow.pid<!snow.string>
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Snow_Value>:$args);
  let results = (outs Snow_AnyPid:$pid);
  let assemblyFormat = [{
    $callee `(` $args `)` attr-dict `:` functional-type($args, $pid)
  }];
}

def Snow_SpawnClosureOp : Snow_Op<"spawn_closure", [
    Snow_ActsOnProcesses, Snow_ConsumesAndUnwinds]> {
  let summary = "starts a process that runs a function value";
  let description = [{
    The function takes no parameters; its results are dropped. Reaches
    `snow_actor_spawn`.

    ```mlir
    func.func @start(%f: !snow.fn<() -> ()>) -> !snow.pid<!snow.any> {
      %pid = snow.spawn_closure %f : !snow.fn<() -> ()> -> !snow.pid<!snow.any>
      return %pid : !snow.pid<!snow.any>
    }
    ```
  }];
  let arguments = (ins Snow_FnType:$function);
  let results = (outs Snow_AnyPid:$pid);
  let assemblyFormat =
      "$function attr-dict `:` qualified(type($function)) `->` qualified(type($pid))";
  let hasVerifier = 1;
}

def Snow_SelfOp : Snow_Op<"self", [Pure]> {
  let summary = "the identifier of the calling process";
  let description = [{
    Directly inside an actor the message type must be the actor's. Reaches
    `snow_actor_self`.

    ```mlir
    snow.actor @echo() receives i64 {
      %me = snow.self : !snow.pid<i64>
      snow.return
    }
    ```
  }];
  let results = (outs Snow_AnyPid:$pid);
  let assemblyFormat = "attr-dict `:` qualified(type($pid))";
  let hasVerifier = 1;
}

def Snow_PidCastOp : Snow_Op<"pid.cast", [
    Pure, DeclareOpInterfaceMethods<CastOpInterface>]> {
  let summary = "a process identifier with another message type";
  let description = [{
    One of the two message types is `!snow.any`: a bare `Pid` and every
    `Pid<M>` stand for each other. A message that the process does not take
    then waits in its mailbox unmatched. Costs nothing.

    ```mlir
    func.func @forget(%p: !snow.pid<i64>) -> !snow.pid<!snow.any> {
      %q = snow.pid.cast %p : !snow.pid<i64> to !snow.pid<!snow.any>
      return %q : !snow.pid<!snow.any>
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$pid);
  let results = (outs Snow_AnyPid:$result);
  let assemblyFormat = [{
    $pid attr-dict `:` qualified(type($pid)) `to` qualified(type($result))
  }];
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

def Snow_SendOp : Snow_Op<"send", [Snow_ActsOnProcesses, Snow_Consumes]> {
  let summary = "sends a message to a process";
  let description = [{
    The message is of the target's message type; a `!snow.pid<!snow.any>` takes
    every value. Never fails: a dead or unknown target drops the message. The
    value is as it was at the time of the send. Messages from one process to
    another arrive in the order sent. Reaches `snow_actor_send_value`.

    ```mlir
    func.func @tell(%to: !snow.pid<i64>, %n: i64) {
      snow.send %to, %n : !snow.pid<i64>, i64
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$target, Snow_Value:$message);
  let assemblyFormat =
      "$target `,` $message attr-dict `:` qualified(type($target)) `,` type($message)";
  let hasVerifier = 1;
}

def Snow_SendNamedOp : Snow_Op<"send_named", [Snow_ActsOnProcesses]> {
  let summary = "sends a message to a registered name";
  let description = [{
    Without a node the name is looked up in this program, otherwise on that
    node. An unknown name, or a node without connection, drops the message.
    Reaches `snow_actor_send_named`.

    ```mlir
    func.func @tell(%name: !snow.string, %node: !snow.string, %n: i64) {
      snow.send_named %name, %n : i64
      snow.send_named %name at %node, %n : i64
      return
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$name, Optional<Snow_StringType>:$node,
                       Snow_Value:$message);
  let assemblyFormat =
      "$name (`at` $node^)? `,` $message attr-dict `:` type($message)";
}

def Snow_ReceiveOp : Snow_Op<"receive", [
    Terminator, Snow_MayWait, AttrSizedOperandSegments]> {
  let summary = "waits for a message that an arm accepts";
  let description = [{
    Selective receive. Messages are examined in order of arrival; for each,
    the arms in order. An arm applies when the message is of the arm's type
    and its region, given the message, ends in `snow.accept`; the region holds
    the arm's pattern and guard, sees all values that dominate the receive, and
    rejects with `snow.reject`. The first message with an applicable arm is
    removed, and control goes to the arm's successor, whose arguments are the
    values accepted. All other messages stay, in order.

    With `after`, control goes to the last successor when no message was
    accepted within that many milliseconds; 0 and less look only once. Without
    arms it is a sleep.

    A guard may also end the receive with no message taken: `snow.leave` goes to
    one of the successors behind `leave to`. And it may wait itself: what stands
    in an arm's region, or is called there, may receive. Such a receive sees all
    messages but those that the receives around it look at, and the receive
    around it goes on where it was.

    In a `snow.continuation` a receive may have `suspends`: when it has to wait,
    the process keeps these values instead of its stack, and enters the
    continuation with them when it goes on.

    Reaches `snow_mailbox_peek`, `_match`, `_skip`, `_take`, `_leave` and
    `_wait`, with `suspends` `snow_actor_suspend` for the last; around what may
    receive in an arm `snow_mailbox_set_aside` and `_put_back`.

    ```mlir
    snow.actor @limited(%limit: i64, %ms: i64) receives i64 {
      snow.receive
        case %m : i64 to ^big {
          %c = arith.cmpi sgt, %m, %limit : i64
          cf.cond_br %c, ^yes, ^no
        ^yes:
          snow.accept %m : i64
        ^no:
          snow.reject
        }
        case %m : i64 to ^small {
          snow.accept
        }
        after %ms to ^late
    ^big(%n: i64):
      snow.return
    ^small:
      snow.return
    ^late:
      snow.return
    }
    ```
  }];
  let arguments = (ins Optional<I64>:$timeout, UnitAttr:$suspends,
                       Variadic<Snow_Value>:$kept);
  let regions = (region VariadicRegion<MinSizedRegion<1>>:$arms);
  let successors = (successor VariadicSuccessor<AnySuccessor>:$targets);
  let builders = [OpBuilder<(ins "::mlir::Value":$timeout,
      "::mlir::TypeRange":$armTypes, "::mlir::BlockRange":$targets)>];
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let hasRegionVerifier = 1;
  let extraClassDeclaration = [{
    /// The same receive with further successors that an arm may leave to. Takes
    /// the arms of this one and erases it.
    ::snow::ReceiveOp addExits(::mlir::OpBuilder &builder,
                               ::mlir::BlockRange exits);
    /// The successors that an arm may leave to.
    ::mlir::SuccessorRange getExits() {
      unsigned arms = getArms().size(), late = getTimeout() ? 1 : 0;
      return getTargets().slice(arms, getTargets().size() - arms - late);
    }
    /// The successor of arm i.
    ::mlir::Block *getArmTarget(unsigned i) { return getTargets()[i]; }
    /// The message type of arm i.
    ::mlir::Type getArmType(unsigned i) {
      return getArms()[i].getArgument(0).getType();
    }
    /// The successor for the time-out, null without `after`.
    ::mlir::Block *getTimeoutTarget() {
      return getTimeout() ? getTargets().back() : nullptr;
    }
  }];
}

def Snow_AcceptOp : Snow_Op<"accept", [
    Pure, Terminator, ParentOneOf<["::snow::ReceiveOp"]>, Snow_Consumes]> {
  let summary = "the message fits the arm";
  let description = [{
    Ends the region of a `snow.receive` arm: the message is taken and the
    values become the arguments of the arm's successor.

    ```mlir
    snow.actor @one() receives i64 {
      snow.receive
        case %m : i64 to ^got {
          snow.accept %m : i64
        }
    ^got(%n: i64):
      snow.return
    }
    ```
  }];
  let arguments = (ins Variadic<Snow_Value>:$values);
  let builders = [OpBuilder<(ins), "build($_builder, $_state, ::mlir::ValueRange());">];
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
}

def Snow_RejectOp : Snow_Op<"reject", [
    Pure, Terminator, ParentOneOf<["::snow::ReceiveOp"]>]> {
  let summary = "the message does not fit the arm";
  let description = [{
    Ends the region of a `snow.receive` arm: the next arm is tried, and after
    the last one the message stays in the mailbox.

    ```mlir
    snow.actor @deaf() receives i64 {
      snow.receive
        case %m : i64 to ^got {
          snow.reject
        }
    ^got:
      snow.return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def Snow_LeaveOp : Snow_Op<"leave", [
    Pure, Terminator, ParentOneOf<["::snow::ReceiveOp"]>, Snow_Consumes]> {
  let summary = "ends a receive without a message";
  let description = [{
    Ends the region of a `snow.receive` arm, and the receive with it, where a
    guard returns or leaves a loop: all messages stay in the mailbox, the next
    receive begins at the oldest one, and the values become the arguments of
    the receive's exit of that number.

    ```mlir
    snow.actor @once(%n: i64) receives i64 {
      snow.receive
        case %m : i64 to ^got {
          snow.leave 0 with %n : i64
        }
        leave to ^out
    ^got:
      snow.return
    ^out(%left: i64):
      snow.return
    }
    ```
  }];
  let arguments = (ins ConfinedAttr<I64Attr, [IntNonNegative]>:$exit,
                       Variadic<Snow_Value>:$values);
  let assemblyFormat = "$exit attr-dict (`with` $values^ `:` type($values))?";
}

//===----------------------------------------------------------------------===//
// Links, monitors and exit signals
//===----------------------------------------------------------------------===//

def Snow_LinkOp : Snow_Op<"link", [Snow_ActsOnProcesses]> {
  let summary = "links the calling process with another";
  let description = [{
    Symmetric. Linking a dead process delivers an exit signal NoProc. Reaches
    `snow_process_link`.

    ```mlir
    func.func @tie(%p: !snow.pid<i64>) {
      snow.link %p : !snow.pid<i64>
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$target);
  let assemblyFormat = "$target attr-dict `:` qualified(type($target))";
}

def Snow_UnlinkOp : Snow_Op<"unlink", [Snow_ActsOnProcesses]> {
  let summary = "removes a link";
  let description = [{
    Reaches `snow_process_unlink`.

    ```mlir
    func.func @untie(%p: !snow.pid<i64>) {
      snow.unlink %p : !snow.pid<i64>
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$target);
  let assemblyFormat = "$target attr-dict `:` qualified(type($target))";
}

def Snow_MonitorOp : Snow_Op<"monitor", [Snow_ActsOnProcesses]> {
  let summary = "monitors a process";
  let description = [{
    Returns a reference; exactly one Down message with it follows the end of
    the process, at once if it is not alive. Reaches `snow_process_monitor`.

    ```mlir
    func.func @watch(%p: !snow.pid<i64>) -> i64 {
      %ref = snow.monitor %p : !snow.pid<i64>
      return %ref : i64
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$target);
  let results = (outs I64:$reference);
  let assemblyFormat = "$target attr-dict `:` qualified(type($target))";
}

def Snow_DemonitorOp : Snow_Op<"demonitor", [Snow_ActsOnProcesses]> {
  let summary = "ends a monitor";
  let description = [{
    Also removes a waiting Down message of it. The result is 0, or 1 if the
    reference is unknown. Reaches `snow_process_demonitor`.

    ```mlir
    func.func @unwatch(%ref: i64) -> i64 {
      %unknown = snow.demonitor %ref
      return %unknown : i64
    }
    ```
  }];
  let arguments = (ins I64:$reference);
  let results = (outs I64:$unknown);
  let assemblyFormat = "$reference attr-dict";
}

def Snow_ExitReasonOp : Snow_Op<"exit_reason", [Pure, Snow_Consumes]> {
  let summary = "makes an exit reason";
  let description = [{
    `error` and `custom` carry a text, the other kinds none.

    ```mlir
    func.func @why(%text: !snow.string) -> !snow.exit_reason {
      %plain = snow.exit_reason killed
      %told = snow.exit_reason error(%text)
      return %told : !snow.exit_reason
    }
    ```
  }];
  let arguments = (ins Snow_ExitKindAttr:$kind, Optional<Snow_StringType>:$text);
  let results = (outs Snow_ExitReasonType:$reason);
  let assemblyFormat = "$kind (`(` $text^ `)`)? attr-dict";
  let hasVerifier = 1;
}

def Snow_ExitOp : Snow_Op<"exit", [Snow_MayWait]> {
  let summary = "sends an exit signal";
  let description = [{
    Killed always ends the target; Normal is ignored unless trapped; any other
    reason ends it unless it traps exits. Reaches `snow_process_exit`.

    ```mlir
    func.func @stop(%p: !snow.pid<i64>) {
      %r = snow.exit_reason shutdown
      snow.exit %p, %r : !snow.pid<i64>
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$target, Snow_ExitReasonType:$reason);
  let assemblyFormat = "$target `,` $reason attr-dict `:` qualified(type($target))";
}

def Snow_ExitSelfOp : Snow_Op<"exit_self", [Terminator, Snow_MayPanic]> {
  let summary = "ends the calling process with a reason";
  let description = [{
    Control does not come back. Reaches `snow_process_exit_self`.

    ```mlir
    snow.actor @brief() receives !snow.any {
      %r = snow.exit_reason normal
      snow.exit_self %r
    }
    ```
  }];
  let arguments = (ins Snow_ExitReasonType:$reason);
  let assemblyFormat = "$reason attr-dict";
}

def Snow_TrapExitOp : Snow_Op<"trap_exit", [Snow_ActsOnProcesses]> {
  let summary = "switches trapping of exit signals on or off";
  let description = [{
    The result is the previous setting. Reaches `snow_process_trap_exit`.

    ```mlir
    func.func @guard() -> i1 {
      %on = arith.constant true
      %before = snow.trap_exit %on
      return %before : i1
    }
    ```
  }];
  let arguments = (ins I1:$on);
  let results = (outs I1:$previous);
  let assemblyFormat = "$on attr-dict";
}

def Snow_OnExitOp : Snow_Op<"on_exit", [Snow_ActsOnProcesses, Snow_Consumes]> {
  let summary = "sets what the calling process runs when it ends";
  let description = [{
    The function takes no parameters. It runs in the process, for any reason of
    its end except Killed, before links and monitors are told; a panic in it
    replaces the reason. It takes the place of what was set before: an actor
    with a `terminate` block sets it again whenever it goes on with new
    parameters. Reaches `snow_process_on_exit`.

    ```mlir
    func.func @set(%f: !snow.fn<() -> ()>) {
      snow.on_exit %f : !snow.fn<() -> ()>
      return
    }
    ```
  }];
  let arguments = (ins Snow_FnType:$function);
  let assemblyFormat = "$function attr-dict `:` qualified(type($function))";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// Timers
//===----------------------------------------------------------------------===//

def Snow_TimerSleepOp : Snow_Op<"timer.sleep", [Snow_MayWait]> {
  let summary = "parks the calling process";
  let description = [{
    For so many milliseconds; 0 and less return at once. Reaches
    `snow_timer_sleep`.

    ```mlir
    func.func @nap(%ms: i64) {
      snow.timer.sleep %ms
      return
    }
    ```
  }];
  let arguments = (ins I64:$ms);
  let assemblyFormat = "$ms attr-dict";
}

def Snow_TimerSendAfterOp : Snow_Op<"timer.send_after", [
    Snow_ActsOnProcesses, Snow_Consumes]> {
  let summary = "sends a message after a time";
  let description = [{
    The message is typed as in `snow.send`, and taken now. Never early.
    Reaches `snow_timer_send_after`.

    ```mlir
    func.func @later(%to: !snow.pid<i64>, %ms: i64, %n: i64) {
      snow.timer.send_after %to, %ms, %n : !snow.pid<i64>, i64
      return
    }
    ```
  }];
  let arguments = (ins Snow_AnyPid:$target, I64:$ms, Snow_Value:$message);
  let assemblyFormat = [{
    $target `,` $ms `,` $message attr-dict `:` qualified(type($target)) `,` type($message)
  }];
  let hasVerifier = 1;
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWPROCESSOPS_TD
