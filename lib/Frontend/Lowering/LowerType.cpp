//===- LowerType.cpp - Structs and sums of the program --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every instance of a struct or sum is a declaration of its own, made when the
// first value of it is met. It tells the runtime which of the program's impls
// to use where such values are shown, compared and hashed.
//
//===----------------------------------------------------------------------===//

#include "BodyLowering.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;

std::string ModuleLowering::typeSymbol(Type *T) {
  TypeSym *Decl = T->decl();
  std::string Name;
  if (Decl->Home) {
    Name = Decl->Home->Name + "." + Decl->Name.str();
    // Types and functions share the symbols of a module, local types those of
    // all functions.
    Namespace *Home = Decl->Home;
    bool IsTaken = Home->Functions.contains(Decl->Name) ||
                   Home->Actors.contains(Decl->Name) || Decl->IsLocal;
    if (IsTaken)
      Name = "__type" +
             (Decl->IsLocal ? std::to_string(Decl->Where.Begin) : "") + "." +
             Name;
  } else {
    Name = Decl->Name.str();
  }
  for (auto [I, A] : llvm::enumerate(T->args()))
    Name += (I ? "," : "$") + Types.printQualified(A);
  return Name;
}

mlir::Type ModuleLowering::declaredType(Type *T) {
  if (isEndless(T->decl(), T->args()))
    return AnyType::get(&Context);
  std::string Symbol = typeSymbol(T);
  auto Ref = mlir::FlatSymbolRefAttr::get(&Context, Symbol);
  bool IsStruct = llvm::isa<StructSym>(T->decl());
  // Fields may lead back to the type.
  if (Declared.try_emplace(Symbol, nullptr).second) {
    if (IsStruct)
      declareStruct(T, Symbol);
    else
      declareSum(T, Symbol);
    TypesToFinish.push_back(T);
  }
  if (IsStruct)
    return StructType::get(&Context, Ref);
  return SumType::get(&Context, Ref);
}

void ModuleLowering::declareStruct(Type *T, const std::string &Symbol) {
  auto *S = llvm::cast<StructSym>(T->decl());
  SmallVector<llvm::StringRef, 8> Names;
  SmallVector<mlir::Type, 8> FieldTypes;
  for (const Field &F : S->Fields) {
    Names.push_back(F.Name);
    FieldTypes.push_back(fieldType(T, F.Ty));
  }
  mlir::OpBuilder B = mlir::OpBuilder::atBlockBegin(Result->getBody());
  mlir::OperationState State(location(S->Where),
                             StructTypeOp::getOperationName());
  State.addAttribute("sym_name", B.getStringAttr(Symbol));
  State.addAttribute("display_name", B.getStringAttr(S->Name));
  State.addAttribute("field_names", B.getStrArrayAttr(Names));
  State.addAttribute("field_types", B.getTypeArrayAttr(FieldTypes));
  Declared[Symbol] = B.create(State);
}

void ModuleLowering::declareSum(Type *T, const std::string &Symbol) {
  auto *S = llvm::cast<SumSym>(T->decl());
  SmallVector<mlir::Attribute, 8> Variants;
  mlir::OpBuilder B(&Context);
  for (VariantSym *V : S->Variants) {
    SmallVector<mlir::StringAttr, 4> Names;
    SmallVector<mlir::Type, 4> FieldTypes;
    for (const Field &F : V->Fields) {
      Names.push_back(B.getStringAttr(F.Name));
      FieldTypes.push_back(fieldType(T, F.Ty));
    }
    Variants.push_back(VariantAttr::get(&Context, B.getStringAttr(V->Name),
                                        Names, FieldTypes));
  }
  B.setInsertionPointToStart(Result->getBody());
  mlir::OperationState State(location(S->Where), SumTypeOp::getOperationName());
  State.addAttribute("sym_name", B.getStringAttr(Symbol));
  State.addAttribute("display_name", B.getStringAttr(S->Name));
  State.addAttribute("variants", B.getArrayAttr(Variants));
  Declared[Symbol] = B.create(State);
}

//===----------------------------------------------------------------------===//
// What the runtime calls
//===----------------------------------------------------------------------===//

/// Names the program's impls in the declarations made so far. Asks for
/// functions, whose bodies may in turn declare types.
void ModuleLowering::finishTypes() {
  while (!TypesToFinish.empty()) {
    Type *T = TypesToFinish.back();
    TypesToFinish.pop_back();
    finishType(T);
  }
}

void ModuleLowering::finishType(Type *T) {
  mlir::Operation *Op = Declared.lookup(typeSymbol(T));
  TypeSym *Decl = T->decl();
  auto userMethod = [&](Trait Tr) -> mlir::FlatSymbolRefAttr {
    MethodSym *M = Types.trait(Tr)->Methods.front();
    auto Target = findMethod(M, T);
    return Target ? instance(Target->F, Target->Inst)
                  : mlir::FlatSymbolRefAttr();
  };
  auto set = [&](llvm::StringRef Name, mlir::Attribute A) {
    if (A)
      Op->setAttr(Name, A);
  };
  set("display", userMethod(Trait::Display));
  set("inspect", userMethod(Trait::Debug));
  set("eq", userMethod(Trait::Eq));
  set("hash", userMethod(Trait::Hash));
  set("compare", compareFunction(T));
  mlir::Attribute Unit = mlir::UnitAttr::get(&Context);
  if (!Decl->Home || Decl->Derived.has(Trait::Display))
    set("has_display", Unit);
  if (Decl->Home && !Types.hasTrait(T, Trait::Debug))
    set("no_debug", Unit);
}

