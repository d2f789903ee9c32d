//===- ASTContext.h - Memory of the syntax tree -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_AST_ASTCONTEXT_H
#define SNOW_FRONTEND_AST_ASTCONTEXT_H

#include "snow/Frontend/SourceManager.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Allocator.h"
#include <type_traits>
#include <utility>

namespace snow::frontend {

/// Nodes, their arrays and their strings live here until the context dies; no
/// destructor of a node ever runs.
class ASTContext {
public:
  template <typename T, typename... Args> T *make(Args &&...A) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (Arena.Allocate<T>()) T(std::forward<Args>(A)...);
  }

  template <typename T> llvm::MutableArrayRef<T> copy(llvm::ArrayRef<T> From) {
    static_assert(std::is_trivially_destructible_v<T>);
    T *To = Arena.Allocate<T>(From.size());
    std::uninitialized_copy(From.begin(), From.end(), To);
    return {To, From.size()};
  }
  template <typename T>
  llvm::MutableArrayRef<T> copy(const llvm::SmallVectorImpl<T> &From) {
    return copy(llvm::ArrayRef<T>(From));
  }

  llvm::StringRef copy(llvm::StringRef From) {
    char *To = Arena.Allocate<char>(From.size() + 1);
    std::uninitialized_copy(From.begin(), From.end(), To);
    return {To, From.size()};
  }

  llvm::BumpPtrAllocator &arena() { return Arena; }

private:
  llvm::BumpPtrAllocator Arena;
};

/// A name as written, with its place.
struct Ident {
  llvm::StringRef Name;
  Span Where;

  bool empty() const { return Name.empty(); }
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_AST_ASTCONTEXT_H
