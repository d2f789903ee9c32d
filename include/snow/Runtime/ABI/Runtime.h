/*===- Runtime.h - The C interface of the Snow runtime ------------*- C -*-===*\
|*                                                                            *|
|* Part of the Snow project, under the Apache License v2.0 with LLVM          *|
|* Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception        *|
|*                                                                            *|
|*===----------------------------------------------------------------------===*|
|*                                                                            *|
|* Compiles as C and as C++. The functions come from RuntimeFunctions.def;    *|
|* the structures here are those whose layout compiled code bakes in. The     *|
|* compiler takes every offset from this header. Who owns what is passed,     *|
|* what may wait and what may panic is in the table.                          *|
|*                                                                            *|
\*===----------------------------------------------------------------------===*/

#ifndef SNOW_RUNTIME_ABI_RUNTIME_H
#define SNOW_RUNTIME_ABI_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

/* Raised when the signature of a function that the specification does not fix,
   or a structure below, changes. Also update the version guard's name in
   RuntimeFunctions.def. */
#define SNOW_ABI_VERSION 2

#define SNOW_NO_PROCESS INT64_C(-1)

/* Reductions that a process may use in one slice (specification section 10). */
#define SNOW_REDUCTIONS_PER_SLICE 4000

/* What snow_mailbox_set_aside keeps in its caller's frame. */
#define SNOW_SET_ASIDE_BYTES 32

/* Reserved message tags (specification section 5). */
#define SNOW_TAG_EXIT UINT64_C(0xFFFFFFFFFFFFFFFF)
#define SNOW_TAG_DOWN UINT64_C(0xFFFFFFFFFFFFFFFE)
#define SNOW_TAG_NODEDOWN UINT64_C(0xFFFFFFFFFFFFFFFD)
#define SNOW_TAG_NODEUP UINT64_C(0xFFFFFFFFFFFFFFFC)
#define SNOW_TAG_SPAWN_REPLY UINT64_C(0xFFFFFFFFFFFFFFFB)
#define SNOW_TAG_JOB_RESULT UINT64_C(0xFFFFFFFFFFFFFFFA)
#define SNOW_TAG_WS_TEXT UINT64_C(0xFFFFFFFFFFFFFFF9)
#define SNOW_TAG_WS_BINARY UINT64_C(0xFFFFFFFFFFFFFFF8)
#define SNOW_TAG_WS_DISCONNECT UINT64_C(0xFFFFFFFFFFFFFFF7)
#define SNOW_TAG_WS_CONNECT UINT64_C(0xFFFFFFFFFFFFFFF6)
#define SNOW_TAG_SERVICE_REPLY UINT64_C(0xFFFFFFFFFFFFFFF5)
#define SNOW_TAG_USER_TERM UINT64_C(0xFFFFFFFFFFFFFFF4)
#define SNOW_TAG_FIRST_RESERVED UINT64_C(0xFFFFFFFFFFFFFF00)

/* What compiled code may touch of the process it runs in. */
typedef struct snow_context {
  /* Reductions left in this slice; compiled code counts down and calls
     snow_process_yield when it falls below zero. */
  int64_t reductions;
  /* String object `FILE:LINE:COLUMN` of the last runtime call that may panic,
     or null. */
  const void *location;
  union {
    /* Where the process goes on when it has returned to the runtime without
       having ended, else null. snow_actor_suspend sets it; so does compiled
       code, which then returns, when snow_mailbox_next_word or
       snow_service_next has just found nothing. */
    void (*continuation)(void *frame, struct snow_context *context);
    /* The runtime's, until the process has begun. */
    const void *argument_types;
  };
} snow_context;

