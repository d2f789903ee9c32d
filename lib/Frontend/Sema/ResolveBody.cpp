//===- ResolveBody.cpp - Names in bodies ----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;

void Resolver::use(Symbol *S) {
  // Members stand for the service that they share their types with.
  if (auto *H = dyn_cast<HandlerSym>(S))
    S = H->Service;
  else if (auto *Start = dyn_cast<ServiceStartSym>(S))
    S = Start->Service;
  else if (auto *F = dyn_cast<FunctionSym>(S);
           F && F->Service && F->Service->Init == F)
    S = F->Service;
  if (Current && (llvm::isa<FunctionSym>(S) || llvm::isa<ActorSym>(S) ||
                  llvm::isa<ServiceSym>(S)))
    Uses[Current].insert(S);
}

//===----------------------------------------------------------------------===//
// Scopes and patterns
//===----------------------------------------------------------------------===//

LocalVar *Resolver::bindName(StringRef Name, Span Where) {
  for (LocalVar *V : PatternNames) {
    if (V->Name != Name)
      continue;
    // The alternatives of a pattern share their names.
    if (InOrPattern)
      return V;
    Diags
        .report(DiagCode::E0042, Where,
                "`" + Name + "` is bound twice in one pattern")
        .label("bound again here")
        .also(V->Where, "first bound here");
  }
  auto *V = Ctx.make<LocalVar>(Name, Where, AtFileLevel);
  PatternNames.push_back(V);
  Locals.push_back(V);
  return V;
}

void Resolver::bindAll(llvm::ArrayRef<Pattern *> Patterns) {
  for (Pattern *P : Patterns)
    bind(P);
}

void Resolver::bind(Pattern *P) {
  switch (P->Kind) {
  case PatternKind::Name: {
    auto *N = cast<NamePattern>(P);
    N->Var = bindName(N->Name, N->Where);
    return;
  }
  case PatternKind::As: {
    auto *A = cast<AsPattern>(P);
    bind(A->Inner);
    A->Var = bindName(A->Name.Name, A->Name.Where);
    return;
  }
  case PatternKind::Tuple:
    return bindAll(cast<TuplePattern>(P)->Elements);
  case PatternKind::List:
    return bindAll(cast<ListPattern>(P)->Elements);
  case PatternKind::Cons:
    bind(cast<ConsPattern>(P)->Head);
    return bind(cast<ConsPattern>(P)->Tail);
  case PatternKind::Or: {
    // Every alternative has to bind what the first one binds.
    auto Elements = cast<OrPattern>(P)->Elements;
    size_t Before = PatternNames.size();
    bind(Elements.front());
    SmallVector<LocalVar *, 8> Names(PatternNames.begin() + Before,
                                     PatternNames.end());
    for (Pattern *E : Elements.drop_front()) {
      SmallVector<LocalVar *, 8> Saved = PatternNames;
      size_t NumLocals = Locals.size();
      PatternNames = Names;
      bool Outer = std::exchange(InOrPattern, true);
      bind(E);
      InOrPattern = Outer;
      SmallVector<StringRef, 4> Seen;
      collectNames(E, Seen);
      for (LocalVar *V : Names)
        if (!llvm::is_contained(Seen, V->Name))
          Diags
              .report(DiagCode::E0011, E->Where,
                      "this alternative does not bind `" + V->Name + "`")
              .also(V->Where, "bound here");
      if (PatternNames.size() != Names.size())
        Diags.report(DiagCode::E0011, PatternNames.back()->Where,
                     "`" + PatternNames.back()->Name +
                         "` is not bound by every alternative");
      PatternNames = Saved;
      Locals.truncate(NumLocals);
    }
    return;
  }
  case PatternKind::Variant:
    for (const FieldPattern &F : cast<VariantPattern>(P)->Args)
      bind(F.Value);
    return;
  case PatternKind::Struct:
    for (const FieldPattern &F : cast<StructPattern>(P)->Fields) {
      if (F.Value)
        bind(F.Value);
      else
        bindName(F.Name.Name, F.Name.Where);
    }
    return;
  default:
    return;
  }
}

