//===- Supervisor.cpp - Supervisors and their children --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "Resolver.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;
using llvm::StringRef;
using llvm::Twine;

static constexpr int64_t DefaultShutdownMs = 5000;

static const StringRef Strategies[] = {"one_for_one", "one_for_all",
                                       "rest_for_one", "simple_one_for_one"};
static constexpr unsigned SimpleOneForOne = 3;
static const StringRef Restarts[] = {"permanent", "transient", "temporary"};

bool SupervisorSym::isSimple() const { return Strategy == SimpleOneForOne; }

//===----------------------------------------------------------------------===//
// Settings
//===----------------------------------------------------------------------===//

static Span valueSpan(const Setting &S) {
  return S.Value ? S.Value->Where : S.Word.Where;
}

/// The index of the setting's word among Words, reported under Code if it is
/// none of them.
static unsigned pickWord(const Setting &S, ArrayRef<StringRef> Words,
                         DiagCode Code, StringRef What,
                         DiagnosticEngine &Diags) {
  const auto *It = llvm::find(Words, S.Word.Name);
  if (!S.Value && It != Words.end())
    return It - Words.begin();
  std::string Choices;
  for (StringRef W : Words)
    Choices += (Choices.empty() ? "`" : ", `") + W.str() + "`";
  std::string Found = S.Value ? "" : " `" + S.Word.Name.str() + "`";
  auto D = Diags.report(Code, valueSpan(S), "invalid " + Twine(What) + Found);
  D.label("expected one of " + Choices);
  if (!S.Value)
    suggest(D, S.Word.Name, Words);
  return 0;
}

/// An integer that is at least Least, or nothing.
static std::optional<int64_t> numberOf(const Setting &S, int64_t Least) {
  auto *I = llvm::dyn_cast_or_null<IntExpr>(S.Value);
  if (!I || I->Value < Least)
    return std::nullopt;
  return I->Value;
}

static SupervisorChild makeChild(const ChildSpec &Spec,
                                 DiagnosticEngine &Diags) {
  SupervisorChild C;
  C.Name = Spec.Name.Name;
  C.Where = Spec.Name.Where;
  C.ShutdownMs = DefaultShutdownMs;
  for (const Setting &S : Spec.Settings) {
    if (S.Name.Name == "start") {
      C.Start = S.Value;
    } else if (S.Name.Name == "restart") {
      C.Restart = pickWord(S, Restarts, DiagCode::E0020, "restart type", Diags);
    } else if (S.Name.Name == "shutdown") {
      if (!S.Value && S.Word.Name == "brutal_kill") {
        C.ShutdownMs = std::nullopt;
      } else if (auto Ms = numberOf(S, 1)) {
        C.ShutdownMs = Ms;
      } else {
        auto D = Diags.report(DiagCode::E0021, valueSpan(S),
                              "invalid shutdown value");
        D.label("expected a number of milliseconds above 0, or `brutal_kill`");
        suggest(D, S.Word.Name, {"brutal_kill"});
      }
    }
  }
  if (!C.Start)
    Diags
        .report(DiagCode::E0018, Spec.Name.Where,
                "child `" + C.Name +
                    "` has no start function; it must return Pid")
        .fix("add `start: fn -> spawn(...) end`");
  return C;
}

SupervisorSym *Resolver::makeSupervisor(SupervisorItem *Item) {
  auto *S = Ctx.make<SupervisorSym>(Item);
  for (const Setting &T : Item->Settings) {
    StringRef Name = T.Name.Name;
    if (Name == "strategy") {
      S->Strategy = pickWord(T, Strategies, DiagCode::E0019, "strategy", Diags);
      continue;
    }
    // The parser has reported other names and values.
    if (auto N = numberOf(T, 0); N && Name == "max_restarts")
      S->MaxRestarts = *N;
    else if (N && Name == "max_seconds")
      S->MaxSeconds = *N;
  }

  SmallVector<SupervisorChild, 4> Children;
  for (const ChildSpec &Spec : Item->Children) {
    for (const SupervisorChild &C : Children)
      if (C.Name == Spec.Name.Name)
        Diags
            .report(DiagCode::E0019, Spec.Name.Where,
                    "duplicate child `" + C.Name + "` in supervisor `" +
                        S->Name + "`")
            .label("used again here")
            .also(C.Where, "first used here");
    Children.push_back(makeChild(Spec, Diags));
  }
  if (S->isSimple() && Children.size() != 1)
    Diags.report(DiagCode::E0019, Item->Name.Where,
                 "strategy simple_one_for_one needs exactly one child, found " +
                     Twine(Children.size()));
  S->Children = Ctx.copy(Children);
  return S;
}

void Resolver::resolveSupervisor(SupervisorSym *S) {
  Current = S;
  Here = S->Home;
  Uses[S];
  for (SupervisorChild &C : S->Children)
    if (C.Start)
      visit(C.Start);
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

void Checker::declareSupervisor(SupervisorSym *S) {
  S->Ty = Types.function({}, Types.pid(Types.unitType()));
}

void Checker::checkSupervisor(SupervisorSym *S) {
  for (SupervisorChild &C : S->Children) {
    if (!C.Start)
      continue;
    Current = {};
    Types.enterLevel();
    Type *T = TypeContext::resolve(infer(C.Start));
    Types.leaveLevel();
    if (T->is(TypeKind::Error))
      continue;
    auto refuse = [&](const Twine &Label) {
      Diags
          .report(DiagCode::E0018, C.Start->Where,
                  "start of child `" + C.Name +
                      "` must return Pid, found a value of type " + print(T))
          .label(Label);
    };
    if (!T->is(TypeKind::Function)) {
      refuse("not a function");
      continue;
    }
    if (!S->isSimple() && !T->params().empty()) {
      refuse("it may not take parameters");
      continue;
    }
    // What start_child gives, and what is sent to the children, shows only
    // when it happens.
    SmallVector<Type *, 4> Open;
    if (S->isSimple())
      Types.freeVariables(T, Open);
    for (Type *V : Open)
      if (meets(V, isTraitOfAny))
        Types.unify(V, Types.anyType());
    Type *Result = TypeContext::resolve(T->result());
    if (!Result->is(TypeKind::Never) &&
        Types.unify(Types.pid(Types.newVar()), Result) !=
            TypeContext::Unify::Same)
      refuse("its result is " + print(Result));
    reportFailures();
  }
}
