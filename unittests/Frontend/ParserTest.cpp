//===- ParserTest.cpp - Tests of the parser -------------------------------===//
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

static std::string codes(llvm::StringRef Text) {
  Source S(Text);
  S.tree();
  return S.codes();
}

TEST(Parser, HeadsTakeTheirOwnDo) {
  EXPECT_EQ(tree("if f(x) do 1 end"), "(if (call f x) (block 1))");
  EXPECT_EQ(tree("while (f(x) do 1 end) do 2 end"),
            "(while (call f x (closure (clause (params) (block 1)))) "
            "(block 2))");
  EXPECT_EQ(tree("for x in k() when g(x) do x end"),
            "(for x (call k) (when (call g x)) (block x))");
}

TEST(Parser, BracesAreTuplesUnlessTheyFollowAnUpperName) {
  EXPECT_EQ(tree("P {}"), "(struct-literal P)");
  EXPECT_EQ(tree("p {a, b}"), "p (tuple a b)");
  EXPECT_EQ(tree("P {a, b}"), "P (tuple a b)");
  EXPECT_EQ(tree("G.P { type: 1 }"), "(struct-literal (field G P) (type 1))");
  EXPECT_EQ(tree("{}; {a}; ()"), "() a ()");
}

TEST(Parser, FnIsADefinitionOrAClosure) {
  EXPECT_EQ(tree("fn f(x) = x"), "(fn f (params x) x)");
  EXPECT_EQ(tree("let g = fn x, (a, b) -> x end"),
            "(let g (closure (clause (params x (tuple a b)) (block x))))");
  EXPECT_EQ(tree("let g = fn (a, b), c -> c end"),
            "(let g (closure (clause (params (tuple a b) c) (block c))))");
  EXPECT_EQ(tree("fn f() do fn g(x) = x end"),
            "(fn f (params) (block (fn g (params x) x)))");
  EXPECT_EQ(tree("fn f() do fn x -> x end end"),
            "(fn f (params) (block (closure (clause (params x) "
            "(block x)))))");
}

TEST(Parser, KeywordsAreNamesInPlace) {
  EXPECT_EQ(tree("a.match(send: 1)"), "(call (field a match) send: 1)");
  EXPECT_EQ(tree("Process.link(p)"), "(call (field Process link) p)");
}

TEST(Parser, TypesCloseTheirArguments) {
  EXPECT_EQ(tree("let x :: Map<A, List<B>>= m"),
            "(let x :: Map<A, List<B>> m)");
  EXPECT_EQ(tree("fn f(g :: Fun(A, B) -> C?) :: ()!E = g"),
            "(fn f (result ()!E) (params (g :: Fun(A, B) -> C?)) g)");
}

TEST(Parser, TheSmallestInteger) {
  EXPECT_EQ(tree("-9223372036854775808"), "(neg -9223372036854775808)");
  EXPECT_EQ(tree("case x do -9223372036854775808 -> 1 end"),
            "(case x (arm -9223372036854775808 1))");
  EXPECT_EQ(codes("9223372036854775808"), "P0003");
  EXPECT_EQ(codes("1 - 9223372036854775808"), "P0003");
}

TEST(Parser, ReceiveWithAfter) {
  EXPECT_EQ(tree("receive do x -> 1 after 10 -> do 2 end end"),
            "(receive (arm x 1) (after 10 (block 2)))");
  EXPECT_EQ(tree("receive do after n -> 1 end"), "(receive (after n 1))");
}

TEST(Parser, SeveralErrorsInOneFile) {
  EXPECT_EQ(codes("fn a( = 1\nfn b() = )\nfn c() = 1\nlet = 2\n"),
            "P0001 P0001 P0001");
}

TEST(Parser, NestingIsBounded) {
  for (llvm::StringRef Piece :
       {"(", "[", "-", "f(", "if a do ", "fn x -> ", "\"${", "{",
        "case x do _ -> ", "a + (", "let x :: List<", "fn f() do "}) {
    std::string Text;
    for (int I = 0; I != 20000; ++I)
      Text += Piece;
    EXPECT_FALSE(codes(Text).empty()) << Piece.str();
  }
}

TEST(Parser, LongChainsAreBounded) {
  std::string Text = "a";
  for (int I = 0; I != 20000; ++I)
    Text += " + a";
  EXPECT_EQ(codes(Text), "P0001");
  Text = "a";
  for (int I = 0; I != 500; ++I)
    Text += " <> a";
  EXPECT_EQ(codes(Text), "");
}
