//===- LowerTemplate.cpp - Functions before their types are known ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A polymorphic value that is evaluated once is evaluated at stand-ins: types
// without values. The functions in it are templates then. A template is a
// function that takes the number of a filling, that is of types for the
// stand-ins, and gives the closure that would have been made at these types: of
// what it captures, which is filled likewise. A use of the value asks every
// function in it for the filling that it needs, and builds data anew around
// them.
//
// While the value is evaluated no parameter can be of the type of a stand-in,
// so what is lowered at stand-ins and has to do with one is never reached. The
// functions that take none are called as they stand, by the number 0.
//
//===----------------------------------------------------------------------===//

#include "../Sema/Parametricity.h"
#include "BodyLowering.h"

using namespace snow;
using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Fillings
//===----------------------------------------------------------------------===//

unsigned ModuleLowering::filling(ArrayRef<Type *> StandIns,
                                 ArrayRef<Type *> Concrete) {
  Filling Pairs;
  std::string Key;
  for (auto [G, T] : llvm::zip(StandIns, Concrete)) {
    Type *StandIn = TypeContext::resolve(G);
    if (!TypeContext::isStandIn(StandIn) || TypeContext::same(StandIn, T))
      continue;
    Pairs.push_back({StandIn, T});
    Key += StandIn->name().str() + "=" + Types.printQualified(T) + " ";
  }
  if (Pairs.empty())
    return 0;
  auto [It, New] = FillingNumbers.try_emplace(Key, Fillings.size() + 1);
  if (New)
    Fillings.push_back(std::move(Pairs));
  return It->second;
}

static void collectStandIns(Type *T, llvm::SmallVectorImpl<Type *> &Out) {
  T = TypeContext::resolve(T);
  if (TypeContext::isStandIn(T)) {
    if (llvm::none_of(Out, [&](Type *O) { return TypeContext::same(O, T); }))
      Out.push_back(T);
    return;
  }
  for (Type *A : T->args())
    collectStandIns(A, Out);
}

unsigned ModuleLowering::anyFilling(ArrayRef<Type *> Of) {
  SmallVector<Type *, 4> StandIns;
  for (Type *T : Of)
    collectStandIns(T, StandIns);
  SmallVector<Type *, 4> Any(StandIns.size(), Types.anyType());
  return filling(StandIns, Any);
}

Type *ModuleLowering::fill(Type *T, unsigned K) {
  T = TypeContext::resolve(T);
  if (!K || !Types.hasStandIn(T))
    return T;
  if (TypeContext::isStandIn(T)) {
    for (auto [From, To] : Fillings[K - 1])
      if (TypeContext::same(From, T))
        return To;
    return T;
  }
  SmallVector<Type *, 4> Args;
  for (Type *A : T->args())
    Args.push_back(fill(A, K));
  return withArgs(T, Args);
}

void ModuleLowering::fill(Substitution &S, unsigned K) {
  for (auto &Pair : S)
    Pair.second = fill(Pair.second, K);
  // The body has stand-ins where the `let` is around it.
  if (K)
    for (auto [StandIn, T] : Fillings[K - 1])
      S.try_emplace(StandIn, T);
}

bool ModuleLowering::mentions(Type *T, Type *StandIn) {
  T = TypeContext::resolve(T);
  return (TypeContext::isStandIn(T) && TypeContext::same(T, StandIn)) ||
         llvm::any_of(T->args(), [&](Type *A) { return mentions(A, StandIn); });
}

bool ModuleLowering::holdsTemplates(Type *T) const {
  T = TypeContext::resolve(T);
  if (!Types.hasStandIn(T) || T->is(TypeKind::Pid))
    return false;
  return T->is(TypeKind::Function) ||
         (T->decl() && T->decl()->Home && holdsCode(T->decl())) ||
         llvm::any_of(T->args(), [&](Type *A) { return holdsTemplates(A); });
}

unsigned BodyLowering::fillingOf(LocalVar *V, ArrayRef<Type *> Inst) {
  SmallVector<Type *, 4> Concrete;
  for (Type *T : Inst)
    Concrete.push_back(L.concrete(T, Types));
  return L.filling(V->Generics, Concrete);
}

bool BodyLowering::isImpossible(const Expr *E) {
  if (!L.types().usesStandIns() || !E->Ty)
    return false;
  Type *T = TypeContext::resolve(E->Ty);
  if (T->is(TypeKind::Var) || TypeContext::isStandIn(T))
    T = L.concrete(T, Types);
  return TypeContext::isStandIn(T);
}

