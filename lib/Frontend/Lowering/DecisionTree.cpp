//===- DecisionTree.cpp - Rows, columns and leaves ------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "DecisionTree.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::SmallVector;

void DecisionTree::addRow(ArrayRef<const Pattern *> Patterns, Expr *Guard,
                          Span RowWhere) {
  Clause C = {RowWhere, Guard, nullptr, {}};
  for (const Pattern *P : Patterns)
    boundVariables(P, C.Names);
  SmallVector<mlir::Type, 4> Types;
  for (LocalVar *V : C.Names)
    Types.push_back(L.type(V->Ty));
  C.Body = L.newBlock(Types, RowWhere);
  Clauses.push_back(std::move(C));
  Row R;
  R.Patterns.append(Patterns.begin(), Patterns.end());
  R.Clause = Clauses.size() - 1;
  Rows.push_back(std::move(R));
}

void DecisionTree::emit(mlir::ValueRange Subjects, mlir::Block *Fail) {
  Matrix M;
  for (auto [I, V] : llvm::enumerate(Subjects)) {
    Part *P = part(Part::Subject, nullptr, I, V.getType());
    Values[P] = V;
    M.Columns.push_back(P);
  }
  M.Rows = std::move(Rows);
  for (Row &R : M.Rows)
    normalise(R, M.Columns);
  emitTree(std::move(M), Fail);
}

void DecisionTree::startBody(unsigned I) {
  Clause &C = Clauses[I];
  L.start(C.Body);
  if (L.dead())
    return;
  for (auto [V, Arg] : llvm::zip(C.Names, C.Body->getArguments()))
    L.Vars[V] = Arg;
}

//===----------------------------------------------------------------------===//
// Parts
//===----------------------------------------------------------------------===//

DecisionTree::Part *DecisionTree::part(Part::Kind K, Part *Of, unsigned Index,
                                       mlir::Type Ty, unsigned Variant) {
  Parts.push_back({K, Of, Index, Variant, Ty});
  return &Parts.back();
}

mlir::Value DecisionTree::value(Part *P) {
  if (mlir::Value Known = Values.lookup(P))
    return Known;
  mlir::Value Of = value(P->Of), V;
  mlir::Location Loc = L.loc(Where);
  mlir::OpBuilder &B = L.B;
  switch (P->K) {
  case Part::Subject:
    break;
  case Part::TupleElement:
    V = TupleGetOp::create(B, Loc, Of, uint64_t(P->Index));
    break;
  case Part::ListElement:
    V = ListGetOp::create(B, Loc, Of, L.intConstant(P->Index, Where),
                          /*unchecked=*/true);
    break;
  case Part::ListRest: {
    auto List = cast<ListType>(Of.getType());
    V = L.libraryCall("list_drop", List, List.getElement(),
                      {Of, L.intConstant(P->Index, Where)}, Where);
    break;
  }
  case Part::StructField:
    V = StructGetOp::create(B, Loc, P->Ty, Of, uint64_t(P->Index));
    break;
  case Part::VariantField:
    if (isa<OptionType>(Of.getType()))
      V = OptionGetOp::create(B, Loc, Of);
    else if (isa<ResultType>(Of.getType()))
      V = ResultGetOp::create(B, Loc, Of, /*err=*/P->Variant == 1);
    else
      V = SumGetOp::create(B, Loc, P->Ty, Of, uint64_t(P->Variant),
                           uint64_t(P->Index));
    break;
  case Part::AnyValue:
    V = AnyGetOp::create(B, Loc, P->Ty, Of);
    break;
  }
  Values[P] = V;
  Read.push_back(P);
  return V;
}

void DecisionTree::emitAt(mlir::Block *Block, Matrix M, mlir::Block *Fail) {
  L.start(Block);
  if (L.dead())
    return;
  size_t Mark = Read.size();
  emitTree(std::move(M), Fail);
  while (Read.size() > Mark)
    Values.erase(Read.pop_back_val());
}

//===----------------------------------------------------------------------===//
// Rows
//===----------------------------------------------------------------------===//

void DecisionTree::normalise(Row &R, ArrayRef<Part *> Columns) {
  for (auto [P, Column] : llvm::zip(R.Patterns, Columns)) {
    while (auto *A = llvm::dyn_cast_or_null<AsPattern>(P)) {
      R.Names.push_back({A->Var, Column});
      P = A->Inner;
    }
    if (!P)
      continue;
    if (auto *N = dyn_cast<NamePattern>(P)) {
      R.Names.push_back({N->Var, Column});
      P = nullptr;
    } else if (isa<WildcardPattern>(P) ||
               (isa<UnitPattern>(P) && !isa<AnyType>(Column->Ty))) {
      P = nullptr;
    }
  }
}

/// The column that most of the first rows need; no test in it is wasted.
unsigned DecisionTree::chooseColumn(const Matrix &M) {
  unsigned Best = M.Columns.size(), BestScore = 0;
  for (unsigned C = 0; C != M.Columns.size(); ++C) {
    unsigned Score = 0;
    for (const Row &R : M.Rows) {
      if (!R.Patterns[C])
        break;
      ++Score;
    }
    if (Score > BestScore) {
      Best = C;
      BestScore = Score;
    }
  }
  return Best;
}

