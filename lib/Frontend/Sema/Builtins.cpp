//===- Builtins.cpp - The table of built-in functions ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Builtins.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ErrorHandling.h"

using namespace snow::frontend;
using llvm::SmallVector;
using llvm::StringRef;

namespace {
struct Row {
  BuiltinID ID;
  StringRef Name, Type, Params, Entry, Described, Source;

  bool isFunction() const { return Type.starts_with("Fun("); }
  unsigned arity() const { return Params.empty() ? 0 : Params.count(' ') + 1; }
};
} // namespace

static constexpr Row Rows[] = {
#define SNOW_BUILTIN(ID, NAME, TYPE, PARAMS)                                   \
  {BuiltinID::ID, NAME, TYPE, PARAMS, "", "", ""},
#define SNOW_LIBRARY(NAME, TYPE, PARAMS, ENTRY, DESCRIBED, DOC)                \
  {BuiltinID::Library, NAME, TYPE, PARAMS, ENTRY, DESCRIBED, ""},
#define SNOW_SOURCE(NAME, TYPE, PARAMS, FUNCTION, DOC)                         \
  {BuiltinID::Library, NAME, TYPE, PARAMS, "", "", FUNCTION},
#include "snow/Frontend/Sema/Builtins.def"
};

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

Type *BuiltinTable::convert(const TypeExpr *T, TypeVars &Vars) {
  SmallVector<Type *, 4> Args;
  for (const TypeExpr *A : T->Args)
    Args.push_back(convert(A, Vars));
  switch (T->Kind) {
  case TypeExprKind::Tuple:
    return Args.empty() ? Types.unitType() : Types.tuple(Args);
  case TypeExprKind::Function:
    return Types.function(llvm::ArrayRef(Args).drop_back(), Args.back());
  case TypeExprKind::Option:
    return Types.named("Option", Args);
  case TypeExprKind::Result:
    return Types.named("Result", Args);
  case TypeExprKind::Named:
    break;
  }
  StringRef Name = T->Path.back().Name;
  // `Tuple` is a type parameter as well.
  if (Name.size() == 1 || Name == "Tuple") {
    Type *&Var = Vars[Name];
    if (!Var)
      Var = Types.newVar();
    return Var;
  }
  if (Name == "Pid")
    return Types.pid(Args.empty() ? Types.anyType() : Args.front());
  auto Kind = llvm::StringSwitch<TypeKind>(Name)
                  .Case("Int", TypeKind::Int)
                  .Case("Float", TypeKind::Float)
                  .Case("Bool", TypeKind::Bool)
                  .Case("String", TypeKind::String)
                  .Case("Never", TypeKind::Never)
                  .Case("Any", TypeKind::Any)
                  .Default(TypeKind::Named);
  return Kind == TypeKind::Named ? Types.named(Name, Args) : Types.simple(Kind);
}

Type *BuiltinTable::read(StringRef Text, TypeVars &Vars) {
  DiagnosticEngine Diags;
  TypeExpr *Written =
      parseTypeText(SM, SM.addText("Builtins.def", Text), Ctx, Diags);
  if (!Written)
    llvm::report_fatal_error(llvm::Twine("bad type in Builtins.def: ") + Text);
  return convert(Written, Vars);
}

/// `Eq Hash` for every type parameter, or `K: Eq Hash, T: Ord`.
void BuiltinTable::addBounds(StringRef Text, TypeVars &Vars) {
  SmallVector<StringRef, 2> Groups;
  Text.split(Groups, ',', -1, /*KeepEmpty=*/false);
  for (StringRef Group : Groups) {
    StringRef Var;
    if (Group.contains(':'))
      std::tie(Var, Group) = Group.split(':');
    SmallVector<StringRef, 2> Bounds;
    Group.split(Bounds, ' ', -1, /*KeepEmpty=*/false);
    for (StringRef Bound : Bounds) {
      Trait T = llvm::StringSwitch<Trait>(Bound)
                    .Case("Eq", Trait::Eq)
                    .Case("Ord", Trait::Ord)
                    .Case("Hash", Trait::Hash)
                    .Case("Show", Trait::Show)
                    .Case("Json", Trait::Json)
                    .Case("Number", Trait::Number)
                    .Case("Sign", Trait::Sign)
                    .Default(Trait::Display);
      for (auto &Entry : Vars)
        if (Var.empty() || Entry.first() == Var.trim())
          Types.require(Entry.second, T, Span());
    }
  }
}

//===----------------------------------------------------------------------===//
// Symbols
//===----------------------------------------------------------------------===//

