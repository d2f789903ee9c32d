//===- Compilation.cpp - The stages in their order ------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompilationState.h"
#include "snow/Frontend/AST/Printer.h"
#include "snow/Frontend/ModuleFiles.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace snow::frontend;

Compilation::Compilation() : S(std::make_unique<State>()) {}
Compilation::~Compilation() = default;

bool Compilation::load(llvm::StringRef Path, std::string &Error) {
  FileID ID;
  if (!S->SM.load(Path, ID, Error))
    return false;
  S->Sources.push_back({ID, "Main"});
  return true;
}

bool Compilation::loadDirectory(llvm::StringRef Path, std::string &Error) {
  std::vector<ModuleFile> Files;
  if (!findModuleFiles(Path, Files, Error))
    return false;
  for (const ModuleFile &File : Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(File.Path);
    if (!Buffer) {
      Error = File.Relative + ": " + Buffer.getError().message();
      return false;
    }
    // The program that an earlier build has put into a folder `NAME.snow`.
    if ((*Buffer)->getBuffer().starts_with(llvm::ELF::ElfMagic))
      continue;
    addModule(File.Module, File.Relative, (*Buffer)->getBuffer());
  }
  // What is missing in an empty directory is a main module.
  if (S->Sources.empty())
    addText("main.snow", "");
  return true;
}

void Compilation::addText(llvm::StringRef Name, llvm::StringRef Text) {
  S->Sources.push_back({S->SM.addText(Name, Text), "Main"});
}

FileID Compilation::addModule(llvm::StringRef Module, llvm::StringRef Name,
                              llvm::StringRef Text) {
  FileID ID = S->SM.addText(Name, Text);
  S->Sources.push_back({ID, Module.str()});
  return ID;
}

const SourceManager &Compilation::sources() const { return S->SM; }

const std::vector<Diagnostic> &Compilation::diagnostics() const {
  return S->Diags.all();
}

const TypeContext &Compilation::types() const { return S->Types; }

std::vector<const File *> Compilation::files() const {
  std::vector<const File *> Result;
  for (const SourceModule &M : S->Trees)
    Result.push_back(&M.Tree);
  return Result;
}

llvm::StringRef Compilation::moduleName(FileID ID) const {
  for (const State::Source &Source : S->Sources)
    if (Source.ID == ID)
      return Source.Module;
  return "";
}

bool Compilation::parse() {
  for (const State::Source &Source : S->Sources)
    S->Trees.push_back(
        {Source.Module, parseFile(S->SM, Source.ID, S->Ctx, S->Diags)});
  S->Diags.sort();
  return !hasErrors();
}

bool Compilation::check() {
  S->Checked = checkProgram(S->Trees, S->SM, S->Ctx, S->Types, S->Diags);
  S->Diags.sort();
  return !hasErrors();
}

void Compilation::printAST(llvm::raw_ostream &OS) const {
  for (const SourceModule &M : S->Trees)
    frontend::printAST(M.Tree, OS);
}

bool Compilation::hasErrors() const { return S->Diags.hasErrors(); }

void Compilation::printDiagnostics(llvm::raw_ostream &OS, Format F) const {
  for (const Diagnostic &D : S->Diags.all()) {
    if (F == Format::Json)
      renderJson(D, S->SM, OS);
    else
      renderText(D, S->SM, OS, F == Format::Colour);
  }
}
