//===- Resolver.h - Names to symbols ----------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Collects the definitions of all files, links their imports, then walks every
// body and attaches the symbol to each name. On the way it notes which
// definition mentions which (the type checker goes through them in that order),
// marks the calls in tail position and turns pipes into calls.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_RESOLVER_H
#define SNOW_LIB_FRONTEND_SEMA_RESOLVER_H

#include "BuiltinTypes.h"
#include "Builtins.h"
#include "snow/Frontend/Sema/Sema.h"
#include "snow/Frontend/Suggest.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace snow::frontend {

/// What is type checked as one: a function, an actor or a service.
using DependencyMap =
    llvm::MapVector<Symbol *, llvm::SmallSetVector<Symbol *, 4>>;

/// What is declared before any body is checked.
struct Declarations {
  std::vector<TypeSym *> Types;
  std::vector<AliasSym *> Aliases;
  std::vector<TraitSym *> Traits;
  std::vector<ImplSym *> Impls;
};

class Resolver {
public:
  Resolver(ASTContext &Ctx, DiagnosticEngine &Diags, BuiltinTable &Builtins,
           BuiltinTypes &Provided)
      : Ctx(Ctx), Diags(Diags), Builtins(Builtins), Provided(Provided) {}

  /// The library of the compiler has no main.
  Program run(llvm::MutableArrayRef<SourceModule> Modules,
              bool NeedsMain = true);
  /// Whether a statement evaluates the constants of a nested module.
  static bool isInitialisation(const Stmt &S);
  /// Reports a program without a main function.
  void reportNoMain();
  DependencyMap takeDependencies() { return std::move(Uses); }
  Declarations takeDeclarations() { return std::move(Declared); }

private:
  // Definitions (Resolver.cpp)
  void collect(llvm::ArrayRef<Stmt> Stmts, llvm::SmallVectorImpl<Stmt> &Script);
  void collectItem(Item *I);
  void collectFunctions(llvm::ArrayRef<FnItem *> Items, ServiceSym *Service,
                        llvm::SmallVectorImpl<FunctionSym *> &Out);
  void collectService(ServiceItem *S);
  FunctionSym *collectModule(ModuleItem *M);
  SupervisorSym *makeSupervisor(SupervisorItem *I);
  void resolveSupervisor(SupervisorSym *S);
  bool claim(const Ident &Name);
  void reportDuplicate(const Ident &Name, Span First);
  FunctionSym *makeScriptMain(FileID File, llvm::ArrayRef<Stmt> Script,
                              bool IsEntry);
  Stmt initialise(FunctionSym *Init);
  void bindGlobals(FunctionSym *Script);
  FunctionSym *makeScript(llvm::ArrayRef<Stmt> Stmts);

  // Types and traits (ResolveType.cpp)
  StructSym *makeStruct(StructItem *I);
  SumSym *makeSum(SumTypeItem *I);
  void collectInterface(InterfaceItem *I);
  void collectImpl(ImplItem *I);
  void addSelf(FnItem *F);
  void visitDeclarations();
  void visitSignature(FnItem *F);
  void visitBounds(llvm::MutableArrayRef<WhereBound> Bounds);
  void visitFields(llvm::ArrayRef<FieldDecl> Fields);
  void visitType(TypeExpr *T);
  void visitParamTypes(llvm::ArrayRef<Param> Params);
  /// A type behind a pattern and `::`.
  void visitAnnotation(TypeExpr *T);
  TraitSym *lookupTrait(llvm::ArrayRef<Ident> Path);
  void collectLocalTypes(llvm::ArrayRef<Stmt> Stmts);

  // Imports and the order of files (ResolveImport.cpp)
  void linkImports(llvm::ArrayRef<SourceModule> Modules);
  void linkImport(ImportItem *I);
  void linkFrom(ImportItem *I, const ImportedModule &M);
  ImportedModule findModule(llvm::ArrayRef<Ident> Path);
  /// The import of that name is wrong, which is enough of it.
  bool isBrokenImport(llvm::StringRef Name) const;
  void reportMissingImports();
  std::vector<Namespace *> sortFiles();

