//===- Library.cpp - Library functions written in Snow --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Library.h"
#include "Checker.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;

namespace {
struct LibrarySource {
  const char *Module, *Text;
};
} // namespace

static constexpr LibrarySource Sources[] = {
#include "LibrarySources.inc"
};

static constexpr llvm::StringLiteral Prefix = "Snow.";

void Library::load() {
  DiagnosticEngine Diags;
  for (const LibrarySource &S : Sources) {
    FileID ID = SM.addText((llvm::Twine(S.Module) + ".snow").str(), S.Text);
    // A module of the program may be called `List` as well.
    Modules.push_back(
        {(Prefix + S.Module).str(), parseFile(SM, ID, Ctx, Diags)});
  }
  Resolver R(Ctx, Diags, Lookup->builtins(), Lookup->provided());
  Checked = R.run(Modules, /*NeedsMain=*/false);
  if (!Diags.hasErrors())
    Checker(SM, Ctx, Types, Diags, *Lookup)
        .run(Checked, R.takeDependencies(), R.takeDeclarations());
  if (!Diags.hasErrors())
    return;
  // A mistake in the compiler's own sources.
  for (const Diagnostic &D : Diags.all())
    renderText(D, SM, llvm::errs(), false);
  llvm::report_fatal_error("the library does not compile");
}

FunctionSym *Library::find(llvm::StringRef Name, unsigned Arity) {
  if (Modules.empty())
    load();
  for (FunctionSym *F : Checked.Functions)
    if (F->Arity == Arity && Name.ends_with(F->Name) &&
        (Prefix + Name.drop_back(F->Name.size())).str() == F->Home->Name + ".")
      return F;
  llvm::report_fatal_error(llvm::Twine("no library function ") + Name);
}
