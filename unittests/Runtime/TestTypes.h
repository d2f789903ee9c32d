//===- TestTypes.h - Run-time types for tests -------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_UNITTESTS_RUNTIME_TESTTYPES_H
#define SNOW_UNITTESTS_RUNTIME_TESTTYPES_H

#include "ProgramRunner.h"

#include <algorithm>
#include <cstring>
#include <deque>

namespace snow::test {

/// Builds snow_type descriptions that live as long as the object.
class TypeMaker {
public:
  const snow_type *make(uint32_t kind, std::vector<const snow_type *> children,
                        const char *name = nullptr,
                        const std::vector<const char *> &fields = {}) {
    childLists.push_back(std::move(children));
    fieldLists.emplace_back();
    for (const char *field : fields)
      fieldLists.back().push_back(str(field));
    types.push_back({kind, static_cast<uint32_t>(childLists.back().size()),
                     name ? str(name) : nullptr, childLists.back().data(),
                     fields.empty() && kind != SNOW_TYPE_STRUCT
                         ? nullptr
                         : fieldLists.back().data(),
                     nullptr, SNOW_TYPE_HAS_DISPLAY});
    return &types.back();
  }
  const snow_type *list(const snow_type *element) {
    return make(SNOW_TYPE_LIST, {element});
  }
  const snow_type *tuple(std::vector<const snow_type *> elements) {
    return make(SNOW_TYPE_TUPLE, std::move(elements));
  }
  const snow_type *variant(const char *name,
                           std::vector<const snow_type *> fields) {
    return make(SNOW_TYPE_TUPLE, std::move(fields), name);
  }

  std::deque<snow_type> types;
  std::deque<std::vector<const snow_type *>> childLists;
  std::deque<std::vector<const void *>> fieldLists;
};

inline int64_t word(const void *object) {
  return reinterpret_cast<int64_t>(object);
}

/// A new object of words.
inline int64_t object(std::vector<int64_t> words) {
  auto *memory = static_cast<int64_t *>(
      snow_alloc(static_cast<int64_t>(8 * (words.empty() ? 1 : words.size()))));
  std::copy(words.begin(), words.end(), memory);
  return word(memory);
}
inline int64_t list(std::vector<int64_t> words) {
  return word(snow_list_make(words.data(), static_cast<int64_t>(words.size())));
}
inline int64_t result(uint8_t tag, int64_t value) {
  auto *memory = static_cast<snow_result *>(snow_alloc(sizeof(snow_result)));
  memory->tag = tag;
  memory->value = value;
  return word(memory);
}
inline int64_t any(const snow_type *type, int64_t value) {
  auto *memory = static_cast<snow_any *>(snow_alloc(sizeof(snow_any)));
  memory->type = type;
  memory->value = value;
  return word(memory);
}
/// A counted String, if it has more than one byte.
inline int64_t fresh(const char *content) {
  std::string_view whole(content);
  return word(snow_string_concat(
      str(whole.substr(0, 1)), whole.empty() ? nullptr : str(whole.substr(1))));
}
inline int64_t real(double value) {
  int64_t bits;
  std::memcpy(&bits, &value, 8);
  return bits;
}
inline std::string display(const snow_type *type, int64_t value) {
  void *string = snow_value_display(arg(*type), value);
  std::string copy = text(string);
  snow_release(string, arg(kString));
  return copy;
}
inline std::string inspect(const snow_type *type, int64_t value) {
  void *string = snow_value_inspect(arg(*type), value);
  std::string copy = text(string);
  snow_release(string, arg(kString));
  return copy;
}

} // namespace snow::test

#endif // SNOW_UNITTESTS_RUNTIME_TESTTYPES_H
