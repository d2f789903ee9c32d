//===- Expr.h - Expressions and statements ----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_AST_EXPR_H
#define SNOW_FRONTEND_AST_EXPR_H

#include "snow/Frontend/AST/Pattern.h"
#include "snow/Frontend/AST/TypeExpr.h"

namespace snow::frontend {

struct FnItem;
struct GlobalSym;
struct Item;
struct Symbol;

enum class ExprKind : uint8_t {
  Int,
  Float,
  Bool,
  Unit,
  String,
  Name,
  Tuple,
  List,
  Map,
  Block,
  If,
  Case,
  While,
  For,
  Receive,
  Closure,
  Break,
  Continue,
  Return,
  Call,
  Field,
  Index,
  Try,
  StructLiteral,
  Unary,
  Binary,
  Pipe,
  Self,
  ToAny,
};

struct Expr {
  const ExprKind Kind;
  Span Where;
  /// Set by the type checker.
  Type *Ty = nullptr;

protected:
  Expr(ExprKind Kind, Span Where) : Kind(Kind), Where(Where) {}
};

template <ExprKind K> struct ExprOf : Expr {
  explicit ExprOf(Span Where) : Expr(K, Where) {}
  static bool classof(const Expr *E) { return E->Kind == K; }
};

//===----------------------------------------------------------------------===//
// Statements
//===----------------------------------------------------------------------===//

struct LocalVar;

/// The names that a `let` of a polymorphic value binds for one of the types
/// that they are used at.
struct LetInstance {
  /// What the generic variables of the names stand for.
  llvm::ArrayRef<Type *> Types;
  /// In the order of the names in the pattern.
  llvm::ArrayRef<LocalVar *> Vars;
};

struct LetStmt {
  Span Where;
  Pattern *Pat;
  TypeExpr *Annotation;
  Expr *Value;
  /// Set by the resolver for a `let` of a file.
  GlobalSym *Global = nullptr;
  /// Set by the type checker if the value is computed once for each of these.
  llvm::ArrayRef<LetInstance> Instances;
};

/// Exactly one of the first three is set.
struct Stmt {
  Expr *E = nullptr;
  LetStmt *Let = nullptr;
  Item *Decl = nullptr;
  /// Set by the resolver for the first clause of a local function.
  LocalVar *LocalFn = nullptr;
};

//===----------------------------------------------------------------------===//
// Literals and names
//===----------------------------------------------------------------------===//

using UnitExpr = ExprOf<ExprKind::Unit>;
using BreakExpr = ExprOf<ExprKind::Break>;
using ContinueExpr = ExprOf<ExprKind::Continue>;

struct IntExpr : ExprOf<ExprKind::Int> {
  int64_t Value;
  IntExpr(Span S, int64_t Value) : ExprOf(S), Value(Value) {}
};
struct FloatExpr : ExprOf<ExprKind::Float> {
  double Value;
  FloatExpr(Span S, double Value) : ExprOf(S), Value(Value) {}
};
struct BoolExpr : ExprOf<ExprKind::Bool> {
  bool Value;
  BoolExpr(Span S, bool Value) : ExprOf(S), Value(Value) {}
};
/// Either text (Value null) or an interpolated expression.
struct StringPart {
  llvm::StringRef Text;
  Expr *Value = nullptr;
};
struct StringExpr : ExprOf<ExprKind::String> {
  llvm::ArrayRef<StringPart> Parts;
  StringExpr(Span S, llvm::ArrayRef<StringPart> Parts)
      : ExprOf(S), Parts(Parts) {}
};
struct NameExpr : ExprOf<ExprKind::Name> {
  llvm::StringRef Name;
  /// Set by the resolver; null after an error.
  Symbol *Sym = nullptr;
  /// Set by the type checker: the types that the generic variables of Sym
  /// stand for here. Empty for a use inside Sym's own group.
  llvm::ArrayRef<Type *> Inst;
  NameExpr(Span S, llvm::StringRef Name) : ExprOf(S), Name(Name) {}
};
/// `self` (the receiver of a method) or `self()` (the own pid).
struct SelfExpr : ExprOf<ExprKind::Self> {
  bool IsCall;
  /// The `self` parameter, once resolved.
  LocalVar *Var = nullptr;
  SelfExpr(Span S, bool IsCall) : ExprOf(S), IsCall(IsCall) {}
};

//===----------------------------------------------------------------------===//
// Compound values
//===----------------------------------------------------------------------===//

template <ExprKind K> struct SequenceExpr : ExprOf<K> {
  llvm::MutableArrayRef<Expr *> Elements;
  SequenceExpr(Span S, llvm::MutableArrayRef<Expr *> Elements)
      : ExprOf<K>(S), Elements(Elements) {}
};
using TupleExpr = SequenceExpr<ExprKind::Tuple>;
using ListExpr = SequenceExpr<ExprKind::List>;

struct MapEntry {
  Expr *Key;
  Expr *Value;
};
struct MapExpr : ExprOf<ExprKind::Map> {
  llvm::MutableArrayRef<MapEntry> Entries;
  MapExpr(Span S, llvm::MutableArrayRef<MapEntry> Entries)
      : ExprOf(S), Entries(Entries) {}
};
struct FieldInit {
  Ident Name;
  Expr *Value;
};
struct StructLiteralExpr : ExprOf<ExprKind::StructLiteral> {
  /// A name or a chain of fields.
  Expr *Callee;
  llvm::MutableArrayRef<FieldInit> Fields;
  /// Set by the resolver: the struct, or an alias of one.
  Symbol *Sym = nullptr;
  /// Set by the type checker: the field of each of Fields.
  llvm::ArrayRef<unsigned> Order;
  StructLiteralExpr(Span S, Expr *Callee, llvm::MutableArrayRef<FieldInit> F)
      : ExprOf(S), Callee(Callee), Fields(F) {}
};

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

enum class UnaryOp : uint8_t { Neg, Not };
enum class BinaryOp : uint8_t {
  Or,
  And,
  Eq,
  Ne,
  Lt,
  Gt,
  Le,
  Ge,
  Range,
  Concat,
  Add,
  Sub,
  Mul,
  Div,
  Mod,
};
llvm::StringRef spelling(BinaryOp Op);

struct UnaryExpr : ExprOf<ExprKind::Unary> {
  UnaryOp Op;
  Expr *Operand;
  UnaryExpr(Span S, UnaryOp Op, Expr *Operand)
      : ExprOf(S), Op(Op), Operand(Operand) {}
};
struct BinaryExpr : ExprOf<ExprKind::Binary> {
  BinaryOp Op;
  Span OpWhere;
  Expr *Left, *Right;
  BinaryExpr(Span S, BinaryOp Op, Span OpWhere, Expr *Left, Expr *Right)
      : ExprOf(S), Op(Op), OpWhere(OpWhere), Left(Left), Right(Right) {}
};
struct Arg {
  /// Empty for a positional argument.
  Ident Keyword;
  Expr *Value;
};
struct CallExpr : ExprOf<ExprKind::Call> {
  Expr *Callee;
  llvm::MutableArrayRef<Arg> Args;
  /// The last argument was written as `do ... end` behind the parentheses.
  bool HasTrailing;
  /// Set by the resolver: the value of this call is the function's own.
  bool IsTail = false;
  /// Set by the type checker: a call of the enclosing actor to itself that
  /// continues the process.
  bool ContinuesActor = false;
  /// Set by the type checker if keywords are used: the parameter that each
  /// argument (behind the function of a `spawn`) goes to.
  llvm::ArrayRef<unsigned> Order;
  CallExpr(Span S, Expr *Callee, llvm::MutableArrayRef<Arg> Args, bool Trailing)
      : ExprOf(S), Callee(Callee), Args(Args), HasTrailing(Trailing) {}
};
/// `Left |> Right`. The type checker sets Call, which is what is evaluated.
struct PipeExpr : ExprOf<ExprKind::Pipe> {
  Expr *Left, *Right;
  CallExpr *Call = nullptr;
  PipeExpr(Span S, Expr *Left, Expr *Right)
      : ExprOf(S), Left(Left), Right(Right) {}
};
struct FieldExpr : ExprOf<ExprKind::Field> {
  Expr *Base;
  Ident Name;
  /// Set by the resolver when the whole chain names something.
  Symbol *Sym = nullptr;
  llvm::ArrayRef<Type *> Inst;
  /// Set by the resolver when the base names a struct, sum or alias that has no
  /// such variant: a static member of the type.
  Symbol *OfType = nullptr;
  /// The same for a type parameter.
  bool OfTypeVar = false;
  /// Set by the type checker: Sym is a method that takes the base first. With
  /// no Sym the member is found when the type of the base is known.
  bool IsMethod = false;
  /// Set by the resolver after it has reported an error.
  bool IsUnknown = false;
  FieldExpr(Span S, Expr *Base, Ident Name)
      : ExprOf(S), Base(Base), Name(Name) {}
};
struct IndexExpr : ExprOf<ExprKind::Index> {
  Expr *Base, *Index;
  IndexExpr(Span S, Expr *Base, Expr *Index)
      : ExprOf(S), Base(Base), Index(Index) {}
};
struct TryExpr : ExprOf<ExprKind::Try> {
  Expr *Operand;
  TryExpr(Span S, Expr *Operand) : ExprOf(S), Operand(Operand) {}
};
/// The implicit conversion to Any, of a value or of parts of it, put in by the
/// type checker.
struct ToAnyExpr : ExprOf<ExprKind::ToAny> {
  Expr *Operand;
  ToAnyExpr(Span S, Expr *Operand) : ExprOf(S), Operand(Operand) {}
};

//===----------------------------------------------------------------------===//
// Control flow
//===----------------------------------------------------------------------===//

struct BlockExpr : ExprOf<ExprKind::Block> {
  llvm::MutableArrayRef<Stmt> Stmts;
  BlockExpr(Span S, llvm::MutableArrayRef<Stmt> Stmts)
      : ExprOf(S), Stmts(Stmts) {}
};
struct IfExpr : ExprOf<ExprKind::If> {
  Expr *Cond, *Then;
  /// Null without `else`; an IfExpr for `else if`.
  Expr *Else;
  IfExpr(Span S, Expr *Cond, Expr *Then, Expr *Else)
      : ExprOf(S), Cond(Cond), Then(Then), Else(Else) {}
};
struct Arm {
  Span Where;
  Pattern *Pat;
  Expr *Guard;
  Expr *Body;
};
struct CaseExpr : ExprOf<ExprKind::Case> {
  Expr *Subject;
  llvm::MutableArrayRef<Arm> Arms;
  CaseExpr(Span S, Expr *Subject, llvm::MutableArrayRef<Arm> Arms)
      : ExprOf(S), Subject(Subject), Arms(Arms) {}
};
struct WhileExpr : ExprOf<ExprKind::While> {
  Expr *Cond, *Body;
  WhileExpr(Span S, Expr *Cond, Expr *Body)
      : ExprOf(S), Cond(Cond), Body(Body) {}
};
struct ForExpr : ExprOf<ExprKind::For> {
  Pattern *Pat;
  Expr *Source, *Guard, *Body;
  ForExpr(Span S, Pattern *Pat, Expr *Source, Expr *Guard, Expr *Body)
      : ExprOf(S), Pat(Pat), Source(Source), Guard(Guard), Body(Body) {}
};
struct ReceiveExpr : ExprOf<ExprKind::Receive> {
  llvm::MutableArrayRef<Arm> Arms;
  /// Both null without `after`.
  Expr *Timeout, *TimeoutBody;
  ReceiveExpr(Span S, llvm::MutableArrayRef<Arm> Arms, Expr *Timeout,
              Expr *TimeoutBody)
      : ExprOf(S), Arms(Arms), Timeout(Timeout), TimeoutBody(TimeoutBody) {}
};
struct ReturnExpr : ExprOf<ExprKind::Return> {
  /// Null for a bare `return`.
  Expr *Value;
  ReturnExpr(Span S, Expr *Value) : ExprOf(S), Value(Value) {}
};

//===----------------------------------------------------------------------===//
// Closures
//===----------------------------------------------------------------------===//

struct Param {
  Pattern *Pat = nullptr;
  TypeExpr *Annotation = nullptr;
  bool IsSelf = false;
  Span Where;
};
struct ClosureClause {
  Span Where;
  llvm::ArrayRef<Param> Params;
  Expr *Guard;
  Expr *Body;
};
/// A function inside a body: a closure, a local `fn`, or the value of a `let`
/// that is used at several types. It is lowered to a function of its own that
/// takes what it captures in front of its parameters.
struct Lambda {
  /// Empty for a closure without a name.
  llvm::StringRef Name;
  Span Where;
  llvm::MutableArrayRef<ClosureClause> Clauses;
  /// The first clause of a local `fn`; null for others.
  FnItem *Item = nullptr;
  /// Set by the type checker.
  Type *Ty = nullptr;
  /// The value of the body is not wanted.
  bool DropsValue = false;

  unsigned arity() const { return Clauses.front().Params.size(); }
};
struct ClosureExpr : ExprOf<ExprKind::Closure> {
  llvm::MutableArrayRef<ClosureClause> Clauses;
  /// Set by the resolver.
  Lambda *Fn = nullptr;
  ClosureExpr(Span S, llvm::MutableArrayRef<ClosureClause> Clauses)
      : ExprOf(S), Clauses(Clauses) {}
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_EXPR_H
