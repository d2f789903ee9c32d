//===- SnowDataOps.td - Structs and sums -------------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWDATAOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWDATAOPS_TD

include "snow/Dialect/Snow/IR/SnowOpBase.td"

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

// What a declared type says about itself beside its fields. A method is a
// function on values of the type; where there is none, values are shown,
// compared and hashed by their structure.
class Snow_DeclaredTypeOp<string mnemonic, dag shape>
    : Snow_Op<mnemonic, [Symbol, HasParent<"::mlir::ModuleOp">, Snow_SymbolUser]> {
  let arguments = !con(
      (ins SymbolNameAttr:$sym_name, OptionalAttr<StrAttr>:$sym_visibility,
           StrAttr:$display_name),
      shape,
      (ins OptionalAttr<FlatSymbolRefAttr>:$display,
           OptionalAttr<FlatSymbolRefAttr>:$inspect,
           OptionalAttr<FlatSymbolRefAttr>:$eq,
           OptionalAttr<FlatSymbolRefAttr>:$compare,
           OptionalAttr<FlatSymbolRefAttr>:$hash,
           UnitAttr:$has_display, UnitAttr:$no_debug));
  let hasVerifier = 1;
}

def Snow_StructTypeOp : Snow_DeclaredTypeOp<"struct_type",
    (ins StrArrayAttr:$field_names, TypeArrayAttr:$field_types)> {
  let summary = "declares a struct type";
  let description = [{
    The symbol is what `!snow.struct<@name>` names; `named` gives the name that
    values are shown with. An instance of a generic type is a declaration of its
    own, with the same shown name.

    `display`, `inspect`, `eq`, `compare` and `hash` name functions on values of
    the type, from the user's impl blocks: `(T) -> !snow.string` twice,
    `(T, T) -> i1`, `(T, T) -> i64` (negative, 0 or positive) and `(T) -> i64`.
    The runtime uses them wherever it meets such a value, inside collections
    too. Without one the value's structure decides. `has_display` says that the
    type has Display by its structure, `no_debug` that it has no Debug.

    ```mlir
    func.func @point_text(%p: !snow.struct<@Main.Point>) -> !snow.string {
      %s = snow.string.constant "a point"
      return %s : !snow.string
    }
    snow.struct_type @Main.Point named "Point" (x: i64, y: f64)
        display @point_text
    snow.struct_type @Main.Unit named "Unit" () has_display
    ```
  }];
  let assemblyFormat = [{
    custom<Visibility>($sym_visibility) $sym_name `named` $display_name
    custom<Fields>($field_names, $field_types)
    (`display` $display^)? (`inspect` $inspect^)? (`eq` $eq^)?
    (`compare` $compare^)? (`hash` $hash^)? (`has_display` $has_display^)?
    (`no_debug` $no_debug^)? attr-dict
  }];
  let extraClassDeclaration = [{
    unsigned getNumFields() { return getFieldTypes().size(); }
    ::mlir::Type getFieldType(unsigned field) {
      return ::llvm::cast<::mlir::TypeAttr>(getFieldTypes()[field]).getValue();
    }
    ::llvm::StringRef getFieldName(unsigned field) {
      return ::llvm::cast<::mlir::StringAttr>(getFieldNames()[field]).getValue();
    }
    /// The type of the values.
    ::snow::StructType getType() {
      return ::snow::StructType::get(
          getContext(), ::mlir::FlatSymbolRefAttr::get(getSymNameAttr()));
    }
  }];
}

def Snow_SumTypeOp : Snow_DeclaredTypeOp<"sum_type",
    (ins TypedArrayAttrBase<Snow_VariantAttr, "array of variants">:$variants)> {
  let summary = "declares a sum type";
  let description = [{
    The symbol is what `!snow.sum<@name>` names. The variants are numbered from
    0 in order; a field without a name has the empty one. Shown names, methods
    and flags are those of `snow.struct_type`. Types may refer to each other,
    and to themselves, through their symbols.

    ```mlir
    snow.sum_type @Main.Shape named "Shape" [
      Dot, Disc(i64), Rect(w: i64, h: i64), Group(!snow.list<!snow.sum<@Main.Shape>>)
    ] has_display
    ```
  }];
  let assemblyFormat = [{
    custom<Visibility>($sym_visibility) $sym_name `named` $display_name
    custom<Variants>($variants)
    (`display` $display^)? (`inspect` $inspect^)? (`eq` $eq^)?
    (`compare` $compare^)? (`hash` $hash^)? (`has_display` $has_display^)?
    (`no_debug` $no_debug^)? attr-dict
  }];
  let extraClassDeclaration = [{
    unsigned getNumVariants() { return getVariants().size(); }
    ::snow::VariantAttr getVariant(unsigned index) {
      return ::llvm::cast<::snow::VariantAttr>(getVariants()[index]);
    }
    /// The type of the values.
    ::snow::SumType getType() {
      return ::snow::SumType::get(
          getContext(), ::mlir::FlatSymbolRefAttr::get(getSymNameAttr()));
    }
  }];
}

//===----------------------------------------------------------------------===//
// Structs
//===----------------------------------------------------------------------===//

