//===- Validator.cpp - Well-formedness of terms without a type ------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "term/Validator.h"

#include "term/Reader.h"
#include "term/TermFormat.h"

#include <algorithm>
#include <string_view>
#include <vector>

using namespace snow::rt;

namespace {

class Validator {
public:
  Validator(const void *bytes, size_t size, TermScope scope,
            std::vector<size_t> *closures = nullptr)
      : reader(bytes, size), start(reader.position()),
        limited(scope == TermScope::CrossNode), closures(closures) {}

  bool run() {
    if (!item())
      return false;
    while (!open.empty()) {
      Open &top = open.back();
      if (!between(top))
        return false;
      if (top.left == 0) {
        open.pop_back();
        continue;
      }
      --top.left;
      if (top.named) {
        std::string_view name;
        if (!reader.text<uint16_t>(name))
          return false;
      }
      if (!item()) // May grow `open`.
        return false;
    }
    return true;
  }

  const uint8_t *position() const { return reader.position(); }

private:
  /// A collection whose items are being read.
  struct Open {
    size_t left;
    bool named;            // Each item has a field name in front.
    unsigned keyStride;    // 1: every item is a key; 2: every other; 0: none.
    const uint8_t *itemAt; // Start of the current key.
    std::vector<std::string_view> keys;
  };

  /// Notes the key that has just ended; at the end checks that all differ.
  bool between(Open &top) {
    if (!top.keyStride)
      return true;
    const uint8_t *here = reader.position();
    bool keyEnded = top.itemAt && (top.keyStride == 1 || top.left % 2 == 1);
    if (keyEnded)
      top.keys.emplace_back(reinterpret_cast<const char *>(top.itemAt),
                            static_cast<size_t>(here - top.itemAt));
    top.itemAt = here;
    if (top.left)
      return true;
    // Equal values have equal bytes, -0.0 and NaN apart, which are no keys that
    // a sender would write twice.
    std::sort(top.keys.begin(), top.keys.end());
    return std::adjacent_find(top.keys.begin(), top.keys.end()) ==
           top.keys.end();
  }

  bool enter(size_t count, bool named = false, unsigned keyStride = 0) {
    // Every item takes at least one byte.
    if (count > reader.left() || (limited && count > kMaxTermItems * 2))
      return false;
    if (limited && open.size() >= kMaxTermDepth)
      return false;
    open.push_back({count, named, keyStride, nullptr, {}});
    return true;
  }

  template <typename L>
  bool counted(unsigned perItem = 1, unsigned keyStride = 0) {
    L count;
    if (!reader.read(count) || (limited && count > kMaxTermItems))
      return false;
    return enter(size_t(count) * perItem, false, keyStride);
  }

  template <typename L> bool text() {
    std::string_view value;
    return reader.text<L>(value) &&
           (!limited || value.size() <= kMaxTermString);
  }

  bool item() {
    uint8_t byte;
    uint16_t fields;
    if (!reader.read(byte))
      return false;
    switch (static_cast<TermTag>(byte)) {
    case TermTag::Int:
    case TermTag::Float:
      return reader.skip(8);
    case TermTag::True:
    case TermTag::False:
    case TermTag::Unit:
    case TermTag::None:
      return true;
    case TermTag::String:
    case TermTag::Json:
      return text<uint32_t>();
    case TermTag::List:
    case TermTag::Queue:
      return counted<uint32_t>();
    case TermTag::Set:
      return counted<uint32_t>(1, 1);
    case TermTag::Map:
      return reader.read(byte) && byte == 0 && counted<uint32_t>(2, 2);
    case TermTag::Tuple:
      return counted<uint8_t>();
    case TermTag::Range:
      return reader.skip(16);
    case TermTag::Struct:
      return text<uint16_t>() && reader.read(fields) &&
             enter(fields, /*named=*/true);
    case TermTag::Sum:
      return text<uint16_t>() && reader.skip(1) && counted<uint16_t>();
    case TermTag::SenderPid:
    case TermTag::ReceiverPid: {
      uint64_t pid;
      return (byte == uint8_t(TermTag::SenderPid) || limited) &&
             reader.read(pid) && (!limited || pid >> 48 == 0);
    }
    case TermTag::ForeignPid:
      return limited && text<uint16_t>() && reader.skip(9);
    case TermTag::Some:
    case TermTag::Ok:
    case TermTag::Err:
      return enter(1);
    case TermTag::Ordering:
      return reader.read(byte) && byte <= 2;
    case TermTag::Function:
      return text<uint16_t>();
    case TermTag::Handle:
      return !limited && reader.skip(8);
    case TermTag::Closure: {
      auto offset = static_cast<size_t>(reader.position() - start);
      if (limited || !reader.skip(8))
        return false;
      if (closures)
        closures->push_back(offset);
      return true;
    }
    }
    return false;
  }

  Reader reader;
  const uint8_t *start;
  bool limited;
  std::vector<size_t> *closures; // Where their numbers are, if wanted.
  std::vector<Open> open;
};

} // namespace

size_t snow::rt::skipItem(const void *bytes, size_t size, TermScope scope) {
  if (!bytes)
    return 0;
  Validator validator(bytes, size, scope);
  if (!validator.run())
    return 0;
  return static_cast<size_t>(validator.position() -
                             static_cast<const uint8_t *>(bytes));
}

void snow::rt::collectClosures(const void *bytes, size_t size,
                               std::vector<size_t> &offsets) {
  Validator(bytes, size, TermScope::Local, &offsets).run();
}

bool snow::rt::validateTerm(const void *bytes, size_t size, TermScope scope) {
  if (!bytes || size < 2)
    return false;
  const auto *start = static_cast<const uint8_t *>(bytes);
  return start[0] == kTermVersion &&
         skipItem(start + 1, size - 1, scope) == size - 1;
}
