//===- SnowOptionOps.td - Options, results and Any ---------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWOPTIONOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWOPTIONOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

//===----------------------------------------------------------------------===//
// Options
//===----------------------------------------------------------------------===//

def Snow_OptionSomeOp : Snow_Op<"option.some", [Pure, InferTypeOpAdaptor, Snow_Consumes]> {
  let summary = "makes a Some";
  let description = [{
    ```mlir
    func.func @found(%n: i64) -> !snow.option<i64> {
      %o = snow.option.some %n : i64
      return %o : !snow.option<i64>
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let results = (outs Snow_OptionType:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def Snow_OptionNoneOp : Snow_Op<"option.none", [Pure, ConstantLike, Snow_LendsAndUnwinds]> {
  let summary = "the value None";
  let description = [{
    A constant of the program.

    ```mlir
    func.func @missing() -> !snow.option<i64> {
      %o = snow.option.none : !snow.option<i64>
      return %o : !snow.option<i64>
    }
    ```
  }];
  let results = (outs Snow_OptionType:$result);
  let assemblyFormat = "attr-dict `:` qualified(type($result))";
  let hasFolder = 1;
}

def Snow_OptionIsSomeOp : Snow_Op<"option.is_some", [Pure, Snow_Unwinds]> {
  let summary = "tells whether an option is Some";
  let description = [{
    ```mlir
    func.func @there(%o: !snow.option<i64>) -> i1 {
      %some = snow.option.is_some %o : !snow.option<i64>
      return %some : i1
    }
    ```
  }];
  let arguments = (ins Snow_OptionType:$option);
  let results = (outs I1:$is_some);
  let assemblyFormat = "$option attr-dict `:` qualified(type($option))";
  let hasFolder = 1;
}

def Snow_OptionGetOp : Snow_Op<"option.get", [
    Pure, InferTypeOpAdaptor, Snow_LendsAndUnwinds]> {
  let summary = "the value of a Some";
  let description = [{
    The caller has tested that there is one; the value is unspecified otherwise.

    ```mlir
    func.func @value(%o: !snow.option<i64>) -> i64 {
      %n = snow.option.get %o : !snow.option<i64>
      return %n : i64
    }
    ```
  }];
  let arguments = (ins Snow_OptionType:$option);
  let results = (outs Snow_Value:$value);
  let assemblyFormat = "$option attr-dict `:` qualified(type($option))";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Results
//===----------------------------------------------------------------------===//

class Snow_ResultMakeOp<string mnemonic> : Snow_Op<mnemonic, [Pure, Snow_Consumes]> {
  let arguments = (ins Snow_Value:$value);
  let results = (outs Snow_ResultType:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `->` qualified(type($result))";
  let hasVerifier = 1;
}

def Snow_ResultOkOp : Snow_ResultMakeOp<"result.ok"> {
  let summary = "makes an Ok";
  let description = [{
    ```mlir
    func.func @good(%n: i64) -> !snow.result<i64, !snow.string> {
      %r = snow.result.ok %n : i64 -> !snow.result<i64, !snow.string>
      return %r : !snow.result<i64, !snow.string>
    }
    ```
  }];
}

def Snow_ResultErrOp : Snow_ResultMakeOp<"result.err"> {
  let summary = "makes an Err";
  let description = [{
    ```mlir
    func.func @bad(%why: !snow.string) -> !snow.result<i64, !snow.string> {
      %r = snow.result.err %why : !snow.string -> !snow.result<i64, !snow.string>
      return %r : !snow.result<i64, !snow.string>
    }
    ```
  }];
}

def Snow_ResultIsOkOp : Snow_Op<"result.is_ok", [Pure, Snow_Unwinds]> {
  let summary = "tells whether a result is Ok";
  let description = [{
    ```mlir
    func.func @good(%r: !snow.result<i64, !snow.string>) -> i1 {
      %ok = snow.result.is_ok %r : !snow.result<i64, !snow.string>
      return %ok : i1
    }
    ```
  }];
  let arguments = (ins Snow_ResultType:$result);
  let results = (outs I1:$is_ok);
  let assemblyFormat = "$result attr-dict `:` qualified(type($result))";
  let hasFolder = 1;
}

def Snow_ResultGetOp : Snow_Op<"result.get", [
    Pure, InferTypeOpAdaptor, Snow_LendsAndUnwinds]> {
  let summary = "the value of an Ok, or with `err` of an Err";
  let description = [{
    The caller has tested which it is; the value is unspecified otherwise.

    ```mlir
    func.func @value(%r: !snow.result<i64, !snow.string>) -> !snow.string {
      %n = snow.result.get %r : !snow.result<i64, !snow.string>
      %why = snow.result.get err %r : !snow.result<i64, !snow.string>
      return %why : !snow.string
    }
    ```
  }];
  let arguments = (ins Snow_ResultType:$result, UnitAttr:$err);
  let results = (outs Snow_Value:$value);
  let assemblyFormat = "(`err` $err^)? $result attr-dict `:` qualified(type($result))";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Any
//===----------------------------------------------------------------------===//

def Snow_AnyMakeOp : Snow_Op<"any.make", [Pure, Snow_Consumes]> {
  let summary = "a value together with its run-time type";
  let description = [{
    Where Any is expected inside another value, such as an element of a tuple. A
    message sent to a `!snow.pid<!snow.any>` needs none: a message knows its
    type.

    ```mlir
    func.func @box(%n: i64) -> !snow.any {
      %a = snow.any.make %n : i64
      return %a : !snow.any
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let results = (outs Snow_AnyType:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasFolder = 1;
}

def Snow_AnyIsOp : Snow_Op<"any.is", [Pure, Snow_Unwinds]> {
  let summary = "tells whether a value is of a type at run time";
  let description = [{
    What each arm of a `case` over Any asks. Reaches `snow_any_matches`.

    ```mlir
    func.func @number(%a: !snow.any) -> i1 {
      %yes = snow.any.is %a : i64
      return %yes : i1
    }
    ```
  }];
  let arguments = (ins Snow_AnyType:$value, TypeAttr:$tested);
  let results = (outs I1:$result);
  let assemblyFormat = "$value attr-dict `:` $tested";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Snow_AnyGetOp : Snow_Op<"any.get", [Pure]> {
  let summary = "the value inside an Any";
  let description = [{
    The caller has asked `snow.any.is`; the value is unspecified if it is of
    another type. Reaches `snow_any_get`.

    ```mlir
    func.func @number(%a: !snow.any) -> i64 {
      %n = snow.any.get %a : i64
      return %n : i64
    }
    ```
  }];
  let arguments = (ins Snow_AnyType:$value);
  let results = (outs Snow_Value:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
  let hasFolder = 1;
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWOPTIONOPS_TD
