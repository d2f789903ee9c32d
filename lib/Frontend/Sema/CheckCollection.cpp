//===- CheckCollection.cpp - Lists, maps, indexing, `for` and `?` ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;

//===----------------------------------------------------------------------===//
// Literals
//===----------------------------------------------------------------------===//

Type *Checker::inferList(ListExpr *E, Type *Expected) {
  Type *Element = nullptr;
  if (Expected && Expected->isBuiltin("List"))
    Element = Expected->args()[0];
  Join J = {Element, E->Where, "the elements so far are "};
  for (Expr *&X : E->Elements)
    join(J, X);
  return Types.named("List", {J.Ty ? J.Ty : Types.newVar()});
}

Type *Checker::inferMap(MapExpr *E, Type *Expected) {
  Join Key, Value;
  Key.What = "the keys so far are ";
  Value.What = "the values so far are ";
  if (Expected && Expected->isBuiltin("Map")) {
    Key.Ty = Expected->args()[0];
    Value.Ty = Expected->args()[1];
  }
  for (MapEntry &M : E->Entries) {
    join(Key, M.Key);
    join(Value, M.Value);
  }
  if (!Key.Ty)
    Key.Ty = Types.newVar();
  Span Where = E->Entries.empty() ? E->Where : E->Entries.front().Key->Where;
  Types.require(Key.Ty, Trait::Eq, Where);
  Types.require(Key.Ty, Trait::Hash, Where);
  reportFailures();
  return Types.named("Map", {Key.Ty, Value.Ty ? Value.Ty : Types.newVar()});
}

//===----------------------------------------------------------------------===//
// Uses
//===----------------------------------------------------------------------===//

Type *Checker::inferIndex(IndexExpr *E) {
  Type *Base = TypeContext::resolve(infer(E->Base));
  // The key of a map may have to become Any.
  if (Base->isBuiltin("Map")) {
    check(E->Index, Base->args()[0]);
    return Base->args()[1];
  }
  Type *Index = infer(E->Index);
  if (Base->is(TypeKind::Never) || Base->is(TypeKind::Error))
    return Base;
  Type *Result = Types.newVar();
  Constraint C;
  C.Kind = ConstraintKind::Index;
  Type *Operands[] = {Index, Result};
  C.Args = Ctx.copy(llvm::ArrayRef<Type *>(Operands));
  C.Where = E->Where;
  Types.require(Base, C);
  reportFailures();
  return TypeContext::resolve(Result);
}

Type *Checker::inferRange(BinaryExpr *B) {
  check(B->Left, Types.intType());
  check(B->Right, Types.intType());
  return Types.named("Range");
}

//===----------------------------------------------------------------------===//
// for
//===----------------------------------------------------------------------===//

Type *Checker::inferLoop(ForExpr *F) {
  Type *Source = TypeContext::resolve(infer(F->Source));
  Type *Element =
      Source->is(TypeKind::Error) ? Types.errorType() : Types.newVar();
  if (!Source->is(TypeKind::Never) && !Source->is(TypeKind::Error)) {
    const Pattern *P = F->Pat;
    while (auto *A = llvm::dyn_cast<AsPattern>(P))
      P = A->Inner;
    Constraint C;
    C.Kind = ConstraintKind::Iterate;
    C.Args = Ctx.copy(llvm::ArrayRef<Type *>(Element));
    // Over a map a tuple takes key and value, a name the key.
    C.Number = llvm::isa<TuplePattern>(P);
    C.Where = F->Source->Where;
    Types.require(Source, C);
    reportFailures();
  }
  checkPattern(F->Pat, Element);
  checkGuard(F->Guard);
  ++Current.Loops;
  Join J;
  join(J, F->Body);
  --Current.Loops;
  return Types.named("List", {J.Ty ? J.Ty : Types.newVar()});
}

//===----------------------------------------------------------------------===//
// ?
//===----------------------------------------------------------------------===//

void Checker::reportTry(llvm::StringRef Name, Type *Outer, Span Where) {
  Diags
      .report(DiagCode::E0036, Where,
              "`?` requires function to return `" + Name + "`, but it " +
                  (Outer ? "returns " + print(Outer)
                         : std::string("returns nothing")))
      .label("leaves the function with " +
             llvm::Twine(Name == "Result" ? "an `Err`" : "`None`"));
}

Type *Checker::inferTry(TryExpr *E) {
  Type *T = TypeContext::resolve(infer(E->Operand));
  if (T->is(TypeKind::Error) || T->is(TypeKind::Never))
    return T;
  Type *Outer = Current.Result ? Current.Result : Current.TryResult;
  Outer = Outer ? TypeContext::resolve(Outer) : nullptr;
  // What is not determined is taken as a Result, unless that could not be left
  // to the caller here.
  if (T->is(TypeKind::Var)) {
    Type *Taken = Outer && Outer->isBuiltin("Option")
                      ? Types.named("Option", {Types.newVar()})
                      : Types.named("Result", {Types.newVar(), Types.newVar()});
    expect(T, Taken, E->Operand->Where);
    T = TypeContext::resolve(Taken);
  }
  bool IsResult = T->isBuiltin("Result");
  if (!IsResult && !T->isBuiltin("Option")) {
    Diags
        .report(DiagCode::E0037, E->Where,
                "`?` requires `Result` or `Option`, found " + print(T))
        .label("has type " + print(T));
    return Types.errorType();
  }
  llvm::StringRef Name = IsResult ? "Result" : "Option";
  if (!Current.FirstTry.End)
    Current.FirstTry = E->Where;
  if (Outer && Outer->is(TypeKind::Var)) {
    Type *Made = IsResult ? Types.named(Name, {Types.newVar(), T->args()[1]})
                          : Types.named(Name, {Types.newVar()});
    Current.DecidingTry = E->Where;
    expect(Outer, Made, E->Where);
  } else if (Outer && Outer->isBuiltin(Name)) {
    if (IsResult)
      expect(Outer->args()[1], T->args()[1], E->Where);
  } else if (!Outer || !Outer->is(TypeKind::Error)) {
    reportTry(Name, Outer, E->Where);
  }
  return T->args()[0];
}
