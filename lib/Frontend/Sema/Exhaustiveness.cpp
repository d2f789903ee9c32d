//===- Exhaustiveness.cpp - Missing and redundant patterns ----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Luc Maranget, "Warnings for pattern matching" (JFP 17, 2007): a vector of
// patterns is useful with respect to a matrix if it matches some value that no
// row matches. A match is exhaustive if a row of wildcards is not useful, and a
// row is redundant if it is not useful with respect to the rows before it.
//
// The problem is as hard as satisfiability, so the work is bounded. Columns are
// taken in an order that leaves few cases to tell apart: first those in which
// the vector has a constructor, then those that the first row needs.
//
//===----------------------------------------------------------------------===//

#include "Checker.h"
#include "llvm/ADT/StringExtras.h"
#include <deque>

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::SmallVector;

namespace {
using Row = SmallVector<const Pattern *, 4>;
using Matrix = std::vector<Row>;

/// The outermost shape of a value. Literals are constructors of types that have
/// too many to list.
struct Constructor {
  PatternKind Kind;
  unsigned Arity = 0;
  /// The variant or struct.
  const Symbol *Sym = nullptr;
  /// Of a literal: the Int, the Bool or the bits of the Float.
  int64_t Value = 0;
  llvm::StringRef Text = {};
  /// The type of the pattern, which tells more than that of a column of Any.
  Type *Ty = nullptr;
  bool operator==(const Constructor &Other) const {
    return Kind == Other.Kind && Value == Other.Value && Text == Other.Text &&
           Arity == Other.Arity && Sym == Other.Sym;
  }
};

class Matcher {
public:
  explicit Matcher(TypeContext &Context) : Context(Context) {}

  /// A value, column by column, that V matches and no row does.
  using Witness = SmallVector<std::string, 4>;

  /// Looks for one. Nothing is known if that was too much work.
  std::optional<Witness> find(const Matrix &Rows, const Row &V,
                              ArrayRef<Type *> Types);
  bool gaveUp() const { return GaveUp; }

private:
  std::optional<Witness> useful(const Matrix &Rows, const Row &V,
                                ArrayRef<Type *> Types);
  /// The same with the case distinction made in the first column.
  std::optional<Witness> usefulByFirst(const Matrix &Rows, const Row &V,
                                       ArrayRef<Type *> Types);
  static unsigned chooseColumn(const Matrix &Rows, const Row &V);
  static const Pattern *strip(const Pattern *P) {
    while (auto *A = llvm::dyn_cast_or_null<AsPattern>(P))
      P = A->Inner;
    // What is wrong has been reported.
    if (auto *V = llvm::dyn_cast_or_null<VariantPattern>(P); V && !V->Sym)
      return nullptr;
    if (auto *S = llvm::dyn_cast_or_null<StructPattern>(P); S && !S->Sym)
      return nullptr;
    // Null is a wildcard. Alternatives are one if any of them is.
    if (P && (llvm::isa<WildcardPattern>(P) || llvm::isa<NamePattern>(P)))
      return nullptr;
    if (auto *Or = llvm::dyn_cast_or_null<OrPattern>(P))
      for (const Pattern *E : Or->Elements)
        if (!strip(E))
          return nullptr;
    return P;
  }
  static Constructor constructorOf(const Pattern *P);
  /// The parts of P in the order of its constructor; null is a wildcard.
  Row fields(const Pattern *P, unsigned Arity);
  /// All constructors of a type that has few enough to list them.
  static SmallVector<Constructor, 4> constructorsOf(Type *T);
  void fieldTypes(const Constructor &C, Type *T,
                  llvm::SmallVectorImpl<Type *> &Out);
  /// The rows that begin with C or a wildcard, with the fields of C in place of
  /// their first column.
  void specialize(const Row &R, const Constructor &C, Matrix &Out);
  static std::string describe(const Constructor &C,
                              ArrayRef<std::string> Fields);

  TypeContext &Context;
  /// How many rows may still be looked at, in all and for the current vector.
  size_t Budget = 2'000'000, Left = 0;
  bool GaveUp = false;
  /// What is left of list patterns behind their first element.
  std::deque<ListPattern> Tails;
};
} // namespace

