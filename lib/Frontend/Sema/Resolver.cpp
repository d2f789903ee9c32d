//===- Resolver.cpp - Definitions of a file -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"

using namespace snow::frontend;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;

std::string snow::frontend::handlerFunctionName(StringRef Handler) {
  std::string Result;
  for (char C : Handler) {
    bool Upper = C >= 'A' && C <= 'Z';
    if (Upper && !Result.empty())
      Result += '_';
    Result += Upper ? static_cast<char>(C - 'A' + 'a') : C;
  }
  return Result;
}

void Resolver::reportDuplicate(const Ident &Name, Span First) {
  Diags
      .report(DiagCode::E0042, Name.Where,
              "duplicate definition of `" + Name.Name + "`")
      .label("defined again here")
      .also(First, "first defined here");
}

bool Resolver::claim(const Ident &Name) {
  auto [It, New] = Here->Claimed.try_emplace(Name.Name, Name.Where);
  if (!New)
    reportDuplicate(Name, It->second);
  return New;
}

/// Gathers the clauses of each function; those of one name and arity have to
/// follow each other.
void Resolver::collectFunctions(llvm::ArrayRef<FnItem *> Items,
                                ServiceSym *Service,
                                llvm::SmallVectorImpl<FunctionSym *> &Out) {
  SmallVector<FnItem *, 4> Clauses;
  FnItem *Last = nullptr;
  for (size_t I = 0; I != Items.size(); ++I) {
    FnItem *F = Items[I];
    Clauses.push_back(F);
    FnItem *Next = I + 1 != Items.size() ? Items[I + 1] : nullptr;
    // A null entry stands for another item in between.
    if (Next && Next->Name.Name == F->Name.Name &&
        Next->Params.size() == F->Params.size())
      continue;
    Last = Clauses.front();
    FunctionSym *Known = nullptr;
    bool LaterOverload = false;
    for (FunctionSym *G : Out) {
      if (G->Name != Last->Name.Name)
        continue;
      LaterOverload = true;
      if (G->Arity == Last->Params.size())
        Known = G;
    }
    if (Known) {
      Diags
          .report(DiagCode::E0023, Last->Name.Where,
                  "clauses of `" + Last->Name.Name + "/" +
                      llvm::Twine(Known->Arity) + "` are not consecutive")
          .label("this clause stands apart")
          .also(Known->Where, "the first clause is here");
    } else {
      auto *G = Ctx.make<FunctionSym>(Last->Name.Name, Last->Name.Where,
                                      Ctx.copy(Clauses));
      G->Service = Service;
      G->Home = Here;
      G->IsPub = llvm::any_of(Clauses, [](FnItem *C) { return C->IsPub; });
      G->IsLaterOverload = LaterOverload;
      Out.push_back(G);
    }
    Clauses.clear();
  }
}

void Resolver::collectService(ServiceItem *Item) {
  auto *S = Ctx.make<ServiceSym>(Item);
  SmallVector<FunctionSym *, 4> Private;
  collectFunctions(Item->Functions, S, Private);
  S->Functions = Ctx.copy(Private);
  for (FunctionSym *F : Private)
    if (F->Name == "init")
      S->Init = F;
  S->Start = Ctx.make<ServiceStartSym>(S, S->Where);
  S->Start->Home = Here;

  SmallVector<HandlerSym *, 8> Handlers;
  for (const Handler &H : Item->Handlers) {
    StringRef Name = Ctx.copy(StringRef(handlerFunctionName(H.Fn->Name.Name)));
    auto *New = Ctx.make<HandlerSym>(Name, S, &H);
    New->Home = Here;
    for (HandlerSym *Old : Handlers)
      if (Old->Name == Name)
        Diags
            .report(DiagCode::E0042, New->Where,
                    "duplicate handler `" + H.Fn->Name.Name + "`")
            .label("defined again here")
            .also(Old->Where, "first defined here");
    if (Name == "start")
      Diags.report(DiagCode::E0042, New->Where,
                   "a handler cannot be called `start`, which starts the "
                   "service");
    Handlers.push_back(New);
  }
  S->Handlers = Ctx.copy(Handlers);
  S->Home = Here;
  S->IsPub = Item->IsPub;
  if (!claim(Item->Name))
    return;
  Here->Services[S->Name] = S;
  AllServices.push_back(S);
}

