//===- SnowRTOps.td - Operations of the snow_rt dialect ----*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOWRT_IR_SNOWRTOPS_TD
#define SNOW_DIALECT_SNOWRT_IR_SNOWRTOPS_TD

include "mlir/IR/BuiltinAttributes.td"
include "mlir/IR/CommonAttrConstraints.td"
include "mlir/IR/CommonTypeConstraints.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "snow/Dialect/Snow/IR/SnowAttrs.td"
include "snow/Dialect/SnowRT/IR/SnowRTDialect.td"
include "snow/Dialect/SnowRT/IR/SnowRTInterfaces.td"

class SnowRT_Op<string mnemonic, list<Trait> traits = []>
    : Op<SnowRT_Dialect, mnemonic, traits>;

/// A call of the runtime function `snow_<mnemonic>`.
class SnowRT_CallOp<string mnemonic, list<Trait> traits>
    : SnowRT_Op<mnemonic, traits # [
        DeclareOpInterfaceMethods<SnowRT_RuntimeCallInterface>]> {
  let assemblyFormat = "`(` operands `)` attr-dict";
  let extraClassDefinition = [{
    const ::snow::abi::Function &$cppClass::getRuntimeFunction() {
      return ::snow::abi::getFunction(::snow::abi::Entry::}] # mnemonic # [{);
    }
  }];
}

include "snow/Dialect/SnowRT/IR/RuntimeCallOps.td"

// What can be loaded and stored.
def SnowRT_Scalar : AnyTypeOf<[I1, I8, I16, I32, I64, F64, SnowRT_Ptr]>;

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

def SnowRT_FrameAllocOp
    : SnowRT_Op<"frame_alloc", [MemoryEffects<[MemAlloc]>]> {
  let summary = "memory in the frame of the function";
  let description = [{
    So many bytes, 8-byte aligned, until the function returns. One place in the
    frame however often it is executed.

    ```mlir
    func.func @example() {
      %p = snow_rt.frame_alloc 24
      return
    }
    ```
  }];
  let arguments = (ins ConfinedAttr<I64Attr, [IntPositive]>:$size);
  let results = (outs Res<SnowRT_Ptr, "", [MemAlloc]>:$address);
  let assemblyFormat = "custom<PlainInt>($size) attr-dict";
}

def SnowRT_LoadOp : SnowRT_Op<"load", [MemoryEffects<[MemRead]>]> {
  let summary = "loads a scalar at a byte offset";
  let description = [{
    The address need not be aligned; the byte order is little-endian.

    ```mlir
    func.func @example(%p: !snow_rt.ptr) -> i64 {
      %n = snow_rt.load %p[16] : i64
      return %n : i64
    }
    ```
  }];
  let arguments = (ins SnowRT_Ptr:$address, I64Attr:$offset);
  let results = (outs SnowRT_Scalar:$value);
  let assemblyFormat =
      "$address `[` custom<PlainInt>($offset) `]` attr-dict `:` type($value)";
}

def SnowRT_StoreOp : SnowRT_Op<"store", [MemoryEffects<[MemWrite]>]> {
  let summary = "stores a scalar at a byte offset";
  let description = [{
    The address need not be aligned; the byte order is little-endian.

    ```mlir
    func.func @example(%p: !snow_rt.ptr, %n: i64) {
      snow_rt.store %n, %p[8] : i64
      return
    }
    ```
  }];
  let arguments = (ins SnowRT_Scalar:$value, SnowRT_Ptr:$address, I64Attr:$offset);
  let assemblyFormat = [{
    $value `,` $address `[` custom<PlainInt>($offset) `]` attr-dict `:`
    type($value)
  }];
}

def SnowRT_OffsetOp : SnowRT_Op<"offset", [Pure]> {
  let summary = "an address so many bytes further";
  let description = [{
    ```mlir
    func.func @example(%block: !snow_rt.ptr) -> !snow_rt.ptr {
      %payload = snow_rt.offset %block, 32
      return %payload : !snow_rt.ptr
    }
    ```
  }];
  let arguments = (ins SnowRT_Ptr:$address, I64Attr:$bytes);
  let results = (outs SnowRT_Ptr:$result);
  let assemblyFormat = "$address `,` custom<PlainInt>($bytes) attr-dict";
}

