//===- CheckExpr.cpp - Types of expressions -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SmallVector;

/// Infers the types of the links before E if it ends a long chain. Whoever
/// infers E takes them out again.
SmallVector<Expr *, 0> Checker::inferLinks(Expr *E) {
  SmallVector<Expr *, 0> Links = longChain(E);
  for (Expr *Link : Links) {
    Link->Ty = inferImpl(Link);
    Inferred.insert(Link);
  }
  return Links;
}

Type *Checker::infer(Expr *&E) {
  if (Inferred.contains(E))
    return E->Ty;
  SmallVector<Expr *, 0> Links = inferLinks(E);
  Type *T = inferImpl(E);
  E->Ty = T;
  for (Expr *Link : Links)
    Inferred.erase(Link);
  return T;
}

/// A call whose result may depend on what is wanted of it: that of a job which
/// is known by a bare Pid.
bool Checker::isAwait(const Expr *E) {
  auto *P = dyn_cast<PipeExpr>(E);
  auto *C = P ? P->Call : dyn_cast<CallExpr>(E);
  auto *B =
      C ? llvm::dyn_cast_or_null<BuiltinSym>(calleeSymbol(C->Callee)) : nullptr;
  return B &&
         (B->ID == BuiltinID::JobAwait || B->ID == BuiltinID::JobAwaitTimeout);
}

Type *Checker::inferFor(Expr *&E, Type *Expected) {
  Type *Want = TypeContext::resolve(Expected);
  Type *T;
  switch (E->Kind) {
  case ExprKind::Closure:
    T = inferClosure(cast<ClosureExpr>(E), Want);
    break;
  case ExprKind::List:
    T = inferList(cast<ListExpr>(E), Want);
    break;
  case ExprKind::Map:
    T = inferMap(cast<MapExpr>(E), Want);
    break;
  case ExprKind::Block:
    T = inferBlock(cast<BlockExpr>(E), Want);
    break;
  case ExprKind::StructLiteral:
    T = inferStruct(cast<StructLiteralExpr>(E), Want);
    break;
  // Branches are converted one by one.
  case ExprKind::If:
    T = inferIf(cast<IfExpr>(E), hasAny(Want) ? Want : nullptr);
    break;
  case ExprKind::Case:
    T = inferCase(cast<CaseExpr>(E), hasAny(Want) ? Want : nullptr);
    break;
  case ExprKind::Receive:
    T = inferReceive(cast<ReceiveExpr>(E), hasAny(Want) ? Want : nullptr);
    break;
  case ExprKind::Call:
  case ExprKind::Pipe: {
    if ((!hasAny(Want) && !isAwait(E)) || Inferred.contains(E))
      return infer(E);
    SmallVector<Expr *, 0> Links = inferLinks(E);
    auto *P = dyn_cast<PipeExpr>(E);
    CallExpr *C = P ? P->Call : cast<CallExpr>(E);
    T = C->Ty = inferCall(C, Want);
    for (Expr *Link : Links)
      Inferred.erase(Link);
    break;
  }
  default:
    return infer(E);
  }
  E->Ty = T;
  return T;
}

bool Checker::check(Expr *&E, Type *Expected, const Because *Why) {
  Type *Want = TypeContext::resolve(Expected);
  // A tuple that is written out converts element by element.
  if (auto *T = dyn_cast<TupleExpr>(E);
      T && Want->is(TypeKind::Tuple) &&
      Want->args().size() == T->Elements.size()) {
    bool Fits = true;
    for (auto [Element, Type] : llvm::zip(T->Elements, Want->args()))
      Fits &= check(Element, Type, Why);
    E->Ty = Want;
    return Fits;
  }
  Type *Found = TypeContext::resolve(inferFor(E, Want));
  Want = TypeContext::resolve(Expected);
  if (convertToAny(E, Want, Found) ||
      expect(Expected, Found, resultSpan(E), Why))
    return true;
  // What a wrong function leaves open is no further error.
  if (Found->is(TypeKind::Function))
    giveUp(Found);
  return false;
}

