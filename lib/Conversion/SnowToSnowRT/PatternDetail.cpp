//===- PatternDetail.cpp - What the pattern files share ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/xxhash.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

//===----------------------------------------------------------------------===//
// Words
//===----------------------------------------------------------------------===//

Value Emitter::toBool(Value byte) {
  return arith::CmpIOp::create(builder, loc, arith::CmpIPredicate::ne, byte,
                               integer(0, 8));
}

Value Emitter::toByte(Value boolean) {
  return arith::ExtUIOp::create(builder, loc, byteType(), boolean);
}

Value Emitter::toWord(Value value) {
  Type type = value.getType();
  if (type.isF64())
    return arith::BitcastOp::create(builder, loc, wordType(), value);
  if (type.isInteger(1))
    return arith::ExtUIOp::create(builder, loc, wordType(), value);
  if (isa<snowrt::PtrType>(type))
    return snowrt::PtrToWordOp::create(builder, loc, wordType(), value);
  return value;
}

Value Emitter::fromWord(Value word, Type type) {
  if (type.isF64())
    return arith::BitcastOp::create(builder, loc, type, word);
  if (type.isInteger(1))
    return arith::TruncIOp::create(builder, loc, type, word);
  if (isa<snowrt::PtrType>(type))
    return snowrt::WordToPtrOp::create(builder, loc, type, word);
  return word;
}

Value Emitter::wordsInFrame(ValueRange values) {
  Value address = frame(8 * values.size());
  storeWords(values, address);
  return address;
}

void Emitter::storeWords(ValueRange values, Value address) {
  for (auto [index, value] : llvm::enumerate(values))
    store(toWord(value), address, 8 * index);
}

SmallVector<Value> Emitter::loadWords(Value address, TypeRange types) {
  SmallVector<Value> values;
  for (auto [index, type] : llvm::enumerate(types))
    values.push_back(fromWord(load(wordType(), address, 8 * index), type));
  return values;
}

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

void Emitter::retain(Value value, Type type) {
  if (isCountedType(type))
    snowrt::RetainOp::create(builder, loc, value);
}

void Emitter::release(Value value, Type type) {
  if (isCountedType(type))
    snowrt::ReleaseOp::create(builder, loc, value, typeInfo(type));
}

SmallVector<Value> Emitter::takeFields(Value tuple, TupleType type,
                                       TypeRange converted) {
  SmallVector<Value> fields = loadWords(tuple, converted);
  for (auto [field, fieldType] : llvm::zip_equal(fields, type.getTypes()))
    retain(field, fieldType);
  release(tuple, type);
  return fields;
}

