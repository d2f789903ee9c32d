//===- TypeGlobals.cpp - Types for the runtime ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TypeGlobals.h"
#include "mlir/IR/BuiltinOps.h"
#include "snow/Dialect/Snow/IR/SnowDialect.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

TypeGlobals::TypeGlobals(OpBuilder &builder, Operation *from,
                         SnowRTToLLVMState &state)
    : builder(builder), from(from), state(state),
      module(from->getParentOfType<ModuleOp>()), loc(module.getLoc()),
      ptr(LLVM::LLVMPointerType::get(builder.getContext())) {}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

/// The kind of a type without parts, or of one whose parts do not matter at run
/// time, and its name.
static std::pair<int64_t, StringRef> getPlainKind(Type type) {
  if (type.isInteger(64))
    return {SNOW_TYPE_INT, "Int"};
  if (type.isF64())
    return {SNOW_TYPE_FLOAT, "Float"};
  if (type.isInteger(1))
    return {SNOW_TYPE_BOOL, "Bool"};
  using Result = std::pair<int64_t, StringRef>;
  return llvm::TypeSwitch<Type, Result>(type)
      .Case<UnitType>([](auto) { return Result(SNOW_TYPE_UNIT, "Unit"); })
      .Case<StringType>([](auto) { return Result(SNOW_TYPE_STRING, "String"); })
      // Which messages a process takes does not matter at run time.
      .Case<PidType>([](auto) { return Result(SNOW_TYPE_PID, "Pid"); })
      .Case<AnyType>([](auto) { return Result(SNOW_TYPE_ANY, "Any"); })
      .Case<RangeType>([](auto) { return Result(SNOW_TYPE_RANGE, "Range"); })
      .Case<JsonType>([](auto) { return Result(SNOW_TYPE_JSON, "Json"); })
      .Case<FnType>([](auto) { return Result(SNOW_TYPE_FUNCTION, "Function"); })
      .Case<WsConnType>([](auto) { return Result(SNOW_TYPE_HANDLE, "WsConn"); })
      .Default([](auto) { return Result(0, ""); });
}

namespace {
/// A type built of others.
struct Compound {
  int64_t kind = 0;
  StringRef name;
  SmallVector<Type> parts;
};
} // namespace

static Compound getCompound(Type type) {
  return llvm::TypeSwitch<Type, Compound>(type)
      .Case<TupleType>([](TupleType tuple) {
        return Compound{SNOW_TYPE_TUPLE, "Tuple",
                        llvm::to_vector(tuple.getTypes())};
      })
      .Case<ListType>([](ListType list) {
        return Compound{SNOW_TYPE_LIST, "List", {list.getElement()}};
      })
      .Case<SetType>([](SetType set) {
        return Compound{SNOW_TYPE_SET, "Set", {set.getElement()}};
      })
      .Case<QueueType>([](QueueType queue) {
        return Compound{SNOW_TYPE_QUEUE, "Queue", {queue.getElement()}};
      })
      .Case<OptionType>([](OptionType option) {
        return Compound{SNOW_TYPE_OPTION, "Option", {option.getElement()}};
      })
      .Case<MapType>([](MapType map) {
        return Compound{SNOW_TYPE_MAP, "Map", {map.getKey(), map.getValue()}};
      })
      .Case<ResultType>([](ResultType result) {
        return Compound{
            SNOW_TYPE_RESULT, "Result", {result.getOk(), result.getErr()}};
      })
      .Default([](auto) { return Compound(); });
}

/// The number of parts makes the name unambiguous: Tuple2.Int.List1.Int.
FailureOr<std::string> TypeGlobals::mangle(StringRef head, TypeRange parts) {
  std::string result = (head + Twine(parts.size())).str();
  for (Type part : parts) {
    FailureOr<std::string> inner = mangle(part);
    if (failed(inner))
      return failure();
    result += "." + *inner;
  }
  return result;
}

FailureOr<std::string> TypeGlobals::mangle(Type type) {
  if (auto [kind, name] = getPlainKind(type); kind != 0)
    return name.str();
  // Any character may stand in a global's name; a symbol ends at the colon.
  if (auto named = dyn_cast<StructType>(type))
    return ("Struct:" + named.getName().getValue() + ":").str();
  if (auto named = dyn_cast<SumType>(type))
    return ("Sum:" + named.getName().getValue() + ":").str();
  if (isa<ExitReasonType>(type))
    return std::string("ExitReason");
  Compound compound = getCompound(type);
  if (compound.kind == 0)
    return failure();
  return mangle(compound.name, compound.parts);
}

