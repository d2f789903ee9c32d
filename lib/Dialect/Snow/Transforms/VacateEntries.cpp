//===- VacateEntries.cpp - Values taken out to be put back ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Runs when ownership is explicit. Then a map with a count of 1 of which the
// function gives a reference away is led to by that reference alone: who does
// not name the map, or a part of it, between the reading and the putting back,
// cannot see that the entry is empty meanwhile.
//
//===----------------------------------------------------------------------===//

#include "OwnedValues.h"
#include "mlir/IR/Builders.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"
#include "snow/Dialect/Snow/Transforms/Passes.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringSwitch.h"

namespace snow {
#define GEN_PASS_DEF_SNOWVACATEENTRIES
#include "snow/Dialect/Snow/Transforms/Passes.h.inc"
} // namespace snow

using namespace mlir;
using namespace snow;

//===----------------------------------------------------------------------===//
// What is read and put
//===----------------------------------------------------------------------===//

/// Whether the call reads the value at a place of a map.
static bool readsEntry(LibraryCallOp call) {
  return llvm::StringSwitch<bool>(call.getCallee())
      .Cases({"map_get_at", "map_get_at_or", "map_value_at"}, true)
      .Default(false);
}

/// Whether the call looks at a map, but at none of its values.
static bool looksAtNoValue(LibraryCallOp call) {
  return llvm::StringSwitch<bool>(call.getCallee())
      .Cases({"map_size", "map_has_key", "map_place", "map_next", "map_key_at",
              "map_keys"},
             true)
      .Default(false);
}

/// Whether holding the only reference to the value is of use: it is given away,
/// or a part of it may be.
static bool isTakenFurther(Value value) {
  return llvm::any_of(value.getUses(), [](OpOperand &use) {
    Operation *user = use.getOwner();
    if (isa<ReleaseOp, RetainOp, CleanupOp>(user))
      return false;
    return consumesOperand(use) ||
           llvm::any_of(user->getResults(), [](OpResult result) {
             return isCountedType(result.getType()) &&
                    getResultOwnership(result).isBorrowed();
           });
  });
}

//===----------------------------------------------------------------------===//
// The ways from a reading on
//===----------------------------------------------------------------------===//

namespace {
/// Finds where the entry that has been read may be empty: from there on, each
/// way leads to where it is filled again or the map is dropped.
class Absence {
public:
  explicit Absence(LibraryCallOp read);

  /// The operations in front of which the map may give the value up; none
  /// comes after another.
  SmallVector<Operation *> findBegins();

private:
  /// What comes first from some place on.
  enum class First : uint8_t {
    Put,     ///< The entry is filled.
    Dropped, ///< The map is dropped, or the function is left by a panic.
    Seen,    ///< The map is used.
    None     ///< The block ends.
  };
  First findFirst(Block *block, Block::iterator from) const;
  First classify(Operation &op) const;
  bool mayBeSeen(Block *block, Block::iterator from) const;
  bool mayBePut(Block *block, Block::iterator from) const;
  void findSeeing();

  LibraryCallOp read;
  Value map, place;
  /// The map and what borrows from it.
  llvm::SmallSetVector<Value, 4> aliases;
  /// Blocks from whose beginning on the map may be seen.
  llvm::DenseSet<Block *> seeing;
};
} // namespace

Absence::Absence(LibraryCallOp read)
    : read(read), map(read.getArgs()[0]), place(read.getArgs()[1]) {
  aliases.insert(map);
  for (unsigned i = 0; i != aliases.size(); ++i)
    for (Operation *user : aliases[i].getUsers())
      for (OpResult result : user->getResults())
        if (isCountedType(result.getType()) &&
            getResultOwnership(result).isBorrowed())
          aliases.insert(result);
  findSeeing();
}

/// What the operation does to the map; None if nothing.
Absence::First Absence::classify(Operation &op) const {
  if (isa<CleanupOp>(op))
    return First::None;
  if (auto release = dyn_cast<ReleaseOp>(op); release)
    if (release.getValue() == map)
      return First::Dropped;
  auto isAlias = [&](Value value) { return aliases.contains(value); };
  WalkResult found = op.walk([&](Operation *inner) {
    return llvm::any_of(inner->getOperands(), isAlias) ? WalkResult::interrupt()
                                                       : WalkResult::advance();
  });
  if (!found.wasInterrupted())
    return First::None;
  auto call = dyn_cast<LibraryCallOp>(op);
  if (!call || call.getArgs().front() != map ||
      llvm::any_of(call.getArgs().drop_front(), isAlias))
    return First::Seen;
  if (looksAtNoValue(call))
    return First::None;
  bool isPut = call.getCallee() == "map_put_at" && call.getArgs()[1] == place;
  return isPut ? First::Put : First::Seen;
}

