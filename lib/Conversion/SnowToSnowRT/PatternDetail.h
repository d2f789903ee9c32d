//===- PatternDetail.h - What the pattern files share -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_CONVERSION_SNOWTOSNOWRT_PATTERNDETAIL_H
#define SNOW_LIB_CONVERSION_SNOWTOSNOWRT_PATTERNDETAIL_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "snow/Conversion/SnowToSnowRT.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/SnowRT/IR/SnowRTOps.h"
#include "snow/Runtime/ABI/Runtime.h"

namespace snow::detail {

/// A pattern that can say why it declines.
template <typename Op>
class SnowPattern : public mlir::OpConversionPattern<Op> {
public:
  SnowPattern(const SnowToSnowRTTypeConverter &converter,
              mlir::MLIRContext *context, SnowToSnowRTState &state)
      : mlir::OpConversionPattern<Op>(converter, context), state(state) {
    this->setDebugName(Op::getOperationName());
  }

protected:
  mlir::LogicalResult decline(mlir::RewriterBase &rewriter, Op op,
                              const llvm::Twine &reason) const {
    return declined(state.log, rewriter, op, reason);
  }

  /// The type of a value after the conversion.
  mlir::Type convert(mlir::Type type) const {
    return this->getTypeConverter()->convertType(type);
  }

  SnowToSnowRTState &state;
};

/// Builds snow_rt code at one location.
class Emitter {
public:
  Emitter(mlir::OpBuilder &builder, mlir::Location loc)
      : builder(builder), loc(loc) {}

  mlir::Type ptrType() const {
    return snowrt::PtrType::get(builder.getContext());
  }
  mlir::Type wordType() const { return builder.getI64Type(); }
  mlir::Type byteType() const { return builder.getI8Type(); }

  mlir::Value integer(int64_t value, unsigned width = 64) {
    return mlir::arith::ConstantIntOp::create(builder, loc, value, width);
  }
  mlir::Value null() { return snowrt::NullOp::create(builder, loc, ptrType()); }
  mlir::Value string(llvm::StringRef text) {
    return snowrt::StringOp::create(builder, loc, ptrType(), text);
  }
  mlir::Value function(llvm::StringRef name) {
    return snowrt::FunctionOp::create(builder, loc, ptrType(), name);
  }
  /// The run-time description of a snow type.
  mlir::Value typeInfo(mlir::Type type) {
    return snowrt::TypeInfoOp::create(builder, loc, ptrType(), type);
  }
  mlir::Value frame(int64_t bytes) {
    // An empty buffer still needs an address.
    return snowrt::FrameAllocOp::create(builder, loc, ptrType(),
                                        uint64_t(bytes ? bytes : 8));
  }
  mlir::Value offset(mlir::Value address, int64_t bytes) {
    return snowrt::OffsetOp::create(builder, loc, ptrType(), address,
                                    uint64_t(bytes));
  }
  mlir::Value load(mlir::Type type, mlir::Value address, int64_t at) {
    return snowrt::LoadOp::create(builder, loc, type, address, uint64_t(at));
  }
  void store(mlir::Value value, mlir::Value address, int64_t at) {
    snowrt::StoreOp::create(builder, loc, value, address, uint64_t(at));
  }
  /// Address and length of a String object's bytes.
  mlir::Value stringBytes(mlir::Value string) {
    return offset(string, sizeof(snow_string));
  }
  mlir::Value stringLength(mlir::Value string) {
    return load(wordType(), string, offsetof(snow_string, length));
  }
  /// The address of a constant object; see `snow_rt.static`.
  mlir::Value staticObject(mlir::Attribute object) {
    return snowrt::StaticOp::create(builder, loc, ptrType(), object);
  }
  /// A new object of these words, with a first one in front of them if given.
  mlir::Value object(mlir::ValueRange values,
                     std::optional<int64_t> first = std::nullopt);
  /// An ABI truth value as an i1, and back.
  mlir::Value toBool(mlir::Value byte);
  mlir::Value toByte(mlir::Value boolean);

  /// A converted value as a 64-bit word, and back.
  mlir::Value toWord(mlir::Value value);
  mlir::Value fromWord(mlir::Value word, mlir::Type type);

  /// Stores the values as consecutive words in the frame: the layout of a
  /// tuple's fields. Returns the address.
  mlir::Value wordsInFrame(mlir::ValueRange values);
  void storeWords(mlir::ValueRange values, mlir::Value address);
  /// Loads consecutive words as values of the converted types.
  llvm::SmallVector<mlir::Value> loadWords(mlir::Value address,
                                           mlir::TypeRange types);

  /// Adds a reference to a converted value, or drops it, if values of the snow
  /// type are counted.
  void retain(mlir::Value value, mlir::Type type);
  void release(mlir::Value value, mlir::Type type);
  /// The fields of an owned tuple object, as values of the converted types that
  /// are owned in its place.
  llvm::SmallVector<mlir::Value> takeFields(mlir::Value tuple,
                                            mlir::TupleType type,
                                            mlir::TypeRange converted);
  /// Has calls from here on release the object when they unwind.
  void cleanup(mlir::Value object, mlir::Type type);

