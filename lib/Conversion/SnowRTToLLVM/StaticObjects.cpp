//===- StaticObjects.cpp - Constant objects as globals ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A global holds a header with the count of a static object and the object; a
// pointer to the object skips the header.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

static constexpr int32_t headerSize = sizeof(snow_header);

/// The attribute of a global that says which object it holds.
static constexpr llvm::StringLiteral contentName("snow.content");

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

Operation *SnowRTToLLVMState::lookupSymbol(ModuleOp module, StringRef name) {
  if (isShared)
    return module.lookupSymbol(name);
  if (indexed != module) {
    indexed = module;
    symbols.clear();
    for (Operation &op : *module.getBody())
      if (auto symbol =
              op.getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName()))
        symbols[symbol] = &op;
  }
  return symbols.lookup(name);
}

void SnowRTToLLVMState::addSymbol(ModuleOp module, Operation *op) {
  if (!isShared && indexed == module)
    symbols[SymbolTable::getSymbolName(op)] = op;
}

void SnowRTToLLVMState::removeSymbol(Operation *op) {
  auto name = op->getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName());
  auto found = name ? symbols.find(name) : symbols.end();
  // By then the name may be that of what replaces it.
  if (found != symbols.end() && found->second == op)
    symbols.erase(found);
}

