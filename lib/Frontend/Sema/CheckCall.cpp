//===- CheckCall.cpp - Types of calls -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

Symbol *Checker::calleeSymbol(Expr *Callee) {
  if (auto *N = dyn_cast<NameExpr>(Callee))
    return N->Sym;
  if (auto *F = dyn_cast<FieldExpr>(Callee))
    return F->Sym;
  return nullptr;
}

void Checker::setInst(Expr *Callee, ArrayRef<Type *> Inst) {
  if (auto *N = dyn_cast<NameExpr>(Callee))
    N->Inst = Inst;
  else if (auto *F = dyn_cast<FieldExpr>(Callee))
    F->Inst = Inst;
}

/// Checks the arguments against the parameters. Order receives the parameter
/// of each argument if keywords changed the order.
bool Checker::checkArgs(CallExpr *C, llvm::MutableArrayRef<Arg> Args,
                        ArrayRef<Type *> Params, ArrayRef<StringRef> Names,
                        StringRef Callee, Span DefinedAt,
                        ArrayRef<unsigned> &Order) {
  auto inferRest = [&] {
    for (Arg &A : Args)
      inferInVain(A.Value);
    // What the arguments would have told is not asked for any more.
    SmallVector<Type *, 8> Work(Params);
    while (!Work.empty()) {
      Type *T = TypeContext::resolve(Work.pop_back_val());
      if (T->is(TypeKind::Var) && !T->isGeneric())
        Types.unify(T, Types.errorType());
      Work.append(T->args().begin(), T->args().end());
    }
  };
  SmallVector<unsigned, 4> Slots;
  SmallVector<bool, 4> Taken(Params.size(), false);
  bool Good = true, Reordered = false;
  for (auto [I, A] : llvm::enumerate(Args)) {
    if (A.Keyword.empty()) {
      // A trailing closure is for the parameter that is left.
      auto *Left = llvm::find(Taken, false);
      if (Reordered && C->HasTrailing && &A == &Args.back() &&
          Left != Taken.end()) {
        Slots.push_back(Left - Taken.begin());
        *Left = true;
        continue;
      }
      if (!Slots.empty() && Reordered) {
        Diags.report(DiagCode::E0041, A.Value->Where,
                     "positional argument behind a keyword argument");
        Good = false;
      }
      Slots.push_back(I);
      if (I < Taken.size())
        Taken[I] = true;
      continue;
    }
    Reordered = true;
    auto *It = llvm::find(Names, A.Keyword.Name);
    if (Names.empty() && !Params.empty()) {
      Diags.report(DiagCode::E0041, A.Keyword.Where,
                   "keyword argument for " + Callee +
                       ", whose parameter names are not known");
      Good = false;
      break;
    }
    if (It == Names.end()) {
      auto D = Diags.report(DiagCode::E0041, A.Keyword.Where,
                            "`" + Callee + "` has no parameter `" +
                                A.Keyword.Name + "`");
      suggest(D, A.Keyword.Name, Names);
      Good = false;
      continue;
    }
    unsigned Slot = It - Names.begin();
    if (Slot < Taken.size() && Taken[Slot]) {
      Diags.report(DiagCode::E0041, A.Keyword.Where,
                   "parameter `" + A.Keyword.Name + "` is given twice");
      Good = false;
    }
    if (Slot < Taken.size())
      Taken[Slot] = true;
    Slots.push_back(Slot);
  }
  if (!Good) {
    inferRest();
    return false;
  }
  if (auto *Left = llvm::find(Taken, false);
      Reordered && Left != Taken.end() && Args.size() < Params.size()) {
    StringRef Name = Names[Left - Taken.begin()];
    auto D = Diags.report(DiagCode::E0041, C->Where,
                          "missing argument `" +
                              (Name.empty() ? StringRef("_") : Name) +
                              "` in a call of `" + Callee + "`");
    if (DefinedAt.End)
      D.also(DefinedAt, "defined here");
    inferRest();
    return false;
  }
  if (Args.size() != Params.size()) {
    auto D = Diags.report(DiagCode::E0003, C->Where,
                          "wrong number of arguments: `" + Callee + "` takes " +
                              Twine(Params.size()) + ", found " +
                              Twine(Args.size()));
    if (DefinedAt.End)
      D.also(DefinedAt, "defined here");
    inferRest();
    return false;
  }
  // Closures come last: the other arguments tell the types of their parameters.
  for (bool Closures : {false, true})
    for (auto [A, Slot] : llvm::zip(Args, Slots))
      if (llvm::isa<ClosureExpr>(A.Value) == Closures) {
        check(A.Value, Params[Slot]);
        // What an erroneous argument leaves open is no further error.
        if (TypeContext::resolve(A.Value->Ty)->is(TypeKind::Error))
          giveUp(Params[Slot]);
      }
  if (Reordered)
    Order = Ctx.copy(Slots);
  return true;
}

