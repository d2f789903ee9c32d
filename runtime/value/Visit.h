//===- Visit.h - What an object holds ---------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_VALUE_VISIT_H
#define SNOW_RUNTIME_VALUE_VISIT_H

#include "value/BuiltinTypes.h"
#include "value/Heap.h"
#include "value/JsonValue.h"
#include "value/Table.h"

namespace snow::rt {

/// Calls `visit(type, word)` for every reference that an object of the type
/// holds and counts: not for Ints and the like.
template <typename Visit>
void visitReferences(const snow_type *type, int64_t object, Visit &&visit) {
  if (!object)
    return;
  auto each = [&](const Children &children) {
    if (children.single) {
      if (isObjectKind(children.single->kind))
        for (size_t i = 0; i != children.count; ++i)
          visit(children.single, children.words[i]);
      return;
    }
    for (size_t i = 0; i != children.count; ++i)
      if (isObjectKind(children.types[i]->kind))
        visit(children.types[i], children.words[i]);
  };
  switch (type->kind) {
  case SNOW_TYPE_LIST:
  case SNOW_TYPE_QUEUE:
    // A slice counts its owner only, which holds the elements.
    if (snow_list *owner = toPointer<snow_list>(object)->owner)
      return visit(type, toWord(owner));
    return each(childrenOf(type, object));
  case SNOW_TYPE_TUPLE:
  case SNOW_TYPE_STRUCT:
  case SNOW_TYPE_SUM:
  case SNOW_TYPE_OPTION:
  case SNOW_TYPE_RESULT:
    return each(childrenOf(type, object));
  case SNOW_TYPE_FUNCTION: {
    auto *closure = toPointer<snow_closure>(object);
    if (closure->env)
      each({closure->env->children, nullptr, closure->captures,
            closure->env->count});
    return;
  }
  case SNOW_TYPE_ANY: {
    auto *any = toPointer<snow_any>(object);
    if (isObjectType(any->type))
      visit(any->type, any->value);
    return;
  }
  case SNOW_TYPE_MAP:
  case SNOW_TYPE_SET: {
    bool map = type->kind == SNOW_TYPE_MAP;
    const snow_type *key = type->children[0];
    const snow_type *value = map ? type->children[1] : nullptr;
    bool keys = isObjectType(key), values = isObjectType(value);
    if (!keys && !values)
      return;
    Table &table = *toPointer<Table>(object);
    for (size_t i = 0; i != table.used; ++i) {
      int64_t *entry = table.entry(i, map);
      if (!entry[0])
        continue;
      if (keys)
        visit(key, entry[1]);
      if (values)
        visit(value, entry[2]);
    }
    return;
  }
  case SNOW_TYPE_JSON: {
    auto *json = toPointer<JsonValue>(object);
    if (const snow_type *held = jsonContentType(json->kind))
      visit(held, json->word);
    return;
  }
  default:
    return;
  }
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_VALUE_VISIT_H