Absence::First Absence::findFirst(Block *block, Block::iterator from) const {
  for (Operation &op : llvm::make_range(from, block->end()))
    if (First first = classify(op); first != First::None)
      return first;
  Operation *end = block->getTerminator();
  if (end->getNumSuccessors() != 0)
    return First::None;
  // What else ends a body would have had to give the map away.
  return isa<PanicOp, ExitSelfOp>(end) ? First::Dropped : First::Seen;
}

void Absence::findSeeing() {
  SmallVector<Block *> worklist;
  llvm::DenseSet<Block *> passing;
  for (Block &block : *read->getParentRegion()) {
    First first = findFirst(&block, block.begin());
    if (first == First::Seen)
      worklist.push_back(&block);
    else if (first == First::None)
      passing.insert(&block);
  }
  while (!worklist.empty()) {
    Block *block = worklist.pop_back_val();
    if (seeing.insert(block).second)
      for (Block *before : block->getPredecessors())
        if (passing.contains(before))
          worklist.push_back(before);
  }
}

bool Absence::mayBeSeen(Block *block, Block::iterator from) const {
  First first = findFirst(block, from);
  if (first == First::None)
    return llvm::any_of(block->getSuccessors(),
                        [&](Block *next) { return seeing.contains(next); });
  return first == First::Seen;
}

bool Absence::mayBePut(Block *block, Block::iterator from) const {
  SmallVector<std::pair<Block *, Block::iterator>> worklist{{block, from}};
  llvm::DenseSet<Block *> visited;
  while (!worklist.empty()) {
    auto [at, next] = worklist.pop_back_val();
    First first = findFirst(at, next);
    if (first == First::Put)
      return true;
    if (first == First::None)
      for (Block *successor : at->getSuccessors())
        if (visited.insert(successor).second)
          worklist.push_back({successor, successor->begin()});
  }
  return false;
}

SmallVector<Operation *> Absence::findBegins() {
  SmallVector<Operation *> begins;
  auto begin = [&](Block *block, Block::iterator from) {
    if (mayBePut(block, from))
      begins.push_back(&*from);
  };
  Block *start = read->getBlock();
  Block::iterator behind = std::next(read->getIterator());
  if (!mayBeSeen(start, behind)) {
    begin(start, behind);
    return begins;
  }
  // Not yet: one of the ways from here leads to where the map is seen.
  if (findFirst(start, behind) != First::None)
    return begins;
  SmallVector<Block *> worklist{start};
  llvm::DenseSet<Block *> visited;
  while (!worklist.empty())
    for (Block *next : worklist.pop_back_val()->getSuccessors()) {
      if (!visited.insert(next).second)
        continue;
      if (seeing.contains(next)) {
        if (findFirst(next, next->begin()) == First::None)
          worklist.push_back(next);
      } else if (next->getSinglePredecessor()) {
        begin(next, next->begin());
      }
    }
  return begins;
}

//===----------------------------------------------------------------------===//
// The pass
//===----------------------------------------------------------------------===//

namespace {
struct VacateEntries : snow::impl::SnowVacateEntriesBase<VacateEntries> {
  void runOnOperation() override;

private:
  void vacate(LibraryCallOp read);
};
} // namespace

void VacateEntries::vacate(LibraryCallOp read) {
  Value map = read.getArgs()[0], place = read.getArgs()[1];
  Type type = read.getResult(0).getType();
  bool isPutBack = llvm::any_of(place.getUsers(), [](Operation *user) {
    auto call = dyn_cast<LibraryCallOp>(user);
    return call && call.getCallee() == "map_put_at";
  });
  if (!isCountedType(type) || !isPutBack || !isTakenFurther(read.getResult(0)))
    return;
  OpBuilder builder(read);
  for (Operation *begin : Absence(read).findBegins()) {
    builder.setInsertionPoint(begin);
    LibraryCallOp::create(builder, read.getLoc(), TypeRange(),
                          builder.getStringAttr("map_vacate_at"),
                          builder.getTypeArrayAttr({type}),
                          ValueRange{map, place});
    ++numVacated;
  }
}

void VacateEntries::runOnOperation() {
  // What happens inside a nested region would not be seen.
  if (failed(requireGraph(getOperation())))
    return signalPassFailure();
  SmallVector<LibraryCallOp> reads;
  getOperation()->walk([&](LibraryCallOp call) {
    if (readsEntry(call))
      reads.push_back(call);
  });
  for (LibraryCallOp read : reads)
    vacate(read);
}
