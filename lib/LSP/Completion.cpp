//===- Completion.cpp - What could be written at a place ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Completion.h"
#include "Describe.h"
#include "snow/Frontend/Lex/Lexer.h"
#include "snow/Frontend/Sema/Sema.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace snow::lsp;
using namespace snow::frontend;
using llvm::dyn_cast;
using llvm::StringRef;
using llvm::lsp::CompletionItem;
using llvm::lsp::CompletionItemKind;
using llvm::lsp::CompletionList;

namespace {
class Completer {
public:
  Completer(const Analysis &A, CompletionList &Out) : A(A), Out(Out) {}

  void members(const Expr *Base);
  void names(uint32_t Offset);

private:
  void add(StringRef Name, CompletionItemKind Kind, StringRef Detail = "") {
    if (Name.empty() || Name == "_" || !Seen.insert(Name).second)
      return;
    CompletionItem Item(Name, Kind);
    Item.detail = Detail.str();
    Out.items.push_back(std::move(Item));
  }
  void addItem(const Item *I);
  void addImport(const ImportItem *I);
  bool addModule(StringRef Name);
  bool addModuleIn(llvm::ArrayRef<Stmt> Stmts, StringRef Name);
  void addMembersOf(const Item *I);
  void addBuiltins(StringRef Module);
  void addMethods(const TypeSym *Type);
  const File *module(StringRef Name) const;

  const Analysis &A;
  CompletionList &Out;
  llvm::StringSet<> Seen;
};
} // namespace

static CompletionItemKind kindOf(const Item *I) {
  switch (I->Kind) {
  case ItemKind::Module:
  case ItemKind::Import:
    return CompletionItemKind::Module;
  case ItemKind::Struct:
    return CompletionItemKind::Struct;
  case ItemKind::SumType:
    return CompletionItemKind::Enum;
  case ItemKind::Interface:
    return CompletionItemKind::Interface;
  case ItemKind::Service:
  case ItemKind::Alias:
    return CompletionItemKind::Class;
  default:
    return CompletionItemKind::Function;
  }
}

void Completer::addItem(const Item *I) {
  if (I->Kind == ItemKind::Impl)
    return;
  if (auto *Import = dyn_cast<ImportItem>(I))
    return addImport(Import);
  add(I->Name.Name, kindOf(I));
  if (auto *Sum = dyn_cast<SumTypeItem>(I))
    for (const VariantDecl &V : Sum->Variants)
      add(V.Name.Name, CompletionItemKind::EnumMember, Sum->Name.Name);
}

const File *Completer::module(StringRef Name) const {
  for (const File *F : A.Program.files()) {
    auto Path = A.Paths.find(F->ID);
    if (Path != A.Paths.end() && A.Program.moduleName(F->ID) == Name)
      return F;
  }
  return nullptr;
}

static std::string joinPath(llvm::ArrayRef<Ident> Path) {
  std::string Text;
  for (const Ident &Part : Path)
    Text += (Text.empty() ? "" : ".") + Part.Name.str();
  return Text;
}

void Completer::addImport(const ImportItem *I) {
  for (const Ident &Name : I->Names)
    add(Name.Name, isUpperName(Name.Name) ? CompletionItemKind::Class
                                          : CompletionItemKind::Function);
  if (!I->Names.empty())
    return;
  add(I->Name.Name, CompletionItemKind::Module);
  // Types of an imported module are visible without it.
  if (const File *F = module(joinPath(I->Path)))
    for (const Stmt &S : F->Stmts)
      if (S.Decl && S.Decl->IsPub && S.Decl->Kind != ItemKind::Fn &&
          S.Decl->Kind != ItemKind::Actor)
        addItem(S.Decl);
}

void Completer::addBuiltins(StringRef Module) {
  for (const BuiltinFunction &F : builtinFunctions())
    if (F.Module == Module && !F.Name.starts_with("__"))
      add(F.Name,
          F.Type.starts_with("Fun(") ? CompletionItemKind::Function
                                     : CompletionItemKind::Constant,
          F.Type);
}

/// What stands behind `Service.`, `Sum.` or `Module.`.
void Completer::addMembersOf(const Item *I) {
  if (auto *Service = dyn_cast<ServiceItem>(I)) {
    add("start", CompletionItemKind::Function);
    for (const Handler &H : Service->Handlers)
      add(handlerFunctionName(H.Fn->Name.Name), CompletionItemKind::Function);
  } else if (auto *Sum = dyn_cast<SumTypeItem>(I)) {
    for (const VariantDecl &V : Sum->Variants)
      add(V.Name.Name, CompletionItemKind::EnumMember);
  } else if (auto *Module = dyn_cast<ModuleItem>(I)) {
    for (const Stmt &S : Module->Body)
      if (S.Decl && S.Decl->IsPub)
        addItem(S.Decl);
  }
}