  /// Notes the source location for a call that may panic.
  void setLocation();
  /// Ends the block with a panic of that message at the source location.
  void panic(mlir::Value message);

  mlir::OpBuilder &builder;
  mlir::Location loc;
};

/// A pattern that only builds a value: `mlir::Value build(Emitter &, Op,
/// Op::Adaptor)`.
template <auto Build> struct BuildPattern;
template <typename Op, typename Adaptor,
          mlir::Value (*Build)(Emitter &, Op, Adaptor)>
struct BuildPattern<Build> : SnowPattern<Op> {
  using SnowPattern<Op>::SnowPattern;

  mlir::LogicalResult
  matchAndRewrite(Op op, Adaptor adaptor,
                  mlir::ConversionPatternRewriter &rewriter) const override {
    Emitter emit(rewriter, op.getLoc());
    rewriter.replaceOp(op, Build(emit, op, adaptor));
    return mlir::success();
  }
};

/// A term in memory.
struct Bytes {
  mlir::Value address, size;
};

/// Encodes a value of a snow type as a term, with `reserve` free bytes in front
/// of it; the address is that of the free bytes, the size includes them.
Bytes encodeTerm(Emitter &emit, mlir::Type type, mlir::Value word,
                 int64_t reserve);

/// Encodes arguments as one tuple term.
Bytes encodeArgs(Emitter &emit, mlir::TypeRange types, mlir::ValueRange values,
                 int64_t reserve);

/// The word of a converted value as an attribute of `snow_rt.static`, null if
/// it is not a constant.
mlir::Attribute getConstantWord(mlir::Value value);
/// The words of converted values, null if one is not a constant.
mlir::ArrayAttr getConstantWords(mlir::MLIRContext *context,
                                 mlir::ValueRange values,
                                 std::optional<int64_t> first = std::nullopt);

/// Whether the block that an operation stands in may be split: its region may
/// have several blocks. The reason if not.
bool canSplitBlock(mlir::Operation *op);
inline constexpr llvm::StringLiteral
    cannotSplitBlock("it becomes several blocks, which structured control flow "
                     "cannot hold; run convert-scf-to-cf before");

/// Ends the block in front of the operation with a branch that goes on at the
/// operation if the condition holds, else to a block that `panic` fills and
/// ends. The rewriter then stands in front of the operation.
void branchToPanicUnless(mlir::ConversionPatternRewriter &rewriter,
                         mlir::Operation *op, mlir::Value condition,
                         llvm::function_ref<void(Emitter &)> panic);

/// -1, 0 or 1. False comes before true.
mlir::Value compareIntegers(Emitter &emit, mlir::Value lhs, mlir::Value rhs);

/// Whether two Strings are equal, as an i1, without a call; null if neither is
/// a short literal. Splits the block in front of the operation, where the
/// rewriter then stands.
mlir::Value equalsLiteral(mlir::ConversionPatternRewriter &rewriter,
                          mlir::Operation *op, mlir::Value lhs,
                          mlir::Value rhs);

/// The order of two Strings in the same way; null if neither is a literal of
/// one byte.
mlir::Value compareWithLiteral(mlir::ConversionPatternRewriter &rewriter,
                               mlir::Operation *op, mlir::Value lhs,
                               mlir::Value rhs);

/// Where the process's state is, in the function that a continuation has
/// become; null in others.
mlir::Value getFrame(mlir::Operation *op, const SnowToSnowRTState &state);

/// Whether the arms of a receive, all of one type, accept every value of it
/// between them. Such a message can be taken before they look at it, unless one
/// of them may panic: what it looks at belongs to the mailbox.
bool acceptsFirstType(ReceiveOp op, const SnowToSnowRTState &state);

/// Ends the block with what a continuation does when a receive in it has to
/// wait: it stores the values in the frame, and returns to the runtime. Control
/// goes to `late`, if given, when the time limit has passed.
void suspend(Emitter &emit, mlir::Operation *receive, mlir::ValueRange kept,
             mlir::Value frame, mlir::Value timeout, mlir::Block *late);

/// The same, without a call, where the runtime has just said that there is no
/// message and nothing else to be done, and there is no time limit.
void park(Emitter &emit, mlir::Operation *receive, mlir::ValueRange kept,
          mlir::Value frame);

/// Makes the function of that name in the module by `build`, unless it is there
/// already. Its types are converted ones. Fails, with the reason kept for
/// `from`, if the name stands for something else.
mlir::LogicalResult getOrCreateFunction(
    SnowToSnowRTState &state, mlir::ConversionPatternRewriter &rewriter,
    mlir::Operation *from, const llvm::Twine &name, mlir::FunctionType type,
    llvm::function_ref<void(mlir::Block *)> build);

/// A part of a generated name that tells a snow type, or its machine type if it
/// is not counted: functions for equal machine types can be shared then.
std::string mangle(mlir::Type type);

} // namespace snow::detail

#endif // SNOW_LIB_CONVERSION_SNOWTOSNOWRT_PATTERNDETAIL_H
