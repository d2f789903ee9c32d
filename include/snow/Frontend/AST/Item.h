//===- Item.h - Definitions -------------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_AST_ITEM_H
#define SNOW_FRONTEND_AST_ITEM_H

#include "snow/Frontend/AST/Expr.h"

namespace snow::frontend {

struct TraitSym;

enum class ItemKind : uint8_t {
  Fn,
  Module,
  Struct,
  SumType,
  Alias,
  Interface,
  Impl,
  Actor,
  Service,
  Supervisor,
  Import,
};

struct Item {
  const ItemKind Kind;
  Span Where;
  bool IsPub = false;
  Ident Name;

protected:
  Item(ItemKind Kind, Span Where, Ident Name)
      : Kind(Kind), Where(Where), Name(Name) {}
};

template <ItemKind K> struct ItemOf : Item {
  ItemOf(Span Where, Ident Name) : Item(K, Where, Name) {}
  static bool classof(const Item *I) { return I->Kind == K; }
};

/// `where T: Trait`
struct WhereBound {
  Ident Variable;
  llvm::ArrayRef<Ident> Trait;
  /// Set by the resolver; null after an error.
  TraitSym *Sym = nullptr;
};

/// One clause of a function, a method of an interface (Body may be null) or a
/// handler of a service.
struct FnItem : ItemOf<ItemKind::Fn> {
  llvm::ArrayRef<Ident> Generics;
  llvm::ArrayRef<Param> Params;
  TypeExpr *Result = nullptr;
  llvm::MutableArrayRef<WhereBound> Bounds;
  Expr *Guard = nullptr;
  Expr *Body = nullptr;
  FnItem(Span S, Ident Name) : ItemOf(S, Name) {}
};

struct ModuleItem : ItemOf<ItemKind::Module> {
  llvm::MutableArrayRef<Stmt> Body;
  ModuleItem(Span S, Ident Name) : ItemOf(S, Name) {}
};

struct FieldDecl {
  /// May be empty in a variant.
  Ident Name;
  TypeExpr *Ty;
};
/// `deriving(...)`; without one Present is false.
struct DerivingClause {
  bool Present = false;
  llvm::ArrayRef<Ident> Traits;
};
struct StructItem : ItemOf<ItemKind::Struct> {
  llvm::ArrayRef<Ident> Generics;
  llvm::ArrayRef<FieldDecl> Fields;
  DerivingClause Deriving;
  StructItem(Span S, Ident Name) : ItemOf(S, Name) {}
};
struct VariantDecl {
  Ident Name;
  llvm::ArrayRef<FieldDecl> Fields;
};
struct SumTypeItem : ItemOf<ItemKind::SumType> {
  llvm::ArrayRef<Ident> Generics;
  llvm::ArrayRef<VariantDecl> Variants;
  DerivingClause Deriving;
  SumTypeItem(Span S, Ident Name) : ItemOf(S, Name) {}
};
struct AliasItem : ItemOf<ItemKind::Alias> {
  llvm::ArrayRef<Ident> Generics;
  TypeExpr *Target = nullptr;
  AliasItem(Span S, Ident Name) : ItemOf(S, Name) {}
};
struct InterfaceItem : ItemOf<ItemKind::Interface> {
  llvm::ArrayRef<Ident> Generics;
  llvm::ArrayRef<FnItem *> Methods;
  InterfaceItem(Span S, Ident Name) : ItemOf(S, Name) {}
};
struct ImplItem : ItemOf<ItemKind::Impl> {
  llvm::ArrayRef<Ident> Trait;
  llvm::ArrayRef<TypeExpr *> TraitArgs;
  TypeExpr *Target = nullptr;
  llvm::MutableArrayRef<WhereBound> Bounds;
  llvm::ArrayRef<FnItem *> Methods;
  ImplItem(Span S, Ident Name) : ItemOf(S, Name) {}
};

struct ActorItem : ItemOf<ItemKind::Actor> {
  llvm::ArrayRef<Param> Params;
  TypeExpr *Message = nullptr;
  Expr *Body = nullptr;
  /// Null without a `terminate` block.
  Expr *Terminate = nullptr;
  ActorItem(Span S, Ident Name) : ItemOf(S, Name) {}
};
struct Handler {
  bool IsCall;
  FnItem *Fn;
  /// The `|state|` parameter; Pat is null if it was left out.
  Param State;
};
struct ServiceItem : ItemOf<ItemKind::Service> {
  llvm::ArrayRef<FnItem *> Functions;
  llvm::ArrayRef<Handler> Handlers;
  ServiceItem(Span S, Ident Name) : ItemOf(S, Name) {}
};
/// A setting of a supervisor or child: one of the values is set.
struct Setting {
  Ident Name;
  Ident Word;
  Expr *Value = nullptr;
};
struct ChildSpec {
  Span Where;
  Ident Name;
  llvm::ArrayRef<Setting> Settings;
};
struct SupervisorItem : ItemOf<ItemKind::Supervisor> {
  llvm::ArrayRef<Setting> Settings;
  llvm::ArrayRef<ChildSpec> Children;
  SupervisorItem(Span S, Ident Name) : ItemOf(S, Name) {}
};
/// `import A.B` (no Names) or `from A.B import f, T`.
struct ImportItem : ItemOf<ItemKind::Import> {
  llvm::ArrayRef<Ident> Path;
  llvm::ArrayRef<Ident> Names;
  ImportItem(Span S, Ident Name) : ItemOf(S, Name) {}
};

/// A whole file: items, file-level lets and statements in their order.
struct File {
  FileID ID = 0;
  llvm::MutableArrayRef<Stmt> Stmts;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_ITEM_H
