//===- ResolveBody.cpp - Names in bodies ----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Definitions
//===----------------------------------------------------------------------===//

void Resolver::resolveFunction(FunctionSym *F) {
  Current = F;
  Here = F->Home;
  Uses[F];
  if (F->Impl)
    useMethods(F->Name);
  Scope Outer(*this);
  if (F->Impl || F->Method)
    TypeVars.push_back("Self");
  if (F->Method)
    for (const Ident &G : F->Method->Owner->Item->Generics)
      TypeVars.push_back(G.Name);
  AtFileLevel = F->IsScript;
  for (FnItem *C : F->Clauses)
    resolveClause(C, nullptr);
  AtFileLevel = false;
}

void Resolver::resolveClause(FnItem *F, const Param *State) {
  Scope S(*this);
  visitSignature(F);
  if (State)
    visitAnnotation(State->Annotation);
  bindParams(F->Params, State);
  if (F->Guard)
    visit(F->Guard);
  visit(F->Body, /*Tail=*/true);
}

void Resolver::resolveActor(ActorSym *A) {
  Current = A;
  Here = A->Home;
  Uses[A];
  Scope S(*this);
  visitParamTypes(A->Item->Params);
  visitType(A->Item->Message);
  bindParams(A->Item->Params);
  visit(A->Item->Body, /*Tail=*/true);
  if (!A->Item->Terminate)
    return;
  A->Terminate = Ctx.make<Lambda>();
  A->Terminate->Name = "terminate";
  A->Terminate->Where = A->Item->Terminate->Where;
  SmallVector<ClosureClause, 1> Clauses = {
      {A->Terminate->Where, {}, nullptr, A->Item->Terminate}};
  A->Terminate->Clauses = Ctx.copy(Clauses);
  visitLambda(A->Terminate);
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

/// Which argument of a call is a function that the following ones are for.
static std::optional<unsigned> spawnedArgument(Expr *Callee) {
  if (auto *N = dyn_cast<NameExpr>(Callee); N && N->Name == "spawn")
    return 0;
  auto *F = dyn_cast<FieldExpr>(Callee);
  auto *B = F ? llvm::dyn_cast_or_null<BuiltinSym>(F->Sym) : nullptr;
  if (!B)
    return std::nullopt;
  switch (B->ID) {
  case BuiltinID::NodeSpawn:
  case BuiltinID::NodeSpawnLink:
  case BuiltinID::NodeTrySpawn:
    return 1;
  default:
    return std::nullopt;
  }
}

void Resolver::visitCall(CallExpr *C, bool Tail) {
  C->IsTail = Tail;
  if (auto *N = dyn_cast<NameExpr>(C->Callee))
    visitName(N, C->Args.size());
  else if (auto *F = dyn_cast<FieldExpr>(C->Callee)) {
    if (!visitMember(F, C->Args.size()))
      visit(F->Base);
  } else
    visit(C->Callee);
  // The function of a spawn is picked by the arguments behind it.
  std::optional<unsigned> Spawned = spawnedArgument(C->Callee);
  for (auto [I, A] : llvm::enumerate(C->Args)) {
    if (Spawned != I) {
      visit(A.Value);
      continue;
    }
    unsigned NumArgs = C->Args.size() - I - 1;
    auto *F = dyn_cast<FieldExpr>(A.Value);
    if (auto *N = dyn_cast<NameExpr>(A.Value))
      visitName(N, NumArgs);
    else if (!F || !visitMember(F, NumArgs))
      visit(F ? F->Base : A.Value);
  }
}

/// `x |> f(a)` is `f(x, a)`, `x |> f` is `f(x)`.
void Resolver::visitPipe(PipeExpr *P, bool Tail) {
  SmallVector<Arg, 4> Args = {{Ident(), P->Left}};
  Expr *Callee = P->Right;
  bool Trailing = false;
  if (auto *C = dyn_cast<CallExpr>(P->Right)) {
    Callee = C->Callee;
    Trailing = C->HasTrailing;
    Args.append(C->Args.begin(), C->Args.end());
  }
  // Of a pipe over several lines the step is to blame, not its start.
  P->Call =
      Ctx.make<CallExpr>(P->Right->Where, Callee, Ctx.copy(Args), Trailing);
  visitCall(P->Call, Tail);
}

void Resolver::visitArms(llvm::MutableArrayRef<Arm> Arms, bool Tail) {
  for (Arm &A : Arms) {
    Scope S(*this);
    PatternNames.clear();
    bind(A.Pat);
    PatternNames.clear();
    if (A.Guard)
      visit(A.Guard);
    visit(A.Body, Tail);
  }
}

void Resolver::visitStmt(Stmt &S, bool Tail) {
  if (S.E)
    return visit(S.E, Tail);
  // Local types were collected with the block, and the parser lets no other
  // definitions through.
  if (S.Decl)
    return;
  visitAnnotation(S.Let->Annotation);
  auto *N = dyn_cast<NamePattern>(S.Let->Pat);
  auto *C = dyn_cast<ClosureExpr>(S.Let->Value);
  if (N && C)
    PendingLets.push_back(N->Name);
  if (GlobalSym *G = S.Let->Global) {
    // A unit of its own, which functions may depend on.
    use(G);
    Symbol *Outer = std::exchange(Current, G);
    Uses[G];
    visit(S.Let->Value);
    Current = Outer;
    Locals.append(G->Vars.begin(), G->Vars.end());
  } else {
    visit(S.Let->Value);
    PatternNames.clear();
    bind(S.Let->Pat);
    PatternNames.clear();
  }
  if (N && C) {
    PendingLets.pop_back();
    C->Fn->Name = N->Name;
    N->Var->Fn = C->Fn;
  }
}

void Resolver::visitLambda(Lambda *F) {
  bool FileLevel = std::exchange(AtFileLevel, false);
  bool Outer = std::exchange(InLambda, true);
  Scope Signature(*this);
  if (F->Item)
    visitSignature(F->Item);
  for (ClosureClause &C : F->Clauses) {
    Scope S(*this);
    visitParamTypes(C.Params);
    bindParams(C.Params);
    if (C.Guard)
      visit(C.Guard);
    visit(C.Body, /*Tail=*/true);
  }
  AtFileLevel = FileLevel;
  InLambda = Outer;
}

/// Definitions that follow each other see each other.
void Resolver::visitLocalFunctions(llvm::MutableArrayRef<Stmt> Run) {
  SmallVector<LocalVar *, 4> Group;
  for (size_t I = 0; I != Run.size();) {
    auto *First = cast<FnItem>(Run[I].Decl);
    Stmt &Start = Run[I];
    SmallVector<ClosureClause, 2> Clauses;
    for (; I != Run.size(); ++I) {
      auto *C = cast<FnItem>(Run[I].Decl);
      if (C->Name.Name != First->Name.Name ||
          C->Params.size() != First->Params.size())
        break;
      Clauses.push_back({C->Where, C->Params, C->Guard, C->Body});
    }
    auto *F = Ctx.make<Lambda>();
    F->Name = First->Name.Name;
    F->Where = First->Name.Where;
    F->Clauses = Ctx.copy(Clauses);
    F->Item = First;
    for (LocalVar *Other : Group)
      if (Other->Name == F->Name && Other->Fn->arity() == F->arity())
        Diags
            .report(DiagCode::E0023, F->Where,
                    "clauses of `" + F->Name + "/" + llvm::Twine(F->arity()) +
                        "` are not consecutive")
            .label("this clause stands apart")
            .also(Other->Where, "the first clause is here");
    auto *V = Ctx.make<LocalVar>(F->Name, F->Where, false);
    V->Fn = F;
    V->IsLocalFn = true;
    Start.LocalFn = V;
    Group.push_back(V);
    Locals.push_back(V);
  }
  for (LocalVar *V : Group)
    visitLambda(V->Fn);
}

void Resolver::visitBlock(BlockExpr *B, bool Tail) {
  bool FileLevel = AtFileLevel;
  // Only the outermost block of a script is the file's.
  Scope S(*this);
  collectLocalTypes(B->Stmts);
  auto isFn = [](const Stmt &S) {
    return llvm::isa_and_nonnull<FnItem>(S.Decl);
  };
  for (size_t I = 0; I != B->Stmts.size(); ++I) {
    Stmt &Child = B->Stmts[I];
    if (isFn(Child)) {
      size_t Begin = I;
      while (I + 1 != B->Stmts.size() && isFn(B->Stmts[I + 1]))
        ++I;
      AtFileLevel = false;
      visitLocalFunctions(B->Stmts.slice(Begin, I + 1 - Begin));
      continue;
    }
    AtFileLevel = FileLevel && Child.Let;
    visitStmt(Child, Tail && I + 1 == B->Stmts.size());
  }
  AtFileLevel = FileLevel;
}

void Resolver::visit(Expr *E, bool Tail) {
  if (Visited.contains(E))
    return;
  SmallVector<Expr *, 0> Links = longChain(E);
  for (Expr *Link : Links) {
    visitLink(Link, /*Tail=*/false);
    Visited.insert(Link);
  }
  visitLink(E, Tail);
  for (Expr *Link : Links)
    Visited.erase(Link);
}

/// Visits an expression, of a long chain only the last link.
void Resolver::visitLink(Expr *E, bool Tail) {
  switch (E->Kind) {
  case ExprKind::Int:
  case ExprKind::Float:
  case ExprKind::Bool:
  case ExprKind::Unit:
  case ExprKind::Break:
  case ExprKind::Continue:
  case ExprKind::ToAny:
    return;
  case ExprKind::Self:
    if (auto *Self = cast<SelfExpr>(E); !Self->IsCall)
      Self->Var = lookupLocal("self");
    return;
  case ExprKind::String:
    for (const StringPart &P : cast<StringExpr>(E)->Parts)
      if (P.Value)
        visit(P.Value);
    return;
  case ExprKind::Name:
    return visitName(cast<NameExpr>(E), std::nullopt);
  case ExprKind::Tuple:
    for (Expr *Element : cast<TupleExpr>(E)->Elements)
      visit(Element);
    return;
  case ExprKind::List:
    for (Expr *Element : cast<ListExpr>(E)->Elements)
      visit(Element);
    return;
  case ExprKind::Map:
    for (MapEntry &M : cast<MapExpr>(E)->Entries) {
      visit(M.Key);
      visit(M.Value);
    }
    return;
  case ExprKind::Block:
    return visitBlock(cast<BlockExpr>(E), Tail);
  case ExprKind::If: {
    auto *I = cast<IfExpr>(E);
    for (Expr *Else = E; Else; Else = I->Else) {
      I = dyn_cast<IfExpr>(Else);
      if (!I)
        return visit(Else, Tail);
      visit(I->Cond);
      visit(I->Then, Tail);
    }
    return;
  }
  case ExprKind::Case:
    visit(cast<CaseExpr>(E)->Subject);
    return visitArms(cast<CaseExpr>(E)->Arms, Tail);
  case ExprKind::While:
    visit(cast<WhileExpr>(E)->Cond);
    return visit(cast<WhileExpr>(E)->Body);
  case ExprKind::For: {
    auto *F = cast<ForExpr>(E);
    visit(F->Source);
    Scope S(*this);
    PatternNames.clear();
    bind(F->Pat);
    PatternNames.clear();
    if (F->Guard)
      visit(F->Guard);
    return visit(F->Body);
  }
  case ExprKind::Receive: {
    auto *R = cast<ReceiveExpr>(E);
    visitArms(R->Arms, Tail);
    if (R->Timeout) {
      visit(R->Timeout);
      visit(R->TimeoutBody, Tail);
    }
    return;
  }
  case ExprKind::Closure: {
    auto *C = cast<ClosureExpr>(E);
    C->Fn = Ctx.make<Lambda>();
    C->Fn->Where = C->Where;
    C->Fn->Clauses = C->Clauses;
    return visitLambda(C->Fn);
  }
  case ExprKind::Return:
    if (cast<ReturnExpr>(E)->Value)
      visit(cast<ReturnExpr>(E)->Value, /*Tail=*/true);
    return;
  case ExprKind::Call:
    return visitCall(cast<CallExpr>(E), Tail);
  case ExprKind::Field:
    if (!visitMember(cast<FieldExpr>(E), std::nullopt))
      visit(cast<FieldExpr>(E)->Base);
    return;
  case ExprKind::Index:
    visit(cast<IndexExpr>(E)->Base);
    return visit(cast<IndexExpr>(E)->Index);
  case ExprKind::Try:
    return visit(cast<TryExpr>(E)->Operand);
  case ExprKind::StructLiteral:
    return visitLiteral(cast<StructLiteralExpr>(E));
  case ExprKind::Unary:
    return visit(cast<UnaryExpr>(E)->Operand);
  case ExprKind::Binary:
    visit(cast<BinaryExpr>(E)->Left);
    return visit(cast<BinaryExpr>(E)->Right);
  case ExprKind::Pipe:
    return visitPipe(cast<PipeExpr>(E), Tail);
  }
}