Constructor Matcher::constructorOf(const Pattern *P) {
  Constructor C = {P->Kind};
  C.Ty = P->Ty ? TypeContext::resolve(P->Ty) : nullptr;
  switch (P->Kind) {
  case PatternKind::Int:
    C.Value = cast<IntPattern>(P)->Value;
    break;
  case PatternKind::Float: {
    double Value = cast<FloatPattern>(P)->Value;
    // -0.0 and 0.0 match the same value.
    C.Value = llvm::bit_cast<int64_t>(Value == 0 ? 0.0 : Value);
    break;
  }
  case PatternKind::String:
    C.Text = cast<StringPattern>(P)->Value;
    break;
  case PatternKind::Bool:
    C.Value = cast<BoolPattern>(P)->Value;
    break;
  case PatternKind::Tuple:
    C.Arity = cast<TuplePattern>(P)->Elements.size();
    break;
  case PatternKind::List:
    // `[p, q]` is `p :: q :: []`.
    if (cast<ListPattern>(P)->Elements.empty())
      break;
    C.Kind = PatternKind::Cons;
    [[fallthrough]];
  case PatternKind::Cons:
    C.Arity = 2;
    break;
  case PatternKind::Variant:
    if (VariantSym *V = cast<VariantPattern>(P)->Sym) {
      C.Sym = V;
      C.Arity = V->Fields.size();
    }
    break;
  case PatternKind::Struct:
    if (StructSym *S = cast<StructPattern>(P)->Sym) {
      C.Sym = S;
      C.Arity = S->Fields.size();
    }
    break;
  default:
    break;
  }
  return C;
}

Row Matcher::fields(const Pattern *P, unsigned Arity) {
  Row Result(Arity, nullptr);
  auto place = [&](ArrayRef<FieldPattern> Fields, ArrayRef<unsigned> Order) {
    for (auto [I, F] : llvm::enumerate(Fields))
      if (unsigned Index = Order.empty() ? I : Order[I]; Index < Arity)
        Result[Index] = F.Value;
  };
  if (auto *T = llvm::dyn_cast<TuplePattern>(P))
    llvm::copy(T->Elements, Result.begin());
  else if (auto *C = llvm::dyn_cast<ConsPattern>(P))
    Result = {C->Head, C->Tail};
  else if (auto *L = llvm::dyn_cast<ListPattern>(P); L && Arity)
    Result = {L->Elements.front(),
              &Tails.emplace_back(L->Where, L->Elements.drop_front())};
  else if (auto *V = llvm::dyn_cast<VariantPattern>(P))
    place(V->Args, V->Order);
  else if (auto *S = llvm::dyn_cast<StructPattern>(P))
    place(S->Fields, S->Order);
  return Result;
}

SmallVector<Constructor, 4> Matcher::constructorsOf(Type *T) {
  SmallVector<Constructor, 4> All;
  switch (T->kind()) {
  case TypeKind::Bool:
    All.push_back({PatternKind::Bool, 0, nullptr, /*Value=*/1});
    All.push_back({PatternKind::Bool, 0, nullptr, /*Value=*/0});
    break;
  case TypeKind::Unit:
    All.push_back({PatternKind::Unit});
    break;
  case TypeKind::Tuple:
    All.push_back(
        {PatternKind::Tuple, static_cast<unsigned>(T->args().size())});
    break;
  case TypeKind::Named:
    if (T->isBuiltin("List")) {
      All.push_back({PatternKind::List});
      All.push_back({PatternKind::Cons, 2});
    } else if (auto *Sum = llvm::dyn_cast_or_null<SumSym>(T->decl())) {
      for (VariantSym *V : Sum->Variants)
        All.push_back(
            {PatternKind::Variant, static_cast<unsigned>(V->Fields.size()), V});
    } else if (auto *S = llvm::dyn_cast_or_null<StructSym>(T->decl())) {
      All.push_back(
          {PatternKind::Struct, static_cast<unsigned>(S->Fields.size()), S});
    }
    break;
  default:
    break;
  }
  return All;
}

void Matcher::fieldTypes(const Constructor &C, Type *T,
                         llvm::SmallVectorImpl<Type *> &Out) {
  ArrayRef<Field> Fields;
  if (T->is(TypeKind::Any) && C.Ty)
    T = C.Ty;
  if (C.Kind == PatternKind::Tuple && T->is(TypeKind::Tuple))
    llvm::append_range(Out, T->args());
  else if (C.Kind == PatternKind::Cons)
    Out.append(
        {T->args().empty() ? Context.errorType() : T->args().front(), T});
  else if (auto *V = llvm::dyn_cast_or_null<VariantSym>(C.Sym))
    Fields = V->Fields;
  else if (auto *S = llvm::dyn_cast_or_null<StructSym>(C.Sym))
    Fields = S->Fields;
  Substitution S;
  if (!Fields.empty() && T->decl())
    for (auto [P, A] : llvm::zip(T->decl()->Params, T->args()))
      S[P] = A;
  for (const Field &F : Fields)
    Out.push_back(F.Ty ? Context.substitute(F.Ty, S) : Context.errorType());
  // A pattern of another type than the value was reported before.
  if (Out.size() != C.Arity)
    Out.resize(C.Arity, Context.errorType());
}

