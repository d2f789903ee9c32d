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
#include "llvm/ADT/StringMap.h"

namespace snow::frontend {

struct Expr;
struct ImplSym;
struct Namespace;
struct TraitSym;
struct TypeSym;

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
  /// A type with a name and arguments: the other built-in ones, structs and
  /// sums. Those with fields or variants know their declaration.
  Named,
};

/// The traits that the language itself knows.
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
  Display,
  Debug,
  Hash,
  Default,
  /// Derivations that give functions of their own.
  Json,
  Row,
  /// What programs cannot name: a String or List (`<>`), and something that
  /// can be printed, by Display or else by Debug.
  Concat,
  Show,
  /// An Int or Float; an Int or Ordering, as comparisons give.
  Number,
  Sign,
};
constexpr unsigned NumTraits = static_cast<unsigned>(Trait::Sign) + 1;
llvm::StringRef traitName(Trait T);

enum class ConstraintKind : uint8_t {
  /// Wanted, with Args for its parameters.
  Trait,
  /// `x.Name` has type Args[0].
  Member,
  /// `x.Name(...)`: Args[0] is the function type without the receiver.
  Method,
  /// Some tuple type.
  Tuple,
  /// Element Number of a tuple has type Args[0].
  Projection,
  /// All elements of a tuple have type Args[0].
  Elements,
  /// `x[i]`: Args are the types of the index and of the result.
  Index,
  /// `for` over x: Args[0] is the type of an element. Number is 1 if the
  /// pattern
  /// is a tuple: over a map it takes key and value.
  Iterate,
};

/// A demand on a type variable: solved when the variable becomes known, or
/// generalised with it.
struct Constraint {
  ConstraintKind Kind = ConstraintKind::Trait;
  const TraitSym *Wanted = nullptr;
  llvm::ArrayRef<Type *> Args;
  llvm::StringRef Name;
  uint64_t Number = 0;
  /// The use that asks for it.
  Span Where;
  /// Of a use of a function of the program, whose body asks for it.
  bool IsOfUse = false;
  /// What has to meet it, if it waits for another variable to become known.
  Type *Subject = nullptr;
  const Constraint *Next = nullptr;
};

class Type {
public:
  TypeKind kind() const { return Kind; }
  bool is(TypeKind K) const { return Kind == K; }
  llvm::ArrayRef<Type *> args() const { return Args; }
  llvm::StringRef name() const { return Name; }
  /// The struct or sum of a Named type; null for the opaque built-in ones.
  TypeSym *decl() const { return Decl; }
  /// A Named type of the language (not one of the program's).
  bool isBuiltin(llvm::StringRef BuiltinName) const;

  llvm::ArrayRef<Type *> params() const { return Args.drop_back(); }
  Type *result() const { return Args.back(); }

  /// Variables of this level belong to a scheme.
  static constexpr unsigned GenericLevel = ~0u;
  bool isGeneric() const { return Level == GenericLevel; }
  /// Of a variable: tells it from all others.
  unsigned id() const { return ID; }

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
  TypeSym *Decl = nullptr;
  friend class ASTContext;
};

/// What the generic variables of a scheme stand for.
using Substitution = llvm::DenseMap<Type *, Type *>;

/// A constraint that a type turned out not to meet.
struct FailedConstraint {
  const TraitSym *Wanted;
  Span Where;
  Type *Offender;
  /// The part of it that is to blame; may be the whole.
  Type *Inner;
};

/// Meets the constraints that need more than the type itself.
class ConstraintSolver {
public:
  virtual ~ConstraintSolver() = default;
  virtual void solve(const Constraint &C, Type *T) = 0;
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
  /// A built-in type; those that are sums get their declaration.
  Type *named(llvm::StringRef Name, llvm::ArrayRef<Type *> Args = {});
  /// A struct or sum.
  Type *named(TypeSym *Decl, llvm::ArrayRef<Type *> Args);
  Type *newVar();
  /// One that nothing being checked now generalises.
  Type *newVarOutside();
  /// A type without values, which stands for all types that a value which is
  /// evaluated once is used at.
  Type *newStandIn();
  static bool isStandIn(Type *T) {
    return T->Kind == TypeKind::Named && !T->Decl && T->Name.starts_with("'");
  }
  bool hasStandIn(Type *T) const;
  /// Whether there are any in the program.
  bool usesStandIns() const { return NumStandIns != 0; }

  /// Follows the links of bound variables.
  static Type *resolve(Type *T);

  enum class Unify { Same, Mismatch, Infinite };
  Unify unify(Type *A, Type *B);
  /// Whether the types are equal as they stand.
  static bool same(Type *A, Type *B);

  //===--------------------------------------------------------------------===//
  // Constraints
  //===--------------------------------------------------------------------===//

