//===- Search.h - One program, many seeds -----------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_RUNTIME_SIM_SEARCH_H
#define SNOW_RUNTIME_SIM_SEARCH_H

#include "sim/Options.h"

namespace snow::rt::sim {

/// The options of the run that begins. The first call carries a search out, if
/// one is asked for: this process then starts one child for each seed, in which
/// the call returns, and ends with status 0 if no seed failed, else with 1,
/// after it has shown the first one that did.
const Options &optionsOfRun();

/// Where the trace goes.
int traceDescriptor();

/// Tells a searching parent how long the run was.
void publishSteps(uint64_t steps);

} // namespace snow::rt::sim

#endif // SNOW_RUNTIME_SIM_SEARCH_H
