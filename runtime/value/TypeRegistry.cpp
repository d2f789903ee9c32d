//===- TypeRegistry.cpp - User types by name ------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/TypeRegistry.h"

#include "value/Strings.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <string>

using namespace snow::rt;

namespace {
struct Registry {
  std::mutex mutex;
  std::map<std::string, std::vector<const snow_type *>, std::less<>> types;
};
Registry &registry() {
  static Registry instance;
  return instance;
}
} // namespace

void snow::rt::registerType(const snow_type *type) {
  if (!type || !type->name)
    return;
  Registry &r = registry();
  std::lock_guard lock(r.mutex);
  auto &list = r.types[std::string(textOf(type->name))];
  if (std::find(list.begin(), list.end(), type) == list.end())
    list.push_back(type);
}

std::vector<const snow_type *> snow::rt::findTypes(uint32_t kind,
                                                   std::string_view name) {
  Registry &r = registry();
  std::lock_guard lock(r.mutex);
  std::vector<const snow_type *> found;
  if (auto it = r.types.find(name); it != r.types.end())
    for (const snow_type *type : it->second)
      if (type->kind == kind)
        found.push_back(type);
  return found;
}