void Matcher::specialize(const Row &R, const Constructor &C, Matrix &Out) {
  const Pattern *First = strip(R.front());
  if (First && llvm::isa<OrPattern>(First)) {
    for (const Pattern *Alternative : cast<OrPattern>(First)->Elements) {
      Row Copy = R;
      Copy.front() = Alternative;
      specialize(Copy, C, Out);
    }
    return;
  }
  if (First && !(constructorOf(First) == C))
    return;
  Row New;
  if (First)
    New = fields(First, C.Arity);
  else
    New.append(C.Arity, nullptr);
  New.append(R.begin() + 1, R.end());
  Out.push_back(std::move(New));
}

std::string Matcher::describe(const Constructor &C,
                              ArrayRef<std::string> Fields) {
  if (C.Kind == PatternKind::Tuple)
    return "(" + llvm::join(Fields, ", ") + ")";
  if (C.Kind == PatternKind::Unit)
    return "()";
  if (C.Kind == PatternKind::List)
    return "[]";
  if (C.Kind == PatternKind::Cons) {
    llvm::StringRef Tail = Fields[1];
    if (!Tail.consume_front("["))
      return Fields[0] + " :: " + Fields[1];
    return "[" + Fields[0] + (Tail == "]" ? "" : ", ") + Tail.str();
  }
  if (C.Kind == PatternKind::Variant)
    return (C.Sym->Name +
            (Fields.empty() ? "" : "(" + llvm::join(Fields, ", ") + ")"))
        .str();
  if (auto *S = llvm::dyn_cast_or_null<StructSym>(C.Sym)) {
    std::string Text;
    for (auto [F, Value] : llvm::zip(S->Fields, Fields))
      if (Value != "_")
        Text += (Text.empty() ? " " : ", ") + F.Name.str() + ": " + Value;
    return (S->Name + " {" + Text + (Text.empty() ? "}" : " }")).str();
  }
  if (C.Kind == PatternKind::Bool)
    return C.Value ? "true" : "false";
  return "_";
}

std::optional<Matcher::Witness> Matcher::find(const Matrix &Rows, const Row &V,
                                              ArrayRef<Type *> Types) {
  // However many rows there are, some work for each is always allowed.
  size_t Allowed = std::max(Budget, 8 * (Rows.size() + 1));
  Left = Allowed;
  GaveUp = false;
  std::optional<Witness> Result = useful(Rows, V, Types);
  Budget -= std::min(Budget, Allowed - Left);
  return Result;
}

/// A column in which V or the first row has a constructor; the last one if
/// there is none.
unsigned Matcher::chooseColumn(const Matrix &Rows, const Row &V) {
  unsigned Last = V.size() - 1;
  for (unsigned C = 0; C != Last; ++C)
    if (strip(V[C]))
      return C;
  if (strip(V[Last]) || Rows.empty())
    return Last;
  for (unsigned C = 0; C != Last; ++C)
    if (strip(Rows.front()[C]))
      return C;
  return Last;
}

std::optional<Matcher::Witness>
Matcher::useful(const Matrix &Rows, const Row &V, ArrayRef<Type *> Types) {
  if (Left <= Rows.size()) {
    GaveUp = true;
    return std::nullopt;
  }
  Left -= Rows.size() + 1;
  // A row that matches everything leaves nothing, whatever else there is.
  if (llvm::any_of(Rows, [](const Row &R) { return llvm::none_of(R, strip); }))
    return std::nullopt;
  if (V.empty())
    return Witness();
  unsigned Column = chooseColumn(Rows, V);
  if (Column == 0)
    return usefulByFirst(Rows, V, Types);
  auto toFront = [&](auto &Cells) {
    std::rotate(Cells.begin(), Cells.begin() + Column,
                Cells.begin() + Column + 1);
  };
  Matrix Turned = Rows;
  llvm::for_each(Turned, toFront);
  Row Wanted = V;
  toFront(Wanted);
  SmallVector<Type *, 8> TurnedTypes(Types);
  toFront(TurnedTypes);
  auto Result = usefulByFirst(Turned, Wanted, TurnedTypes);
  if (Result)
    std::rotate(Result->begin(), Result->begin() + 1,
                Result->begin() + Column + 1);
  return Result;
}