/// The function that evaluates the constants of a module; null if it has none.
FunctionSym *Resolver::collectModule(ModuleItem *M) {
  // A type or service may have the name of its module.
  if (const Namespace *Old = Here->Nested.lookup(M->Name.Name)) {
    reportDuplicate(M->Name, Old->Where);
    return nullptr;
  }
  auto *N = Namespaces.emplace_back(std::make_unique<Namespace>()).get();
  N->Name = (Here->Name + "." + M->Name.Name).str();
  N->Parent = Here;
  N->Where = M->Name.Where;
  N->IsPub = M->IsPub;
  Here->Nested[M->Name.Name] = N;
  Namespace *Outer = std::exchange(Here, N);
  SmallVector<Stmt, 4> Rest;
  collect(M->Body, Rest);
  FunctionSym *Init = makeScriptMain(M->Where.File, Rest, /*IsEntry=*/false);
  Here = Outer;
  return Init;
}

/// A statement that evaluates the constants of a nested module, in its place.
Stmt Resolver::initialise(FunctionSym *Init) {
  auto *Callee = Ctx.make<NameExpr>(Init->Where, Init->Name);
  Callee->Sym = Init;
  Stmt S;
  S.E = Ctx.make<CallExpr>(Init->Where, Callee, llvm::MutableArrayRef<Arg>(),
                           /*HasTrailing=*/false);
  return S;
}

bool Resolver::isInitialisation(const Stmt &S) {
  auto *C = llvm::dyn_cast_or_null<CallExpr>(S.E);
  auto *N = C ? dyn_cast<NameExpr>(C->Callee) : nullptr;
  auto *F = N ? llvm::dyn_cast_or_null<FunctionSym>(N->Sym) : nullptr;
  return F && F->IsInit;
}

void Resolver::collectItem(Item *I) {
  switch (I->Kind) {
  case ItemKind::Fn:
    return;
  case ItemKind::Actor: {
    auto *A = Ctx.make<ActorSym>(llvm::cast<ActorItem>(I));
    A->Home = Here;
    A->IsPub = I->IsPub;
    if (!claim(I->Name))
      return;
    Here->Actors[A->Name] = A;
    AllActors.push_back(A);
    return;
  }
  case ItemKind::Service:
    return collectService(llvm::cast<ServiceItem>(I));
  case ItemKind::Struct:
    if (StructSym *S = makeStruct(llvm::cast<StructItem>(I)); claim(I->Name))
      Here->Types[S->Name] = S;
    return;
  case ItemKind::SumType: {
    SumSym *S = makeSum(llvm::cast<SumTypeItem>(I));
    if (!claim(I->Name))
      return;
    Here->Types[S->Name] = S;
    for (VariantSym *V : S->Variants)
      Here->Variants[V->Name].push_back(V);
    return;
  }
  case ItemKind::Alias: {
    auto *A = Ctx.make<AliasSym>(llvm::cast<AliasItem>(I));
    A->Home = Here;
    A->IsPub = I->IsPub;
    Declared.Aliases.push_back(A);
    if (claim(I->Name))
      Here->Types[A->Name] = A;
    return;
  }
  case ItemKind::Interface:
    return collectInterface(llvm::cast<InterfaceItem>(I));
  case ItemKind::Impl:
    return collectImpl(llvm::cast<ImplItem>(I));
  case ItemKind::Supervisor: {
    SupervisorSym *S = makeSupervisor(llvm::cast<SupervisorItem>(I));
    S->Home = Here;
    S->IsPub = I->IsPub;
    if (!claim(I->Name))
      return;
    Here->Supervisors[S->Name] = S;
    AllSupervisors.push_back(S);
    return;
  }
  case ItemKind::Module: // Collected with what stands around it.
    return;
  case ItemKind::Import:
    PendingImports.push_back({Here, llvm::cast<ImportItem>(I)});
    return;
  }
}