/* Kinds of snow_type. The values are part of the ABI. */
enum snow_type_kind {
  SNOW_TYPE_INT = 1,       /* word: i64 */
  SNOW_TYPE_FLOAT = 2,     /* word: bits of an f64 */
  SNOW_TYPE_BOOL = 3,      /* word: 0 or 1 */
  SNOW_TYPE_UNIT = 4,      /* word: 0 */
  SNOW_TYPE_STRING = 5,    /* word: address of a String object */
  SNOW_TYPE_PID = 6,       /* word: pid */
  SNOW_TYPE_TUPLE = 7,     /* word: address of `count` words */
  SNOW_TYPE_LIST = 8,      /* word: address of a snow_list; 1 child */
  SNOW_TYPE_STRUCT = 9,    /* as a tuple, with names */
  SNOW_TYPE_SUM = 10,      /* word: address of {u64 variant, words} */
  SNOW_TYPE_OPTION = 11,   /* word: address of a snow_result; 1 child */
  SNOW_TYPE_RESULT = 12,   /* word: address of a snow_result; 2 children */
  SNOW_TYPE_FUNCTION = 13, /* word: address of a snow_closure */
  SNOW_TYPE_ANY = 14,      /* word: address of a snow_any */
  SNOW_TYPE_MAP = 15,
  SNOW_TYPE_SET = 16,
  SNOW_TYPE_QUEUE = 17,
  SNOW_TYPE_RANGE = 18,
  SNOW_TYPE_JSON = 19,
  SNOW_TYPE_HANDLE = 20
};

/* Flags of snow_type; they matter for STRUCT and SUM only, every other kind has
   both forms. */
/* Display form (derived, or of the language); without it Display falls back to
   the Debug form. An own `display` method implies it. */
#define SNOW_TYPE_HAS_DISPLAY UINT64_C(1)
/* No Debug form; where one is needed the Display form stands in. */
#define SNOW_TYPE_NO_DEBUG UINT64_C(2)

/* How values of a user type behave where a program implements the trait itself;
   null functions stand for the built-in, structural behaviour. Words are
   borrowed, a String is returned owned. The functions may panic and suspend. */
typedef struct snow_methods {
  void *(*display)(int64_t value);
  void *(*inspect)(int64_t value);
  int8_t (*eq)(int64_t a, int64_t b);
  int64_t (*compare)(int64_t a, int64_t b); /* negative, 0 or positive */
  int64_t (*hash)(int64_t value);
} snow_methods;

/* Run-time description of a value type: what Display, equality, the term format
   and release need to know. A constant of the program. */
typedef struct snow_type {
  uint32_t kind;  /* enum snow_type_kind */
  uint32_t count; /* number of children */
  /* String object: qualified type name, or the variant's name; null if none. */
  const void *name;
  /* `count` child types: elements, fields, variants (each of kind TUPLE or
     STRUCT, with its own name), key and value. */
  const struct snow_type *const *children;
  /* `count` String objects with field names, or null. */
  const void *const *field_names;
  const snow_methods *methods; /* null: all built in */
  uint64_t flags;              /* SNOW_TYPE_HAS_DISPLAY ... */
} snow_type;

/* Lies directly in front of every object; objects are 16-byte aligned. The
   count tells who holds the object (as in Lean 4):
     > 0  so many references, all of one process: counted without atomics;
          at 1 the object may be changed in place
     < 0  shared between processes, minus the number of references: counted
          atomically. All that a shared object holds is shared or static
     = 0  static: never counted or freed (SNOW_IMMORTAL) */
typedef struct snow_header {
  int64_t count;
  uint64_t size; /* bytes of the object; 0 if static; the runtime's otherwise
                    of a long String that is asked for scalars by number */
} snow_header;

#define SNOW_IMMORTAL INT64_C(0)

/* String object: the bytes follow the length. */
typedef struct snow_string {
  uint64_t length;
} snow_string;

/* List and Queue object: `length` words from `data` on. They lie within `words`
   (room is kept on both sides, so that a unique list grows at either end in
   place), or, if there is an `owner`, within that other list's words: a slice
   that shares them. Element i is data[i]. */
typedef struct snow_list {
  uint64_t length;
  int64_t *data;
  struct snow_list *owner; /* counted; null: the words are its own */
  uint64_t capacity;       /* number of `words` */
  int64_t words[1];
} snow_list;