  /// Demands a trait of a type, now or when it becomes known.
  void require(Type *T, Trait Wanted, Span Where);
  void require(Type *T, const TraitSym *Wanted, llvm::ArrayRef<Type *> Args,
               Span Where);
  /// Demands anything.
  void require(Type *T, Constraint C);
  /// Whether T has the trait as far as it is known; variables in it are taken
  /// to have it.
  bool hasTrait(Type *T, Trait Wanted);
  bool hasTrait(Type *T, const TraitSym *Wanted,
                llvm::ArrayRef<Type *> Args = {});
  /// The program's impl that covers a type, with what its variables stand for,
  /// or null. Built-in and derived behaviour has none.
  ImplSym *findImpl(const TraitSym *Wanted, Type *T,
                    llvm::ArrayRef<Type *> Args, Substitution &S);
  /// What the variables of a scheme stand for where it gives a concrete type.
  static void bind(Type *Scheme, Type *Concrete, Substitution &Out);
  /// Whether some type is covered by both.
  bool mayOverlap(const ImplSym *A, const ImplSym *B);
  /// Variables with constraints that belong to the level just left and that
  /// nothing has determined or generalised; at the end, all of them.
  llvm::SmallVector<Type *, 4> takeUndetermined(bool AtEnd = false);
  /// Constraints that failed since the last call.
  llvm::SmallVector<FailedConstraint, 2> takeFailures();
  void setSolver(ConstraintSolver *S) { Solver = S; }

  void declareBuiltin(llvm::StringRef Name, TypeSym *Decl) {
    BuiltinTypes[Name] = Decl;
  }
  TypeSym *builtinType(llvm::StringRef Name) const {
    return BuiltinTypes.lookup(Name);
  }
  void declareTrait(Trait T, TraitSym *Sym) {
    Traits[static_cast<unsigned>(T)] = Sym;
  }
  TraitSym *trait(Trait T) const { return Traits[static_cast<unsigned>(T)]; }

  //===--------------------------------------------------------------------===//
  // Schemes
  //===--------------------------------------------------------------------===//

  void enterLevel() { ++Level; }
  void leaveLevel() { --Level; }
  /// The variables of T that belong to the level just left, those of their
  /// constraints included.
  void freeVariables(Type *T, llvm::SmallVectorImpl<Type *> &Out) const;
  void makeGeneric(Type *Var) { Var->Level = Type::GenericLevel; }
  /// Takes the variables of T to the current level: they are not generalised
  /// with what was left just now.
  void keep(Type *T) { capLevel(T, Level); }
  /// Ends the generality of G, which is T from now on.
  static void settle(Type *G, Type *T) {
    if (resolve(T) != G)
      G->Link = T;
  }
  /// Whether the types are equal, or can be made so by filling in variables
  /// that nothing else depends on.
  bool canMerge(Type *A, Type *B) const;
  /// Makes Var stand for the generic variable G, which takes what was asked of
  /// Var.
  void identify(Type *Var, Type *G);
  const Constraint *bounds(Type *Var) const { return Var->Bounds; }

  /// Fresh variables for the generic ones, with their constraints blamed on
  /// the use at Where, or on the place given for the variable.
  llvm::ArrayRef<Type *> instantiate(llvm::ArrayRef<Type *> Generics,
                                     Span Where,
                                     llvm::ArrayRef<Span> Places = {});
  Type *substitute(Type *T, const Substitution &S);

  /// The type as messages show it: types of other modules than the current one
  /// with their module.
  std::string print(Type *T) const { return print(T, Home); }
  /// The name of a type or interface as print would write it.
  std::string nameOf(const Symbol *S) const { return nameOf(S, Home); }
  /// With the module of every type.
  std::string printQualified(Type *T) const { return print(T, nullptr); }
  /// Sets the module that messages are about.
  void setHome(const Namespace *N) { Home = N; }

private:
  struct Obligation {
    Type *Var;
    const TraitSym *Wanted;
    llvm::ArrayRef<Type *> Args;
  };
  using Obligations = llvm::SmallVector<Obligation, 4>;
  struct Goal {
    const TraitSym *Wanted;
    Type *T;
  };
  enum class Match { No, Maybe, Yes };

  bool occurs(Type *Var, Type *In);
  static void capLevel(Type *T, unsigned Cap);
  void attach(Type *Var, const Constraint &C);
  Type *makeCon(TypeKind K, llvm::ArrayRef<Type *> Args);
  std::string print(Type *T, const Namespace *From) const;
  static std::string nameOf(const Symbol *S, const Namespace *From);

  bool mayUnify(Type *A, Type *B, Substitution &S);
  static Match match(Type *Pattern, Type *T, Substitution &S);
  Match matchImpl(const ImplSym *I, Type *T, llvm::ArrayRef<Type *> Args,
                  Substitution &S);
  /// The part of T that lacks the trait, or null. What variables have to meet
  /// goes to Out.
  Type *missing(Type *T, const TraitSym *Wanted, llvm::ArrayRef<Type *> Args,
                Obligations &Out);
  Type *missingBuiltin(Type *T, const TraitSym *Wanted, Obligations &Out);
  Type *missingDerived(Type *T, const TraitSym *Wanted, Obligations &Out);
  void requireTrait(Type *T, const Constraint &C);

  ASTContext &Ctx;
  Type *Simple[static_cast<unsigned>(TypeKind::Named) + 1];
  TraitSym *Traits[NumTraits] = {};
  llvm::StringMap<TypeSym *> BuiltinTypes;
  ConstraintSolver *Solver = nullptr;
  const Namespace *Home = nullptr;
  unsigned Level = 0;
  unsigned NextID = 0;
  unsigned NumStandIns = 0;
  llvm::SmallVector<FailedConstraint, 2> Failures;
  /// Variables that something has been asked of.
  std::vector<Type *> Asked;
  /// What is being decided, to see recursive types through.
  llvm::SmallVector<Goal, 8> Active;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SEMA_TYPE_H
