//===- Members.cpp - What may stand behind a dot --------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Members.h"

using namespace snow::frontend;
using llvm::StringRef;

StringRef snow::frontend::methodModule(Type *T) {
  switch (T->kind()) {
  case TypeKind::Int:
    return "Int";
  case TypeKind::Float:
    return "Float";
  case TypeKind::String:
    return "String";
  case TypeKind::Tuple:
    return "Tuple";
  case TypeKind::Named:
    for (StringRef Name : {"List", "Map", "Set", "Queue", "Range"})
      if (T->isBuiltin(Name))
        return Name;
    return "";
  default:
    return "";
  }
}

void Members::addTrait(TraitSym *T) {
  // The library of the compiler is checked after the program, with the same
  // traits.
  for (MethodSym *M : T->Methods)
    if (auto &Known = Methods[M->Name]; !llvm::is_contained(Known, M))
      Known.push_back(M);
}

llvm::ArrayRef<MethodSym *> Members::methodsNamed(StringRef Name) const {
  auto It = Methods.find(Name);
  return It == Methods.end() ? llvm::ArrayRef<MethodSym *>() : It->second;
}

std::optional<unsigned> Members::findField(Type *T, StringRef Name) {
  auto *S = llvm::dyn_cast_or_null<StructSym>(T->decl());
  if (!S)
    return std::nullopt;
  for (auto [I, F] : llvm::enumerate(S->Fields))
    if (F.Name == Name)
      return I;
  return std::nullopt;
}

Type *Members::fieldType(Type *T, const struct Field &F) {
  if (!F.Ty)
    return Types.errorType();
  Substitution S;
  for (auto [P, A] : llvm::zip(T->decl()->Params, T->args()))
    S[P] = A;
  return TypeContext::resolve(Types.substitute(F.Ty, S));
}

Member Members::find(Type *T, StringRef Name, std::optional<unsigned> NumArgs) {
  T = TypeContext::resolve(T);
  Member Result;
  if (auto Index = findField(T, Name)) {
    Result.K = Member::Field;
    Result.Index = *Index;
    Result.FieldType =
        fieldType(T, llvm::cast<StructSym>(T->decl())->Fields[*Index]);
    // Only a function can be called; a method may share the name of another
    // field.
    if (!NumArgs || Result.FieldType->is(TypeKind::Function) ||
        Result.FieldType->is(TypeKind::Var) ||
        Result.FieldType->is(TypeKind::Error))
      return Result;
  }
  if (!NumArgs)
    return Result;
  llvm::SmallVector<MethodSym *, 2> Found;
  for (MethodSym *M : methodsNamed(Name))
    if (!M->IsStatic && Types.hasTrait(T, M->Owner))
      Found.push_back(M);
  if (!Found.empty()) {
    Result.K = Member::Method;
    Result.D = Found.front();
    Result.Others.assign(Found.begin() + 1, Found.end());
    return Result;
  }
  if (StringRef Module = methodModule(T); !Module.empty())
    if (BuiltinSym *B =
            Builtins.lookup((Module + "." + Name).str(), *NumArgs + 1)) {
      Result.K = Member::Builtin;
      Result.D = B;
    }
  return Result;
}

void Members::candidates(Type *T, llvm::SmallVectorImpl<StringRef> &Out) {
  if (auto *S = llvm::dyn_cast_or_null<StructSym>(T->decl()))
    for (const Field &F : S->Fields)
      Out.push_back(F.Name);
  size_t Fixed = Out.size();
  for (auto &Entry : Methods)
    for (MethodSym *M : Entry.second)
      if (!M->IsStatic && Types.hasTrait(T, M->Owner))
        Out.push_back(Entry.first());
  std::sort(Out.begin() + Fixed, Out.end());
  if (StringRef Module = methodModule(T); !Module.empty())
    llvm::append_range(Out, Builtins.namesIn(Module));
}
