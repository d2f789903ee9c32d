//===- OwnedValues.h - Which values a body owns, and where ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The analysis behind snow-insert-ownership. A body is the region of a
// function, an actor or a handler, or the region of a `snow.receive` arm, whose
// values from outside are borrowed for as long as it runs.
//
// A borrowed value keeps the values that it is part of alive: a use of it is a
// use of them. Where that would make a reference be counted that could move
// instead, the borrowed value is kept: it gets a reference of its own where it
// is defined, and what it came from may go.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_TRANSFORMS_OWNEDVALUES_H
#define SNOW_LIB_DIALECT_SNOW_TRANSFORMS_OWNEDVALUES_H

#include "mlir/IR/Region.h"
#include "snow/Dialect/Snow/IR/Ownership.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace snow {

/// Reports the first operation with a region that is not a control-flow graph:
/// its edges, on which values may die, have no place for a release.
llvm::LogicalResult requireGraph(mlir::Operation *root);

class OwnedValues {
public:
  using Id = unsigned;
  using Set = llvm::BitVector;
  using Consumes = llvm::function_ref<bool(mlir::OpOperand &)>;

  /// What one operation does with the values it uses.
  struct Uses {
    /// How many references the operation takes over, of owned values.
    llvm::SmallVector<std::pair<Id, unsigned>> consumed;
    /// Borrowed values of which it takes over a reference, one entry for each.
    llvm::SmallVector<mlir::Value> copied;
    /// Owned values that have to live until the operation is done.
    llvm::SmallVector<Id> needed;

    unsigned getConsumed(Id id) const;
    bool needs(Id id) const { return llvm::is_contained(needed, id); }
  };

  /// Analyses a body. `isOwnedArg` tells of the arguments of its entry whether
  /// they are owned; `consumes` of operands that other than the terminators'
  /// successor operands whether the operation takes them over.
  OwnedValues(mlir::Region &region,
              llvm::function_ref<bool(mlir::BlockArgument)> isOwnedArg,
              Consumes consumes);

  mlir::Value getValue(Id id) const { return values[id].value; }
  unsigned size() const { return values.size(); }

  /// The values that are owned: those that come with a reference, and those
  /// that are kept.
  bool isOwned(Id id) const {
    return values[id].kind != Kind::Borrowed || values[id].isKept;
  }
  /// The value's number if it is owned.
  std::optional<Id> lookupOwned(mlir::Value value) const;
  bool isTracked(mlir::Value value) const { return ids.contains(value); }
  /// Sets what a use of the value keeps alive: itself, or what it is part of.
  void addUse(mlir::Value value, Set &live) const;
  /// Whether the value is borrowed and gets a reference where it is defined.
  bool isKept(mlir::Value value) const;

  const Set &getLiveIn(mlir::Block *block) const {
    return liveIn.find(block)->second;
  }
  /// What is live behind the terminator: at the start of any successor.
  Set getLiveOut(mlir::Block *block) const;

  /// The uses of an operation, without the operands that a branch forwards.
  Uses getUses(mlir::Operation *op) const;
  /// The values that a terminator forwards to a successor.
  mlir::OperandRange getForwarded(mlir::Operation *terminator,
                                  unsigned successor) const;

private:
  enum class Kind { Owned, Borrowed };
  struct Info {
    mlir::Value value;
    Kind kind;
    bool isKept = false;
    /// Of a borrowed value: what it is part of. None: alive all the time.
    llvm::SmallVector<Id, 1> sources;
  };

  void number(mlir::Value value, Kind kind, llvm::ArrayRef<Id> sources = {});
  void numberResults(mlir::Operation *op);
  /// Visits the tracked operands, those of nested regions included, with
  /// whether they are consumed and whether a branch forwards them.
  void
  forEachUse(mlir::Operation *op,
             llvm::function_ref<void(Id, bool isConsumed, bool isForwarded)>
                 visit) const;
  /// Sets the value, and if `extend` what it borrows from.
  void setLive(Set &live, Id id, bool extend) const;
  bool hasMortalSource(Id id) const;
  llvm::DenseMap<mlir::Block *, Set> computeLiveness(bool extend) const;
  void stepBackward(mlir::Operation *op, Set &live, bool extend) const;
  bool keepWhatOutlives();

  mlir::Region &region;
  Consumes consumes;
  llvm::SmallVector<Info> values;
  llvm::DenseMap<mlir::Value, Id> ids;
  llvm::DenseMap<mlir::Block *, Set> liveIn;
};

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_TRANSFORMS_OWNEDVALUES_H
