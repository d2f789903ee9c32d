//===- Naming.h - Names of generated functions ------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The names that the runtime specification fixes for generated code
// (section 3). Every pass that makes or looks for such a function asks here.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_NAMING_H
#define SNOW_DIALECT_SNOW_IR_NAMING_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace snow {

/// `GetCount` -> `get_count`: an underscore before every upper-case letter but
/// the first, then lower case.
std::string toSnakeCase(llvm::StringRef name);

/// The part of a generated name that stands for a service or supervisor:
/// `Counter` and `Main.Counter` -> `counter`, `Shop.Cart` -> `shop_cart`.
std::string getGeneratedStem(llvm::StringRef symbol);

/// The name under which a function is registered and shown: `Main.fib` ->
/// `fib`, `Geometry.area` as it is.
llvm::StringRef getRegisteredName(llvm::StringRef symbol);

/// The qualified name of a declared type, as terms carry it: `Main.Point` ->
/// `Point`, and of an instance of a generic type `Geo.Box$Int` -> `Geo.Box`.
std::string getShownTypeName(llvm::StringRef symbol);

/// Whether a symbol is a generated function, a closure or a local function:
/// the name behind its module begins with `__`.
bool isGeneratedName(llvm::StringRef symbol);

} // namespace snow

#endif // SNOW_DIALECT_SNOW_IR_NAMING_H
