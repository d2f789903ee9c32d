//===- CheckMember.cpp - Fields and methods behind a dot ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "snow/Frontend/Lex/Lexer.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

//===----------------------------------------------------------------------===//
// Reports
//===----------------------------------------------------------------------===//

Type *Checker::reportNoMember(Type *T, StringRef Name, Span Where,
                              bool IsCall) {
  SmallVector<StringRef, 16> Names;
  Lookup.candidates(T, Names);
  bool IsStruct = llvm::isa_and_nonnull<StructSym>(T->decl());
  auto D = IsCall ? Diags.report(DiagCode::E0030, Where,
                                 "no method `" + Name + "` on type " + print(T))
                  : Diags.report(DiagCode::E0009, Where,
                                 Twine(IsStruct ? "struct " : "type ") +
                                     print(T) + " has no field `" + Name + "`");
  D.label(IsCall ? "no such method" : "no such field");
  if (IsStruct)
    D.also(T->decl()->Where, "defined here");
  if (!suggest(D, Name, Names) && !IsCall &&
      Lookup.find(T, Name, 0).K == Member::Method)
    D.fix("`" + Name + "` is a method: call it as `" + Name + "()`");
  return Types.errorType();
}

void Checker::reportAmbiguousMethod(const Member &M, StringRef Name,
                                    Span Where) {
  if (M.Others.empty())
    return;
  auto *First = llvm::cast<MethodSym>(M.D);
  auto D = Diags.report(DiagCode::E0027, Where,
                        "ambiguous method `" + Name +
                            "`: " + nameOf(First->Owner) + " and " +
                            nameOf(M.Others.front()->Owner) + " both have one");
  D.label("which one?");
  if (First->Where.End)
    D.also(First->Where, "one candidate");
  for (MethodSym *O : M.Others)
    if (O->Where.End)
      D.also(O->Where, "another candidate");
  D.fix("write `" + nameOf(First->Owner) + "." + Name + "(value)`");
}

//===----------------------------------------------------------------------===//
// Access
//===----------------------------------------------------------------------===//

Type *Checker::inferField(FieldExpr *F) {
  if (F->Sym)
    return inferName(F, F->Sym, F->Inst);
  if (F->IsUnknown)
    return Types.errorType();
  if (F->OfType || F->OfTypeVar)
    return inferStatic(F);
  Type *T = TypeContext::resolve(infer(F->Base));
  if (T->is(TypeKind::Error) || T->is(TypeKind::Never))
    return T;
  if (T->is(TypeKind::Var)) {
    Constraint C;
    C.Kind = ConstraintKind::Member;
    C.Name = F->Name.Name;
    C.Where = F->Name.Where;
    C.Args = Ctx.copy(ArrayRef<Type *>(Types.newVar()));
    Types.require(T, C);
    return C.Args[0];
  }
  Member M = Lookup.find(T, F->Name.Name, std::nullopt);
  if (M.K == Member::Field)
    return M.FieldType;
  return reportNoMember(T, F->Name.Name, F->Name.Where, false);
}

/// `name(x)`, where several traits have a method of the name: the type of the
/// first argument tells which is meant.
MethodSym *Checker::chooseMethod(CallExpr *C, MethodSym *M) {
  ArrayRef<MethodSym *> All = Lookup.methodsNamed(M->Name);
  if (All.size() < 2 || M->IsStatic || C->Args.empty())
    return M;
  Type *T = TypeContext::resolve(infer(C->Args.front().Value));
  Member Found;
  for (MethodSym *Other : All) {
    bool Has = T->is(TypeKind::Var) ? isPromised(T, Other->Owner)
                                    : Types.hasTrait(T, Other->Owner);
    if (Other->IsStatic || !Has)
      continue;
    if (Found.D)
      Found.Others.push_back(Other);
    else
      Found.D = Other;
  }
  if (!Found.D)
    return M;
  reportAmbiguousMethod(Found, M->Name, C->Callee->Where);
  return llvm::cast<MethodSym>(Found.D);
}

bool Checker::isPromised(Type *Var, const TraitSym *T) {
  for (const Constraint *C = Types.bounds(Var); C; C = C->Next)
    if (C->Kind == ConstraintKind::Trait && !C->Subject && C->Wanted == T)
      return true;
  return false;
}

