//===- Checker.cpp - Order of checking and common reports -----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "BuiltinTypes.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::SmallVector;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Groups
//===----------------------------------------------------------------------===//

namespace {
/// Tarjan's algorithm with an explicit stack: programs may have chains of
/// thousands of functions. Components come out callees first.
class GroupFinder {
public:
  explicit GroupFinder(const DependencyMap &Uses) : Uses(Uses) {}

  std::vector<SmallVector<Symbol *, 2>> run() {
    for (auto &[S, Deps] : Uses)
      if (!State.count(S))
        visit(S);
    return std::move(Groups);
  }

private:
  struct Node {
    unsigned Index, Low;
    bool OnStack;
  };
  struct Frame {
    Symbol *S;
    unsigned NextEdge;
  };

  void enter(Symbol *S) {
    unsigned Index = State.size();
    State[S] = {Index, Index, true};
    Stack.push_back(S);
    Work.push_back({S, 0});
  }

  void visit(Symbol *Root) {
    enter(Root);
    while (!Work.empty()) {
      Frame &F = Work.back();
      auto It = Uses.find(F.S);
      if (It != Uses.end() && F.NextEdge < It->second.size()) {
        Symbol *Next = It->second[F.NextEdge++];
        auto Known = State.find(Next);
        if (Known == State.end())
          enter(Next);
        else if (Known->second.OnStack)
          lower(F.S, Known->second.Index);
        continue;
      }
      Symbol *Done = F.S;
      Work.pop_back();
      Node N = State[Done];
      if (!Work.empty())
        lower(Work.back().S, N.Low);
      if (N.Low != N.Index)
        continue;
      SmallVector<Symbol *, 2> Group;
      Symbol *Member;
      do {
        Member = Stack.pop_back_val();
        State[Member].OnStack = false;
        Group.push_back(Member);
      } while (Member != Done);
      std::reverse(Group.begin(), Group.end());
      Groups.push_back(std::move(Group));
    }
  }
  void lower(Symbol *S, unsigned To) {
    Node &N = State[S];
    N.Low = std::min(N.Low, To);
  }

  const DependencyMap &Uses;
  llvm::DenseMap<Symbol *, Node> State;
  SmallVector<Symbol *, 16> Stack;
  SmallVector<Frame, 16> Work;
  std::vector<SmallVector<Symbol *, 2>> Groups;
};
} // namespace

/// Whether an arm is for lists with a head and a tail.
static bool isNonEmptyList(const Pattern *P) {
  if (auto *A = llvm::dyn_cast<AsPattern>(P))
    return isNonEmptyList(A->Inner);
  if (auto *Or = llvm::dyn_cast<OrPattern>(P))
    return llvm::any_of(Or->Elements, isNonEmptyList);
  return llvm::isa<ConsPattern>(P);
}

