//===- StackContextTest.cpp - From stack to stack -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fiber/StackContext.h"
#include "platform/Sanitizers.h"

#include "gtest/gtest.h"

#include <stdexcept>
#include <vector>

using namespace snow::rt;

namespace {

/// Two stacks that go to and fro. What they hand over is only an address.
struct Pair {
  StackContext test, other;
  std::vector<Worker *> arrived;
};
Pair *pair = nullptr;

Worker *address(uintptr_t number) {
  return reinterpret_cast<Worker *>(number * 64);
}

/// Notes who has come, and goes back with the next number.
[[noreturn]] void bottom(Worker *worker) {
  for (uintptr_t number = 100;; ++number) {
    pair->arrived.push_back(worker);
    worker = jumpStack(pair->other, pair->test, address(number));
  }
}

class StackContextTest : public testing::Test {
protected:
  void SetUp() override {
    if (kSanitized)
      GTEST_SKIP() << "sanitizers want to be told of switches";
    memory.resize(256 * 1024);
    pair = &both;
    both.other.prepare(memory.data() + memory.size(), memory.size(), bottom);
  }
  Pair both;
  std::vector<char> memory;
};

/// Changes the stack with many values alive, in registers as far as they go.
__attribute__((noinline)) double mix(int64_t a, int64_t b, double x) {
  int64_t c = a * 3 + b, d = a - b, e = a ^ b, f = a | b, g = a & b;
  double y = x * 2, z = x + 1;
  Worker *back = jumpStack(pair->test, pair->other, address(1));
  if (back != address(100))
    throw std::runtime_error("the wrong one has come back");
  return static_cast<double>(a + b + c + d + e + f + g) + x + y + z;
}

TEST_F(StackContextTest, WhatAPlaceNeedsIsKept) {
  int64_t a = 77, b = 1234;
  double expected =
      double(a + b + (a * 3 + b) + (a - b) + (a ^ b) + (a | b) + (a & b)) +
      0.5 + 1.0 + 1.5;
  EXPECT_EQ(mix(a, b, 0.5), expected);
  EXPECT_EQ(both.arrived, std::vector<Worker *>{address(1)});
}

TEST_F(StackContextTest, EachGoesOnWhereItWas) {
  for (uintptr_t turn = 0; turn != 5; ++turn)
    EXPECT_EQ(jumpStack(both.test, both.other, address(turn)),
              address(100 + turn));
  EXPECT_EQ(both.arrived.size(), 5u);
  EXPECT_EQ(both.arrived.back(), address(4));
}

TEST_F(StackContextTest, AStackThatWaitsKnowsItsLowestAddress) {
  EXPECT_LE(both.other.lowest(), memory.data() + memory.size());
  const char *before = both.other.lowest();
  jumpStack(both.test, both.other, address(1));
  EXPECT_LT(both.other.lowest(), before);
  EXPECT_GT(both.other.lowest(), memory.data());
}

TEST_F(StackContextTest, AnExceptionPassesFramesThatHaveSwitched) {
  jumpStack(both.test, both.other, address(1)); // The next one brings 101.
  EXPECT_THROW(mix(1, 2, 3), std::runtime_error);
}

} // namespace
