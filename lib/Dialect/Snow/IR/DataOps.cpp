//===- DataOps.cpp - Structs and sums ---------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mlir/IR/Builders.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// Declarations
//===----------------------------------------------------------------------===//

LogicalResult VariantAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                  StringAttr name, ArrayRef<StringAttr> names,
                                  ArrayRef<Type> types) {
  if (names.size() != types.size())
    return emitError() << "variant " << name << " has " << names.size()
                       << " field names and " << types.size() << " fields";
  return success();
}

/// Fields have value types, and their names differ.
static LogicalResult verifyFields(Operation *op, ArrayRef<StringAttr> names,
                                  TypeRange types) {
  llvm::StringSet<> seen;
  for (auto [name, type] : llvm::zip_equal(names, types)) {
    if (!isValueType(type))
      return op->emitOpError("has a field of type ")
             << type << ", which is not a Snow value type";
    if (!name.empty() && !seen.insert(name.getValue()).second)
      return op->emitOpError("has two fields ") << name;
  }
  return success();
}

LogicalResult StructTypeOp::verify() {
  if (getFieldNames().size() != getFieldTypes().size())
    return emitOpError("has ") << getFieldNames().size() << " field names and "
                               << getFieldTypes().size() << " fields";
  return verifyFields(
      *this, llvm::to_vector(getFieldNames().getAsRange<StringAttr>()),
      llvm::to_vector(getFieldTypes().getAsValueRange<TypeAttr>()));
}

LogicalResult SumTypeOp::verify() {
  if (getVariants().empty())
    return emitOpError("has no variant");
  llvm::StringSet<> seen;
  for (auto variant : getVariants().getAsRange<VariantAttr>()) {
    if (!seen.insert(variant.getName().getValue()).second)
      return emitOpError("has two variants ") << variant.getName();
    if (failed(verifyFields(*this, variant.getFieldNames(),
                            variant.getFieldTypes())))
      return failure();
  }
  return success();
}

/// A method is a function of that signature.
static LogicalResult verifyMethod(Operation *op, StringRef what,
                                  FlatSymbolRefAttr name, TypeRange params,
                                  Type result, SymbolTableCollection &symbols) {
  if (!name)
    return success();
  auto function = dyn_cast_or_null<FunctionOpInterface>(
      symbols.lookupNearestSymbolFrom(op, name));
  if (!function || isa<ActorOp, ContinuationOp>(function))
    return op->emitOpError("names ")
           << name << " for " << what << ", which is not a function";
  if (TypeRange(function.getArgumentTypes()) == params &&
      TypeRange(function.getResultTypes()) == TypeRange(result))
    return success();
  InFlightDiagnostic diag =
      op->emitOpError("needs a function of type ")
      << FunctionType::get(op->getContext(), params, result) << " for " << what
      << ", but " << name << " is of type " << function.getFunctionType();
  diag.attachNote(function.getLoc()) << "the function is defined here";
  return diag;
}

template <typename Op>
static LogicalResult verifyMethods(Op op, SymbolTableCollection &symbols) {
  Builder builder(op.getContext());
  Type self = op.getType(), text = StringType::get(op.getContext());
  Type both[] = {self, self};
  auto verify = [&](StringRef what, FlatSymbolRefAttr name, TypeRange params,
                    Type result) {
    return verifyMethod(op, what, name, params, result, symbols);
  };
  return success(
      succeeded(verify("display", op.getDisplayAttr(), self, text)) &&
      succeeded(verify("inspect", op.getInspectAttr(), self, text)) &&
      succeeded(verify("eq", op.getEqAttr(), both, builder.getI1Type())) &&
      succeeded(
          verify("compare", op.getCompareAttr(), both, builder.getI64Type())) &&
      succeeded(verify("hash", op.getHashAttr(), self, builder.getI64Type())));
}

LogicalResult StructTypeOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyMethods(*this, symbols);
}
LogicalResult SumTypeOp::verifySymbolUses(SymbolTableCollection &symbols) {
  return verifyMethods(*this, symbols);
}

//===----------------------------------------------------------------------===//
// Uses of a declaration
//===----------------------------------------------------------------------===//

/// The declaration of a named type, with the error reported if there is none.
template <typename TypeOp>
static TypeOp lookupType(Operation *op, FlatSymbolRefAttr name,
                         SymbolTableCollection &symbols) {
  auto declared = symbols.lookupNearestSymbolFrom<TypeOp>(op, name);
  if (!declared)
    op->emitOpError("uses ")
        << name << ", which no " << TypeOp::getOperationName() << " declares";
  return declared;
}

