//===- Checker.h - Type inference -------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Goes through the definitions in groups that depend on each other, callees
// first. The types of a group are inferred together and then generalised, so
// that uses in later groups each have their own instance. Every expression and
// pattern ends up with its type; generic variables in it are replaced when an
// instance is lowered.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_CHECKER_H
#define SNOW_LIB_FRONTEND_SEMA_CHECKER_H

#include "Members.h"
#include "Resolver.h"
#include "snow/Frontend/Sema/Sema.h"
#include "snow/Frontend/Suggest.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace snow::frontend {

class Checker : private ConstraintSolver {
public:
  Checker(const SourceManager &SM, ASTContext &Ctx, TypeContext &Types,
          DiagnosticEngine &Diags, Members &Lookup)
      : SM(SM), Ctx(Ctx), Types(Types), Diags(Diags), Lookup(Lookup) {
    Types.setSolver(this);
  }
  ~Checker() override { Types.setSolver(nullptr); }
  Checker(const Checker &) = delete;
  Checker &operator=(const Checker &) = delete;

  void run(Program &M, const DependencyMap &Uses, const Declarations &D);

private:
  using TypeVars = llvm::StringMap<Type *>;

  /// What the body being checked may do and what it has to give.
  struct Body {
    /// The type that `return` is checked against; null drops the value.
    Type *Result = nullptr;
    /// Where it was declared; empty if it was not.
    Span ResultWhere;
    /// The method of an impl whose result only its interface declares.
    const FunctionSym *Method = nullptr;
    /// What `?` in main leaves it with, though its value is dropped, and where
    /// the first one stands.
    Type *TryResult = nullptr;
    Span FirstTry;
    /// The `?` that made the result a Result or Option, which nothing else had
    /// determined; empty if none did.
    Span DecidingTry;
    ActorSym *Actor = nullptr;
    /// Message type for self(); null where self() is not allowed.
    Type *Message = nullptr;
    bool MayReceive = false;
    unsigned Loops = 0;
  };

  /// A use of a name that a polymorphic `let` binds.
  struct LetUse {
    LocalVar *Var;
    /// What the generic variables stand for.
    llvm::ArrayRef<Type *> Inst;
    NameExpr *Name;
  };
  /// A `let` with a polymorphic value.
  struct PolymorphicLet {
    LetStmt *Let = nullptr;
    llvm::SmallVector<LocalVar *, 2> Vars;
    llvm::SmallVector<LetUse, 2> Uses;
    /// Generic variables of the closures and local functions around it.
    llvm::SmallVector<Type *, 2> Around;
  };

  // Types (CheckDecl.cpp)
  void declareTypes(const Declarations &D);
  void declareFields(TypeSym *T);
  bool resolveAlias(AliasSym *A);
  void declareDeriving(TypeSym *T);
  void checkAllDeriving(const Declarations &D);
  void checkDeriving(TypeSym *T);
  static bool isRowField(Type *T);
  static const Field *findField(TypeSym *T,
                                llvm::function_ref<bool(Type *)> Lacks);
  void checkContainsItself(StructSym *S);
  llvm::ArrayRef<Type *> makeParams(llvm::ArrayRef<Ident> Names,
                                    TypeVars &Vars);

  // Interfaces and impls (CheckTrait.cpp)
  void declareTrait(TraitSym *T);
  void declareMethod(MethodSym *M, const TypeVars &Outer);
  void requireBounds(llvm::ArrayRef<WhereBound> Bounds, TypeVars &Vars);
  void declareImpl(ImplSym *I);
  void declareImplMethod(ImplSym *I, TraitSym *T, FunctionSym *F, Type *Target,
                         llvm::ArrayRef<Type *> Args, const TypeVars &Outer);
  void checkMethods(ImplSym *I, TraitSym *T);
  void checkOverlap(ImplSym *I);
  void checkMethodBody(FunctionSym *F, bool IsAlone = true);
  void takeInferredResult(FunctionSym *F, const MethodSym *M);
  void keepPromises(Type *Var);
  void setInferredResult(MethodSym *M, Type *Result);
  void finishAnyArms();
  void finishVariables(bool AtEnd = false);

