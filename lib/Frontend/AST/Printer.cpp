//===- Printer.cpp - The syntax tree as s-expressions ---------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/AST/Printer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>

using namespace snow::frontend;
using llvm::cast;
using llvm::StringRef;

StringRef snow::frontend::spelling(BinaryOp Op) {
  static const StringRef Names[] = {"or", "and", "==", "!=", "<",
                                    ">",  "<=",  ">=", "..", "<>",
                                    "+",  "-",   "*",  "/",  "%"};
  return Names[static_cast<unsigned>(Op)];
}

namespace {
/// Writes lists. A node opens a list; a child goes on the same line unless it
/// holds statements.
class Printer {
public:
  explicit Printer(llvm::raw_ostream &OS) : OS(OS) {}

  void print(const Stmt &S);
  void print(const Item *I);
  void print(const Expr *E);
  void print(const Pattern *P);
  void print(const TypeExpr *T);

private:
  void open(StringRef Head) {
    OS << '(' << Head;
    ++Depth;
  }
  void close() {
    OS << ')';
    --Depth;
  }
  void line() {
    OS << '\n';
    OS.indent(Depth * 2);
  }
  void quoted(StringRef Text) {
    OS << '"';
    llvm::printEscapedString(Text, OS);
    OS << '"';
  }
  void number(double Value) { OS << llvm::format("%.17g", Value); }
  void path(llvm::ArrayRef<Ident> Path) {
    llvm::interleave(Path, OS, [&](const Ident &I) { OS << I.Name; }, ".");
  }
  void params(llvm::ArrayRef<Param> Params);
  void fields(llvm::ArrayRef<FieldPattern> Fields);
  void arms(llvm::ArrayRef<Arm> Arms);
  void clause(llvm::ArrayRef<Param> Params, const Expr *Guard,
              const Expr *Body);
  void child(const Expr *E) {
    OS << ' ';
    print(E);
  }
  void nested(const Expr *E) {
    line();
    print(E);
  }
  void generics(llvm::ArrayRef<Ident> Names);
  void fn(StringRef Head, const FnItem *F, const Param *State);
  void deriving(const DerivingClause &D);
  void settings(llvm::ArrayRef<Setting> Settings);

  llvm::raw_ostream &OS;
  unsigned Depth = 0;
};
} // namespace

void Printer::print(const TypeExpr *T) {
  switch (T->Kind) {
  case TypeExprKind::Named:
    path(T->Path);
    if (T->Args.empty())
      return;
    OS << '<';
    llvm::interleave(T->Args, OS, [&](TypeExpr *A) { print(A); }, ", ");
    OS << '>';
    return;
  case TypeExprKind::Tuple:
    OS << '(';
    llvm::interleave(T->Args, OS, [&](TypeExpr *A) { print(A); }, ", ");
    OS << ')';
    return;
  case TypeExprKind::Function:
    OS << "Fun(";
    llvm::interleave(
        T->Args.drop_back(), OS, [&](TypeExpr *A) { print(A); }, ", ");
    OS << ") -> ";
    print(T->Args.back());
    return;
  case TypeExprKind::Option:
    print(T->Args[0]);
    OS << '?';
    return;
  case TypeExprKind::Result:
    print(T->Args[0]);
    OS << '!';
    print(T->Args[1]);
    return;
  }
}

void Printer::fields(llvm::ArrayRef<FieldPattern> Fields) {
  for (const FieldPattern &F : Fields) {
    OS << ' ';
    if (!F.Name.empty())
      OS << F.Name.Name << (F.Value ? ": " : "");
    if (F.Value)
      print(F.Value);
  }
}

