//===- DecisionTests.cpp - The tests of a decision tree -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One function for each kind of type that a column may have. Each tests the
// part of the column once and goes on with the rows that are left.
//
//===----------------------------------------------------------------------===//

#include "DecisionTree.h"

#include <map>

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::isa;
using llvm::SmallVector;
namespace arith = mlir::arith;

/// Goes to the target of the value, or to Other. Cases of a switch are printed
/// without a sign and read with one, so they are counted from the least value
/// if that is negative; what is too far from it has a test of its own.
void DecisionTree::branchOn(mlir::Value Flag, ArrayRef<int64_t> Values,
                            ArrayRef<mlir::Block *> Targets,
                            mlir::Block *Other) {
  mlir::Location Loc = L.loc(Where);
  int64_t Least = std::min<int64_t>(0, *llvm::min_element(Values));
  SmallVector<llvm::APInt, 8> Cases;
  SmallVector<mlir::Block *, 8> CaseTargets;
  for (auto [V, Target] : llvm::zip(Values, Targets)) {
    uint64_t Case = static_cast<uint64_t>(V) - static_cast<uint64_t>(Least);
    if (Values.size() > 1 && Case <= INT64_MAX) {
      Cases.push_back(llvm::APInt(64, Case));
      CaseTargets.push_back(Target);
      continue;
    }
    mlir::Block *Next = Values.size() == 1 ? Other : L.newBlock({}, Where);
    mlir::Value Test = arith::CmpIOp::create(L.B, Loc, arith::CmpIPredicate::eq,
                                             Flag, L.intConstant(V, Where));
    L.branchIf(Test, Target, Next, Where);
    if (Next == Other)
      return;
    L.start(Next);
  }
  if (Least < 0)
    Flag = arith::SubIOp::create(L.B, Loc, Flag, L.intConstant(Least, Where));
  SmallVector<mlir::ValueRange, 8> Operands(Cases.size());
  mlir::cf::SwitchOp::create(L.B, Loc, Flag, Other, mlir::ValueRange(),
                             ArrayRef<llvm::APInt>(Cases),
                             mlir::BlockRange(CaseTargets), Operands);
  L.die();
}

void DecisionTree::emitSwitch(mlir::Value Flag,
                              llvm::MutableArrayRef<Outcome> Outcomes,
                              Matrix *Default, mlir::Block *Fail) {
  // The last value needs no test if there are no others.
  size_t NumTested = Outcomes.size() - (Default ? 0 : 1);
  SmallVector<mlir::Block *, 8> Targets;
  for (size_t I = 0; I != Outcomes.size(); ++I)
    Targets.push_back(L.newBlock({}, Where));
  mlir::Block *Other = Default ? L.newBlock({}, Where) : Targets.back();
  if (NumTested == 0) {
    L.branch(Other, {}, Where);
  } else {
    SmallVector<int64_t, 8> Values;
    for (const Outcome &O : Outcomes.take_front(NumTested))
      Values.push_back(O.Value);
    branchOn(Flag, Values, ArrayRef(Targets).take_front(NumTested), Other);
  }
  for (auto [O, Target] : llvm::zip(Outcomes, Targets))
    emitAt(Target, std::move(O.Rows), Fail);
  if (Default)
    emitAt(Other, std::move(*Default), Fail);
}

void DecisionTree::emitBool(const Matrix &M, unsigned Column,
                            mlir::Block *Fail) {
  mlir::Value V = value(M.Columns[Column]);
  mlir::Block *Targets[] = {L.newBlock({}, Where), L.newBlock({}, Where)};
  L.branchIf(V, Targets[1], Targets[0], Where);
  for (bool Value : {true, false}) {
    Matrix Left = withColumns(M, Column, {});
    for (const Row &R : M.Rows) {
      auto *P = llvm::cast_or_null<BoolPattern>(R.Patterns[Column]);
      if (!P || P->Value == Value)
        Left.Rows.push_back(replaced(R, Column, {}));
    }
    emitAt(Targets[Value], std::move(Left), Fail);
  }
}