void Checker::run(Program &M, const DependencyMap &Uses,
                  const Declarations &D) {
  this->Uses = &Uses;
  declareTypes(D);
  for (TraitSym *T : Lookup.provided().traits())
    Lookup.addTrait(T);
  for (TraitSym *T : D.Traits) {
    declareTrait(T);
    Lookup.addTrait(T);
  }
  for (ImplSym *I : D.Impls)
    declareImpl(I);
  // Which values are equal `lt` does not tell; impls may come in any order.
  for (ImplSym *I : D.Impls)
    if (I->Implemented && I->Implemented->is(Trait::Ord) && I->Target &&
        I->method("lt") && !I->method("compare") &&
        !Types.hasTrait(I->Target, Trait::Eq))
      Diags
          .report(DiagCode::E0007, I->Where,
                  "missing method `compare` in impl Ord for " +
                      print(I->Target))
          .label("`lt` alone will do for a type with Eq");
  checkAllDeriving(D);
  for (auto &Group : GroupFinder(Uses).run())
    checkGroup(Group);
  finishLets(0, {}, /*AtEnd=*/true);
  finishVariables(/*AtEnd=*/true);
  reportFailures();
  // Patterns are judged once all their types are known.
  for (FunctionSym *F : M.Functions)
    checkClauses(F);
  for (ServiceSym *S : M.Services) {
    for (FunctionSym *F : S->Functions)
      checkClauses(F);
    for (HandlerSym *H : S->Handlers)
      checkClauses(H->Name, H->Ty->params().drop_front(),
                   ClauseRow{H->Decl->Fn->Params, false, H->Where});
  }
  for (ActorSym *A : M.Actors)
    checkClauses(A->Name, A->Ty->params(),
                 ClauseRow{A->Item->Params, false, A->Where});
  for (Lambda *F : Lambdas)
    checkClauses(F);
  for (CaseExpr *C : Cases) {
    Type *Subject = TypeContext::resolve(C->Subject->Ty);
    if (Subject->is(TypeKind::Error) || Subject->is(TypeKind::Never))
      continue;
    // A type without values leaves no case out.
    auto *Sum = llvm::dyn_cast_or_null<SumSym>(Subject->decl());
    if (Sum && Sum->Variants.empty() && C->Arms.empty())
      continue;
    SmallVector<MatchRow, 8> Rows;
    for (const Arm &A : C->Arms)
      Rows.push_back({{A.Pat}, A.Guard != nullptr});
    MatchResult R = checkMatch(Types, {C->Subject->Ty}, Rows);
    // Code that is sure of an element leaves `[]` out; this only warns.
    bool OnlyEmptyList = false;
    if (R.Missing == "[]" && llvm::any_of(C->Arms, [](const Arm &A) {
          return isNonEmptyList(A.Pat);
        })) {
      ListPattern Empty(C->Where, {});
      Rows.push_back({{&Empty}, false});
      MatchResult WithEmpty = checkMatch(Types, {C->Subject->Ty}, Rows);
      OnlyEmptyList = WithEmpty.Exhaustive;
      if (!OnlyEmptyList)
        R.Missing = WithEmpty.Missing;
    }
    if (OnlyEmptyList)
      Diags
          .report(DiagCode::W0003, C->Subject->Where,
                  "missing arm: `[]` is not matched")
          .fix("add an arm `[] -> ...`");
    else if (R.TooLarge)
      Diags
          .report(DiagCode::E0012, C->Subject->Where,
                  "the arms combine in too many ways to tell whether they "
                  "match every value")
          .fix("add a last arm `_ -> ...`");
    else if (!R.Exhaustive)
      Diags
          .report(DiagCode::E0012, C->Subject->Where,
                  "non-exhaustive case: missing `" + R.Missing + "`")
          .label("`" + R.Missing + "` is not matched")
          .fix("add an arm `" + R.Missing + " -> ...`");
    for (unsigned I : R.Redundant)
      Diags
          .report(DiagCode::W0001, C->Arms[I].Pat->Where,
                  "redundant arm: it is never reached")
          .label("matched by the arms before it");
  }
}

//===----------------------------------------------------------------------===//
// Reports
//===----------------------------------------------------------------------===//

void Checker::reportFailures() {
  for (const FailedConstraint &F : Types.takeFailures()) {
    std::string Found = print(F.Offender);
    StringRef Name = F.Wanted->Name;
    auto D = Diags.report(DiagCode::E0006, F.Where,
                          "trait not satisfied: " + Found +
                              " does not implement " + Name);
    if (F.Inner != F.Offender)
      D.label("needs " + Name + ", but " + print(F.Inner) + " in " + Found +
              " lacks it");
    else
      D.label("needs " + Name + ", found " + Found);
    TypeSym *Decl = F.Inner->decl();
    if (F.Wanted->is(Trait::Add) && F.Offender->is(TypeKind::String))
      D.fix("strings are joined with `<>`");
    else if (F.Wanted->is(Trait::Show) && Decl && Decl->Home)
      D.fix("add Display to the `deriving` of `" + Decl->Name +
            "`, or write `impl Display for " + Decl->Name + "`");
  }
}