void Emitter::cleanup(Value object, Type type) {
  snowrt::CleanupOp::create(builder, loc, object, typeInfo(type));
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

Attribute snow::detail::getConstantWord(Value value) {
  Builder builder(value.getContext());
  Operation *op = value.getDefiningOp();
  if (!op)
    return {};
  return llvm::TypeSwitch<Operation *, Attribute>(op)
      .Case<arith::ConstantOp>([&](arith::ConstantOp constant) -> Attribute {
        if (auto number = dyn_cast<FloatAttr>(constant.getValue()))
          return builder.getI64IntegerAttr(
              number.getValue().bitcastToAPInt().getSExtValue());
        auto number = dyn_cast<IntegerAttr>(constant.getValue());
        if (!number)
          return {};
        return builder.getI64IntegerAttr(
            number.getType().isInteger(1)
                ? int64_t(number.getValue().getZExtValue())
                : number.getInt());
      })
      .Case<snowrt::StringOp>([](auto string) { return string.getValueAttr(); })
      .Case<snowrt::StaticOp>([](auto object) { return object.getObject(); })
      .Default([](Operation *) { return Attribute(); });
}

ArrayAttr snow::detail::getConstantWords(MLIRContext *context,
                                         ValueRange values,
                                         std::optional<int64_t> first) {
  SmallVector<Attribute> words;
  if (first)
    words.push_back(Builder(context).getI64IntegerAttr(*first));
  for (Value value : values) {
    words.push_back(getConstantWord(value));
    if (!words.back())
      return {};
  }
  return ArrayAttr::get(context, words);
}

Value Emitter::object(ValueRange values, std::optional<int64_t> first) {
  if (ArrayAttr words = getConstantWords(builder.getContext(), values, first))
    return staticObject(words);
  size_t offset = first ? 8 : 0;
  Value object = snowrt::AllocOp::create(builder, loc, ptrType(),
                                         integer(offset + 8 * values.size()));
  if (first)
    store(integer(*first), object, 0);
  for (auto [index, value] : llvm::enumerate(values))
    store(toWord(value), object, offset + 8 * index);
  return object;
}

//===----------------------------------------------------------------------===//
// Locations
//===----------------------------------------------------------------------===//

void Emitter::setLocation() {
  std::string text = describeLocation(loc);
  if (!text.empty())
    snowrt::SetLocationOp::create(builder, loc, text);
}

void Emitter::panic(Value message) {
  std::string text = describeLocation(loc);
  snowrt::PanicOp::create(builder, loc, message,
                          text.empty() ? null() : string(text));
  snowrt::UnreachableOp::create(builder, loc);
}

//===----------------------------------------------------------------------===//
// Terms
//===----------------------------------------------------------------------===//

Bytes snow::detail::encodeTerm(Emitter &emit, Type type, Value word,
                               int64_t reserve) {
  Value size = emit.frame(8);
  Value address = snowrt::TermEncodeOp::create(
      emit.builder, emit.loc, emit.ptrType(), emit.typeInfo(type), word,
      emit.integer(reserve), size);
  Value length = emit.load(emit.wordType(), size, 0);
  if (reserve != 0)
    length = arith::AddIOp::create(emit.builder, emit.loc, length,
                                   emit.integer(reserve));
  return {address, length};
}

Bytes snow::detail::encodeArgs(Emitter &emit, TypeRange types,
                               ValueRange values, int64_t reserve) {
  // A tuple value is the address of its fields' words, so a tuple in the frame
  // does for the encoder.
  Value tuple = emit.wordsInFrame(values);
  Type type = TupleType::get(emit.builder.getContext(), types);
  return encodeTerm(emit, type, emit.toWord(tuple), reserve);
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

bool snow::detail::canSplitBlock(Operation *op) {
  // An arm's region becomes part of the function.
  return isa<FunctionOpInterface, ReceiveOp>(op->getParentOp());
}

void snow::detail::branchToPanicUnless(ConversionPatternRewriter &rewriter,
                                       Operation *op, Value condition,
                                       function_ref<void(Emitter &)> panic) {
  Emitter emit(rewriter, op->getLoc());
  Block *here = op->getBlock();
  Block *good = rewriter.splitBlock(here, op->getIterator());
  Block *bad = rewriter.createBlock(here->getParent(), good->getIterator());
  panic(emit);
  rewriter.setInsertionPointToEnd(here);
  cf::CondBranchOp::create(rewriter, op->getLoc(), condition, good, bad);
  rewriter.setInsertionPoint(op);
}

//===----------------------------------------------------------------------===//
// Generated functions
//===----------------------------------------------------------------------===//

LogicalResult snow::detail::getOrCreateFunction(
    SnowToSnowRTState &state, ConversionPatternRewriter &rewriter,
    Operation *from, const Twine &name, FunctionType type,
    function_ref<void(Block *)> build) {
  auto module = from->getParentOfType<ModuleOp>();
  std::string text = name.str();
  if (Operation *symbol = state.lookupSymbol(text)) {
    auto function = dyn_cast<func::FuncOp>(symbol);
    if (function && function.getFunctionType() == type &&
        !function.isExternal())
      return success();
    return declined(state.log, rewriter, from,
                    "it needs the name @" + text +
                        ", which the module has for something else");
  }
  OpBuilder::InsertionGuard guard(rewriter);
  rewriter.setInsertionPointToEnd(module.getBody());
  auto function = func::FuncOp::create(rewriter, from->getLoc(), text, type);
  function.setPrivate();
  state.addSymbol(function);
  SmallVector<Location> locs(type.getNumInputs(), from->getLoc());
  Block *entry =
      rewriter.createBlock(&function.getBody(), {}, type.getInputs(), locs);
  build(entry);
  return success();
}

std::string snow::detail::mangle(Type type) {
  if (type.isF64())
    return "f64";
  if (type.isInteger(1))
    return "i1";
  if (!isCountedType(type))
    return "i64";
  std::string text;
  llvm::raw_string_ostream(text) << type;
  std::string hash = llvm::utohexstr(llvm::xxh3_64bits(text));
  for (char &c : text)
    if (!llvm::isAlnum(c))
      c = '_';
  return text + "_" + hash;
}

Value snow::detail::compareIntegers(Emitter &emit, Value lhs, Value rhs) {
  bool isTruth = lhs.getType().isInteger(1);
  auto is = [&](arith::CmpIPredicate predicate) -> Value {
    Value truth =
        arith::CmpIOp::create(emit.builder, emit.loc, predicate, lhs, rhs);
    return arith::ExtUIOp::create(emit.builder, emit.loc, emit.wordType(),
                                  truth);
  };
  using arith::CmpIPredicate;
  Value greater = is(isTruth ? CmpIPredicate::ugt : CmpIPredicate::sgt);
  Value less = is(isTruth ? CmpIPredicate::ult : CmpIPredicate::slt);
  return arith::SubIOp::create(emit.builder, emit.loc, greater, less);
}