FlatSymbolRefAttr snow::detail::createGlobal(OpBuilder &builder,
                                             ModuleOp module,
                                             SnowRTToLLVMState &state,
                                             StringRef name, Type type,
                                             unsigned alignment,
                                             function_ref<Value()> initialise) {
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(module.getBody());
  auto global =
      LLVM::GlobalOp::create(builder, module.getLoc(), type,
                             /*isConstant=*/true, LLVM::Linkage::Internal, name,
                             Attribute(), alignment);
  state.addSymbol(module, global);
  if (initialise) {
    builder.createBlock(&global.getInitializerRegion());
    LLVM::ReturnOp::create(builder, module.getLoc(), initialise());
  }
  return FlatSymbolRefAttr::get(global);
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

Value snow::detail::getObjectAddress(OpBuilder &builder, Location loc,
                                     FlatSymbolRefAttr global) {
  Type ptr = LLVM::LLVMPointerType::get(builder.getContext());
  Value base = LLVM::AddressOfOp::create(builder, loc, ptr, global);
  return LLVM::GEPOp::create(builder, loc, ptr, builder.getI8Type(), base,
                             ArrayRef<LLVM::GEPArg>{headerSize},
                             LLVM::GEPNoWrapFlags::inbounds);
}

namespace {
/// Builds the content of an object's global.
class ObjectBuilder {
public:
  ObjectBuilder(OpBuilder &builder, Location loc)
      : builder(builder), loc(loc),
        ptr(LLVM::LLVMPointerType::get(builder.getContext())) {
    addWord(SNOW_IMMORTAL);
    addWord(0); // Set when the size is known.
  }

  void addWord(int64_t value) {
    fields.push_back([=, this]() -> Value {
      return LLVM::ConstantOp::create(builder, loc, builder.getI64Type(),
                                      builder.getI64IntegerAttr(value));
    });
    types.push_back(builder.getI64Type());
  }
  void addNull() {
    fields.push_back(
        [this]() -> Value { return LLVM::ZeroOp::create(builder, loc, ptr); });
    types.push_back(ptr);
  }
  /// So many bytes behind a global's begin.
  void addAddress(FlatSymbolRefAttr global, int64_t offset) {
    fields.push_back([=, this]() -> Value {
      Value base = LLVM::AddressOfOp::create(builder, loc, ptr, global);
      if (offset == 0)
        return base;
      return LLVM::GEPOp::create(builder, loc, ptr, builder.getI8Type(), base,
                                 ArrayRef<LLVM::GEPArg>{int32_t(offset)},
                                 LLVM::GEPNoWrapFlags::inbounds);
    });
    types.push_back(ptr);
  }
  void addBytes(StringAttr bytes) {
    auto type =
        LLVM::LLVMArrayType::get(builder.getI8Type(), bytes.getValue().size());
    fields.push_back([=, this]() -> Value {
      return LLVM::ConstantOp::create(builder, loc, type, bytes);
    });
    types.push_back(type);
  }
  void setSize(int64_t size) {
    fields[1] = [=, this]() -> Value {
      return LLVM::ConstantOp::create(builder, loc, builder.getI64Type(),
                                      builder.getI64IntegerAttr(size));
    };
  }

  Type getType() const {
    return LLVM::LLVMStructType::getLiteral(builder.getContext(), types);
  }
  Value build() {
    Value value = LLVM::UndefOp::create(builder, loc, getType());
    for (auto [index, field] : llvm::enumerate(fields))
      value = LLVM::InsertValueOp::create(builder, loc, value, field(),
                                          int64_t(index));
    return value;
  }

private:
  OpBuilder &builder;
  Location loc;
  Type ptr;
  SmallVector<std::function<Value()>> fields;
  SmallVector<Type> types;
};

/// A name for an object's global; another content of the same name is told
/// apart by a number.
struct ObjectName {
  std::string name;
  bool exists;
};
} // namespace

static ObjectName findName(ModuleOp module, SnowRTToLLVMState &state,
                           StringRef stem, Attribute content) {
  std::string name = stem.str();
  for (unsigned i = 1;; ++i) {
    Operation *other = state.lookupSymbol(module, name);
    if (!other)
      return {name, false};
    if (isa<LLVM::GlobalOp>(other) && other->getAttr(contentName) == content)
      return {name, true};
    name = (stem + "_" + Twine(i)).str();
  }
}

FlatSymbolRefAttr snow::detail::getStringGlobal(OpBuilder &builder,
                                                Operation *from, StringRef text,
                                                SnowRTToLLVMState &state) {
  auto module = from->getParentOfType<ModuleOp>();
  // A readable part and a hash.
  std::string stem = "__string_";
  for (char c : text.take_front(16))
    stem += llvm::isAlnum(c) ? c : '_';
  stem += "_" + llvm::utohexstr(llvm::xxh3_64bits(text));
  auto content = builder.getStringAttr(text);
  ObjectName found = findName(module, state, stem, content);
  if (!found.exists) {
    ObjectBuilder object(builder, module.getLoc());
    object.setSize(int64_t(sizeof(snow_string) + text.size()));
    object.addWord(int64_t(text.size()));
    // The byte behind the text is for C callers that take a null-ended string.
    object.addBytes(builder.getStringAttr((text + StringRef("\0", 1)).str()));
    createGlobal(builder, module, state, found.name, object.getType(), 16,
                 [&] { return object.build(); });
    state.lookupSymbol(module, found.name)->setAttr(contentName, content);
  }
  return FlatSymbolRefAttr::get(builder.getContext(), found.name);
}

FlatSymbolRefAttr snow::detail::getObjectGlobal(OpBuilder &builder,
                                                Operation *from,
                                                Attribute content,
                                                SnowRTToLLVMState &state) {
  auto module = from->getParentOfType<ModuleOp>();
  std::string text;
  llvm::raw_string_ostream(text) << content;
  std::string stem = "__object_" + llvm::utohexstr(llvm::xxh3_64bits(text));
  ObjectName found = findName(module, state, stem, content);
  auto symbol = FlatSymbolRefAttr::get(builder.getContext(), found.name);
  if (found.exists)
    return symbol;

  ObjectBuilder object(builder, module.getLoc());
  auto list = dyn_cast<DictionaryAttr>(content);
  auto words = list ? list.getAs<ArrayAttr>("list") : cast<ArrayAttr>(content);
  size_t size = 8 * words.size();
  if (list) {
    static_assert(offsetof(snow_list, length) == 0 &&
                  offsetof(snow_list, data) == 8 &&
                  offsetof(snow_list, owner) == 16 &&
                  offsetof(snow_list, capacity) == 24);
    size += offsetof(snow_list, words);
    object.addWord(int64_t(words.size()));
    object.addAddress(symbol, headerSize + offsetof(snow_list, words));
    object.addNull();
    object.addWord(int64_t(words.size()));
  }
  object.setSize(int64_t(size));
  for (Attribute word : words) {
    if (auto number = dyn_cast<IntegerAttr>(word))
      object.addWord(number.getInt());
    else if (auto text = dyn_cast<StringAttr>(word))
      object.addAddress(getStringGlobal(builder, from, text, state),
                        headerSize);
    else if (auto function = dyn_cast<FlatSymbolRefAttr>(word))
      object.addAddress(function, 0);
    else
      object.addAddress(getObjectGlobal(builder, from, word, state),
                        headerSize);
  }
  createGlobal(builder, module, state, found.name, object.getType(), 16,
               [&] { return object.build(); });
  state.lookupSymbol(module, found.name)->setAttr(contentName, content);
  return symbol;
}
