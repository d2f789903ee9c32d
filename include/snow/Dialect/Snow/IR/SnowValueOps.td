//===- SnowValueOps.td - Values ----------------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWVALUEOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWVALUEOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

//===----------------------------------------------------------------------===//
// Unit and integers
//===----------------------------------------------------------------------===//

def Snow_UnitOp : Snow_Op<"unit", [Pure, ConstantLike]> {
  let summary = "the unit value";
  let description = [{
    ```mlir
    func.func @nothing() -> !snow.unit {
      %u = snow.unit
      return %u : !snow.unit
    }
    ```
  }];
  let results = (outs Snow_UnitType:$result);
  let assemblyFormat = "attr-dict";
  let hasFolder = 1;
}

class Snow_IntDivisionOp<string mnemonic>
    : Snow_Op<mnemonic, [Snow_MayPanic, SameOperandsAndResultType]> {
  let arguments = (ins I64:$lhs, I64:$rhs);
  let results = (outs I64:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasCanonicalizer = 1;
}

def Snow_IntDivOp : Snow_IntDivisionOp<"int.div"> {
  let summary = "integer quotient, truncated";
  let description = [{
    A zero divisor panics `division by zero`; MIN / -1 is MIN. With a constant
    divisor other than 0 and -1 it is an `arith.divsi`.

    ```mlir
    func.func @half(%a: i64, %b: i64) -> i64 {
      %q = snow.int.div %a, %b
      return %q : i64
    }
    ```
  }];
}

def Snow_IntRemOp : Snow_IntDivisionOp<"int.rem"> {
  let summary = "integer remainder, with the dividend's sign";
  let description = [{
    A zero divisor panics `division by zero`; MIN % -1 is 0. With a constant
    divisor other than 0 and -1 it is an `arith.remsi`.

    ```mlir
    func.func @rest(%a: i64, %b: i64) -> i64 {
      %r = snow.int.rem %a, %b
      return %r : i64
    }
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Any type
//===----------------------------------------------------------------------===//

def Snow_EqOp : Snow_Op<"eq", [Pure, SameTypeOperands, Snow_Unwinds]> {
  let summary = "equality by value";
  let description = [{
    Floats compare as IEEE 754 has it. Reaches `snow_string_eq` or
    `snow_value_eq`; numbers become an `arith` comparison.

    ```mlir
    func.func @same(%a: !snow.string, %b: !snow.string) -> i1 {
      %r = snow.eq %a, %b : !snow.string
      return %r : i1
    }
    ```
  }];
  let arguments = (ins Snow_Value:$lhs, Snow_Value:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($lhs)";
}

def Snow_CompareOp : Snow_Op<"compare", [Pure, SameTypeOperands, Snow_Unwinds]> {
  let summary = "order by value: -1, 0 or 1";
  let description = [{
    Strings are ordered bytewise, tuples and lists lexicographically, and NaN
    comes last. Reaches `snow_string_compare` or `snow_value_compare`.

    ```mlir
    func.func @order(%a: !snow.string, %b: !snow.string) -> i64 {
      %r = snow.compare %a, %b : !snow.string
      return %r : i64
    }
    ```
  }];
  let arguments = (ins Snow_Value:$lhs, Snow_Value:$rhs);
  let results = (outs I64:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($lhs)";
}

def Snow_ToStringOp : Snow_Op<"to_string", [Pure, Snow_LendsAndUnwinds]> {
  let summary = "Display text of a value";
  let description = [{
    Reaches `snow_string_from_int`, `snow_string_from_float` or
    `snow_value_display`.

    ```mlir
    func.func @show(%n: i64) -> !snow.string {
      %s = snow.to_string %n : i64
      return %s : !snow.string
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let results = (outs Snow_StringType:$text);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasFolder = 1;
}

def Snow_InspectOp : Snow_Op<"inspect", [Pure, Snow_Unwinds]> {
  let summary = "Debug text of a value";
  let description = [{
    Reaches `snow_value_inspect`; what Debug shows as Display does is a
    `snow.to_string`.

    ```mlir
    func.func @show(%s: !snow.string) -> !snow.string {
      %t = snow.inspect %s : !snow.string
      return %t : !snow.string
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let results = (outs Snow_StringType:$text);
  let assemblyFormat = "$value attr-dict `:` type($value)";
  let hasCanonicalizer = 1;
}

def Snow_HashOp : Snow_Op<"hash", [Pure, Snow_Unwinds]> {
  let summary = "FNV-1a hash of a value";
  let description = [{
    As the language specification has it (section 7). Reaches
    `snow_value_hash`.

    ```mlir
    func.func @hash(%s: !snow.string) -> i64 {
      %h = snow.hash %s : !snow.string
      return %h : i64
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let results = (outs I64:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def Snow_ReinterpretOp : Snow_Op<"reinterpret", [
    Pure, DeclareOpInterfaceMethods<CastOpInterface>, Snow_LendsAndUnwinds]> {
  let summary = "a value as one of a type with the same representation";
  let description = [{
    The types differ in nothing but the message types of process identifiers
    somewhere inside, as a `List<Pid<Int>>` and a `List<Pid>` do, or are two
    instances of a declared or collection type of whose arguments the value holds
    nothing, as the empty list that a polymorphic name stands for. Costs nothing.
    Between identifiers themselves stands `snow.pid.cast`.

    ```mlir
    func.func @forget(%l: !snow.list<!snow.pid<i64>>) -> !snow.list<!snow.pid<!snow.any>> {
      %m = snow.reinterpret %l
          : !snow.list<!snow.pid<i64>> to !snow.list<!snow.pid<!snow.any>>
      return %m : !snow.list<!snow.pid<!snow.any>>
    }
    ```
  }];
  let arguments = (ins Snow_Value:$value);
  let results = (outs Snow_Value:$result);
  let assemblyFormat = "$value attr-dict `:` type($value) `to` type($result)";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Strings and output
//===----------------------------------------------------------------------===//

def Snow_StringConstantOp : Snow_Op<"string.constant", [Pure, ConstantLike, Snow_Lends]> {
  let summary = "a string literal";
  let description = [{
    The bytes live as long as the program.

    ```mlir
    func.func @hello() -> !snow.string {
      %s = snow.string.constant "hello"
      return %s : !snow.string
    }
    ```
  }];
  let arguments = (ins StrAttr:$value);
  let results = (outs Snow_StringType:$result);
  let assemblyFormat = "$value attr-dict";
  let hasFolder = 1;
}

def Snow_StringConcatOp : Snow_Op<"string.concat", [Pure, Snow_Consumes]> {
  let summary = "the concatenation of strings";
  let description = [{
    Of any number of operands, so that an interpolated string is built in one
    step. Nested concatenations are flattened, neighbouring literals joined. An
    Int stands for its decimal text, which is written in place; the types are
    left out where all operands are strings. Reaches `snow_string_concat`,
    `snow_string_concat_all` or `snow_string_build`.

    ```mlir
    func.func @greet(%name: !snow.string, %age: i64) -> !snow.string {
      %hello = snow.string.constant "hello, "
      %s = snow.string.concat %hello, %name
      %t = snow.string.concat %s, %age : !snow.string, i64
      return %t : !snow.string
    }
    ```
  }];
  let arguments = (ins Variadic<AnyTypeOf<[Snow_StringType, I64]>>:$parts);
  let results = (outs Snow_StringType:$result);
  let assemblyFormat = "custom<ConcatParts>($parts, type($parts)) attr-dict";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Snow_StringReadOp : Snow_Op<"string.read", [Pure, Snow_Unwinds]> {
  let summary = "reads a number, without making an Option";
  let description = [{
    What `snow.library_call "string_to_int"` and `"string_to_float"` do, in
    parts: whether the text is a number, and the number, else 0. Reaches
    `snow_string_read_int` or `snow_string_read_float`.

    ```mlir
    func.func @number(%s: !snow.string) -> i64 {
      %is_number, %n = snow.string.read %s : i64
      return %n : i64
    }
    ```
  }];
  let arguments = (ins Snow_StringType:$text);
  let results = (outs I1:$is_number, AnyTypeOf<[I64, F64]>:$number);
  let assemblyFormat = "$text attr-dict `:` type($number)";
}

class Snow_PrintOpBase<string mnemonic>
    : Snow_Op<mnemonic, [MemoryEffects<[MemWrite<Snow_Console>]>, Snow_Unwinds]> {
  let arguments = (ins Snow_StringType:$text);
  let assemblyFormat = "$text attr-dict";
}

def Snow_PrintOp : Snow_PrintOpBase<"print"> {
  let summary = "writes a string to standard output";
  let description = [{
    Reaches `snow_io_print`.

    ```mlir
    func.func @say(%s: !snow.string) {
      snow.print %s
      return
    }
    ```
  }];
}

def Snow_PrintlnOp : Snow_PrintOpBase<"println"> {
  let summary = "writes a string and a newline to standard output";
  let description = [{
    Reaches `snow_io_println`.

    ```mlir
    func.func @say(%s: !snow.string) {
      snow.println %s
      return
    }
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Tuples and lists
//===----------------------------------------------------------------------===//

def Snow_TupleMakeOp : Snow_Op<"tuple.make", [Pure, Snow_Consumes]> {
  let summary = "makes a tuple";
  let description = [{
    ```mlir
    func.func @pair(%a: i64, %b: !snow.string) -> tuple<i64, !snow.string> {
      %t = snow.tuple.make %a, %b : tuple<i64, !snow.string>
      return %t : tuple<i64, !snow.string>
    }
    ```
  }];
  let arguments = (ins Variadic<Snow_Value>:$elements);
  let results = (outs AnyTuple:$tuple);
  let assemblyFormat = "$elements attr-dict `:` custom<TupleElements>(type($tuple), type($elements))";
  let hasVerifier = 1;
}

def Snow_TupleGetOp : Snow_Op<"tuple.get", [
    Pure, InferTypeOpAdaptor, Snow_LendsAndUnwinds]> {
  let summary = "an element of a tuple";
  let description = [{
    The index is a constant, from 0. Of a `snow.tuple.make` it folds to the
    operand.

    ```mlir
    func.func @second(%t: tuple<i64, !snow.string>) -> !snow.string {
      %s = snow.tuple.get %t[1] : tuple<i64, !snow.string>
      return %s : !snow.string
    }
    ```
  }];
  let arguments = (ins AnyTuple:$tuple,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$index);
  let results = (outs Snow_Value:$element);
  let assemblyFormat = "$tuple `[` custom<PlainInt>($index) `]` attr-dict `:` type($tuple)";
  let hasFolder = 1;
}

def Snow_ListMakeOp : Snow_Op<"list.make", [Pure, Snow_Consumes]> {
  let summary = "makes a list of its operands";
  let description = [{
    Reaches `snow_list_make`.

    ```mlir
    func.func @three(%a: i64, %b: i64, %c: i64) -> !snow.list<i64> {
      %l = snow.list.make %a, %b, %c : !snow.list<i64>
      return %l : !snow.list<i64>
    }
    ```
  }];
  let arguments = (ins Variadic<Snow_Value>:$elements);
  let results = (outs Snow_ListType:$list);
  let assemblyFormat = "$elements attr-dict `:` custom<ListElements>(type($list), type($elements), ref($elements))";
  let hasVerifier = 1;
}

def Snow_ListAppendOp : Snow_Op<"list.append", [
    Pure, AllTypesMatch<["list", "result"]>, Snow_Consumes]> {
  let summary = "a list with one more element at its end";
  let description = [{
    Reaches `snow_list_append`.

    ```mlir
    func.func @grow(%l: !snow.list<i64>, %n: i64) -> !snow.list<i64> {
      %m = snow.list.append %l, %n : !snow.list<i64>, i64
      return %m : !snow.list<i64>
    }
    ```
  }];
  let arguments = (ins Snow_ListType:$list, Snow_Value:$element);
  let results = (outs Snow_ListType:$result);
  let assemblyFormat =
      "$list `,` $element attr-dict `:` qualified(type($list)) `,` type($element)";
  let hasVerifier = 1;
}

def Snow_ListGetOp : Snow_Op<"list.get", [
    DeclareOpInterfaceMethods<MemoryEffectsOpInterface>, InferTypeOpAdaptor,
    Snow_LendsAndUnwinds]> {
  let summary = "the element at an index, from 0";
  let description = [{
    Panics `index I out of bounds (length N)`. With `unchecked` the caller has
    made sure that there is such an element, and the operation is two loads.

    ```mlir
    func.func @first(%l: !snow.list<i64>, %i: i64) -> i64 {
      %n = snow.list.get %l[%i] : !snow.list<i64>
      %m = snow.list.get unchecked %l[%i] : !snow.list<i64>
      return %n : i64
    }
    ```
  }];
  let arguments = (ins Snow_ListType:$list, I64:$index, UnitAttr:$unchecked);
  let results = (outs Snow_Value:$element);
  let assemblyFormat = [{
    (`unchecked` $unchecked^)? $list `[` $index `]` attr-dict `:`
    qualified(type($list))
  }];
}

def Snow_ListLengthOp : Snow_Op<"list.length", [Pure, Snow_Unwinds]> {
  let summary = "the number of elements";
  let description = [{
    ```mlir
    func.func @count(%l: !snow.list<i64>) -> i64 {
      %n = snow.list.length %l : !snow.list<i64>
      return %n : i64
    }
    ```
  }];
  let arguments = (ins Snow_ListType:$list);
  let results = (outs I64:$length);
  let assemblyFormat = "$list attr-dict `:` qualified(type($list))";
}

//===----------------------------------------------------------------------===//
// Ranges
//===----------------------------------------------------------------------===//

def Snow_RangeMakeOp : Snow_Op<"range.make", [Pure]> {
  let summary = "makes a range of two numbers";
  let description = [{
    Half-open. A range of which only the ends are used is never made.

    ```mlir
    func.func @below(%n: i64) -> !snow.range {
      %zero = arith.constant 0 : i64
      %r = snow.range.make %zero, %n
      return %r : !snow.range
    }
    ```
  }];
  let arguments = (ins I64:$start, I64:$stop);
  let results = (outs Snow_RangeType:$range);
  let assemblyFormat = "$start `,` $stop attr-dict";
}

class Snow_RangeEndOp<string mnemonic> : Snow_Op<mnemonic, [Pure, Snow_Unwinds]> {
  let arguments = (ins Snow_RangeType:$range);
  let results = (outs I64:$number);
  let assemblyFormat = "$range attr-dict";
  let hasFolder = 1;
}

def Snow_RangeStartOp : Snow_RangeEndOp<"range.start"> {
  let summary = "the first number of a range";
  let description = [{
    ```mlir
    func.func @from(%r: !snow.range) -> i64 {
      %n = snow.range.start %r
      return %n : i64
    }
    ```
  }];
}

def Snow_RangeStopOp : Snow_RangeEndOp<"range.stop"> {
  let summary = "the number behind the last one of a range";
  let description = [{
    ```mlir
    func.func @to(%r: !snow.range) -> i64 {
      %n = snow.range.stop %r
      return %n : i64
    }
    ```
  }];
}

//===----------------------------------------------------------------------===//
// Function values
//===----------------------------------------------------------------------===//

def Snow_ClosureOp : Snow_Op<"closure", [Pure, Snow_SymbolUser, Snow_Consumes]> {
  let summary = "makes a function value";
  let description = [{
    The first parameters of the function are bound to the captured values, the
    remaining ones are the parameters of the function value.

    ```mlir
    func.func @__closure_0(%captured: i64, %n: i64) -> i64 {
      %r = arith.addi %captured, %n : i64
      return %r : i64
    }
    func.func @adder(%by: i64) -> !snow.fn<(i64) -> i64> {
      %f = snow.closure @__closure_0(%by) : (i64) -> !snow.fn<(i64) -> i64>
      return %f : !snow.fn<(i64) -> i64>
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<Snow_Value>:$captures);
  let results = (outs Snow_FnType:$function);
  let assemblyFormat = [{
    $callee `(` $captures `)` attr-dict `:` functional-type($captures, $function)
  }];
}

def Snow_ClosureCallOp : Snow_Op<"closure.call", [Snow_Consumes]> {
  let summary = "calls a function value";
  let description = [{
    ```mlir
    func.func @apply(%f: !snow.fn<(i64) -> i64>, %n: i64) -> i64 {
      %r = snow.closure.call %f(%n) : !snow.fn<(i64) -> i64>
      return %r : i64
    }
    ```
  }];
  let arguments = (ins Snow_FnType:$callee, Variadic<Snow_Value>:$args);
  let results = (outs Variadic<Snow_Value>:$results);
  let assemblyFormat = [{
    $callee `(` $args `)` attr-dict `:`
    custom<FnSignature>(type($callee), type($args), type($results))
  }];
  let hasVerifier = 1;
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWVALUEOPS_TD
