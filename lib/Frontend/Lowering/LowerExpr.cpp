//===- LowerExpr.cpp - Values and operators -------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"
#include "snow/Frontend/AST/Walk.h"

using namespace snow::frontend;
using llvm::cast;
using llvm::SmallVector;
namespace arith = mlir::arith;

mlir::Value BodyLowering::lower(Expr *E, bool Want) {
  if (dead())
    return nullptr;
  if (auto It = Links.find(E); It != Links.end())
    return It->second;
  llvm::SmallVector<Expr *, 0> Chain = longChain(E);
  for (Expr *Link : Chain)
    if (!dead()) {
      Links[Link] = lowerLink(Link, /*Want=*/true);
      if (!dead() && isImpossible(Link))
        panic("unreachable", Link->Where);
    }
  mlir::Value V = dead() ? nullptr : lowerLink(E, Want);
  for (Expr *Link : Chain)
    Links.erase(Link);
  if (!dead() && isImpossible(E)) {
    panic("unreachable", E->Where);
    return nullptr;
  }
  return V;
}

/// Lowers an expression, of a long chain only the last link.
mlir::Value BodyLowering::lowerLink(Expr *E, bool Want) {
  mlir::Location Loc = loc(E->Where);
  switch (E->Kind) {
  case ExprKind::Int:
    return intConstant(cast<IntExpr>(E)->Value, E->Where);
  case ExprKind::Float:
    return arith::ConstantFloatOp::create(
        B, Loc, B.getF64Type(), llvm::APFloat(cast<FloatExpr>(E)->Value));
  case ExprKind::Bool:
    return boolConstant(cast<BoolExpr>(E)->Value, E->Where);
  case ExprKind::Unit:
    return Want ? unit(E->Where) : nullptr;
  case ExprKind::String:
    return lowerString(cast<StringExpr>(E));
  case ExprKind::Name:
    return lowerName(cast<NameExpr>(E)->Sym, cast<NameExpr>(E)->Inst, E);
  case ExprKind::Field:
    if (!cast<FieldExpr>(E)->Sym)
      return lowerField(cast<FieldExpr>(E));
    return lowerName(cast<FieldExpr>(E)->Sym, cast<FieldExpr>(E)->Inst, E);
  case ExprKind::Self:
    if (LocalVar *V = cast<SelfExpr>(E)->Var)
      return variable(V, E->Where);
    return SelfOp::create(B, Loc, type(E->Ty));
  case ExprKind::Tuple: {
    SmallVector<mlir::Value, 4> Elements;
    SmallVector<mlir::Type, 4> ElementTypes;
    for (Expr *Element : cast<TupleExpr>(E)->Elements) {
      mlir::Value V = lower(Element);
      if (dead())
        return nullptr;
      // The type of each part as the checker has it, so that a Pid fits.
      Elements.push_back(adapt(V, type(Element->Ty), Element->Where));
      ElementTypes.push_back(Elements.back().getType());
    }
    mlir::Value T = TupleMakeOp::create(
        B, Loc, mlir::TupleType::get(&L.context(), ElementTypes), Elements);
    return adapt(T, type(E->Ty), E->Where);
  }
  case ExprKind::Block: {
    auto Stmts = cast<BlockExpr>(E)->Stmts;
    if (Stmts.empty() || !Stmts.back().E) {
      lowerStmts(Stmts);
      return Want && !dead() ? unit(E->Where) : nullptr;
    }
    lowerStmts(Stmts.drop_back());
    return lower(Stmts.back().E, Want);
  }
  case ExprKind::If:
    return lowerIf(cast<IfExpr>(E), Want, false);
  case ExprKind::Case:
    return lowerCase(cast<CaseExpr>(E), Want, false);
  case ExprKind::Receive:
    return lowerReceive(cast<ReceiveExpr>(E), Want, false);
  case ExprKind::While:
    return lowerWhile(cast<WhileExpr>(E), Want);
  case ExprKind::Break:
  case ExprKind::Continue:
  case ExprKind::Return:
    if (E->Kind != ExprKind::Return) {
      leaveLoop(E->Kind == ExprKind::Continue, E->Where);
    } else if (Expr *Value = cast<ReturnExpr>(E)->Value) {
      lowerTail(Value);
    } else {
      emitReturn(needsResult() ? unit(E->Where) : mlir::Value(), E->Where);
    }
    return nullptr;
  case ExprKind::Call:
    return lowerCall(cast<CallExpr>(E), Want);
  case ExprKind::Pipe:
    return lowerCall(cast<PipeExpr>(E)->Call, Want);
  case ExprKind::Unary:
    return lowerUnary(cast<UnaryExpr>(E));
  case ExprKind::Binary:
    return lowerBinary(cast<BinaryExpr>(E));
  case ExprKind::ToAny: {
    mlir::Value V = lower(cast<ToAnyExpr>(E)->Operand);
    return dead() ? nullptr : convertToAny(V, type(E->Ty), E->Where);
  }
  case ExprKind::List:
    return lowerList(cast<ListExpr>(E));
  case ExprKind::Map:
    return lowerMap(cast<MapExpr>(E));
  case ExprKind::For:
    return lowerFor(cast<ForExpr>(E), Want);
  case ExprKind::Closure:
    return lambdaValue(cast<ClosureExpr>(E)->Fn, nullptr, {}, E->Ty, E->Where);
  case ExprKind::Index:
    return lowerIndex(cast<IndexExpr>(E));
  case ExprKind::Try:
    return lowerTry(cast<TryExpr>(E));
  case ExprKind::StructLiteral:
    return lowerStruct(cast<StructLiteralExpr>(E));
  }
  die();
  return nullptr;
}

