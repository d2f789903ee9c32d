//===- NewlineTest.cpp - Tests of where statements end --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FrontendTest.h"

using namespace snow::frontend;

static std::string tree(llvm::StringRef Text) {
  Source S(Text);
  std::string Result = S.tree();
  return S.codes().empty() ? Result : S.codes();
}

TEST(Newline, EndsAStatement) {
  EXPECT_EQ(tree("a\n(b)"), "a b");
  EXPECT_EQ(tree("a\n[b]"), "a (list b)");
  EXPECT_EQ(tree("a\n{b, c}"), "a (tuple b c)");
  EXPECT_EQ(tree("a\n-b"), "a (neg b)");
  EXPECT_EQ(tree("a; b"), "a b");
}

TEST(Newline, IsInsignificantBehindAnOperator) {
  EXPECT_EQ(tree("a +\n\n# comment\nb"), "(+ a b)");
  EXPECT_EQ(tree("let x =\n 1"), "(let x 1)");
  EXPECT_EQ(tree("not\na"), "(not a)");
}

TEST(Newline, IsInsignificantBeforePipeAndDot) {
  EXPECT_EQ(tree("a\n\n  |> f\n  # then\n  |> g"), "(|> (|> a f) g)");
  EXPECT_EQ(tree("a\n  .b\n  .c(1)"), "(call (field (field a b) c) 1)");
}

TEST(Newline, JoinsInBrackets) {
  EXPECT_EQ(tree("f(a\n - b)"), "(call f (- a b))");
  EXPECT_EQ(tree("[a\n, b\n]"), "(list a b)");
  EXPECT_EQ(tree("\"${a\n - b}\""), "(string (- a b))");
}

TEST(Newline, SeparatesAgainInABlockInsideBrackets) {
  EXPECT_EQ(tree("f(fn do\n a\n -b\nend)"),
            "(call f (closure (clause (params) (block a (neg b)))))");
  EXPECT_EQ(tree("f(fn x -> a\n (b) end)"),
            "(call f (closure (clause (params x) (block a b))))");
}

TEST(Newline, IsSignificantBehindTypeArguments) {
  EXPECT_EQ(tree("type A = List<Int>\n(b)"), "(alias A List<Int>) b");
  EXPECT_EQ(tree("a >\nb"), "(> a b)");
}

TEST(Newline, SeparatorsAreOptionalWhereNothingContinues) {
  EXPECT_EQ(tree("let a = 1 let b = 2"), "(let a 1) (let b 2)");
  EXPECT_EQ(tree("case x do 1 -> a 2 -> b end"),
            "(case x (arm 1 a) (arm 2 b))");
}

TEST(Newline, ReturnTakesNoValueFromTheNextLine) {
  EXPECT_EQ(tree("fn do return\n a end"),
            "(closure (clause (params) (block (return) a)))");
}