  // Groups and definitions (CheckItem.cpp)
  void checkGroup(llvm::ArrayRef<Symbol *> Group);
  bool declarePolymorphic(FunctionSym *F);
  void declareFunction(FunctionSym *F);
  void declareActor(ActorSym *A);
  void declareService(ServiceSym *S);
  /// Fn is the type to check the body at, if it is not the function's own.
  void checkFunction(FunctionSym *F, Type *MessageInService,
                     Type *Fn = nullptr);
  void checkMainTry(const Expr *Body);
  void checkClause(FnItem *C, llvm::ArrayRef<Type *> Params,
                   DiagCode GuardCode);
  void checkActor(ActorSym *A);
  void checkGlobal(GlobalSym *G);
  void checkService(ServiceSym *S);
  void checkLoneService(ServiceSym *S, bool UsesItself);
  void keepState(ServiceSym *S);
  void declareSupervisor(SupervisorSym *S);
  void checkSupervisor(SupervisorSym *S);
  void nameParams(Definition *D, llvm::ArrayRef<Param> Params,
                  bool PidFirst = false);
  Type *declareParam(const Param &P, TypeVars &Vars);
  /// Section 10: what arms show of the type of their messages.
  Type *shapeOf(const Pattern *P);
  Type *initialMessageType(llvm::ArrayRef<Expr *> Bodies);
  void finishMessageType(Type *Message, llvm::ArrayRef<Type *> Params,
                         Span Where);
  void checkClauses(FunctionSym *F);
  void checkClauses(Lambda *F);
  /// A row of patterns for each clause, at the place to blame.
  struct ClauseRow {
    llvm::ArrayRef<Param> Params;
    bool HasGuard;
    Span Where;
  };
  void checkClauses(llvm::StringRef Name, llvm::ArrayRef<Type *> Types,
                    llvm::ArrayRef<ClauseRow> Clauses);

  // Types as written (CheckType.cpp)
  Type *convert(const TypeExpr *T, TypeVars &Vars);
  Type *convertNamed(const TypeExpr *T, TypeVars &Vars,
                     llvm::ArrayRef<Type *> Args);
  /// Args made Wanted long: a bare generic name has fresh arguments.
  bool completeArgs(const TypeExpr *T, llvm::StringRef Name, unsigned Wanted,
                    llvm::SmallVectorImpl<Type *> &Args);

  // Expressions
  Type *infer(Expr *&E);
  llvm::SmallVector<Expr *, 0> inferLinks(Expr *E);
  Type *inferImpl(Expr *E);
  /// Infers E, which goes where Expected is wanted; this shapes what is written
  /// out, but is not yet demanded.
  Type *inferFor(Expr *&E, Type *Expected);
  /// The other place that a mismatch involves.
  struct Because {
    Span Where;
    std::string Text;
    /// What is checked is the result of this method.
    const FunctionSym *Method = nullptr;
    /// What is checked is the value of the current body.
    bool IsBody = false;
    /// What is checked is to be joined to another operand.
    bool Joins = false;
  };
  /// Infers E and makes it fit Expected, or reports that it does not.
  bool check(Expr *&E, Type *Expected, const Because *Why = nullptr);
  void giveUp(Type *T);
  void inferInVain(Expr *&E);
  /// The same for a body whose value is dropped when Expected is null.
  void checkBody(Expr *&E, Type *Expected);
  Type *inferName(Expr *E, Symbol *Sym, llvm::ArrayRef<Type *> &Inst);
  Type *inferString(StringExpr *S);
  Type *inferBlock(BlockExpr *B, Type *Expected = nullptr);
  /// Branches have to give Wanted, if it is not null.
  Type *inferIf(IfExpr *I, Type *Wanted = nullptr);
  Type *inferCase(CaseExpr *C, Type *Wanted = nullptr);
  Type *inferWhile(WhileExpr *W);
  Type *inferReturn(ReturnExpr *R);
  Type *inferUnary(UnaryExpr *U);
  Type *inferNot(UnaryExpr *U);
  Type *inferBinary(BinaryExpr *B);
  Type *inferReceive(ReceiveExpr *R, Type *Wanted = nullptr);
  Type *inferSelf(SelfExpr *S);
  /// Refuses with the message a pattern that does not match every T.
  void checkIrrefutable(Pattern *P, Type *T, const llvm::Twine &Message);
  void checkGuard(Expr *&Guard, DiagCode Code = DiagCode::E0013);
  static bool isNever(const Stmt &S);
  static Span resultSpan(const Expr *E);

  /// The common type of several branches.
  struct Join {
    Type *Ty = nullptr;
    Span First;
    /// How the label at First begins, before the type.
    llvm::StringRef What = "this branch is ";
    /// The branches do not fit together; then nobody asks whether the whole
    /// fits where it stands.
    bool HasErrors = false;
  };
  void join(Join &J, Expr *&E);
  Type *finish(const Join &J) {
    if (J.HasErrors)
      return Types.errorType();
    return J.Ty ? J.Ty : Types.neverType();
  }

  // Collections (CheckCollection.cpp)
  Type *inferList(ListExpr *E, Type *Expected = nullptr);
  Type *inferMap(MapExpr *E, Type *Expected = nullptr);
  Type *inferIndex(IndexExpr *E);
  Type *inferRange(BinaryExpr *B);
  Type *inferLoop(ForExpr *F);
  Type *inferTry(TryExpr *E);
  void reportTry(llvm::StringRef Name, Type *Outer, Span Where);