/// The index that a call of `Tuple.nth` or `t.nth` is given as a literal, which
/// tells the type of the element; null if it is none.
static const IntExpr *literalIndex(llvm::ArrayRef<Arg> Args) {
  const Arg &Last = Args.back();
  if (!Last.Keyword.empty() && Last.Keyword.Name != "index")
    return nullptr;
  return dyn_cast<IntExpr>(Last.Value);
}

/// The element of a tuple at an index that is known.
Type *Checker::elementAt(Type *Tuple, uint64_t Index, Span Where) {
  Type *Element = Types.newVar();
  Constraint Projection;
  Projection.Kind = ConstraintKind::Projection;
  Projection.Number = Index;
  Projection.Args = Ctx.copy(ArrayRef<Type *>(Element));
  Projection.Where = Where;
  Types.require(Tuple, Projection);
  return Element;
}

/// `Tuple.nth(t, 1)`, or null if the index is not written out.
Type *Checker::inferTupleNth(CallExpr *C) {
  if (C->Args.size() != 2 || !C->Args[0].Keyword.empty())
    return nullptr;
  const IntExpr *Index = literalIndex(C->Args);
  if (!Index)
    return nullptr;
  Type *Tuple = infer(C->Args[0].Value);
  infer(C->Args[1].Value);
  Type *Element = elementAt(Tuple, Index->Value, C->Args[0].Value->Where);
  C->Callee->Ty = Types.function({Tuple, Types.intType()}, Element);
  return Element;
}

/// `t.nth(1)`, where B is what the name stands for.
Type *Checker::inferTupleNth(CallExpr *C, FieldExpr *F, BuiltinSym *B) {
  const IntExpr *Index = C->Args.size() == 1 ? literalIndex(C->Args) : nullptr;
  if (B->ID != BuiltinID::TupleNth || !Index)
    return nullptr;
  infer(C->Args[0].Value);
  Type *Element = elementAt(F->Base->Ty, Index->Value, F->Base->Where);
  F->Sym = B;
  F->IsMethod = true;
  F->Ty = Types.function({F->Base->Ty, Types.intType()}, Element);
  return Element;
}

Type *Checker::instance(Definition *D, ArrayRef<Type *> Inst) {
  Substitution S;
  for (auto [G, T] : llvm::zip(D->Generics, Inst))
    S[G] = T;
  return TypeContext::resolve(Types.substitute(D->Ty, S));
}

/// What the bounds of each type variable of D are asked of: the argument that
/// has this type.
static SmallVector<Span, 4> boundedArgs(const Definition *D,
                                        const CallExpr *C) {
  SmallVector<Span, 4> Places(D->Generics.size());
  if (Places.empty() || !D->Ty || !D->Ty->is(TypeKind::Function))
    return Places;
  for (auto [P, A] : llvm::zip(D->Ty->params(), C->Args)) {
    auto *G = llvm::find(D->Generics, TypeContext::resolve(P));
    if (G == D->Generics.end() || !A.Keyword.empty())
      continue;
    Span &Place = Places[G - D->Generics.begin()];
    if (!Place.End)
      Place = A.Value->Where;
  }
  return Places;
}

/// Whether Var may be a type that the result is wanted at before the arguments
/// are looked at: values of it come from arguments that can be converted, or
/// from closures that give it and do not take it.
static bool mayBeWanted(const CallExpr *C, Type *Fn, Type *Var) {
  auto occurs = [&](auto &&Self, Type *T, bool InCode) -> bool {
    T = TypeContext::resolve(T);
    if (T == Var)
      return InCode;
    InCode |= T->is(TypeKind::Function) || T->is(TypeKind::Pid);
    return llvm::any_of(T->args(),
                        [&](Type *A) { return Self(Self, A, InCode); });
  };
  bool InOrder =
      C->Args.size() == Fn->params().size() &&
      llvm::all_of(C->Args, [](const Arg &A) { return A.Keyword.empty(); });
  for (auto [I, P] : llvm::enumerate(Fn->params())) {
    Type *T = TypeContext::resolve(P);
    if (!occurs(occurs, T, false))
      continue;
    if (!InOrder || !llvm::isa<ClosureExpr>(C->Args[I].Value) ||
        !T->is(TypeKind::Function) || occurs(occurs, T->result(), false) ||
        llvm::any_of(T->params(),
                     [&](Type *A) { return occurs(occurs, A, true); }))
      return false;
  }
  return true;
}

