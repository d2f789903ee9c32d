//===- LeakCheck.cpp - Objects alive at the end of a program --------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "value/LeakCheck.h"

#include "platform/Fatal.h"
#include "sim/Sim.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <map>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unwind.h>
#include <utility>
#include <vector>

using namespace snow::rt;

namespace {

constexpr size_t kFrames = 5;  // Noted, the innermost first.
constexpr size_t kSkipped = 2; // Of this file.
constexpr size_t kMaxLines = 40;

using Place = std::array<const void *, kFrames>;

struct Note {
  size_t size;
  const char *kind;
  Place place;
};

struct Notes {
  std::mutex mutex;
  std::unordered_map<const void *, Note> objects;
};
Notes &notes() {
  static auto *instance = new Notes();
  return *instance;
}

struct Walk {
  Place place{};
  size_t seen = 0;
};

_Unwind_Reason_Code visitFrame(_Unwind_Context *context, void *data) {
  auto &walk = *static_cast<Walk *>(data);
  auto *address = reinterpret_cast<const void *>(_Unwind_GetIP(context));
  if (!address)
    return _URC_END_OF_STACK;
  if (walk.seen >= kSkipped)
    walk.place[walk.seen - kSkipped] = address;
  return ++walk.seen == kSkipped + kFrames ? _URC_END_OF_STACK : _URC_NO_REASON;
}

/// The function's name if the program exports it, else its place in the file,
/// as addr2line takes it.
std::string describe(const void *address) {
  Dl_info info;
  if (!::dladdr(address, &info) || !info.dli_fbase)
    return "?";
  if (info.dli_sname)
    return info.dli_sname;
  char text[32];
  std::snprintf(text, sizeof text, "+0x%zx",
                static_cast<size_t>(static_cast<const char *>(address) -
                                    static_cast<const char *>(info.dli_fbase)));
  return text;
}

} // namespace

const bool snow::rt::leakCheckIsOn = [] {
  const char *value = std::getenv("SNOW_CHECK_LEAKS");
  // A leak is one of the failures that the twin looks for.
  if constexpr (kSimulated)
    if (!value)
      return std::getenv("SNOW_SIM_SEED") || std::getenv("SNOW_SIM_SEEDS");
  return value && std::strcmp(value, "1") == 0;
}();

void snow::rt::noteObject(const void *object, size_t size, const char *kind) {
  Walk walk;
  bool isToldOnly = false; // Whether there is a leak, not where.
  if constexpr (kSimulated)
    isToldOnly = sim::isSearching();
  if (!isToldOnly)
    _Unwind_Backtrace(visitFrame, &walk);
  Notes &n = notes();
  std::lock_guard lock(n.mutex);
  n.objects[object] = {size, kind, walk.place};
}

void snow::rt::forgetNote(const void *object) {
  Notes &n = notes();
  std::lock_guard lock(n.mutex);
  n.objects.erase(object);
}

bool snow::rt::reportLeaks() {
  Notes &n = notes();
  std::lock_guard lock(n.mutex);
  if (n.objects.empty())
    return false;
  std::map<std::pair<std::string, Place>, size_t> groups;
  for (const auto &[object, note] : n.objects)
    ++groups[{std::string(note.kind) + " of " + std::to_string(note.size) +
                  " bytes",
              note.place}];
  std::vector<std::pair<size_t, std::string>> lines;
  for (const auto &[group, count] : groups) {
    std::string line = "  " + std::to_string(count) + " " + group.first;
    for (const void *address : group.second)
      if (address)
        line += " < " + describe(address);
    lines.emplace_back(count, std::move(line));
  }
  std::sort(lines.begin(), lines.end(),
            [](const auto &a, const auto &b) { return a.first > b.first; });
  report("leak: " + std::to_string(n.objects.size()) + " objects");
  for (size_t i = 0; i != std::min(lines.size(), kMaxLines); ++i)
    writeError(lines[i].second + "\n");
  n.objects.clear();
  return true;
}
