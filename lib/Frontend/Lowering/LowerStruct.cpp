//===- LowerStruct.cpp - Structs, variants and members --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "../Sema/Members.h"
#include "BodyLowering.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::cast;
using llvm::SmallVector;

//===----------------------------------------------------------------------===//
// Structs and variants
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::lowerStruct(StructLiteralExpr *E) {
  Type *T = L.concrete(E->Ty, Types);
  auto *S = cast<StructSym>(T->decl());
  T = L.storedType(T);
  // Evaluated as written, stored as declared.
  SmallVector<mlir::Value, 8> Fields(S->Fields.size());
  for (auto [F, Index] : llvm::zip(E->Fields, E->Order)) {
    mlir::Value V = lower(F.Value);
    if (dead())
      return nullptr;
    Fields[Index] =
        adapt(V, L.fieldType(T, S->Fields[Index].Ty), F.Value->Where);
  }
  return StructMakeOp::create(B, loc(E->Where), type(E->Ty), Fields);
}

mlir::Value BodyLowering::lowerField(FieldExpr *E) {
  mlir::Value V = lower(E->Base);
  if (dead())
    return nullptr;
  Type *T = L.concrete(E->Base->Ty, Types);
  std::optional<unsigned> Index = L.members().findField(T, E->Name.Name);
  if (!Index) {
    missingMember(T, E->Name);
    return nullptr;
  }
  auto *S = cast<StructSym>(T->decl());
  Type *Stored = L.storedType(T);
  mlir::Value Field = StructGetOp::create(
      B, loc(E->Name.Where), L.fieldType(Stored, S->Fields[*Index].Ty), V,
      static_cast<uint64_t>(*Index));
  return Stored == T ? Field : adapt(Field, type(E->Ty), E->Where);
}

mlir::Value BodyLowering::emitVariant(VariantSym *V, Type *Result,
                                      mlir::ValueRange Args, Span Where) {
  mlir::Location Loc = loc(Where);
  Type *T = L.concrete(Result, Types);
  mlir::Type R = type(T);
  if (llvm::isa<OptionType>(R)) {
    if (V->Index == 0)
      return OptionSomeOp::create(B, Loc, R, Args[0]);
    return OptionNoneOp::create(B, Loc, R);
  }
  if (llvm::isa<snow::ResultType>(R)) {
    if (V->Index == 0)
      return ResultOkOp::create(B, Loc, R, Args[0]);
    return ResultErrOp::create(B, Loc, R, Args[0]);
  }
  // The type may be so large that its fields are Any.
  Type *Stored = L.storedType(T);
  SmallVector<mlir::Value, 4> Fields(Args);
  if (Stored != T)
    for (auto [Value, F] : llvm::zip(Fields, V->Fields))
      Value = convertToAny(Value, L.fieldType(Stored, F.Ty), Where);
  return SumMakeOp::create(B, Loc, R, static_cast<uint64_t>(V->Index), Fields);
}