def Snow_StructMakeOp : Snow_Op<"struct.make", [Pure, Snow_SymbolUser, Snow_Consumes]> {
  let summary = "makes a struct of its fields";
  let description = [{
    All fields, in the order of the declaration.

    ```mlir
    snow.struct_type @Main.Point named "Point" (x: i64, y: i64)
    func.func @point(%x: i64, %y: i64) -> !snow.struct<@Main.Point> {
      %p = snow.struct.make %x, %y : (i64, i64) -> !snow.struct<@Main.Point>
      return %p : !snow.struct<@Main.Point>
    }
    ```
  }];
  let arguments = (ins Variadic<Snow_Value>:$fields);
  let results = (outs Snow_StructType:$result);
  let assemblyFormat = [{
    $fields attr-dict `:` functional-type($fields, $result)
  }];
}

def Snow_StructGetOp : Snow_Op<"struct.get", [
    Pure, Snow_SymbolUser, Snow_LendsAndUnwinds]> {
  let summary = "a field of a struct";
  let description = [{
    The index counts the fields of the declaration from 0. Of a
    `snow.struct.make` it folds to the operand.

    ```mlir
    snow.struct_type @Main.Point named "Point" (x: i64, y: i64)
    func.func @height(%p: !snow.struct<@Main.Point>) -> i64 {
      %y = snow.struct.get %p[1] : !snow.struct<@Main.Point> -> i64
      return %y : i64
    }
    ```
  }];
  let arguments = (ins Snow_StructType:$value,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$index);
  let results = (outs Snow_Value:$field);
  let assemblyFormat = [{
    $value `[` custom<PlainInt>($index) `]` attr-dict `:` qualified(type($value)) `->`
    type($field)
  }];
  let hasFolder = 1;
}

//===----------------------------------------------------------------------===//
// Sums
//===----------------------------------------------------------------------===//

// A declared sum, or the built-in ExitReason.
def Snow_AnySum : AnyTypeOf<[Snow_SumType, Snow_ExitReasonType]>;

def Snow_SumMakeOp : Snow_Op<"sum.make", [
    Pure, Snow_SymbolUser, Snow_ConsumesAndLends]> {
  let summary = "makes a value of a variant";
  let description = [{
    The variant is its number in the declaration. A variant without fields is a
    constant of the program and allocates nothing. Also makes an
    `!snow.exit_reason`: Normal 0, Shutdown 1, Killed 2, Error(String) 3,
    NoProc 4, NoConnection 5, Custom(String) 6.

    ```mlir
    snow.sum_type @Main.Shape named "Shape" [Dot, Disc(i64)]
    func.func @shapes(%r: i64, %why: !snow.string) {
      %dot = snow.sum.make 0() : () -> !snow.sum<@Main.Shape>
      %disc = snow.sum.make 1(%r) : (i64) -> !snow.sum<@Main.Shape>
      %reason = snow.sum.make 3(%why) : (!snow.string) -> !snow.exit_reason
      return
    }
    ```
  }];
  let arguments = (ins ConfinedAttr<I64Attr, [IntNonNegative]>:$variant,
                       Variadic<Snow_Value>:$fields);
  let results = (outs Snow_AnySum:$result);
  let assemblyFormat = [{
    custom<PlainInt>($variant) `(` $fields `)` attr-dict `:`
    functional-type($fields, $result)
  }];
}

def Snow_SumTagOp : Snow_Op<"sum.tag", [Pure, Snow_Unwinds]> {
  let summary = "the number of a value's variant";
  let description = [{
    What a `cf.switch` of a `case` branches on.

    ```mlir
    snow.sum_type @Main.Shape named "Shape" [Dot, Disc(i64)]
    func.func @which(%s: !snow.sum<@Main.Shape>) -> i64 {
      %tag = snow.sum.tag %s : !snow.sum<@Main.Shape>
      return %tag : i64
    }
    ```
  }];
  let arguments = (ins Snow_AnySum:$value);
  let results = (outs I64:$tag);
  let assemblyFormat = "$value attr-dict `:` qualified(type($value))";
  let hasFolder = 1;
}

def Snow_SumGetOp : Snow_Op<"sum.get", [
    NoMemoryEffect, Snow_SymbolUser, Snow_LendsAndUnwinds]> {
  let summary = "a field of a value's variant";
  let description = [{
    The variant and the field in it, each from 0. The value must be of that
    variant: the caller has looked at `snow.sum.tag`.

    ```mlir
    snow.sum_type @Main.Shape named "Shape" [Dot, Rect(w: i64, h: i64)]
    func.func @height(%s: !snow.sum<@Main.Shape>) -> i64 {
      %h = snow.sum.get %s[1, 1] : !snow.sum<@Main.Shape> -> i64
      return %h : i64
    }
    ```
  }];
  let arguments = (ins Snow_AnySum:$value,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$variant,
                       ConfinedAttr<I64Attr, [IntNonNegative]>:$index);
  let results = (outs Snow_Value:$field);
  let assemblyFormat = [{
    $value `[` custom<PlainInt>($variant) `,` custom<PlainInt>($index) `]` attr-dict `:`
    qualified(type($value)) `->` type($field)
  }];
  let hasFolder = 1;
}

#endif // SNOW_DIALECT_SNOW_IR_SNOWDATAOPS_TD