void Printer::print(const Pattern *P) {
  auto sequence = [&](StringRef Head, llvm::ArrayRef<Pattern *> Elements) {
    OS << '(' << Head;
    for (const Pattern *E : Elements) {
      OS << ' ';
      print(E);
    }
    OS << ')';
  };
  switch (P->Kind) {
  case PatternKind::Wildcard:
    OS << '_';
    return;
  case PatternKind::Unit:
    OS << "()";
    return;
  case PatternKind::Int:
    OS << cast<IntPattern>(P)->Value;
    return;
  case PatternKind::Float:
    return number(cast<FloatPattern>(P)->Value);
  case PatternKind::String:
    return quoted(cast<StringPattern>(P)->Value);
  case PatternKind::Bool:
    OS << (cast<BoolPattern>(P)->Value ? "true" : "false");
    return;
  case PatternKind::Name:
    OS << cast<NamePattern>(P)->Name;
    return;
  case PatternKind::Tuple:
    return sequence("tuple", cast<TuplePattern>(P)->Elements);
  case PatternKind::List:
    return sequence("list", cast<ListPattern>(P)->Elements);
  case PatternKind::Or:
    return sequence("or", cast<OrPattern>(P)->Elements);
  case PatternKind::Cons: {
    Pattern *Both[] = {cast<ConsPattern>(P)->Head, cast<ConsPattern>(P)->Tail};
    return sequence("::", Both);
  }
  case PatternKind::As:
    OS << "(as ";
    print(cast<AsPattern>(P)->Inner);
    OS << ' ' << cast<AsPattern>(P)->Name.Name << ')';
    return;
  case PatternKind::Variant:
    OS << "(variant ";
    path(cast<VariantPattern>(P)->Path);
    fields(cast<VariantPattern>(P)->Args);
    OS << ')';
    return;
  case PatternKind::Struct:
    OS << "(struct ";
    path(cast<StructPattern>(P)->Path);
    fields(cast<StructPattern>(P)->Fields);
    OS << ')';
    return;
  }
}

void Printer::params(llvm::ArrayRef<Param> Params) {
  OS << " (params";
  for (const Param &P : Params) {
    OS << ' ';
    if (P.IsSelf) {
      OS << "self";
      continue;
    }
    if (P.Annotation)
      OS << '(';
    print(P.Pat);
    if (P.Annotation) {
      OS << " :: ";
      print(P.Annotation);
      OS << ')';
    }
  }
  OS << ')';
}

void Printer::clause(llvm::ArrayRef<Param> Params, const Expr *Guard,
                     const Expr *Body) {
  params(Params);
  if (Guard) {
    OS << " (when";
    child(Guard);
    OS << ')';
  }
  if (Body)
    nested(Body);
}

void Printer::arms(llvm::ArrayRef<Arm> Arms) {
  for (const Arm &A : Arms) {
    line();
    open("arm ");
    print(A.Pat);
    if (A.Guard) {
      OS << " (when";
      child(A.Guard);
      OS << ')';
    }
    nested(A.Body);
    close();
  }
}

