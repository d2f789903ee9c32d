//===- TypeRegistry.h - User types by name ----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// Terms carry the names of structs and sums only. Where a receiver takes
// anything, the description comes from here.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_TYPEREGISTRY_H
#define SNOW_RUNTIME_VALUE_TYPEREGISTRY_H

#include "snow/Runtime/ABI/Runtime.h"

#include <string_view>
#include <vector>

namespace snow::rt {

/// Adds a struct or sum description; one that is there already is left out.
void registerType(const snow_type *type);

/// The types of that kind and qualified name, in the order of registration:
/// several if a generic type is used at several arguments.
std::vector<const snow_type *> findTypes(uint32_t kind, std::string_view name);

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_TYPEREGISTRY_H
