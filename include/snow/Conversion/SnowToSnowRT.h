//===- SnowToSnowRT.h - From snow to snow_rt --------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_CONVERSION_SNOWTOSNOWRT_H
#define SNOW_CONVERSION_SNOWTOSNOWRT_H

#include "mlir/Transforms/DialectConversion.h"
#include "snow/Conversion/ConversionSupport.h"
#include "llvm/ADT/StringSet.h"

namespace snow {

/// Int, Float and Bool stay; a process is an i64, unit an i64 of value 0, and
/// every other snow value an address.
class SnowToSnowRTTypeConverter : public mlir::TypeConverter {
public:
  explicit SnowToSnowRTTypeConverter(mlir::MLIRContext *context);
};

/// What patterns keep for the whole conversion of a module.
struct SnowToSnowRTState {
  /// Notes what the conversion makes unreadable.
  explicit SnowToSnowRTState(mlir::ModuleOp module);

  /// The results of a function as snow types.
  llvm::ArrayRef<mlir::Type> getResultTypes(llvm::StringRef function) const;
  /// How many words a process of the continuation's actor keeps at most, none
  /// if the symbol is no continuation.
  std::optional<unsigned> getStateWords(llvm::StringRef continuation) const;

  /// Whether an object of that snow type refers to no other object.
  bool holdsNothing(mlir::Type type) const;

  /// The number of variants that a test of a value tells apart; 1 of types that
  /// have none.
  unsigned getVariantCount(mlir::Type type) const;

  /// The symbol of that name in the module, null if there is none. Functions
  /// that patterns create must be added: a module may have tens of thousands,
  /// so they are found through an index.
  mlir::Operation *lookupSymbol(llvm::StringRef name) const {
    return symbols.lookup(name);
  }
  void addSymbol(mlir::Operation *op);

  DeclineLog log;
  llvm::StringMap<mlir::FunctionType> signatures;
  llvm::StringMap<unsigned> stateWords;

private:
  llvm::StringMap<mlir::Operation *> symbols;
  /// Names of declared types of which no value refers to an object.
  llvm::StringSet<> plainTypes;
  llvm::StringMap<unsigned> variantCounts;
};

// One group of patterns per kind of operation; a pass may leave out or replace
// a group. The state must outlive the patterns' use.
using SnowPatternGroup = void(const SnowToSnowRTTypeConverter &converter,
                              mlir::RewritePatternSet &patterns,
                              SnowToSnowRTState &state);

SnowPatternGroup populateSnowProgramToSnowRTPatterns; ///< actors, ends, checks
SnowPatternGroup populateSnowProcessToSnowRTPatterns; ///< spawn, send, links
SnowPatternGroup populateSnowReceiveToSnowRTPatterns; ///< selective receive
SnowPatternGroup populateSnowContinuationToSnowRTPatterns; ///< cut actors
SnowPatternGroup populateSnowServiceToSnowRTPatterns; ///< requests, replies
SnowPatternGroup populateSnowSupervisorToSnowRTPatterns;
SnowPatternGroup populateSnowNodeToSnowRTPatterns;
SnowPatternGroup populateSnowJobToSnowRTPatterns;
SnowPatternGroup populateSnowWsToSnowRTPatterns;
SnowPatternGroup populateSnowValueToSnowRTPatterns; ///< strings, lists, ...
SnowPatternGroup populateSnowDataToSnowRTPatterns;  ///< tuples, sums, Any, ...
SnowPatternGroup populateSnowTypeToSnowRTPatterns;  ///< declared types
SnowPatternGroup populateSnowLibraryToSnowRTPatterns;   ///< library, globals
SnowPatternGroup populateSnowOwnershipToSnowRTPatterns; ///< cleanups
SnowPatternGroup populateSnowFunctionValueToSnowRTPatterns; ///< closures

/// All groups, and the type conversion of functions, calls and branches.
SnowPatternGroup populateSnowToSnowRTPatterns;

/// snow is illegal; functions, calls and branches are legal once their types
/// are.
void configureSnowToSnowRTLegality(mlir::ConversionTarget &target,
                                   const SnowToSnowRTTypeConverter &converter);

} // namespace snow

#endif // SNOW_CONVERSION_SNOWTOSNOWRT_H
