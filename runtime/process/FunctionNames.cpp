//===- FunctionNames.cpp - Functions known by name ------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/FunctionNames.h"

using namespace snow::rt;

void FunctionNames::add(std::string_view name, Entry entry) {
  std::lock_guard lock(mutex);
  entries[std::string(name)] = entry;
}

FunctionNames::Entry FunctionNames::find(std::string_view name) const {
  std::lock_guard lock(mutex);
  auto it = entries.find(std::string(name));
  return it == entries.end() ? nullptr : it->second;
}

void FunctionNames::describe(const void *function, std::string_view name) {
  std::lock_guard lock(mutex);
  descriptions[function] = name;
}

std::string FunctionNames::describe(const void *function) const {
  std::lock_guard lock(mutex);
  auto it = descriptions.find(function);
  return it == descriptions.end() ? "process" : it->second;
}
