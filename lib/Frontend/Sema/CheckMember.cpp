//===- CheckMember.cpp - Fields and methods behind a dot ------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Checker.h"

using namespace snow::frontend;

void Checker::solveMember(const Constraint &C, Type *T) {
  Diags.report(DiagCode::E0030, C.Where,
               "no field or method `" + C.Name + "` on " + print(T));
  expect(C.Args[0], Types.errorType(), C.Where);
}
