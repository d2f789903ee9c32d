//===- ListPatterns.cpp - Appending in place --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Appending to a list that nothing else holds and that has room is two stores:
// the function made here does them, and leaves everything else to the runtime.
// It is always inlined.
//
//===----------------------------------------------------------------------===//

#include "PatternDetail.h"
#include "mlir/IR/BuiltinOps.h"

using namespace mlir;
using namespace snow;
using namespace snow::detail;

namespace {
/// Builds the body of the appending function.
class AppendBuilder {
public:
  AppendBuilder(OpBuilder &builder, Location loc)
      : builder(builder), loc(loc),
        ptr(LLVM::LLVMPointerType::get(builder.getContext())),
        word(builder.getI64Type()) {}

  void build(LLVM::LLVMFuncOp function, LLVM::LLVMFuncOp slow,
             bool isConditional);

private:
  Value address(Value base, int32_t offset) {
    return LLVM::GEPOp::create(builder, loc, ptr, builder.getI8Type(), base,
                               ArrayRef<LLVM::GEPArg>{offset},
                               LLVM::GEPNoWrapFlags::inbounds);
  }
  Value wordAt(Value base, Value index) {
    return LLVM::GEPOp::create(builder, loc, ptr, word, base,
                               ArrayRef<LLVM::GEPArg>{index},
                               LLVM::GEPNoWrapFlags::inbounds);
  }
  Value integer(int64_t value) {
    return LLVM::ConstantOp::create(builder, loc, word,
                                    builder.getI64IntegerAttr(value));
  }
  Value load(Type type, Value base, int32_t offset) {
    return LLVM::LoadOp::create(builder, loc, type, address(base, offset), 8);
  }

  OpBuilder &builder;
  Location loc;
  Type ptr, word;
};
} // namespace

void AppendBuilder::build(LLVM::LLVMFuncOp function, LLVM::LLVMFuncOp slow,
                          bool isConditional) {
  Region &body = function.getBody();
  ArrayRef<Type> params = function.getFunctionType().getParams();
  SmallVector<Location> locs(params.size(), loc);
  Block *entry = builder.createBlock(&body, {}, params, locs);
  Block *look = builder.createBlock(&body);
  Block *store = builder.createBlock(&body);
  Block *call = builder.createBlock(&body);
  Value list = entry->getArgument(1);
  Value condition = isConditional ? Value(entry->getArgument(3)) : Value();
  // Rooms grow by doubling.
  auto mostly = std::make_pair(uint32_t(16), uint32_t(1));

  builder.setInsertionPointToEnd(entry);
  constexpr auto count =
      int32_t(offsetof(snow_header, count)) - int32_t(sizeof(snow_header));
  // Monotonic: another process may count a shared object at the same time, but
  // a count of 1 is this process's own.
  auto references =
      LLVM::LoadOp::create(builder, loc, word, address(list, count), 8);
  references.setOrdering(LLVM::AtomicOrdering::monotonic);
  Value isUnique = LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq,
                                        references, integer(1));
  LLVM::CondBrOp::create(builder, loc, isUnique, look, ValueRange(), call,
                         ValueRange(), mostly);

  builder.setInsertionPointToEnd(look);
  Value owner = load(ptr, list, offsetof(snow_list, owner));
  Value isWhole =
      LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::eq, owner,
                           LLVM::ZeroOp::create(builder, loc, ptr));
  Value length = load(word, list, offsetof(snow_list, length));
  Value place = wordAt(load(ptr, list, offsetof(snow_list, data)), length);
  Value end = wordAt(address(list, offsetof(snow_list, words)),
                     load(word, list, offsetof(snow_list, capacity)));
  Value hasRoom =
      LLVM::ICmpOp::create(builder, loc, LLVM::ICmpPredicate::ult, place, end);
  Value fits = LLVM::AndOp::create(builder, loc, isWhole, hasRoom);
  LLVM::CondBrOp::create(builder, loc, fits, store, ValueRange(), call,
                         ValueRange(), mostly);

  builder.setInsertionPointToEnd(store);
  LLVM::StoreOp::create(builder, loc, entry->getArgument(2), place, 8);
  // What lies behind the end is nobody's, so it may be written anyway.
  Value added = isConditional
                    ? LLVM::ZExtOp::create(builder, loc, word, condition)
                    : integer(1);
  Value longer = LLVM::AddOp::create(builder, loc, length, added);
  LLVM::StoreOp::create(builder, loc, longer,
                        address(list, offsetof(snow_list, length)), 8);
  LLVM::ReturnOp::create(builder, loc, list);

  builder.setInsertionPointToEnd(call);
  if (isConditional) {
    Block *keep = builder.createBlock(&body);
    LLVM::ReturnOp::create(builder, loc, list);
    Block *grow = builder.createBlock(&body);
    builder.setInsertionPointToEnd(call);
    LLVM::CondBrOp::create(builder, loc, condition, grow, keep);
    builder.setInsertionPointToEnd(grow);
  }
  auto grown = LLVM::CallOp::create(builder, loc, slow,
                                    entry->getArguments().take_front(3));
  LLVM::ReturnOp::create(builder, loc, grown.getResult());
}

void snow::detail::buildAppendBody(OpBuilder &builder,
                                   LLVM::LLVMFuncOp function,
                                   LLVM::LLVMFuncOp slow, bool isConditional) {
  AppendBuilder(builder, function.getLoc())
      .build(function, slow, isConditional);
}

namespace {
struct ListAppendPattern : SnowRTPattern<snowrt::ListAppendOp> {
  using SnowRTPattern::SnowRTPattern;

  LogicalResult
  matchAndRewrite(snowrt::ListAppendOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    StringRef name = appendName;
    auto module = op->getParentOfType<ModuleOp>();
    FailureOr<LLVM::LLVMFuncOp> slow = declareRuntimeFunction(
        rewriter, op, abi::getFunction(abi::Entry::list_append), state);
    if (failed(slow))
      return decline(rewriter, op,
                     "the module has another symbol @snow_list_append");
    LLVM::LLVMFunctionType type = slow->getFunctionType();
    auto function =
        dyn_cast_or_null<LLVM::LLVMFuncOp>(state.lookupSymbol(module, name));
    if (!function) {
      if (state.lookupSymbol(module, name))
        return decline(rewriter, op,
                       "the module has another symbol @__list_append");
      OpBuilder::InsertionGuard guard(rewriter);
      rewriter.setInsertionPointToEnd(module.getBody());
      function = LLVM::LLVMFuncOp::create(rewriter, module.getLoc(), name, type,
                                          LLVM::Linkage::Private);
      state.addSymbol(module, function);
      function.setAlwaysInline(true);
      buildAppendBody(rewriter, function, *slow, /*isConditional=*/false);
    }
    if (function.getFunctionType() != type)
      return decline(rewriter, op,
                     "the module has another symbol @__list_append");
    rewriter.replaceOpWithNewOp<LLVM::CallOp>(op, function,
                                              adaptor.getOperands());
    return success();
  }
};
} // namespace

void snow::populateSnowRTListToLLVMPatterns(const LLVMTypeConverter &converter,
                                            RewritePatternSet &patterns,
                                            SnowRTToLLVMState &state) {
  patterns.add<ListAppendPattern>(converter, patterns.getContext(), state);
}
