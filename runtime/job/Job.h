//===- Job.h - Jobs ---------------------------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
// A job is a process that runs a function for its result. The result comes back
// as a signal, so it never shows in the creator's mailbox.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_JOB_JOB_H
#define SNOW_RUNTIME_JOB_JOB_H

#include "process/Process.h"

namespace snow::rt {

/// Starts a job for the creator of the task, null if nobody can await it. The
/// job owns the values in the task.
uint64_t startJob(Process *creator, const JobTask &task);

/// Waits until the deadline (as waitFor takes it). A Result object: Ok(word),
/// Err(text), `timeout` after the deadline, `noproc` for what is not an own
/// job. The word is of type `wanted`, if that is given; a result that cannot be
/// made one is left where it is: `noproc`.
snow_result *awaitJob(Process &self, uint64_t job, uint64_t deadline,
                      const snow_type *wanted = nullptr);

} // namespace snow::rt

#endif // SNOW_RUNTIME_JOB_JOB_H
