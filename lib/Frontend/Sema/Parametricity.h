//===- Parametricity.h - Values that are generic in a type ------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What a value can do with a type that it is generic in shows in its type: data
// without functions holds nothing of it, and functions only hand it on.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_SEMA_PARAMETRICITY_H
#define SNOW_LIB_FRONTEND_SEMA_PARAMETRICITY_H

#include "snow/Frontend/Sema/Symbol.h"

namespace snow::frontend {

/// Whether values of a declared type hold functions or processes in fields.
bool holdsCode(const TypeSym *Decl);

/// Whether Var is part of T.
bool contains(Type *T, Type *Var);

/// Whether Var is part of a function inside T, or of the messages of a process.
bool isInCode(Type *T, Type *Var);

/// Whether Var is part of the messages of a process inside T.
bool isInMessage(Type *T, Type *Var);

/// Whether Var is part of a function that is such a message, or in one.
bool isInMessageCode(Type *T, Type *Var);

/// Whether a T with Any for Var can be made one with another type, and the
/// other way round: functions over Var stand by themselves or in tuples.
bool canConvert(Type *T, Type *Var);

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_SEMA_PARAMETRICITY_H