void DecisionTree::emitInt(const Matrix &M, unsigned Column,
                           mlir::Block *Fail) {
  std::map<int64_t, unsigned> Seen; // A dense map has no room for some values.
  SmallVector<Outcome, 8> Outcomes;
  for (const Row &R : M.Rows)
    if (auto *P = llvm::cast_or_null<IntPattern>(R.Patterns[Column]))
      if (Seen.try_emplace(P->Value, Outcomes.size()).second)
        Outcomes.push_back({P->Value, withColumns(M, Column, {})});
  Matrix Default = withColumns(M, Column, {});
  for (const Row &R : M.Rows) {
    auto *P = llvm::cast_or_null<IntPattern>(R.Patterns[Column]);
    Row Left = replaced(R, Column, {});
    if (P) {
      Outcomes[Seen.at(P->Value)].Rows.Rows.push_back(std::move(Left));
      continue;
    }
    for (Outcome &O : Outcomes)
      O.Rows.Rows.push_back(Left);
    Default.Rows.push_back(std::move(Left));
  }
  emitSwitch(value(M.Columns[Column]), Outcomes, &Default, Fail);
}

static bool sameLiteral(const Pattern *A, const Pattern *B) {
  if (A->Kind != B->Kind)
    return false;
  if (auto *F = dyn_cast<FloatPattern>(A))
    return F->Value == cast<FloatPattern>(B)->Value;
  if (auto *S = dyn_cast<StringPattern>(A))
    return S->Value == cast<StringPattern>(B)->Value;
  return true;
}

/// Floats and strings: the literals of the rows, one after the other.
void DecisionTree::emitLiteral(const Matrix &M, unsigned Column,
                               mlir::Block *Fail) {
  const Pattern *First = M.Rows.front().Patterns[Column];
  mlir::Value V = value(M.Columns[Column]), Test;
  mlir::Location Loc = L.loc(First->Where);
  if (auto *F = dyn_cast<FloatPattern>(First))
    Test = arith::CmpFOp::create(
        L.B, Loc, arith::CmpFPredicate::OEQ, V,
        arith::ConstantFloatOp::create(L.B, Loc, L.B.getF64Type(),
                                       llvm::APFloat(F->Value)));
  else
    Test = EqOp::create(
        L.B, Loc, L.B.getI1Type(), V,
        L.stringConstant(cast<StringPattern>(First)->Value, First->Where));
  mlir::Block *Yes = L.newBlock({}, Where), *No = L.newBlock({}, Where);
  L.branchIf(Test, Yes, No, Where);
  Matrix Same = withColumns(M, Column, {});
  Matrix Other = withColumns(M, Column, M.Columns[Column]);
  for (const Row &R : M.Rows) {
    const Pattern *P = R.Patterns[Column];
    if (!P || sameLiteral(P, First))
      Same.Rows.push_back(replaced(R, Column, {}));
    if (!P || !sameLiteral(P, First))
      Other.Rows.push_back(R);
  }
  emitAt(Yes, std::move(Same), Fail);
  emitAt(No, std::move(Other), Fail);
}

//===----------------------------------------------------------------------===//
// Lists
//===----------------------------------------------------------------------===//

/// `a :: b :: t` and `a :: [b]` become their elements. The names that an `as`
/// gives to a tail are those of the rest from there on.
DecisionTree::ListShape DecisionTree::shapeOf(const Pattern *P) {
  ListShape S;
  while (true) {
    while (auto *A = dyn_cast<AsPattern>(P)) {
      S.RestNames.push_back({A->Var, unsigned(S.Elements.size())});
      P = A->Inner;
    }
    if (auto *C = dyn_cast<ConsPattern>(P)) {
      S.Elements.push_back(C->Head);
      P = C->Tail;
      continue;
    }
    if (auto *List = dyn_cast<ListPattern>(P)) {
      S.Elements.append(List->Elements.begin(), List->Elements.end());
      return S;
    }
    S.IsExact = false;
    if (auto *N = dyn_cast<NamePattern>(P))
      S.RestNames.push_back({N->Var, unsigned(S.Elements.size())});
    else if (!isa<WildcardPattern>(P))
      S.Rest = P;
    return S;
  }
}