/// Lets variables of the result be Any that are wanted so, so that arguments of
/// several types are converted one by one: `Set.from_list([1, "1"])`.
void Checker::expectResult(const CallExpr *C, Type *Fn, Type *Wanted) {
  if (!Wanted || !Fn->is(TypeKind::Function))
    return;
  SmallVector<std::pair<Type *, Type *>, 4> Work;
  Type *Result = TypeContext::resolve(Fn->result());
  Wanted = TypeContext::resolve(Wanted);
  // The result as a whole is best converted when it is there.
  if (!Result->is(TypeKind::Var) || !Wanted->is(TypeKind::Any))
    Work.push_back({Result, Wanted});
  while (!Work.empty()) {
    auto [R, W] = Work.pop_back_val();
    R = TypeContext::resolve(R);
    W = TypeContext::resolve(W);
    if (R->is(TypeKind::Var)) {
      bool Suits = !R->isGeneric() && hasAny(W) && mayBeWanted(C, Fn, R);
      for (const Constraint *A = Types.bounds(R); A; A = A->Next)
        Suits = Suits && isTraitOfAny(*A);
      if (Suits)
        Types.unify(R, W);
    } else if (R->kind() == W->kind() && R->decl() == W->decl() &&
               R->name() == W->name() && R->args().size() == W->args().size() &&
               !R->is(TypeKind::Function) && !R->is(TypeKind::Pid)) {
      for (auto [A, B] : llvm::zip(R->args(), W->args()))
        Work.push_back({A, B});
    }
  }
  reportFailures();
}

Type *Checker::inferCall(CallExpr *C, Type *Wanted) {
  Symbol *Sym = calleeSymbol(C->Callee);
  if (auto *B = llvm::dyn_cast_or_null<BuiltinSym>(Sym)) {
    if (B->ID == BuiltinID::Spawn)
      return inferSpawn(C);
    if (B->ID == BuiltinID::Send)
      return inferSend(C);
    if (B->ID == BuiltinID::TupleNth)
      if (Type *T = inferTupleNth(C))
        return T;
    if (Type *T = inferProcessCall(C, B, Wanted))
      return T;
  }
  auto *D = llvm::dyn_cast_or_null<Definition>(Sym);
  if (auto *F = dyn_cast<FieldExpr>(C->Callee); F && !Sym)
    return inferMethodCall(C, F);
  if (!D)
    return inferValueCall(C);
  if (auto *N = dyn_cast<NameExpr>(C->Callee); N && llvm::isa<MethodSym>(D))
    N->Sym = D = chooseMethod(C, llvm::cast<MethodSym>(D));

  ArrayRef<Type *> Inst =
      Types.instantiate(D->Generics, C->Callee->Where, boundedArgs(D, C));
  setInst(C->Callee, Inst);
  Type *Fn = instance(D, Inst);
  expectResult(C, Fn, Wanted);
  return finishCall(C, D, Fn);
}

Type *Checker::finishCall(CallExpr *C, Definition *D, Type *Fn) {
  C->Callee->Ty = Fn;
  if (!Fn->is(TypeKind::Function)) {
    for (Arg &A : C->Args)
      inferInVain(A.Value);
    Diags.report(DiagCode::E0005, C->Callee->Where,
                 "not a function: `" + D->Name + "` has type " + print(Fn));
    return Types.errorType();
  }
  // The value in front of the dot is the first argument of a method.
  auto *F = dyn_cast<FieldExpr>(C->Callee);
  unsigned Skip = F && F->IsMethod ? 1 : 0;
  auto Names = D->ParamNames;
  if (!checkArgs(C, C->Args, Fn->params().drop_front(Skip),
                 Names.drop_front(std::min<size_t>(Skip, Names.size())),
                 D->Name, D->Where, C->Order)) {
    // Nothing more is said about what the arguments would have told.
    SmallVector<Type *, 8> Work(Fn->args());
    while (!Work.empty()) {
      Type *T = TypeContext::resolve(Work.pop_back_val());
      Work.append(T->args().begin(), T->args().end());
      if (T->is(TypeKind::Var))
        Types.unify(T, Types.errorType());
    }
    return Types.errorType();
  }
  if (D == Current.Actor && C->IsTail) {
    C->ContinuesActor = true;
    return Types.neverType();
  }
  return Fn->result();
}