def SnowRT_LoadWordOp : SnowRT_Op<"load_word", [MemoryEffects<[MemRead]>]> {
  let summary = "loads the word at an index";
  let description = [{
    Of an array of words; what a list's elements are.

    ```mlir
    func.func @example(%data: !snow_rt.ptr, %i: i64) -> i64 {
      %n = snow_rt.load_word %data[%i]
      return %n : i64
    }
    ```
  }];
  let arguments = (ins SnowRT_Ptr:$address, I64:$index);
  let results = (outs I64:$word);
  let assemblyFormat = "$address `[` $index `]` attr-dict";
}

def SnowRT_PtrToWordOp : SnowRT_Op<"ptr_to_word", [Pure]> {
  let summary = "an address as a value word";
  let description = [{
    ```mlir
    func.func @example(%p: !snow_rt.ptr) -> i64 {
      %w = snow_rt.ptr_to_word %p
      return %w : i64
    }
    ```
  }];
  let arguments = (ins SnowRT_Ptr:$address);
  let results = (outs I64:$word);
  let assemblyFormat = "$address attr-dict";
  let hasFolder = 1;
}

def SnowRT_WordToPtrOp : SnowRT_Op<"word_to_ptr", [Pure]> {
  let summary = "a value word as an address";
  let description = [{
    ```mlir
    func.func @example(%w: i64) -> !snow_rt.ptr {
      %p = snow_rt.word_to_ptr %w
      return %p : !snow_rt.ptr
    }
    ```
  }];
  let arguments = (ins I64:$word);
  let results = (outs SnowRT_Ptr:$address);
  let assemblyFormat = "$word attr-dict";
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Addresses of constants
//===----------------------------------------------------------------------===//

def SnowRT_NullOp : SnowRT_Op<"null", [Pure]> {
  let summary = "the null address";
  let description = [{
    ```mlir
    func.func @example() -> !snow_rt.ptr {
      %p = snow_rt.null
      return %p : !snow_rt.ptr
    }
    ```
  }];
  let results = (outs SnowRT_Ptr:$address);
  let assemblyFormat = "attr-dict";
}

def SnowRT_IsNullOp : SnowRT_Op<"is_null", [Pure]> {
  let summary = "tells whether an address is null";
  let description = [{
    ```mlir
    func.func @example(%p: !snow_rt.ptr) -> i1 {
      %c = snow_rt.is_null %p
      return %c : i1
    }
    ```
  }];
  let arguments = (ins SnowRT_Ptr:$address);
  let results = (outs I1:$result);
  let assemblyFormat = "$address attr-dict";
}

def SnowRT_StringOp : SnowRT_Op<"string", [Pure]> {
  let summary = "the address of a constant String object";
  let description = [{
    The object `{u64 length, bytes}` is immortal: counting its references does
    nothing.

    ```mlir
    func.func @example() -> !snow_rt.ptr {
      %s = snow_rt.string "hello"
      return %s : !snow_rt.ptr
    }
    ```
  }];
  let arguments = (ins StrAttr:$value);
  let results = (outs SnowRT_Ptr:$address);
  let assemblyFormat = "$value attr-dict";
}

def SnowRT_FunctionOp : SnowRT_Op<"function", [
    Pure, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "the address of a function";
  let description = [{
    ```mlir
    func.func @body(%args: !snow_rt.ptr) {
      return
    }
    func.func @example() -> !snow_rt.ptr {
      %f = snow_rt.function @body
      return %f : !snow_rt.ptr
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$callee);
  let results = (outs SnowRT_Ptr:$address);
  let assemblyFormat = "$callee attr-dict";
}

def SnowRT_TypeInfoOp : SnowRT_Op<"type_info", [Pure]> {
  let summary = "the address of the run-time description of a type";
  let description = [{
    The `snow_type` (Runtime.h) of a Snow value type: what the runtime needs to
    print, compare, encode and release a value. Equal types have one
    description in a program.

    ```mlir
    func.func @example() -> !snow_rt.ptr {
      %t = snow_rt.type_info tuple<i64, !snow.string>
      return %t : !snow_rt.ptr
    }
    ```
  }];
  let arguments = (ins TypeAttr:$described);
  let results = (outs SnowRT_Ptr:$address);
  let assemblyFormat = "$described attr-dict";
  let hasVerifier = 1;
}

def SnowRT_StaticOp : SnowRT_Op<"static", [Pure]> {
  let summary = "the address of a constant object";
  let description = [{
    The object is immortal and never changes. In brackets stand its words: a
    number, the address of a constant String, the address of a function, or
    another object in brackets or braces, of which the word is the address.
    `{list = [...]}` is a List object of these words. Equal objects are one in a
    program.

    ```mlir
    func.func private @body(!snow_rt.ptr) -> i64
    func.func @example() {
      %none = snow_rt.static [1, 0]
      %pair = snow_rt.static [7, "text"]
      %list = snow_rt.static {list = [1, 2, [{list = [3]}, 4]]}
      %closure = snow_rt.static [@body, 0]
      return
    }
    ```
  }];
  let arguments = (ins AnyAttrOf<[ArrayAttr, DictionaryAttr]>:$object);
  let results = (outs SnowRT_Ptr:$address);
  let assemblyFormat = "custom<StaticObject>($object) attr-dict";
  let hasVerifier = 1;
}

//===----------------------------------------------------------------------===//
// What a module declares
//===----------------------------------------------------------------------===//

def SnowRT_TypeOp : SnowRT_Op<"type", [
    Symbol, HasParent<"::mlir::ModuleOp">,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "declares what the runtime knows of a named type";
  let description = [{
    What `snow_rt.type_info` of a `!snow.struct<@name>` or `!snow.sum<@name>`
    describes. A struct has one variant, a `sum` any number. `named` gives the
    qualified name, as terms carry it. The methods are functions on words, as
    `snow_methods` (Runtime.h) has them: `display` and `inspect`
    `(i64) -> !snow_rt.ptr`, `eq` `(i64, i64) -> i8`, `compare`
    `(i64, i64) -> i64`, `hash` `(i64) -> i64`.

    ```mlir
    func.func @show(%word: i64) -> !snow_rt.ptr {
      %p = snow_rt.word_to_ptr %word
      return %p : !snow_rt.ptr
    }
    snow_rt.type @Main.Point named "Point" [#snow.variant<Point(x: i64, y: i64)>]
        display @show
    snow_rt.type @Geo.Shape named "Geo.Shape" sum
        [#snow.variant<Dot>, #snow.variant<Disc(i64)>] has_display
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, StrAttr:$shown, UnitAttr:$sum,
                       TypedArrayAttrBase<Snow_VariantAttr, "array of variants">:$variants,
                       OptionalAttr<FlatSymbolRefAttr>:$display,
                       OptionalAttr<FlatSymbolRefAttr>:$inspect,
                       OptionalAttr<FlatSymbolRefAttr>:$eq,
                       OptionalAttr<FlatSymbolRefAttr>:$compare,
                       OptionalAttr<FlatSymbolRefAttr>:$hash,
                       UnitAttr:$has_display, UnitAttr:$no_debug);
  let assemblyFormat = [{
    $sym_name `named` $shown (`sum` $sum^)? $variants
    (`display` $display^)? (`inspect` $inspect^)? (`eq` $eq^)?
    (`compare` $compare^)? (`hash` $hash^)? (`has_display` $has_display^)?
    (`no_debug` $no_debug^)? attr-dict
  }];
  let hasVerifier = 1;
}

def SnowRT_GlobalOp : SnowRT_Op<"global", [Symbol, HasParent<"::mlir::ModuleOp">]> {
  let summary = "static memory";
  let description = [{
    So many bytes, 8-byte aligned, zero when the program starts.

    ```mlir
    snow_rt.global @Main.limit, 16
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       ConfinedAttr<I64Attr, [IntPositive]>:$size);
  let assemblyFormat = "$sym_name `,` custom<PlainInt>($size) attr-dict";
}

def SnowRT_GlobalAddressOp : SnowRT_Op<"global_address", [
    Pure, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "the address of static memory";
  let description = [{
    ```mlir
    snow_rt.global @Main.limit, 16
    func.func @example() -> !snow_rt.ptr {
      %p = snow_rt.global_address @Main.limit
      return %p : !snow_rt.ptr
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global);
  let results = (outs SnowRT_Ptr:$address);
  let assemblyFormat = "$global attr-dict";
}

//===----------------------------------------------------------------------===//
// Control
//===----------------------------------------------------------------------===//

def SnowRT_CallIndirectOp : SnowRT_Op<"call_indirect"> {
  let summary = "calls the function at an address";
  let description = [{
    ```mlir
    func.func @example(%f: !snow_rt.ptr, %env: !snow_rt.ptr, %n: i64) -> i64 {
      %r = snow_rt.call_indirect %f(%env, %n) : (!snow_rt.ptr, i64) -> i64
      return %r : i64
    }
    ```
  }];
  let arguments = (ins SnowRT_Ptr:$callee, Variadic<SnowRT_Scalar>:$args);
  let results = (outs Variadic<SnowRT_Scalar>:$results);
  let assemblyFormat = [{
    $callee `(` $args `)` attr-dict `:` functional-type($args, $results)
  }];
  let hasVerifier = 1;
}

def SnowRT_ContinueOp : SnowRT_Op<"continue", [
    Terminator, DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "ends the function by entering a continuation";
  let description = [{
    The continuation gets the address of the process's state. The function's
    stack is given up for it where both are continuations, so that an actor may
    go from one receive to another for ever.

    ```mlir
    func.func private @next(!snow_rt.ptr)
    func.func @example(%frame: !snow_rt.ptr) {
      snow_rt.continue @next(%frame)
    }
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$continuation, SnowRT_Ptr:$frame);
  let assemblyFormat = "$continuation `(` $frame `)` attr-dict";
}

def SnowRT_SetLocationOp : SnowRT_Op<"set_location", [MemoryEffects<[MemWrite]>]> {
  let summary = "notes the source location for a call that may panic";
  let description = [{
    Stores the address of the constant String `FILE:LINE:COLUMN` in the
    process's `snow_context`, where a panic in the runtime finds it.

    ```mlir
    func.func @example() {
      snow_rt.set_location "bank.snow:12:3"
      return
    }
    ```
  }];
  let arguments = (ins StrAttr:$location);
  let assemblyFormat = "$location attr-dict";
}

def SnowRT_YieldCheckOp
    : SnowRT_Op<"yield_check", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "counts one reduction";
  let description = [{
    Decrements `snow_context.reductions` and calls `snow_process_yield` when it
    is used up.

    ```mlir
    func.func @example() {
      snow_rt.yield_check
      return
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def SnowRT_CleanupOp : SnowRT_Op<"cleanup", [
    SameVariadicOperandSize, MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "what is released when the code behind it unwinds";
  let description = [{
    Objects with their types. Holds for the calls behind it, through branches,
    until the next one; where several meet that differ, nothing is released. No
    code runs where it stands: `snow-lower-cleanups` turns the calls that it
    covers into invokes. It outlives the conversion of the rest of snow_rt, with
    addresses of type `!llvm.ptr`.

    ```mlir
    func.func private @work()
    func.func @example(%s: !snow_rt.ptr) {
      %t = snow_rt.type_info !snow.string
      snow_rt.cleanup(%s of %t : !snow_rt.ptr of !snow_rt.ptr)
      func.call @work() : () -> ()
      snow_rt.release(%s, %t)
      return
    }
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$objects, Variadic<AnyType>:$types);
  let assemblyFormat = [{
    `(` ($objects^ `of` $types `:` type($objects) `of` type($types))? `)`
    attr-dict
  }];
}

def SnowRT_UnreachableOp : SnowRT_Op<"unreachable", [Terminator]> {
  let summary = "control never comes here";
  let description = [{
    Stands behind a call that does not return.

    ```mlir
    func.func @example(%message: !snow_rt.ptr, %location: !snow_rt.ptr) {
      snow_rt.panic(%message, %location)
      snow_rt.unreachable
    }
    ```
  }];
  let assemblyFormat = "attr-dict";
}

#endif // SNOW_DIALECT_SNOWRT_IR_SNOWRTOPS_TD
