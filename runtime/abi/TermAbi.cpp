//===- TermAbi.cpp - C entries: terms -------------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "mailbox/Mailbox.h"
#include "process/Reductions.h"
#include "term/ClosureTable.h"
#include "term/Decoder.h"
#include "term/Encoder.h"
#include "term/Validator.h"
#include "value/Convert.h"
#include "value/Heap.h"

using namespace snow::rt;

/// Never inlined: see currentWorker.
static __attribute__((noinline)) std::vector<uint8_t> &threadBuffer() {
  static thread_local std::vector<uint8_t> buffer;
  return buffer;
}

/// A tuple of the values, as far as they are of the types. They stay the
/// supervisor's, which starts a child with them again.
static void *takeValues(const snow_type *type, const StartValues &values) {
  size_t count = type->count;
  if (values.words.size() != count)
    panic("bad spawn arguments");
  auto *tuple = static_cast<int64_t *>(allocateObject(8 * count));
  for (size_t i = 0; i != count; ++i) {
    if (convertValue(values.types->children[i], values.words[i],
                     type->children[i], tuple[i]))
      continue;
    while (i-- != 0)
      releaseWord(type->children[i], tuple[i]);
    freeShell(tuple);
    panic("bad spawn arguments");
  }
  return tuple;
}

extern "C" {

void *snow_term_encode(void *type, int64_t value, int64_t reserve,
                       void *out_size) {
  Process *self = currentProcess();
  std::vector<uint8_t> &buffer =
      self ? self->sideBlock().termBuffer : threadBuffer();
  size_t front =
      reserve < 0 || reserve > kMaxLength ? 0 : static_cast<size_t>(reserve);
  buffer.assign(front, 0);
  if (!encodeTerm(static_cast<const snow_type *>(type), value, buffer))
    panic("argument cannot be serialised");
  countElements(buffer.size());
  if (out_size)
    *static_cast<int64_t *>(out_size) =
        static_cast<int64_t>(buffer.size() - front);
  return buffer.data();
}

int8_t snow_term_decode(void *type, void *bytes, int64_t size, void *out) {
  if (!out || size < 0 || size > kMaxLength ||
      !decodeTerm(static_cast<const snow_type *>(type), bytes,
                  static_cast<size_t>(size), *static_cast<int64_t *>(out)))
    return 0;
  countElements(static_cast<size_t>(size));
  dropClosures(bytes, static_cast<size_t>(size));
  return 1;
}

void *snow_term_decode_args(void *type, void *args) {
  Process *self = currentProcess();
  const StartValues *values =
      self && self->side ? self->side->startValues : nullptr;
  if (values && values == args)
    return takeValues(static_cast<const snow_type *>(type), *values);
  auto *bytes = static_cast<const uint8_t *>(args);
  int64_t word = 0;
  // The term is well formed, so its own structure says where it ends.
  size_t size = bytes ? skipItem(bytes + 1, static_cast<size_t>(kMaxLength),
                                 TermScope::Local)
                      : 0;
  if (!size ||
      !decodeTerm(static_cast<const snow_type *>(type), bytes, size + 1, word))
    panic("bad spawn arguments");
  dropClosures(bytes, size + 1);
  return reinterpret_cast<void *>(word);
}

} // extern "C"
