//===- Outline.cpp - The definitions of a file ----------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Outline.h"

using namespace snow::lsp;
using namespace snow::frontend;
using llvm::cast;
using llvm::lsp::DocumentSymbol;
using Kind = llvm::lsp::SymbolKind;

namespace {
class Outliner {
public:
  explicit Outliner(const Analysis &A) : A(A) {}

  void addAll(llvm::ArrayRef<Stmt> Stmts, std::vector<DocumentSymbol> &Out) {
    for (const Stmt &S : Stmts) {
      if (S.Decl)
        add(S.Decl, Out);
      else if (S.Let)
        if (auto *N = llvm::dyn_cast<NamePattern>(S.Let->Pat))
          Out.push_back(make(N->Name, Kind::Constant, S.Let->Where, N->Where));
    }
  }

private:
  DocumentSymbol make(llvm::StringRef Name, Kind K, Span Whole, Span NameSpan) {
    // Editors refuse a name outside of its definition.
    Whole = Whole.to(NameSpan);
    return DocumentSymbol(Name, K, A.range(Whole), A.range(NameSpan));
  }
  void addPart(DocumentSymbol &To, const Ident &Name, Kind K) {
    if (!Name.empty())
      To.children.push_back(make(Name.Name, K, Name.Where, Name.Where));
  }
  void add(const Item *I, std::vector<DocumentSymbol> &Out);

  const Analysis &A;
};
} // namespace

static Kind kindOf(ItemKind K) {
  switch (K) {
  case ItemKind::Module:
    return Kind::Module;
  case ItemKind::Struct:
    return Kind::Struct;
  case ItemKind::SumType:
    return Kind::Enum;
  case ItemKind::Interface:
    return Kind::Interface;
  case ItemKind::Alias:
  case ItemKind::Actor:
  case ItemKind::Service:
  case ItemKind::Supervisor:
  case ItemKind::Impl:
    return Kind::Class;
  default:
    return Kind::Function;
  }
}

void Outliner::add(const Item *I, std::vector<DocumentSymbol> &Out) {
  if (I->Kind == ItemKind::Import || I->Name.empty())
    return;
  DocumentSymbol S =
      make(I->Name.Name, kindOf(I->Kind), I->Where, I->Name.Where);
  auto functions = [&](llvm::ArrayRef<FnItem *> Functions) {
    for (const FnItem *F : Functions)
      S.children.push_back(
          make(F->Name.Name, Kind::Method, F->Where, F->Name.Where));
  };
  switch (I->Kind) {
  case ItemKind::Module:
    addAll(cast<ModuleItem>(I)->Body, S.children);
    break;
  case ItemKind::Struct:
    for (const FieldDecl &F : cast<StructItem>(I)->Fields)
      addPart(S, F.Name, Kind::Field);
    break;
  case ItemKind::SumType:
    for (const VariantDecl &V : cast<SumTypeItem>(I)->Variants)
      addPart(S, V.Name, Kind::EnumMember);
    break;
  case ItemKind::Interface:
    functions(cast<InterfaceItem>(I)->Methods);
    break;
  case ItemKind::Impl:
    S.detail = A.Program.sources().text(cast<ImplItem>(I)->Target->Where).str();
    functions(cast<ImplItem>(I)->Methods);
    break;
  case ItemKind::Service:
    functions(cast<ServiceItem>(I)->Functions);
    for (const Handler &H : cast<ServiceItem>(I)->Handlers)
      S.children.push_back(
          make(H.Fn->Name.Name, Kind::Event, H.Fn->Where, H.Fn->Name.Where));
    break;
  case ItemKind::Supervisor:
    for (const ChildSpec &C : cast<SupervisorItem>(I)->Children)
      addPart(S, C.Name, Kind::Field);
    break;
  default:
    break;
  }
  Out.push_back(std::move(S));
}

std::vector<DocumentSymbol> snow::lsp::outline(const Analysis &A) {
  std::vector<DocumentSymbol> Result;
  for (const File *F : A.Program.files())
    if (F->ID == A.File)
      Outliner(A).addAll(F->Stmts, Result);
  return Result;
}
