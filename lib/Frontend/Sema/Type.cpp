//===- Type.cpp - Making, unifying and printing types ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Sema/Namespace.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

StringRef snow::frontend::traitName(Trait T) {
  static const StringRef Names[] = {"Add",
                                    "Sub",
                                    "Mul",
                                    "Div",
                                    "Mod",
                                    "Neg",
                                    "Not",
                                    "Eq",
                                    "Ord",
                                    "Display",
                                    "Debug",
                                    "Hash",
                                    "Default",
                                    "Json",
                                    "Row",
                                    "Concat",
                                    "Display",
                                    "Int or Float",
                                    "Int or Ordering"};
  return Names[static_cast<unsigned>(T)];
}

TypeContext::TypeContext(ASTContext &Ctx) : Ctx(Ctx) {
  for (unsigned I = 0; I <= static_cast<unsigned>(TypeKind::Named); ++I)
    Simple[I] = Ctx.make<Type>(Type(static_cast<TypeKind>(I)));
}

Type *TypeContext::makeCon(TypeKind K, ArrayRef<Type *> Args) {
  Type *T = Ctx.make<Type>(Type(K));
  T->Args = Ctx.copy(Args);
  return T;
}

Type *TypeContext::tuple(ArrayRef<Type *> Elements) {
  return makeCon(TypeKind::Tuple, Elements);
}

Type *TypeContext::function(ArrayRef<Type *> Params, Type *Result) {
  SmallVector<Type *, 4> Args(Params);
  Args.push_back(Result);
  return makeCon(TypeKind::Function, Args);
}

Type *TypeContext::pid(Type *Message) {
  return makeCon(TypeKind::Pid, Message);
}

Type *TypeContext::named(StringRef Name, ArrayRef<Type *> Args) {
  Type *T = makeCon(TypeKind::Named, Args);
  T->Decl = BuiltinTypes.lookup(Name);
  T->Name = T->Decl ? T->Decl->Name : Ctx.copy(Name);
  return T;
}

Type *TypeContext::named(TypeSym *Decl, ArrayRef<Type *> Args) {
  Type *T = makeCon(TypeKind::Named, Args);
  T->Decl = Decl;
  T->Name = Decl->Name;
  return T;
}

bool Type::isBuiltin(StringRef BuiltinName) const {
  return Kind == TypeKind::Named && Name == BuiltinName &&
         (!Decl || !Decl->Home);
}

Type *TypeContext::newVar() {
  Type *T = Ctx.make<Type>(Type(TypeKind::Var));
  T->Level = Level;
  T->ID = NextID++;
  return T;
}

Type *TypeContext::newVarOutside() {
  Type *T = newVar();
  T->Level = 0;
  return T;
}

Type *TypeContext::newStandIn() {
  return named("'" + std::to_string(++NumStandIns));
}

bool TypeContext::hasStandIn(Type *T) const {
  if (!NumStandIns)
    return false;
  T = resolve(T);
  return isStandIn(T) ||
         llvm::any_of(T->Args, [&](Type *A) { return hasStandIn(A); });
}

Type *TypeContext::resolve(Type *T) {
  while (T->Kind == TypeKind::Var && T->Link)
    T = T->Link;
  return T;
}

/// Variables that a constraint ties to another one live as long as that does.
void TypeContext::capLevel(Type *T, unsigned Cap) {
  SmallVector<Type *, 8> Work = {T};
  while (!Work.empty()) {
    Type *U = resolve(Work.pop_back_val());
    if (!U->is(TypeKind::Var)) {
      Work.append(U->Args.begin(), U->Args.end());
      continue;
    }
    if (U->isGeneric() || U->Level <= Cap)
      continue;
    U->Level = Cap;
    for (const Constraint *C = U->Bounds; C; C = C->Next)
      Work.append(C->Args.begin(), C->Args.end());
  }
}

/// Whether Var is part of In. Also brings the variables of In to Var's level,
/// because they live as long as it does from now on.
bool TypeContext::occurs(Type *Var, Type *In) {
  SmallVector<Type *, 8> Work = {In};
  while (!Work.empty()) {
    Type *T = resolve(Work.pop_back_val());
    if (T == Var)
      return true;
    if (T->is(TypeKind::Var))
      capLevel(T, Var->Level);
    Work.append(T->Args.begin(), T->Args.end());
  }
  return false;
}

