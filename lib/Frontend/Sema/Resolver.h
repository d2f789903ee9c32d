//===- Resolver.h - Names to symbols ----------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects the definitions of a file, then walks every body and attaches the
// symbol to each name. On the way it notes which definition mentions which (the
// type checker goes through them in that order), marks the calls in tail
// position and turns pipes into calls.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_RESOLVER_H
#define SNOW_LIB_FRONTEND_SEMA_RESOLVER_H

#include "Builtins.h"
#include "snow/Frontend/Sema/Sema.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace snow::frontend {

/// What is type checked as one: a function, an actor or a service.
using DependencyMap =
    llvm::MapVector<Symbol *, llvm::SmallSetVector<Symbol *, 4>>;

class Resolver {
public:
  Resolver(ASTContext &Ctx, DiagnosticEngine &Diags, BuiltinTable &Builtins)
      : Ctx(Ctx), Diags(Diags), Builtins(Builtins) {}

  Module run(File &F);
  DependencyMap takeDependencies() { return std::move(Uses); }

private:
  // Definitions (Resolver.cpp)
  void collect(File &F);
  void collectFunctions(llvm::ArrayRef<FnItem *> Items, ServiceSym *Service,
                        llvm::SmallVectorImpl<FunctionSym *> &Out);
  void collectService(ServiceItem *S);
  bool claim(const Ident &Name);
  void makeScriptMain(File &F, llvm::ArrayRef<Stmt> Script);
  FunctionSym *makeScript(llvm::ArrayRef<Stmt> Stmts);
  void unsupported(Span Where, const llvm::Twine &What);

  // Bodies (ResolveBody.cpp)
  void resolveFunction(FunctionSym *F);
  void resolveClause(const FnItem *F, const Param *State);
  void resolveActor(ActorSym *A);
  void visit(Expr *E, bool Tail = false);
  void visitStmt(Stmt &S, bool Tail);
  void visitBlock(BlockExpr *B, bool Tail);
  void visitLocalFunctions(llvm::MutableArrayRef<Stmt> Run);
  void visitLambda(Lambda *F);
  void visitName(NameExpr *N, std::optional<unsigned> NumArgs);
  bool visitMember(FieldExpr *F, std::optional<unsigned> NumArgs);
  void visitCall(CallExpr *C, bool Tail);
  void visitPipe(PipeExpr *P, bool Tail);
  void visitArms(llvm::MutableArrayRef<Arm> Arms, bool Tail);

  // Scopes
  struct Scope {
    explicit Scope(Resolver &R) : R(R), Size(R.Locals.size()) {}
    ~Scope() { R.Locals.truncate(Size); }
    Resolver &R;
    size_t Size;
  };
  void bind(Pattern *P);
  static void collectNames(const Pattern *P,
                           llvm::SmallVectorImpl<llvm::StringRef> &Out);
  void bindAll(llvm::ArrayRef<Pattern *> Patterns);
  LocalVar *bindName(llvm::StringRef Name, Span Where);
  void bindParams(llvm::ArrayRef<Param> Params);
  Symbol *lookup(llvm::StringRef Name, std::optional<unsigned> NumArgs);
  void unbound(llvm::StringRef Name, Span Where);
  void use(Symbol *S);

  ASTContext &Ctx;
  DiagnosticEngine &Diags;
  BuiltinTable &Builtins;

  llvm::MapVector<llvm::StringRef, llvm::SmallVector<FunctionSym *, 1>>
      Functions;
  llvm::MapVector<llvm::StringRef, ActorSym *> Actors;
  llvm::MapVector<llvm::StringRef, ServiceSym *> Services;
  llvm::StringMap<Span> TypeNames;
  llvm::StringMap<Span> FileLets;
  FunctionSym *Main = nullptr;
  /// Statements of a file with `fn main`: checked, but not part of the module.
  FunctionSym *Unrun = nullptr;

  DependencyMap Uses;
  Symbol *Current = nullptr;
  ServiceSym *CurrentService = nullptr;
  llvm::SmallVector<LocalVar *, 16> Locals;
  /// Names that the pattern being bound has bound so far.
  llvm::SmallVector<LocalVar *, 8> PatternNames;
  bool InOrPattern = false;
  bool AtFileLevel = false;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_RESOLVER_H
