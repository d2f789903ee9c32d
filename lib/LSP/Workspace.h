//===- Workspace.h - Open files and the programs they belong to -*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_LSP_WORKSPACE_H
#define SNOW_LIB_LSP_WORKSPACE_H

#include "Index.h"
#include "llvm/Support/LSP/Protocol.h"
#include <map>
#include <optional>

namespace snow::lsp {

/// A checked program: the file asked for and the modules around it.
struct Analysis {
  frontend::Compilation Program;
  std::unique_ptr<Index> Names;
  frontend::FileID File = 0;
  /// Where the files of the program are, by FileID; others have no place.
  std::map<frontend::FileID, std::string> Paths;

  llvm::lsp::Range range(frontend::Span S) const;
  /// Nothing for what is not in a file of the program.
  std::optional<llvm::lsp::Location> location(frontend::Span S) const;
  uint32_t offset(llvm::lsp::Position P) const;
};

class Workspace {
public:
  void open(llvm::StringRef Path, std::string Text, int64_t Version);
  void close(llvm::StringRef Path);
  bool isOpen(llvm::StringRef Path) const { return Documents.contains(Path); }
  llvm::StringRef text(llvm::StringRef Path) const;
  int64_t version(llvm::StringRef Path) const;

  /// The program that an open file belongs to: if a folder above it has a
  /// main.snow, all modules there; otherwise the file alone. The result stays
  /// valid until a document changes.
  Analysis &analyze(llvm::StringRef Path);
  /// The same with another text for the file.
  std::unique_ptr<Analysis> analyzeWith(llvm::StringRef Path,
                                        llvm::StringRef Text) const;

private:
  struct Document {
    std::string Text;
    int64_t Version = 0;
  };
  std::map<std::string, Document, std::less<>> Documents;
  std::map<std::string, std::unique_ptr<Analysis>, std::less<>> Results;
};

/// The protocol counts UTF-16 units in a line.
llvm::lsp::Position toPosition(llvm::StringRef Text, uint32_t Offset);
uint32_t toOffset(llvm::StringRef Text, llvm::lsp::Position P);

} // namespace snow::lsp

#endif // SNOW_LIB_LSP_WORKSPACE_H