//===----------------------------------------------------------------------===//
// Templates
//===----------------------------------------------------------------------===//

FnType ModuleLowering::unknownFunction() {
  return FnType::get(&Context, mlir::FunctionType::get(&Context, {}, {}));
}

mlir::FlatSymbolRefAttr ModuleLowering::makeTemplate(const std::string &Key,
                                                     Template T,
                                                     mlir::TypeRange Captures,
                                                     Span Where) {
  mlir::FlatSymbolRefAttr &Ref = TemplateSymbols[Key];
  if (Ref)
    return Ref;
  T.Symbol = freeSymbol("__template");
  Ref = mlir::FlatSymbolRefAttr::get(&Context, T.Symbol);
  SmallVector<mlir::Type, 4> Params(Captures);
  Params.push_back(mlir::IntegerType::get(&Context, 64));
  makeFunction(T.Symbol, Where, Params, unknownFunction(), true);
  Templates.push_back(std::move(T));
  return mlir::FlatSymbolRefAttr::get(&Context, Templates.back().Symbol);
}

bool ModuleLowering::fillTemplates() {
  bool Found = false;
  // Cases may make further templates and fillings.
  for (size_t I = 0; I != Templates.size(); ++I)
    while (Templates[I].NumSeen <= Fillings.size()) {
      unsigned K = Templates[I].NumSeen++;
      if (K && TypeContext::same(fill(Templates[I].Fn, K), Templates[I].Fn))
        continue;
      Found = true;
      Template T = Templates[I];
      auto Of = Result->lookupSymbol<mlir::func::FuncOp>(T.Symbol);
      std::string Symbol = freeSymbol(T.Symbol + "." + std::to_string(K));
      Span Where = T.Where;
      auto Func = makeFunction(
          Symbol, Where, llvm::to_vector(Of.getArgumentTypes().drop_back()),
          unknownFunction(), true);
      BodyLowering Body(*this, T.Types, Func.getBody(), BodyKind::Function);
      Body.setResult(unknownFunction());
      Body.lowerCase(T, K);
      Templates[I].Cases.push_back(
          {K, mlir::FlatSymbolRefAttr::get(&Context, Symbol)});
    }
  return Found;
}

void ModuleLowering::finishTemplates() {
  for (const Template &T : Templates) {
    auto Func = Result->lookupSymbol<mlir::func::FuncOp>(T.Symbol);
    BodyLowering Body(*this, Substitution(), Func.getBody(),
                      BodyKind::Function);
    Body.setResult(unknownFunction());
    Body.lowerTemplate(T);
  }
}

void BodyLowering::lowerCase(const Template &T, unsigned K) {
  B.setInsertionPointToEnd(&Region->front());
  Type *Fn = L.fill(T.Fn, K);
  Span Where = T.Where;
  mlir::Value Made;
  // The template itself at its own types.
  mlir::Type Wanted =
      K ? L.convert(Fn, Substitution()) : mlir::Type(L.plainFunction(Fn));
  if (T.D) {
    SmallVector<Type *, 4> TypeArgs;
    for (Type *A : T.TypeArgs)
      TypeArgs.push_back(L.fill(A, K));
    Made = K ? functionValue(T.D, TypeArgs, Fn, Where)
             : plainFunctionValue(T.D, TypeArgs, Fn, Where);
  } else {
    SmallVector<mlir::Value, 4> Captured;
    for (auto [V, Arg] : llvm::zip(T.Captures, Region->front().getArguments()))
      Captured.push_back(fill(Arg, L.concrete(V->Ty, T.Types), K, Where));
    Template Filled = T;
    L.fill(Filled.Types, K);
    Filled.Fn = Fn;
    Made = closure(std::move(Filled), Wanted, Captured);
  }
  Made = ReinterpretOp::create(B, loc(Where), ResultType, Made);
  emitReturn(Made, Where);
}

mlir::Value BodyLowering::closure(Template T, mlir::Type Fn,
                                  ArrayRef<mlir::Value> Captured) {
  mlir::TypeRange CaptureTypes = mlir::ValueRange(Captured).getTypes();
  Span Where = T.Where;
  auto Symbol =
      L.lambdaInstance(T.F, T.Owner, T.Types, T.Captures, CaptureTypes, T.Name);
  // What has stand-ins and is not asked for as it stands is a template again.
  if (L.types().hasStandIn(T.Fn) && Fn != L.plainFunction(T.Fn)) {
    std::string Key = Symbol.getValue().str();
    Symbol = L.makeTemplate(Key, std::move(T), CaptureTypes, Where);
  }
  return ClosureOp::create(B, loc(Where), Fn, Symbol, Captured);
}