DecisionTree::Matrix DecisionTree::listRows(const Matrix &M, unsigned Column,
                                            unsigned Length, bool IsExact) {
  Part *List = M.Columns[Column];
  mlir::Type ElementType = cast<ListType>(List->Ty).getElement();
  // The rests that rows look into have columns behind those of the elements.
  SmallVector<unsigned, 2> Rests;
  for (const Row &R : M.Rows) {
    if (!R.Patterns[Column])
      continue;
    ListShape S = shapeOf(R.Patterns[Column]);
    if (S.Rest && S.Elements.size() <= Length &&
        !llvm::is_contained(Rests, S.Elements.size()))
      Rests.push_back(S.Elements.size());
  }
  llvm::DenseMap<unsigned, Part *> RestParts;
  auto rest = [&](unsigned From) {
    Part *&P = RestParts[From];
    if (!P)
      P = From ? part(Part::ListRest, List, From, List->Ty) : List;
    return P;
  };
  SmallVector<Part *, 8> New;
  for (unsigned I = 0; I != Length; ++I)
    New.push_back(part(Part::ListElement, List, I, ElementType));
  for (unsigned From : Rests)
    New.push_back(rest(From));

  Matrix Result = withColumns(M, Column, New);
  for (const Row &R : M.Rows) {
    SmallVector<const Pattern *, 8> Patterns(New.size(), nullptr);
    if (!R.Patterns[Column]) {
      Result.Rows.push_back(replaced(R, Column, Patterns));
      continue;
    }
    ListShape S = shapeOf(R.Patterns[Column]);
    size_t Size = S.Elements.size();
    if (S.IsExact ? !IsExact || Size != Length : Size > Length)
      continue;
    llvm::copy(S.Elements, Patterns.begin());
    if (S.Rest)
      Patterns[Length + (llvm::find(Rests, Size) - Rests.begin())] = S.Rest;
    Row Left = replaced(R, Column, Patterns);
    for (auto [V, From] : S.RestNames)
      Left.Names.push_back({V, rest(From)});
    normalise(Left, Result.Columns);
    Result.Rows.push_back(std::move(Left));
  }
  return Result;
}

void DecisionTree::emitList(const Matrix &M, unsigned Column,
                            mlir::Block *Fail) {
  // Lengths that rows ask for exactly, and least lengths.
  SmallVector<unsigned, 4> Exact, Least;
  for (const Row &R : M.Rows) {
    if (!R.Patterns[Column])
      continue;
    ListShape S = shapeOf(R.Patterns[Column]);
    SmallVector<unsigned, 4> &Lengths = S.IsExact ? Exact : Least;
    if (!llvm::is_contained(Lengths, S.Elements.size()))
      Lengths.push_back(S.Elements.size());
  }
  llvm::sort(Least);
  mlir::Value List = value(M.Columns[Column]);
  mlir::Location Loc = L.loc(Where);
  mlir::Value Length = ListLengthOp::create(L.B, Loc, L.B.getI64Type(), List);

  // Longer lists are told apart by the least lengths, from the greatest down.
  auto emitLonger = [&](mlir::Block *At) {
    L.start(At);
    if (L.dead())
      return;
    size_t Mark = Read.size();
    for (unsigned N : llvm::reverse(Least)) {
      bool Known = N == 0;
      // All shorter lists went elsewhere.
      if (!Known && llvm::count_if(Exact, [&](unsigned E) { return E < N; }) ==
                        static_cast<long>(N))
        Known = true;
      Matrix Rows = listRows(M, Column, N, /*IsExact=*/false);
      if (Known) {
        emitTree(std::move(Rows), Fail);
        break;
      }
      mlir::Block *Long = L.newBlock({}, Where), *Short = L.newBlock({}, Where);
      mlir::Value Test = arith::CmpIOp::create(
          L.B, Loc, arith::CmpIPredicate::sge, Length, L.intConstant(N, Where));
      L.branchIf(Test, Long, Short, Where);
      emitAt(Long, std::move(Rows), Fail);
      L.start(Short);
    }
    if (!L.dead()) {
      // Only the rows that do not look at the list are left.
      Matrix Rest = withColumns(M, Column, {});
      for (const Row &R : M.Rows)
        if (!R.Patterns[Column])
          Rest.Rows.push_back(replaced(R, Column, {}));
      emitTree(std::move(Rest), Fail);
    }
    while (Read.size() > Mark)
      Values.erase(Read.pop_back_val());
  };

  if (Exact.empty()) {
    mlir::Block *Longer = L.newBlock({}, Where);
    L.branch(Longer, {}, Where);
    return emitLonger(Longer);
  }
  SmallVector<mlir::Block *, 4> Targets;
  for (size_t I = 0; I != Exact.size(); ++I)
    Targets.push_back(L.newBlock({}, Where));
  mlir::Block *Longer = L.newBlock({}, Where);
  branchOn(Length, SmallVector<int64_t, 4>(Exact.begin(), Exact.end()), Targets,
           Longer);
  for (auto [N, Target] : llvm::zip(Exact, Targets))
    emitAt(Target, listRows(M, Column, N, /*IsExact=*/true), Fail);
  emitLonger(Longer);
}

