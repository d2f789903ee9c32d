//===- ModuleLowering.cpp - Instances of definitions ----------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ModuleLowering.h"
#include "../CompilationState.h"
#include "../Sema/Parametricity.h"
#include "BodyLowering.h"
#include "mlir/IR/Verifier.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;
using llvm::ArrayRef;
using llvm::SmallVector;

ModuleLowering::ModuleLowering(mlir::MLIRContext &Context,
                               const SourceManager &SM, TypeContext &Types,
                               DiagnosticEngine &Diags, Library &Lib)
    : Context(Context), SM(SM), Types(Types), Diags(Diags), Lib(Lib) {
  Context.loadDialect<SnowDialect, mlir::arith::ArithDialect,
                      mlir::cf::ControlFlowDialect, mlir::func::FuncDialect>();
}

mlir::Location ModuleLowering::location(Span S) {
  LineColumn LC = SM.lineColumn(S.File, S.Begin);
  return mlir::FileLineColLoc::get(&Context, SM.path(S.File), LC.Line,
                                   LC.Column);
}

//===----------------------------------------------------------------------===//
// Types
//===----------------------------------------------------------------------===//

Type *ModuleLowering::concrete(Type *T, const Substitution &S) {
  T = TypeContext::resolve(Types.substitute(T, S));
  if (T->is(TypeKind::Var))
    return Types.unitType();
  if (T->args().empty())
    return T;
  SmallVector<Type *, 4> Args;
  for (Type *A : T->args())
    Args.push_back(concrete(A, Substitution()));
  return withArgs(T, Args);
}

Type *ModuleLowering::withArgs(Type *T, ArrayRef<Type *> Args) {
  switch (T->kind()) {
  case TypeKind::Tuple:
    return Types.tuple(Args);
  case TypeKind::Function:
    return Types.function(ArrayRef(Args).drop_back(), Args.back());
  case TypeKind::Pid:
    return Types.pid(Args.front());
  default:
    return T->decl() ? Types.named(T->decl(), Args)
                     : Types.named(T->name(), Args);
  }
}

mlir::Type ModuleLowering::convert(Type *T, const Substitution &S) {
  T = concrete(T, S);
  switch (T->kind()) {
  case TypeKind::Int:
    return mlir::IntegerType::get(&Context, 64);
  case TypeKind::Float:
    return mlir::Float64Type::get(&Context);
  case TypeKind::Bool:
    return mlir::IntegerType::get(&Context, 1);
  case TypeKind::String:
    return StringType::get(&Context);
  case TypeKind::Any:
    return AnyType::get(&Context);
  case TypeKind::Tuple: {
    SmallVector<mlir::Type, 4> Elements;
    for (Type *A : T->args())
      Elements.push_back(convert(A, Substitution()));
    return mlir::TupleType::get(&Context, Elements);
  }
  case TypeKind::Pid:
    return PidType::get(&Context, convert(T->args().front(), Substitution()));
  case TypeKind::Function:
    // One of a template gives itself at the types of a filling.
    if (Types.hasStandIn(T))
      return FnType::get(&Context,
                         mlir::FunctionType::get(
                             &Context, mlir::IntegerType::get(&Context, 64),
                             unknownFunction()));
    return plainFunction(T);
  case TypeKind::Named:
    if (TypeContext::isStandIn(T))
      return AnyType::get(&Context);
    return convertNamed(T);
  case TypeKind::Var:
  case TypeKind::Unit:
  case TypeKind::Never:
  case TypeKind::Error:
    break;
  }
  return UnitType::get(&Context);
}

snow::FnType ModuleLowering::plainFunction(Type *Fn) {
  SmallVector<mlir::Type, 4> Params, Results;
  for (Type *A : Fn->params())
    Params.push_back(convert(A, Substitution()));
  // One that never comes back gives nothing either.
  if (mlir::Type R = convert(Fn->result(), Substitution());
      !llvm::isa<UnitType>(R))
    Results.push_back(R);
  return FnType::get(&Context,
                     mlir::FunctionType::get(&Context, Params, Results));
}

