//===- Index.h - What stands where in a checked program ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_LSP_INDEX_H
#define SNOW_LIB_LSP_INDEX_H

#include "snow/Frontend/Frontend.h"
#include "snow/Frontend/Sema/Symbol.h"
#include <vector>

namespace snow::lsp {

/// A stretch of a file with its type, or with the symbol that it names.
struct Occurrence {
  frontend::Span Where;
  frontend::Type *Ty = nullptr;
  const frontend::Symbol *Sym = nullptr;
  /// Where a field is declared, which is no symbol.
  frontend::Span Declared = {};
  llvm::StringRef Name = {};
};

/// A local name, and where it can be used.
struct LocalName {
  llvm::StringRef Name;
  frontend::Type *Ty;
  frontend::Span Visible;
};

/// Built from the trees of a compilation after its check, which must live at
/// least as long. Trees with errors have gaps, nothing else.
class Index {
public:
  explicit Index(const frontend::Compilation &Program);

  /// The smallest occurrence of a name at the place, else of any expression.
  const Occurrence *find(frontend::FileID File, uint32_t Offset) const;
  /// The expression in front of the dot whose member ends at the place.
  const frontend::Expr *findBase(frontend::FileID File, uint32_t Offset) const;
  std::vector<const LocalName *> localsAt(frontend::FileID File,
                                          uint32_t Offset) const;
  const std::vector<Occurrence> &all() const { return Occurrences; }

private:
  friend class IndexBuilder;
  struct Member {
    frontend::Span Where;
    const frontend::Expr *Base;
  };
  std::vector<Occurrence> Occurrences;
  std::vector<Member> Members;
  std::vector<LocalName> Locals;
};

} // namespace snow::lsp

#endif // SNOW_LIB_LSP_INDEX_H