  // Closures and local functions (CheckClosure.cpp)
  Type *inferClosure(ClosureExpr *C, Type *Expected = nullptr);
  void declareLambda(Lambda *F, Type *Expected);
  void checkLambda(Lambda *F);
  void checkLocalFunctions(llvm::ArrayRef<LocalVar *> Group);
  void checkTogether(llvm::ArrayRef<LocalVar *> Group);
  void generaliseLocals(llvm::ArrayRef<LocalVar *> Vars, size_t From);
  Type *inferLocal(LocalVar *V, Expr *E, llvm::ArrayRef<Type *> &Inst);
  Type *inferValueCall(CallExpr *C);

  // Lets (CheckLet.cpp)
  void checkLet(LetStmt *L);
  /// How the names of a `let` come to have several types.
  enum class LetKind { OneType, Function, PerType, Uniform };
  /// Whether all that is asked of a variable is of a kind.
  bool meets(Type *Var, bool (*Suits)(const Constraint &));
  bool mayBeUniform(llvm::ArrayRef<LocalVar *> Vars, Type *G);
  bool settleUnused(llvm::ArrayRef<Type *> Generics);
  LetKind chooseKind(LetStmt *L, llvm::ArrayRef<LocalVar *> Vars);
  Lambda *makeThunk(LetStmt *L, LocalVar *V);
  void recordUse(LocalVar *V, llvm::ArrayRef<Type *> Inst, NameExpr *Name);
  bool haveOneType(const PolymorphicLet &P, llvm::ArrayRef<Type *> Around);
  void makeInstances(const PolymorphicLet &P, llvm::ArrayRef<Type *> Around);
  bool makeUniform(const PolymorphicLet &P, llvm::ArrayRef<Type *> Around);
  void finishLets(size_t From, llvm::ArrayRef<Type *> Around,
                  bool AtEnd = false);

  // Implicit conversion to Any (CheckAny.cpp)
  /// If Found becomes Wanted by making parts of it Any, wraps E.
  bool convertToAny(Expr *&E, Type *Wanted, Type *Found);
  /// Whether Any is part of a type.
  static bool hasAny(Type *T);
  /// Whether a pattern applies to every value, whatever its type.
  static bool isOpen(const Pattern *P);

  // Calls (CheckCall.cpp)
  static Symbol *calleeSymbol(Expr *Callee);
  static void setInst(Expr *Callee, llvm::ArrayRef<Type *> Inst);
  /// Wanted is null, or what the result has to become, with Any in it.
  Type *inferCall(CallExpr *C, Type *Wanted = nullptr);
  void expectResult(const CallExpr *C, Type *Fn, Type *Wanted);
  /// The rest of a call of D, whose instance has the type Fn.
  Type *finishCall(CallExpr *C, Definition *D, Type *Fn);
  Type *callValue(CallExpr *C, Type *T);
  Type *inferSpawn(CallExpr *C);
  Type *elementAt(Type *Tuple, uint64_t Index, Span Where);
  Type *inferTupleNth(CallExpr *C);
  Type *inferTupleNth(CallExpr *C, FieldExpr *F, BuiltinSym *B);
  Type *inferSend(CallExpr *C);
  void checkMessage(Type *Wanted, Expr *&Message);
  /// Calls of built-in functions whose arguments have rules of their own; null
  /// if B is none.
  Type *inferProcessCall(CallExpr *C, BuiltinSym *B, Type *Wanted);
  Type *inferRemoteSpawn(CallExpr *C, BuiltinSym *B);
  static bool isAwait(const Expr *E);
  Type *inferBareAwait(CallExpr *C, BuiltinSym *B, Type *Wanted);
  Type *inferSendAfter(CallExpr *C, BuiltinSym *B);
  Type *inferWsServe(CallExpr *C, BuiltinSym *B);
  /// The type of D with Inst for its generic variables.
  Type *instance(Definition *D, llvm::ArrayRef<Type *> Inst);
  bool checkArgs(CallExpr *C, llvm::MutableArrayRef<Arg> Args,
                 llvm::ArrayRef<Type *> Params,
                 llvm::ArrayRef<llvm::StringRef> Names, llvm::StringRef Callee,
                 Span DefinedAt, llvm::ArrayRef<unsigned> &Order);

  // Constraints (CheckConstraint.cpp, CheckMember.cpp)
  static bool isHarmless(const Constraint &C);
  bool becomesBool(Type *Var);
  /// Whether a value of type Any meets the constraint.
  static bool isTraitOfAny(const Constraint &C);
  void solve(const Constraint &C, Type *T) override;
  void reportUse(const Constraint &C, Type *T, const llvm::Twine &Lack);
  void solveProjection(const Constraint &C, Type *T);
  void solveIndex(const Constraint &C, Type *T);
  void solveIterate(const Constraint &C, Type *T);
  void solveMember(const Constraint &C, Type *T);

