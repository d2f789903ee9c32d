//===- BodyLowering.h - Bodies to control-flow graphs -----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Lowers one body in one instance. Control flow becomes blocks. After an
// expression that does not give a value (return, break, panic, ...) the builder
// has no insertion block; dead() tells, and callers stop there.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_LOWERING_BODYLOWERING_H
#define SNOW_LIB_FRONTEND_LOWERING_BODYLOWERING_H

#include "ModuleLowering.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlowOps.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "snow/Dialect/Snow/IR/SnowOps.h"

namespace snow::frontend {

/// How a body ends.
enum class BodyKind { Function, Actor, Init, Call, Cast };

class BodyLowering {
public:
  BodyLowering(ModuleLowering &L, Substitution S, mlir::Region &Body,
               BodyKind Kind);

  /// The type of the result (null: none), and of a call's reply.
  void setResult(mlir::Type R, mlir::Type Reply = {}) {
    ResultType = R;
    ReplyType = Reply;
  }

  void lowerFunction(FunctionSym *F, Symbol *Self);
  void lowerActor(ActorSym *A);
  void lowerHandler(HandlerSym *H);
  /// Calls the start function of a child with the arguments of the region.
  void lowerChildStart(const SupervisorChild &C);
  /// The values of Captures are the first arguments.
  void lowerLambda(Lambda *F, LocalVar *Owner,
                   llvm::ArrayRef<LocalVar *> Captures);
  /// A function that does what D does, for use as a value.
  void lowerWrapper(Definition *D, llvm::ArrayRef<Type *> Inst, Type *Fn,
                    Span Where);
  /// The body of a function of the type that is wanted: calls the one of type
  /// From that is its first argument.
  void lowerConversion(FnType From, Span Where);
  /// The body of a process that runs a function value.
  void lowerRunner(Type *Fn);

  /// Gives a template, whose captures are the arguments, at the types of a
  /// filling.
  void lowerCase(const Template &T, unsigned K);
  /// Asks the cases of a template for the number that is the last argument.
  void lowerTemplate(const Template &T);
  /// Fills the functions in the argument, which is of type From.
  void lowerFiller(Type *From, unsigned K, Span Where);

private:
  friend class DecisionTree;

  //===--------------------------------------------------------------------===//
  // Blocks and values
  //===--------------------------------------------------------------------===//

  bool dead() const { return !B.getInsertionBlock(); }
  void die() { B.clearInsertionPoint(); }
  /// A block that is not yet part of the region.
  mlir::Block *newBlock(mlir::TypeRange Args, Span Where);
  /// Puts the block behind the current one and goes on there; a block that
  /// nothing branches to is dropped, and the code behind it is dead.
  void start(mlir::Block *Block);
  void branch(mlir::Block *To, mlir::ValueRange Args, Span Where);
  void branchIf(mlir::Value Cond, mlir::Block *Then, mlir::Block *Else,
                Span Where);
  /// Goes to a block of this region, or of one around it: a guard of `receive`
  /// ends the receive then, with no message taken.
  void leaveTo(mlir::Block *To, mlir::Region *ToRegion, mlir::ValueRange Args,
               Span Where);
  /// Goes to where the innermost loop goes on or ends, with the list so far.
  void leaveLoop(bool ToNext, Span Where);
  /// Moves to an entry that tail calls can branch to, if Body has any.
  void makeLoopHeader(llvm::ArrayRef<Expr *> Bodies, Span Where);
  /// Ends the process; the code behind is dead.
  void panic(llvm::StringRef Message, Span Where);

  mlir::Location loc(Span S) { return L.location(S); }
  mlir::Type type(Type *T) { return L.convert(T, Types); }
  mlir::Value intConstant(int64_t Value, Span Where);
  mlir::Value boolConstant(bool Value, Span Where);
  mlir::Value stringConstant(llvm::StringRef Text, Span Where);
  mlir::Value unit(Span Where);
  /// A pid may be used as one of another message type.
  mlir::Value adapt(mlir::Value V, mlir::Type To, Span Where);
  /// Whether adapt can make a value of one type one of the other.
  static bool canAdapt(mlir::Type From, mlir::Type To);
  /// Whether one of the types has Any where the other has another type, as a
  /// part of a type that grows with each step of a recursion does.
  static bool differsInAny(mlir::Type A, mlir::Type B);
  /// Makes a message fit the pid it is sent to, or the pid take the message.
  void adaptMessage(mlir::Value &Target, mlir::Value &Message, Span Where);

  //===--------------------------------------------------------------------===//
  // Expressions
  //===--------------------------------------------------------------------===//