//===----------------------------------------------------------------------===//
// Shapes
//===----------------------------------------------------------------------===//

/// The built-in sum type ExitReason; the variants are those of ExitKind.
static ArrayAttr getExitReasonVariants(MLIRContext *context) {
  static constexpr StringRef names[] = {"Normal", "Shutdown", "Killed",
                                        "Error",  "NoProc",   "NoConnection",
                                        "Custom"};
  SmallVector<Attribute> variants;
  for (unsigned kind = 0; symbolizeExitKind(kind); ++kind) {
    SmallVector<StringAttr> fieldNames;
    SmallVector<Type> fieldTypes;
    if (kind == uint32_t(ExitKind::Error) ||
        kind == uint32_t(ExitKind::Custom)) {
      fieldNames.push_back(StringAttr::get(context, ""));
      fieldTypes.push_back(StringType::get(context));
    }
    variants.push_back(VariantAttr::get(context,
                                        StringAttr::get(context, names[kind]),
                                        fieldNames, fieldTypes));
  }
  return ArrayAttr::get(context, variants);
}

FailureOr<TypeGlobals::Shape>
TypeGlobals::getDeclaredShape(FlatSymbolRefAttr name) {
  auto declaration = dyn_cast_or_null<snowrt::TypeOp>(
      state.lookupSymbol(module, name.getValue()));
  if (!declaration)
    return failure();
  Shape shape;
  shape.declaration = declaration;
  shape.name = declaration.getShown();
  shape.flags = (declaration.getHasDisplay() ? SNOW_TYPE_HAS_DISPLAY : 0) |
                (declaration.getNoDebug() ? SNOW_TYPE_NO_DEBUG : 0);
  if (declaration.getSum()) {
    shape.kind = SNOW_TYPE_SUM;
    shape.variants = declaration.getVariants();
    return shape;
  }
  shape.kind = SNOW_TYPE_STRUCT;
  auto fields = cast<VariantAttr>(declaration.getVariants()[0]);
  llvm::append_range(shape.children, fields.getFieldTypes());
  llvm::append_range(shape.fieldNames, fields.getFieldNames());
  return shape;
}

FailureOr<TypeGlobals::Shape> TypeGlobals::getShape(Type type) {
  if (auto [kind, name] = getPlainKind(type); kind != 0) {
    Shape shape;
    shape.kind = kind;
    if (kind == SNOW_TYPE_HANDLE)
      shape.name = name; // It is shown by its name.
    return shape;
  }
  if (auto named = dyn_cast<StructType>(type))
    return getDeclaredShape(named.getName());
  if (auto named = dyn_cast<SumType>(type))
    return getDeclaredShape(named.getName());
  Shape shape;
  if (isa<ExitReasonType>(type)) {
    shape.kind = SNOW_TYPE_SUM;
    shape.name = "ExitReason";
    shape.variants = getExitReasonVariants(builder.getContext());
    shape.flags = SNOW_TYPE_HAS_DISPLAY;
    return shape;
  }
  Compound compound = getCompound(type);
  if (compound.kind == 0)
    return failure();
  shape.kind = compound.kind;
  shape.children = std::move(compound.parts);
  return shape;
}

//===----------------------------------------------------------------------===//
// Globals
//===----------------------------------------------------------------------===//

Value TypeGlobals::addressOf(FlatSymbolRefAttr global) {
  return LLVM::AddressOfOp::create(builder, loc, ptr, global);
}

Value TypeGlobals::integer(Type type, int64_t value) {
  return LLVM::ConstantOp::create(builder, loc, type,
                                  builder.getIntegerAttr(type, value));
}

FlatSymbolRefAttr TypeGlobals::createPointers(
    const Twine &name, ArrayRef<FlatSymbolRefAttr> elements, bool areStrings) {
  auto type = LLVM::LLVMArrayType::get(ptr, elements.size());
  return createGlobal(builder, module, state, name.str(), type, 8, [&] {
    Value value = LLVM::UndefOp::create(builder, loc, type);
    for (auto [index, element] : llvm::enumerate(elements)) {
      Value address = !element     ? LLVM::ZeroOp::create(builder, loc, ptr)
                      : areStrings ? getObjectAddress(builder, loc, element)
                                   : addressOf(element);
      value = LLVM::InsertValueOp::create(builder, loc, value, address,
                                          int64_t(index));
    }
    return value;
  });
}