void Resolver::collectNames(const Pattern *P,
                            llvm::SmallVectorImpl<StringRef> &Out) {
  switch (P->Kind) {
  case PatternKind::Name:
    Out.push_back(cast<NamePattern>(P)->Name);
    return;
  case PatternKind::As:
    Out.push_back(cast<AsPattern>(P)->Name.Name);
    return collectNames(cast<AsPattern>(P)->Inner, Out);
  case PatternKind::Tuple:
    for (Pattern *E : cast<TuplePattern>(P)->Elements)
      collectNames(E, Out);
    return;
  case PatternKind::List:
    for (Pattern *E : cast<ListPattern>(P)->Elements)
      collectNames(E, Out);
    return;
  case PatternKind::Or:
    return collectNames(cast<OrPattern>(P)->Elements.front(), Out);
  case PatternKind::Cons:
    collectNames(cast<ConsPattern>(P)->Head, Out);
    return collectNames(cast<ConsPattern>(P)->Tail, Out);
  case PatternKind::Variant:
    for (const FieldPattern &F : cast<VariantPattern>(P)->Args)
      collectNames(F.Value, Out);
    return;
  case PatternKind::Struct:
    for (const FieldPattern &F : cast<StructPattern>(P)->Fields) {
      if (F.Value)
        collectNames(F.Value, Out);
      else
        Out.push_back(F.Name.Name);
    }
    return;
  default:
    return;
  }
}

void Resolver::bindParams(llvm::ArrayRef<Param> Params) {
  PatternNames.clear();
  for (const Param &P : Params)
    if (P.Pat)
      bind(P.Pat);
  PatternNames.clear();
}

Symbol *Resolver::lookup(StringRef Name, std::optional<unsigned> NumArgs) {
  LocalVar *OtherArity = nullptr;
  for (LocalVar *V : llvm::reverse(Locals)) {
    if (V->Name != Name)
      continue;
    if (!V->IsLocalFn)
      return OtherArity ? OtherArity : V;
    if (!NumArgs || V->Fn->arity() == *NumArgs)
      return V;
    // Local functions of one name differ by their number of parameters.
    if (!OtherArity)
      OtherArity = V;
  }
  if (OtherArity)
    return OtherArity;
  auto pick = [&](llvm::ArrayRef<FunctionSym *> Overloads) -> Symbol * {
    for (FunctionSym *F : Overloads)
      if (NumArgs && F->Arity == *NumArgs)
        return F;
    return Overloads.empty() ? nullptr : Overloads.back();
  };
  if (CurrentService) {
    SmallVector<FunctionSym *, 4> Private;
    for (FunctionSym *F : CurrentService->Functions)
      if (F->Name == Name)
        Private.push_back(F);
    if (Symbol *S = pick(Private))
      return S;
  }
  if (auto It = Functions.find(Name); It != Functions.end())
    return pick(It->second);
  if (auto It = Actors.find(Name); It != Actors.end())
    return It->second;
  if (auto It = Services.find(Name); It != Services.end())
    return It->second;
  return Builtins.lookup(Name, NumArgs);
}

void Resolver::unbound(StringRef Name, Span Where) {
  SmallVector<StringRef, 32> Candidates;
  for (LocalVar *V : Locals)
    Candidates.push_back(V->Name);
  for (auto &[N, F] : Functions)
    Candidates.push_back(N);
  for (auto &[N, A] : Actors)
    Candidates.push_back(N);
  for (auto &[N, S] : Services)
    Candidates.push_back(N);
  llvm::append_range(Candidates, Builtins.namesIn(""));
  auto D = Diags.report(DiagCode::E0004, Where, "unbound name `" + Name + "`");
  D.label("not found in this scope");
  StringRef Close = closestName(Name, Candidates);
  if (!Close.empty())
    D.fix("did you mean `" + Close + "`?");
}

//===----------------------------------------------------------------------===//
// Definitions
//===----------------------------------------------------------------------===//

void Resolver::resolveFunction(FunctionSym *F) {
  Current = F;
  Uses[F];
  AtFileLevel = F->IsScript;
  for (FnItem *C : F->Clauses)
    resolveClause(C, nullptr);
  AtFileLevel = false;
}

void Resolver::resolveClause(const FnItem *F, const Param *State) {
  Scope S(*this);
  // The state of a handler is bound before its parameters, which may not
  // repeat its names.
  SmallVector<Param, 4> Params;
  if (State && State->Pat)
    Params.push_back(*State);
  Params.append(F->Params.begin(), F->Params.end());
  bindParams(Params);
  if (F->Guard)
    visit(F->Guard);
  visit(F->Body, /*Tail=*/true);
}

void Resolver::resolveActor(ActorSym *A) {
  Current = A;
  Uses[A];
  Scope S(*this);
  bindParams(A->Item->Params);
  visit(A->Item->Body, /*Tail=*/true);
  if (A->Item->Terminate)
    visit(A->Item->Terminate);
}