  /// The value of E; null if the code is dead behind it, or if it is unit and
  /// not wanted.
  mlir::Value lower(Expr *E, bool Want = true);
  mlir::Value lowerLink(Expr *E, bool Want);
  /// Lowers E as the value of the whole body.
  void lowerTail(Expr *E);
  void emitReturn(mlir::Value V, Span Where);
  bool needsResult() const;

  mlir::Value lowerName(Symbol *Sym, llvm::ArrayRef<Type *> Inst, Expr *E);
  mlir::Value lowerLocal(LocalVar *V, llvm::ArrayRef<Type *> Inst, Expr *E);
  /// The value of a variable: one of this body, or a constant of a file.
  mlir::Value variable(LocalVar *V, Span Where);
  void storeGlobals(llvm::ArrayRef<LocalVar *> Names, Span Where);
  mlir::Value lowerString(StringExpr *S);
  mlir::Value lowerUnary(UnaryExpr *U);
  mlir::Value lowerBinary(BinaryExpr *E);
  mlir::Value lowerShortCircuit(BinaryExpr *E);
  mlir::Value lowerCompare(BinaryOp Op, mlir::Value X, mlir::Value Y,
                           Span Where);
  mlir::Value emitArithmetic(BinaryOp Op, mlir::Value X, mlir::Value Y,
                             Span Where);
  mlir::Value emitNegation(mlir::Value V, Span Where);
  mlir::Value toString(mlir::Value V, Span Where);

  //===--------------------------------------------------------------------===//
  // Structs, variants and methods (LowerStruct.cpp)
  //===--------------------------------------------------------------------===//

  mlir::Value lowerStruct(StructLiteralExpr *E);
  mlir::Value lowerField(FieldExpr *E);
  mlir::Value emitVariant(VariantSym *V, Type *Result, mlir::ValueRange Args,
                          Span Where);
  void missingMember(Type *T, const Ident &Name);
  mlir::Value lowerMethodCall(CallExpr *C, FieldExpr *F, bool Want);
  /// Calls the impl for the types that Inst says, or does what the language
  /// provides.
  mlir::Value emitMethod(MethodSym *M, llvm::ArrayRef<Type *> Inst, Type *Fn,
                         llvm::MutableArrayRef<mlir::Value> Args, Span Where,
                         bool Want);
  mlir::Value emitTrait(Trait T, Type *Self, llvm::ArrayRef<mlir::Value> Args,
                        Span Where);
  mlir::Value emitOrdering(mlir::Value Order, Span Where);
  mlir::Value emitDefault(Type *T, Span Where);
  mlir::Value emitEmpty(Type *T, Span Where);
  mlir::Value emitDerived(DerivedSym *D, Type *Fn,
                          llvm::ArrayRef<mlir::Value> Args, Span Where);
  std::optional<mlir::Value> lowerUserOperator(BinaryOp Op, Type *T,
                                               mlir::Value X, mlir::Value Y,
                                               Span Where);
  void lowerStmts(llvm::ArrayRef<Stmt> Stmts);
  void lowerLet(LetStmt *L);
  void lowerPlainLet(LetStmt *L);
  void fillInstances(LetStmt *Let, llvm::ArrayRef<LocalVar *> Names);
  mlir::Value computePolymorphic(LocalVar *V, llvm::ArrayRef<Type *> Inst,
                                 Span Where);
  /// A value that holds nothing of what it is generic in as one of the type To.
  mlir::Value instantiate(mlir::Value V, mlir::Type To, Span Where);
  /// A value with Any in its type as one with other types there, or the other
  /// way round.
  mlir::Value convert(mlir::Value V, mlir::Type To, Span Where);
  /// A value of type From with a filling in place of stand-ins.
  mlir::Value fill(mlir::Value V, Type *From, unsigned K, Span Where);
  mlir::Value fillList(mlir::Value V, Type *From, unsigned K, Span Where);
  mlir::Value fillMap(mlir::Value V, Type *From, unsigned K, Span Where);
  mlir::Value fillChoice(mlir::Value V, Type *From, unsigned K, Span Where);
  mlir::Value fillSum(mlir::Value V, Type *From, unsigned K, Span Where);
  void checkMessages(Type *Pid, Span Where);
  /// The function that a template is at the types of a filling.
  mlir::Value fillFunction(mlir::Value V, unsigned K, mlir::Type To,
                           Span Where);
  /// A function value as one that can be called.
  mlir::Value callable(mlir::Value V, Type *Fn, Span Where);
  /// A loop over positions below Count that makes a collection, which it begins
  /// with; Step gives the position after it and the collection with one more.
  mlir::Value
  collect(mlir::Value First, mlir::Value Empty, Span Where,
          llvm::function_ref<mlir::Value(mlir::Value)> HasMore,
          llvm::function_ref<std::pair<mlir::Value, mlir::Value>(mlir::Value,
                                                                 mlir::Value)>
              Step);
  /// The filling for a use of a `let` whose generic variables are Inst there.
  unsigned fillingOf(LocalVar *V, llvm::ArrayRef<Type *> Inst);
  /// Whether an expression cannot give a value: there are none of its type.
  bool isImpossible(const Expr *E);
  static bool canInstantiate(mlir::Type From, mlir::Type To);
  mlir::Value
  convertParts(mlir::Value V, mlir::Type To, Span Where,
               llvm::function_ref<mlir::Value(mlir::Value, mlir::Type)> Part);

