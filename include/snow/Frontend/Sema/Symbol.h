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
#include <optional>

namespace snow::frontend {

enum class SymbolKind : uint8_t {
  Local,
  Struct,
  Sum,
  Alias,
  Trait,
  Impl,
  Service,
  Global,
  // Definitions: what has a type scheme.
  Function,
  Actor,
  Supervisor,
  ServiceStart,
  Handler,
  Builtin,
  Variant,
  Method,
  Derived,
};

struct Namespace;

struct Symbol {
  const SymbolKind Kind;
  llvm::StringRef Name;
  Span Where;
  /// The module or nested namespace that defines it; null for what is built in
  /// or local.
  Namespace *Home = nullptr;
  bool IsPub = false;

protected:
  Symbol(SymbolKind Kind, llvm::StringRef Name, Span Where)
      : Kind(Kind), Name(Name), Where(Where) {}
};

struct GlobalSym;

/// A parameter or a name bound by a pattern.
struct LocalVar : Symbol {
  Type *Ty = nullptr;
  /// Bound by a `let` of the file itself.
  bool IsFileLevel;
  /// That `let`.
  GlobalSym *Global = nullptr;
  /// Read by another body than the one that evaluates the `let`, so that the
  /// value has to be stored.
  bool IsStored = false;
  /// The function that this always names: a local `fn` or a `let` of a closure.
  /// Calls need no function value.
  Lambda *Fn = nullptr;
  /// A local `fn`, of which several may have the name.
  bool IsLocalFn = false;
  /// The variables of the scheme of a local function, or of a `let` that gives
  /// a polymorphic value.
  llvm::ArrayRef<Type *> Generics;
  /// A polymorphic value that is computed for each type by itself: where the
  /// `let` stands, or by Fn, without parameters, for a use at a type that is
  /// known only there.
  bool IsThunk = false;
  /// A polymorphic value that is computed once, with Any or () for Generics,
  /// and that every use makes a value of its own type.
  bool IsUniform = false;
  /// Tells names of one file-level `let` for several types apart.
  unsigned Copy = 0;
  LocalVar(llvm::StringRef Name, Span Where, bool IsFileLevel)
      : Symbol(SymbolKind::Local, Name, Where), IsFileLevel(IsFileLevel) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Local; }
};

/// A `let` of a file, which may bind several names.
struct GlobalSym : Symbol {
  LetStmt *Let;
  llvm::ArrayRef<LocalVar *> Vars;
  /// Its type is known.
  bool IsChecked = false;
  explicit GlobalSym(LetStmt *L)
      : Symbol(SymbolKind::Global, "let", L->Where), Let(L) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Global; }
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
    return S->Kind >= SymbolKind::Function;
  }

protected:
  using Symbol::Symbol;
};

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

/// A field of a struct or variant, over the parameters of its type.
struct Field {
  /// May be empty in a variant.
  llvm::StringRef Name;
  Span Where;
  Type *Ty = nullptr;
};

/// Traits by their bits.
class TraitSet {
public:
  bool has(Trait T) const { return Bits & bit(T); }
  void add(Trait T) { Bits |= bit(T); }

private:
  static uint32_t bit(Trait T) { return 1u << static_cast<unsigned>(T); }
  uint32_t Bits = 0;
};

struct DerivedSym;

/// A struct or sum type.
struct TypeSym : Symbol {
  /// Generic variables, which occur in the fields.
  llvm::ArrayRef<Type *> Params;
  /// The type applied to its own parameters.
  Type *Ty = nullptr;
  /// What was derived. Without a deriving clause each of these holds as far as
  /// the fields have it.
  TraitSet Derived;
  bool DerivesByDefault = false;
  /// `T.from_json` and `T.from_row`, if derived.
  DerivedSym *FromJson = nullptr;
  DerivedSym *FromRow = nullptr;
  /// Made inside a function: its name says nothing to others.
  bool IsLocal = false;
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Struct || S->Kind == SymbolKind::Sum;
  }

protected:
  using Symbol::Symbol;
};

struct StructSym : TypeSym {
  StructItem *Item;
  llvm::ArrayRef<Field> Fields;
  explicit StructSym(StructItem *I)
      : TypeSym(SymbolKind::Struct, I->Name.Name, I->Name.Where), Item(I) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Struct; }
};

struct VariantSym;
struct SumSym : TypeSym {
  /// Null for the built-in ones.
  SumTypeItem *Item;
  llvm::ArrayRef<VariantSym *> Variants;
  explicit SumSym(SumTypeItem *I)
      : TypeSym(SymbolKind::Sum, I->Name.Name, I->Name.Where), Item(I) {}
  explicit SumSym(llvm::StringRef Name)
      : TypeSym(SymbolKind::Sum, Name, Span()), Item(nullptr) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Sum; }
};

/// A constructor: a function to its sum type, or a constant of it. Its generic
/// variables are the type's.
struct VariantSym : Definition {
  SumSym *Sum;
  unsigned Index;
  llvm::ArrayRef<Field> Fields;
  VariantSym(llvm::StringRef Name, Span Where, SumSym *Sum, unsigned Index)
      : Definition(SymbolKind::Variant, Name, Where), Sum(Sum), Index(Index) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Variant;
  }
};

/// A function that `deriving` gives a type.
struct DerivedSym : Definition {
  TypeSym *Of;
  DerivedSym(llvm::StringRef Name, TypeSym *Of)
      : Definition(SymbolKind::Derived, Name, Of->Where), Of(Of) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Derived;
  }
};

