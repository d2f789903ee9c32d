//===- TextView.cpp - Strings that share the bytes of others --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/TextView.h"

#include "value/Allocator.h"
#include "value/Heap.h"
#include "value/Strings.h"
#include "value/TextIndex.h"

#include <cstring>

using namespace snow::rt;

void *snow::rt::sliceOfText(void *string, std::string_view part,
                            size_t scalarsBefore, size_t scalars) {
  std::string_view text = textOf(string);
  if (part.size() == text.size()) {
    retainObject(string);
    return string;
  }
  const TextView *of = asView(string);
  void *whole = of ? of->whole : string;
  // Short ones are compared inline, and are quickly copied.
  if (part.size() <= kMaxBlock || part.size() < textOf(whole).size() / 2)
    return makeString(part);
  auto *view =
      static_cast<TextView *>(allocateWords(sizeof(TextView), "String"));
  headerOf(view)->size = kIndexMark | kViewSize;
  retainObject(whole);
  view->markedLength = part.size() | abi::kViewMark;
  std::memcpy(view->first, part.data(), sizeof view->first);
  view->bytes = part.data();
  view->whole = whole;
  view->scalarsBefore = scalarsBefore + (of ? of->scalarsBefore : 0);
  view->scalars = scalars;
  return view;
}

size_t snow::rt::dropView(void *block) {
  auto *view =
      reinterpret_cast<TextView *>(static_cast<snow_header *>(block) + 1);
  releaseObject(view->whole, nullptr);
  return sizeof(snow_header) + sizeof(TextView);
}
