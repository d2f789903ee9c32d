//===- Frontend.h - The front end as tools use it ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_FRONTEND_H
#define SNOW_FRONTEND_FRONTEND_H

#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace llvm {
class raw_ostream;
} // namespace llvm

namespace mlir {
class MLIRContext;
class ModuleOp;
template <typename OpTy> class OwningOpRef;
} // namespace mlir

namespace snow::frontend {

struct Diagnostic;
struct File;
class SourceManager;
class TypeContext;
using FileID = uint32_t;

/// One run of the front end over one program. The stages are called in their
/// order; each returns false if the program has an error, and what is wrong is
/// then in the diagnostics.
class Compilation {
public:
  Compilation();
  ~Compilation();
  Compilation(const Compilation &) = delete;
  Compilation &operator=(const Compilation &) = delete;

  /// Reads a source file ("-" is standard input). A file that cannot be read
  /// is not a diagnostic: Error is set to the reason.
  bool load(llvm::StringRef Path, std::string &Error);
  /// Reads all modules below a directory. Messages name files relative to it.
  bool loadDirectory(llvm::StringRef Path, std::string &Error);
  /// Takes a text in memory instead; Name is used in messages.
  void addText(llvm::StringRef Name, llvm::StringRef Text);

  /// Adds the text of one module of a program; Name is used in messages.
  FileID addModule(llvm::StringRef Module, llvm::StringRef Name,
                   llvm::StringRef Text);

  bool parse();
  /// Resolves names and infers types.
  bool check();
  /// Lowers to the snow dialect. Null if there are errors, or if the result
  /// does not verify (which is a compiler bug and reported as one).
  mlir::OwningOpRef<mlir::ModuleOp> lower(mlir::MLIRContext &Context);

  /// The syntax tree as parsed.
  void printAST(llvm::raw_ostream &OS) const;

  bool hasErrors() const;

  enum class Format { Text, Colour, Json };
  /// Prints all diagnostics, warnings included, in source order.
  void printDiagnostics(llvm::raw_ostream &OS, Format F) const;

  //===--------------------------------------------------------------------===//
  // What tools read from a compilation, also one with errors
  //===--------------------------------------------------------------------===//

  const SourceManager &sources() const;
  const std::vector<Diagnostic> &diagnostics() const;
  const TypeContext &types() const;
  /// The trees of the modules, with what the check put into them.
  std::vector<const File *> files() const;
  llvm::StringRef moduleName(FileID File) const;

private:
  struct State;
  std::unique_ptr<State> S;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_FRONTEND_H