/// Whether types are deeper or larger than that.
static bool areBeyond(ArrayRef<Type *> Types, unsigned Deepest,
                      unsigned Largest) {
  SmallVector<std::pair<Type *, unsigned>, 8> Work;
  for (Type *T : Types)
    Work.push_back({T, 0});
  for (unsigned Size = 0; !Work.empty(); ++Size) {
    auto [T, Depth] = Work.pop_back_val();
    if (Depth > Deepest || Size > Largest)
      return true;
    for (Type *A : TypeContext::resolve(T)->args())
      Work.push_back({A, Depth + 1});
  }
  return false;
}

/// Whether types are of a size at which a recursion that makes them larger goes
/// on at Any.
static bool isGrown(ArrayRef<Type *> Types) {
  return areBeyond(Types, /*Deepest=*/16, /*Largest=*/200);
}

Type *ModuleLowering::storedType(Type *T) {
  TypeSym *Decl = T->decl();
  if (!Decl || !Decl->Home || !isGrown(T->args()) || holdsCode(Decl))
    return T;
  SmallVector<Type *, 2> Any(T->args().size(), Types.anyType());
  return Types.named(Decl, Any);
}

mlir::Type ModuleLowering::convertNamed(Type *T) {
  T = storedType(T);
  bool HasOwnType = T->isBuiltin("Option") || T->isBuiltin("Result") ||
                    T->isBuiltin("ExitReason");
  // There is no value of a sum without variants to be told from others.
  if (auto *Sum = llvm::dyn_cast_or_null<SumSym>(T->decl());
      Sum && Sum->Variants.empty())
    return UnitType::get(&Context);
  if (T->decl() && !HasOwnType)
    return declaredType(T);
  SmallVector<mlir::Type, 2> Args;
  for (Type *A : T->args())
    Args.push_back(convert(A, Substitution()));
  if (T->isBuiltin("List"))
    return ListType::get(Args[0]);
  if (T->isBuiltin("Map"))
    return MapType::get(&Context, Args[0], Args[1]);
  if (T->isBuiltin("Set"))
    return SetType::get(Args[0]);
  if (T->isBuiltin("Queue"))
    return QueueType::get(Args[0]);
  if (T->isBuiltin("Option"))
    return OptionType::get(Args[0]);
  if (T->isBuiltin("Result"))
    return ResultType::get(&Context, Args[0], Args[1]);
  if (T->isBuiltin("Range"))
    return RangeType::get(&Context);
  if (T->isBuiltin("Json"))
    return JsonType::get(&Context);
  if (T->isBuiltin("WsConn"))
    return WsConnType::get(&Context);
  return ExitReasonType::get(&Context);
}

//===----------------------------------------------------------------------===//
// Instances
//===----------------------------------------------------------------------===//

std::string ModuleLowering::serviceSymbol(const ServiceSym *S) {
  // Those of the main file keep their plain name.
  if (S->Home->Name == "Main")
    return S->Name.str();
  return (S->Home->Name + "." + S->Name).str();
}

std::string ModuleLowering::baseName(const Definition *D) {
  std::string Name = (D->Home ? D->Home->Name : "Main") + ".";
  if (auto *F = llvm::dyn_cast<FunctionSym>(D)) {
    if (F->Service)
      Name += (F->Service->Name + ".").str();
    if (F->Impl) {
      Name += Types.printQualified(F->Impl->Target) + "." +
              F->Impl->Implemented->Name.str();
      for (Type *A : F->Impl->Args)
        Name += "," + Types.printQualified(A);
      Name += ".";
    } else if (F->Method) {
      Name += (F->Method->Owner->Name + ".").str();
    }
    Name += F->Name;
    if (F->IsLaterOverload)
      Name += "/" + std::to_string(F->Arity);
    return Name;
  }
  return Name + D->Name.str();
}

bool ModuleLowering::isEndless(const Symbol *S, ArrayRef<Type *> TypeArgs) {
  // Only a definition that uses itself at a larger type can have made these.
  if (!areBeyond(TypeArgs, /*Deepest=*/40, /*Largest=*/2000))
    return false;
  if (std::exchange(HasEndless, true))
    return true;
  Diags
      .report(DiagCode::C0001, S->Where,
              "`" + S->Name +
                  "` needs endlessly many instances: it uses itself at ever "
                  "larger types")
      .label("polymorphic recursion");
  return true;
}