struct AliasSym : Symbol {
  AliasItem *Item;
  llvm::ArrayRef<Type *> Params;
  Type *Ty = nullptr;
  /// Its target is being looked at.
  bool IsOpen = false;
  explicit AliasSym(AliasItem *I)
      : Symbol(SymbolKind::Alias, I->Name.Name, I->Name.Where), Item(I) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Alias; }
};

//===----------------------------------------------------------------------===//
// Traits
//===----------------------------------------------------------------------===//

struct FunctionSym;
struct MethodSym;

/// An interface, or a trait of the language.
struct TraitSym : Symbol {
  /// Null for those of the language.
  InterfaceItem *Item = nullptr;
  std::optional<Trait> Builtin;
  /// Generic variables: the type that implements it, and its parameters.
  Type *Self = nullptr;
  llvm::ArrayRef<Type *> Params;
  llvm::ArrayRef<MethodSym *> Methods;
  llvm::ArrayRef<ImplSym *> Impls;
  explicit TraitSym(InterfaceItem *I)
      : Symbol(SymbolKind::Trait, I->Name.Name, I->Name.Where), Item(I) {}
  explicit TraitSym(Trait T)
      : Symbol(SymbolKind::Trait, traitName(T), Span()), Builtin(T) {}
  bool is(Trait T) const { return Builtin == T; }
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Trait; }
};

/// A method as the interface declares it. Its generic variables are Self, the
/// parameters of the trait and those of the method itself.
struct MethodSym : Definition {
  TraitSym *Owner;
  /// Null for the traits of the language.
  FnItem *Item = nullptr;
  bool IsStatic = false;
  /// The default body, if any; generic as the method is.
  FunctionSym *Default = nullptr;
  /// The result is not declared: that of the default body is meant, and known
  /// when the body has been checked.
  bool InfersResult = false;
  MethodSym(TraitSym *T, llvm::StringRef Name, Span Where)
      : Definition(SymbolKind::Method, Name, Where), Owner(T) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Method; }
};

struct ImplSym : Symbol {
  ImplItem *Item;
  TraitSym *Implemented = nullptr;
  llvm::ArrayRef<Type *> Generics;
  Type *Target = nullptr;
  llvm::ArrayRef<Type *> Args;
  /// Generic in the variables of the impl, then those of the method.
  llvm::ArrayRef<FunctionSym *> Methods;
  explicit ImplSym(ImplItem *I)
      : Symbol(SymbolKind::Impl, I->Name.Name, I->Name.Where), Item(I) {}
  FunctionSym *method(llvm::StringRef MethodName) const;
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Impl; }
};

//===----------------------------------------------------------------------===//
// Functions, actors and services
//===----------------------------------------------------------------------===//

struct ServiceSym;

struct FunctionSym : Definition {
  llvm::ArrayRef<FnItem *> Clauses;
  unsigned Arity;
  /// A private function of a service.
  ServiceSym *Service = nullptr;
  /// A method of an impl, or the default body of one.
  ImplSym *Impl = nullptr;
  MethodSym *Method = nullptr;
  /// Another function of this name was defined earlier.
  bool IsLaterOverload = false;
  /// The declared result is `()`: the value of the body is dropped.
  bool DropsValue = false;
  bool IsMain = false;
  /// Made of the statements of a file.
  bool IsScript = false;
  /// Evaluates the constants of a file when the program starts.
  bool IsInit = false;
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
  /// The `terminate` block as a closure over the parameters, or null.
  Lambda *Terminate = nullptr;
  ActorSym(ActorItem *I)
      : Definition(SymbolKind::Actor, I->Name.Name, I->Name.Where), Item(I) {}
  static bool classof(const Symbol *S) { return S->Kind == SymbolKind::Actor; }
};

/// A child of a supervisor, as it is declared.
struct SupervisorChild {
  llvm::StringRef Name;
  Span Where;
  /// Null after an error.
  Expr *Start = nullptr;
  /// permanent, transient, temporary.
  unsigned Restart = 0;
  /// Nothing for brutal_kill.
  std::optional<int64_t> ShutdownMs;
};

/// Its type is that of the call: () to Pid<()>.
struct SupervisorSym : Definition {
  SupervisorItem *Item;
  /// one_for_one, one_for_all, rest_for_one, simple_one_for_one.
  unsigned Strategy = 0;
  int64_t MaxRestarts = 3;
  int64_t MaxSeconds = 5;
  llvm::MutableArrayRef<SupervisorChild> Children;
  explicit SupervisorSym(SupervisorItem *I)
      : Definition(SymbolKind::Supervisor, I->Name.Name, I->Name.Where),
        Item(I) {}
  bool isSimple() const;
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Supervisor;
  }
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
  /// An entry of the runtime's library, or a function written in Snow.
  Library,
#define SNOW_BUILTIN(ID, NAME, TYPE, PARAMS) ID,
#include "snow/Frontend/Sema/Builtins.def"
};

//===----------------------------------------------------------------------===//
// Built-in functions
//===----------------------------------------------------------------------===//

struct BuiltinSym : Definition {
  BuiltinID ID;
  /// The entry of the ABI table that does it, and the types (over Generics)
  /// whose descriptions it takes first.
  llvm::StringRef Entry;
  llvm::ArrayRef<Type *> Described;
  /// The function of lib/Frontend/Library that does it.
  llvm::StringRef Source;
  BuiltinSym(BuiltinID ID, llvm::StringRef Name)
      : Definition(SymbolKind::Builtin, Name, Span()), ID(ID) {}
  static bool classof(const Symbol *S) {
    return S->Kind == SymbolKind::Builtin;
  }
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SEMA_SYMBOL_H