/// Attaches where the declaration is.
static InFlightDiagnostic declaredAt(InFlightDiagnostic diag, Operation *type) {
  if (type)
    diag.attachNote(type->getLoc()) << "the type is declared here";
  return diag;
}

LogicalResult StructMakeOp::verifySymbolUses(SymbolTableCollection &symbols) {
  StructType type = getResult().getType();
  auto declared = lookupType<StructTypeOp>(*this, type.getName(), symbols);
  if (!declared)
    return failure();
  auto types =
      llvm::to_vector(declared.getFieldTypes().getAsValueRange<TypeAttr>());
  if (TypeRange(types) == getFields().getTypes())
    return success();
  return declaredAt(emitOpError("makes a ")
                        << type << " of (" << getFields().getTypes()
                        << "), but its fields are (" << TypeRange(types) << ")",
                    declared);
}

LogicalResult StructGetOp::verifySymbolUses(SymbolTableCollection &symbols) {
  StructType type = getValue().getType();
  auto declared = lookupType<StructTypeOp>(*this, type.getName(), symbols);
  if (!declared)
    return failure();
  if (getIndex() >= declared.getNumFields())
    return declaredAt(emitOpError("has index ")
                          << getIndex() << ", but " << type << " has "
                          << declared.getNumFields() << " fields",
                      declared);
  Type field = declared.getFieldType(getIndex());
  if (field == getField().getType())
    return success();
  return declaredAt(emitOpError("gives a ") << getField().getType()
                                            << ", but the field is a " << field,
                    declared);
}

OpFoldResult StructGetOp::fold(FoldAdaptor) {
  if (auto make = getValue().getDefiningOp<StructMakeOp>())
    return make.getFields()[getIndex()];
  return {};
}

namespace {
/// What is declared of one variant.
struct VariantShape {
  SmallVector<Type> fields;
  Operation *declaration = nullptr; ///< Null for a built-in type.
};
} // namespace

/// The fields of a variant of a sum, with the error reported if there is no
/// such variant.
static FailureOr<VariantShape> lookupVariant(Operation *op, Type sum,
                                             uint64_t variant,
                                             SymbolTableCollection &symbols) {
  VariantShape shape;
  uint64_t count = getMaxEnumValForExitKind() + 1;
  if (auto named = dyn_cast<SumType>(sum)) {
    auto declared = lookupType<SumTypeOp>(op, named.getName(), symbols);
    if (!declared)
      return failure();
    shape.declaration = declared;
    count = declared.getNumVariants();
    if (variant < count)
      llvm::append_range(shape.fields,
                         declared.getVariant(variant).getFieldTypes());
  } else if (variant == uint64_t(ExitKind::Error) ||
             variant == uint64_t(ExitKind::Custom)) {
    shape.fields.push_back(StringType::get(op->getContext()));
  }
  if (variant < count)
    return shape;
  return declaredAt(op->emitOpError("has variant ")
                        << variant << ", but " << sum << " has " << count
                        << " variants",
                    shape.declaration);
}

LogicalResult SumMakeOp::verifySymbolUses(SymbolTableCollection &symbols) {
  Type type = getResult().getType();
  FailureOr<VariantShape> shape =
      lookupVariant(*this, type, getVariant(), symbols);
  if (failed(shape))
    return failure();
  if (TypeRange(shape->fields) == getFields().getTypes())
    return success();
  return declaredAt(emitOpError("makes variant ")
                        << getVariant() << " of (" << getFields().getTypes()
                        << "), but its fields are (" << TypeRange(shape->fields)
                        << ")",
                    shape->declaration);
}

LogicalResult SumGetOp::verifySymbolUses(SymbolTableCollection &symbols) {
  FailureOr<VariantShape> shape =
      lookupVariant(*this, getValue().getType(), getVariant(), symbols);
  if (failed(shape))
    return failure();
  if (getIndex() >= shape->fields.size())
    return declaredAt(emitOpError("has index ")
                          << getIndex() << ", but the variant has "
                          << shape->fields.size() << " fields",
                      shape->declaration);
  Type field = shape->fields[getIndex()];
  if (field == getField().getType())
    return success();
  return declaredAt(emitOpError("gives a ") << getField().getType()
                                            << ", but the field is a " << field,
                    shape->declaration);
}

OpFoldResult SumTagOp::fold(FoldAdaptor) {
  if (auto make = getValue().getDefiningOp<SumMakeOp>())
    return make.getVariantAttr();
  return {};
}

OpFoldResult SumGetOp::fold(FoldAdaptor) {
  auto make = getValue().getDefiningOp<SumMakeOp>();
  // Of another variant it stands where control never comes.
  if (make && make.getVariant() == getVariant() &&
      getIndex() < make.getFields().size())
    return make.getFields()[getIndex()];
  return {};
}
