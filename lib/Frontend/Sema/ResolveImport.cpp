//===- ResolveImport.cpp - Imports and the order of files -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"
#include "llvm/ADT/STLExtras.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Imports
//===----------------------------------------------------------------------===//

static std::string spell(ArrayRef<Ident> Path) {
  std::string Result;
  for (const Ident &I : Path)
    Result += (Result.empty() ? "" : ".") + I.Name.str();
  return Result;
}

/// The longest prefix that is a file, then the modules nested in it.
ImportedModule Resolver::findModule(ArrayRef<Ident> Path) {
  ImportedModule Result;
  Result.Where = Path.front().Where.to(Path.back().Where);
  Result.Name = Path.back().Name;
  for (size_t Length = Path.size(); Length; --Length) {
    Namespace *N = Files.lookup(spell(Path.take_front(Length)));
    for (const Ident &I : Path.drop_front(Length))
      N = N ? N->Nested.lookup(I.Name) : nullptr;
    if (N) {
      Result.Module = N;
      return Result;
    }
  }
  // A module of the same file needs no import, but may have one.
  for (Namespace *Around = Here; Around; Around = Around->Parent) {
    Namespace *N = Around;
    for (const Ident &I : Path)
      N = N ? N->Nested.lookup(I.Name) : nullptr;
    if (N) {
      Result.Module = N;
      return Result;
    }
  }
  if (Path.size() == 1 && Builtins.isModule(Path.front().Name))
    return Result;
  std::vector<std::string> Known;
  for (auto &F : Files)
    Known.push_back(F.first().str());
  llvm::sort(Known);
  SmallVector<StringRef, 32> Candidates(Known.begin(), Known.end());
  std::string Name = spell(Path);
  auto D = Diags.report(DiagCode::E0031, Result.Where,
                        "module " + Name + " not found");
  D.label("no such module");
  suggest(D, Name, Candidates);
  Result.Name = "";
  return Result;
}

void Resolver::linkImport(ImportItem *I) {
  ImportedModule M = findModule(I->Path);
  if (M.Name.empty()) {
    if (I->Names.empty())
      BrokenImports.insert({Here, I->Path.back().Name});
    for (const Ident &Name : I->Names)
      BrokenImports.insert({Here, Name.Name});
    return;
  }
  if (M.Module) {
    Namespace *From = Here->file(), *To = M.Module->file();
    if (From == To && M.Module == To) {
      Diags
          .report(DiagCode::C0003, M.Where,
                  "Module '" + To->Name + "' cannot import itself")
          .label("this is the module itself");
      return;
    }
    if (From != To)
      FileUses[From].insert(To);
  }
  if (I->Names.empty()) {
    // A built-in module is hidden by one of the program.
    auto &Known = Here->Imports[M.Name];
    if (M.Module)
      llvm::erase_if(Known,
                     [](const ImportedModule &Old) { return !Old.Module; });
    if (llvm::none_of(Known, [&](const ImportedModule &Old) {
          return Old.Module == M.Module || !M.Module;
        }))
      Known.push_back(M);
    return;
  }
  linkFrom(I, M);
}

void Resolver::linkFrom(ImportItem *I, const ImportedModule &M) {
  for (const Ident &Name : I->Names) {
    ImportedModule From = M;
    From.Where = Name.Where;
    Qualifier Q;
    Q.Module = M.Module;
    Q.Name = M.Name;
    if (Builtins.isModule(M.Name))
      Q.Builtin = M.Name;
    bool Found = false, Visible = false;
    auto consider = [&](Symbol *S) {
      Found |= S != nullptr;
      Visible |= S && (S->IsPub || sees(S->Home));
      return S;
    };
    Symbol *Any = nullptr;
    if (M.Module) {
      // One name may be a function and a type at once.
      if (auto It = M.Module->Functions.find(Name.Name);
          It != M.Module->Functions.end())
        for (FunctionSym *F : It->second)
          Any = consider(F);
      if (!Any)
        Any = consider(lookupIn(M.Module, Name.Name, std::nullopt));
      Symbol *T = consider(lookupTypeIn(M.Module, Name.Name));
      if (auto *Sum = llvm::dyn_cast_or_null<SumSym>(T); Sum && Visible)
        for (VariantSym *V : Sum->Variants) {
          auto &Known = Here->FromVariants[V->Name];
          if (llvm::none_of(Known, [&](const ImportedVariant &Old) {
                return Old.Variant == V;
              }))
            Known.push_back({V, From});
        }
      if (T)
        Any = T;
      if (Namespace *Inner = M.Module->Nested.lookup(Name.Name)) {
        Found = true;
        Visible |= Inner->IsPub || sees(Inner->Parent);
      }
    }
    if (!Found && !Q.Builtin.empty())
      Found = Visible = Builtins.lookup((M.Name + "." + Name.Name).str(),
                                        std::nullopt) != nullptr;
    if (!Found || !Visible)
      BrokenImports.insert({Here, Name.Name});
    // The constants of the files are not known yet.
    if (!Found) {
      MissingImports.push_back({Here, Q, Name});
      continue;
    }
    if (!Visible) {
      if (Any)
        checkVisible(Any, Name);
      else
        Diags.report(DiagCode::E0035, Name.Where,
                     "`" + Name.Name + "` is private in module " +
                         M.Module->Name + "; add `pub`");
      continue;
    }
    auto &Known = Here->FromImports[Name.Name];
    if (llvm::none_of(Known, [&](const ImportedModule &Old) {
          return Old.Module == M.Module && Old.Name == M.Name;
        }))
      Known.push_back(From);
  }
}