/// Lets what a type leaves open be anything.
void Checker::giveUp(Type *T) {
  T = TypeContext::resolve(T);
  if (T->is(TypeKind::Var) && !T->isGeneric())
    Types.unify(T, Types.errorType());
  else
    llvm::for_each(T->args(), [&](Type *A) { giveUp(A); });
}

/// Infers what is given to something that is wrong itself. Nothing tells the
/// parameters of a closure there, which is no further error.
void Checker::inferInVain(Expr *&E) {
  Type *T = infer(E);
  if (llvm::isa<ClosureExpr>(E))
    giveUp(T);
}

/// The place to blame for the type of an expression: the value of a block, not
/// the whole block.
Span Checker::resultSpan(const Expr *E) {
  while (auto *B = dyn_cast<BlockExpr>(E)) {
    if (B->Stmts.empty() || !B->Stmts.back().E)
      return B->Where;
    E = B->Stmts.back().E;
  }
  return E->Where;
}

void Checker::checkBody(Expr *&E, Type *Expected) {
  Because Why = {Current.ResultWhere, "the result is declared here",
                 Current.Method, /*IsBody=*/true};
  if (Expected)
    check(E, Expected, &Why);
  else
    infer(E);
}

void Checker::join(Join &J, Expr *&E) {
  if (J.Ty) {
    Type *Known = J.Ty;
    Because Why = {J.First, J.What.str() + print(Known)};
    J.HasErrors |= !check(E, Known, &Why);
    return;
  }
  Type *T = infer(E);
  if (TypeContext::resolve(T)->is(TypeKind::Never))
    return;
  J.Ty = T;
  J.First = resultSpan(E);
}

Type *Checker::inferImpl(Expr *E) {
  switch (E->Kind) {
  case ExprKind::Int:
    return Types.intType();
  case ExprKind::Float:
    return Types.floatType();
  case ExprKind::Bool:
    return Types.boolType();
  case ExprKind::Unit:
    return Types.unitType();
  case ExprKind::String:
    return inferString(cast<StringExpr>(E));
  case ExprKind::Name: {
    auto *N = cast<NameExpr>(E);
    return inferName(E, N->Sym, N->Inst);
  }
  case ExprKind::Field:
    return inferField(cast<FieldExpr>(E));
  case ExprKind::Tuple: {
    SmallVector<Type *, 4> Elements;
    for (Expr *&Element : cast<TupleExpr>(E)->Elements)
      Elements.push_back(infer(Element));
    return Types.tuple(Elements);
  }
  case ExprKind::Block:
    return inferBlock(cast<BlockExpr>(E));
  case ExprKind::If:
    return inferIf(cast<IfExpr>(E));
  case ExprKind::Case:
    return inferCase(cast<CaseExpr>(E));
  case ExprKind::While:
    return inferWhile(cast<WhileExpr>(E));
  case ExprKind::Receive:
    return inferReceive(cast<ReceiveExpr>(E));
  case ExprKind::Self:
    return inferSelf(cast<SelfExpr>(E));
  case ExprKind::Return:
    return inferReturn(cast<ReturnExpr>(E));
  case ExprKind::Call:
    return inferCall(cast<CallExpr>(E));
  case ExprKind::Pipe: {
    auto *P = cast<PipeExpr>(E);
    P->Call->Ty = inferCall(P->Call);
    return P->Call->Ty;
  }
  case ExprKind::Unary:
    return inferUnary(cast<UnaryExpr>(E));
  case ExprKind::Binary:
    return inferBinary(cast<BinaryExpr>(E));
  case ExprKind::Break:
    if (!Current.Loops)
      Diags.report(DiagCode::E0032, E->Where);
    return Types.neverType();
  case ExprKind::Continue:
    if (!Current.Loops)
      Diags.report(DiagCode::E0033, E->Where);
    return Types.neverType();
  case ExprKind::ToAny:
    return E->Ty;
  case ExprKind::List:
    return inferList(cast<ListExpr>(E));
  case ExprKind::Map:
    return inferMap(cast<MapExpr>(E));
  case ExprKind::For:
    return inferLoop(cast<ForExpr>(E));
  case ExprKind::Closure:
    return inferClosure(cast<ClosureExpr>(E));
  case ExprKind::Index:
    return inferIndex(cast<IndexExpr>(E));
  case ExprKind::Try:
    return inferTry(cast<TryExpr>(E));
  case ExprKind::StructLiteral:
    return inferStruct(cast<StructLiteralExpr>(E));
  }
  return Types.errorType();
}

