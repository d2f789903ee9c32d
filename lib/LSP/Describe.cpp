//===- Describe.cpp - Symbols in words ------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Describe.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

using namespace snow::lsp;
using namespace snow::frontend;
using llvm::cast;
using llvm::StringRef;

static std::string print(const TypeContext &Types, Type *T) {
  return T ? Types.print(T) : "?";
}

/// `(name :: Type, ...) -> Result`, or ` :: Type` for a constant.
static std::string signature(const Definition &D, const TypeContext &Types) {
  Type *T = D.Ty ? TypeContext::resolve(D.Ty) : nullptr;
  if (!T || !T->is(TypeKind::Function))
    return " :: " + print(Types, T);
  std::string Text = "(";
  unsigned I = 0;
  for (Type *Param : T->params()) {
    if (I)
      Text += ", ";
    if (I < D.ParamNames.size() && !D.ParamNames[I].empty())
      Text += (D.ParamNames[I] + " :: ").str();
    Text += print(Types, Param);
    ++I;
  }
  return Text + ") -> " + print(Types, T->result());
}

static std::string fields(llvm::ArrayRef<Field> Fields,
                          const TypeContext &Types) {
  std::string Text;
  for (const Field &F : Fields) {
    if (!Text.empty())
      Text += ", ";
    if (!F.Name.empty())
      Text += (F.Name + " :: ").str();
    Text += print(Types, F.Ty);
  }
  return Text;
}

std::string snow::lsp::describe(const Symbol &S, const TypeContext &Types) {
  std::string Name = S.Name.str();
  switch (S.Kind) {
  case SymbolKind::Local:
    return Name + " :: " + print(Types, cast<LocalVar>(S).Ty);
  case SymbolKind::Struct: {
    std::string Inside = fields(cast<StructSym>(S).Fields, Types);
    return "struct " + Name + " do " + Inside + (Inside.empty() ? "" : " ") +
           "end";
  }
  case SymbolKind::Sum: {
    std::string Variants;
    for (const VariantSym *V : cast<SumSym>(S).Variants) {
      Variants += (Variants.empty() ? "" : "; ") + V->Name.str();
      if (!V->Fields.empty())
        Variants += "(" + fields(V->Fields, Types) + ")";
    }
    return "type " + Name + " do " + Variants + " end";
  }
  case SymbolKind::Alias:
    return "type " + Name + " = " + print(Types, cast<AliasSym>(S).Ty);
  case SymbolKind::Trait:
    return "interface " + Name;
  case SymbolKind::Service:
    return "service " + Name;
  case SymbolKind::Actor:
    return "actor " + Name + signature(cast<Definition>(S), Types);
  case SymbolKind::Variant:
    return Name + signature(cast<Definition>(S), Types);
  default:
    if (auto *D = llvm::dyn_cast<Definition>(&S))
      return "fn " + Name + signature(*D, Types);
    return Name;
  }
}

std::string snow::lsp::docComment(const SourceManager &SM, Span Where) {
  StringRef Before =
      SM.text(Where.File).take_front(SM.lineStart(Where.File, Where.Begin));
  llvm::SmallVector<StringRef, 8> Lines;
  while (!Before.empty()) {
    Before = Before.rtrim(" \t");
    if (!Before.consume_back("\n"))
      break;
    Before = Before.rtrim("\r \t");
    size_t Start = Before.find_last_of("\n\r");
    StringRef Line =
        Before.substr(Start == StringRef::npos ? 0 : Start + 1).ltrim();
    if (!Line.consume_front("##") || Line.starts_with("!"))
      break;
    Lines.push_back(Line.trim());
    Before = Before.take_front(Start == StringRef::npos ? 0 : Start + 1);
  }
  std::reverse(Lines.begin(), Lines.end());
  return llvm::join(Lines, "\n");
}

const std::vector<BuiltinFunction> &snow::lsp::builtinFunctions() {
  static const std::vector<BuiltinFunction> Functions = [] {
    static constexpr std::pair<const char *, const char *> Rows[] = {
#define SNOW_BUILTIN(ID, NAME, TYPE, ...) {NAME, TYPE},
#define SNOW_LIBRARY(NAME, TYPE, ...) {NAME, TYPE},
#define SNOW_SOURCE(NAME, TYPE, ...) {NAME, TYPE},
#include "snow/Frontend/Sema/Builtins.def"
    };
    std::vector<BuiltinFunction> Result;
    for (auto [Name, Type] : Rows) {
      auto [Module, Member] = StringRef(Name).rsplit('.');
      bool Qualified = !Member.empty();
      Result.push_back({Qualified ? Module : StringRef(),
                        Qualified ? Member : StringRef(Name),
                        StringRef(Type).split('|').first});
    }
    return Result;
  }();
  return Functions;
}