  // What modules define (ResolveModule.cpp)
  /// What stands in front of a dot. Several may be set: the first that has the
  /// member counts.
  struct Qualifier {
    Namespace *Module = nullptr;
    /// A type, trait or service.
    Symbol *Sym = nullptr;
    /// A built-in module.
    llvm::StringRef Builtin;
    llvm::StringRef Name;
    /// Several imports supply the name: said, and nothing else is set.
    bool IsAmbiguous = false;
    explicit operator bool() const { return Module || Sym || !Builtin.empty(); }
  };
  /// Member, for messages, is the name behind the dot.
  Qualifier lookupQualifier(const Ident &Name, llvm::StringRef Member);
  Qualifier lookupQualifier(Expr *E, llvm::StringRef Member);
  Qualifier lookupQualifier(llvm::ArrayRef<Ident> Path, llvm::StringRef Member);
  Qualifier memberQualifier(const Qualifier &Base, const Ident &Name);
  /// The definition of that name in N itself, or null.
  Symbol *lookupIn(Namespace *N, llvm::StringRef Name,
                   std::optional<unsigned> NumArgs);
  Symbol *lookupTypeIn(Namespace *N, llvm::StringRef Name);
  /// Whether the code being resolved may use what is not `pub` in N.
  bool sees(const Namespace *N) const;
  bool checkVisible(Symbol *S, const Ident &Name);
  void reportMissing(const Qualifier &Q, const Ident &Name);

  // Names that imports supply (ResolveImported.cpp)
  /// What a name means. If several imports supply it, that has been reported.
  struct Meaning {
    Symbol *Sym = nullptr;
    bool IsAmbiguous = false;
  };
  template <typename T> struct Supplies;
  Meaning onlyOne(const Supplies<Symbol> &Found, const Ident &Name);
  /// The module that `import` gives the name of Q; reports if there are
  /// several, unless the name means something else as well.
  void qualifyByImport(Qualifier &Q, const Ident &Name, llvm::StringRef Member);
  /// The same for what `from` imports list under that name.
  void qualifyByFrom(Qualifier &Q, const Ident &Name);
  Supplies<Symbol> importedTypes(llvm::StringRef Name);
  Meaning lookupType(const Ident &Name);
  Meaning lookupImported(const Ident &Name, std::optional<unsigned> NumArgs);
  MethodSym *lookupMethod(llvm::StringRef Name);
  /// False if imports supply variants of several types: that has been reported.
  bool lookupVariants(const Ident &Name,
                      llvm::SmallVectorImpl<VariantSym *> &Out);
  /// How the names of an imported module are written here; empty if it is not
  /// imported as a whole.
  std::string prefixOf(const ImportedModule &M) const;
  DiagnosticEngine::Builder
  reportAmbiguous(const Ident &Name,
                  llvm::ArrayRef<const ImportedModule *> From);

  // Bodies (ResolveBody.cpp, ResolveName.cpp)
  void resolveFunction(FunctionSym *F);
  void resolveClause(FnItem *F, const Param *State);
  void resolveActor(ActorSym *A);
  void visit(Expr *E, bool Tail = false);
  void visitLink(Expr *E, bool Tail);
  void visitStmt(Stmt &S, bool Tail);
  void visitBlock(BlockExpr *B, bool Tail);
  void visitLocalFunctions(llvm::MutableArrayRef<Stmt> Run);
  void visitLambda(Lambda *F);
  void visitName(NameExpr *N, std::optional<unsigned> NumArgs);
  bool visitMember(FieldExpr *F, std::optional<unsigned> NumArgs);
  void visitLiteral(StructLiteralExpr *L);
  void visitCall(CallExpr *C, bool Tail);
  void visitPipe(PipeExpr *P, bool Tail);
  void visitArms(llvm::MutableArrayRef<Arm> Arms, bool Tail);

  // Patterns (ResolvePattern.cpp)
  /// May put another pattern in its place.
  void bind(Pattern *&P);
  void bindVariant(VariantPattern *P);
  /// The variants of that name of the type or module before it; reports when
  /// there are none.
  void lookupVariantsOf(llvm::ArrayRef<Ident> Path,
                        llvm::SmallVectorImpl<VariantSym *> &Found);
  void bindStruct(StructPattern *P);
  void bindOr(OrPattern *P);
  static void collectNames(const Pattern *P,
                           llvm::SmallVectorImpl<llvm::StringRef> &Out);
  void bindAll(llvm::ArrayRef<Pattern *> Patterns);
  LocalVar *bindName(llvm::StringRef Name, Span Where);
  /// State is the first parameter of a handler, if it has one.
  void bindParams(llvm::ArrayRef<Param> Params, const Param *State = nullptr);
  void reportUnknownVariant(const Ident &Name,
                            llvm::ArrayRef<llvm::StringRef> Known,
                            llvm::StringRef Label);

