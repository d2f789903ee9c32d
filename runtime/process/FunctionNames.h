//===- FunctionNames.h - Functions known by name ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_FUNCTIONNAMES_H
#define SNOW_RUNTIME_PROCESS_FUNCTIONNAMES_H

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace snow::rt {

/// The table for remote spawn (name -> entry) and the names for crash reports
/// (process function -> name).
class FunctionNames {
public:
  using Entry = void (*)(void *args);

  /// A second registration of a name replaces the first.
  void add(std::string_view name, Entry entry);
  /// Null if the name is unknown.
  Entry find(std::string_view name) const;

  void describe(const void *function, std::string_view name);
  /// `process` if the function was never described.
  std::string describe(const void *function) const;

private:
  mutable std::mutex mutex;
  std::unordered_map<std::string, Entry> entries;
  std::unordered_map<const void *, std::string> descriptions;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_FUNCTIONNAMES_H
