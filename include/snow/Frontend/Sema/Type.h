//===- Type.h - Types of the type checker -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Hindley-Milner types with levels. A type is a constructor with arguments or a
// variable. A variable is bound by a link, carries the constraints that
// whatever it becomes must meet, and knows how deep in the nesting of
// definitions it was made, which tells what may be generalised.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_SEMA_TYPE_H
#define SNOW_FRONTEND_SEMA_TYPE_H

#include "snow/Frontend/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace snow::frontend {

enum class TypeKind : uint8_t {
  Var,
  Int,
  Float,
  Bool,
  String,
  Unit,
  Never,
  Any,
  /// The type of what was already reported; it fits everything.
  Error,
  /// Args are the elements.
  Tuple,
  /// Args are the parameters, then the result.
  Function,
  /// Args[0] is the message type.
  Pid,
  /// A type that Name identifies: built-in ones, structs and sums.
  Named,
};

/// What operators and built-in functions ask of a type.
enum class Trait : uint8_t {
  Add,
  Sub,
  Mul,
  Div,
  Mod,
  Neg,
  Not,
  Eq,
  Ord,
  Concat,
  Display,
  Hash,
};
llvm::StringRef traitName(Trait T);

/// A demand on a type variable. Kinds with operands (projection of a tuple,
/// indexing) go here as well and are solved at the same place.
struct Constraint {
  Trait Wanted;
  /// The use that asks for it.
  Span Where;
  const Constraint *Next = nullptr;
};

class Type {
public:
  TypeKind kind() const { return Kind; }
  bool is(TypeKind K) const { return Kind == K; }
  llvm::ArrayRef<Type *> args() const { return Args; }
  llvm::StringRef name() const { return Name; }

  llvm::ArrayRef<Type *> params() const { return Args.drop_back(); }
  Type *result() const { return Args.back(); }

  /// Variables of this level belong to a scheme.
  static constexpr unsigned GenericLevel = ~0u;
  bool isGeneric() const { return Level == GenericLevel; }

private:
  friend class TypeContext;
  explicit Type(TypeKind Kind) : Kind(Kind) {}

  TypeKind Kind;
  unsigned Level = 0;
  unsigned ID = 0;
  Type *Link = nullptr;
  const Constraint *Bounds = nullptr;
  llvm::ArrayRef<Type *> Args;
  llvm::StringRef Name;
  friend class ASTContext;
};

/// What the generic variables of a scheme stand for.
using Substitution = llvm::DenseMap<Type *, Type *>;

/// A constraint that a type turned out not to meet.
struct FailedConstraint {
  Trait Wanted;
  Span Where;
  Type *Offender;
};

class TypeContext {
public:
  explicit TypeContext(ASTContext &Ctx);

  Type *simple(TypeKind K) { return Simple[static_cast<unsigned>(K)]; }
  Type *intType() { return simple(TypeKind::Int); }
  Type *floatType() { return simple(TypeKind::Float); }
  Type *boolType() { return simple(TypeKind::Bool); }
  Type *stringType() { return simple(TypeKind::String); }
  Type *unitType() { return simple(TypeKind::Unit); }
  Type *neverType() { return simple(TypeKind::Never); }
  Type *anyType() { return simple(TypeKind::Any); }
  Type *errorType() { return simple(TypeKind::Error); }
  Type *tuple(llvm::ArrayRef<Type *> Elements);
  Type *function(llvm::ArrayRef<Type *> Params, Type *Result);
  Type *pid(Type *Message);
  Type *named(llvm::StringRef Name, llvm::ArrayRef<Type *> Args = {});
  Type *newVar();

  /// Follows the links of bound variables.
  static Type *resolve(Type *T);

  enum class Unify { Same, Mismatch, Infinite };
  Unify unify(Type *A, Type *B);

  /// Demands a trait of a type, now or when it becomes known.
  void require(Type *T, Trait Wanted, Span Where);
  /// Constraints that failed since the last call.
  llvm::SmallVector<FailedConstraint, 2> takeFailures();

  void enterLevel() { ++Level; }
  void leaveLevel() { --Level; }
  /// The variables of T that belong to the level just left.
  void freeVariables(Type *T, llvm::SmallVectorImpl<Type *> &Out) const;
  void makeGeneric(Type *Var) { Var->Level = Type::GenericLevel; }
  const Constraint *bounds(Type *Var) const { return Var->Bounds; }

  /// Fresh variables for the generic ones, with their constraints blamed on
  /// the use at Where.
  llvm::ArrayRef<Type *> instantiate(llvm::ArrayRef<Type *> Generics,
                                     Span Where);
  Type *substitute(Type *T, const Substitution &S);

  std::string print(Type *T) const;

private:
  bool occurs(Type *Var, Type *In);
  Type *makeCon(TypeKind K, llvm::ArrayRef<Type *> Args);

  ASTContext &Ctx;
  Type *Simple[static_cast<unsigned>(TypeKind::Named) + 1];
  unsigned Level = 0;
  unsigned NextID = 0;
  llvm::SmallVector<FailedConstraint, 2> Failures;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SEMA_TYPE_H