TypeContext::Unify TypeContext::unify(Type *A, Type *B) {
  A = resolve(A);
  B = resolve(B);
  if (A == B)
    return Unify::Same;
  if (A->is(TypeKind::Error) || B->is(TypeKind::Error)) {
    // What is unknown after an error raises no more of them.
    if (A->is(TypeKind::Var) && !A->isGeneric())
      A->Link = B;
    else if (B->is(TypeKind::Var) && !B->isGeneric())
      B->Link = A;
    return Unify::Same;
  }
  // A variable of a scheme stays what it is: another one becomes it.
  if (B->is(TypeKind::Var) && (!A->is(TypeKind::Var) || A->isGeneric()))
    std::swap(A, B);
  if (A->is(TypeKind::Var)) {
    if (occurs(A, B))
      return Unify::Infinite;
    A->Link = B;
    for (const Constraint *C = A->Bounds; C; C = C->Next)
      require(C->Subject ? C->Subject : B, *C);
    return Unify::Same;
  }
  if (A->Kind != B->Kind || A->Args.size() != B->Args.size() ||
      A->Name != B->Name || A->Decl != B->Decl)
    return Unify::Mismatch;
  // The bare Pid fits every Pid<M>, in both directions.
  if (A->is(TypeKind::Pid) && (resolve(A->Args[0])->is(TypeKind::Any) ||
                               resolve(B->Args[0])->is(TypeKind::Any)))
    return Unify::Same;
  for (auto [X, Y] : llvm::zip(A->Args, B->Args))
    if (Unify U = unify(X, Y); U != Unify::Same)
      return U;
  return Unify::Same;
}

bool TypeContext::same(Type *A, Type *B) {
  A = resolve(A);
  B = resolve(B);
  if (A == B)
    return true;
  return A->Kind == B->Kind && !A->is(TypeKind::Var) && A->Name == B->Name &&
         A->Decl == B->Decl && A->Args.size() == B->Args.size() &&
         llvm::all_of_zip(A->Args, B->Args, same);
}

bool TypeContext::canMerge(Type *A, Type *B) const {
  A = resolve(A);
  B = resolve(B);
  auto isFree = [&](Type *T) {
    return T->is(TypeKind::Var) && !T->isGeneric() && T->Level > Level;
  };
  if (A == B || isFree(A) || isFree(B))
    return true;
  return A->Kind == B->Kind && !A->is(TypeKind::Var) && A->Name == B->Name &&
         A->Decl == B->Decl && A->Args.size() == B->Args.size() &&
         llvm::all_of_zip(A->Args, B->Args,
                          [&](Type *X, Type *Y) { return canMerge(X, Y); });
}

SmallVector<FailedConstraint, 2> TypeContext::takeFailures() {
  return std::exchange(Failures, {});
}

void TypeContext::freeVariables(Type *T,
                                llvm::SmallVectorImpl<Type *> &Out) const {
  SmallVector<Type *, 8> Work = {T};
  llvm::SmallPtrSet<Type *, 8> Seen(Out.begin(), Out.end());
  while (!Work.empty()) {
    Type *U = resolve(Work.pop_back_val());
    if (U->is(TypeKind::Var)) {
      if (U->isGeneric() || U->Level <= Level || !Seen.insert(U).second)
        continue;
      Out.push_back(U);
      for (const Constraint *C = U->Bounds; C; C = C->Next) {
        Work.append(C->Args.begin(), C->Args.end());
        if (C->Subject)
          Work.push_back(C->Subject);
      }
      continue;
    }
    for (Type *A : llvm::reverse(U->Args))
      Work.push_back(A);
  }
}