void BodyLowering::lowerTemplate(const Template &T) {
  Span Where = T.Where;
  B.setInsertionPointToEnd(&Region->front());
  auto Args = Region->front().getArguments();
  auto give = [&](mlir::FlatSymbolRefAttr Case) {
    auto Call = mlir::func::CallOp::create(B, loc(Where), Case, ResultType,
                                           Args.drop_back());
    emitReturn(Call.getResult(0), Where);
  };
  for (auto [K, Case] : llvm::reverse(T.Cases)) {
    if (!K)
      continue;
    mlir::Block *Here = newBlock({}, Where), *Else = newBlock({}, Where);
    mlir::Value Test = mlir::arith::CmpIOp::create(
        B, loc(Where), mlir::arith::CmpIPredicate::eq, Args.back(),
        intConstant(K, Where));
    branchIf(Test, Here, Else, Where);
    start(Here);
    give(Case);
    start(Else);
  }
  give(T.Cases.front().second);
}

//===----------------------------------------------------------------------===//
// Filled values
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::fillFunction(mlir::Value V, unsigned K, mlir::Type To,
                                       Span Where) {
  auto Call = ClosureCallOp::create(B, loc(Where), L.unknownFunction(), V,
                                    intConstant(K, Where));
  return ReinterpretOp::create(B, loc(Where), To, Call.getResult(0));
}

mlir::Value BodyLowering::callable(mlir::Value V, Type *Fn, Span Where) {
  Fn = L.concrete(Fn, Types);
  if (!L.types().hasStandIn(Fn))
    return V;
  return fillFunction(V, 0, L.plainFunction(Fn), Where);
}

mlir::Value BodyLowering::fill(mlir::Value V, Type *From, unsigned K,
                               Span Where) {
  From = TypeContext::resolve(From);
  Type *To = L.fill(From, K);
  if (TypeContext::same(From, To))
    return V;
  mlir::Type Wanted = L.convert(To, Substitution());
  if (From->is(TypeKind::Function))
    return fillFunction(V, K, Wanted, Where);
  if (From->is(TypeKind::Pid))
    checkMessages(From, Where);
  if (!L.holdsTemplates(From)) {
    if (V.getType() == Wanted)
      return V;
    return ReinterpretOp::areCastCompatible(V.getType(), Wanted)
               ? ReinterpretOp::create(B, loc(Where), Wanted, V).getResult()
               : convert(V, Wanted, Where);
  }
  if (From->is(TypeKind::Tuple)) {
    SmallVector<mlir::Value, 4> Elements;
    for (auto [I, A] : llvm::enumerate(From->args()))
      Elements.push_back(
          fill(TupleGetOp::create(B, loc(Where), V, uint64_t(I)), A, K, Where));
    return TupleMakeOp::create(B, loc(Where), Wanted, Elements);
  }
  auto Call = mlir::func::CallOp::create(B, loc(Where),
                                         L.filler(From, K, Where), Wanted, V);
  return Call.getResult(0);
}

/// A function that is sent to a process, and a process that waits for its
/// answer, have the type that they have where they are sent, which the process
/// does not know.
void BodyLowering::checkMessages(Type *Pid, Span Where) {
  auto isTyped = [&](auto &&Self, Type *T) -> bool {
    return L.types().hasStandIn(T) &&
           (T->is(TypeKind::Pid) || T->is(TypeKind::Function) ||
            (T->decl() && T->decl()->Home && holdsCode(T->decl())) ||
            llvm::any_of(T->args(), [&](Type *A) { return Self(Self, A); }));
  };
  if (Pid->is(TypeKind::Pid) && isTyped(isTyped, Pid->args().front()))
    L.report(DiagCode::C0001, Where,
             "a process takes functions or processes over a type that only the "
             "uses of a `let` tell");
}

mlir::FlatSymbolRefAttr ModuleLowering::filler(Type *From, unsigned K,
                                               Span Where) {
  std::string Key = std::to_string(K) + " " + Types.printQualified(From);
  if (mlir::FlatSymbolRefAttr Known = Fillers.lookup(Key))
    return Known;
  std::string Symbol = freeSymbol("__fill");
  auto Ref = Fillers[Key] = mlir::FlatSymbolRefAttr::get(&Context, Symbol);
  // One that holds itself at larger types has no end.
  if (From->decl() && isEndless(From->decl(), From->args()))
    return Ref;
  mlir::Type R = convert(fill(From, K), Substitution());
  auto Func = makeFunction(Symbol, Where, convert(From, Substitution()), R,
                           /*HasBody=*/true);
  BodyLowering Body(*this, Substitution(), Func.getBody(), BodyKind::Function);
  Body.setResult(R);
  Body.lowerFiller(From, K, Where);
  return Ref;
}

