//===- LowerClosure.cpp - Closures, local functions, function values ------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lambda lifting: a closure or local function becomes a function of the module
// that takes what it captures in front of its parameters. A call of a known one
// is a plain call; only where it is used as a value is a closure made.
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;

/// The function that the body being lowered belongs to.
std::string BodyLowering::enclosingName() const {
  for (mlir::Operation *Op = Region->getParentOp(); Op; Op = Op->getParentOp())
    if (auto Name = Op->getAttrOfType<mlir::StringAttr>("sym_name")) {
      llvm::StringRef Text = Name.getValue();
      Text.consume_front("__");
      return Text.str();
    }
  return "";
}

mlir::FlatSymbolRefAttr
BodyLowering::lambda(Lambda *F, LocalVar *Owner, ArrayRef<Type *> Inst,
                     llvm::SmallVectorImpl<mlir::Value> &Captured) {
  Substitution S = Types;
  if (Owner)
    for (auto [G, T] : llvm::zip(Owner->Generics, Inst))
      S[G] = L.concrete(T, Types);
  ArrayRef<LocalVar *> Free = L.captures(F);
  for (LocalVar *V : Free)
    Captured.push_back(variable(V, F->Where));
  std::string Name =
      enclosingName() + "." + (F->Name.empty() ? "closure" : F->Name.str());
  return L.lambdaInstance(F, Owner, std::move(S), Free,
                          mlir::ValueRange(Captured).getTypes(), Name);
}

mlir::Value BodyLowering::lambdaValue(Lambda *F, LocalVar *Owner,
                                      ArrayRef<Type *> Inst, Type *Fn,
                                      Span Where) {
  SmallVector<mlir::Value, 4> Captured;
  auto Symbol = lambda(F, Owner, Inst, Captured);
  Type *Concrete = L.concrete(Fn, Types);
  if (L.types().hasStandIn(Concrete)) {
    Template T = lambdaTemplate(F, Owner, Inst);
    T.Fn = Concrete;
    return closure(std::move(T), type(Fn), Captured);
  }
  return ClosureOp::create(B, loc(Where), type(Fn), Symbol, Captured);
}

Template BodyLowering::lambdaTemplate(Lambda *F, LocalVar *Owner,
                                      ArrayRef<Type *> Inst) {
  Template T;
  T.F = F;
  T.Where = F->Where;
  T.Owner = Owner;
  T.Types = Types;
  if (Owner)
    for (auto [G, A] : llvm::zip(Owner->Generics, Inst))
      T.Types[G] = L.concrete(A, Types);
  T.Captures = L.captures(F);
  T.Name =
      enclosingName() + "." + (F->Name.empty() ? "closure" : F->Name.str());
  return T;
}

mlir::Value BodyLowering::lowerLocal(LocalVar *V, ArrayRef<Type *> Inst,
                                     Expr *E) {
  // What computes the value of a pattern's name has the name itself.
  if (!V->Fn || (V->IsThunk && V == Self)) {
    mlir::Value Value = variable(V, E->Where);
    mlir::Type Wanted = type(E->Ty);
    if (V->IsUniform) {
      if (unsigned K = fillingOf(V, Inst))
        Value = fill(Value, L.concrete(V->Ty, Types), K, E->Where);
      return instantiate(Value, Wanted, E->Where);
    }
    return differsInAny(Value.getType(), Wanted)
               ? convert(Value, Wanted, E->Where)
               : Value;
  }
  if (V->IsThunk)
    return computePolymorphic(V, Inst, E->Where);
  return lambdaValue(V->Fn, V, Inst, E->Ty, E->Where);
}