/// Whether other nodes may start it by its name.
static bool hasName(const Definition *D) {
  if (auto *F = llvm::dyn_cast<FunctionSym>(D))
    return !F->Service && !F->Impl && !F->Method && !F->IsScript;
  return llvm::isa<ActorSym>(D);
}

bool ModuleLowering::isUniform(const FunctionSym *F,
                               ArrayRef<Type *> TypeArgs) const {
  return isGrown(TypeArgs) && hasName(F) && mayTakeAny(F) &&
         llvm::all_of(F->Generics,
                      [&](Type *G) { return canConvert(F->Ty, G); });
}

bool ModuleLowering::mayTakeAny(const Definition *D) const {
  for (Type *G : D->Generics)
    for (const Constraint *C = Types.bounds(G); C; C = C->Next) {
      if (C->Kind != ConstraintKind::Trait || !C->Wanted->Builtin)
        return false;
      switch (*C->Wanted->Builtin) {
      case Trait::Eq:
      case Trait::Hash:
      case Trait::Display:
      case Trait::Debug:
      case Trait::Show:
        break;
      default:
        return false;
      }
    }
  return true;
}

void ModuleLowering::addNamedInstances(const Program &M) {
  bool HasNodes =
      Result->walk([](NodeStartOp) { return mlir::WalkResult::interrupt(); })
          .wasInterrupted();
  auto add = [&](Definition *D) {
    SmallVector<Type *, 2> Any(D->Generics.size(), Types.anyType());
    if (!Any.empty() && hasName(D) && mayTakeAny(D))
      instance(D, Any);
  };
  if (!HasNodes)
    return;
  llvm::for_each(M.Functions, add);
  llvm::for_each(M.Actors, add);
}

mlir::FlatSymbolRefAttr ModuleLowering::instance(Definition *D,
                                                 ArrayRef<Type *> TypeArgs) {
  std::string Symbol = baseName(D);
  Substitution S;
  bool TakesAny = hasName(D);
  for (auto [G, A] : llvm::zip(D->Generics, TypeArgs)) {
    S[G] = concrete(A, Substitution());
    TakesAny &= S[G]->is(TypeKind::Any);
  }
  // The instance that takes Any is the one that other nodes know by the name.
  if (!D->Generics.empty() && !TakesAny) {
    Symbol = "__" + Symbol + "$";
    for (auto [I, G] : llvm::enumerate(D->Generics))
      Symbol += (I ? "," : "") + Types.printQualified(S[G]);
  }
  if (Known.try_emplace(Symbol, true).second) {
    if (isEndless(D, llvm::to_vector(llvm::make_second_range(S))))
      return mlir::FlatSymbolRefAttr::get(&Context, Symbol);
    Work W;
    W.D = D;
    W.Types = std::move(S);
    W.Symbol = Symbol;
    Pending.push_back(std::move(W));
  }
  return mlir::FlatSymbolRefAttr::get(&Context, Symbol);
}

//===----------------------------------------------------------------------===//
// Lambdas and function values
//===----------------------------------------------------------------------===//

mlir::FlatSymbolRefAttr ModuleLowering::enqueue(const std::string &Key,
                                                std::string Name, Work W) {
  auto [It, New] = Named.try_emplace(Key);
  if (New) {
    // Symbols that begin so are not names of the program.
    Name = "__" + Name;
    std::string Symbol = Name;
    for (unsigned I = 1; !Known.try_emplace(Symbol, true).second; ++I)
      Symbol = Name + "." + std::to_string(I);
    It->second = Symbol;
    W.Symbol = Symbol;
    Pending.push_back(std::move(W));
  }
  return mlir::FlatSymbolRefAttr::get(&Context, It->second);
}

