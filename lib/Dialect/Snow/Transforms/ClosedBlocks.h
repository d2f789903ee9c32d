//===- ClosedBlocks.h - Blocks that take what they use ----------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// To cut a body at its receives, each value has to be seen crossing the edge
// to a receive. In the closed form of a region it is: a block uses only its
// arguments and what is computed in it, so that any set of blocks can be copied
// and entered at any of them. Simplifying goes back to few arguments.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_DIALECT_SNOW_TRANSFORMS_CLOSEDBLOCKS_H
#define SNOW_LIB_DIALECT_SNOW_TRANSFORMS_CLOSEDBLOCKS_H

#include "mlir/IR/Region.h"
#include "mlir/Support/LLVM.h"

namespace snow {

/// Whether a terminator waits for a message.
bool isReceive(mlir::Operation *op);

/// Closes the blocks of a body. Each receive then stands in a block of its own,
/// its *head*, with nothing but constants before it; each of the head's
/// successors has no other predecessor and is the one kind of block that also
/// uses the values of another, the head's. Constants are computed anew where
/// they are used. Returns a terminator that passes its successors nothing and
/// so prevents it, or null.
mlir::Operation *closeBlocks(mlir::Region &body);

/// Removes block arguments that are always the same value, unites blocks that
/// follow only each other, and removes those that are never reached.
void simplifyBlocks(mlir::Region &body);

} // namespace snow

#endif // SNOW_LIB_DIALECT_SNOW_TRANSFORMS_CLOSEDBLOCKS_H