/// `T.name`: a static method of a type, or a method of it taken as a function.
Type *Checker::inferStatic(FieldExpr *F) {
  StringRef Name = F->Name.Name;
  Type *T = nullptr;
  if (F->OfType) {
    T = freshInstance(F->OfType);
  } else {
    auto *Base = llvm::cast<NameExpr>(F->Base);
    T = BodyVars.lookup(Base->Name);
    // A type of the language, with any arguments.
    if (!T) {
      Ident Name = {Base->Name, Base->Where};
      TypeExpr Written(TypeExprKind::Named, Base->Where, ArrayRef(Name), {});
      TypeVars None;
      T = convert(&Written, None);
    }
  }
  T = T ? TypeContext::resolve(T) : Types.errorType();
  if (T->is(TypeKind::Error))
    return T;
  Definition *Found = nullptr;
  Member M;
  if (TypeSym *Decl = T->decl()) {
    if (Name == "from_json" && Decl->FromJson)
      Found = Decl->FromJson;
    else if (Name == "from_row" && Decl->FromRow)
      Found = Decl->FromRow;
  }
  if (!Found)
    for (MethodSym *Method : Lookup.methodsNamed(Name)) {
      bool Has = T->is(TypeKind::Var) ? isPromised(T, Method->Owner)
                                      : Types.hasTrait(T, Method->Owner);
      if (!Has)
        continue;
      if (M.D) {
        M.Others.push_back(Method);
        continue;
      }
      M.D = Found = Method;
    }
  if (!Found) {
    auto *Sum = llvm::dyn_cast_or_null<SumSym>(T->decl());
    if (!Sum || !isUpperName(Name))
      return reportNoMember(T, Name, F->Name.Where, true);
    SmallVector<StringRef, 8> Names;
    for (VariantSym *V : Sum->Variants)
      Names.push_back(V->Name);
    auto D = Diags.report(DiagCode::E0010, F->Name.Where,
                          "unknown variant `" + Name + "` of type " + print(T));
    D.label("no such variant").also(Sum->Where, "defined here");
    suggest(D, Name, Names);
    return Types.errorType();
  }
  reportAmbiguousMethod(M, Name, F->Name.Where);
  F->Sym = Found;
  F->Inst = Types.instantiate(Found->Generics, F->Name.Where);
  // The first variable of a method is the type that implements it.
  if (llvm::isa<MethodSym>(Found))
    Types.unify(F->Inst.front(), T);
  Type *Fn = instance(Found, F->Inst);
  if (!llvm::isa<MethodSym>(Found))
    Types.unify(TypeContext::resolve(Fn->result())->args()[0], T);
  reportFailures();
  return Fn;
}

/// A method that the constraints of a variable promise.
MethodSym *Checker::promisedMethod(Type *Var, StringRef Name, Span Where) {
  Member M;
  for (const Constraint *C = Types.bounds(Var); C; C = C->Next) {
    if (C->Kind != ConstraintKind::Trait || C->Subject)
      continue;
    for (MethodSym *Method : C->Wanted->Methods) {
      if (Method->Name != Name || Method->IsStatic || Method == M.D ||
          llvm::is_contained(M.Others, Method))
        continue;
      if (M.D)
        M.Others.push_back(Method);
      else
        M.D = Method;
    }
  }
  if (M.D)
    reportAmbiguousMethod(M, Name, Where);
  return llvm::cast_or_null<MethodSym>(M.D);
}

