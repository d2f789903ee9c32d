//===- Sanitizers.h - Announces fiber switches to sanitizers ----*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// The only file that names the sanitizers' interfaces. In an ordinary build
// every function here is empty and inlined away.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_PLATFORM_SANITIZERS_H
#define SNOW_RUNTIME_PLATFORM_SANITIZERS_H

#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SNOW_ASAN 1
#endif
#if __has_feature(thread_sanitizer)
#define SNOW_TSAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SNOW_ASAN 1
#endif
#if defined(__SANITIZE_THREAD__)
#define SNOW_TSAN 1
#endif

#if defined(SNOW_ASAN)
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#include <sanitizer/lsan_interface.h>
#endif
#if defined(SNOW_TSAN)
#include <sanitizer/tsan_interface.h>
#endif

namespace snow::rt {

#if defined(SNOW_ASAN) || defined(SNOW_TSAN)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

/// What the sanitizers want to know of one execution context.
struct SanitizerFiber {
#if defined(SNOW_ASAN) || defined(SNOW_TSAN)
  void *fakeStack = nullptr;
  void *tsanFiber = nullptr;
  const void *bottom = nullptr;
  size_t size = 0;
#endif

  /// The context is the calling thread's own stack.
  void attachThread() {
#if defined(SNOW_TSAN)
    tsanFiber = __tsan_get_current_fiber();
#endif
  }

  /// The context is a fresh fiber on [stackBottom, stackBottom + stackSize).
  void create(void *stackBottom, size_t stackSize) {
#if defined(SNOW_ASAN)
    bottom = stackBottom;
    size = stackSize;
    // The stack may carry the red zones of frames that never returned.
    __asan_unpoison_memory_region(stackBottom, stackSize);
#endif
#if defined(SNOW_TSAN)
    tsanFiber = __tsan_create_fiber(0);
#endif
  }

  /// Frees what create() made; another context must be running.
  void destroy() {
#if defined(SNOW_TSAN)
    __tsan_destroy_fiber(tsanFiber);
#endif
  }

  /// Call directly before a switch from this context to `to`; `last` if this
  /// context never runs again.
  inline __attribute__((always_inline)) void leaveFor(SanitizerFiber &to,
                                                      bool last = false) {
#if defined(SNOW_ASAN)
    __sanitizer_start_switch_fiber(last ? nullptr : &fakeStack, to.bottom,
                                   to.size);
#endif
#if defined(SNOW_TSAN)
    __tsan_switch_to_fiber(to.tsanFiber, 0);
#endif
  }

  /// Call directly after a switch into this context; `from` is the one that
  /// ran before.
  inline __attribute__((always_inline)) void entered(SanitizerFiber *from) {
#if defined(SNOW_ASAN)
    const void *oldBottom;
    size_t oldSize;
    __sanitizer_finish_switch_fiber(fakeStack, &oldBottom, &oldSize);
    if (from) {
      from->bottom = oldBottom;
      from->size = oldSize;
    }
#endif
  }
};

/// A value that the program may never release: not a leak of the runtime.
inline void ignoreLeak(const void *object) {
#if defined(SNOW_ASAN)
  __lsan_ignore_object(object);
#endif
}

} // namespace snow::rt

#endif // SNOW_RUNTIME_PLATFORM_SANITIZERS_H