//===----------------------------------------------------------------------===//
// Structs, sums and Any
//===----------------------------------------------------------------------===//

void DecisionTree::expandStruct(Matrix &M, unsigned Column) {
  Part *Of = M.Columns[Column];
  Type *Ty = L.L.storedType(
      L.L.concrete(M.Rows.front().Patterns[Column]->Ty, L.Types));
  auto *Decl = cast<StructSym>(Ty->decl());
  SmallVector<Part *, 8> New;
  for (unsigned I = 0; I != Decl->Fields.size(); ++I)
    New.push_back(
        part(Part::StructField, Of, I, L.L.fieldType(Ty, Decl->Fields[I].Ty)));
  Matrix Result = withColumns(M, Column, New);
  for (const Row &R : M.Rows) {
    SmallVector<const Pattern *, 8> Fields(New.size(), nullptr);
    if (auto *S = llvm::dyn_cast_or_null<StructPattern>(R.Patterns[Column]))
      for (auto [F, Index] : llvm::zip(S->Fields, S->Order))
        Fields[Index] = F.Value;
    Result.Rows.push_back(replaced(R, Column, Fields));
    normalise(Result.Rows.back(), Result.Columns);
  }
  M = std::move(Result);
}

void DecisionTree::emitVariant(const Matrix &M, unsigned Column,
                               mlir::Block *Fail) {
  Part *Of = M.Columns[Column];
  Type *Ty = L.L.storedType(
      L.L.concrete(M.Rows.front().Patterns[Column]->Ty, L.Types));
  auto *Sum = cast<SumSym>(Ty->decl());

  // An outcome for each variant that rows name, in order of declaration.
  SmallVector<Outcome, 8> Outcomes;
  SmallVector<int, 8> OutcomeOf(Sum->Variants.size(), -1);
  for (VariantSym *V : Sum->Variants) {
    bool Named = llvm::any_of(M.Rows, [&](const Row &R) {
      auto *P = llvm::cast_or_null<VariantPattern>(R.Patterns[Column]);
      return P && P->Sym == V;
    });
    if (!Named)
      continue;
    OutcomeOf[V->Index] = Outcomes.size();
    SmallVector<Part *, 4> Fields;
    for (unsigned I = 0; I != V->Fields.size(); ++I)
      Fields.push_back(part(Part::VariantField, Of, I,
                            L.L.fieldType(Ty, V->Fields[I].Ty), V->Index));
    Outcomes.push_back({V->Index, withColumns(M, Column, Fields)});
  }
  Matrix Default = withColumns(M, Column, {});
  for (const Row &R : M.Rows) {
    auto *P = llvm::cast_or_null<VariantPattern>(R.Patterns[Column]);
    if (!P)
      Default.Rows.push_back(replaced(R, Column, {}));
    for (Outcome &O : Outcomes) {
      VariantSym *V = Sum->Variants[O.Value];
      if (P && P->Sym != V)
        continue;
      SmallVector<const Pattern *, 4> Fields(V->Fields.size(), nullptr);
      if (P)
        for (auto [I, F] : llvm::enumerate(P->Args))
          Fields[P->Order.empty() ? I : P->Order[I]] = F.Value;
      O.Rows.Rows.push_back(replaced(R, Column, Fields));
      normalise(O.Rows.Rows.back(), O.Rows.Columns);
    }
  }
  bool Complete = Outcomes.size() == Sum->Variants.size();

  mlir::Location Loc = L.loc(Where);
  mlir::Type T = Of->Ty;
  if (isa<OptionType>(T) || isa<ResultType>(T)) {
    mlir::Value V = value(Of), Test;
    if (isa<OptionType>(T))
      Test = OptionIsSomeOp::create(L.B, Loc, L.B.getI1Type(), V);
    else
      Test = ResultIsOkOp::create(L.B, Loc, L.B.getI1Type(), V);
    mlir::Block *Targets[] = {L.newBlock({}, Where), L.newBlock({}, Where)};
    L.branchIf(Test, Targets[0], Targets[1], Where);
    for (unsigned I : {0u, 1u})
      emitAt(Targets[I],
             OutcomeOf[I] < 0 ? Default
                              : std::move(Outcomes[OutcomeOf[I]].Rows),
             Fail);
    return;
  }
  mlir::Value Tag;
  if (!Complete || Outcomes.size() > 1)
    Tag = SumTagOp::create(L.B, Loc, L.B.getI64Type(), value(Of));
  emitSwitch(Tag, Outcomes, Complete ? nullptr : &Default, Fail);
}

