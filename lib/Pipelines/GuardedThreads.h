//===- GuardedThreads.h - Threads whose crashes are known -------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_PIPELINES_GUARDEDTHREADS_H
#define SNOW_LIB_PIPELINES_GUARDEDTHREADS_H

#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/ThreadPool.h"

namespace snow {

/// A pool for passes that work on several functions at the same time: of a
/// crash of a task it tells, where other pools end the process.
class GuardedThreads : public llvm::ThreadPoolInterface {
public:
  /// `onCrash` is called on the thread where a task crashed.
  explicit GuardedThreads(std::function<void()> onCrash)
      : onCrash(std::move(onCrash)) {}

  void wait() override { threads.wait(); }
  void wait(llvm::ThreadPoolTaskGroup &group) override { threads.wait(group); }
  unsigned getMaxConcurrency() const override {
    return threads.getMaxConcurrency();
  }

private:
  void asyncEnqueue(llvm::unique_function<void()> task,
                    llvm::ThreadPoolTaskGroup *group) override {
    auto guarded = [this,
                    task = std::make_shared<decltype(task)>(std::move(task))] {
      if (!llvm::CrashRecoveryContext().RunSafely([&] { (*task)(); }))
        onCrash();
    };
    if (group)
      threads.async(*group, std::move(guarded));
    else
      threads.async(std::move(guarded));
  }

  std::function<void()> onCrash;
  llvm::DefaultThreadPool threads;
};

} // namespace snow

#endif // SNOW_LIB_PIPELINES_GUARDEDTHREADS_H
