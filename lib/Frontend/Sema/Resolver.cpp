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

StringRef snow::frontend::closestName(StringRef Name,
                                      llvm::ArrayRef<StringRef> Candidates) {
  // A third of the letters may be wrong; one-letter names match nothing.
  unsigned Best = Name.size() / 3 + 1;
  StringRef Result;
  if (Name.size() < 2)
    return Result;
  auto lengthGap = [&](StringRef C) {
    return C.size() > Name.size() ? C.size() - Name.size()
                                  : Name.size() - C.size();
  };
  for (StringRef C : Candidates) {
    if (C == Name)
      continue;
    unsigned Distance = Name.edit_distance(C, true, Best);
    if (Distance > Best)
      continue;
    // Two letters that changed places keep the length.
    if (Distance < Best || Result.empty() || lengthGap(C) < lengthGap(Result))
      Result = C;
    Best = Distance;
  }
  return Result;
}

void Resolver::unsupported(Span Where, const llvm::Twine &What) {
  Diags.report(DiagCode::C0001, Where, What + " not supported yet")
      .label("not supported yet");
}

bool Resolver::claim(const Ident &Name) {
  auto [It, New] = TypeNames.try_emplace(Name.Name, Name.Where);
  if (!New)
    Diags
        .report(DiagCode::E0042, Name.Where,
                "duplicate definition of `" + Name.Name + "`")
        .label("defined again here")
        .also(It->second, "first defined here");
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

  SmallVector<HandlerSym *, 8> Handlers;
  for (const Handler &H : Item->Handlers) {
    StringRef Name = Ctx.copy(StringRef(handlerFunctionName(H.Fn->Name.Name)));
    auto *New = Ctx.make<HandlerSym>(Name, S, &H);
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
  if (claim(Item->Name))
    Services[S->Name] = S;
}

void Resolver::collect(File &F) {
  SmallVector<FnItem *, 16> Fns;
  SmallVector<Stmt, 16> Script;
  for (Stmt &S : F.Stmts) {
    if (!S.Decl) {
      Script.push_back(S);
      if (S.Let)
        if (auto *N = dyn_cast<NamePattern>(S.Let->Pat))
          FileLets[N->Name] = N->Where;
      continue;
    }
    switch (S.Decl->Kind) {
    case ItemKind::Fn:
      Fns.push_back(llvm::cast<FnItem>(S.Decl));
      continue;
    case ItemKind::Actor: {
      auto *A = Ctx.make<ActorSym>(llvm::cast<ActorItem>(S.Decl));
      if (claim(A->Item->Name))
        Actors[A->Name] = A;
      break;
    }
    case ItemKind::Service:
      collectService(llvm::cast<ServiceItem>(S.Decl));
      break;
    case ItemKind::Struct:
      unsupported(S.Decl->Name.Where, "structs are");
      break;
    case ItemKind::SumType:
      unsupported(S.Decl->Name.Where, "sum types are");
      break;
    case ItemKind::Alias:
      unsupported(S.Decl->Name.Where, "type aliases are");
      break;
    case ItemKind::Interface:
      unsupported(S.Decl->Name.Where, "interfaces are");
      break;
    case ItemKind::Impl:
      unsupported(S.Decl->Name.Where, "impl blocks are");
      break;
    case ItemKind::Supervisor:
      unsupported(S.Decl->Name.Where, "supervisors are");
      break;
    case ItemKind::Module:
      unsupported(S.Decl->Name.Where, "nested modules are");
      break;
    case ItemKind::Import:
      unsupported(S.Decl->Where, "imports are");
      break;
    }
    // Two clauses with something else between them are not consecutive.
    if (!Fns.empty() && Fns.back())
      Fns.push_back(nullptr);
  }

  // Cut at the marks, then let collectFunctions see each run with the names
  // that came before it.
  SmallVector<FunctionSym *, 16> All;
  SmallVector<FnItem *, 16> Run;
  for (FnItem *Fn : Fns) {
    if (Fn) {
      Run.push_back(Fn);
      continue;
    }
    collectFunctions(Run, nullptr, All);
    Run.clear();
  }
  collectFunctions(Run, nullptr, All);
  for (FunctionSym *G : All)
    Functions[G->Name].push_back(G);

  auto It = Functions.find("main");
  if (It != Functions.end())
    for (FunctionSym *G : It->second)
      if (G->Arity == 0)
        Main = G;
  makeScriptMain(F, Script);
}

/// A file without `fn main` runs its statements as main.
void Resolver::makeScriptMain(File &F, llvm::ArrayRef<Stmt> Script) {
  if (Main) {
    Main->IsMain = true;
    bool HasLet = false;
    SmallVector<Stmt, 4> Checked;
    for (const Stmt &S : Script) {
      if (S.E) {
        Checked.push_back(S);
        Diags
            .report(DiagCode::W0004, S.E->Where,
                    "statement is not run, because the file defines `main`")
            .also(Main->Where, "`main` is here");
      }
      HasLet |= S.Let != nullptr;
    }
    if (HasLet)
      for (const Stmt &S : Script)
        if (S.Let)
          unsupported(S.Let->Where, "file-level `let` beside `fn main` is");
    if (!Checked.empty())
      Unrun = makeScript(Checked);
    return;
  }
  Span Where = {F.ID, 0, 0};
  if (Script.empty()) {
    Diags.report(DiagCode::C0002, Where)
        .fix("add `fn main() do ... end` or statements at file level");
    return;
  }
  Main = makeScript(Script);
  Main->IsMain = true;
}

FunctionSym *Resolver::makeScript(llvm::ArrayRef<Stmt> Stmts) {
  Span Where =
      Stmts.front().E ? Stmts.front().E->Where : Stmts.front().Let->Where;
  auto *Item = Ctx.make<FnItem>(Where, Ident{"main", Where});
  Item->Body = Ctx.make<BlockExpr>(Where, Ctx.copy(Stmts));
  SmallVector<FnItem *, 1> Clauses = {Item};
  auto *F = Ctx.make<FunctionSym>("main", Where, Ctx.copy(Clauses));
  F->IsScript = true;
  return F;
}

Module Resolver::run(File &F) {
  collect(F);
  Module M;
  SmallVector<FunctionSym *, 16> AllFunctions;
  SmallVector<ActorSym *, 8> AllActors;
  SmallVector<ServiceSym *, 8> AllServices;
  for (auto &[Name, Overloads] : Functions)
    for (FunctionSym *G : Overloads)
      AllFunctions.push_back(G);
  if (Main && Main->IsScript)
    AllFunctions.push_back(Main);
  for (auto &[Name, A] : Actors)
    AllActors.push_back(A);
  for (auto &[Name, S] : Services)
    AllServices.push_back(S);

  for (FunctionSym *G : AllFunctions)
    resolveFunction(G);
  if (Unrun)
    resolveFunction(Unrun);
  for (ActorSym *A : AllActors)
    resolveActor(A);
  for (ServiceSym *S : AllServices) {
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
  M.Functions = Ctx.copy(AllFunctions);
  M.Actors = Ctx.copy(AllActors);
  M.Services = Ctx.copy(AllServices);
  M.Main = Main;
  return M;
}