/// Whether a function has a parameter for each element of the one tuple that it
/// is given.
static bool takesTupleApart(Type *Expected, Type *Found) {
  if (!Expected->is(TypeKind::Function) || !Found->is(TypeKind::Function) ||
      Expected->params().size() != 1)
    return false;
  Type *Given = TypeContext::resolve(Expected->params()[0]);
  return Given->is(TypeKind::Tuple) &&
         Given->args().size() == Found->params().size();
}

bool Checker::expect(Type *Expected, Type *Found, Span Where,
                     const Because *Why) {
  Expected = TypeContext::resolve(Expected);
  Found = TypeContext::resolve(Found);
  // An expression that never gives a value fits everywhere.
  if (Found->is(TypeKind::Never))
    return true;
  auto Result = Types.unify(Expected, Found);
  reportFailures();
  if (Result == TypeContext::Unify::Same)
    return true;
  // The `?` is at fault if the body gives a value of another kind.
  if (Why && Why->IsBody && Current.DecidingTry.End &&
      (Expected->isBuiltin("Result") || Expected->isBuiltin("Option")) &&
      !Found->isBuiltin(Expected->name())) {
    reportTry(Expected->name(), Found, Current.DecidingTry);
    return false;
  }
  std::string A = print(Expected), B = print(Found);
  if (Result == TypeContext::Unify::Infinite) {
    Diags
        .report(DiagCode::E0002, Where,
                "infinite type: " + A + " would contain itself as " + B)
        .label("has type " + B);
    return false;
  }
  // The type of a method without annotations is that of its body.
  const FunctionSym *Method = Why ? Why->Method : nullptr;
  auto D = Method
               ? Diags.report(DiagCode::E0008, Where,
                              "method `" + Method->Name + "` of " +
                                  Method->Impl->Implemented->Name +
                                  " has the result " + B + ", expected " + A)
               : Diags.report(DiagCode::E0001, Where,
                              "type mismatch: expected " + A + ", found " + B);
  D.label("expected " + A);
  if (Why && Why->Where.End)
    D.also(Why->Where, Why->Text);
  if (takesTupleApart(Expected, Found))
    D.fix("one tuple is taken apart by one parameter: `fn {x, y} -> ...`");
  else if (Why && Why->Joins &&
           (Expected->is(TypeKind::String) || Found->is(TypeKind::String)))
    D.fix("a string takes other values in by `\"... ${value} ...\"`");
  return false;
}

Program
snow::frontend::checkProgram(llvm::MutableArrayRef<SourceModule> Modules,
                             SourceManager &SM, ASTContext &Ctx,
                             TypeContext &Types, DiagnosticEngine &Diags) {
  auto Lookup = std::make_shared<Members>(SM, Ctx, Types);
  Resolver R(Ctx, Diags, Lookup->builtins(), Lookup->provided());
  Program P = R.run(Modules);
  P.Lookup = Lookup;
  Checker(SM, Ctx, Types, Diags, *Lookup)
      .run(P, R.takeDependencies(), R.takeDeclarations());
  // What is wrong with the code there is comes before what lacks.
  if (!Diags.hasErrors())
    R.reportNoMain();
  // Of what stands at file level only the constants are evaluated.
  for (FunctionSym *Init : P.Inits) {
    auto *Body = llvm::cast<BlockExpr>(Init->Clauses.front()->Body);
    SmallVector<Stmt, 8> Lets;
    for (const Stmt &S : Body->Stmts)
      if (S.Let || Resolver::isInitialisation(S))
        Lets.push_back(S);
    Body->Stmts = Ctx.copy(Lets);
    Body->Ty = Types.unitType();
  }
  return P;
}
