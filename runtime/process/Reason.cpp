//===- Reason.cpp - Why a process ended -----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process/Reason.h"

#include <cstring>

using namespace snow::rt;

namespace {

/// Declaration order of ExitReason in the language specification.
constexpr ReasonCode kVariants[] = {
    ReasonCode::Normal, ReasonCode::Shutdown, ReasonCode::Killed,
    ReasonCode::Error,  ReasonCode::NoProc,   ReasonCode::NoConnection,
    ReasonCode::Custom};
constexpr uint64_t kVariantCount = sizeof(kVariants) / sizeof(kVariants[0]);

bool hasText(ReasonCode code) {
  return code == ReasonCode::Error || code == ReasonCode::Custom;
}

} // namespace

std::string Reason::display() const {
  switch (code) {
  case ReasonCode::Normal:
  case ReasonCode::Linked:
    return "Normal";
  case ReasonCode::Error:
    return "Error(" + text + ")";
  case ReasonCode::Killed:
    return "Killed";
  case ReasonCode::Shutdown:
    return "Shutdown";
  case ReasonCode::Custom:
    return "Custom(" + text + ")";
  case ReasonCode::NoConnection:
    return "NoConnection";
  case ReasonCode::NoProc:
    return "NoProc";
  }
  return "Normal";
}

std::string Reason::jobText() const {
  if (hasText(code))
    return text;
  std::string name = display();
  for (char &c : name)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  return name;
}

void Reason::encode(std::vector<uint8_t> &out) const {
  out.push_back(static_cast<uint8_t>(code));
  if (!hasText(code))
    return;
  uint64_t length = text.size();
  if (length > kMaxReasonText) {
    length = kMaxReasonText;
    while (length && (static_cast<uint8_t>(text[length]) & 0xC0) == 0x80)
      --length;
  }
  for (int i = 0; i != 8; ++i)
    out.push_back(static_cast<uint8_t>(length >> (8 * i)));
  out.insert(out.end(), text.begin(),
             text.begin() + static_cast<ptrdiff_t>(length));
}

Reason snow::rt::reasonFromObject(const void *object) {
  Reason reason;
  if (!object)
    return reason;
  const auto *value = static_cast<const snow_exit_reason *>(object);
  if (value->variant >= kVariantCount)
    return reason;
  reason.code = kVariants[value->variant];
  if (hasText(reason.code) && value->text) {
    const auto *text = static_cast<const snow_string *>(value->text);
    reason.text.assign(reinterpret_cast<const char *>(text + 1), text->length);
  }
  return reason;
}

uint64_t snow::rt::reasonVariant(ReasonCode code) {
  for (uint64_t i = 0; i != kVariantCount; ++i)
    if (kVariants[i] == code)
      return i;
  return 0;
}

size_t snow::rt::decodeReason(const uint8_t *bytes, size_t size, Reason &out) {
  size_t at = 0;
  // Each nested `linked` costs nine bytes, so this loop is bounded by the
  // input.
  while (at < size && bytes[at] == static_cast<uint8_t>(ReasonCode::Linked)) {
    if (size - at < 9)
      return 0;
    at += 9;
  }
  if (at >= size || bytes[at] > static_cast<uint8_t>(ReasonCode::NoProc))
    return 0;
  out.code = static_cast<ReasonCode>(bytes[at++]);
  out.text.clear();
  if (!hasText(out.code))
    return at;
  if (size - at < 8)
    return 0;
  uint64_t length;
  std::memcpy(&length, bytes + at, 8);
  at += 8;
  if (length > size - at || length > kMaxReasonText)
    return 0;
  out.text.assign(reinterpret_cast<const char *>(bytes + at), length);
  return at + length;
}
