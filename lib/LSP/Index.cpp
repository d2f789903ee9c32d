//===- Index.cpp - What stands where in a checked program -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Index.h"
#include "snow/Frontend/AST/Walk.h"
#include "llvm/ADT/ScopeExit.h"

using namespace snow::lsp;
using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::StringRef;

namespace snow::lsp {
/// Walks the trees. Scope is the part of the file in which names that are bound
/// now can be used.
class IndexBuilder {
public:
  explicit IndexBuilder(Index &Into) : Into(Into) {}

  void visitStmts(ArrayRef<Stmt> Stmts) {
    for (const Stmt &S : Stmts)
      visitStmt(S);
  }
  void setScope(Span S) { Scope = S; }

private:
  auto enter(Span S) {
    Span Before = Scope;
    Scope = S;
    return llvm::scope_exit([this, Before] { Scope = Before; });
  }

  void visitStmt(const Stmt &S) {
    if (S.Let) {
      visitType(S.Let->Annotation);
      visit(S.Let->Value);
      // A `let` is visible behind itself.
      auto Behind = enter({Scope.File, S.Let->Where.End, Scope.End});
      visitPattern(S.Let->Pat);
    } else if (S.Decl) {
      visitItem(S.Decl);
    } else if (S.E) {
      visit(S.E);
    }
  }

  void visitItem(const Item *I);
  void visitFn(const FnItem *F);
  void visitParams(ArrayRef<Param> Params) {
    for (const Param &P : Params) {
      visitType(P.Annotation);
      if (P.Pat)
        visitPattern(P.Pat);
    }
  }
  void visitType(const TypeExpr *T) {
    if (!T)
      return;
    if (T->Sym && !T->Path.empty())
      add(T->Path.back().Where, nullptr, T->Sym);
    for (const TypeExpr *A : T->Args)
      visitType(A);
  }
  void visitPattern(const Pattern *P);
  void visitArms(ArrayRef<Arm> Arms) {
    for (const Arm &A : Arms) {
      auto InArm = enter(A.Where);
      visitPattern(A.Pat);
      visit(A.Guard);
      visit(A.Body);
    }
  }
  void visit(Expr *E);
  void visitLink(Expr *E);
  void visitField(FieldExpr *F);

  void add(Span Where, Type *Ty, const Symbol *Sym = nullptr) {
    if (Ty || Sym)
      Into.Occurrences.push_back({Where, Ty, Sym});
  }
  void addLocal(Span Where, Type *Ty, StringRef Name, const LocalVar *Var) {
    add(Where, Ty, Var);
    if (!Name.empty() && Name != "_")
      Into.Locals.push_back({Name, Ty, Scope});
  }

  Index &Into;
  Span Scope;
  /// Links of long chains that have been visited before what they belong to.
  llvm::SmallPtrSet<Expr *, 1> Visited;
};
} // namespace snow::lsp

void IndexBuilder::visitFn(const FnItem *F) {
  auto InFn = enter(F->Where);
  visitParams(F->Params);
  visitType(F->Result);
  visit(F->Guard);
  visit(F->Body);
}

