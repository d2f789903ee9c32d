//===- ResolveModule.cpp - Imports and names of other modules -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Resolver.h"
#include "llvm/ADT/STLExtras.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::dyn_cast;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// What a module defines
//===----------------------------------------------------------------------===//

Symbol *Resolver::lookupIn(Namespace *N, StringRef Name,
                           std::optional<unsigned> NumArgs) {
  if (auto It = N->Functions.find(Name); It != N->Functions.end()) {
    for (FunctionSym *F : It->second)
      if (NumArgs && F->Arity == *NumArgs)
        return F;
    return It->second.back();
  }
  if (auto It = N->Actors.find(Name); It != N->Actors.end())
    return It->second;
  if (auto It = N->Services.find(Name); It != N->Services.end())
    return It->second;
  if (auto It = N->Supervisors.find(Name); It != N->Supervisors.end())
    return It->second;
  if (auto It = N->Variants.find(Name); It != N->Variants.end())
    return It->second.back();
  if (auto It = N->Globals.find(Name); It != N->Globals.end())
    return It->second;
  return nullptr;
}

Symbol *Resolver::lookupTypeIn(Namespace *N, StringRef Name) {
  auto It = N->Types.find(Name);
  return It == N->Types.end() ? nullptr : It->second;
}

bool Resolver::sees(const Namespace *N) const {
  for (const Namespace *Around = Here; Around; Around = Around->Parent)
    if (Around == N)
      return true;
  return false;
}

bool Resolver::checkVisible(Symbol *S, const Ident &Name) {
  if (!S->Home || S->IsPub || sees(S->Home))
    return true;
  Diags
      .report(DiagCode::E0035, Name.Where,
              "`" + Name.Name + "` is private in module " + S->Home->Name +
                  "; add `pub`")
      .label("private")
      .also(S->Where, "defined here without `pub`")
      .fix("add `pub` to its definition");
  return false;
}

void Resolver::reportMissing(const Qualifier &Q, const Ident &Name) {
  SmallVector<StringRef, 32> Candidates;
  StringRef What = "module";
  std::string Of = Q.Name.str();
  if (Q.Module) {
    Of = Q.Module->Name;
    for (auto &[Known, F] : Q.Module->Functions)
      Candidates.push_back(Known);
    for (auto &[Known, A] : Q.Module->Actors)
      Candidates.push_back(Known);
    for (auto &[Known, S] : Q.Module->Services)
      Candidates.push_back(Known);
    for (auto &[Known, S] : Q.Module->Supervisors)
      Candidates.push_back(Known);
    for (auto &[Known, T] : Q.Module->Types)
      Candidates.push_back(Known);
    for (auto &[Known, V] : Q.Module->Variants)
      Candidates.push_back(Known);
  } else if (auto *S = llvm::dyn_cast_or_null<ServiceSym>(Q.Sym)) {
    What = "service";
    Candidates.push_back("start");
    for (HandlerSym *H : S->Handlers)
      Candidates.push_back(H->Name);
  }
  if (!Q.Builtin.empty())
    llvm::append_range(Candidates, Builtins.namesIn(Q.Builtin));
  auto D = Diags.report(DiagCode::E0034, Name.Where,
                        Name.Name + " is not exported by " + What + " " + Of);
  D.label("not found in " + What + " " + Of);
  suggest(D, Name.Name, Candidates);
}

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
  if (M.Name.empty())
    return;
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
    Here->Imports[M.Name] = M;
    return;
  }
  linkFrom(I, M);
}

