//===- Message.h - What travels between processes ---------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// One node type for messages, replies and signals. All of them go through the
// receiver's one inbox, so the order between two processes holds for all.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_MAILBOX_MESSAGE_H
#define SNOW_RUNTIME_MAILBOX_MESSAGE_H

#include "platform/Inline.h"
#include "process/Reason.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace snow::rt {

enum class MessageKind : uint8_t {
  // Visible in the mailbox.
  Bytes,   // block; decoded = cache of snow_mailbox_match
  Value,   // value
  Call,    // block, call
  Request, // request; call, of a cast with ref 0
  System,  // block with a reserved tag; decoded
  // Signals, handled when the receiver drains its inbox.
  ExitLink,    // signal.from ended with *reason
  Exit,        // Process.exit by signal.from with *reason
  Link,        // signal.from links
  Unlink,      // signal.from unlinks; signal.ref = unlink id
  UnlinkAck,   // signal.from has seen the unlink signal.ref
  Monitor,     // signal.from monitors under signal.ref
  Demonitor,   // signal.from drops signal.ref
  Down,        // monitor signal.ref fired: signal.from ended with *reason
  Reply,       // block; answer to call signal.ref
  ReplyValue,  // valueDecoded; answer to call signal.ref
  ReplyFailed, // call signal.ref failed with *reason
  JobResult,   // job signal.from ended with the word signal.ref, of the type
               // valueDecoded.type if that is an object's
  JobFailed,   // job signal.from ended with *reason
  Timeout,     // the timed wait signal.ref is over
  WantRoom,    // signal.from waits for room in the mailbox
  Room,        // there is room at signal.from
  Wake,        // what a waiting operation waits for is there, or the bound of
               // the mailbox has changed
  Deadlock,    // main: nothing can wake any process
  Stop,        // end of the program
};

constexpr bool isVisible(MessageKind kind) {
  return kind <= MessageKind::System;
}

/// Set in the kind of a message that a guard looks at while another receive may
/// happen: it reads as no type, and is skipped.
constexpr uint8_t kSetAside = 0x80;

constexpr bool isSetAside(MessageKind kind) {
  return (static_cast<uint8_t>(kind) & kSetAside) != 0;
}
constexpr MessageKind withSetAside(MessageKind kind, bool isSet) {
  auto plain = static_cast<uint8_t>(kind) & ~kSetAside;
  return static_cast<MessageKind>(isSet ? plain | kSetAside : plain);
}

struct Message {
  /// The next older node while in an inbox, then the next newer one.
  Message *next;
  MessageKind kind;
  uint8_t sizeClass;
  /// What the last snow_mailbox_match read: 0 nothing, 1 the value itself, 2
  /// the decoded form.
  uint8_t matched;
  /// Counted against the receiver's mailbox bound.
  bool counted;
  union {
    struct {
      const snow_type *type;
      int64_t word;
    } decoded;
    struct {
      const snow_type *type;
      int64_t word;
    } value;
    struct {
      uint64_t caller;
      uint64_t ref;
    } call;
    struct {
      uint64_t from;
      uint64_t ref;
    } signal;
    struct {
      Message *previous;
    } held; // Of a block that a process holds.
  };
  union {
    snow_block block;
    Reason *reason;
    struct {
      const snow_type *type;
      int64_t word;
    } valueDecoded; // The decoded form of a Value node.
    struct {
      uint64_t tag;           // At the place of block.tag.
      const snow_type *types; // TUPLE of the words; null: there are none
      int64_t words[1];
    } request;
  };

  /// What every new node begins with. Its class and memory are set already, and
  /// what it carries is to follow.
  SNOW_INLINE void begin(MessageKind of) {
    kind = of;
    matched = 0;
    counted = false;
  }
  /// A new node with a value. It is written out: only this much of it counts.
  SNOW_INLINE void beginValue(const snow_type *type, int64_t word) {
    begin(MessageKind::Value);
    valueDecoded.type = nullptr;
    value.type = type;
    value.word = word;
  }

  /// kind, sizeClass, matched and counted at once.
  uint32_t head() const {
    uint32_t bytes;
    __builtin_memcpy(&bytes, &kind, sizeof bytes);
    return bytes;
  }

  static Message *ofRequest(void *request) {
    return reinterpret_cast<Message *>(static_cast<char *>(request) -
                                       offsetof(Message, call));
  }
  static Message *ofBlock(void *block) {
    return reinterpret_cast<Message *>(static_cast<char *>(block) -
                                       offsetof(Message, block));
  }
};

static_assert(offsetof(Message, call.caller) - offsetof(Message, call) ==
                  offsetof(snow_request, caller) &&
              offsetof(Message, call.ref) - offsetof(Message, call) ==
                  offsetof(snow_request, ref) &&
              offsetof(Message, request.tag) - offsetof(Message, call) ==
                  offsetof(snow_request, tag) &&
              offsetof(Message, block.tag) == offsetof(Message, request.tag));

/// Message::head() of the nodes that most messages are: of the smallest class,
/// not counted against a bound, not looked at and so without a decoded form.
constexpr uint32_t plainHead(MessageKind kind) {
  return std::bit_cast<uint32_t>(
      std::array<uint8_t, 4>{static_cast<uint8_t>(kind), 0, 0, 0});
}
static_assert(offsetof(Message, sizeClass) == offsetof(Message, kind) + 1 &&
              offsetof(Message, counted) == offsetof(Message, kind) + 3);

/// Bytes in front of the message bytes of a block node.
constexpr size_t kMessageHeader =
    offsetof(Message, block) + offsetof(snow_block, bytes);

/// True if somebody waits for an answer to the message.
inline bool isCall(const Message &message) {
  return message.kind == MessageKind::Call ||
         (message.kind == MessageKind::Request && message.call.ref != 0);
}

/// Lengths beyond this are refused (runtime specification, section 1).
constexpr int64_t kMaxLength = int64_t(1) << 31;

/// A node with room for `payload` message bytes; kind and caches are cleared.
Message *newMessage(MessageKind kind, size_t payload = 0);

/// A block node holding a copy of the bytes; its tag is the bytes' first word.
Message *newBlockMessage(MessageKind kind, const void *bytes, size_t size);

/// A node that takes over the caller's reference to the value, made ready for
/// another process.
Message *newValueMessage(const snow_type *type, int64_t word);

/// Words of a request that fit into the smallest node.
constexpr uint32_t kSmallRequest = 2;

/// A node that takes over the references to the words of the tuple type.
Message *newRequest(uint64_t tag, const snow_type *types, const int64_t *words);

Message *newSignal(MessageKind kind, uint64_t from, uint64_t ref = 0);
Message *newSignal(MessageKind kind, uint64_t from, uint64_t ref,
                   const Reason &reason);

/// Drops what the node owns, and the node.
void freeMessage(Message *message);

/// Frees a node that was held as a block.
void freeHeld(Message *message);

/// Drops what the node owns only in so far as snow_mailbox_match decoded it.
void dropDecoded(Message *message);

} // namespace snow::rt

#endif // SNOW_RUNTIME_MAILBOX_MESSAGE_H