void IndexBuilder::visitItem(const Item *I) {
  auto InItem = enter(I->Where);
  auto settings = [&](ArrayRef<Setting> Settings) {
    for (const Setting &S : Settings)
      visit(S.Value);
  };
  switch (I->Kind) {
  case ItemKind::Fn:
    return visitFn(cast<FnItem>(I));
  case ItemKind::Module:
    return visitStmts(cast<ModuleItem>(I)->Body);
  case ItemKind::Struct:
    for (const FieldDecl &F : cast<StructItem>(I)->Fields)
      visitType(F.Ty);
    return;
  case ItemKind::SumType:
    for (const VariantDecl &V : cast<SumTypeItem>(I)->Variants)
      for (const FieldDecl &F : V.Fields)
        visitType(F.Ty);
    return;
  case ItemKind::Alias:
    return visitType(cast<AliasItem>(I)->Target);
  case ItemKind::Interface:
    for (const FnItem *F : cast<InterfaceItem>(I)->Methods)
      visitFn(F);
    return;
  case ItemKind::Impl:
    visitType(cast<ImplItem>(I)->Target);
    for (const FnItem *F : cast<ImplItem>(I)->Methods)
      visitFn(F);
    return;
  case ItemKind::Actor: {
    auto *A = cast<ActorItem>(I);
    visitParams(A->Params);
    visitType(A->Message);
    visit(A->Body);
    visit(A->Terminate);
    return;
  }
  case ItemKind::Service:
    for (const FnItem *F : cast<ServiceItem>(I)->Functions)
      visitFn(F);
    for (const Handler &H : cast<ServiceItem>(I)->Handlers) {
      auto InHandler = enter(H.Fn->Where);
      visitParams(H.State);
      visitFn(H.Fn);
    }
    return;
  case ItemKind::Supervisor:
    settings(cast<SupervisorItem>(I)->Settings);
    for (const ChildSpec &C : cast<SupervisorItem>(I)->Children)
      settings(C.Settings);
    return;
  case ItemKind::Import:
    return;
  }
}

void IndexBuilder::visitPattern(const Pattern *P) {
  if (!P)
    return;
  auto fields = [&](ArrayRef<FieldPattern> Fields) {
    for (const FieldPattern &F : Fields)
      visitPattern(F.Value);
  };
  switch (P->Kind) {
  case PatternKind::Name: {
    auto *N = cast<NamePattern>(P);
    return addLocal(P->Where, P->Ty, N->Name, N->Var);
  }
  case PatternKind::As: {
    auto *A = cast<AsPattern>(P);
    visitPattern(A->Inner);
    return addLocal(A->Name.Where, P->Ty, A->Name.Name, A->Var);
  }
  case PatternKind::Tuple:
    for (const Pattern *E : cast<TuplePattern>(P)->Elements)
      visitPattern(E);
    return;
  case PatternKind::List:
    for (const Pattern *E : cast<ListPattern>(P)->Elements)
      visitPattern(E);
    return;
  case PatternKind::Or:
    for (const Pattern *E : cast<OrPattern>(P)->Elements)
      visitPattern(E);
    return;
  case PatternKind::Cons:
    visitPattern(cast<ConsPattern>(P)->Head);
    return visitPattern(cast<ConsPattern>(P)->Tail);
  case PatternKind::Variant: {
    auto *V = cast<VariantPattern>(P);
    add(P->Where, P->Ty);
    add(V->Path.back().Where, P->Ty, V->Sym);
    return fields(V->Args);
  }
  case PatternKind::Struct: {
    auto *S = cast<StructPattern>(P);
    add(P->Where, P->Ty);
    add(S->Path.back().Where, P->Ty, S->Sym);
    return fields(S->Fields);
  }
  default:
    return add(P->Where, P->Ty);
  }
}

void IndexBuilder::visitField(FieldExpr *F) {
  visit(F->Base);
  Into.Members.push_back({F->Name.Where, F->Base});
  if (F->Sym)
    return add(F->Name.Where, F->Ty, F->Sym);
  Occurrence O = {F->Name.Where, F->Ty};
  O.Name = F->Name.Name;
  if (Type *T = F->Base->Ty ? TypeContext::resolve(F->Base->Ty) : nullptr)
    if (auto *S = llvm::dyn_cast_or_null<StructSym>(T->decl()))
      for (const Field &Known : S->Fields)
        if (Known.Name == F->Name.Name)
          O.Declared = Known.Where;
  if (O.Ty)
    Into.Occurrences.push_back(O);
}

void IndexBuilder::visit(Expr *E) {
  if (!E || Visited.contains(E))
    return;
  llvm::SmallVector<Expr *, 0> Links = longChain(E);
  for (Expr *Link : Links) {
    visitLink(Link);
    Visited.insert(Link);
  }
  visitLink(E);
  for (Expr *Link : Links)
    Visited.erase(Link);
}

