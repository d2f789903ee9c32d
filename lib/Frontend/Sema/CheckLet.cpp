//===- CheckLet.cpp - Names for values, at every type that they have ------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every `let` is generalised: there is no mutation that it could go wrong with.
// The lowering makes one value for each type that the name is used at, so the
// computation must be one that may be done several times: what prints, sends
// or leaves the function keeps one type. When all is known and all uses turn
// out to have one type, the `let` is made an ordinary one.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "snow/Frontend/AST/Walk.h"
#include "llvm/ADT/StringSwitch.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// What may be computed again
//===----------------------------------------------------------------------===//

/// Modules whose functions do nothing but compute.
static bool isPureModule(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Cases({"String", "List", "Map", "Set", "Queue", "Range", "Tuple"}, true)
      .Cases({"Math", "Int", "Float", "JSON", "Json"}, true)
      .Cases({"map", "filter", "reduce", "head", "tail", "compare"}, true)
      .Cases({"default", "panic", "to_string", "inspect", "hash"}, true)
      .Default(false);
}

static bool holdsFunction(Type *T) {
  T = TypeContext::resolve(T);
  return T->is(TypeKind::Function) || llvm::any_of(T->args(), holdsFunction);
}

bool Repeatable::clauses(const void *Key, ArrayRef<ClauseView> Clauses) {
  // A function that calls itself is as good as the rest of it.
  auto [It, New] = Known.try_emplace(Key, true);
  if (!New)
    return It->second;
  bool Outer = std::exchange(InFunction, true);
  bool Result = llvm::all_of(Clauses, [&](const ClauseView &C) {
    return (!C.Guard || expr(C.Guard)) && expr(C.Body);
  });
  InFunction = Outer;
  return Known[Key] = Result;
}

bool Repeatable::lambda(const Lambda *F) {
  SmallVector<ClauseView, 2> Views;
  for (const ClosureClause &C : F->Clauses)
    Views.push_back({C.Guard, C.Body});
  return clauses(F, Views);
}

bool Repeatable::function(const FunctionSym *F) {
  SmallVector<ClauseView, 2> Views;
  for (const FnItem *C : F->Clauses)
    Views.push_back({C->Guard, C->Body});
  return clauses(F, Views);
}

/// All that a method of the trait may be, or one of any of them.
bool Repeatable::methods(const TraitSym *T, llvm::StringRef Name) {
  auto isMeant = [&](llvm::StringRef Other) {
    return Name.empty() || Name == Other;
  };
  for (const MethodSym *M : T->Methods)
    if (isMeant(M->Name) && M->Default && !function(M->Default))
      return false;
  for (const ImplSym *I : T->Impls)
    for (const FunctionSym *F : I->Methods)
      if (isMeant(F->Name) && !function(F))
        return false;
  return true;
}

/// Operators and what the library does with values are the program's to define.
bool Repeatable::methods(std::initializer_list<Trait> Traits) {
  return llvm::all_of(Traits, [&](Trait T) { return methods(Types.trait(T)); });
}

/// Calling what S names.
bool Repeatable::call(const Symbol *S) {
  if (!S)
    return false;
  switch (S->Kind) {
  case SymbolKind::Variant:
  case SymbolKind::Derived:
    return true;
  case SymbolKind::Builtin:
    return isPureModule(S->Name.split('.').first) &&
           methods({Trait::Eq, Trait::Ord, Trait::Hash, Trait::Display,
                    Trait::Debug, Trait::Default});
  case SymbolKind::Function:
    return function(cast<FunctionSym>(S));
  case SymbolKind::Local:
    // The arguments of a call have been looked at where it stands.
    if (const Lambda *F = cast<LocalVar>(S)->Fn)
      return lambda(F);
    return InFunction;
  case SymbolKind::Method: {
    // A derived one asks the other impls of the trait.
    auto *M = cast<MethodSym>(S);
    return methods(M->Owner, M->Owner->Builtin ? "" : M->Name);
  }
  default:
    return false;
  }
}

/// A value that is given to a function, which may call it.
bool Repeatable::argument(Expr *E) {
  if (!expr(E))
    return false;
  if (auto *C = dyn_cast<ClosureExpr>(E))
    return lambda(C->Fn);
  if (!E->Ty || !holdsFunction(E->Ty))
    return true;
  if (auto *N = dyn_cast<NameExpr>(E))
    return call(N->Sym);
  auto *F = dyn_cast<FieldExpr>(E);
  return F && F->Sym && call(F->Sym);
}