/// The snow_methods of a type, null if all are built in.
FailureOr<FlatSymbolRefAttr> TypeGlobals::createMethods(const Shape &shape) {
  snowrt::TypeOp type = shape.declaration;
  if (!type)
    return FlatSymbolRefAttr();
  FlatSymbolRefAttr methods[] = {type.getDisplayAttr(), type.getInspectAttr(),
                                 type.getEqAttr(), type.getCompareAttr(),
                                 type.getHashAttr()};
  static_assert(sizeof(snow_methods) == sizeof(void *) * std::size(methods));
  if (llvm::none_of(methods, [](auto method) { return bool(method); }))
    return FlatSymbolRefAttr();
  return createPointers("__methods_" + shape.mangled, methods,
                        /*areStrings=*/false);
}

FailureOr<FlatSymbolRefAttr> TypeGlobals::create(const Shape &shape) {
  std::string name = "__type_" + shape.mangled;
  Type half = builder.getI32Type(), word = builder.getI64Type();
  auto layout = LLVM::LLVMStructType::getLiteral(
      builder.getContext(), {half, half, ptr, ptr, ptr, ptr, word});
  // First without content, so that a type that contains itself finds it.
  FlatSymbolRefAttr symbol =
      createGlobal(builder, module, state, name, layout, 8, nullptr);
  auto global = cast<LLVM::GlobalOp>(state.lookupSymbol(module, name));

  SmallVector<FlatSymbolRefAttr> children, fieldNames;
  for (Type child : shape.children) {
    FailureOr<FlatSymbolRefAttr> described = get(child);
    if (failed(described))
      return failure();
    children.push_back(*described);
  }
  if (shape.variants)
    for (auto [index, variant] :
         llvm::enumerate(shape.variants.getAsRange<VariantAttr>())) {
      Shape inner;
      inner.kind = SNOW_TYPE_TUPLE;
      inner.mangled = shape.mangled + "." + std::to_string(index);
      inner.name = variant.getName();
      llvm::append_range(inner.children, variant.getFieldTypes());
      FailureOr<FlatSymbolRefAttr> described = create(inner);
      if (failed(described))
        return failure();
      children.push_back(*described);
    }
  for (StringAttr field : shape.fieldNames)
    fieldNames.push_back(getStringGlobal(builder, from, field, state));
  FailureOr<FlatSymbolRefAttr> methods = createMethods(shape);
  if (failed(methods))
    return failure();
  FlatSymbolRefAttr childArray, nameArray, text;
  if (!children.empty())
    childArray = createPointers("__type_children_" + shape.mangled, children,
                                /*areStrings=*/false);
  // A struct has names even if it has no field.
  if (shape.kind == SNOW_TYPE_STRUCT)
    nameArray = createPointers("__type_fields_" + shape.mangled, fieldNames,
                               /*areStrings=*/true);
  if (!shape.name.empty())
    text = getStringGlobal(builder, from, shape.name, state);

  OpBuilder::InsertionGuard guard(builder);
  builder.createBlock(&global.getInitializerRegion());
  Value null = LLVM::ZeroOp::create(builder, loc, ptr);
  auto addressOrNull = [&](FlatSymbolRefAttr other) {
    return other ? addressOf(other) : null;
  };
  Value value = LLVM::UndefOp::create(builder, loc, layout);
  Value fields[] = {integer(half, shape.kind),
                    integer(half, int64_t(children.size())),
                    text ? getObjectAddress(builder, loc, text) : null,
                    addressOrNull(childArray),
                    addressOrNull(nameArray),
                    addressOrNull(*methods),
                    integer(word, shape.flags)};
  for (auto [index, field] : llvm::enumerate(fields))
    value =
        LLVM::InsertValueOp::create(builder, loc, value, field, int64_t(index));
  LLVM::ReturnOp::create(builder, loc, value);
  return symbol;
}

FailureOr<FlatSymbolRefAttr> TypeGlobals::get(Type type) {
  FailureOr<std::string> mangled = mangle(type);
  if (failed(mangled))
    return failure();
  std::string name = "__type_" + *mangled;
  if (isa_and_nonnull<LLVM::GlobalOp>(state.lookupSymbol(module, name)))
    return FlatSymbolRefAttr::get(builder.getContext(), name);
  FailureOr<Shape> shape = getShape(type);
  if (failed(shape))
    return failure();
  shape->mangled = std::move(*mangled);
  return create(*shape);
}