/// Visits an expression, of a long chain only the last link.
void IndexBuilder::visitLink(Expr *E) {
  switch (E->Kind) {
  case ExprKind::Name:
    return add(E->Where, E->Ty, cast<NameExpr>(E)->Sym);
  case ExprKind::Self:
    return add(E->Where, E->Ty, cast<SelfExpr>(E)->Var);
  case ExprKind::Field:
    return visitField(cast<FieldExpr>(E));
  case ExprKind::StructLiteral: {
    auto *S = cast<StructLiteralExpr>(E);
    // The name itself has no type of its own.
    if (S->Sym)
      add(S->Callee->Where, E->Ty, S->Sym);
    for (FieldInit &F : S->Fields)
      visit(F.Value);
    break;
  }
  case ExprKind::Block: {
    auto InBlock = enter(E->Where);
    return visitStmts(cast<BlockExpr>(E)->Stmts);
  }
  case ExprKind::Case:
    visit(cast<CaseExpr>(E)->Subject);
    visitArms(cast<CaseExpr>(E)->Arms);
    break;
  case ExprKind::Receive: {
    auto *R = cast<ReceiveExpr>(E);
    visitArms(R->Arms);
    visit(R->Timeout);
    visit(R->TimeoutBody);
    break;
  }
  case ExprKind::For: {
    auto *F = cast<ForExpr>(E);
    visit(F->Source);
    auto InFor = enter(E->Where);
    visitPattern(F->Pat);
    visit(F->Guard);
    visit(F->Body);
    break;
  }
  case ExprKind::Closure:
    for (ClosureClause &C : cast<ClosureExpr>(E)->Clauses) {
      auto InClause = enter(C.Where);
      visitParams(C.Params);
      visit(C.Guard);
      visit(C.Body);
    }
    break;
  case ExprKind::If: {
    // An else-if chain is gone through without recursion.
    auto *I = cast<IfExpr>(E);
    while (true) {
      visit(I->Cond);
      visit(I->Then);
      auto *Next = llvm::dyn_cast_or_null<IfExpr>(I->Else);
      if (!Next)
        break;
      add(Next->Where, Next->Ty);
      I = Next;
    }
    visit(I->Else);
    break;
  }
  case ExprKind::Pipe:
    // The call that it stands for has the same parts, some of them changed.
    if (auto *Call = cast<PipeExpr>(E)->Call) {
      visit(Call->Callee);
      for (Arg &A : Call->Args)
        visit(A.Value);
    } else {
      visit(cast<PipeExpr>(E)->Left);
      visit(cast<PipeExpr>(E)->Right);
    }
    break;
  default:
    forEachChild(E, [&](Expr *Child) { visit(Child); });
  }
  add(E->Where, E->Ty);
}

Index::Index(const Compilation &Program) {
  IndexBuilder Builder(*this);
  for (const File *F : Program.files()) {
    auto Size = static_cast<uint32_t>(Program.sources().text(F->ID).size());
    Builder.setScope({F->ID, 0, Size});
    Builder.visitStmts(F->Stmts);
  }
}

static bool covers(Span S, FileID File, uint32_t Offset) {
  return S.File == File && S.Begin <= Offset && Offset <= S.End &&
         S.Begin != S.End;
}

const Occurrence *Index::find(FileID File, uint32_t Offset) const {
  const Occurrence *Best = nullptr;
  auto rank = [](const Occurrence &O) {
    bool IsName = O.Sym || !O.Name.empty();
    return std::make_pair(!IsName, O.Where.End - O.Where.Begin);
  };
  for (const Occurrence &O : Occurrences)
    if (covers(O.Where, File, Offset) && (!Best || rank(O) < rank(*Best)))
      Best = &O;
  return Best;
}

const Expr *Index::findBase(FileID File, uint32_t Offset) const {
  for (const Member &M : Members)
    if (covers(M.Where, File, Offset))
      return M.Base;
  return nullptr;
}

std::vector<const LocalName *> Index::localsAt(FileID File,
                                               uint32_t Offset) const {
  std::vector<const LocalName *> Result;
  for (const LocalName &L : Locals)
    if (covers(L.Visible, File, Offset))
      Result.push_back(&L);
  return Result;
}
