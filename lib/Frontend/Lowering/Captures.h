//===- Captures.h - What closures use of their surroundings -----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_LOWERING_CAPTURES_H
#define SNOW_LIB_FRONTEND_LOWERING_CAPTURES_H

#include "snow/Frontend/Sema/Symbol.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace snow::frontend {

class CaptureAnalysis {
public:
  /// The variables that F does not bind itself and needs, in order of their
  /// first use. A local function that it calls needs its own.
  llvm::ArrayRef<LocalVar *> of(Lambda *F);

private:
  using VarSet = llvm::SmallSetVector<LocalVar *, 8>;
  struct Info {
    VarSet Free;
    VarSet Bound;
    llvm::SmallSetVector<Lambda *, 2> Calls;
  };

  void scan(Lambda *F);
  void collect(Expr *E, Info &Out, VarSet &Used);
  void collect(Lambda *F, Info &Out, VarSet &Used);
  bool enter(Expr *E, Info &Out, VarSet &Used);

  llvm::MapVector<Lambda *, std::unique_ptr<Info>> Infos;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_LOWERING_CAPTURES_H