/// A function that gives the order of two values as a number, from the
/// program's `compare` or `lt`; null if the fields decide.
mlir::FlatSymbolRefAttr ModuleLowering::compareFunction(Type *T) {
  Substitution S;
  ImplSym *I = Types.findImpl(Types.trait(Trait::Ord), T, {}, S);
  if (!I)
    return nullptr;
  std::string Symbol = "__compare." + typeSymbol(T);
  auto Ref = mlir::FlatSymbolRefAttr::get(&Context, Symbol);
  mlir::Location Loc = location(I->Where);
  mlir::Type Ty = convert(T, Substitution());
  mlir::OpBuilder B = mlir::OpBuilder::atBlockEnd(Result->getBody());
  mlir::Type I64 = B.getI64Type(), I1 = B.getI1Type();
  auto Func = mlir::func::FuncOp::create(
      B, Loc, Symbol, mlir::FunctionType::get(&Context, {Ty, Ty}, {I64}));
  Func.setPrivate();
  B.setInsertionPointToStart(Func.addEntryBlock());
  mlir::Value X = Func.getArgument(0), Y = Func.getArgument(1), Order;
  auto call = [&](FunctionSym *F, mlir::Type R, mlir::ValueRange Args) {
    SmallVector<Type *, 4> Inst;
    for (Type *G : F->Generics)
      Inst.push_back(concrete(G, S));
    return mlir::func::CallOp::create(B, Loc, instance(F, Inst), R, Args)
        .getResult(0);
  };
  auto number = [&](int64_t N) -> mlir::Value {
    return mlir::arith::ConstantIntOp::create(B, Loc, N, 64);
  };
  if (FunctionSym *F = I->method("compare")) {
    mlir::Type Ordering = convert(F->Ty->result(), S);
    mlir::Value Tag = SumTagOp::create(B, Loc, I64, call(F, Ordering, {X, Y}));
    // Less, Equal, Greater are 0, 1, 2.
    Order = mlir::arith::SubIOp::create(B, Loc, Tag, number(1));
  } else if (FunctionSym *F = I->method("lt")) {
    mlir::Value Less = call(F, I1, {X, Y});
    mlir::Value More = call(F, I1, {Y, X});
    Order = mlir::arith::SelectOp::create(B, Loc, More, number(1), number(0));
    Order = mlir::arith::SelectOp::create(B, Loc, Less, number(-1), Order);
  } else {
    Func.erase();
    return nullptr;
  }
  mlir::func::ReturnOp::create(B, Loc, Order);
  return Ref;
}

//===----------------------------------------------------------------------===//
// Methods
//===----------------------------------------------------------------------===//

std::optional<MethodTarget> ModuleLowering::findMethod(MethodSym *M,
                                                       ArrayRef<Type *> Inst) {
  TraitSym *T = M->Owner;
  Substitution S;
  ImplSym *I =
      Types.findImpl(T, Inst.front(), Inst.slice(1, T->Params.size()), S);
  if (!I)
    return std::nullopt;
  MethodTarget Target;
  Target.F = I->method(M->Name);
  if (!Target.F) {
    Target.F = M->Default;
    Target.Inst.append(Inst.begin(), Inst.end());
    if (Target.F)
      return Target;
    return std::nullopt;
  }
  // What the method's own variables stand for shows in its type.
  Substitution Stands;
  for (auto [G, A] : llvm::zip(M->Generics, Inst))
    Stands[G] = A;
  TypeContext::bind(Target.F->Ty, concrete(M->Ty, Stands), S);
  for (Type *G : Target.F->Generics)
    Target.Inst.push_back(concrete(G, S));
  return Target;
}

//===----------------------------------------------------------------------===//
// Constants of files
//===----------------------------------------------------------------------===//

mlir::FlatSymbolRefAttr ModuleLowering::global(LocalVar *V) {
  std::string Symbol = V->Home->Name;
  if (V->Copy)
    Symbol += "$" + std::to_string(V->Copy);
  Symbol += "." + V->Name.str();
  if (Globals.try_emplace(Symbol, true).second) {
    mlir::Type T = convert(V->Ty, Substitution());
    mlir::OpBuilder B = mlir::OpBuilder::atBlockBegin(Result->getBody());
    mlir::OperationState State(location(V->Where),
                               GlobalOp::getOperationName());
    State.addAttribute("sym_name", B.getStringAttr(Symbol));
    State.addAttribute("type", mlir::TypeAttr::get(T));
    B.create(State);
  }
  return mlir::FlatSymbolRefAttr::get(&Context, Symbol);
}