bool Completer::addModuleIn(llvm::ArrayRef<Stmt> Stmts, StringRef Name) {
  for (const Stmt &S : Stmts) {
    if (!S.Decl || S.Decl->Name.Name != Name)
      continue;
    if (auto *Import = dyn_cast<ImportItem>(S.Decl)) {
      const File *F =
          Import->Names.empty() ? module(joinPath(Import->Path)) : nullptr;
      if (!F)
        continue;
      for (const Stmt &Inner : F->Stmts)
        if (Inner.Decl && Inner.Decl->IsPub)
          addItem(Inner.Decl);
      return true;
    }
    addMembersOf(S.Decl);
    return true;
  }
  return false;
}

/// Methods of the impls for a type of the program.
void Completer::addMethods(const TypeSym *Type) {
  if (!Type)
    return;
  for (const File *F : A.Program.files())
    for (const Stmt &S : F->Stmts)
      if (auto *Impl = llvm::dyn_cast_or_null<ImplItem>(S.Decl))
        if (Impl->Target && Impl->Target->Sym == Type)
          for (const FnItem *Method : Impl->Methods)
            add(Method->Name.Name, CompletionItemKind::Method, Impl->Name.Name);
}

void Completer::members(const Expr *Base) {
  if (auto *Name = dyn_cast<NameExpr>(Base)) {
    for (const File *F : A.Program.files())
      if (F->ID == A.File && addModuleIn(F->Stmts, Name->Name))
        return;
    addBuiltins(Name->Name);
    if (!Out.items.empty())
      return;
  }
  Type *T = Base->Ty ? TypeContext::resolve(Base->Ty) : nullptr;
  if (!T)
    return;
  if (auto *S = llvm::dyn_cast_or_null<StructSym>(T->decl()))
    for (const Field &F : S->Fields)
      add(F.Name, CompletionItemKind::Field,
          F.Ty ? A.Program.types().print(F.Ty) : "");
  addMethods(T->decl());
  // Functions of the built-in module of the type take it as receiver.
  StringRef Module = T->name();
  switch (T->kind()) {
  case TypeKind::Int:
    Module = "Int";
    break;
  case TypeKind::Float:
    Module = "Float";
    break;
  case TypeKind::String:
    Module = "String";
    break;
  case TypeKind::Tuple:
    Module = "Tuple";
    break;
  default:
    break;
  }
  if (!Module.empty())
    addBuiltins(Module);
}

void Completer::names(uint32_t Offset) {
  // The innermost come last and win where names are equal.
  auto Locals = A.Names->localsAt(A.File, Offset);
  for (const LocalName *L : llvm::reverse(Locals))
    add(L->Name, CompletionItemKind::Variable,
        L->Ty ? A.Program.types().print(L->Ty) : "");
  for (const File *F : A.Program.files())
    if (F->ID == A.File)
      for (const Stmt &S : F->Stmts)
        if (S.Decl)
          addItem(S.Decl);
  addBuiltins("");
  for (const char *Variant : {"Some", "None", "Ok", "Err"})
    add(Variant, CompletionItemKind::EnumMember);
  for (const BuiltinFunction &F : builtinFunctions())
    add(F.Module, CompletionItemKind::Module);
#define SNOW_KEYWORD(WORD) add(#WORD, CompletionItemKind::Keyword);
#include "snow/Frontend/Lex/Tokens.def"
}

CompletionList snow::lsp::complete(const Workspace &Files, StringRef Path,
                                   llvm::lsp::Position Place) {
  std::string Text = Files.text(Path).str();
  uint32_t Offset = toOffset(Text, Place), Begin = Offset;
  auto isWord = [](char C) {
    return llvm::isAlnum(C) || C == '_' ||
           static_cast<unsigned char>(C) >= 0x80;
  };
  while (Begin && isWord(Text[Begin - 1]))
    --Begin;
  // Half a statement does not parse: a name in the gap makes it whole.
  if (Begin == Offset)
    Text.insert(Offset, "completion");
  bool BehindDot =
      Begin && Text[Begin - 1] == '.' && (Begin < 2 || Text[Begin - 2] != '.');

  CompletionList Result;
  auto A = Files.analyzeWith(Path, Text);
  Completer C(*A, Result);
  if (!BehindDot)
    C.names(Offset);
  else if (const Expr *Base = A->Names->findBase(A->File, Begin))
    C.members(Base);
  return Result;
}
