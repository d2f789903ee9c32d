//===- Passes.td - Passes on the snow dialect --------------*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_TRANSFORMS_PASSES_TD
#define SNOW_DIALECT_SNOW_TRANSFORMS_PASSES_TD

include "snow/Dialect/Snow/Transforms/LoweringPasses.td"
include "snow/Dialect/Snow/Transforms/OptimizationPasses.td"
include "snow/Dialect/Snow/Transforms/OwnershipPasses.td"

#endif // SNOW_DIALECT_SNOW_TRANSFORMS_PASSES_TD