/// Gathers the definitions of a file or nested module; what is none of them
/// goes to Script.
void Resolver::collect(llvm::ArrayRef<Stmt> Stmts,
                       llvm::SmallVectorImpl<Stmt> &Script) {
  SmallVector<FnItem *, 16> Run;
  SmallVector<FunctionSym *, 16> All;
  // Two clauses with something else between them are not consecutive, so each
  // run is collected by itself, with the names that came before it.
  auto flush = [&] {
    collectFunctions(Run, nullptr, All);
    Run.clear();
  };
  for (const Stmt &S : Stmts) {
    if (!S.Decl) {
      Script.push_back(S);
      continue;
    }
    if (auto *F = dyn_cast<FnItem>(S.Decl)) {
      Run.push_back(F);
      continue;
    }
    flush();
    collectItem(S.Decl);
    if (auto *M = dyn_cast<ModuleItem>(S.Decl))
      if (FunctionSym *Init = collectModule(M))
        Script.push_back(initialise(Init));
  }
  flush();
  for (FunctionSym *G : All) {
    Here->Functions[G->Name].push_back(G);
    AllFunctions.push_back(G);
  }
}

/// The main file without `fn main` runs its statements as main. The function
/// that evaluates the constants otherwise; null if there are none.
FunctionSym *Resolver::makeScriptMain(FileID File, llvm::ArrayRef<Stmt> Script,
                                      bool IsEntry) {
  FunctionSym *Defined = nullptr, *WithParams = nullptr;
  if (auto It = Here->Functions.find("main");
      IsEntry && It != Here->Functions.end())
    for (FunctionSym *G : It->second)
      (G->Arity == 0 ? Defined : WithParams) = G;
  if (IsEntry && !Defined) {
    if (llvm::all_of(Script, isInitialisation)) {
      NoMain = {File, 0, 0};
      OtherMain = WithParams;
      return nullptr;
    }
    Main = makeScript(Script);
    Main->IsMain = true;
    AllFunctions.push_back(Main);
    return nullptr;
  }
  if (IsEntry) {
    Main = Defined;
    Main->IsMain = true;
  }
  bool HasLet = false;
  for (const Stmt &S : Script) {
    HasLet |= S.Let || isInitialisation(S);
    if (!S.E || isInitialisation(S))
      continue;
    auto D = Diags.report(DiagCode::W0004, S.E->Where,
                          IsEntry ? "statement is not run, because the file "
                                    "defines `main`"
                                  : "statement is not run, because the "
                                    "module is not the program's main file");
    if (Defined)
      D.also(Defined->Where, "`main` is here");
  }
  if (Script.empty())
    return nullptr;
  FunctionSym *Init = makeScript(Script);
  Unrun.push_back(Init);
  if (!HasLet)
    return nullptr;
  Init->Name = "__init";
  Init->IsInit = true;
  return Init;
}

void Resolver::reportNoMain() {
  if (!NoMain)
    return;
  auto D = Diags.report(DiagCode::C0002, *NoMain);
  if (OtherMain)
    D.also(OtherMain->Where, "this one takes parameters")
        .fix("`main` takes none; the arguments are `Env.args()`");
  else if (Files.contains("Main"))
    D.fix("add `fn main() do ... end` or statements at file level");
  else
    D.fix("add a file `main.snow` with `fn main() do ... end`");
}

/// The names that `let` statements of a file bind are known before its
/// functions are looked at. Those bound once are visible to them.
void Resolver::bindGlobals(FunctionSym *Script) {
  Here = Script->Home;
  AtFileLevel = true;
  llvm::StringMap<unsigned> Times;
  SmallVector<GlobalSym *, 8> All;
  for (Stmt &S : llvm::cast<BlockExpr>(Script->Clauses.front()->Body)->Stmts) {
    if (!S.Let)
      continue;
    Scope Names(*this);
    size_t Begin = Locals.size();
    PatternNames.clear();
    bind(S.Let->Pat);
    PatternNames.clear();
    auto *G = Ctx.make<GlobalSym>(S.Let);
    G->Home = Here;
    G->Vars = Ctx.copy(llvm::ArrayRef<LocalVar *>(Locals).drop_front(Begin));
    for (LocalVar *V : G->Vars) {
      V->Global = G;
      V->Home = Here;
      ++Times[V->Name];
    }
    S.Let->Global = G;
    All.push_back(G);
  }
  for (GlobalSym *G : All)
    for (LocalVar *V : G->Vars)
      if (Times[V->Name] == 1)
        Here->Globals[V->Name] = V;
  AtFileLevel = false;
}