mlir::FlatSymbolRefAttr ModuleLowering::lambdaInstance(
    Lambda *F, LocalVar *Owner, Substitution S, ArrayRef<LocalVar *> Captures,
    mlir::TypeRange CaptureTypes, const std::string &Name) {
  // One function for all uses at the same types.
  SmallVector<std::pair<std::string, Type *>, 4> Sorted;
  for (auto [G, T] : S)
    Sorted.push_back(
        {TypeContext::isStandIn(G) ? G->name().str() : std::to_string(G->id()),
         T});
  llvm::sort(Sorted, llvm::less_first());
  std::string Key = "lambda " + std::to_string(reinterpret_cast<uintptr_t>(F));
  for (const auto &[ID, T] : Sorted)
    Key += " " + ID + "=" + Types.printQualified(T);
  Work W;
  W.F = F;
  W.Owner = Owner;
  W.Types = std::move(S);
  W.Captures = Captures;
  W.CaptureTypes.append(CaptureTypes.begin(), CaptureTypes.end());
  return enqueue(Key, Name, std::move(W));
}

mlir::FlatSymbolRefAttr ModuleLowering::wrapper(Definition *D,
                                                ArrayRef<Type *> TypeArgs,
                                                Type *Fn, Span Where) {
  // What the library does has no place in the program but that of its use.
  bool IsPlaceless = !D->Where.End;
  Work W;
  W.D = D;
  W.Where = IsPlaceless ? Where : D->Where;
  W.Fn = Fn;
  W.TypeArgs.append(TypeArgs.begin(), TypeArgs.end());
  std::string Key = "value " + std::to_string(reinterpret_cast<uintptr_t>(D)) +
                    " " + Types.printQualified(Fn);
  if (IsPlaceless)
    Key += " " + std::to_string(Where.File) + ":" + std::to_string(Where.Begin);
  return enqueue(Key, baseName(D), std::move(W));
}

mlir::FlatSymbolRefAttr ModuleLowering::runner(Type *Fn) {
  Work W;
  W.Fn = Fn;
  return enqueue("run " + Types.printQualified(Fn), "process", std::move(W));
}

mlir::Type ModuleLowering::fieldType(Type *Whole, Type *Field) {
  Substitution S;
  for (auto [P, A] : llvm::zip(Whole->decl()->Params, Whole->args()))
    S[P] = A;
  return convert(Field, S);
}

mlir::func::FuncOp ModuleLowering::makeFunction(llvm::StringRef Symbol,
                                                Span Where,
                                                ArrayRef<mlir::Type> Params,
                                                mlir::Type R, bool HasBody) {
  SmallVector<mlir::Type, 1> Results;
  if (R && !llvm::isa<UnitType>(R))
    Results.push_back(R);
  mlir::OpBuilder B = mlir::OpBuilder::atBlockEnd(Result->getBody());
  auto Func = mlir::func::FuncOp::create(
      B, location(Where), Symbol,
      mlir::FunctionType::get(&Context, Params, Results));
  if (HasBody)
    Func.addEntryBlock();
  return Func;
}

void ModuleLowering::lowerLambda(const Work &W) {
  SmallVector<mlir::Type, 8> Params(W.CaptureTypes.begin(),
                                    W.CaptureTypes.end());
  for (Type *P : W.F->Ty->params())
    Params.push_back(convert(P, W.Types));
  mlir::Type R = convert(W.F->Ty->result(), W.Types);
  auto Func = makeFunction(W.Symbol, W.F->Where, Params, R, true);
  BodyLowering Body(*this, W.Types, Func.getBody(), BodyKind::Function);
  Body.setResult(llvm::isa<UnitType>(R) ? mlir::Type() : R);
  Body.lowerLambda(W.F, W.Owner, W.Captures);
}

void ModuleLowering::lowerFunctionValue(const Work &W) {
  SmallVector<mlir::Type, 8> Params;
  if (!W.D)
    Params.push_back(convert(W.Fn, Substitution()));
  for (Type *P : W.Fn->params())
    Params.push_back(convert(P, Substitution()));
  mlir::Type R = W.D ? convert(W.Fn->result(), Substitution()) : mlir::Type();
  auto Func = makeFunction(W.Symbol, W.Where, Params, R, true);
  BodyLowering Body(*this, Substitution(), Func.getBody(), BodyKind::Function);
  Body.setResult(!R || llvm::isa<UnitType>(R) ? mlir::Type() : R);
  if (W.D)
    Body.lowerWrapper(W.D, W.TypeArgs, W.Fn, W.Where);
  else
    Body.lowerRunner(W.Fn);
}