/// The methods that an expression of itself may call.
bool Repeatable::operators(const Expr *E) {
  switch (E->Kind) {
  case ExprKind::Unary:
    return methods({Trait::Neg, Trait::Not});
  case ExprKind::Binary:
    return methods({Trait::Add, Trait::Sub, Trait::Mul, Trait::Div, Trait::Mod,
                    Trait::Eq, Trait::Ord});
  case ExprKind::String:
    return methods({Trait::Display, Trait::Debug});
  case ExprKind::Map:
  case ExprKind::Index:
    return methods({Trait::Eq, Trait::Hash});
  default:
    return true;
  }
}

bool Repeatable::expr(Expr *E) {
  switch (E->Kind) {
  case ExprKind::Return:
  case ExprKind::Break:
  case ExprKind::Continue:
  case ExprKind::Try:
  case ExprKind::Receive:
    return false;
  case ExprKind::Self:
    return !cast<SelfExpr>(E)->IsCall;
  case ExprKind::Closure:
    return true;
  case ExprKind::Pipe:
    return cast<PipeExpr>(E)->Call && expr(cast<PipeExpr>(E)->Call);
  case ExprKind::Call: {
    auto *C = cast<CallExpr>(E);
    auto *N = dyn_cast<NameExpr>(C->Callee);
    auto *F = dyn_cast<FieldExpr>(C->Callee);
    if (N || (F && F->Sym)) {
      if (!call(N ? N->Sym : F->Sym) ||
          (F && F->IsMethod && !argument(F->Base)))
        return false;
    } else if (auto *Fn = dyn_cast<ClosureExpr>(C->Callee)) {
      if (!lambda(Fn->Fn))
        return false;
    } else {
      return false;
    }
    return llvm::all_of(C->Args, [&](Arg &A) { return argument(A.Value); });
  }
  default: {
    bool Result = operators(E);
    forEachChild(E, [&](Expr *Child) { Result = Result && expr(Child); });
    return Result;
  }
  }
}

//===----------------------------------------------------------------------===//
// Generalisation
//===----------------------------------------------------------------------===//

/// Whether Var is part of a function inside T.
static bool isInFunction(Type *T, Type *Var, bool Inside = false) {
  T = TypeContext::resolve(T);
  if (T == Var)
    return Inside;
  Inside |= T->is(TypeKind::Function);
  return llvm::any_of(T->args(),
                      [&](Type *A) { return isInFunction(A, Var, Inside); });
}

/// Whether the names of a `let`, whose level was left, get schemes.
bool Checker::mayGeneralise(LetStmt *L, ArrayRef<LocalVar *> Vars) {
  SmallVector<Type *, 4> Generics;
  for (LocalVar *V : Vars)
    Types.freeVariables(V->Ty, Generics);
  if (Generics.empty())
    return false;
  auto *N = dyn_cast<NamePattern>(L->Pat);
  if (N && N->Var->Fn)
    return true;
  // What has to become known can only be asked of the arguments of a function:
  // `default()` has one type, which is still to be found.
  for (Type *G : Generics)
    for (const Constraint *C = Types.bounds(G); C; C = C->Next)
      if (!isHarmless(*C) && !(N && isInFunction(N->Var->Ty, G)))
        return false;
  return Repeatable(Types).expr(L->Value);
}

/// The value as a function without parameters, which the lowering calls.
Lambda *Checker::makeThunk(LetStmt *L, LocalVar *V) {
  Expr *Value = L->Value;
  if (!llvm::isa<NamePattern>(L->Pat)) {
    auto *Name = Ctx.make<NameExpr>(V->Where, V->Name);
    Name->Sym = V;
    Name->Ty = V->Ty;
    auto *Inner = Ctx.make<LetStmt>(*L);
    Inner->Global = nullptr;
    Stmt Stmts[2];
    Stmts[0].Let = Inner;
    Stmts[1].E = Name;
    Value = Ctx.make<BlockExpr>(L->Where, Ctx.copy(ArrayRef<Stmt>(Stmts)));
    Value->Ty = V->Ty;
  }
  auto *F = Ctx.make<Lambda>();
  F->Name = V->Name;
  F->Where = L->Value->Where;
  SmallVector<ClosureClause, 1> Clauses = {{F->Where, {}, nullptr, Value}};
  F->Clauses = Ctx.copy(Clauses);
  F->Ty = Types.function({}, V->Ty);
  return F;
}

