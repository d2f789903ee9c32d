//===- Symbol.h - What names stand for --------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_SEMA_SYMBOL_H
#define SNOW_FRONTEND_SEMA_SYMBOL_H

#include "snow/Frontend/AST/Item.h"
#include "snow/Frontend/Sema/Type.h"

namespace snow::frontend {

enum class SymbolKind : uint8_t {
  Local,
  Function,
  Actor,
  Service,
  ServiceStart,
  Handler,
  Builtin,
};

struct Symbol {
  const SymbolKind Kind;
  llvm::StringRef Name;
  Span Where;

protected:
  Symbol(SymbolKind Kind, llvm::StringRef Name, Span Where)
      : Kind(Kind), Name(Name), Where(Where) {}
};

/// A parameter or a name bound by a pattern.
struct LocalVar : Symbol {
  Type *Ty = nullptr;
  /// Bound by a `let` of the file itself.
  bool IsFileLevel;
  LocalVar(llvm::StringRef Name, Span Where, bool IsFileLevel)
      : Symbol(SymbolKind::Local, Name, Where), IsFileLevel(IsFileLevel) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Local; }
};

/// Something with a type scheme that can be called.
struct Definition : Symbol {
  /// A function type, or the type of a constant.
  Type *Ty = nullptr;
  /// The variables of the scheme: those of the whole group that was checked
  /// together.
  llvm::ArrayRef<Type *> Generics;
  /// Names usable as keywords; an empty one cannot be named.
  llvm::ArrayRef<llvm::StringRef> ParamNames;
  static bool classof(const Symbol *S) {
    return S->Kind != SymbolKind::Local && S->Kind != SymbolKind::Service;
  }

protected:
  using Symbol::Symbol;
};

struct ServiceSym;

struct FunctionSym : Definition {
  llvm::ArrayRef<FnItem *> Clauses;
  unsigned Arity;
  /// A private function of a service.
  ServiceSym *Service = nullptr;
  /// Another function of this name was defined earlier.
  bool IsLaterOverload = false;
  /// The declared result is `()`: the value of the body is dropped.
  bool DropsValue = false;
  bool IsMain = false;
  /// Made of the statements of a file.
  bool IsScript = false;
  /// Main's message type, if it receives.
  Type *Message = nullptr;
  FunctionSym(llvm::StringRef Name, Span Where, llvm::ArrayRef<FnItem *> C)
      : Definition(SymbolKind::Function, Name, Where), Clauses(C),
        Arity(C.front()->Params.size()) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Function;
  }
};

/// Its type is that of the call: the parameters to Pid<M>.
struct ActorSym : Definition {
  ActorItem *Item;
  Type *Message = nullptr;
  ActorSym(ActorItem *I)
      : Definition(SymbolKind::Actor, I->Name.Name, I->Name.Where), Item(I) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Actor; }
};

/// `S.op`: takes the pid first.
struct HandlerSym : Definition {
  ServiceSym *Service;
  const Handler *Decl;
  HandlerSym(llvm::StringRef Name, ServiceSym *S, const Handler *H)
      : Definition(SymbolKind::Handler, Name, H->Fn->Name.Where), Service(S),
        Decl(H) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Handler;
  }
};

/// `S.start`.
struct ServiceStartSym : Definition {
  ServiceSym *Service;
  explicit ServiceStartSym(ServiceSym *S, Span Where)
      : Definition(SymbolKind::ServiceStart, "start", Where), Service(S) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::ServiceStart;
  }
};

struct ServiceSym : Symbol {
  ServiceItem *Item;
  Type *State = nullptr;
  /// Null without one.
  FunctionSym *Init = nullptr;
  ServiceStartSym *Start = nullptr;
  llvm::ArrayRef<FunctionSym *> Functions;
  llvm::ArrayRef<HandlerSym *> Handlers;
  ServiceSym(ServiceItem *I)
      : Symbol(SymbolKind::Service, I->Name.Name, I->Name.Where), Item(I) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Service;
  }
};

enum class BuiltinID : uint8_t {
#define SNOW_BUILTIN(ID, NAME, TYPE, PARAMS) ID,
#include "snow/Frontend/Sema/Builtins.def"
};

struct BuiltinSym : Definition {
  BuiltinID ID;
  BuiltinSym(BuiltinID ID, llvm::StringRef Name)
      : Definition(SymbolKind::Builtin, Name, Span()), ID(ID) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Builtin;
  }
};

/// A file after name resolution, and after a successful check with types on
/// every node.
struct Module {
  llvm::StringRef Name = "Main";
  llvm::ArrayRef<FunctionSym *> Functions;
  llvm::ArrayRef<ActorSym *> Actors;
  llvm::ArrayRef<ServiceSym *> Services;
  /// `fn main`, or the file's statements.
  FunctionSym *Main = nullptr;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SEMA_SYMBOL_H