Type *Checker::inferMethodCall(CallExpr *C, FieldExpr *F) {
  auto inferArgs = [&] {
    SmallVector<Type *, 4> Given;
    for (Arg &A : C->Args)
      Given.push_back(infer(A.Value));
    return Given;
  };
  auto inferInVainAll = [&] {
    for (Arg &A : C->Args)
      inferInVain(A.Value);
    return Types.errorType();
  };
  if (F->IsUnknown)
    return inferInVainAll();
  if (F->OfType || F->OfTypeVar) {
    Type *Fn = F->Ty = inferStatic(F);
    if (auto *D = llvm::dyn_cast_or_null<Definition>(F->Sym))
      return finishCall(C, D, Fn);
    return inferInVainAll();
  }
  StringRef Name = F->Name.Name;
  Type *T = TypeContext::resolve(infer(F->Base));
  if (T->is(TypeKind::Error))
    return inferInVainAll();
  if (T->is(TypeKind::Never)) {
    inferArgs();
    return T;
  }
  Member M;
  if (T->is(TypeKind::Var)) {
    M.D = promisedMethod(T, Name, F->Name.Where);
    if (!M.D) {
      // Found when the type is known, which may be at each use of what is
      // being defined.
      SmallVector<Type *, 4> Given = inferArgs();
      Constraint Wanted;
      Wanted.Kind = ConstraintKind::Method;
      Wanted.Name = Name;
      Wanted.Where = F->Name.Where;
      // `t.nth(1)`, if it turns out to be a tuple.
      if (Name == "nth" && C->Args.size() == 1)
        if (auto *Index = llvm::dyn_cast<IntExpr>(C->Args.front().Value))
          Wanted.Number = Index->Value + 1;
      Type *Fn = Types.function(Given, Types.newVar());
      Wanted.Args = Ctx.copy(ArrayRef<Type *>(Fn));
      F->Ty = Fn;
      Types.require(T, Wanted);
      reportFailures();
      return Fn->result();
    }
    M.K = Member::Method;
  } else {
    M = Lookup.find(T, Name, C->Args.size());
  }
  if (M.K == Member::None) {
    inferInVainAll();
    return reportNoMember(T, Name, F->Name.Where, true);
  }
  if (M.K == Member::Field) {
    F->Ty = M.FieldType;
    return callValue(C, M.FieldType);
  }
  if (auto *B = llvm::dyn_cast<BuiltinSym>(M.D))
    if (Type *Element = inferTupleNth(C, F, B))
      return Element;
  reportAmbiguousMethod(M, Name, F->Name.Where);
  F->Sym = M.D;
  F->IsMethod = true;
  F->Inst = Types.instantiate(M.D->Generics, F->Name.Where);
  Type *Fn = instance(M.D, F->Inst);
  if (!Fn->is(TypeKind::Function) || Fn->params().empty()) {
    inferArgs();
    return reportNoMember(T, Name, F->Name.Where, true);
  }
  expect(Fn->params().front(), T, F->Base->Where);
  return finishCall(C, M.D, Fn);
}

//===----------------------------------------------------------------------===//
// When the type becomes known
//===----------------------------------------------------------------------===//

void Checker::solveMember(const Constraint &C, Type *T) {
  Type *Wanted = C.Args[0];
  bool IsCall = C.Kind == ConstraintKind::Method;
  std::optional<unsigned> NumArgs;
  if (IsCall)
    NumArgs = TypeContext::resolve(Wanted)->params().size();
  Member M = Lookup.find(T, C.Name, NumArgs);
  switch (M.K) {
  case Member::None:
    reportNoMember(T, C.Name, C.Where, IsCall);
    Types.unify(IsCall ? TypeContext::resolve(Wanted)->result() : Wanted,
                Types.errorType());
    return;
  case Member::Field:
    expect(M.FieldType, Wanted, C.Where);
    return;
  case Member::Method:
  case Member::Builtin:
    break;
  }
  if (auto *B = llvm::dyn_cast<BuiltinSym>(M.D);
      B && B->ID == BuiltinID::TupleNth && C.Number) {
    expect(elementAt(T, C.Number - 1, C.Where),
           TypeContext::resolve(Wanted)->result(), C.Where);
    return;
  }
  reportAmbiguousMethod(M, C.Name, C.Where);
  Type *Fn = instance(M.D, Types.instantiate(M.D->Generics, C.Where));
  if (!Fn->is(TypeKind::Function) || Fn->params().empty())
    return;
  expect(Fn->params().front(), T, C.Where);
  if (Fn->params().size() != *NumArgs + 1) {
    Diags.report(DiagCode::E0003, C.Where,
                 "wrong number of arguments: `" + M.D->Name + "` takes " +
                     Twine(Fn->params().size() - 1) + ", found " +
                     Twine(*NumArgs));
    return;
  }
  expect(Types.function(Fn->params().drop_front(), Fn->result()), Wanted,
         C.Where);
}
