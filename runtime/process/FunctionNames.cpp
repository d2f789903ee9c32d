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
  std::vector<std::string> names;
  for (size_t end; (end = name.find('\0')) != name.npos;
       name.remove_prefix(end + 1))
    names.emplace_back(name.substr(0, end));
  names.emplace_back(name);
  std::lock_guard lock(mutex);
  descriptions[function] = std::move(names);
}

std::string FunctionNames::describe(const void *function) const {
  std::lock_guard lock(mutex);
  auto it = descriptions.find(function);
  return it == descriptions.end() ? "process" : it->second.front();
}

std::string FunctionNames::handler(const void *function, uint64_t tag) const {
  std::lock_guard lock(mutex);
  auto it = descriptions.find(function);
  return it != descriptions.end() && tag < it->second.size() - 1
             ? it->second[tag + 1]
             : "handler " + std::to_string(tag);
}
