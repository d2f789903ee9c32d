//===- Pattern.h - Patterns -------------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_AST_PATTERN_H
#define SNOW_FRONTEND_AST_PATTERN_H

#include "snow/Frontend/AST/ASTContext.h"
#include "llvm/Support/Casting.h"

namespace snow::frontend {

class Type;
struct LocalVar;
struct StructSym;
struct VariantSym;

enum class PatternKind : uint8_t {
  Wildcard,
  Int,
  Float,
  String,
  Bool,
  Unit,
  Name,
  Tuple,
  List,
  Cons,
  Or,
  As,
  Variant,
  Struct,
};

struct Pattern {
  const PatternKind Kind;
  Span Where;
  /// Set by the type checker.
  Type *Ty = nullptr;

protected:
  Pattern(PatternKind Kind, Span Where) : Kind(Kind), Where(Where) {}
};

template <PatternKind K> struct PatternOf : Pattern {
  explicit PatternOf(Span Where) : Pattern(K, Where) {}
  static bool classof(const Pattern *P) { return P->Kind == K; }
};

using WildcardPattern = PatternOf<PatternKind::Wildcard>;
using UnitPattern = PatternOf<PatternKind::Unit>;

struct IntPattern : PatternOf<PatternKind::Int> {
  int64_t Value;
  IntPattern(Span S, int64_t Value) : PatternOf(S), Value(Value) {}
};
struct FloatPattern : PatternOf<PatternKind::Float> {
  double Value;
  FloatPattern(Span S, double Value) : PatternOf(S), Value(Value) {}
};
struct BoolPattern : PatternOf<PatternKind::Bool> {
  bool Value;
  BoolPattern(Span S, bool Value) : PatternOf(S), Value(Value) {}
};
struct StringPattern : PatternOf<PatternKind::String> {
  llvm::StringRef Value;
  StringPattern(Span S, llvm::StringRef Value) : PatternOf(S), Value(Value) {}
};
struct NamePattern : PatternOf<PatternKind::Name> {
  llvm::StringRef Name;
  /// Set by the resolver.
  LocalVar *Var = nullptr;
  NamePattern(Span S, llvm::StringRef Name) : PatternOf(S), Name(Name) {}
};

/// Tuples, lists of fixed length and alternatives: a sequence of patterns.
template <PatternKind K> struct SequencePattern : PatternOf<K> {
  llvm::ArrayRef<Pattern *> Elements;
  SequencePattern(Span S, llvm::ArrayRef<Pattern *> Elements)
      : PatternOf<K>(S), Elements(Elements) {}
};
using TuplePattern = SequencePattern<PatternKind::Tuple>;
using ListPattern = SequencePattern<PatternKind::List>;
using OrPattern = SequencePattern<PatternKind::Or>;

struct ConsPattern : PatternOf<PatternKind::Cons> {
  Pattern *Head, *Tail;
  ConsPattern(Span S, Pattern *Head, Pattern *Tail)
      : PatternOf(S), Head(Head), Tail(Tail) {}
};
struct AsPattern : PatternOf<PatternKind::As> {
  Pattern *Inner;
  Ident Name;
  LocalVar *Var = nullptr;
  AsPattern(Span S, Pattern *Inner, Ident Name)
      : PatternOf(S), Inner(Inner), Name(Name) {}
};

/// A field of a variant (Name may be empty) or of a struct (Value may be null:
/// the field's name binds).
struct FieldPattern {
  Ident Name;
  Pattern *Value;
};
struct VariantPattern : PatternOf<PatternKind::Variant> {
  llvm::ArrayRef<Ident> Path;
  llvm::ArrayRef<FieldPattern> Args;
  /// Set by the resolver: the variants that the name may stand for; Sym is the
  /// one that the type checker has chosen.
  llvm::ArrayRef<VariantSym *> Candidates;
  VariantSym *Sym = nullptr;
  /// Set by the type checker if keywords are used: the field of each argument.
  llvm::ArrayRef<unsigned> Order;
  VariantPattern(Span S, llvm::ArrayRef<Ident> Path,
                 llvm::ArrayRef<FieldPattern> Args)
      : PatternOf(S), Path(Path), Args(Args) {}
};
struct StructPattern : PatternOf<PatternKind::Struct> {
  llvm::ArrayRef<Ident> Path;
  llvm::ArrayRef<FieldPattern> Fields;
  /// Set by the resolver.
  StructSym *Sym = nullptr;
  /// Set by the type checker: the field of each of Fields.
  llvm::ArrayRef<unsigned> Order;
  StructPattern(Span S, llvm::ArrayRef<Ident> Path,
                llvm::ArrayRef<FieldPattern> Fields)
      : PatternOf(S), Path(Path), Fields(Fields) {}
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_PATTERN_H
