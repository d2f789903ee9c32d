//===- PrintItem.cpp - Definitions as s-expressions -----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "TreePrinter.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::StringRef;

void TreePrinter::generics(llvm::ArrayRef<Ident> Names) {
  if (Names.empty())
    return;
  OS << " (generics";
  for (const Ident &I : Names)
    OS << ' ' << I.Name;
  OS << ')';
}

void TreePrinter::fn(StringRef Head, const FnItem *F, const Param *State) {
  open(Head);
  OS << ' ' << F->Name.Name;
  generics(F->Generics);
  if (F->Result) {
    OS << " (result ";
    print(F->Result);
    OS << ')';
  }
  for (const WhereBound &B : F->Bounds) {
    OS << " (where " << B.Variable.Name << ' ';
    path(B.Trait);
    OS << ')';
  }
  if (State && State->Pat) {
    OS << " (state ";
    print(State->Pat);
    OS << ')';
  }
  clause(F->Params, F->Guard, F->Body);
  close();
}

void TreePrinter::deriving(const DerivingClause &D) {
  if (!D.Present)
    return;
  line();
  open("deriving");
  for (const Ident &I : D.Traits)
    OS << ' ' << I.Name;
  close();
}

void TreePrinter::settings(llvm::ArrayRef<Setting> Settings) {
  for (const Setting &S : Settings) {
    line();
    open(S.Name.Name);
    if (S.Value)
      child(S.Value);
    else
      OS << ' ' << S.Word.Name;
    close();
  }
}

void TreePrinter::print(const Item *I) {
  std::string Pub = I->IsPub ? "pub " : "";
  auto head = [&](StringRef Word) {
    open(Pub + Word.str());
    OS << ' ' << I->Name.Name;
  };
  auto fieldList = [&](llvm::ArrayRef<FieldDecl> Fields) {
    for (const FieldDecl &F : Fields) {
      OS << " (";
      if (!F.Name.empty())
        OS << F.Name.Name << " :: ";
      print(F.Ty);
      OS << ')';
    }
  };
  switch (I->Kind) {
  case ItemKind::Fn:
    return fn(Pub + "fn", cast<FnItem>(I), nullptr);
  case ItemKind::Module:
    head("module");
    for (const Stmt &S : cast<ModuleItem>(I)->Body) {
      line();
      print(S);
    }
    return close();
  case ItemKind::Struct:
    head("struct");
    generics(cast<StructItem>(I)->Generics);
    fieldList(cast<StructItem>(I)->Fields);
    deriving(cast<StructItem>(I)->Deriving);
    return close();
  case ItemKind::SumType:
    head("type");
    generics(cast<SumTypeItem>(I)->Generics);
    for (const VariantDecl &V : cast<SumTypeItem>(I)->Variants) {
      line();
      open("variant ");
      OS << V.Name.Name;
      fieldList(V.Fields);
      close();
    }
    deriving(cast<SumTypeItem>(I)->Deriving);
    return close();
  case ItemKind::Alias:
    head("alias");
    generics(cast<AliasItem>(I)->Generics);
    OS << ' ';
    print(cast<AliasItem>(I)->Target);
    return close();
  case ItemKind::Interface:
    head("interface");
    generics(cast<InterfaceItem>(I)->Generics);
    for (const FnItem *F : cast<InterfaceItem>(I)->Methods) {
      line();
      fn("fn", F, nullptr);
    }
    return close();
  case ItemKind::Impl: {
    auto *Impl = cast<ImplItem>(I);
    open("impl ");
    path(Impl->Trait);
    for (const TypeExpr *T : Impl->TraitArgs) {
      OS << ' ';
      print(T);
    }
    OS << " (for ";
    print(Impl->Target);
    OS << ')';
    for (const FnItem *F : Impl->Methods) {
      line();
      fn("fn", F, nullptr);
    }
    return close();
  }
  case ItemKind::Actor: {
    auto *A = cast<ActorItem>(I);
    head("actor");
    params(A->Params);
    if (A->Message) {
      OS << " (message ";
      print(A->Message);
      OS << ')';
    }
    nested(A->Body);
    if (A->Terminate) {
      line();
      open("terminate");
      nested(A->Terminate);
      close();
    }
    return close();
  }
  case ItemKind::Service:
    head("service");
    for (const FnItem *F : cast<ServiceItem>(I)->Functions) {
      line();
      fn("fn", F, nullptr);
    }
    for (const Handler &H : cast<ServiceItem>(I)->Handlers) {
      line();
      fn(H.IsCall ? "call-handler" : "cast-handler", H.Fn, &H.State);
    }
    return close();
  case ItemKind::Supervisor:
    head("supervisor");
    settings(cast<SupervisorItem>(I)->Settings);
    for (const ChildSpec &C : cast<SupervisorItem>(I)->Children) {
      line();
      open("child ");
      OS << C.Name.Name;
      settings(C.Settings);
      close();
    }
    return close();
  case ItemKind::Import: {
    auto *Import = cast<ImportItem>(I);
    open("import ");
    path(Import->Path);
    for (const Ident &Name : Import->Names)
      OS << ' ' << Name.Name;
    return close();
  }
  }
}