void BodyLowering::lowerStmts(llvm::ArrayRef<Stmt> Stmts) {
  for (const Stmt &S : Stmts) {
    if (dead())
      return;
    if (S.E) {
      lower(S.E, false);
      continue;
    }
    if (S.Let)
      lowerLet(S.Let);
  }
}

mlir::Value BodyLowering::lowerName(Symbol *Sym, llvm::ArrayRef<Type *> Inst,
                                    Expr *E) {
  if (auto *V = llvm::dyn_cast<LocalVar>(Sym))
    return lowerLocal(V, Inst, E);
  auto *D = cast<Definition>(Sym);
  if (D->Ty->is(TypeKind::Function))
    return functionValue(D, Inst, E->Ty, E->Where);
  if (auto *V = llvm::dyn_cast<VariantSym>(D))
    return emitVariant(V, E->Ty, {}, E->Where);
  return lowerConstant(cast<BuiltinSym>(D), E->Where);
}

//===----------------------------------------------------------------------===//
// Strings
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::toString(mlir::Value V, Span Where) {
  if (llvm::isa<StringType>(V.getType()))
    return V;
  return ToStringOp::create(B, loc(Where), StringType::get(&L.context()), V);
}

mlir::Value BodyLowering::lowerString(StringExpr *S) {
  SmallVector<mlir::Value, 4> Parts;
  for (const StringPart &P : S->Parts) {
    if (!P.Value) {
      Parts.push_back(stringConstant(P.Text, S->Where));
      continue;
    }
    mlir::Value V = lower(P.Value);
    if (dead())
      return nullptr;
    Parts.push_back(toString(V, P.Value->Where));
  }
  if (Parts.empty())
    return stringConstant("", S->Where);
  if (Parts.size() == 1)
    return Parts.front();
  return StringConcatOp::create(B, loc(S->Where), StringType::get(&L.context()),
                                Parts);
}

//===----------------------------------------------------------------------===//
// Operators
//===----------------------------------------------------------------------===//

mlir::Value BodyLowering::lowerUnary(UnaryExpr *U) {
  // A negative literal is a constant.
  if (auto *I = llvm::dyn_cast<IntExpr>(U->Operand); I && U->Op == UnaryOp::Neg)
    return intConstant(
        static_cast<int64_t>(0 - static_cast<uint64_t>(I->Value)), U->Where);
  mlir::Value V = lower(U->Operand);
  if (dead())
    return nullptr;
  // The program's impl, or else the operation itself.
  bool IsNot = U->Op == UnaryOp::Not;
  MethodSym *M =
      L.types().trait(IsNot ? Trait::Not : Trait::Neg)->Methods.front();
  Type *T = L.concrete(U->Operand->Ty, Types);
  Type *Fn = L.types().function(T, L.concrete(U->Ty, Types));
  return emitMethod(M, T, Fn, V, U->Where, true);
}

mlir::Value BodyLowering::emitNegation(mlir::Value V, Span Where) {
  if (V.getType().isF64())
    return arith::NegFOp::create(B, loc(Where), V);
  return arith::SubIOp::create(B, loc(Where), intConstant(0, Where), V);
}

mlir::Value BodyLowering::lowerShortCircuit(BinaryExpr *E) {
  mlir::Value Left = lower(E->Left);
  if (dead())
    return nullptr;
  mlir::Block *More = newBlock({}, E->Right->Where);
  mlir::Block *Join = newBlock(B.getI1Type(), E->Where);
  // The left operand itself is the result if the right one is not needed.
  if (E->Op == BinaryOp::And)
    mlir::cf::CondBranchOp::create(B, loc(E->OpWhere), Left, More,
                                   mlir::ValueRange(), Join, Left);
  else
    mlir::cf::CondBranchOp::create(B, loc(E->OpWhere), Left, Join, Left, More,
                                   mlir::ValueRange());
  die();
  start(More);
  mlir::Value Right = lower(E->Right);
  if (!dead())
    branch(Join, Right, E->OpWhere);
  start(Join);
  return Join->getArgument(0);
}

