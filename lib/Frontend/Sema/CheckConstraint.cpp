//===- CheckConstraint.cpp - Demands that have an answer ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What was asked of a type before it was known: elements of tuples, indexing,
// iteration and members. Called at once where the type is known already.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;

void Checker::solve(const Constraint &C, Type *T) {
  switch (C.Kind) {
  case ConstraintKind::Trait:
    return;
  case ConstraintKind::Tuple:
    if (C.IsOfUse && !T->is(TypeKind::Tuple))
      reportUse(C, T, "is not a tuple");
    else if (!T->is(TypeKind::Tuple))
      Diags
          .report(DiagCode::E0001, C.Where,
                  "type mismatch: expected a tuple, found " + print(T))
          .label("expected a tuple");
    return;
  case ConstraintKind::Elements:
    if (!T->is(TypeKind::Tuple) || T->args().empty())
      return solveProjection(C, T);
    for (Type *Element : T->args())
      expect(C.Args[0], Element, C.Where);
    return;
  case ConstraintKind::Projection:
    return solveProjection(C, T);
  case ConstraintKind::Index:
    return solveIndex(C, T);
  case ConstraintKind::Iterate:
    return solveIterate(C, T);
  case ConstraintKind::Member:
  case ConstraintKind::Method:
    return solveMember(C, T);
  }
}

/// Whether unit will do for a variable that nothing determines: what is only
/// shown or compared is never there.
bool Checker::isHarmless(const Constraint &C) {
  if (C.Kind != ConstraintKind::Trait || !C.Wanted->Builtin)
    return false;
  switch (*C.Wanted->Builtin) {
  case Trait::Eq:
  case Trait::Ord:
  case Trait::Hash:
  case Trait::Display:
  case Trait::Debug:
  case Trait::Show:
    return true;
  default:
    return false;
  }
}

/// Whether something was negated of which nothing tells the type: a Bool then.
bool Checker::becomesBool(Type *Var) {
  bool IsNegated = false;
  for (const Constraint *C = Types.bounds(Var); C; C = C->Next) {
    bool IsNot = C->Kind == ConstraintKind::Trait && C->Wanted->is(Trait::Not);
    if (!IsNot && !isHarmless(*C))
      return false;
    IsNegated |= IsNot;
  }
  return IsNegated;
}

/// What is left of a definition when its type has been generalised.
void Checker::finishVariables(bool AtEnd) {
  for (Type *V : Types.takeUndetermined(AtEnd)) {
    if (becomesBool(V)) {
      Types.unify(V, Types.boolType());
      continue;
    }
    const Constraint *Bad = nullptr;
    bool IsJson = false;
    for (const Constraint *C = Types.bounds(V); C; C = C->Next) {
      IsJson |= C->Kind == ConstraintKind::Trait && C->Wanted->is(Trait::Json);
      if (!isHarmless(*C) && !(IsJson && C->Wanted->is(Trait::Json)))
        Bad = C;
    }
    if (!Bad) {
      Types.unify(V, IsJson ? Types.intType() : Types.unitType());
      continue;
    }
    std::string What = Bad->Kind == ConstraintKind::Trait
                           ? ("an instance of " + Bad->Wanted->Name).str()
                       : Bad->Name.empty()
                           ? std::string("a particular type")
                           : ("a type with `" + Bad->Name + "`").str();
    Diags
        .report(DiagCode::E0043, Bad->Where,
                "ambiguous type: nothing tells which type this has")
        .label("needs " + What)
        .fix("annotate the type");
    Types.unify(V, Types.errorType());
  }
  reportFailures();
}

/// A function of the program is used at a type that its body has no use for.
void Checker::reportUse(const Constraint &C, Type *T, const llvm::Twine &Lack) {
  Diags
      .report(DiagCode::E0006, C.Where,
              "trait not satisfied: " + print(T) + " " + Lack)
      .label("used with " + print(T) + " here");
}

void Checker::solveProjection(const Constraint &C, Type *T) {
  if (T->is(TypeKind::Tuple) && C.Number < T->args().size()) {
    expect(C.Args[0], T->args()[C.Number], C.Where);
    return;
  }
  std::string Wanted =
      "a tuple of at least " + counted(C.Number + 1, "element");
  if (C.IsOfUse)
    reportUse(C, T, "is not " + Wanted);
  else
    Diags
        .report(DiagCode::E0001, C.Where,
                "type mismatch: expected " + Wanted + ", found " + print(T))
        .label("has type " + print(T));
  expect(C.Args[0], Types.errorType(), C.Where);
}

void Checker::solveIndex(const Constraint &C, Type *T) {
  Type *Index = C.Args[0], *Result = C.Args[1];
  if (T->isBuiltin("List")) {
    expect(Types.intType(), Index, C.Where);
    expect(Result, T->args()[0], C.Where);
    return;
  }
  if (T->isBuiltin("Map")) {
    expect(T->args()[0], Index, C.Where);
    expect(Result, T->args()[1], C.Where);
    return;
  }
  if (T->is(TypeKind::String)) {
    expect(Types.intType(), Index, C.Where);
    expect(Result, Types.stringType(), C.Where);
    return;
  }
  if (C.IsOfUse)
    reportUse(C, T, "cannot be indexed");
  else
    Diags
        .report(DiagCode::E0044, C.Where,
                "a value of type " + print(T) + " cannot be indexed")
        .label("only List, Map and String can be indexed");
  expect(Result, Types.errorType(), C.Where);
}

void Checker::solveIterate(const Constraint &C, Type *T) {
  Type *Element = nullptr;
  if (T->isBuiltin("List") || T->isBuiltin("Set") || T->isBuiltin("Queue"))
    Element = T->args()[0];
  else if (T->isBuiltin("Range"))
    Element = Types.intType();
  else if (T->is(TypeKind::String))
    Element = Types.stringType();
  else if (T->isBuiltin("Map"))
    Element = C.Number ? Types.tuple(T->args()) : T->args()[0];
  if (Element) {
    expect(C.Args[0], Element, C.Where);
    return;
  }
  if (C.IsOfUse)
    reportUse(C, T, "is nothing that `for` can run over");
  else
    Diags
        .report(DiagCode::E0001, C.Where,
                "type mismatch: expected a Range, List, Map, Set, Queue or "
                "String, found " +
                    print(T))
        .label("`for` cannot run over " + print(T));
  expect(C.Args[0], Types.errorType(), C.Where);
}