mlir::OwningOpRef<mlir::ModuleOp> ModuleLowering::run(const Program &M,
                                                      FileID ID) {
  Result = mlir::ModuleOp::create(location({ID, 0, 0}));
  Lookup = M.Lookup;
  Inits = M.Inits;
  for (ServiceSym *S : M.Services)
    lowerService(S);
  for (ActorSym *A : M.Actors)
    if (A->Generics.empty())
      instance(A, {});
  for (FunctionSym *F : M.Functions)
    if (F->Generics.empty())
      instance(F, {});
  for (SupervisorSym *S : M.Supervisors)
    instance(S, {});
  for (ServiceSym *S : M.Services)
    for (FunctionSym *F : S->Functions)
      if (F != S->Init && F->Generics.empty())
        instance(F, {});
  // Bodies ask for further instances, and the types they use for the methods
  // that belong to these.
  // What needs endlessly many has been reported.
  bool HasNamed = false;
  for (size_t I = 0; !HasEndless;) {
    if (I == Pending.size() && TypesToFinish.empty()) {
      if (fillTemplates())
        continue;
      if (HasNamed)
        break;
      addNamedInstances(M);
      HasNamed = true;
      continue;
    }
    if (I == Pending.size()) {
      finishTypes();
      continue;
    }
    Work W = Pending[I++];
    if (W.Fn)
      lowerFunctionValue(W);
    else if (W.F)
      lowerLambda(W);
    else if (llvm::isa<ActorSym>(W.D))
      lowerActor(W);
    else if (llvm::isa<SupervisorSym>(W.D))
      lowerSupervisor(W);
    else if (auto *H = llvm::dyn_cast<HandlerSym>(W.D))
      lowerHandler(Result->lookupSymbol<ServiceOp>(serviceSymbol(H->Service)),
                   H, W.Types, W.Symbol);
    else
      lowerFunction(W);
  }
  finishTemplates();
  return std::move(Result);
}

void ModuleLowering::lowerFunction(const Work &W) {
  auto *F = llvm::cast<FunctionSym>(W.D);
  SmallVector<mlir::Type, 4> Params, Results;
  for (Type *P : F->Ty->params())
    Params.push_back(convert(P, W.Types));
  mlir::Type R = convert(F->Ty->result(), W.Types);
  if (!llvm::isa<UnitType>(R))
    Results.push_back(R);
  mlir::OpBuilder B = mlir::OpBuilder::atBlockEnd(Result->getBody());
  auto Func = mlir::func::FuncOp::create(
      B, location(F->Where), W.Symbol,
      mlir::FunctionType::get(&Context, Params, Results));
  BodyLowering Body(*this, W.Types, Func.getBody(), BodyKind::Function);
  Body.setResult(Results.empty() ? mlir::Type() : R);
  Body.lowerFunction(F, F);
}

void ModuleLowering::lowerActor(const Work &W) {
  auto *A = llvm::cast<ActorSym>(W.D);
  SmallVector<mlir::Type, 4> Params;
  for (Type *P : A->Ty->params())
    Params.push_back(convert(P, W.Types));
  mlir::OpBuilder B = mlir::OpBuilder::atBlockEnd(Result->getBody());
  auto Op = ActorOp::create(B, location(A->Where), W.Symbol,
                            mlir::FunctionType::get(&Context, Params, {}),
                            convert(A->Message, W.Types));
  BodyLowering Body(*this, W.Types, Op.getBody(), BodyKind::Actor);
  Body.lowerActor(A);
}

