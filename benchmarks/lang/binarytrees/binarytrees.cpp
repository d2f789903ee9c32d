//===- binarytrees.cpp - Binary trees, built and dropped --------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include <cstdio>
#include <memory>

namespace {
struct Tree {
  std::unique_ptr<Tree> left, right;
};
} // namespace

static std::unique_ptr<Tree> build(int depth) {
  auto tree = std::make_unique<Tree>();
  if (depth) {
    tree->left = build(depth - 1);
    tree->right = build(depth - 1);
  }
  return tree;
}

static int count(const Tree *tree) {
  return tree ? 1 + count(tree->left.get()) + count(tree->right.get()) : 0;
}

int main() {
  std::printf("stretch %d\n", count(build(17).get()));
  auto stays = build(16);
  for (int depth = 4; depth < 18; depth += 2) {
    int trees = 1 << (21 - depth), total = 0;
    for (int i = 0; i < trees; ++i)
      total += count(build(depth).get());
    std::printf("%d trees of depth %d: %d\n", trees, depth, total);
  }
  std::printf("long-lived %d\n", count(stays.get()));
}