  // Scopes
  struct Scope {
    explicit Scope(Resolver &R)
        : R(R), Size(R.Locals.size()), NumTypes(R.LocalTypes.size()),
          NumTypeVars(R.TypeVars.size()) {}
    ~Scope() {
      R.Locals.truncate(Size);
      R.LocalTypes.truncate(NumTypes);
      R.TypeVars.truncate(NumTypeVars);
    }
    Resolver &R;
    size_t Size, NumTypes, NumTypeVars;
  };
  Meaning lookup(const Ident &Name, std::optional<unsigned> NumArgs);
  LocalVar *lookupLocal(llvm::StringRef Name,
                        std::optional<unsigned> NumArgs = std::nullopt);
  void unbound(llvm::StringRef Name, Span Where);
  /// The names of the closures whose `let` is being resolved.
  llvm::SmallVector<llvm::StringRef, 2> PendingLets;
  void use(Symbol *S);
  /// What calls a method of that name may need the type that its default body
  /// gives.
  void useMethods(llvm::StringRef Name);

  ASTContext &Ctx;
  DiagnosticEngine &Diags;
  BuiltinTable &Builtins;
  BuiltinTypes &Provided;

  std::vector<std::unique_ptr<Namespace>> Namespaces;
  /// Files by the name of their module.
  llvm::StringMap<Namespace *> Files;
  /// Imports with the namespace they stand in.
  llvm::SmallVector<std::pair<Namespace *, ImportItem *>, 8> PendingImports;
  llvm::MapVector<Namespace *, llvm::SmallSetVector<Namespace *, 4>> FileUses;
  /// Names of imports that were reported, with the namespace they stand in.
  llvm::DenseSet<std::pair<const Namespace *, llvm::StringRef>> BrokenImports;
  /// A name that `from` asks a module for, which has no such item.
  struct MissingImport {
    Namespace *In;
    Qualifier Q;
    Ident Name;
  };
  llvm::SmallVector<MissingImport, 2> MissingImports;
  /// Where a main function is missing, and one that cannot be it.
  std::optional<Span> NoMain;
  const FunctionSym *OtherMain = nullptr;
  /// The namespace that the code being collected or resolved stands in.
  Namespace *Here = nullptr;

  llvm::SmallVector<FunctionSym *, 16> AllFunctions;
  llvm::SmallVector<ActorSym *, 8> AllActors;
  llvm::SmallVector<ServiceSym *, 8> AllServices;
  llvm::SmallVector<SupervisorSym *, 4> AllSupervisors;
  Declarations Declared;
  FunctionSym *Main = nullptr;
  /// Statements of files with `fn main` and of other modules: checked, but not
  /// part of the program.
  llvm::SmallVector<FunctionSym *, 2> Unrun;

  DependencyMap Uses;
  /// Methods by name whose result is that of their default body.
  llvm::StringMap<llvm::SmallVector<MethodSym *, 1>> Inferred;
  Symbol *Current = nullptr;
  ServiceSym *CurrentService = nullptr;
  llvm::SmallVector<LocalVar *, 16> Locals;
  llvm::SmallVector<TypeSym *, 4> LocalTypes;
  llvm::SmallVector<llvm::StringRef, 4> TypeVars;
  /// Names that the pattern being bound has bound so far.
  llvm::SmallVector<LocalVar *, 8> PatternNames;
  /// The `self` of the method being resolved.
  LocalVar *SelfVar = nullptr;
  /// Links of long chains that have been visited before what they belong to.
  llvm::SmallPtrSet<Expr *, 1> Visited;
  /// What is resolved is the library, which has helpers of its own.
  bool IsLibrary = false;
  bool InOrPattern = false;
  bool AtFileLevel = false;
  /// In a type that stands behind a pattern and may be meant for one.
  bool BehindPattern = false;
  bool InLambda = false;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_RESOLVER_H