std::optional<Matcher::Witness> Matcher::usefulByFirst(const Matrix &Rows,
                                                       const Row &V,
                                                       ArrayRef<Type *> Types) {
  const Pattern *First = strip(V.front());
  if (First && llvm::isa<OrPattern>(First)) {
    for (const Pattern *Alternative : cast<OrPattern>(First)->Elements) {
      Row Copy = V;
      Copy.front() = Alternative;
      if (auto Result = useful(Rows, Copy, Types); Result || GaveUp)
        return Result;
    }
    return std::nullopt;
  }

  Type *Ty = TypeContext::resolve(Types.front());
  auto tryConstructor = [&](const Constructor &C) -> std::optional<Witness> {
    Matrix Special, Wanted;
    for (const Row &R : Rows)
      specialize(R, C, Special);
    specialize(V, C, Wanted);
    SmallVector<Type *, 8> FieldTypes;
    fieldTypes(C, Ty, FieldTypes);
    FieldTypes.append(Types.begin() + 1, Types.end());
    auto Result = useful(Special, Wanted.front(), FieldTypes);
    if (!Result)
      return std::nullopt;
    Witness Whole = {
        describe(C, ArrayRef<std::string>(*Result).take_front(C.Arity))};
    Whole.append(Result->begin() + C.Arity, Result->end());
    return Whole;
  };
  if (First)
    return tryConstructor(constructorOf(First));

  // V begins with a wildcard: try each constructor if the type has few.
  SmallVector<Constructor, 4> All = constructorsOf(Ty);
  bool Mentioned = llvm::any_of(
      Rows, [](const Row &R) { return strip(R.front()) != nullptr; });
  // What an erroneous value may be says nothing about what is missing.
  if (Mentioned && Ty->is(TypeKind::Error))
    return std::nullopt;
  if (Mentioned && !All.empty()) {
    for (const Constructor &C : All)
      if (auto Result = tryConstructor(C); Result || GaveUp)
        return Result;
    return std::nullopt;
  }
  // Some value differs from every literal: only wildcard rows match it.
  Matrix Rest;
  for (const Row &R : Rows)
    if (!strip(R.front()))
      Rest.emplace_back(R.begin() + 1, R.end());
  auto Result = useful(Rest, Row(V.begin() + 1, V.end()), Types.drop_front());
  if (!Result)
    return std::nullopt;
  Result->insert(Result->begin(), "_");
  return Result;
}

/// Whether a name in the pattern is unknown, which has been reported.
static bool isBroken(const Pattern *P) {
  if (!P)
    return false;
  auto inFields = [](ArrayRef<FieldPattern> Fields) {
    return llvm::any_of(
        Fields, [](const FieldPattern &F) { return isBroken(F.Value); });
  };
  switch (P->Kind) {
  case PatternKind::As:
    return isBroken(cast<AsPattern>(P)->Inner);
  case PatternKind::Or:
    return llvm::any_of(cast<OrPattern>(P)->Elements, isBroken);
  case PatternKind::Tuple:
    return llvm::any_of(cast<TuplePattern>(P)->Elements, isBroken);
  case PatternKind::List:
    return llvm::any_of(cast<ListPattern>(P)->Elements, isBroken);
  case PatternKind::Cons:
    return isBroken(cast<ConsPattern>(P)->Head) ||
           isBroken(cast<ConsPattern>(P)->Tail);
  case PatternKind::Variant:
    return !cast<VariantPattern>(P)->Sym ||
           inFields(cast<VariantPattern>(P)->Args);
  case PatternKind::Struct:
    return !cast<StructPattern>(P)->Sym ||
           inFields(cast<StructPattern>(P)->Fields);
  default:
    return false;
  }
}

MatchResult snow::frontend::checkMatch(TypeContext &Context,
                                       ArrayRef<Type *> Types,
                                       ArrayRef<MatchRow> Rows) {
  MatchResult Result;
  for (const MatchRow &R : Rows)
    if (llvm::any_of(R.Patterns, isBroken))
      return Result;
  Matrix Before;
  Matcher M(Context);
  for (auto [I, R] : llvm::enumerate(Rows)) {
    Row V(R.Patterns.begin(), R.Patterns.end());
    if (!M.find(Before, V, Types) && !M.gaveUp())
      Result.Redundant.push_back(I);
    // A guard may always refuse.
    if (!R.HasGuard)
      Before.push_back(std::move(V));
  }
  Row Wild(Types.size(), nullptr);
  auto Witness = M.find(Before, Wild, Types);
  Result.TooLarge = M.gaveUp();
  Result.Exhaustive = !Witness && !Result.TooLarge;
  if (Witness)
    Result.Missing = llvm::join(*Witness, ", ");
  return Result;
}