void BodyLowering::lowerFiller(Type *From, unsigned K, Span Where) {
  B.setInsertionPointToEnd(&Region->front());
  mlir::Value V = Region->front().getArgument(0);
  if (From->isBuiltin("List") || From->isBuiltin("Queue"))
    V = fillList(V, From, K, Where);
  else if (From->isBuiltin("Map"))
    V = fillMap(V, From, K, Where);
  else if (From->isBuiltin("Option") || From->isBuiltin("Result"))
    V = fillChoice(V, From, K, Where);
  else if (From->decl())
    V = fillSum(V, From, K, Where);
  else
    // A set of functions is empty.
    V = ReinterpretOp::create(B, loc(Where), ResultType, V);
  emitReturn(V, Where);
}

mlir::Value BodyLowering::collect(
    mlir::Value First, mlir::Value Empty, Span Where,
    llvm::function_ref<mlir::Value(mlir::Value)> HasMore,
    llvm::function_ref<std::pair<mlir::Value, mlir::Value>(mlir::Value,
                                                           mlir::Value)>
        Step) {
  mlir::Type State[] = {First.getType(), Empty.getType()};
  mlir::Block *Head = newBlock(State, Where);
  mlir::Block *Body = newBlock({}, Where), *Exit = newBlock({}, Where);
  branch(Head, {First, Empty}, Where);
  start(Head);
  mlir::Value At = Head->getArgument(0), SoFar = Head->getArgument(1);
  branchIf(HasMore(At), Body, Exit, Where);
  start(Body);
  auto [Next, More] = Step(At, SoFar);
  branch(Head, {Next, More}, Where);
  start(Exit);
  return SoFar;
}

/// A list, or a queue by way of one.
mlir::Value BodyLowering::fillList(mlir::Value V, Type *From, unsigned K,
                                   Span Where) {
  mlir::Location Loc = loc(Where);
  Type *Element = From->args().front();
  bool IsQueue = From->isBuiltin("Queue");
  mlir::Value Empty;
  if (IsQueue) {
    V = libraryCall("queue_to_list",
                    ListType::get(L.convert(Element, Substitution())), {}, V,
                    Where);
    Empty = libraryCall("queue_new", ResultType, {}, {}, Where);
  } else {
    Empty = ListMakeOp::create(B, Loc, ResultType, mlir::ValueRange());
  }
  mlir::Value Length = ListLengthOp::create(B, Loc, B.getI64Type(), V);
  return collect(
      intConstant(0, Where), Empty, Where,
      [&](mlir::Value At) -> mlir::Value {
        return mlir::arith::CmpIOp::create(
            B, Loc, mlir::arith::CmpIPredicate::slt, At, Length);
      },
      [&](mlir::Value At,
          mlir::Value SoFar) -> std::pair<mlir::Value, mlir::Value> {
        mlir::Value Filled =
            fill(ListGetOp::create(B, Loc, V, At, /*unchecked=*/true), Element,
                 K, Where);
        mlir::Value Next =
            mlir::arith::AddIOp::create(B, Loc, At, intConstant(1, Where));
        if (IsQueue)
          return {Next, libraryCall("queue_push", ResultType, Filled.getType(),
                                    {SoFar, Filled}, Where)};
        return {Next, append(SoFar, Filled, Where)};
      });
}

mlir::Value BodyLowering::fillMap(mlir::Value V, Type *From, unsigned K,
                                  Span Where) {
  mlir::Location Loc = loc(Where);
  Type *KeyType = From->args()[0], *ValueType = From->args()[1];
  auto Old = llvm::cast<MapType>(V.getType());
  auto New = llvm::cast<MapType>(ResultType);
  auto next = [&](mlir::Value At) {
    return libraryCall("map_next", B.getI64Type(), {}, {V, At}, Where);
  };
  return collect(
      next(intConstant(0, Where)),
      libraryCall("map_new", ResultType, {}, {}, Where), Where,
      [&](mlir::Value At) -> mlir::Value {
        return mlir::arith::CmpIOp::create(
            B, Loc, mlir::arith::CmpIPredicate::sge, At, intConstant(0, Where));
      },
      [&](mlir::Value At,
          mlir::Value SoFar) -> std::pair<mlir::Value, mlir::Value> {
        mlir::Value Key = fill(libraryCall("map_key_at", Old.getKey(),
                                           Old.getKey(), {V, At}, Where),
                               KeyType, K, Where);
        mlir::Value Value = fill(libraryCall("map_value_at", Old.getValue(),
                                             Old.getValue(), {V, At}, Where),
                                 ValueType, K, Where);
        mlir::Value More =
            libraryCall("map_put", New, {New.getKey(), New.getValue()},
                        {SoFar, Key, Value}, Where);
        return {next(mlir::arith::AddIOp::create(B, Loc, At,
                                                 intConstant(1, Where))),
                More};
      });
}