void Resolver::linkFrom(ImportItem *I, const ImportedModule &M) {
  for (const Ident &Name : I->Names) {
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
          if (!llvm::is_contained(Known, V))
            Known.push_back(V);
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
    if (!Found) {
      reportMissing(Q, Name);
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
      Known.push_back(M);
  }
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

//===----------------------------------------------------------------------===//
// What stands in front of a dot
//===----------------------------------------------------------------------===//

/// A module and a type may have one name; where they come from different
/// places, both are meant.
Resolver::Qualifier Resolver::lookupQualifier(StringRef Name) {
  Qualifier Q;
  Q.Name = Name;
  for (TypeSym *T : llvm::reverse(LocalTypes))
    if (T->Name == Name && !Q.Sym)
      Q.Sym = T;
  auto fromNamespace = [&](Namespace *N) {
    if (!Q.Module)
      Q.Module = N->Nested.lookup(Name);
    if (!Q.Sym)
      Q.Sym = N->Services.lookup(Name);
    if (!Q.Sym)
      Q.Sym = lookupTypeIn(N, Name);
  };
  for (Namespace *N = Here; N; N = N->Parent)
    fromNamespace(N);
  for (Namespace *N = Here; N; N = N->Parent) {
    auto It = N->FromImports.find(Name);
    if (It != N->FromImports.end())
      for (const ImportedModule &M : It->second)
        if (M.Module)
          fromNamespace(M.Module);
  }
  for (Namespace *N = Here; N; N = N->Parent) {
    auto It = N->Imports.find(Name);
    if (It == N->Imports.end())
      continue;
    if (!Q.Module)
      Q.Module = It->second.Module;
    if (Builtins.isModule(Name))
      Q.Builtin = Name;
    break;
  }
  if (!Q.Sym)
    Q.Sym = lookupType(Name, Span());
  // What a module of the program lacks is looked up in the built-in one.
  if (Q.Module && Builtins.isModule(Name))
    Q.Builtin = Name;
  if (Q)
    return Q;
  if (Builtins.isModule(Name))
    Q.Builtin = Name;
  Q.Sym = Provided.sum(Name);
  if (!Q.Sym)
    Q.Sym = Provided.trait(Name);
  return Q;
}

Resolver::Qualifier Resolver::memberQualifier(const Qualifier &Base,
                                              const Ident &Name) {
  Qualifier Q;
  Q.Name = Name.Name;
  if (!Base.Module)
    return Q;
  if (Namespace *Inner = Base.Module->Nested.lookup(Name.Name)) {
    // One that is private has been reported, and is enough of that.
    Q.Module = Inner;
    if (!Inner->IsPub && !sees(Base.Module))
      Diags
          .report(DiagCode::E0035, Name.Where,
                  "`" + Name.Name + "` is private in module " +
                      Base.Module->Name + "; add `pub`")
          .label("private")
          .also(Inner->Where, "defined here without `pub`");
  }
  if (ServiceSym *S = Base.Module->Services.lookup(Name.Name))
    Q.Sym = S;
  else
    Q.Sym = lookupTypeIn(Base.Module, Name.Name);
  return Q;
}

Resolver::Qualifier Resolver::lookupQualifier(ArrayRef<Ident> Path) {
  Qualifier Q = lookupQualifier(Path.front().Name);
  for (const Ident &I : Path.drop_front())
    if (Q)
      Q = memberQualifier(Q, I);
  if (Q || Path.size() == 1)
    return Q;
  // The whole name of a module, where only its last part was asked for.
  std::string Name = spell(Path);
  for (Namespace *N = Here; N; N = N->Parent)
    for (auto &[Known, M] : N->Imports)
      if (M.Module && M.Module->Name == Name)
        Q.Module = M.Module;
  return Q;
}

Resolver::Qualifier Resolver::lookupQualifier(Expr *E) {
  SmallVector<Ident, 4> Path;
  while (auto *F = dyn_cast<FieldExpr>(E)) {
    Path.push_back(F->Name);
    E = F->Base;
  }
  auto *N = dyn_cast<NameExpr>(E);
  if (!N || lookupLocal(N->Name))
    return {};
  for (Namespace *Around = Here; Around; Around = Around->Parent)
    if (Around->Globals.contains(N->Name))
      return {};
  Path.push_back({N->Name, N->Where});
  std::reverse(Path.begin(), Path.end());
  return lookupQualifier(Path);
}

//===----------------------------------------------------------------------===//
// Imported names
//===----------------------------------------------------------------------===//

void Resolver::reportAmbiguous(StringRef Name, Span Where,
                               ArrayRef<const Namespace *> From) {
  if (Where == Span())
    return;
  std::string Modules;
  for (const Namespace *N : From)
    Modules += (Modules.empty() ? "" : " and ") + N->Name;
  StringRef Last = From.front()->Name;
  Last = Last.substr(Last.rfind('.') + 1);
  Diags
      .report(DiagCode::E0042, Where,
              "ambiguous name `" + Name + "`: imported from " + Modules)
      .label("which one?")
      .fix("write `" + Last + "." + Name + "`");
}

/// Of several imports that supply a name, the only one; reports if they differ.
template <typename T> static T *onlyOne(ArrayRef<T *> Found, bool &Ambiguous) {
  Ambiguous = Found.size() > 1;
  return Found.empty() ? nullptr : Found.front();
}

Symbol *Resolver::lookupType(StringRef Name, Span Where) {
  for (TypeSym *T : llvm::reverse(LocalTypes))
    if (T->Name == Name)
      return T;
  for (Namespace *N = Here; N; N = N->Parent)
    if (Symbol *T = lookupTypeIn(N, Name))
      return T;
  SmallVector<Symbol *, 2> Found;
  auto add = [&](Namespace *Module) {
    Symbol *T = Module ? lookupTypeIn(Module, Name) : nullptr;
    if (T && (T->IsPub || sees(T->Home)) && !llvm::is_contained(Found, T))
      Found.push_back(T);
  };
  for (Namespace *N = Here; N; N = N->Parent)
    if (auto It = N->FromImports.find(Name); It != N->FromImports.end())
      for (const ImportedModule &M : It->second)
        add(M.Module);
  if (Found.empty())
    for (Namespace *N = Here; N; N = N->Parent)
      for (auto &[Last, M] : N->Imports)
        add(M.Module);
  bool Ambiguous;
  Symbol *T = onlyOne<Symbol>(Found, Ambiguous);
  if (Ambiguous) {
    SmallVector<const Namespace *, 2> From;
    for (Symbol *S : Found)
      From.push_back(S->Home);
    reportAmbiguous(Name, Where, From);
  }
  return T;
}

/// Calls F for the variants of that name that `from` imports bring into N.
static void eachFromVariant(const Namespace *N, StringRef Name,
                            llvm::function_ref<void(VariantSym *)> F) {
  if (auto It = N->FromVariants.find(Name); It != N->FromVariants.end())
    llvm::for_each(It->second, F);
}

/// Calls F for the variants of that name in the modules that N imports whole.
static void eachModuleVariant(const Namespace *N, StringRef Name,
                              llvm::function_ref<void(VariantSym *)> F) {
  for (auto &[Last, M] : N->Imports)
    if (M.Module)
      if (auto It = M.Module->Variants.find(Name);
          It != M.Module->Variants.end())
        llvm::for_each(It->second, F);
}

Symbol *Resolver::lookupImported(StringRef Name,
                                 std::optional<unsigned> NumArgs, Span Where) {
  SmallVector<Symbol *, 2> Found;
  SmallVector<const Namespace *, 2> From;
  auto add = [&](Symbol *S) {
    if (!S || (!S->IsPub && S->Home && !sees(S->Home)) ||
        llvm::is_contained(Found, S))
      return;
    Found.push_back(S);
    if (S->Home)
      From.push_back(S->Home);
  };
  for (Namespace *N = Here; N && Found.empty(); N = N->Parent) {
    if (auto It = N->FromImports.find(Name); It != N->FromImports.end())
      for (const ImportedModule &M : It->second) {
        Symbol *S = M.Module ? lookupIn(M.Module, Name, NumArgs) : nullptr;
        add(S ? S : Builtins.lookup((M.Name + "." + Name).str(), NumArgs));
      }
    eachFromVariant(N, Name, add);
  }
  for (Namespace *N = Here; N && Found.empty(); N = N->Parent)
    eachModuleVariant(N, Name, add);
  bool Ambiguous;
  Symbol *S = onlyOne<Symbol>(Found, Ambiguous);
  if (Ambiguous && From.size() > 1)
    reportAmbiguous(Name, Where, From);
  return S;
}

/// A method of an interface that is visible here, or of a trait of the
/// language, or else the only one of that name: impls are visible everywhere.
MethodSym *Resolver::lookupMethod(StringRef Name) {
  MethodSym *Found = nullptr;
  auto methodOf = [&](Symbol *S) -> MethodSym * {
    if (auto *T = llvm::dyn_cast_or_null<TraitSym>(S))
      for (MethodSym *M : T->Methods)
        if (M->Name == Name)
          return M;
    return nullptr;
  };
  auto look = [&](Symbol *S) {
    if (!Found)
      Found = methodOf(S);
  };
  for (Namespace *N = Here; N; N = N->Parent)
    for (auto &[Known, T] : N->Types)
      look(T);
  for (Namespace *N = Here; N; N = N->Parent) {
    for (auto &[Known, Modules] : N->FromImports)
      for (const ImportedModule &M : Modules)
        look(M.Module ? lookupTypeIn(M.Module, Known) : nullptr);
    for (auto &[Known, M] : N->Imports)
      if (M.Module)
        for (auto &[TypeName, T] : M.Module->Types)
          if (T->IsPub)
            look(T);
  }
  if (!Found)
    Found = Provided.method(Name);
  if (Found)
    return Found;
  for (TraitSym *T : Declared.Traits) {
    MethodSym *M = T->IsPub || sees(T->Home) ? methodOf(T) : nullptr;
    if (M && Found)
      return nullptr;
    if (M)
      Found = M;
  }
  return Found;
}

/// The variants that a pattern of that name may mean: all of one scope, because
/// the type tells them apart.
void Resolver::lookupVariants(StringRef Name, Span Where,
                              llvm::SmallVectorImpl<VariantSym *> &Out) {
  for (TypeSym *T : llvm::reverse(LocalTypes)) {
    if (auto *Sum = dyn_cast<SumSym>(T))
      for (VariantSym *V : Sum->Variants)
        if (V->Name == Name)
          Out.push_back(V);
    if (!Out.empty())
      return;
  }
  for (Namespace *N = Here; N; N = N->Parent)
    if (auto It = N->Variants.find(Name); It != N->Variants.end()) {
      Out.append(It->second.begin(), It->second.end());
      return;
    }
  auto add = [&](VariantSym *V) {
    if ((V->IsPub || sees(V->Home)) && !llvm::is_contained(Out, V))
      Out.push_back(V);
  };
  for (Namespace *N = Here; N && Out.empty(); N = N->Parent)
    eachFromVariant(N, Name, add);
  for (Namespace *N = Here; N && Out.empty(); N = N->Parent)
    eachModuleVariant(N, Name, add);
  if (!Out.empty()) {
    // Those of one module are told apart by the type, imported ones by their
    // name.
    SmallVector<const Namespace *, 2> From;
    for (VariantSym *V : Out)
      if (!llvm::is_contained(From, V->Home))
        From.push_back(V->Home);
    if (From.size() > 1)
      reportAmbiguous(Name, Where, From);
    return;
  }
  if (VariantSym *V = Provided.variant(Name))
    Out.push_back(V);
}