void Printer::print(const Expr *E) {
  switch (E->Kind) {
  case ExprKind::Int:
    OS << cast<IntExpr>(E)->Value;
    return;
  case ExprKind::Float:
    return number(cast<FloatExpr>(E)->Value);
  case ExprKind::Bool:
    OS << (cast<BoolExpr>(E)->Value ? "true" : "false");
    return;
  case ExprKind::Unit:
    OS << "()";
    return;
  case ExprKind::Name:
    OS << cast<NameExpr>(E)->Name;
    return;
  case ExprKind::Self:
    OS << (cast<SelfExpr>(E)->IsCall ? "(self)" : "self");
    return;
  case ExprKind::Break:
    OS << "(break)";
    return;
  case ExprKind::Continue:
    OS << "(continue)";
    return;
  case ExprKind::ToAny:
    return print(cast<ToAnyExpr>(E)->Operand);
  case ExprKind::String: {
    auto *S = cast<StringExpr>(E);
    if (S->Parts.empty() || (S->Parts.size() == 1 && !S->Parts[0].Value))
      return quoted(S->Parts.empty() ? "" : S->Parts[0].Text);
    open("string");
    for (const StringPart &P : S->Parts) {
      OS << ' ';
      if (P.Value)
        print(P.Value);
      else
        quoted(P.Text);
    }
    return close();
  }
  case ExprKind::Tuple:
    open("tuple");
    for (const Expr *Element : cast<TupleExpr>(E)->Elements)
      child(Element);
    return close();
  case ExprKind::List:
    open("list");
    for (const Expr *Element : cast<ListExpr>(E)->Elements)
      child(Element);
    return close();
  case ExprKind::Map:
    open("map");
    for (const MapEntry &M : cast<MapExpr>(E)->Entries) {
      OS << " (";
      print(M.Key);
      child(M.Value);
      OS << ')';
    }
    return close();
  case ExprKind::StructLiteral:
    open("struct-literal");
    child(cast<StructLiteralExpr>(E)->Callee);
    for (const FieldInit &F : cast<StructLiteralExpr>(E)->Fields) {
      OS << " (" << F.Name.Name;
      child(F.Value);
      OS << ')';
    }
    return close();
  case ExprKind::Block:
    open("block");
    for (const Stmt &S : cast<BlockExpr>(E)->Stmts) {
      line();
      print(S);
    }
    return close();
  case ExprKind::If:
    open("if");
    child(cast<IfExpr>(E)->Cond);
    nested(cast<IfExpr>(E)->Then);
    if (cast<IfExpr>(E)->Else)
      nested(cast<IfExpr>(E)->Else);
    return close();
  case ExprKind::Case:
    open("case");
    child(cast<CaseExpr>(E)->Subject);
    arms(cast<CaseExpr>(E)->Arms);
    return close();
  case ExprKind::While:
    open("while");
    child(cast<WhileExpr>(E)->Cond);
    nested(cast<WhileExpr>(E)->Body);
    return close();
  case ExprKind::For: {
    auto *F = cast<ForExpr>(E);
    open("for ");
    print(F->Pat);
    child(F->Source);
    if (F->Guard) {
      OS << " (when";
      child(F->Guard);
      OS << ')';
    }
    nested(F->Body);
    return close();
  }
  case ExprKind::Receive: {
    auto *R = cast<ReceiveExpr>(E);
    open("receive");
    arms(R->Arms);
    if (R->Timeout) {
      line();
      open("after");
      child(R->Timeout);
      nested(R->TimeoutBody);
      close();
    }
    return close();
  }
  case ExprKind::Closure:
    open("closure");
    for (const ClosureClause &C : cast<ClosureExpr>(E)->Clauses) {
      line();
      open("clause");
      clause(C.Params, C.Guard, C.Body);
      close();
    }
    return close();
  case ExprKind::Return:
    open("return");
    if (cast<ReturnExpr>(E)->Value)
      child(cast<ReturnExpr>(E)->Value);
    return close();
  case ExprKind::Call:
    open("call");
    child(cast<CallExpr>(E)->Callee);
    for (const Arg &A : cast<CallExpr>(E)->Args) {
      OS << ' ';
      if (!A.Keyword.empty())
        OS << A.Keyword.Name << ": ";
      print(A.Value);
    }
    return close();
  case ExprKind::Field:
    open("field");
    child(cast<FieldExpr>(E)->Base);
    OS << ' ' << cast<FieldExpr>(E)->Name.Name;
    return close();
  case ExprKind::Index:
    open("index");
    child(cast<IndexExpr>(E)->Base);
    child(cast<IndexExpr>(E)->Index);
    return close();
  case ExprKind::Try:
    open("try");
    child(cast<TryExpr>(E)->Operand);
    return close();
  case ExprKind::Unary:
    open(cast<UnaryExpr>(E)->Op == UnaryOp::Neg ? "neg" : "not");
    child(cast<UnaryExpr>(E)->Operand);
    return close();
  case ExprKind::Binary:
    open(spelling(cast<BinaryExpr>(E)->Op));
    child(cast<BinaryExpr>(E)->Left);
    child(cast<BinaryExpr>(E)->Right);
    return close();
  case ExprKind::Pipe:
    open("|>");
    child(cast<PipeExpr>(E)->Left);
    child(cast<PipeExpr>(E)->Right);
    return close();
  }
}

void Printer::print(const Stmt &S) {
  if (S.E)
    return print(S.E);
  if (S.Decl)
    return print(S.Decl);
  open("let ");
  print(S.Let->Pat);
  if (S.Let->Annotation) {
    OS << " :: ";
    print(S.Let->Annotation);
  }
  child(S.Let->Value);
  close();
}

void Printer::generics(llvm::ArrayRef<Ident> Names) {
  if (Names.empty())
    return;
  OS << " (generics";
  for (const Ident &I : Names)
    OS << ' ' << I.Name;
  OS << ')';
}

void Printer::fn(StringRef Head, const FnItem *F, const Param *State) {
  open(Head);
  OS << ' ' << F->Name.Name;
  generics(F->Generics);
  if (F->Result) {
    OS << " (result ";
    print(F->Result);
    OS << ')';
  }
  for (const WhereBound &B : F->Bounds) {
    OS << " (where " << B.Variable.Name << ' ';
    path(B.Trait);
    OS << ')';
  }
  if (State && State->Pat) {
    OS << " (state ";
    print(State->Pat);
    OS << ')';
  }
  clause(F->Params, F->Guard, F->Body);
  close();
}