//===----------------------------------------------------------------------===//
// Expressions
//===----------------------------------------------------------------------===//

void Resolver::visitName(NameExpr *N, std::optional<unsigned> NumArgs) {
  N->Sym = lookup(N->Name, NumArgs);
  if (N->Sym)
    return use(N->Sym);
  if (auto It = FileLets.find(N->Name); It != FileLets.end() && Main) {
    // Visible, but it needs storage outside of main.
    unsupported(N->Where, "a file-level `let` used inside a definition is");
    return;
  }
  unbound(N->Name, N->Where);
}

/// Resolves `Module.name` and `Service.name`; false if the base is a value.
bool Resolver::visitMember(FieldExpr *F, std::optional<unsigned> NumArgs) {
  auto *Base = dyn_cast<NameExpr>(F->Base);
  if (!Base)
    return false;
  Symbol *S = lookup(Base->Name, std::nullopt);
  auto missing = [&](StringRef What, llvm::ArrayRef<StringRef> Names) {
    auto D = Diags.report(DiagCode::E0034, F->Name.Where,
                          "`" + F->Name.Name + "` is not exported by " + What +
                              " `" + Base->Name + "`");
    StringRef Close = closestName(F->Name.Name, Names);
    if (!Close.empty())
      D.fix("did you mean `" + Close + "`?");
  };
  if (auto *Service = llvm::dyn_cast_or_null<ServiceSym>(S)) {
    SmallVector<StringRef, 8> Names = {"start"};
    if (F->Name.Name == "start")
      F->Sym = Service->Start;
    for (HandlerSym *H : Service->Handlers) {
      Names.push_back(H->Name);
      if (H->Name == F->Name.Name)
        F->Sym = H;
    }
    if (F->Sym)
      use(F->Sym);
    else
      missing("service", Names);
    return true;
  }
  if (S || !Builtins.isModule(Base->Name))
    return false;
  F->Sym = Builtins.lookup((Base->Name + "." + F->Name.Name).str(), NumArgs);
  if (!F->Sym)
    missing("module", Builtins.namesIn(Base->Name));
  return true;
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
  auto *Callee = dyn_cast<NameExpr>(C->Callee);
  bool IsSpawn = Callee && Callee->Name == "spawn";
  for (Arg &A : C->Args) {
    auto *N = dyn_cast<NameExpr>(A.Value);
    if (IsSpawn && N && &A == C->Args.begin())
      visitName(N, C->Args.size() - 1);
    else
      visit(A.Value);
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
  P->Call = Ctx.make<CallExpr>(P->Where, Callee, Ctx.copy(Args), Trailing);
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
  if (S.Decl)
    return unsupported(S.Decl->Name.Where, "local definitions are");
  visit(S.Let->Value);
  PatternNames.clear();
  bind(S.Let->Pat);
  PatternNames.clear();
  auto *N = dyn_cast<NamePattern>(S.Let->Pat);
  auto *C = dyn_cast<ClosureExpr>(S.Let->Value);
  if (N && C) {
    C->Fn->Name = N->Name;
    N->Var->Fn = C->Fn;
  }
}

void Resolver::visitLambda(Lambda *F) {
  bool FileLevel = std::exchange(AtFileLevel, false);
  for (ClosureClause &C : F->Clauses) {
    Scope S(*this);
    bindParams(C.Params);
    if (C.Guard)
      visit(C.Guard);
    visit(C.Body, /*Tail=*/true);
  }
  AtFileLevel = FileLevel;
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
  switch (E->Kind) {
  case ExprKind::Int:
  case ExprKind::Float:
  case ExprKind::Bool:
  case ExprKind::Unit:
  case ExprKind::Break:
  case ExprKind::Continue:
  case ExprKind::Self:
  case ExprKind::ToAny:
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
    visit(I->Cond);
    visit(I->Then, Tail);
    if (I->Else)
      visit(I->Else, Tail);
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
    for (FieldInit &F : cast<StructLiteralExpr>(E)->Fields)
      visit(F.Value);
    return;
  case ExprKind::Unary:
    return visit(cast<UnaryExpr>(E)->Operand);
  case ExprKind::Binary:
    visit(cast<BinaryExpr>(E)->Left);
    return visit(cast<BinaryExpr>(E)->Right);
  case ExprKind::Pipe:
    return visitPipe(cast<PipeExpr>(E), Tail);
  }
}
