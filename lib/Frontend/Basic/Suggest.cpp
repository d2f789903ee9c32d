//===- Suggest.cpp - What a misspelt name may mean ------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Suggest.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

using llvm::StringRef;

/// The letters that differ; an abbreviation is as good as one wrong letter. Of
/// four letters two wrong ones are too many, unless they have changed places.
static unsigned distance(StringRef Name, StringRef Other, unsigned Limit) {
  if (Name.size() >= 3 && Other.starts_with(Name))
    return 1;
  unsigned Result = Name.edit_distance(Other, true, Limit);
  if (Result < 2 || Name.size() > 4)
    return Result;
  std::string A = Name.str(), B = Other.str();
  llvm::sort(A);
  llvm::sort(B);
  return A == B ? Result : Limit + 1;
}

static StringRef closestName(StringRef Name,
                             llvm::ArrayRef<StringRef> Candidates) {
  // A third of the letters may be wrong; one-letter names match nothing.
  unsigned Best = Name.size() / 3 + 1;
  StringRef Result;
  if (Name.size() < 2)
    return Result;
  auto lengthGap = [&](StringRef C) {
    return C.size() > Name.size() ? C.size() - Name.size()
                                  : Name.size() - C.size();
  };
  for (StringRef C : Candidates) {
    if (C == Name)
      continue;
    unsigned Distance = distance(Name, C, Best);
    if (Distance > Best)
      continue;
    // Two letters that changed places keep the length.
    if (Distance < Best || Result.empty() || lengthGap(C) < lengthGap(Result))
      Result = C;
    Best = Distance;
  }
  return Result;
}

bool snow::frontend::suggest(DiagnosticEngine::Builder &D, StringRef Name,
                             llvm::ArrayRef<StringRef> Candidates) {
  StringRef Close = closestName(Name, Candidates);
  if (Close.empty())
    return false;
  D.fix("did you mean `" + Close + "`?");
  return true;
}