  //===--------------------------------------------------------------------===//
  // Control flow; Tail tells that the branches end the body
  //===--------------------------------------------------------------------===//

  /// Where the branches of an expression meet.
  struct Meeting {
    mlir::Block *Block = nullptr;
    mlir::Type Type;
  };
  Meeting meet(Expr *E, bool Want, bool Tail);
  void arrive(const Meeting &M, Expr *Body, bool Tail, Span Where);
  mlir::Value finish(const Meeting &M, bool Want, Span Where);

  mlir::Value lowerIf(IfExpr *I, bool Want, bool Tail);
  mlir::Value lowerCase(CaseExpr *C, bool Want, bool Tail);
  mlir::Value lowerReceive(ReceiveExpr *R, bool Want, bool Tail);
  mlir::Value lowerWhile(WhileExpr *W, bool Want);
  class ForLoop;
  mlir::Value lowerFor(ForExpr *F, bool Want);
  mlir::Value lowerTry(TryExpr *T);

  //===--------------------------------------------------------------------===//
  // Collections
  //===--------------------------------------------------------------------===//

  /// Calls an entry of the runtime's library; Described are the types whose
  /// descriptions it takes.
  mlir::Value libraryCall(llvm::StringRef Entry, mlir::Type Result,
                          mlir::TypeRange Described, mlir::ValueRange Args,
                          Span Where);
  mlir::Value lowerList(ListExpr *E);
  mlir::Value lowerMap(MapExpr *E);
  mlir::Value lowerIndex(IndexExpr *E);
  mlir::Value emptyList(ForExpr *F, mlir::Value First, mlir::Value Limit,
                        mlir::Type List);
  mlir::Value append(mlir::Value List, mlir::Value Element, Span Where);

  //===--------------------------------------------------------------------===//
  // Calls
  //===--------------------------------------------------------------------===//

  mlir::Value lowerCall(CallExpr *C, bool Want);
  bool isOwnInstance(Definition *D, llvm::ArrayRef<Type *> Inst);
  /// Whether a call of D in tail position goes back to the header.
  bool continues(CallExpr *C, Definition *D, llvm::ArrayRef<Type *> Inst);
  mlir::Value lowerValueCall(CallExpr *C, bool Want);
  /// Calls D at values that fit the parameters of Fn, its type here.
  mlir::Value emitCall(Definition *D, llvm::ArrayRef<Type *> Inst, Type *Fn,
                       llvm::MutableArrayRef<mlir::Value> Args, Span Where,
                       bool Want);
  mlir::Value emitUniformCall(FunctionSym *F, Type *Fn,
                              llvm::ArrayRef<mlir::Value> Args, Span Where,
                              bool Want);
  /// The value of a call whose results are there; ends the code if it never
  /// comes back.
  mlir::Value finishCall(mlir::Operation *Call, Type *Result, Span Where,
                         bool Want);
  llvm::SmallVector<mlir::Value, 4> lowerArgs(llvm::ArrayRef<Arg> Args,
                                              llvm::ArrayRef<unsigned> Order);
  void adaptArgs(llvm::MutableArrayRef<mlir::Value> Args,
                 llvm::ArrayRef<Type *> Params, Span Where);
  mlir::Value emitBuiltin(BuiltinSym *S, llvm::ArrayRef<Type *> Inst, Type *Fn,
                          llvm::ArrayRef<mlir::Value> Args, Span Where,
                          bool Want);
  mlir::Value emitLibrary(BuiltinSym *S, llvm::ArrayRef<Type *> Inst, Type *Fn,
                          llvm::ArrayRef<mlir::Value> Given, Span Where,
                          bool Want);
  mlir::Value emitSpecial(BuiltinSym *S, Type *Fn,
                          llvm::ArrayRef<mlir::Value> Args, Span Where,
                          bool Want);
  mlir::Value lowerConstant(BuiltinSym *S, Span Where);
  mlir::Value lowerSpawn(CallExpr *C);
  mlir::Value lowerSpawnAtAny(CallExpr *C, Type *Fn);
  mlir::Value lowerStartChild(CallExpr *C);
  mlir::Value lowerRemoteSpawn(CallExpr *C, BuiltinID ID);
  void lowerWsServe(CallExpr *C, bool IsTls);
  enum class WsCallback { Connect, Message, Close };
  /// The callback as one of the type that the runtime calls.
  mlir::Value adaptCallback(mlir::Value Callback, WsCallback Which, Span Where);
  /// Null if S is none of the functions on processes.
  mlir::Value emitProcessBuiltin(BuiltinSym *S, Type *Fn,
                                 llvm::ArrayRef<mlir::Value> Args, Span Where);
  /// Makes the `terminate` block what the process runs at its end.
  void setTerminate(ActorSym *A);
  /// Makes the parts Any that are Any in the type.
  mlir::Value convertToAny(mlir::Value V, mlir::Type To, Span Where);
  void lowerSend(CallExpr *C);
  mlir::FlatSymbolRefAttr instanceOf(Definition *D,
                                     llvm::ArrayRef<Type *> Inst);

