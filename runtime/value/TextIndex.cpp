//===- TextIndex.cpp - Where the scalars of a long text stand -------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/TextIndex.h"

#include "process/Reductions.h"
#include "value/Allocator.h"
#include "value/Heap.h"
#include "value/Strings.h"
#include "value/Unicode.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

using namespace snow::rt;

namespace {

constexpr size_t kStep = 64;

/// Text may be added at the end of an indexed String, nothing else changes it.
class TextIndex {
public:
  explicit TextIndex(uint64_t objectSize) : objectSize(objectSize) {}

  /// Of the String object, in bytes.
  const uint64_t objectSize;

  /// Whether the scalar with the number is a byte of ASCII behind nothing but
  /// such: then its offset is its number.
  bool isBehindAscii(size_t number) const {
    // Relaxed: these bytes of the text, which the caller sees, never change.
    return number < ascii.load(std::memory_order_relaxed);
  }

  size_t offsetOf(std::string_view text, size_t number) {
    std::lock_guard guard(lock);
    coverAscii(text, number);
    if (isBehindAscii(number))
      return number;
    size_t block = number / kStep;
    cover(text, block);
    if (block >= starts.size())
      block = starts.size() - 1;
    Place from = {block * kStep, starts[block]};
    // Mostly the scalar at or behind the last one that was asked for.
    if (last.scalar > from.scalar && last.scalar <= number &&
        text.size() == lastSize)
      from = last;
    size_t at = offsetOfScalar(text, number - from.scalar, from.byte);
    if (at < text.size()) {
      last = {number, at};
      lastSize = text.size();
    }
    return at;
  }

  size_t length(std::string_view text) {
    if (isBehindAscii(text.size() - 1))
      return text.size();
    std::lock_guard guard(lock);
    coverAscii(text, text.size());
    if (isBehindAscii(text.size() - 1))
      return text.size();
    if (countedSize != text.size()) {
      cover(text, SIZE_MAX);
      size_t whole = starts.size() - 1;
      countElements(text.size() - starts[whole]);
      count = whole * kStep + countScalars(text.substr(starts[whole]));
      countedSize = text.size();
    }
    return count;
  }

private:
  struct Place {
    size_t scalar, byte;
  };

  /// Looks for ASCII up to a scalar, and on for as long again: a text that is
  /// read from its front is looked at once, and one that is read nowhere else
  /// not as a whole.
  void coverAscii(std::string_view text, size_t number) {
    size_t from = ascii.load(std::memory_order_relaxed);
    size_t stop =
        number < text.size() / 2 ? 2 * number + kMaxBlock : text.size();
    stop = std::min(stop, text.size());
    if (stop <= from)
      return;
    size_t at = from + asciiPrefix(text.substr(0, stop), from);
    while (at < stop && static_cast<uint8_t>(text[at]) < 0x80)
      ++at;
    countElements(at - from);
    // Relaxed: see isBehindAscii; only who holds the lock writes.
    ascii.store(at, std::memory_order_relaxed);
  }

  /// Finds where the steps up to a number begin, as far as text that is added
  /// cannot change it: it could complete a sequence at the end.
  void cover(std::string_view text, size_t block) {
    while (starts.size() <= block) {
      size_t next = offsetOfScalar(text, kStep, starts.back());
      if (next + 3 > text.size())
        return;
      countElements(next - starts.back());
      starts.push_back(next);
    }
  }

  std::atomic<size_t> ascii = 0; ///< So many bytes of ASCII are in front.
  std::mutex lock; ///< Held for a scan at most; nobody waits under it.
  std::vector<size_t> starts{0}; ///< Byte offsets of the scalars 0, 64, ...
  Place last{0, 0};              ///< The one asked for last, in a text of
  size_t lastSize = 0;           ///< this size.
  size_t count = 0;              ///< The scalars of a text of
  size_t countedSize = 0;        ///< this size.
};

TextIndex *indexOf(uint64_t markedSize) {
  return reinterpret_cast<TextIndex *>(markedSize & ~kIndexMark);
}

/// Texts of the program and constants are never freed, and may lie in memory
/// that cannot be written.
TextIndex &staticIndex(const void *string) {
  // Mostly the one that was asked for last.
  static thread_local const void *last = nullptr;
  static thread_local TextIndex *lastIndex = nullptr;
  if (string == last)
    return *lastIndex;
  static std::mutex mutex;
  static auto *indexes =
      new std::unordered_map<const void *, std::unique_ptr<TextIndex>>();
  std::lock_guard guard(mutex);
  auto &index = (*indexes)[string];
  if (!index)
    index = std::make_unique<TextIndex>(0);
  last = string;
  lastIndex = index.get();
  return *index;
}

/// The index of a String that is long enough for one, else null.
TextIndex *findIndex(const void *string, size_t size) {
  // Blocks that are given back by their size have none.
  if (size <= kMaxBlock)
    return nullptr;
  if (isStatic(string))
    return &staticIndex(string);
  std::atomic_ref<uint64_t> word(headerOf(string)->size);
  // Acquire: the index is seen whole by who sees its address.
  uint64_t old = word.load(std::memory_order_acquire);
  if (old & kIndexMark)
    return indexOf(old);
  auto index = std::make_unique<TextIndex>(old);
  // Release: as above; acquire: another process may have been faster.
  if (!word.compare_exchange_strong(
          old, reinterpret_cast<uint64_t>(index.get()) | kIndexMark,
          std::memory_order_acq_rel, std::memory_order_acquire))
    return indexOf(old);
  return index.release();
}

} // namespace

size_t snow::rt::lengthOfText(const void *string) {
  std::string_view text = textOf(string);
  if (TextIndex *index = findIndex(string, text.size()))
    return index->length(text);
  countElements(text.size());
  return countScalars(text);
}

size_t snow::rt::offsetInText(const void *string, size_t number) {
  std::string_view text = textOf(string);
  if (TextIndex *index = findIndex(string, text.size()))
    return index->isBehindAscii(number) ? number
                                        : index->offsetOf(text, number);
  size_t at = offsetOfScalar(text, number);
  countElements(at);
  return at;
}

bool snow::rt::isKnownAscii(const void *string, size_t number) {
  TextIndex *index = findIndex(string, textOf(string).size());
  return index && index->isBehindAscii(number);
}

size_t snow::rt::sizeOfText(void *string) {
  uint64_t size = headerOf(string)->size;
  return size & kIndexMark ? indexOf(size)->objectSize : size;
}

void snow::rt::dropTextIndex(void *string) {
  uint64_t size = headerOf(string)->size;
  if (!(size & kIndexMark))
    return;
  headerOf(string)->size = indexOf(size)->objectSize;
  delete indexOf(size);
}

void snow::rt::freeTextIndex(uint64_t markedSize) {
  delete indexOf(markedSize);
}
