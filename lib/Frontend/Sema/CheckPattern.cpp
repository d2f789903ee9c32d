//===- CheckPattern.cpp - Types of patterns -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::SmallVector;

void Checker::checkIrrefutable(Pattern *P, Type *T,
                               const llvm::Twine &Message) {
  unsigned ErrorsBefore = Diags.numErrors();
  checkPattern(P, T);
  // Whatever is tested has a type now, unless that was an error.
  T = TypeContext::resolve(T);
  if (Diags.numErrors() != ErrorsBefore || T->is(TypeKind::Error))
    return;
  MatchResult R = checkMatch(Types, T, MatchRow{{P}, /*HasGuard=*/false});
  if (R.Exhaustive)
    return;
  std::string Missing =
      R.TooLarge ? "" : ": `" + R.Missing + "` is not matched";
  Diags.report(DiagCode::E0045, P->Where, Message + Missing)
      .label("does not match every " + print(T))
      .fix("use `case`");
}

void Checker::checkPattern(Pattern *P, Type *Expected) {
  if (TypeContext::resolve(Expected)->is(TypeKind::Error))
    return giveErrorType(P);
  // Whatever is tested of a value of any type has a type of its own.
  if (TypeContext::resolve(Expected)->is(TypeKind::Any) && !isOpen(P) &&
      P->Kind != PatternKind::Or) {
    Expected = Types.newVar();
    AnyArms.push_back(Expected);
  }
  P->Ty = Expected;
  switch (P->Kind) {
  case PatternKind::Wildcard:
    return;
  case PatternKind::Name: {
    // The alternatives of a pattern share a variable.
    LocalVar *V = cast<NamePattern>(P)->Var;
    if (V->Ty) {
      if (Types.unify(V->Ty, Expected) != TypeContext::Unify::Same)
        Diags
            .report(DiagCode::E0011, P->Where,
                    "`" + V->Name + "` has type " + print(Expected) +
                        " here but " + print(V->Ty) + " elsewhere")
            .also(V->Where, "bound here");
      return;
    }
    V->Ty = Expected;
    return;
  }
  case PatternKind::As: {
    auto *A = cast<AsPattern>(P);
    A->Var->Ty = Expected;
    return checkPattern(A->Inner, Expected);
  }
  case PatternKind::Int:
    expect(Expected, Types.intType(), P->Where);
    return;
  case PatternKind::Float:
    expect(Expected, Types.floatType(), P->Where);
    return;
  case PatternKind::String:
    expect(Expected, Types.stringType(), P->Where);
    return;
  case PatternKind::Bool:
    expect(Expected, Types.boolType(), P->Where);
    return;
  case PatternKind::Unit:
    expect(Expected, Types.unitType(), P->Where);
    return;
  case PatternKind::Tuple: {
    auto Elements = cast<TuplePattern>(P)->Elements;
    SmallVector<Type *, 4> ElementTypes;
    Type *Known = TypeContext::resolve(Expected);
    if (Known->is(TypeKind::Tuple) && Known->args().size() == Elements.size()) {
      llvm::append_range(ElementTypes, Known->args());
    } else {
      for (size_t I = 0; I != Elements.size(); ++I)
        ElementTypes.push_back(Types.newVar());
      if (!expect(Expected, Types.tuple(ElementTypes), P->Where))
        ElementTypes.assign(Elements.size(), Types.errorType());
    }
    for (auto [E, T] : llvm::zip(Elements, ElementTypes))
      checkPattern(E, T);
    return;
  }
  case PatternKind::Or:
    for (Pattern *E : cast<OrPattern>(P)->Elements)
      checkPattern(E, Expected);
    return;
  case PatternKind::Variant:
    return checkVariantPattern(cast<VariantPattern>(P), Expected);
  case PatternKind::Struct:
    return checkStructPattern(cast<StructPattern>(P), Expected);
  case PatternKind::List: {
    Type *Element = listElement(P, Expected);
    for (Pattern *E : cast<ListPattern>(P)->Elements)
      checkPattern(E, Element);
    return;
  }
  case PatternKind::Cons:
    checkPattern(cast<ConsPattern>(P)->Head, listElement(P, Expected));
    return checkPattern(cast<ConsPattern>(P)->Tail, Expected);
  }
}

/// The element type of the list that P is to match.
Type *Checker::listElement(const Pattern *P, Type *Expected) {
  Type *Known = TypeContext::resolve(Expected);
  if (Known->isBuiltin("List"))
    return Known->args()[0];
  Type *Element = Types.newVar();
  if (!expect(Expected, Types.named("List", {Element}), P->Where) ||
      Known->is(TypeKind::Error))
    return Types.errorType();
  return Element;
}

/// What stands inside a pattern that cannot be checked raises no more errors.
void Checker::giveErrorType(Pattern *P) {
  P->Ty = Types.errorType();
  auto all = [&](llvm::ArrayRef<Pattern *> Patterns) {
    for (Pattern *E : Patterns)
      giveErrorType(E);
  };
  switch (P->Kind) {
  case PatternKind::Name:
    cast<NamePattern>(P)->Var->Ty = Types.errorType();
    return;
  case PatternKind::As:
    cast<AsPattern>(P)->Var->Ty = Types.errorType();
    return giveErrorType(cast<AsPattern>(P)->Inner);
  case PatternKind::Tuple:
    return all(cast<TuplePattern>(P)->Elements);
  case PatternKind::List:
    return all(cast<ListPattern>(P)->Elements);
  case PatternKind::Or:
    return all(cast<OrPattern>(P)->Elements);
  case PatternKind::Cons:
    return all({cast<ConsPattern>(P)->Head, cast<ConsPattern>(P)->Tail});
  case PatternKind::Variant:
    for (const FieldPattern &F : cast<VariantPattern>(P)->Args)
      giveErrorType(F.Value);
    return;
  case PatternKind::Struct:
    for (const FieldPattern &F : cast<StructPattern>(P)->Fields)
      if (F.Value)
        giveErrorType(F.Value);
    return;
  default:
    return;
  }
}