Type *Checker::inferName(Expr *E, Symbol *Sym, llvm::ArrayRef<Type *> &Inst) {
  if (!Sym)
    return Types.errorType();
  if (auto *V = dyn_cast<LocalVar>(Sym))
    return inferLocal(V, E, Inst);
  if (auto *B = dyn_cast<BuiltinSym>(Sym);
      B && !B->Ty->is(TypeKind::Function) && !B->Ty->is(TypeKind::Never))
    return B->Ty;
  if (llvm::isa<ServiceSym>(Sym)) {
    Diags
        .report(DiagCode::E0004, E->Where,
                "`" + Sym->Name + "` is a service, not a value")
        .fix("start it with `" + Sym->Name + ".start(...)`");
    return Types.errorType();
  }
  auto *D = cast<Definition>(Sym);
  if (!D->Ty)
    return Types.errorType();
  Inst = Types.instantiate(D->Generics, E->Where);
  return instance(D, Inst);
}

Type *Checker::inferString(StringExpr *S) {
  for (const StringPart &P : S->Parts) {
    if (!P.Value)
      continue;
    Expr *Value = P.Value;
    Types.require(infer(Value), Trait::Show, Value->Where);
    reportFailures();
  }
  return Types.stringType();
}

bool Checker::isNever(const Stmt &S) {
  return S.E && S.E->Ty && TypeContext::resolve(S.E->Ty)->is(TypeKind::Never);
}

Type *Checker::inferBlock(BlockExpr *B, Type *Expected) {
  bool Ends = false;
  for (size_t I = 0; I != B->Stmts.size(); ++I) {
    Stmt &S = B->Stmts[I];
    if (S.Let) {
      GlobalSym *G = S.Let->Global;
      if (!G || !std::exchange(G->IsChecked, true))
        checkLet(S.Let);
    } else if (S.LocalFn) {
      // Definitions that follow each other are checked together.
      SmallVector<LocalVar *, 4> Group;
      for (; I != B->Stmts.size() &&
             llvm::isa_and_nonnull<FnItem>(B->Stmts[I].Decl);
           ++I)
        if (B->Stmts[I].LocalFn)
          Group.push_back(B->Stmts[I].LocalFn);
      --I;
      checkLocalFunctions(Group);
      continue;
    } else if (S.E) {
      if (Expected && &S == &B->Stmts.back())
        inferFor(S.E, Expected);
      else
        infer(S.E);
    }
    Ends |= isNever(S);
  }
  if (!B->Stmts.empty() && B->Stmts.back().E)
    return B->Stmts.back().E->Ty;
  return Ends ? Types.neverType() : Types.unitType();
}

Type *Checker::inferIf(IfExpr *I, Type *Wanted) {
  check(I->Cond, Types.boolType());
  if (!I->Else) {
    infer(I->Then);
    return Types.unitType();
  }
  Join J = {Wanted, Span()};
  join(J, I->Then);
  // The branches of an else-if chain are all on one level.
  SmallVector<IfExpr *, 4> Chain;
  Expr **Last = &I->Else;
  while (auto *Next = dyn_cast<IfExpr>(*Last)) {
    if (!Next->Else)
      break;
    Chain.push_back(Next);
    check(Next->Cond, Types.boolType());
    join(J, Next->Then);
    Last = &Next->Else;
  }
  join(J, *Last);
  Type *T = finish(J);
  for (IfExpr *Next : Chain)
    Next->Ty = T;
  return T;
}

Type *Checker::inferCase(CaseExpr *C, Type *Wanted) {
  Type *Subject = infer(C->Subject);
  // One that never gives a value fits all patterns.
  if (TypeContext::resolve(Subject)->is(TypeKind::Never))
    Subject = Types.newVar();
  Join J = {Wanted, Span()};
  bool IsBroken = false;
  for (Arm &A : C->Arms) {
    unsigned ErrorsBefore = Diags.numErrors();
    checkPattern(A.Pat, Subject);
    IsBroken |= Diags.numErrors() != ErrorsBefore;
    checkGuard(A.Guard);
    join(J, A.Body);
  }
  // What a wrong pattern leaves out is no further error.
  if (!IsBroken)
    Cases.push_back(C);
  return finish(J);
}

