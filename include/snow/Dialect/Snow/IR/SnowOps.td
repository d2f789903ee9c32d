//===- SnowOps.td - All operations of the snow dialect -----*- tablegen -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_DIALECT_SNOW_IR_SNOWOPS_TD
#define SNOW_DIALECT_SNOW_IR_SNOWOPS_TD

include "snow/Dialect/Snow/IR/SnowProgramOps.td"
include "snow/Dialect/Snow/IR/SnowContinuationOps.td"
include "snow/Dialect/Snow/IR/SnowProcessOps.td"
include "snow/Dialect/Snow/IR/SnowServiceOps.td"
include "snow/Dialect/Snow/IR/SnowSupervisorOps.td"
include "snow/Dialect/Snow/IR/SnowNodeOps.td"
include "snow/Dialect/Snow/IR/SnowJobOps.td"
include "snow/Dialect/Snow/IR/SnowWsOps.td"
include "snow/Dialect/Snow/IR/SnowValueOps.td"
include "snow/Dialect/Snow/IR/SnowDataOps.td"
include "snow/Dialect/Snow/IR/SnowOptionOps.td"
include "snow/Dialect/Snow/IR/SnowLibraryOps.td"
include "snow/Dialect/Snow/IR/SnowOwnershipOps.td"

#endif // SNOW_DIALECT_SNOW_IR_SNOWOPS_TD