FunctionSym *Resolver::makeScript(llvm::ArrayRef<Stmt> Stmts) {
  Span Where =
      Stmts.front().E ? Stmts.front().E->Where : Stmts.front().Let->Where;
  auto *Item = Ctx.make<FnItem>(Where, Ident{"main", Where});
  Item->Body = Ctx.make<BlockExpr>(Where, Ctx.copy(Stmts));
  SmallVector<FnItem *, 1> Clauses = {Item};
  auto *F = Ctx.make<FunctionSym>("main", Where, Ctx.copy(Clauses));
  F->IsScript = true;
  F->Home = Here;
  return F;
}

Program Resolver::run(llvm::MutableArrayRef<SourceModule> Modules,
                      bool NeedsMain) {
  IsLibrary = !NeedsMain;
  for (SourceModule &M : Modules) {
    auto *N = Namespaces.emplace_back(std::make_unique<Namespace>()).get();
    N->Name = M.Name;
    N->Where = {M.Tree.ID, 0, 0};
    auto [File, IsFirst] = Files.try_emplace(M.Name, N);
    if (!IsFirst) {
      Diags.report(DiagCode::E0042, N->Where, "two files are module " + M.Name)
          .label("the second one")
          .also(File->second->Where, "the first one")
          .fix("rename one of the files");
      continue;
    }
    Here = N;
    SmallVector<Stmt, 16> Script;
    collect(M.Tree.Stmts, Script);
    makeScriptMain(M.Tree.ID, Script, M.Name == "Main");
  }
  if (NeedsMain && !Files.contains("Main"))
    NoMain = {Modules.front().Tree.ID, 0, 0};
  linkImports(Modules);
  visitDeclarations();
  if (Main && Main->IsScript)
    bindGlobals(Main);
  for (FunctionSym *G : Unrun)
    bindGlobals(G);
  reportMissingImports();

  for (FunctionSym *G : AllFunctions)
    resolveFunction(G);
  for (FunctionSym *G : Unrun)
    resolveFunction(G);
  for (ActorSym *A : AllActors)
    resolveActor(A);
  for (ServiceSym *S : AllServices) {
    Here = S->Home;
    CurrentService = S;
    for (FunctionSym *G : S->Functions)
      if (G != S->Init)
        resolveFunction(G);
    // Init and the handlers share the state, so they are one unit.
    Current = S;
    Uses[S];
    if (S->Init)
      for (FnItem *C : S->Init->Clauses)
        resolveClause(C, nullptr);
    for (HandlerSym *H : S->Handlers)
      resolveClause(H->Decl->Fn, &H->Decl->State);
    CurrentService = nullptr;
  }
  for (SupervisorSym *S : AllSupervisors)
    resolveSupervisor(S);
  Program P;
  P.Functions = Ctx.copy(AllFunctions);
  P.Actors = Ctx.copy(AllActors);
  P.Services = Ctx.copy(AllServices);
  P.Supervisors = Ctx.copy(AllSupervisors);
  P.Impls = Ctx.copy(llvm::ArrayRef<ImplSym *>(Declared.Impls));
  P.Main = Main;
  SmallVector<FunctionSym *, 4> Inits;
  for (auto &N : Namespaces)
    for (FunctionSym *G : Unrun)
      if (G->IsInit && G->Home == N.get())
        Inits.push_back(G);
  P.Inits = Ctx.copy(Inits);
  P.Namespaces = std::move(Namespaces);
  return P;
}