void ModuleLowering::lowerService(ServiceSym *S) {
  mlir::OpBuilder B = mlir::OpBuilder::atBlockEnd(Result->getBody());
  mlir::Type State = convert(S->State, Substitution());
  auto Service =
      ServiceOp::create(B, location(S->Where), serviceSymbol(S), State);
  B.setInsertionPointToEnd(&Service.getBody().front());
  if (S->Init) {
    SmallVector<mlir::Type, 4> Params;
    for (Type *P : S->Init->Ty->params())
      Params.push_back(convert(P, Substitution()));
    auto Init = InitOp::create(B, location(S->Init->Where), Params);
    BodyLowering Body(*this, Substitution(), Init.getBody(), BodyKind::Init);
    Body.setResult(State);
    Body.lowerFunction(S->Init, S->Init);
  }
  for (HandlerSym *H : S->Handlers)
    if (H->Generics.empty())
      lowerHandler(Service, H, Substitution(), H->Decl->Fn->Name.Name);
}

void ModuleLowering::lowerHandler(ServiceOp Service, HandlerSym *H,
                                  const Substitution &S, llvm::StringRef Name) {
  mlir::OpBuilder B = mlir::OpBuilder::atBlockEnd(&Service.getBody().front());
  mlir::Type State = convert(H->Service->State, S);
  SmallVector<mlir::Type, 4> Params = {State};
  for (Type *P : H->Ty->params().drop_front())
    Params.push_back(convert(P, S));
  mlir::Type Reply = convert(H->Ty->result(), S);
  mlir::Location Loc = location(H->Where);
  if (H->Decl->IsCall) {
    auto Op = CallOp::create(
        B, Loc, Name, mlir::FunctionType::get(&Context, Params, {Reply}));
    BodyLowering Body(*this, S, Op.getBody(), BodyKind::Call);
    Body.setResult(State, Reply);
    Body.lowerHandler(H);
    return;
  }
  auto Op = CastOp::create(B, Loc, Name,
                           mlir::FunctionType::get(&Context, Params, {}));
  BodyLowering Body(*this, S, Op.getBody(), BodyKind::Cast);
  Body.setResult(State);
  Body.lowerHandler(H);
}

std::string ModuleLowering::handlerInstance(HandlerSym *H,
                                            ArrayRef<Type *> TypeArgs) {
  std::string Name = H->Decl->Fn->Name.Name.str();
  if (H->Generics.empty())
    return Name;
  Substitution S;
  for (auto [I, G] : llvm::enumerate(H->Generics)) {
    S[G] = concrete(TypeArgs[I], Substitution());
    Name += (I ? "," : "$") + Types.printQualified(S[G]);
  }
  if (Known
          .try_emplace("handler " + serviceSymbol(H->Service) + "." + Name,
                       true)
          .second &&
      !isEndless(H, llvm::to_vector(llvm::make_second_range(S)))) {
    Work W;
    W.D = H;
    W.Types = std::move(S);
    W.Symbol = Name;
    Pending.push_back(std::move(W));
  }
  return Name;
}

//===----------------------------------------------------------------------===//
// Entry
//===----------------------------------------------------------------------===//

mlir::OwningOpRef<mlir::ModuleOp>
Compilation::lower(mlir::MLIRContext &Context) {
  if (hasErrors())
    return nullptr;
  Library Lib(S->SM, S->Ctx, S->Types, S->Checked.Lookup);
  ModuleLowering L(Context, S->SM, S->Types, S->Diags, Lib);
  auto Result = L.run(S->Checked, S->mainFile());
  S->Diags.sort();
  if (hasErrors())
    return nullptr;

  // Whatever does not verify is this compiler's mistake, not the user's.
  std::string Problem;
  llvm::raw_string_ostream OS(Problem);
  mlir::ScopedDiagnosticHandler Handler(
      &Context, [&](mlir::Diagnostic &D) -> llvm::LogicalResult {
        if (Problem.empty())
          OS << D.getLocation() << ": " << D;
        return mlir::success();
      });
  if (mlir::failed(mlir::verify(*Result))) {
    S->Diags.report(DiagCode::C0001, {S->mainFile(), 0, 0},
                    "compiler bug: the program was lowered to invalid IR: " +
                        Problem);
    return nullptr;
  }
  return Result;
}