mlir::Value BodyLowering::lowerLambdaCall(CallExpr *C, LocalVar *V,
                                          ArrayRef<Type *> Inst, bool Want) {
  auto Args = lowerArgs(C->Args, C->Order);
  if (dead())
    return nullptr;
  Type *Fn = C->Callee->Ty;
  adaptArgs(Args, Fn->params(), C->Where);
  SmallVector<mlir::Value, 8> All;
  if (C->IsTail && V == Self && Header) {
    for (LocalVar *Captured : Captures)
      All.push_back(Vars.lookup(Captured));
    All.append(Args.begin(), Args.end());
    leaveTo(Header, Header->getParent(), All, C->Where);
    return nullptr;
  }
  auto Symbol = lambda(V->Fn, V, Inst, All);
  All.append(Args.begin(), Args.end());
  SmallVector<mlir::Type, 1> Results;
  if (mlir::Type R = type(Fn->result()); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  auto Call =
      mlir::func::CallOp::create(B, loc(C->Where), Symbol, Results, All);
  return finishCall(Call, Fn->result(), C->Where, Want);
}

void BodyLowering::lowerLambda(Lambda *F, LocalVar *Owner,
                               ArrayRef<LocalVar *> Free) {
  B.setInsertionPointToEnd(&Region->front());
  Self = Owner;
  Captures = Free;
  SmallVector<Expr *, 2> Bodies;
  SmallVector<ClauseView, 2> Clauses;
  for (const ClosureClause &C : F->Clauses) {
    Bodies.push_back(C.Body);
    Clauses.push_back({C.Params, C.Guard, C.Body, C.Where});
  }
  if (Self)
    makeLoopHeader(Bodies, F->Where);
  mlir::ValueRange Args = B.getInsertionBlock()->getArguments();
  for (auto [V, Arg] : llvm::zip(Free, Args))
    Vars[V] = Arg;
  lowerClauses(F->Name.empty() ? "closure" : F->Name, Clauses,
               Args.drop_front(Free.size()), F->Where);
}

//===----------------------------------------------------------------------===//
// Function values
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::functionValue(Definition *D, ArrayRef<Type *> Inst,
                                        Type *Fn, Span Where) {
  Type *Concrete = L.concrete(Fn, Types);
  if (!L.types().hasStandIn(Concrete))
    return plainFunctionValue(D, Inst, Concrete, Where);
  Template T;
  T.Fn = Concrete;
  T.Where = D->Where.End ? D->Where : Where;
  T.D = D;
  for (Type *A : Inst.empty() ? D->Generics : Inst)
    T.TypeArgs.push_back(L.concrete(A, Types));
  std::string Key = "value " + std::to_string(reinterpret_cast<uintptr_t>(D)) +
                    " " + L.types().printQualified(Concrete) + " " +
                    std::to_string(T.Where.File) + ":" +
                    std::to_string(T.Where.Begin);
  auto Symbol = L.makeTemplate(Key, std::move(T), {}, Where);
  return ClosureOp::create(B, loc(Where), type(Fn), Symbol, mlir::ValueRange());
}

mlir::Value BodyLowering::plainFunctionValue(Definition *D,
                                             ArrayRef<Type *> Inst, Type *Fn,
                                             Span Where) {
  mlir::FlatSymbolRefAttr Symbol;
  if (llvm::isa<FunctionSym>(D)) {
    Symbol = instanceOf(D, Inst);
  } else {
    SmallVector<Type *, 4> Args;
    for (Type *T : Inst)
      Args.push_back(L.concrete(T, Types));
    Symbol = L.wrapper(D, Args, Fn, Where);
  }
  return ClosureOp::create(B, loc(Where), L.plainFunction(Fn), Symbol,
                           mlir::ValueRange());
}

void BodyLowering::lowerWrapper(Definition *D, ArrayRef<Type *> Inst, Type *Fn,
                                Span Where) {
  B.setInsertionPointToEnd(&Region->front());
  SmallVector<mlir::Value, 4> Args(Region->front().getArguments());
  if (llvm::any_of(Fn->params(), TypeContext::isStandIn))
    return panic("unreachable", Where);
  mlir::Value V = emitCall(D, Inst, Fn, Args, Where, needsResult());
  if (!dead())
    emitReturn(V, Where);
}

void BodyLowering::lowerRunner(Type *Fn) {
  B.setInsertionPointToEnd(&Region->front());
  mlir::ValueRange Args = Region->front().getArguments();
  SmallVector<mlir::Type, 1> Results;
  if (mlir::Type R = type(Fn->result()); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  ClosureCallOp::create(B, loc(Span()), Results,
                        callable(Args.front(), Fn, Span()), Args.drop_front());
  emitReturn(nullptr, Span());
}

mlir::Value BodyLowering::lowerValueCall(CallExpr *C, bool Want) {
  mlir::Value Callee = lower(C->Callee);
  if (dead())
    return nullptr;
  auto Args = lowerArgs(C->Args, C->Order);
  if (dead())
    return nullptr;
  Type *Fn = C->Callee->Ty;
  adaptArgs(Args, L.concrete(Fn, Types)->params(), C->Where);
  Callee = callable(Callee, Fn, C->Where);
  SmallVector<mlir::Type, 1> Results;
  Type *Result = L.concrete(Fn, Types)->result();
  if (mlir::Type R = type(Result); !llvm::isa<UnitType>(R))
    Results.push_back(R);
  auto Call = ClosureCallOp::create(B, loc(C->Where), Results, Callee, Args);
  return finishCall(Call, Result, C->Where, Want);
}
