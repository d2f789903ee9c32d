//===- CheckLet.cpp - Names for values, at every type that they have ------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every `let` is generalised: there is no mutation that it could go wrong with.
// It is evaluated once, where it stands. A program is made of instances,
// though, which have one type each, so there are four ways for a name to have
// several:
//
// * A closure that is named is lowered where it is used, at the type there.
// * A value that holds no function over its type variables holds nothing of
//   their types either: an empty list, None, an Err. The instance for () is
//   evaluated, and is a value of all the others as it is.
// * A pure value with functions is computed where the `let` stands, once for
//   each type that it is used at, for doing so twice shows nowhere.
// * A value with functions that also prints, sends or leaves the function, or
//   that is used at types that only the instances of a local function know, is
//   evaluated at stand-ins, and a use has the functions at its own types
//   (Lowering/LowerTemplate.cpp). A process that it starts is one of Any. What
//   Any cannot do has one type in its messages, which the spawn determines.
//
// When all is known and all uses turn out to have one type, the `let` is made
// an ordinary one.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "Parametricity.h"
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
  if (auto It = Known.find(E); It != Known.end())
    return It->second;
  for (Expr *Link : longChain(E))
    if (!(Known[Link] = link(Link)))
      return false;
  return link(E);
}

/// The same for an expression that is no long chain, or its last link.
bool Repeatable::link(Expr *E) {
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

/// Whether functions or processes are over G: it is part of their types, or
/// only what they do asks for it.
static bool isCodeOver(ArrayRef<LocalVar *> Vars, Type *G) {
  return llvm::any_of(Vars, [&](LocalVar *V) { return isInCode(V->Ty, G); }) ||
         llvm::none_of(Vars, [&](LocalVar *V) { return contains(V->Ty, G); });
}

bool Checker::meets(Type *Var, bool (*Suits)(const Constraint &)) {
  for (const Constraint *C = Types.bounds(Var); C; C = C->Next)
    if (!Suits(*C))
      return false;
  return true;
}

/// Whether one value does for all types that G stands for. A process is one of
/// Any then, to which no function over another type can be sent.
bool Checker::mayBeUniform(ArrayRef<LocalVar *> Vars, Type *G) {
  if (!isCodeOver(Vars, G))
    return meets(G, isHarmless);
  return llvm::all_of(Vars, [&](LocalVar *V) {
    return !isInMessage(V->Ty, G) ||
           (meets(G, isTraitOfAny) && !isInMessageCode(V->Ty, G));
  });
}

/// Decides for the names of a `let`, whose level was left. Variables that have
/// to keep one type are taken to the level around.
Checker::LetKind Checker::chooseKind(LetStmt *L, ArrayRef<LocalVar *> Vars) {
  SmallVector<Type *, 4> Generics;
  for (LocalVar *V : Vars)
    Types.freeVariables(V->Ty, Generics);
  if (Generics.empty())
    return LetKind::OneType;
  auto *N = dyn_cast<NamePattern>(L->Pat);
  if (N && N->Var->Fn)
    return LetKind::Function;
  bool IsPure = Repeatable(Types).expr(L->Value);
  auto isCode = [&](Type *G) { return isCodeOver(Vars, G); };
  // What has to become known can only be asked of the arguments of a function:
  // `default()` has one type, which is still to be found.
  for (Type *G : Generics)
    if (IsPure ? !meets(G, isHarmless) && !(N && isCode(G))
               : !mayBeUniform(Vars, G))
      Types.keep(G);
  Generics.clear();
  for (LocalVar *V : Vars)
    Types.freeVariables(V->Ty, Generics);
  if (Generics.empty())
    return LetKind::OneType;
  return IsPure && llvm::any_of(Generics, isCode) ? LetKind::PerType
                                                  : LetKind::Uniform;
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
    Inner->Instances = {};
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
  checkIrrefutable(L->Pat, T, "refutable pattern in let");
  Types.leaveLevel();
  // A closure that is to be of another type, an Any or one that takes a bare
  // Pid, is a value like others.
  if (TypeContext::resolve(T)->is(TypeKind::Any) ||
      (L->Annotation && L->Value->Ty && !TypeContext::same(T, L->Value->Ty)))
    for (LocalVar *V : Vars)
      V->Fn = nullptr;
  LetKind Kind = chooseKind(L, Vars);
  if (Kind == LetKind::OneType) {
    Types.keep(T);
    return;
  }
  generaliseLocals(Vars, From);
  if (Kind == LetKind::Function)
    return;
  PolymorphicLet P;
  P.Let = L;
  for (LocalVar *V : Vars) {
    V->IsUniform = Kind == LetKind::Uniform;
    V->IsThunk = Kind == LetKind::PerType;
    if (V->IsThunk)
      V->Fn = makeThunk(L, V);
    P.Vars.push_back(V);
  }
  PolymorphicLets.push_back(std::move(P));
}

//===----------------------------------------------------------------------===//
// Uses
//===----------------------------------------------------------------------===//

void Checker::recordUse(LocalVar *V, ArrayRef<Type *> Inst, NameExpr *Name) {
  for (PolymorphicLet &P : llvm::reverse(PolymorphicLets))
    if (llvm::is_contained(P.Vars, V)) {
      P.Uses.push_back({V, Inst, Name});
      return;
    }
}

/// Whether a type means something where a `let` stands: its generic variables
/// are those of the definitions around it.
static bool isKnown(Type *T, ArrayRef<Type *> Outer, ArrayRef<Type *> Inner) {
  T = TypeContext::resolve(T);
  if (T->is(TypeKind::Var) && T->isGeneric())
    return llvm::is_contained(Outer, T) || llvm::is_contained(Inner, T);
  return llvm::all_of(T->args(),
                      [&](Type *A) { return isKnown(A, Outer, Inner); });
}

/// Makes the lists of types one, if nothing is in the way.
static bool merge(TypeContext &Types, ArrayRef<Type *> A, ArrayRef<Type *> B) {
  return llvm::all_of_zip(
             A, B, [&](Type *X, Type *Y) { return Types.canMerge(X, Y); }) &&
         llvm::all_of_zip(A, B, [&](Type *X, Type *Y) {
           return Types.unify(X, Y) == TypeContext::Unify::Same;
         });
}

/// Whether all uses have one type that makes sense where the `let` stands; then
/// they are given it.
bool Checker::haveOneType(const PolymorphicLet &P, ArrayRef<Type *> Around) {
  for (const LetUse &U : P.Uses)
    for (auto [First, T] : llvm::zip(P.Uses.front().Inst, U.Inst))
      if (!isKnown(T, Around, P.Around) || !Types.canMerge(First, T))
        return false;
  return llvm::all_of(P.Uses, [&](const LetUse &U) {
    return merge(Types, P.Uses.front().Inst, U.Inst);
  });
}

/// Gives the uses names for the types that they have.
void Checker::makeInstances(const PolymorphicLet &P, ArrayRef<Type *> Around) {
  SmallVector<LetInstance, 4> Made;
  for (const LetUse &U : P.Uses) {
    if (!U.Name || llvm::any_of(U.Inst, [&](Type *T) {
          return !isKnown(T, Around, P.Around);
        }))
      continue;
    auto *Known = llvm::find_if(Made, [&](const LetInstance &I) {
      return merge(Types, I.Types, U.Inst);
    });
    if (Known == Made.end()) {
      Substitution S;
      for (auto [G, T] : llvm::zip(U.Var->Generics, U.Inst))
        S[G] = T;
      SmallVector<LocalVar *, 2> Vars;
      for (LocalVar *V : P.Vars) {
        auto *Copy = Ctx.make<LocalVar>(*V);
        Copy->Ty = Types.substitute(V->Ty, S);
        Copy->Fn = nullptr;
        Copy->Generics = {};
        Copy->IsThunk = Copy->IsUniform = false;
        Copy->Copy = Made.size() + 1;
        Vars.push_back(Copy);
      }
      Made.push_back({U.Inst, Ctx.copy(ArrayRef<LocalVar *>(Vars))});
      Known = &Made.back();
    }
    U.Name->Sym = Known->Vars[llvm::find(P.Vars, U.Var) - P.Vars.begin()];
    U.Name->Inst = {};
  }
  P.Let->Instances = Ctx.copy(ArrayRef<LetInstance>(Made));
}

/// The one value is evaluated at types that stand for those of the uses. True
/// if the uses have to make it their own, for it holds functions.
bool Checker::makeUniform(const PolymorphicLet &P, ArrayRef<Type *> Around) {
  ArrayRef<Type *> Generics = P.Vars.front()->Generics;
  bool HasCode =
      llvm::any_of(Generics, [&](Type *G) { return isCodeOver(P.Vars, G); });
  if (HasCode)
    makeInstances(P, Around);
  for (Type *G : Generics)
    TypeContext::settle(G, HasCode ? Types.newStandIn() : Types.unitType());
  return HasCode;
}

/// Finds types to evaluate a value at that has no use, for it may panic. False
/// if there are none at hand.
bool Checker::settleUnused(ArrayRef<Type *> Generics) {
  SmallVector<Type *, 4> Chosen;
  Type *Candidates[] = {Types.unitType(), Types.intType(), Types.stringType(),
                        Types.boolType()};
  for (Type *G : Generics) {
    auto *T = llvm::find_if(Candidates, [&](Type *Candidate) {
      for (const Constraint *C = Types.bounds(G); C; C = C->Next)
        if (C->Kind != ConstraintKind::Trait || !C->Args.empty() ||
            C->Subject || !Types.hasTrait(Candidate, C->Wanted))
          return false;
      return true;
    });
    if (T == std::end(Candidates))
      return false;
    Chosen.push_back(*T);
  }
  for (auto [G, T] : llvm::zip(Generics, Chosen))
    TypeContext::settle(G, T);
  return true;
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
    ArrayRef<Type *> Generics = P.Vars.front()->Generics;
    bool IsOrdinary =
        P.Uses.empty() ? settleUnused(Generics) : haveOneType(P, Around);
    if (IsOrdinary && !P.Uses.empty())
      for (auto [G, T] : llvm::zip(Generics, P.Uses.front().Inst))
        Types.settle(G, T);
    bool IsUniform = P.Vars.front()->IsUniform ||
                     (llvm::any_of(P.Uses,
                                   [&](const LetUse &U) {
                                     return llvm::any_of(U.Inst, [&](Type *T) {
                                       return !isKnown(T, Around, P.Around);
                                     });
                                   }) &&
                      llvm::all_of(Generics, [&](Type *G) {
                        return mayBeUniform(P.Vars, G);
                      }));
    bool IsTemplate = false;
    if (!IsOrdinary && IsUniform)
      IsTemplate = makeUniform(P, Around);
    else if (!IsOrdinary)
      makeInstances(P, Around);
    if (!IsOrdinary && !IsUniform)
      continue;
    for (LocalVar *V : P.Vars) {
      V->Fn = nullptr;
      if (!IsTemplate)
        V->Generics = {};
      V->IsThunk = false;
      V->IsUniform = !IsOrdinary;
    }
  }
  PolymorphicLets.truncate(From);
  llvm::append_range(PolymorphicLets, Left);
}
