//===- FunctionNames.h - Functions known by name ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PROCESS_FUNCTIONNAMES_H
#define SNOW_RUNTIME_PROCESS_FUNCTIONNAMES_H

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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

  /// The names of a service's handlers follow, each behind a zero byte.
  void describe(const void *function, std::string_view name);
  /// `process` if the function was never described.
  std::string describe(const void *function) const;
  /// Of the handler with this tag; `handler TAG` if it has none.
  std::string handler(const void *function, uint64_t tag) const;

private:
  mutable std::mutex mutex;
  std::unordered_map<std::string, Entry> entries;
  /// The name and those of the handlers.
  std::unordered_map<const void *, std::vector<std::string>> descriptions;
};

} // namespace snow::rt

#endif // SNOW_RUNTIME_PROCESS_FUNCTIONNAMES_H