mlir::Value BodyLowering::lowerCompare(BinaryOp Op, mlir::Value X,
                                       mlir::Value Y, Span Where) {
  mlir::Location Loc = loc(Where);
  mlir::Type T = X.getType();
  unsigned Index =
      static_cast<unsigned>(Op) - static_cast<unsigned>(BinaryOp::Eq);
  using IP = arith::CmpIPredicate;
  using FP = arith::CmpFPredicate;
  static const IP Signed[] = {IP::eq,  IP::ne,  IP::slt,
                              IP::sgt, IP::sle, IP::sge};
  static const IP Unsigned[] = {IP::eq,  IP::ne,  IP::ult,
                                IP::ugt, IP::ule, IP::uge};
  // `!=` is the one that holds for NaN.
  static const FP Float[] = {FP::OEQ, FP::UNE, FP::OLT,
                             FP::OGT, FP::OLE, FP::OGE};
  if (T.isF64())
    return arith::CmpFOp::create(B, Loc, Float[Index], X, Y);
  if (T.isInteger(64))
    return arith::CmpIOp::create(B, Loc, Signed[Index], X, Y);
  if (T.isInteger(1))
    return arith::CmpIOp::create(B, Loc, Unsigned[Index], X, Y);
  if (Op == BinaryOp::Eq || Op == BinaryOp::Ne) {
    mlir::Value Same = EqOp::create(B, Loc, B.getI1Type(), X, Y);
    if (Op == BinaryOp::Eq)
      return Same;
    return arith::XOrIOp::create(B, Loc, Same, boolConstant(true, Where));
  }
  mlir::Value Order = CompareOp::create(B, Loc, B.getI64Type(), X, Y);
  return arith::CmpIOp::create(B, Loc, Signed[Index], Order,
                               intConstant(0, Where));
}

mlir::Value BodyLowering::lowerBinary(BinaryExpr *E) {
  if (E->Op == BinaryOp::And || E->Op == BinaryOp::Or)
    return lowerShortCircuit(E);
  mlir::Value X = lower(E->Left);
  mlir::Value Y = lower(E->Right);
  if (dead())
    return nullptr;
  Y = adapt(Y, X.getType(), E->Right->Where);
  if (auto V = lowerUserOperator(E->Op, L.concrete(E->Left->Ty, Types), X, Y,
                                 E->OpWhere))
    return *V;
  switch (E->Op) {
  case BinaryOp::Range:
    return RangeMakeOp::create(B, loc(E->OpWhere), RangeType::get(&L.context()),
                               X, Y);
  case BinaryOp::Concat:
    if (auto List = llvm::dyn_cast<ListType>(X.getType()))
      return libraryCall("list_concat", List, List.getElement(), {X, Y},
                         E->OpWhere);
    return StringConcatOp::create(B, loc(E->OpWhere), X.getType(),
                                  mlir::ValueRange({X, Y}));
  case BinaryOp::Add:
  case BinaryOp::Sub:
  case BinaryOp::Mul:
  case BinaryOp::Div:
  case BinaryOp::Mod:
    return emitArithmetic(E->Op, X, Y, E->OpWhere);
  default:
    return lowerCompare(E->Op, X, Y, E->OpWhere);
  }
}

mlir::Value BodyLowering::emitArithmetic(BinaryOp Op, mlir::Value X,
                                         mlir::Value Y, Span Where) {
  mlir::Location Loc = loc(Where);
  bool IsFloat = X.getType().isF64();
  switch (Op) {
  case BinaryOp::Add:
    if (IsFloat)
      return arith::AddFOp::create(B, Loc, X, Y);
    return arith::AddIOp::create(B, Loc, X, Y);
  case BinaryOp::Sub:
    if (IsFloat)
      return arith::SubFOp::create(B, Loc, X, Y);
    return arith::SubIOp::create(B, Loc, X, Y);
  case BinaryOp::Mul:
    if (IsFloat)
      return arith::MulFOp::create(B, Loc, X, Y);
    return arith::MulIOp::create(B, Loc, X, Y);
  case BinaryOp::Div:
    if (IsFloat)
      return arith::DivFOp::create(B, Loc, X, Y);
    return IntDivOp::create(B, Loc, X.getType(), X, Y);
  default:
    if (IsFloat)
      return arith::RemFOp::create(B, Loc, X, Y);
    return IntRemOp::create(B, Loc, X.getType(), X, Y);
  }
}