void DecisionTree::expandAlternatives(Matrix &M, unsigned Column) {
  auto isOr = [&](const Row &R) {
    return llvm::isa_and_nonnull<OrPattern>(R.Patterns[Column]);
  };
  while (llvm::any_of(M.Rows, isOr)) {
    std::vector<Row> Rows;
    for (Row &R : M.Rows) {
      if (!isOr(R)) {
        Rows.push_back(std::move(R));
        continue;
      }
      for (const Pattern *P : cast<OrPattern>(R.Patterns[Column])->Elements) {
        Row Copy = R;
        Copy.Patterns[Column] = P;
        normalise(Copy, M.Columns);
        Rows.push_back(std::move(Copy));
      }
    }
    M.Rows = std::move(Rows);
  }
}

DecisionTree::Row DecisionTree::replaced(const Row &R, unsigned Column,
                                         ArrayRef<const Pattern *> New) {
  Row Result;
  Result.Names = R.Names;
  Result.Clause = R.Clause;
  Result.Patterns.append(R.Patterns.begin(), R.Patterns.begin() + Column);
  Result.Patterns.append(New.begin(), New.end());
  Result.Patterns.append(R.Patterns.begin() + Column + 1, R.Patterns.end());
  return Result;
}

DecisionTree::Matrix DecisionTree::withColumns(const Matrix &M, unsigned Column,
                                               ArrayRef<Part *> New) {
  Matrix Result;
  auto &C = M.Columns;
  Result.Columns.append(C.begin(), C.begin() + Column);
  Result.Columns.append(New.begin(), New.end());
  Result.Columns.append(C.begin() + Column + 1, C.end());
  return Result;
}

//===----------------------------------------------------------------------===//
// The tree
//===----------------------------------------------------------------------===//

void DecisionTree::emitTree(Matrix M, mlir::Block *Fail) {
  while (!L.dead()) {
    if (M.Rows.empty())
      return L.branch(Fail, {}, Where);
    unsigned Column = chooseColumn(M);
    if (Column == M.Columns.size()) {
      emitLeaf(M, Fail);
      continue;
    }
    if (Budget == 0 && M.Rows.size() > 1)
      return emitSequence(M, Fail);
    Budget -= Budget != 0;
    expandAlternatives(M, Column);
    const Pattern *First = M.Rows.front().Patterns[Column];
    if (!First)
      continue;
    if (isa<AnyType>(M.Columns[Column]->Ty))
      return emitAny(M, Column, Fail);
    switch (First->Kind) {
    case PatternKind::Tuple:
      expandTuple(M, Column);
      continue;
    case PatternKind::Struct:
      expandStruct(M, Column);
      continue;
    case PatternKind::Bool:
      return emitBool(M, Column, Fail);
    case PatternKind::Int:
      return emitInt(M, Column, Fail);
    case PatternKind::List:
    case PatternKind::Cons:
      return emitList(M, Column, Fail);
    case PatternKind::Variant:
      return emitVariant(M, Column, Fail);
    default:
      return emitLiteral(M, Column, Fail);
    }
  }
}

void DecisionTree::emitSequence(const Matrix &M, mlir::Block *Fail) {
  for (const Row &R : M.Rows) {
    Matrix One;
    One.Columns = M.Columns;
    One.Rows.push_back(R);
    bool IsLast = &R == &M.Rows.back();
    mlir::Block *Next = IsLast ? Fail : L.newBlock({}, Where);
    size_t Mark = Read.size();
    emitTree(std::move(One), Next);
    while (Read.size() > Mark)
      Values.erase(Read.pop_back_val());
    if (IsLast)
      return;
    L.start(Next);
    if (L.dead())
      return;
  }
}

/// The first row matches. If its guard refuses, the others go on.
void DecisionTree::emitLeaf(Matrix &M, mlir::Block *Fail) {
  Row R = std::move(M.Rows.front());
  M.Rows.erase(M.Rows.begin());
  Clause &C = Clauses[R.Clause];
  SmallVector<mlir::Value, 4> Bound;
  for (auto [V, Arg] : llvm::zip(C.Names, C.Body->getArguments())) {
    Part *P = nullptr;
    for (auto &[Name, Of] : R.Names)
      if (Name == V)
        P = Of;
    Bound.push_back(L.adapt(value(P), Arg.getType(), C.Where));
  }
  if (!C.Guard)
    return L.branch(C.Body, Bound, C.Where);
  for (auto [V, Value] : llvm::zip(C.Names, Bound))
    L.Vars[V] = Value;
  mlir::Value Cond = L.lower(C.Guard);
  if (L.dead())
    return;
  mlir::Block *Good = L.newBlock({}, C.Where);
  mlir::Block *Other = L.newBlock({}, C.Where);
  L.branchIf(Cond, Good, Other, C.Guard->Where);
  L.start(Good);
  L.branch(C.Body, Bound, C.Where);
  // Other is behind everything that was read so far.
  L.start(Other);
}

void DecisionTree::expandTuple(Matrix &M, unsigned Column) {
  Part *Of = M.Columns[Column];
  auto Type = cast<mlir::TupleType>(Of->Ty);
  SmallVector<Part *, 4> New;
  for (unsigned I = 0; I != Type.size(); ++I)
    New.push_back(part(Part::TupleElement, Of, I, Type.getType(I)));
  Matrix Result = withColumns(M, Column, New);
  for (const Row &R : M.Rows) {
    SmallVector<const Pattern *, 4> Elements(Type.size(), nullptr);
    if (auto *T = llvm::dyn_cast_or_null<TuplePattern>(R.Patterns[Column]))
      Elements.assign(T->Elements.begin(), T->Elements.end());
    Result.Rows.push_back(replaced(R, Column, Elements));
    normalise(Result.Rows.back(), Result.Columns);
  }
  M = std::move(Result);
}