ArrayRef<Type *> TypeContext::instantiate(ArrayRef<Type *> Generics, Span Where,
                                          ArrayRef<Span> Places) {
  SmallVector<Type *, 4> Fresh;
  Substitution S;
  for (Type *G : Generics) {
    Fresh.push_back(newVar());
    S[G] = Fresh.back();
  }
  for (auto [I, G, V] : llvm::enumerate(Generics, Fresh)) {
    for (const Constraint *C = G->Bounds; C; C = C->Next) {
      Constraint Copy = *C;
      // What the library asks for has no place.
      Copy.IsOfUse = C->Where.End != 0;
      Copy.Where = I < Places.size() && Places[I].End ? Places[I] : Where;
      SmallVector<Type *, 2> Args;
      for (Type *A : C->Args)
        Args.push_back(substitute(A, S));
      Copy.Args = Ctx.copy(Args);
      if (C->Subject)
        Copy.Subject = substitute(C->Subject, S);
      Copy.Next = V->Bounds;
      V->Bounds = Ctx.make<Constraint>(Copy);
    }
    if (V->Bounds)
      Asked.push_back(V);
  }
  return Ctx.copy(Fresh);
}

void TypeContext::bind(Type *Scheme, Type *Concrete, Substitution &Out) {
  Scheme = resolve(Scheme);
  Concrete = resolve(Concrete);
  if (Scheme->is(TypeKind::Var)) {
    Out.try_emplace(Scheme, Concrete);
    return;
  }
  for (auto [S, C] : llvm::zip(Scheme->args(), Concrete->args()))
    bind(S, C, Out);
}

void TypeContext::identify(Type *Var, Type *G) {
  const Constraint *Asked = Var->Bounds;
  Var->Link = G;
  // A method that a trait of G promises is no demand on it.
  auto isPromised = [&](const Constraint &C) {
    for (const Constraint *B = G->Bounds; B; B = B->Next)
      if (B->Kind == ConstraintKind::Trait && !B->Subject)
        for (const MethodSym *M : B->Wanted->Methods)
          if (M->Name == C.Name && !M->IsStatic)
            return true;
    return false;
  };
  for (const Constraint *C = Asked; C; C = C->Next)
    if (C->Kind != ConstraintKind::Method || C->Subject || !isPromised(*C))
      attach(G, *C);
}

Type *TypeContext::substitute(Type *T, const Substitution &S) {
  T = resolve(T);
  if (T->is(TypeKind::Var) || isStandIn(T)) {
    auto It = S.find(T);
    return It == S.end() ? T : It->second;
  }
  if (T->Args.empty() || S.empty())
    return T;
  SmallVector<Type *, 4> Args;
  bool Changed = false;
  for (Type *A : T->Args) {
    Args.push_back(substitute(A, S));
    Changed |= Args.back() != A;
  }
  if (!Changed)
    return T;
  Type *Copy = makeCon(T->Kind, Args);
  Copy->Name = T->Name;
  Copy->Decl = T->Decl;
  return Copy;
}

std::string TypeContext::nameOf(const Symbol *S, const Namespace *From) {
  // Nested namespaces belong to the module of their file.
  while (From && From != S->Home)
    From = From->Parent;
  return From || !S->Home ? S->Name.str() : S->Home->Name + "." + S->Name.str();
}

std::string TypeContext::print(Type *T, const Namespace *From) const {
  T = resolve(T);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  auto list = [&](ArrayRef<Type *> Types) {
    llvm::interleave(Types, OS, [&](Type *A) { OS << print(A, From); }, ", ");
  };
  switch (T->Kind) {
  case TypeKind::Var: {
    // Short names that stay the same within one message are enough.
    unsigned N = T->ID;
    OS << static_cast<char>('a' + N % 26);
    if (N >= 26)
      OS << N / 26;
    break;
  }
  case TypeKind::Int:
    return "Int";
  case TypeKind::Float:
    return "Float";
  case TypeKind::Bool:
    return "Bool";
  case TypeKind::String:
    return "String";
  case TypeKind::Unit:
    return "()";
  case TypeKind::Never:
    return "Never";
  case TypeKind::Any:
    return "Any";
  case TypeKind::Error:
    return "?";
  case TypeKind::Tuple:
    OS << '(';
    list(T->Args);
    OS << ')';
    break;
  case TypeKind::Function:
    OS << "Fun(";
    list(T->params());
    OS << ") -> " << print(T->result(), From);
    break;
  case TypeKind::Pid:
    OS << "Pid<";
    list(T->Args);
    OS << '>';
    break;
  case TypeKind::Named:
    OS << (T->Decl ? nameOf(T->Decl, From) : T->Name.str());
    if (!T->Args.empty()) {
      OS << '<';
      list(T->Args);
      OS << '>';
    }
    break;
  }
  return Text;
}
