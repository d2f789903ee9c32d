//===- CheckStruct.cpp - Struct literals, struct and variant patterns -----===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

/// The type itself at fresh arguments.
Type *Checker::freshInstance(Symbol *S) {
  if (auto *Decl = llvm::dyn_cast<TypeSym>(S)) {
    if (Decl->Params.empty())
      return Decl->Ty;
    return Types.named(Decl, Types.instantiate(Decl->Params, Span()));
  }
  auto *A = llvm::cast<AliasSym>(S);
  if (!A->Ty)
    return Types.errorType();
  Substitution Stands;
  for (auto [P, V] : llvm::zip(A->Params, Types.instantiate(A->Params, Span())))
    Stands[P] = V;
  return TypeContext::resolve(Types.substitute(A->Ty, Stands));
}

std::optional<unsigned> Checker::fieldNamed(StructSym *S, const Ident &Name) {
  SmallVector<StringRef, 8> Names;
  for (auto [I, F] : llvm::enumerate(S->Fields)) {
    if (F.Name == Name.Name)
      return I;
    Names.push_back(F.Name);
  }
  auto D = Diags.report(DiagCode::E0009, Name.Where,
                        "struct `" + nameOf(S) + "` has no field `" +
                            Name.Name + "`");
  D.label("no such field").also(S->Where, "defined here");
  suggest(D, Name.Name, Names);
  return std::nullopt;
}

Type *Checker::inferStruct(StructLiteralExpr *L, Type *Expected) {
  auto inferAll = [&] {
    for (FieldInit &F : L->Fields)
      inferInVain(F.Value);
    return Types.errorType();
  };
  if (!L->Sym)
    return inferAll();
  Type *T = freshInstance(L->Sym);
  auto *S = llvm::dyn_cast_or_null<StructSym>(T->decl());
  if (!S) {
    if (!T->is(TypeKind::Error))
      Diags.report(DiagCode::E0004, L->Callee->Where,
                   "`" + L->Sym->Name + "` is not a struct: it stands for " +
                       print(T));
    return inferAll();
  }
  // What is wanted tells the arguments; a misfit is reported for the whole.
  Expected = Expected ? TypeContext::resolve(Expected) : nullptr;
  if (Expected && Expected->decl() == S)
    Types.unify(T, Expected);
  SmallVector<unsigned, 8> Order;
  SmallVector<bool, 8> Given(S->Fields.size(), false);
  bool Good = true;
  for (FieldInit &F : L->Fields) {
    std::optional<unsigned> Index = fieldNamed(S, F.Name);
    if (!Index) {
      inferInVain(F.Value);
      Good = false;
      continue;
    }
    if (Given[*Index]) {
      Diags.report(DiagCode::E0009, F.Name.Where,
                   "field `" + F.Name.Name + "` is given twice");
      Good = false;
    }
    Given[*Index] = true;
    Order.push_back(*Index);
    check(F.Value, Lookup.fieldType(T, S->Fields[*Index]));
  }
  std::string Missing;
  unsigned NumMissing = 0;
  for (auto [F, Present] : llvm::zip(S->Fields, Given))
    if (!Present) {
      Missing += (Missing.empty() ? "`" : ", `") + F.Name.str() + "`";
      ++NumMissing;
    }
  if (NumMissing)
    Diags
        .report(DiagCode::E0009, L->Callee->Where,
                Twine("missing field") + (NumMissing > 1 ? "s " : " ") +
                    Missing + " of struct `" + nameOf(S) + "`")
        .label("every field has to be given")
        .also(S->Where, "defined here");
  if (Good && !NumMissing)
    L->Order = Ctx.copy(Order);
  return T;
}

void Checker::checkStructPattern(StructPattern *P, Type *Expected) {
  if (!P->Sym)
    return giveErrorType(P);
  Type *T = freshInstance(P->Sym);
  if (!expect(Expected, T, P->Where))
    return giveErrorType(P);
  T = TypeContext::resolve(T);
  P->Ty = T;
  SmallVector<unsigned, 8> Order;
  SmallVector<bool, 8> Given(P->Sym->Fields.size(), false);
  for (const FieldPattern &F : P->Fields) {
    std::optional<unsigned> Index = fieldNamed(P->Sym, F.Name);
    if (Index && Given[*Index]) {
      Diags.report(DiagCode::E0009, F.Name.Where,
                   "field `" + F.Name.Name + "` is given twice");
      Index = std::nullopt;
    }
    if (!Index) {
      giveErrorType(F.Value);
      Order.push_back(0);
      continue;
    }
    Given[*Index] = true;
    Order.push_back(*Index);
    checkPattern(F.Value, Lookup.fieldType(T, P->Sym->Fields[*Index]));
  }
  P->Order = Ctx.copy(Order);
}

void Checker::checkVariantPattern(VariantPattern *P, Type *Expected) {
  if (P->Candidates.empty())
    return giveErrorType(P);
  // Where two types have a variant of the name, the value tells which is meant.
  Type *Known = TypeContext::resolve(Expected);
  VariantSym *V = P->Candidates.back();
  for (VariantSym *C : P->Candidates)
    if (Known->decl() == C->Sum)
      V = C;
  P->Sym = V;
  Type *T = freshInstance(V->Sum);
  if (!expect(Expected, T, P->Where))
    return giveErrorType(P);
  T = TypeContext::resolve(T);
  P->Ty = T;
  if (P->Args.size() != V->Fields.size()) {
    auto D = Diags.report(DiagCode::E0003, P->Where,
                          "wrong number of arguments: variant `" + V->Name +
                              "` has " + counted(V->Fields.size(), "field") +
                              ", found " + Twine(P->Args.size()));
    if (V->Where.End)
      D.also(V->Where, "defined here");
    for (const FieldPattern &F : P->Args)
      giveErrorType(F.Value);
    return;
  }
  SmallVector<unsigned, 4> Order;
  SmallVector<bool, 4> Given(V->Fields.size(), false);
  bool Reordered = false;
  for (auto [I, F] : llvm::enumerate(P->Args)) {
    unsigned Index = I;
    if (!F.Name.empty()) {
      auto *It = llvm::find(V->ParamNames, F.Name.Name);
      Index = It - V->ParamNames.begin();
      Reordered = true;
    } else if (Reordered) {
      Index = V->Fields.size();
    }
    if (Index >= V->Fields.size() || Given[Index]) {
      Diags.report(DiagCode::E0041,
                   F.Name.empty() ? F.Value->Where : F.Name.Where,
                   F.Name.empty() ? Twine("positional field behind a named one")
                                  : "variant `" + V->Name + "` has no field `" +
                                        F.Name.Name + "` left to match");
      giveErrorType(F.Value);
      Order.push_back(0);
      continue;
    }
    Given[Index] = true;
    Order.push_back(Index);
    checkPattern(F.Value, Lookup.fieldType(T, V->Fields[Index]));
  }
  if (Reordered)
    P->Order = Ctx.copy(Order);
}