/// The checker lets a member through that is found when the type is known; in
/// an instance where it is not, this says so.
void BodyLowering::missingMember(Type *T, const Ident &Name) {
  L.report(DiagCode::E0030, Name.Where,
           "no field or method `" + Name.Name + "` on type " +
               L.types().print(T));
  die();
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

/// What a method call calls: the checker's answer, or, where the type of the
/// value was still open, that for the type it has in this instance.
mlir::Value BodyLowering::lowerMethodCall(CallExpr *C, FieldExpr *F,
                                          bool Want) {
  if (isImpossible(F->Base)) {
    lower(F->Base);
    return nullptr;
  }
  Type *T = L.concrete(F->Base->Ty, Types);
  auto *D = llvm::cast_or_null<Definition>(F->Sym);
  SmallVector<Type *, 4> Inst;
  Type *Fn = nullptr;
  if (D) {
    Fn = L.concrete(F->Ty, Types);
    for (Type *A : F->Inst)
      Inst.push_back(L.concrete(A, Types));
  } else {
    Member M = L.members().find(T, F->Name.Name, C->Args.size());
    if (M.K == Member::None) {
      missingMember(T, F->Name);
      return nullptr;
    }
    if (M.K == Member::Field)
      return lowerValueCall(C, Want);
    D = M.D;
    Type *Rest = L.concrete(F->Ty, Types);
    SmallVector<Type *, 4> Params = {T};
    llvm::append_range(Params, Rest->params());
    Fn = L.types().function(Params, Rest->result());
    Substitution S;
    TypeContext::bind(D->Ty, Fn, S);
    for (Type *G : D->Generics)
      Inst.push_back(L.concrete(G, S));
    if (llvm::isa<MethodSym>(D))
      Inst.front() = T;
  }
  mlir::Value Receiver = lower(F->Base);
  auto Args = lowerArgs(C->Args, C->Order);
  if (dead())
    return nullptr;
  Args.insert(Args.begin(), Receiver);
  if (!llvm::isa<BuiltinSym>(D))
    adaptArgs(Args, Fn->params(), C->Where);
  if (continues(C, D, Inst)) {
    branch(Header, Args, C->Where);
    return nullptr;
  }
  return emitCall(D, Inst, Fn, Args, C->Where, Want);
}

mlir::Value BodyLowering::emitMethod(MethodSym *M, ArrayRef<Type *> Inst,
                                     Type *Fn,
                                     llvm::MutableArrayRef<mlir::Value> Args,
                                     Span Where, bool Want) {
  SmallVector<Type *, 4> Concrete;
  for (Type *T : Inst.empty() ? M->Generics : Inst)
    Concrete.push_back(L.concrete(T, Types));
  if (auto Target = L.findMethod(M, Concrete)) {
    mlir::Type R = type(Fn->result());
    SmallVector<mlir::Type, 1> Results;
    if (!llvm::isa<UnitType>(R))
      Results.push_back(R);
    auto Call = mlir::func::CallOp::create(
        B, loc(Where), L.instance(Target->F, Target->Inst), Results, Args);
    return finishCall(Call, Fn->result(), Where, Want);
  }
  Type *Self = Concrete.front();
  if (!M->Owner->Builtin || !L.types().hasTrait(Self, M->Owner)) {
    // Which impl it is shows where the value is used; nothing calls it before.
    if (L.types().hasStandIn(Self)) {
      panic("unreachable", Where);
      return nullptr;
    }
    L.report(DiagCode::E0006, Where,
             "trait not satisfied: " + L.types().print(Self) +
                 " does not implement " + M->Owner->Name);
    die();
    return nullptr;
  }
  if (M->Owner->is(Trait::Ord) && M->Name == "lt") {
    if (auto Less =
            lowerUserOperator(BinaryOp::Lt, Self, Args[0], Args[1], Where))
      return *Less;
    return lowerCompare(BinaryOp::Lt, Args[0], Args[1], Where);
  }
  return emitTrait(*M->Owner->Builtin, Self, Args, Where);
}

/// A trait of the language for a type that has it built in or derived.
mlir::Value BodyLowering::emitTrait(Trait T, Type *Self,
                                    ArrayRef<mlir::Value> Args, Span Where) {
  mlir::Location Loc = loc(Where);
  switch (T) {
  case Trait::Add:
    return emitArithmetic(BinaryOp::Add, Args[0], Args[1], Where);
  case Trait::Sub:
    return emitArithmetic(BinaryOp::Sub, Args[0], Args[1], Where);
  case Trait::Mul:
    return emitArithmetic(BinaryOp::Mul, Args[0], Args[1], Where);
  case Trait::Div:
    return emitArithmetic(BinaryOp::Div, Args[0], Args[1], Where);
  case Trait::Mod:
    return emitArithmetic(BinaryOp::Mod, Args[0], Args[1], Where);
  case Trait::Neg:
    return emitNegation(Args[0], Where);
  case Trait::Not:
    return mlir::arith::XOrIOp::create(B, Loc, Args[0],
                                       boolConstant(true, Where));
  case Trait::Eq:
    return lowerCompare(BinaryOp::Eq, Args[0], Args[1], Where);
  case Trait::Ord:
    return emitOrdering(
        CompareOp::create(B, Loc, B.getI64Type(), Args[0], Args[1]), Where);
  case Trait::Debug:
    return InspectOp::create(B, Loc, StringType::get(&L.context()), Args[0]);
  case Trait::Hash:
    return HashOp::create(B, Loc, B.getI64Type(), Args[0]);
  case Trait::Default:
    return emitDefault(Self, Where);
  default:
    return toString(Args[0], Where);
  }
}

/// Less, Equal or Greater for a number below, at or above zero.
mlir::Value BodyLowering::emitOrdering(mlir::Value Order, Span Where) {
  mlir::Location Loc = loc(Where);
  mlir::Type Ordering = type(L.types().named("Ordering"));
  mlir::Block *Join = newBlock(Ordering, Where);
  mlir::Block *Less = newBlock({}, Where), *More = newBlock({}, Where);
  mlir::Block *Equal = newBlock({}, Where), *Greater = newBlock({}, Where);
  auto test = [&](mlir::arith::CmpIPredicate P) -> mlir::Value {
    return mlir::arith::CmpIOp::create(B, Loc, P, Order, intConstant(0, Where));
  };
  auto give = [&](mlir::Block *From, unsigned Variant) {
    start(From);
    mlir::Value V = SumMakeOp::create(
        B, Loc, Ordering, static_cast<uint64_t>(Variant), mlir::ValueRange());
    branch(Join, V, Where);
  };
  branchIf(test(mlir::arith::CmpIPredicate::slt), Less, More, Where);
  give(Less, 0);
  start(More);
  branchIf(test(mlir::arith::CmpIPredicate::eq), Equal, Greater, Where);
  give(Equal, 1);
  give(Greater, 2);
  start(Join);
  return Join->getArgument(0);
}

mlir::Value BodyLowering::emitDefault(Type *T, Span Where) {
  mlir::Location Loc = loc(Where);
  mlir::Type Ty = type(T);
  switch (T->kind()) {
  case TypeKind::Int:
    return intConstant(0, Where);
  case TypeKind::Float:
    return mlir::arith::ConstantFloatOp::create(B, Loc, B.getF64Type(),
                                                llvm::APFloat(0.0));
  case TypeKind::Bool:
    return boolConstant(false, Where);
  case TypeKind::String:
    return stringConstant("", Where);
  case TypeKind::Tuple: {
    SmallVector<mlir::Value, 4> Elements;
    for (Type *A : T->args()) {
      // An element may have an impl of the program.
      MethodSym *M = L.types().trait(Trait::Default)->Methods.front();
      Type *Fn = L.types().function({}, A);
      mlir::Value V = emitMethod(M, A, Fn, {}, Where, true);
      if (dead())
        return nullptr;
      Elements.push_back(adapt(V, type(A), Where));
    }
    return TupleMakeOp::create(B, Loc, Ty, Elements);
  }
  case TypeKind::Named:
    return emitEmpty(T, Where);
  default:
    return unit(Where);
  }
}

mlir::Value BodyLowering::emitEmpty(Type *T, Span Where) {
  mlir::Type Ty = type(T);
  if (T->isBuiltin("List"))
    return ListMakeOp::create(B, loc(Where), Ty, mlir::ValueRange());
  if (T->isBuiltin("Option"))
    return OptionNoneOp::create(B, loc(Where), Ty);
  llvm::StringRef Entry = T->isBuiltin("Map")   ? "map_new"
                          : T->isBuiltin("Set") ? "set_new"
                                                : "queue_new";
  return libraryCall(Entry, Ty, {}, {}, Where);
}

/// `T.from_json` and `T.from_row`: the runtime reads by the type's description.
mlir::Value BodyLowering::emitDerived(DerivedSym *D, Type *Fn,
                                      ArrayRef<mlir::Value> Args, Span Where) {
  Type *Result = L.concrete(Fn->result(), Types);
  llvm::StringRef Entry = D->Name == "from_json" ? "json_decode" : "row_decode";
  return libraryCall(Entry, type(Result), type(Result->args()[0]), Args, Where);
}

//===----------------------------------------------------------------------===//
// Operators with an impl
//===----------------------------------------------------------------------===//

static std::optional<Trait> traitOf(BinaryOp Op) {
  switch (Op) {
  case BinaryOp::Add:
    return Trait::Add;
  case BinaryOp::Sub:
    return Trait::Sub;
  case BinaryOp::Mul:
    return Trait::Mul;
  case BinaryOp::Div:
    return Trait::Div;
  case BinaryOp::Mod:
    return Trait::Mod;
  case BinaryOp::Eq:
  case BinaryOp::Ne:
    return Trait::Eq;
  case BinaryOp::Lt:
  case BinaryOp::Gt:
  case BinaryOp::Le:
  case BinaryOp::Ge:
    return Trait::Ord;
  default:
    return std::nullopt;
  }
}

/// Calls the program's impl for the operands, if there is one.
std::optional<mlir::Value> BodyLowering::lowerUserOperator(BinaryOp Op, Type *T,
                                                           mlir::Value X,
                                                           mlir::Value Y,
                                                           Span Where) {
  std::optional<Trait> Tr = traitOf(Op);
  if (!Tr || !T->decl())
    return std::nullopt;
  Substitution S;
  ImplSym *I = L.types().findImpl(L.types().trait(*Tr), T, {}, S);
  if (!I)
    return std::nullopt;
  mlir::Location Loc = loc(Where);
  auto call = [&](llvm::StringRef Name, mlir::Type R, mlir::Value A,
                  mlir::Value C) -> mlir::Value {
    FunctionSym *F = I->method(Name);
    SmallVector<Type *, 4> Inst;
    for (Type *G : F->Generics)
      Inst.push_back(L.concrete(G, S));
    return mlir::func::CallOp::create(B, Loc, L.instance(F, Inst), R,
                                      mlir::ValueRange({A, C}))
        .getResult(0);
  };
  auto negate = [&](mlir::Value V) -> mlir::Value {
    return mlir::arith::XOrIOp::create(B, Loc, V, boolConstant(true, Where));
  };
  mlir::Type I1 = B.getI1Type();
  if (*Tr == Trait::Eq) {
    mlir::Value Same = call("eq", I1, X, Y);
    return Op == BinaryOp::Eq ? Same : negate(Same);
  }
  if (*Tr != Trait::Ord) {
    llvm::StringRef Name = L.types().trait(*Tr)->Methods.front()->Name;
    return call(Name, type(T), X, Y);
  }
  if (!I->method("compare")) {
    bool Swapped = Op == BinaryOp::Gt || Op == BinaryOp::Le;
    mlir::Value Less = Swapped ? call("lt", I1, Y, X) : call("lt", I1, X, Y);
    return Op == BinaryOp::Lt || Op == BinaryOp::Gt ? Less : negate(Less);
  }
  mlir::Value Order = call("compare", type(L.types().named("Ordering")), X, Y);
  mlir::Value Tag = SumTagOp::create(B, Loc, B.getI64Type(), Order);
  using IP = mlir::arith::CmpIPredicate;
  static const IP Predicates[] = {IP::slt, IP::sgt, IP::sle, IP::sge};
  unsigned Index =
      static_cast<unsigned>(Op) - static_cast<unsigned>(BinaryOp::Lt);
  return mlir::arith::CmpIOp::create(B, Loc, Predicates[Index], Tag,
                                     intConstant(1, Where));
}

//===----------------------------------------------------------------------===//
// Constants of files
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::variable(LocalVar *V, Span Where) {
  if (auto It = Vars.find(V); It != Vars.end())
    return It->second;
  return GlobalGetOp::create(B, loc(Where), type(V->Ty), L.global(V));
}

void BodyLowering::storeGlobals(ArrayRef<LocalVar *> Names, Span Where) {
  for (LocalVar *V : Names)
    if (V->IsStored && !V->Fn)
      GlobalSetOp::create(B, loc(Where), L.global(V),
                          adapt(Vars.lookup(V), type(V->Ty), Where));
}