void Checker::checkLet(LetStmt *L) {
  SmallVector<LocalVar *, 4> Vars;
  boundVariables(L->Pat, Vars);
  llvm::erase(Vars, nullptr);
  size_t From = PolymorphicLets.size();
  // What the value uses belongs to it.
  unsigned Scope = std::exchange(Current.Scope, ++NumScopes);
  Types.enterLevel();
  TypeVars Named;
  Type *T;
  if (L->Annotation) {
    T = convert(L->Annotation, Named);
    Because Why = {L->Annotation->Where, "declared here"};
    check(L->Value, T, &Why);
    T = TypeContext::resolve(T);
  } else {
    T = infer(L->Value);
    // The names of `let x = return 1` stand in dead code.
    if (TypeContext::resolve(T)->is(TypeKind::Never))
      T = Types.newVar();
  }
  checkPattern(L->Pat, T);
  Types.leaveLevel();
  Current.Scope = Scope;
  // A closure that is to be an Any is a value like others.
  if (TypeContext::resolve(T)->is(TypeKind::Any))
    for (LocalVar *V : Vars)
      V->Fn = nullptr;
  if (!isIrrefutable(L->Pat))
    Diags.report(DiagCode::E0045, L->Pat->Where, "refutable pattern in let")
        .label("does not match every " + print(T))
        .fix("use `case`");
  if (!mayGeneralise(L, Vars)) {
    Types.keep(T);
    return;
  }
  generaliseLocals(Vars, From);
  PolymorphicLet P;
  P.Scope = Scope;
  for (LocalVar *V : Vars) {
    if (V->Generics.empty() || V->Fn)
      continue;
    V->Fn = makeThunk(L, V);
    V->IsThunk = true;
    P.Vars.push_back(V);
  }
  if (!P.Vars.empty())
    PolymorphicLets.push_back(std::move(P));
}

//===----------------------------------------------------------------------===//
// Uses
//===----------------------------------------------------------------------===//

void Checker::recordUse(LocalVar *V, ArrayRef<Type *> Inst) {
  for (PolymorphicLet &P : llvm::reverse(PolymorphicLets))
    if (llvm::is_contained(P.Vars, V)) {
      P.Uses.push_back({V, Inst, P.Scope == Current.Scope});
      return;
    }
}

/// Whether all uses have one type that makes sense where the `let` stands; then
/// they are given it.
bool Checker::haveOneType(const PolymorphicLet &P, ArrayRef<Type *> Around) {
  auto isKnown = [&](auto &&Self, Type *T) -> bool {
    T = TypeContext::resolve(T);
    if (T->is(TypeKind::Var) && T->isGeneric())
      return llvm::is_contained(Around, T) || llvm::is_contained(P.Around, T);
    return llvm::all_of(T->args(), [&](Type *A) { return Self(Self, A); });
  };
  for (const LetUse &U : P.Uses)
    for (auto [First, T] : llvm::zip(P.Uses.front().Inst, U.Inst))
      if (!isKnown(isKnown, T) || !Types.canMerge(First, T))
        return false;
  return llvm::all_of(P.Uses, [&](const LetUse &U) {
    return llvm::all_of_zip(P.Uses.front().Inst, U.Inst, [&](Type *A, Type *B) {
      return Types.unify(A, B) == TypeContext::Unify::Same;
    });
  });
}

/// The definitions around the lets made since From are finished; Around are
/// their generic variables.
void Checker::finishLets(size_t From, ArrayRef<Type *> Around, bool AtEnd) {
  SmallVector<PolymorphicLet, 4> Left;
  for (PolymorphicLet &P : llvm::drop_begin(PolymorphicLets, From)) {
    // The functions of the file may still use its constants.
    if (P.Vars.front()->Global && !AtEnd) {
      Left.push_back(std::move(P));
      continue;
    }
    // One that needs to know more and is not used is never computed.
    bool IsOrdinary =
        haveOneType(P, Around) &&
        (!P.Uses.empty() ||
         llvm::all_of(P.Vars.front()->Generics, [&](Type *G) {
           for (const Constraint *C = Types.bounds(G); C; C = C->Next)
             if (!isHarmless(*C))
               return false;
           return true;
         }));
    if (IsOrdinary && !P.Uses.empty())
      for (auto [G, T] :
           llvm::zip(P.Vars.front()->Generics, P.Uses.front().Inst))
        Types.settle(G, T);
    for (LocalVar *V : P.Vars) {
      if (IsOrdinary) {
        V->Fn = nullptr;
        V->Generics = {};
        V->IsThunk = false;
        continue;
      }
      SmallVector<ArrayRef<Type *>, 4> Here;
      for (const LetUse &U : P.Uses)
        if (U.Var == V && U.IsDirect && !V->Global)
          Here.push_back(U.Inst);
      V->UsedAt = Ctx.copy(Here);
    }
  }
  PolymorphicLets.truncate(From);
  llvm::append_range(PolymorphicLets, Left);
}
