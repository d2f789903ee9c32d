//===- StringPatterns.cpp - Comparing texts ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A program that goes through a text by its characters compares Strings of one
// byte with literals. That is done here by loads and comparisons of numbers,
// which LLVM joins: a `case` over characters becomes a switch.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

/// Longer literals are compared by the runtime.
static constexpr size_t maxInlined = 16;

/// The literal that a converted value is.
static std::optional<StringRef> getLiteral(Value text) {
  if (auto literal = text.getDefiningOp<snowrt::StringOp>())
    return literal.getValue();
  return std::nullopt;
}

namespace {
/// Some bytes of a literal that are compared as one number.
struct Chunk {
  size_t at, size;
};
} // namespace

/// The literal in at most two numbers, which may overlap.
static SmallVector<Chunk, 2> cut(size_t size) {
  size_t width = size >= 8 ? 8 : size >= 4 ? 4 : size >= 2 ? 2 : size;
  SmallVector<Chunk, 2> chunks;
  if (width)
    chunks.push_back({0, width});
  if (size > width)
    chunks.push_back({size - width, width});
  return chunks;
}

static uint64_t readNumber(StringRef bytes) {
  uint64_t number = 0;
  for (auto [index, byte] : llvm::enumerate(bytes.bytes()))
    number |= uint64_t(byte) << (8 * index);
  return number;
}

/// Whether the bytes of a String of the literal's length are the literal's.
static Value compareBytes(Emitter &emit, Value text, StringRef literal) {
  Value equal;
  for (Chunk chunk : cut(literal.size())) {
    unsigned width = 8 * chunk.size;
    Value bytes = emit.load(emit.builder.getIntegerType(width), text,
                            sizeof(snow_string) + chunk.at);
    Value expected = emit.integer(
        llvm::SignExtend64(readNumber(literal.substr(chunk.at, chunk.size)),
                           width),
        width);
    Value same = arith::CmpIOp::create(
        emit.builder, emit.loc, arith::CmpIPredicate::eq, bytes, expected);
    equal =
        equal
            ? Value(arith::AndIOp::create(emit.builder, emit.loc, equal, same))
            : same;
  }
  return equal;
}

/// Goes on at the operation with a value: `early` where the condition does not
/// hold, else what `late` makes. The rewriter then stands there.
static Value chooseAt(ConversionPatternRewriter &rewriter, Operation *op,
                      Value condition, Value early,
                      function_ref<Value(Emitter &)> late) {
  Location loc = op->getLoc();
  Block *head = rewriter.getInsertionBlock();
  Block *tail = rewriter.splitBlock(head, op->getIterator());
  Value chosen = tail->addArgument(early.getType(), loc);
  Block *middle = rewriter.createBlock(tail);
  rewriter.setInsertionPointToEnd(head);
  cf::CondBranchOp::create(rewriter, loc, condition, middle, ValueRange(), tail,
                           early);
  rewriter.setInsertionPointToEnd(middle);
  Emitter emit(rewriter, loc);
  Value value = late(emit);
  cf::BranchOp::create(rewriter, loc, tail, value);
  rewriter.setInsertionPoint(op);
  return chosen;
}

static Value isLength(Emitter &emit, Value text, arith::CmpIPredicate predicate,
                      size_t length) {
  return arith::CmpIOp::create(emit.builder, emit.loc, predicate,
                               emit.stringLength(text),
                               emit.integer(int64_t(length)));
}

Value snow::detail::equalsLiteral(ConversionPatternRewriter &rewriter,
                                  Operation *op, Value lhs, Value rhs) {
  if (getLiteral(lhs))
    std::swap(lhs, rhs);
  std::optional<StringRef> literal = getLiteral(rhs);
  if (!literal || literal->size() > maxInlined || !canSplitBlock(op))
    return {};
  Emitter emit(rewriter, op->getLoc());
  Value hasLength =
      isLength(emit, lhs, arith::CmpIPredicate::eq, literal->size());
  if (literal->empty())
    return hasLength;
  return chooseAt(
      rewriter, op, hasLength, emit.integer(0, 1),
      [&](Emitter &inner) { return compareBytes(inner, lhs, *literal); });
}

Value snow::detail::compareWithLiteral(ConversionPatternRewriter &rewriter,
                                       Operation *op, Value lhs, Value rhs) {
  bool isSwapped = getLiteral(lhs).has_value();
  if (isSwapped)
    std::swap(lhs, rhs);
  std::optional<StringRef> literal = getLiteral(rhs);
  if (!literal || literal->size() != 1 || !canSplitBlock(op))
    return {};
  Emitter emit(rewriter, op->getLoc());
  Value isFilled = isLength(emit, lhs, arith::CmpIPredicate::ne, 0);
  return chooseAt(
      rewriter, op, isFilled, emit.integer(isSwapped ? 1 : -1),
      [&](Emitter &inner) {
        // The first byte decides, and if it is the same, whether there are
        // more: as one number.
        Value byte =
            inner.load(inner.byteType(), lhs, int64_t(sizeof(snow_string)));
        auto widen = [&](Value value) -> Value {
          return arith::ExtUIOp::create(rewriter, inner.loc, inner.wordType(),
                                        value);
        };
        Value doubled = arith::ShLIOp::create(rewriter, inner.loc, widen(byte),
                                              inner.integer(1));
        Value hasMore = isLength(inner, lhs, arith::CmpIPredicate::ne, 1);
        Value rank =
            arith::OrIOp::create(rewriter, inner.loc, doubled, widen(hasMore));
        Value other = inner.integer(2 * int64_t(literal->bytes_begin()[0]));
        if (isSwapped)
          std::swap(rank, other);
        return compareIntegers(inner, rank, other);
      });
}
