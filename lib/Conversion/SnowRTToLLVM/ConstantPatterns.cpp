//===- ConstantPatterns.cpp - Addresses of constants ------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "TypeDescription.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

//===----------------------------------------------------------------------===//
// String objects
//===----------------------------------------------------------------------===//

// The object `{u64 length, bytes}` stands behind its header; a pointer to the
// object skips it.
static constexpr int32_t headerSize = sizeof(snow_header);

/// The bytes of a String object's global, null if it is something else.
static StringAttr getBytes(LLVM::GlobalOp global) {
  for (auto constant : global.getInitializerRegion().getOps<LLVM::ConstantOp>())
    if (auto bytes = dyn_cast<StringAttr>(constant.getValue()))
      return bytes;
  return {};
}

FlatSymbolRefAttr snow::detail::getStringGlobal(OpBuilder &builder,
                                                Operation *from,
                                                StringRef text) {
  auto module = from->getParentOfType<ModuleOp>();
  MLIRContext *context = builder.getContext();
  // The byte behind the text is for C callers that take a null-ended string.
  auto bytes = builder.getStringAttr((text + StringRef("\0", 1)).str());
  // Named by content, so that equal literals share a global: a readable part
  // and a hash; a number tells colliding ones apart.
  std::string stem = "__string_";
  for (char c : text.take_front(16))
    stem += llvm::isAlnum(c) ? c : '_';
  stem += "_" + llvm::utohexstr(llvm::xxh3_64bits(text));
  std::string name = stem;
  for (unsigned i = 1;; ++i) {
    auto global = module.lookupSymbol<LLVM::GlobalOp>(name);
    if (!global)
      break;
    if (getBytes(global) == bytes)
      return FlatSymbolRefAttr::get(global);
    name = stem + "_" + std::to_string(i);
  }

  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(module.getBody());
  Location loc = module.getLoc();
  Type word = builder.getI64Type();
  auto array = LLVM::LLVMArrayType::get(builder.getI8Type(), text.size() + 1);
  auto type =
      LLVM::LLVMStructType::getLiteral(context, {word, word, word, array});
  auto global = LLVM::GlobalOp::create(builder, loc, type, /*isConstant=*/true,
                                       LLVM::Linkage::Internal, name,
                                       Attribute(), /*alignment=*/16);
  builder.createBlock(&global.getInitializerRegion());
  Value value = LLVM::UndefOp::create(builder, loc, type);
  auto put = [&](Type fieldType, Attribute attr, int64_t at) {
    Value field = LLVM::ConstantOp::create(builder, loc, fieldType, attr);
    value = LLVM::InsertValueOp::create(builder, loc, value, field, at);
  };
  put(word, builder.getI64IntegerAttr(SNOW_IMMORTAL), 0);
  put(word, builder.getI64IntegerAttr(sizeof(snow_string) + text.size()), 1);
  put(word, builder.getI64IntegerAttr(text.size()), 2);
  put(array, bytes, 3);
  LLVM::ReturnOp::create(builder, loc, value);
  return FlatSymbolRefAttr::get(global);
}

/// The object of a global with a header.
static Value getObjectAddress(OpBuilder &builder, Location loc,
                              FlatSymbolRefAttr global) {
  Type ptr = LLVM::LLVMPointerType::get(builder.getContext());
  Value base = LLVM::AddressOfOp::create(builder, loc, ptr, global);
  return LLVM::GEPOp::create(builder, loc, ptr, builder.getI8Type(), base,
                             ArrayRef<LLVM::GEPArg>{headerSize},
                             LLVM::GEPNoWrapFlags::inbounds);
}

Value snow::detail::getStringAddress(OpBuilder &builder, Location loc,
                                     Operation *from, StringRef text) {
  return getObjectAddress(builder, loc, getStringGlobal(builder, from, text));
}

//===----------------------------------------------------------------------===//
// Type descriptions
//===----------------------------------------------------------------------===//

namespace {
/// Builds the `snow_type` globals of a module.
class TypeGlobals {
public:
  TypeGlobals(OpBuilder &builder, Operation *from)
      : builder(builder), from(from), module(from->getParentOfType<ModuleOp>()),
        loc(module.getLoc()),
        ptr(LLVM::LLVMPointerType::get(builder.getContext())) {}

  /// The global with the description, made with all that it refers to.
  FlatSymbolRefAttr get(const TypeDescription &description);

private:
  FlatSymbolRefAttr createArray(StringRef name,
                                ArrayRef<FlatSymbolRefAttr> elements);
  Value addressOf(FlatSymbolRefAttr global) {
    return LLVM::AddressOfOp::create(builder, loc, ptr, global);
  }