  // Members (CheckMember.cpp)
  Type *inferField(FieldExpr *F);
  Type *inferStatic(FieldExpr *F);
  Type *inferMethodCall(CallExpr *C, FieldExpr *F);
  /// Whether the constraints of a variable ask for the trait.
  bool isPromised(Type *Var, const TraitSym *T);
  MethodSym *chooseMethod(CallExpr *C, MethodSym *M);
  MethodSym *promisedMethod(Type *Var, llvm::StringRef Name, Span Where);
  Type *reportNoMember(Type *T, llvm::StringRef Name, Span Where, bool IsCall);
  void reportAmbiguousMethod(const Member &M, llvm::StringRef Name, Span Where);

  // Structs and variants (CheckStruct.cpp)
  Type *freshInstance(Symbol *S);
  std::optional<unsigned> fieldNamed(StructSym *S, const Ident &Name);
  Type *inferStruct(StructLiteralExpr *L, Type *Expected = nullptr);
  void checkStructPattern(StructPattern *P, Type *Expected);
  void checkVariantPattern(VariantPattern *P, Type *Expected);

  // Patterns (CheckPattern.cpp)
  void checkPattern(Pattern *P, Type *Expected);
  void giveErrorType(Pattern *P);
  Type *listElement(const Pattern *P, Type *Expected);

  // Reports
  bool expect(Type *Expected, Type *Found, Span Where,
              const Because *Why = nullptr);
  void reportFailures();
  std::string print(Type *T) { return Types.print(T); }
  std::string nameOf(const Symbol *S) const { return Types.nameOf(S); }

  const SourceManager &SM;
  ASTContext &Ctx;
  TypeContext &Types;
  DiagnosticEngine &Diags;
  Members &Lookup;
  const DependencyMap *Uses = nullptr;
  Body Current;
  llvm::SmallVector<PolymorphicLet, 4> PolymorphicLets;
  llvm::SmallVector<std::pair<TypeSym *, const Ident *>, 2> OrdWithoutEq;
  /// The type parameters of each function by name, and those of the body being
  /// checked.
  llvm::DenseMap<const FunctionSym *, TypeVars> DeclaredVars;
  TypeVars BodyVars;
  /// The type being converted is that of a field.
  bool InField = false;
  /// Links of long chains whose types were inferred before what they belong to.
  llvm::SmallPtrSet<Expr *, 1> Inferred;
  /// Cases and clauses whose exhaustiveness is tested when all types are known.
  llvm::SmallVector<CaseExpr *, 16> Cases;
  llvm::SmallVector<Lambda *, 16> Lambdas;
  /// Types of arms over Any: variables left in them become Any.
  llvm::SmallVector<Type *, 8> AnyArms;
};

/// Tells whether an expression may be computed several times, or not at all,
/// without anyone noticing.
class Repeatable {
public:
  explicit Repeatable(const TypeContext &Types) : Types(Types) {}
  bool expr(Expr *E);

private:
  struct ClauseView {
    Expr *Guard, *Body;
  };
  bool clauses(const void *Key, llvm::ArrayRef<ClauseView> Clauses);
  bool lambda(const Lambda *F);
  bool function(const FunctionSym *F);
  bool methods(const TraitSym *T, llvm::StringRef Name = {});
  bool methods(std::initializer_list<Trait> Traits);
  bool call(const Symbol *S);
  bool argument(Expr *E);
  bool operators(const Expr *E);
  bool link(Expr *E);

  const TypeContext &Types;
  llvm::DenseMap<const void *, bool> Known;
  /// Inside a function, whose parameters are known to be harmless.
  bool InFunction = false;
};

/// `1 field`, `2 fields`.
inline std::string counted(size_t Number, llvm::StringRef Noun) {
  return std::to_string(Number) + " " + Noun.str() + (Number == 1 ? "" : "s");
}

/// Tells whether some value of the types is matched by no row, and describes
/// one. Also finds the rows that can never be reached.
struct MatchResult {
  bool Exhaustive = true;
  /// The patterns combine in too many ways to tell whether they are exhaustive.
  bool TooLarge = false;
  /// One missing pattern for each column.
  std::string Missing;
  llvm::SmallVector<unsigned, 2> Redundant;
};
struct MatchRow {
  llvm::SmallVector<const Pattern *, 4> Patterns;
  bool HasGuard;
};
MatchResult checkMatch(TypeContext &Context, llvm::ArrayRef<Type *> Types,
                       llvm::ArrayRef<MatchRow> Rows);

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_CHECKER_H