/// An Option or Result.
mlir::Value BodyLowering::fillChoice(mlir::Value V, Type *From, unsigned K,
                                     Span Where) {
  mlir::Location Loc = loc(Where);
  bool IsOption = From->isBuiltin("Option");
  mlir::Value Test;
  if (IsOption)
    Test = OptionIsSomeOp::create(B, Loc, B.getI1Type(), V);
  else
    Test = ResultIsOkOp::create(B, Loc, B.getI1Type(), V);
  mlir::Block *Good = newBlock({}, Where), *Bad = newBlock({}, Where);
  mlir::Block *Join = newBlock(ResultType, Where);
  branchIf(Test, Good, Bad, Where);
  start(Good);
  mlir::Value Held;
  if (IsOption)
    Held = OptionGetOp::create(B, Loc, V);
  else
    Held = ResultGetOp::create(B, Loc, V, /*err=*/false);
  Held = fill(Held, From->args()[0], K, Where);
  if (IsOption)
    Held = OptionSomeOp::create(B, Loc, ResultType, Held);
  else
    Held = ResultOkOp::create(B, Loc, ResultType, Held);
  branch(Join, Held, Where);
  start(Bad);
  if (IsOption) {
    Held = OptionNoneOp::create(B, Loc, ResultType);
  } else {
    Held = fill(ResultGetOp::create(B, Loc, V, /*err=*/true), From->args()[1],
                K, Where);
    Held = ResultErrOp::create(B, Loc, ResultType, Held);
  }
  branch(Join, Held, Where);
  start(Join);
  return Join->getArgument(0);
}

/// A struct or sum of the program, field by field.
mlir::Value BodyLowering::fillSum(mlir::Value V, Type *From, unsigned K,
                                  Span Where) {
  mlir::Location Loc = loc(Where);
  Substitution S;
  for (auto [P, A] : llvm::zip(From->decl()->Params, From->args()))
    S[P] = A;
  auto fields = [&](ArrayRef<Field> Fields,
                    llvm::function_ref<mlir::Value(uint64_t, mlir::Type)> Get) {
    SmallVector<mlir::Value, 4> Filled;
    for (auto [I, F] : llvm::enumerate(Fields)) {
      Type *T = L.concrete(F.Ty, S);
      Filled.push_back(fill(Get(I, L.convert(T, Substitution())), T, K, Where));
    }
    return Filled;
  };
  if (auto *Struct = llvm::dyn_cast<StructSym>(From->decl()))
    return StructMakeOp::create(
        B, Loc, ResultType,
        fields(Struct->Fields, [&](uint64_t I, mlir::Type T) {
          return StructGetOp::create(B, Loc, T, V, I);
        }));
  auto *Sum = llvm::cast<SumSym>(From->decl());
  mlir::Block *Join = newBlock(ResultType, Where);
  mlir::Value Tag = SumTagOp::create(B, Loc, B.getI64Type(), V);
  for (VariantSym *Variant : Sum->Variants) {
    mlir::Block *Else = nullptr;
    if (Variant != Sum->Variants.back()) {
      mlir::Block *Here = newBlock({}, Where);
      Else = newBlock({}, Where);
      branchIf(mlir::arith::CmpIOp::create(B, Loc,
                                           mlir::arith::CmpIPredicate::eq, Tag,
                                           intConstant(Variant->Index, Where)),
               Here, Else, Where);
      start(Here);
    }
    auto Filled = fields(Variant->Fields, [&](uint64_t I, mlir::Type T) {
      return SumGetOp::create(B, Loc, T, V, uint64_t(Variant->Index), I);
    });
    mlir::Value Made =
        SumMakeOp::create(B, Loc, ResultType, uint64_t(Variant->Index), Filled);
    branch(Join, Made, Where);
    if (Else)
      start(Else);
  }
  start(Join);
  return Join->getArgument(0);
}