/* Range object, half-open. */
typedef struct snow_range {
  int64_t start;
  int64_t end;
} snow_range;

/* Option and Result objects: Some and Ok 0, None and Err 1. */
typedef struct snow_result {
  uint8_t tag;
  uint8_t zero[7];
  int64_t value;
} snow_result;

/* ExitReason object; the variant is the declaration index of the language
   specification: Normal Shutdown Killed Error NoProc NoConnection Custom. */
typedef struct snow_exit_reason {
  uint64_t variant;
  const void *text; /* String object of Error and Custom */
} snow_exit_reason;

/* Function value: `fn` takes the closure's address as first argument. */
typedef struct snow_closure {
  void *fn;
  const snow_type *env; /* TUPLE of the captures; null: there are none */
  int64_t captures[1];
} snow_closure;

/* A value with its run-time type. */
typedef struct snow_any {
  const snow_type *type;
  int64_t value;
} snow_any;

/* Block of a received message or a reply. */
typedef struct snow_block {
  uint64_t tag;
  uint64_t size;
  uint8_t bytes[1];
} snow_block;

/* A call or cast as a service's loop sees it (snow_service_next). */
typedef struct snow_request {
  uint64_t caller; /* of a call */
  uint64_t ref;
  uint64_t tag;
} snow_request;

#ifdef __cplusplus
#define SNOW_STATIC_ASSERT(c, m) static_assert(c, m)
#else
#define SNOW_STATIC_ASSERT(c, m) _Static_assert(c, m)
#endif
SNOW_STATIC_ASSERT(offsetof(snow_context, reductions) == 0, "context layout");
SNOW_STATIC_ASSERT(offsetof(snow_context, location) == 8, "context layout");
SNOW_STATIC_ASSERT(offsetof(snow_context, continuation) == 16,
                   "context layout");
SNOW_STATIC_ASSERT(sizeof(snow_header) == 16, "header layout");
SNOW_STATIC_ASSERT(sizeof(snow_type) == 48, "type layout");
SNOW_STATIC_ASSERT(offsetof(snow_list, data) == 8, "list layout");
SNOW_STATIC_ASSERT(offsetof(snow_list, words) == 32, "list layout");
SNOW_STATIC_ASSERT(sizeof(snow_range) == 16, "range layout");
SNOW_STATIC_ASSERT(sizeof(snow_result) == 16, "result layout");
SNOW_STATIC_ASSERT(offsetof(snow_block, bytes) == 16, "block layout");
SNOW_STATIC_ASSERT(offsetof(snow_closure, captures) == 16, "closure layout");

#ifdef __cplusplus
extern "C" {
#endif

#define PTR(name) void *name
#define I64(name) int64_t name
#define I8(name) int8_t name
#define F64(name) double name
#define OWN(name) void *name
#define OWN_I64(name) int64_t name
#define PARAMS(...) (__VA_ARGS__)
#define NO_PARAMS() (void)
#define SNOW_ABI_RESULT_VOID void
#define SNOW_ABI_RESULT_PTR void *
#define SNOW_ABI_RESULT_I64 int64_t
#define SNOW_ABI_RESULT_I8 int8_t
#define SNOW_ABI_RESULT_F64 double
#define SNOW_ABI_FUNCTION(name, group, result, params, effects, summary, doc)  \
  SNOW_ABI_RESULT_##result snow_##name params;
#include "snow/Runtime/ABI/RuntimeFunctions.def"
#undef PTR
#undef I64
#undef I8
#undef F64
#undef OWN
#undef OWN_I64
#undef PARAMS
#undef NO_PARAMS
#undef SNOW_ABI_RESULT_VOID
#undef SNOW_ABI_RESULT_PTR
#undef SNOW_ABI_RESULT_I64
#undef SNOW_ABI_RESULT_I8
#undef SNOW_ABI_RESULT_F64

#ifdef __cplusplus
}
#endif

#endif /* SNOW_RUNTIME_ABI_RUNTIME_H */