BuiltinTable::BuiltinTable(SourceManager &SM, ASTContext &Ctx,
                           TypeContext &Types)
    : SM(SM), Ctx(Ctx), Types(Types) {
  for (unsigned I = 0; I != std::size(Rows); ++I) {
    StringRef Name = Rows[I].Name;
    auto &Overloads = Symbols[Name];
    Overloads.push_back({I});
    auto [Before, After] = Name.split('.');
    bool Qualified = !After.empty();
    if (Overloads.size() == 1 && !Name.starts_with("_"))
      Modules[Qualified ? Before : ""].push_back(Qualified ? After : Before);
  }
}

/// What the type alone does not say of the functions on tuples.
static void addTupleBounds(BuiltinID ID, Type *Tuple, Type *Result,
                           ASTContext &Ctx, TypeContext &Types) {
  Constraint C;
  C.Kind = ConstraintKind::Tuple;
  switch (ID) {
  case BuiltinID::TupleFirst:
  case BuiltinID::TupleSecond:
    C.Kind = ConstraintKind::Projection;
    C.Number = ID == BuiltinID::TupleSecond;
    C.Args = Ctx.copy(llvm::ArrayRef<Type *>(Result));
    break;
  case BuiltinID::TupleNth:
    C.Kind = ConstraintKind::Elements;
    C.Args = Ctx.copy(llvm::ArrayRef<Type *>(Result));
    break;
  default:
    break;
  }
  Types.require(Tuple, C);
}

BuiltinSym *BuiltinTable::symbol(Entry &E) {
  if (E.Sym)
    return E.Sym;
  const Row &R = Rows[E.Row];
  auto *B = Ctx.make<BuiltinSym>(R.ID, R.Name);
  E.Sym = B;
  B->Entry = R.Entry;
  B->Source = R.Source;

  // The variables are generic whatever is being checked now.
  auto [TypeText, Bounds] = R.Type.split('|');
  Types.enterLevel();
  TypeVars Vars;
  B->Ty = read(TypeText, Vars);
  SmallVector<Type *, 2> Described;
  SmallVector<StringRef, 2> DescribedTexts;
  R.Described.split(DescribedTexts, ' ', -1, /*KeepEmpty=*/false);
  for (StringRef Text : DescribedTexts)
    Described.push_back(read(Text, Vars));
  B->Described = Ctx.copy(Described);
  Types.leaveLevel();

  addBounds(Bounds, Vars);
  if (Type *Tuple = Vars.lookup("Tuple"))
    addTupleBounds(R.ID, Tuple, B->Ty->result(), Ctx, Types);
  SmallVector<Type *, 2> Generics;
  Types.freeVariables(B->Ty, Generics);
  for (Type *G : Generics)
    Types.makeGeneric(G);
  B->Generics = Ctx.copy(Generics);

  SmallVector<StringRef, 4> Params;
  R.Params.split(Params, ' ', -1, /*KeepEmpty=*/false);
  B->ParamNames = Ctx.copy(Params);
  return B;
}

/// `list_length` is `List.length`, and `Json` is `JSON`.
static std::string canonicalName(StringRef Name) {
  if (Name.consume_front("Json."))
    return ("JSON." + Name).str();
  static constexpr StringRef Modules[] = {
      "String", "IO",    "Env",  "File", "List",    "Map",    "Set", "Tuple",
      "Range",  "Queue", "JSON", "HTTP", "Request", "Sqlite", "Pg",  "Pool"};
  auto [Prefix, Rest] = Name.split('_');
  if (!Rest.empty())
    for (StringRef M : Modules)
      if (Prefix == M.lower())
        return (M + "." + Rest).str();
  return Name.str();
}

BuiltinSym *BuiltinTable::lookup(StringRef Name,
                                 std::optional<unsigned> NumArgs) {
  auto It = Symbols.find(Name);
  if (It == Symbols.end())
    It = Symbols.find(canonicalName(Name));
  if (It == Symbols.end())
    return nullptr;
  for (Entry &E : It->second) {
    const Row &R = Rows[E.Row];
    if (NumArgs && R.isFunction() && R.arity() == *NumArgs)
      return symbol(E);
  }
  return symbol(It->second.back());
}

llvm::SmallVector<StringRef, 32> BuiltinTable::modules() const {
  llvm::SmallVector<StringRef, 32> Names;
  for (StringRef Name : Modules.keys())
    if (!Name.empty())
      Names.push_back(Name);
  llvm::sort(Names);
  return Names;
}

llvm::ArrayRef<StringRef> BuiltinTable::namesIn(StringRef Module) const {
  auto It = Modules.find(Module == "Json" ? "JSON" : Module);
  return It == Modules.end() ? llvm::ArrayRef<StringRef>() : It->second;
}