  OpBuilder &builder;
  Operation *from;
  ModuleOp module;
  Location loc;
  Type ptr;
};
} // namespace

FlatSymbolRefAttr
TypeGlobals::createArray(StringRef name, ArrayRef<FlatSymbolRefAttr> elements) {
  auto type = LLVM::LLVMArrayType::get(ptr, elements.size());
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(module.getBody());
  auto global =
      LLVM::GlobalOp::create(builder, loc, type, /*isConstant=*/true,
                             LLVM::Linkage::Internal, name, Attribute());
  builder.createBlock(&global.getInitializerRegion());
  Value value = LLVM::UndefOp::create(builder, loc, type);
  for (auto [index, element] : llvm::enumerate(elements))
    value = LLVM::InsertValueOp::create(builder, loc, value, addressOf(element),
                                        int64_t(index));
  LLVM::ReturnOp::create(builder, loc, value);
  return FlatSymbolRefAttr::get(global);
}

FlatSymbolRefAttr TypeGlobals::get(const TypeDescription &description) {
  std::string name = "__type_" + description.mangled;
  if (auto global = module.lookupSymbol<LLVM::GlobalOp>(name))
    return FlatSymbolRefAttr::get(global);

  SmallVector<FlatSymbolRefAttr> children;
  for (const TypeDescription &child : description.children)
    children.push_back(get(child));
  FlatSymbolRefAttr array;
  if (!children.empty())
    array = createArray("__type_children_" + description.mangled, children);
  FlatSymbolRefAttr text;
  if (!description.name.empty())
    text = getStringGlobal(builder, from, description.name);

  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(module.getBody());
  Type half = builder.getI32Type();
  Type word = builder.getI64Type();
  auto layout = LLVM::LLVMStructType::getLiteral(
      builder.getContext(), {half, half, ptr, ptr, ptr, ptr, word});
  auto global =
      LLVM::GlobalOp::create(builder, loc, layout,
                             /*isConstant=*/true, LLVM::Linkage::Internal, name,
                             Attribute(), /*alignment=*/8);
  builder.createBlock(&global.getInitializerRegion());
  Value null = LLVM::ZeroOp::create(builder, loc, ptr);
  auto integer = [&](int64_t value) -> Value {
    return LLVM::ConstantOp::create(builder, loc, half,
                                    builder.getI32IntegerAttr(value));
  };
  Value value = LLVM::UndefOp::create(builder, loc, layout);
  Value flags = LLVM::ConstantOp::create(
      builder, loc, word, builder.getI64IntegerAttr(description.flags));
  Value fields[] = {integer(description.kind),
                    integer(children.size()),
                    text ? getObjectAddress(builder, loc, text) : null,
                    array ? addressOf(array) : null,
                    null,
                    null,
                    flags};
  for (auto [index, field] : llvm::enumerate(fields))
    value =
        LLVM::InsertValueOp::create(builder, loc, value, field, int64_t(index));
  LLVM::ReturnOp::create(builder, loc, value);
  return FlatSymbolRefAttr::get(global);
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {
struct NullPattern : SnowRTPattern<snowrt::NullOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::NullOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ZeroOp>(op, ptrType());
    return success();
  }
};

struct StringPattern : SnowRTPattern<snowrt::StringOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::StringOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(
        op, getStringAddress(rewriter, op.getLoc(), op, op.getValue()));
    return success();
  }
};

struct TypeInfoPattern : SnowRTPattern<snowrt::TypeInfoOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::TypeInfoOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    FailureOr<TypeDescription> description = describeType(op.getDescribed());
    if (failed(description)) {
      std::string text;
      llvm::raw_string_ostream(text) << op.getDescribed();
      return decline(rewriter, op, "no run-time description of " + text);
    }
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(
        op, ptrType(), TypeGlobals(rewriter, op).get(*description));
    return success();
  }
};

struct FunctionPattern : SnowRTPattern<snowrt::FunctionOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::FunctionOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(op, ptrType(),
                                                   op.getCalleeAttr());
    return success();
  }
};
} // namespace

void snow::populateSnowRTConstantToLLVMPatterns(
    const LLVMTypeConverter &converter, RewritePatternSet &patterns,
    SnowRTToLLVMState &state) {
  patterns.add<NullPattern, StringPattern, TypeInfoPattern, FunctionPattern>(
      converter, patterns.getContext(), state);
}