void Printer::deriving(const DerivingClause &D) {
  if (!D.Present)
    return;
  line();
  open("deriving");
  for (const Ident &I : D.Traits)
    OS << ' ' << I.Name;
  close();
}

void Printer::settings(llvm::ArrayRef<Setting> Settings) {
  for (const Setting &S : Settings) {
    line();
    open(S.Name.Name);
    if (S.Value)
      child(S.Value);
    else
      OS << ' ' << S.Word.Name;
    close();
  }
}

void Printer::print(const Item *I) {
  std::string Pub = I->IsPub ? "pub " : "";
  auto head = [&](StringRef Word) {
    open(Pub + Word.str());
    OS << ' ' << I->Name.Name;
  };
  auto fieldList = [&](llvm::ArrayRef<FieldDecl> Fields) {
    for (const FieldDecl &F : Fields) {
      OS << " (";
      if (!F.Name.empty())
        OS << F.Name.Name << " :: ";
      print(F.Ty);
      OS << ')';
    }
  };
  switch (I->Kind) {
  case ItemKind::Fn:
    return fn(Pub + "fn", cast<FnItem>(I), nullptr);
  case ItemKind::Module:
    head("module");
    for (const Stmt &S : cast<ModuleItem>(I)->Body) {
      line();
      print(S);
    }
    return close();
  case ItemKind::Struct:
    head("struct");
    generics(cast<StructItem>(I)->Generics);
    fieldList(cast<StructItem>(I)->Fields);
    deriving(cast<StructItem>(I)->Deriving);
    return close();
  case ItemKind::SumType:
    head("type");
    generics(cast<SumTypeItem>(I)->Generics);
    for (const VariantDecl &V : cast<SumTypeItem>(I)->Variants) {
      line();
      open("variant ");
      OS << V.Name.Name;
      fieldList(V.Fields);
      close();
    }
    deriving(cast<SumTypeItem>(I)->Deriving);
    return close();
  case ItemKind::Alias:
    head("alias");
    generics(cast<AliasItem>(I)->Generics);
    OS << ' ';
    print(cast<AliasItem>(I)->Target);
    return close();
  case ItemKind::Interface:
    head("interface");
    generics(cast<InterfaceItem>(I)->Generics);
    for (const FnItem *F : cast<InterfaceItem>(I)->Methods) {
      line();
      fn("fn", F, nullptr);
    }
    return close();
  case ItemKind::Impl: {
    auto *Impl = cast<ImplItem>(I);
    open("impl ");
    path(Impl->Trait);
    for (const TypeExpr *T : Impl->TraitArgs) {
      OS << ' ';
      print(T);
    }
    OS << " (for ";
    print(Impl->Target);
    OS << ')';
    for (const FnItem *F : Impl->Methods) {
      line();
      fn("fn", F, nullptr);
    }
    return close();
  }
  case ItemKind::Actor: {
    auto *A = cast<ActorItem>(I);
    head("actor");
    params(A->Params);
    if (A->Message) {
      OS << " (message ";
      print(A->Message);
      OS << ')';
    }
    nested(A->Body);
    if (A->Terminate) {
      line();
      open("terminate");
      nested(A->Terminate);
      close();
    }
    return close();
  }
  case ItemKind::Service:
    head("service");
    for (const FnItem *F : cast<ServiceItem>(I)->Functions) {
      line();
      fn("fn", F, nullptr);
    }
    for (const Handler &H : cast<ServiceItem>(I)->Handlers) {
      line();
      fn(H.IsCall ? "call-handler" : "cast-handler", H.Fn, &H.State);
    }
    return close();
  case ItemKind::Supervisor:
    head("supervisor");
    settings(cast<SupervisorItem>(I)->Settings);
    for (const ChildSpec &C : cast<SupervisorItem>(I)->Children) {
      line();
      open("child ");
      OS << C.Name.Name;
      settings(C.Settings);
      close();
    }
    return close();
  case ItemKind::Import: {
    auto *Import = cast<ImportItem>(I);
    open("import ");
    path(Import->Path);
    for (const Ident &Name : Import->Names)
      OS << ' ' << Name.Name;
    return close();
  }
  }
}

void snow::frontend::printAST(const File &F, llvm::raw_ostream &OS) {
  Printer P(OS);
  for (const Stmt &S : F.Stmts) {
    P.print(S);
    OS << '\n';
  }
}