void Resolver::reportMissingImports() {
  for (const auto &[N, Q, Name] : MissingImports) {
    Here = N;
    LocalVar *Constant =
        Q.Module ? Q.Module->Globals.lookup(Name.Name) : nullptr;
    if (!Constant || checkVisible(Constant, Name))
      reportMissing(Q, Name);
  }
}

bool Resolver::isBrokenImport(StringRef Name) const {
  for (const Namespace *N = Here; N; N = N->Parent)
    if (BrokenImports.contains({N, Name}))
      return true;
  return false;
}

void Resolver::linkImports(ArrayRef<SourceModule> Modules) {
  for (auto &[N, I] : PendingImports) {
    Here = N;
    linkImport(I);
  }
  std::vector<Namespace *> Order = sortFiles();
  // Each file with the modules nested in it.
  auto rank = [&](const std::unique_ptr<Namespace> &N) {
    return llvm::find(Order, N->file()) - Order.begin();
  };
  std::stable_sort(
      Namespaces.begin(), Namespaces.end(),
      [&](const auto &A, const auto &B) { return rank(A) < rank(B); });
}

/// Topological order, ties alphabetical. Files on a cycle come last.
std::vector<Namespace *> Resolver::sortFiles() {
  std::vector<Namespace *> Waiting, Done;
  for (auto &F : Files)
    Waiting.push_back(F.second);
  llvm::sort(Waiting,
             [](Namespace *A, Namespace *B) { return A->Name < B->Name; });
  auto isReady = [&](Namespace *N) {
    auto It = FileUses.find(N);
    return It == FileUses.end() ||
           llvm::none_of(It->second, [&](Namespace *Used) {
             return llvm::is_contained(Waiting, Used);
           });
  };
  while (!Waiting.empty()) {
    auto Next = llvm::find_if(Waiting, isReady);
    if (Next == Waiting.end())
      break;
    Done.push_back(*Next);
    Waiting.erase(Next);
  }
  // Every file left waits for one that is left: following these closes a
  // cycle.
  std::vector<Namespace *> Left = Waiting;
  while (!Waiting.empty()) {
    SmallVector<Namespace *, 8> Path = {Waiting.front()};
    while (true) {
      Namespace *Next = nullptr;
      for (Namespace *Used : FileUses[Path.back()])
        if (llvm::is_contained(Waiting, Used) &&
            (!Next || Used->Name < Next->Name))
          Next = Used;
      if (!Next)
        break;
      auto *Seen = llvm::find(Path, Next);
      Path.push_back(Next);
      if (Seen != std::prev(Path.end())) {
        Path.erase(Path.begin(), Seen);
        break;
      }
    }
    if (Path.size() > 1 && Path.front() == Path.back()) {
      std::string Text;
      for (Namespace *N : Path)
        Text += (Text.empty() ? "" : " -> ") + N->Name;
      Span Where = Path.front()->Where;
      for (auto &[N, I] : PendingImports)
        if (N->file() == Path[0] && spell(I->Path) == Path[1]->Name)
          Where = I->Where;
      Diags.report(DiagCode::C0003, Where, "Circular dependency: " + Text)
          .label("part of the cycle");
    }
    llvm::erase_if(Waiting,
                   [&](Namespace *N) { return llvm::is_contained(Path, N); });
  }
  Done.insert(Done.end(), Left.begin(), Left.end());
  return Done;
}
