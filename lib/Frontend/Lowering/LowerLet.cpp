//===- LowerLet.cpp - Names for values ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the checker decided for polymorphic values (CheckLet.cpp): one value
// that is filled with the types of the uses (LowerTemplate.cpp), or one value
// for each type that is known where the `let` stands. A use at a type that is
// known only there, inside a generic local function, calls a function without
// parameters that computes the value.
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow;
using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Values for each type
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::computePolymorphic(LocalVar *V, ArrayRef<Type *> Inst,
                                             Span Where) {
  SmallVector<mlir::Value, 4> Captured;
  auto Symbol = lambda(V->Fn, V, Inst, Captured);
  Substitution S = Types;
  for (auto [G, T] : llvm::zip(V->Generics, Inst))
    S[G] = L.concrete(T, Types);
  Type *Concrete = L.concrete(V->Ty, S);
  SmallVector<mlir::Type, 1> Results;
  if (mlir::Type R = type(Concrete); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  auto Call =
      mlir::func::CallOp::create(B, loc(Where), Symbol, Results, Captured);
  return finishCall(Call, Concrete, Where, true);
}

void BodyLowering::lowerLet(LetStmt *Let) {
  SmallVector<LocalVar *, 4> Names;
  boundVariables(Let->Pat, Names);
  auto isThunk = [](const LocalVar *V) { return V->IsThunk; };
  // A function that a `let` names is made where it is used.
  if (llvm::any_of(Names, [](LocalVar *V) { return V->Fn && !V->IsThunk; }))
    return;
  // The function that computes one of the names does so by the `let` itself.
  bool IsInside = llvm::is_contained(Names, Self) && isThunk(Names.front());
  if (IsInside || llvm::none_of(Names, isThunk)) {
    lowerPlainLet(Let);
    if (!Names.empty() && Names.front()->IsUniform)
      fillInstances(Let, Names);
    return;
  }
  if (Let->Instances.empty()) {
    bool NeedsTypes = llvm::any_of(Names.front()->Generics, [&](Type *G) {
      return L.types().bounds(G) != nullptr;
    });
    // One that is not used here is computed all the same, for it may panic.
    if (!NeedsTypes)
      lowerPlainLet(Let);
    return;
  }
  Substitution Outer = Types;
  for (const LetInstance &I : Let->Instances) {
    for (auto [G, T] : llvm::zip(Names.front()->Generics, I.Types))
      Types[G] = L.concrete(T, Outer);
    lowerPlainLet(Let);
    Types = Outer;
    if (dead())
      return;
    for (auto [V, Copy] : llvm::zip(Names, I.Vars)) {
      Vars[Copy] = Vars.lookup(V);
      Vars.erase(V);
    }
    if (Let->Global)
      storeGlobals(I.Vars, Let->Where);
  }
}

/// The value that was evaluated at stand-ins, at each type that is known here.
void BodyLowering::fillInstances(LetStmt *Let, ArrayRef<LocalVar *> Names) {
  ArrayRef<Type *> Generics = Names.front()->Generics;
  // What the definition around is used at in the value of its own `let` would
  // have the name of a type that is another one here.
  for (Type *G : Generics)
    for (Type *T : llvm::make_second_range(Types))
      if (L.mentions(T, TypeContext::resolve(G)))
        return L.report(DiagCode::C0001, Let->Where,
                        "the value of this `let` needs the same `let` at a "
                        "type of its own");
  for (const LetInstance &I : Let->Instances) {
    if (dead())
      return;
    unsigned K = fillingOf(Names.front(), I.Types);
    for (auto [V, Copy] : llvm::zip(Names, I.Vars))
      Vars[Copy] =
          adapt(fill(Vars.lookup(V), L.concrete(V->Ty, Types), K, Let->Where),
                type(Copy->Ty), Let->Where);
    if (Let->Global)
      storeGlobals(I.Vars, Let->Where);
  }
}

void BodyLowering::lowerPlainLet(LetStmt *Let) {
  mlir::Value V = lower(Let->Value);
  if (dead())
    return;
  // The annotation may differ in the message types of pids.
  if (Let->Annotation && llvm::isa<NamePattern>(Let->Pat))
    V = adapt(V, type(Let->Pat->Ty), Let->Where);
  mlir::Block *Fail = newBlock({}, Let->Where);
  match(Let->Pat, V, Fail);
  if (Let->Global && !dead())
    storeGlobals(Let->Global->Vars, Let->Where);
  // The checker let only irrefutable patterns through, but an alternative of
  // one may still test.
  if (Fail->hasNoPredecessors()) {
    delete Fail;
    return;
  }
  mlir::OpBuilder::InsertionGuard Guard(B);
  start(Fail);
  panic("non-exhaustive match", Let->Where);
}

//===----------------------------------------------------------------------===//
// One value at several types
//===----------------------------------------------------------------------===//

static bool holdsFunction(mlir::Type T) {
  if (auto Tuple = llvm::dyn_cast<mlir::TupleType>(T))
    return llvm::any_of(Tuple.getTypes(), holdsFunction);
  return llvm::isa<FnType>(T);
}

mlir::Value BodyLowering::instantiate(mlir::Value V, mlir::Type To,
                                      Span Where) {
  mlir::Type From = V.getType();
  if (From == To)
    return V;
  if (ReinterpretOp::areCastCompatible(From, To))
    return ReinterpretOp::create(B, loc(Where), To, V);
  // There is no value of every type.
  panic("unreachable", Where);
  return nullptr;
}

mlir::Value BodyLowering::convert(mlir::Value V, mlir::Type To, Span Where) {
  mlir::Type From = V.getType();
  if (From == To || llvm::isa<AnyType>(To))
    return adapt(V, To, Where);
  if (holdsFunction(From) && canInstantiate(From, To))
    return convertParts(V, To, Where, [&](mlir::Value Part, mlir::Type T) {
      return convert(Part, T, Where);
    });
  return libraryCall("value_convert", To, {From, To}, V, Where);
}

/// Both are tuples, or functions, with equally many parts.
bool BodyLowering::canInstantiate(mlir::Type From, mlir::Type To) {
  if (auto A = llvm::dyn_cast<mlir::TupleType>(From))
    if (auto C = llvm::dyn_cast<mlir::TupleType>(To))
      return A.size() == C.size();
  auto A = llvm::dyn_cast<FnType>(From), C = llvm::dyn_cast<FnType>(To);
  return A && C &&
         A.getSignature().getNumInputs() == C.getSignature().getNumInputs();
}

/// A tuple of what Part makes of the elements, or a function around another.
mlir::Value BodyLowering::convertParts(
    mlir::Value V, mlir::Type To, Span Where,
    llvm::function_ref<mlir::Value(mlir::Value, mlir::Type)> Part) {
  if (auto Fn = llvm::dyn_cast<FnType>(To))
    return ClosureOp::create(
        B, loc(Where), To,
        L.conversion(llvm::cast<FnType>(V.getType()), Fn, Where), V);
  SmallVector<mlir::Value, 4> Elements;
  for (auto [I, T] :
       llvm::enumerate(llvm::cast<mlir::TupleType>(To).getTypes())) {
    mlir::Value E = TupleGetOp::create(B, loc(Where), V, uint64_t(I));
    Elements.push_back(Part(E, T));
    if (dead())
      return nullptr;
  }
  return TupleMakeOp::create(B, loc(Where), To, Elements);
}

mlir::FlatSymbolRefAttr ModuleLowering::conversion(FnType From, FnType To,
                                                   Span Where) {
  mlir::FlatSymbolRefAttr &Ref = Conversions[{From, To}];
  if (Ref)
    return Ref;
  std::string Symbol = freeSymbol("__convert");
  Ref = mlir::FlatSymbolRefAttr::get(&Context, Symbol);
  mlir::FunctionType Sig = To.getSignature();
  SmallVector<mlir::Type, 4> Params = {From};
  llvm::append_range(Params, Sig.getInputs());
  mlir::Type R = Sig.getNumResults() ? Sig.getResult(0) : mlir::Type();
  auto Func = makeFunction(Symbol, Where, Params, R, true);
  BodyLowering Body(*this, Substitution(), Func.getBody(), BodyKind::Function);
  Body.setResult(!R || llvm::isa<UnitType>(R) ? mlir::Type() : R);
  Body.lowerConversion(From, Where);
  return mlir::FlatSymbolRefAttr::get(&Context, Symbol);
}

void BodyLowering::lowerConversion(FnType From, Span Where) {
  B.setInsertionPointToEnd(&Region->front());
  auto Args = Region->front().getArguments();
  mlir::FunctionType Sig = From.getSignature();
  SmallVector<mlir::Value, 4> Converted;
  for (auto [V, T] : llvm::zip(Args.drop_front(), Sig.getInputs()))
    Converted.push_back(convert(V, T, Where));
  auto Call = ClosureCallOp::create(B, loc(Where), Sig.getResults(),
                                    Args.front(), Converted);
  if (!ResultType)
    return emitReturn(nullptr, Where);
  if (Call.getNumResults())
    return emitReturn(convert(Call.getResult(0), ResultType, Where), Where);
  // One that gives nothing gives unit, or never comes back.
  if (llvm::isa<AnyType>(ResultType))
    return emitReturn(convert(unit(Where), ResultType, Where), Where);
  panic("unreachable", Where);
}