  //===--------------------------------------------------------------------===//
  // Function values
  //===--------------------------------------------------------------------===//

  /// A function value of something that is defined.
  mlir::Value functionValue(Definition *D, llvm::ArrayRef<Type *> Inst,
                            Type *Fn, Span Where);
  /// The function of a lambda here, and what it captures.
  mlir::FlatSymbolRefAttr lambda(Lambda *F, LocalVar *Owner,
                                 llvm::ArrayRef<Type *> Inst,
                                 llvm::SmallVectorImpl<mlir::Value> &Captured);
  mlir::Value lambdaValue(Lambda *F, LocalVar *Owner,
                          llvm::ArrayRef<Type *> Inst, Type *Fn, Span Where);
  mlir::Value plainFunctionValue(Definition *D, llvm::ArrayRef<Type *> Inst,
                                 Type *Fn, Span Where);
  Template lambdaTemplate(Lambda *F, LocalVar *Owner,
                          llvm::ArrayRef<Type *> Inst);
  /// A closure of the MLIR type Fn, or the template of it.
  mlir::Value closure(Template T, mlir::Type Fn,
                      llvm::ArrayRef<mlir::Value> Captured);
  mlir::Value lowerLambdaCall(CallExpr *C, LocalVar *V,
                              llvm::ArrayRef<Type *> Inst, bool Want);
  std::string enclosingName() const;

  //===--------------------------------------------------------------------===//
  // Patterns
  //===--------------------------------------------------------------------===//

  /// Tests V against P and binds its names; goes to Fail if it does not match.
  void match(Pattern *P, mlir::Value V, mlir::Block *Fail);
  /// Binds the names of a pattern that needs no test; false if it does.
  bool bindPlain(const Pattern *P, mlir::Value V);
  struct ClauseView {
    llvm::ArrayRef<Param> Params;
    Expr *Guard;
    Expr *Body;
    Span Where;
  };
  /// Tries the clauses on the values.
  void lowerClauses(llvm::StringRef Name, llvm::ArrayRef<ClauseView> Clauses,
                    mlir::ValueRange Args, Span Where);

  ModuleLowering &L;
  Substitution Types;
  mlir::Region *Region;
  BodyKind Kind;
  mlir::OpBuilder B;
  mlir::Type ResultType, ReplyType;
  llvm::DenseMap<LocalVar *, mlir::Value> Vars;
  /// The values of links of long chains, lowered before what they belong to.
  llvm::DenseMap<Expr *, mlir::Value> Links;
  struct Loop {
    mlir::Block *Next, *Exit;
    /// The list so far, which both take; null if there is none.
    mlir::Value List;
    mlir::Region *Region;
  };
  llvm::SmallVector<Loop, 4> Loops;
  /// The definition or local function whose tail calls branch to Header.
  Symbol *Self = nullptr;
  /// What Self captures; its values go with every tail call.
  llvm::ArrayRef<LocalVar *> Captures;
  mlir::Block *Header = nullptr;
  /// The arms of a receive being lowered, which have regions of their own.
  struct ReceiveArms {
    ReceiveArms *Outer;
    mlir::Region *OuterRegion;
    struct Exit {
      mlir::Block *Block;
      /// Where it leads to; null: out of the body.
      mlir::Block *To;
      mlir::Region *ToRegion;
      Span Where;
    };
    llvm::SmallVector<Exit, 1> Exits;
  };
  /// Null outside the guards and patterns of receives.
  ReceiveArms *Arms = nullptr;
  void lowerArm(Arm &A, llvm::ArrayRef<LocalVar *> Names,
                mlir::Region &ArmRegion);
  /// Ends the receive with no message taken; the values go to a new exit.
  void leaveArm(mlir::Block *To, mlir::Region *ToRegion, mlir::ValueRange Args,
                Span Where);
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_LOWERING_BODYLOWERING_H