/// Whether a value of one type may be one of the other at run time as well: Any
/// inside takes everything, and an empty collection has any element type.
static bool mayOverlap(mlir::Type A, mlir::Type B) {
  if (A == B || isa<snow::AnyType>(A) || isa<snow::AnyType>(B))
    return true;
  auto TupleA = dyn_cast<mlir::TupleType>(A);
  auto TupleB = dyn_cast<mlir::TupleType>(B);
  if (TupleA && TupleB)
    return TupleA.size() == TupleB.size() &&
           llvm::all_of_zip(TupleA.getTypes(), TupleB.getTypes(), mayOverlap);
  return A.getTypeID() == B.getTypeID() && !A.isInteger() && !A.isF64();
}

/// Values of another type than the first row asks for go on with the others.
void DecisionTree::emitAny(const Matrix &M, unsigned Column,
                           mlir::Block *Fail) {
  Part *Of = M.Columns[Column];
  mlir::Type Wanted = L.type(M.Rows.front().Patterns[Column]->Ty);
  mlir::Location Loc = L.loc(Where);
  mlir::Value Test = AnyIsOp::create(L.B, Loc, L.B.getI1Type(), value(Of),
                                     mlir::TypeAttr::get(Wanted));
  mlir::Block *Yes = L.newBlock({}, Where), *No = L.newBlock({}, Where);
  L.branchIf(Test, Yes, No, Where);
  Part *Inside = part(Part::AnyValue, Of, 0, Wanted);
  // A value may be of several of the types that rows ask for.
  Part *Both[] = {Inside, Of};
  Matrix Same = withColumns(M, Column, Both);
  Matrix Other = withColumns(M, Column, Of);
  for (const Row &R : M.Rows) {
    const Pattern *P = R.Patterns[Column];
    bool Fits = P && L.type(P->Ty) == Wanted;
    if (!Fits)
      Other.Rows.push_back(R);
    if (P && !Fits && !mayOverlap(L.type(P->Ty), Wanted))
      continue;
    const Pattern *New[] = {Fits ? P : nullptr, Fits ? nullptr : P};
    Same.Rows.push_back(replaced(R, Column, New));
    // A name for the whole has the type that was tested.
    if (Fits)
      for (auto &[V, Named] : Same.Rows.back().Names)
        if (Named == Of && !isa<AnyType>(L.type(V->Ty)))
          Named = Inside;
    normalise(Same.Rows.back(), Same.Columns);
  }
  emitAt(Yes, std::move(Same), Fail);
  emitAt(No, std::move(Other), Fail);
}