void Checker::checkGuard(Expr *&Guard, DiagCode Code) {
  if (!Guard)
    return;
  Type *T = TypeContext::resolve(infer(Guard));
  if (!T->is(TypeKind::Never) &&
      Types.unify(Types.boolType(), T) != TypeContext::Unify::Same)
    Diags
        .report(Code, Guard->Where,
                llvm::Twine(Code == DiagCode::E0025 ? "guard of a clause"
                                                    : "guard") +
                    " is not Bool: found " + print(T))
        .label("expected Bool");
  reportFailures();
}

Type *Checker::inferWhile(WhileExpr *W) {
  check(W->Cond, Types.boolType());
  ++Current.Loops;
  infer(W->Body);
  --Current.Loops;
  return Types.unitType();
}

Type *Checker::inferReturn(ReturnExpr *R) {
  if (!R->Value) {
    if (Current.Result)
      expect(Current.Result, Types.unitType(), R->Where);
  } else {
    checkBody(R->Value, Current.Result);
  }
  return Types.neverType();
}

Type *Checker::inferUnary(UnaryExpr *U) {
  if (U->Op == UnaryOp::Not)
    return inferNot(U);
  Type *T = infer(U->Operand);
  unsigned ErrorsBefore = Diags.numErrors();
  Types.require(T, Trait::Neg, U->Operand->Where);
  reportFailures();
  return Diags.numErrors() == ErrorsBefore ? T : Types.errorType();
}

Type *Checker::inferNot(UnaryExpr *U) {
  Type *T = TypeContext::resolve(infer(U->Operand));
  if (T->is(TypeKind::Error))
    return T;
  // As long as nothing is known the value is of the same type, and that is Bool
  // if nothing ever is.
  if (T->is(TypeKind::Var)) {
    Types.require(T, Trait::Not, resultSpan(U->Operand));
    reportFailures();
    return T;
  }
  Substitution S;
  if (ImplSym *I = Types.findImpl(Types.trait(Trait::Not), T, {}, S))
    if (FunctionSym *F = I->method("not"); F && F->Ty)
      return Types.substitute(F->Ty->result(), S);
  expect(Types.boolType(), T, resultSpan(U->Operand));
  return Types.boolType();
}

Type *Checker::inferBinary(BinaryExpr *B) {
  switch (B->Op) {
  case BinaryOp::Or:
  case BinaryOp::And:
    check(B->Left, Types.boolType());
    check(B->Right, Types.boolType());
    return Types.boolType();
  case BinaryOp::Range:
    return inferRange(B);
  default:
    break;
  }
  Type *T = infer(B->Left);
  unsigned ErrorsBefore = Diags.numErrors();
  if (TypeContext::resolve(T)->is(TypeKind::Never))
    T = infer(B->Right);
  else {
    Because Why = {Span(), ""};
    Why.Joins = B->Op == BinaryOp::Concat || B->Op == BinaryOp::Add;
    check(B->Right, T, &Why);
  }
  bool IsTest = B->Op >= BinaryOp::Eq && B->Op <= BinaryOp::Ge;
  // Operands that do not fit together have been reported.
  if (Diags.numErrors() != ErrorsBefore)
    return IsTest ? Types.boolType() : Types.errorType();
  static const Trait Traits[] = {
      Trait::Eq,  Trait::Eq,  Trait::Eq,  Trait::Eq,  Trait::Ord,
      Trait::Ord, Trait::Ord, Trait::Ord, Trait::Ord, Trait::Concat,
      Trait::Add, Trait::Sub, Trait::Mul, Trait::Div, Trait::Mod};
  Types.require(T, Traits[static_cast<unsigned>(B->Op)], B->OpWhere);
  reportFailures();
  if (IsTest)
    return Types.boolType();
  return Diags.numErrors() == ErrorsBefore ? T : Types.errorType();
}
