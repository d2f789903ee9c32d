//===- LexerTest.cpp - Tests of the lexer ---------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FrontendTest.h"

using namespace snow::frontend;

static std::string kinds(llvm::StringRef Text) {
  Source S(Text);
  std::string Result;
  for (const Token &T : S.lex())
    if (!T.is(TokenKind::eof))
      Result += (Result.empty() ? "" : " ") + tokenSpelling(T.Kind).str();
  return Result;
}

static std::string codes(llvm::StringRef Text) {
  Source S(Text);
  S.lex();
  return S.codes();
}

TEST(Lexer, LongestPunctuationWins) {
  EXPECT_EQ(kinds("|| |> | .. . -> -- => == = <> <= < :: : %{ % ++ +"),
            "|| |> | .. . -> - - => == = <> <= < :: : %{ % ++ +");
}

TEST(Lexer, IntegerThenDotsIsNotAFloat) {
  EXPECT_EQ(kinds("1..5"), "integer .. integer");
  EXPECT_EQ(kinds("1.x"), "integer . identifier");
  EXPECT_EQ(kinds("1.5e-3 2e9 7e"), "number number integer identifier");
}

TEST(Lexer, IntegerValues) {
  Source S("1_000 0xFF_ 0o17 0B101 0xFFFFFFFFFFFFFFFF");
  auto Tokens = S.lex();
  EXPECT_EQ(Tokens[0].Int, 1000u);
  EXPECT_EQ(Tokens[1].Int, 255u);
  EXPECT_EQ(Tokens[2].Int, 15u);
  EXPECT_EQ(Tokens[3].Int, 5u);
  EXPECT_EQ(static_cast<int64_t>(Tokens[4].Int), -1);
  EXPECT_EQ(S.codes(), "");
}

TEST(Lexer, IntegersOutOfRange) {
  EXPECT_EQ(codes("9223372036854775807 9223372036854775808"), "");
  EXPECT_EQ(codes("9223372036854775809"), "P0003");
  EXPECT_EQ(codes("0x10000000000000000"), "P0003");
  EXPECT_EQ(codes("0x"), "P0001");
}

TEST(Lexer, EscapesAreCooked) {
  Source S(R"("a\n\t\"\\\$\u{e9}")");
  auto Tokens = S.lex();
  ASSERT_TRUE(Tokens[1].is(TokenKind::string_text));
  EXPECT_EQ(Tokens[1].Text, "a\n\t\"\\$\xC3\xA9");
  EXPECT_EQ(codes(R"("\q \u{} \u{d800} \u{1234567}")"),
            "P0002 P0002 P0002 P0002");
}

TEST(Lexer, InterpolationNests) {
  EXPECT_EQ(kinds(R"("a${ {"x${1}"} }b")"),
            "string string ${ { string string ${ integer } end of string } } "
            "string end of string");
  EXPECT_EQ(codes(R"("a $ b")"), "");
}

TEST(Lexer, TripleStringsKeepTheirLines) {
  Source S("\"\"\"\n a \"b\"\n\"\"\"");
  EXPECT_EQ(S.lex()[1].Text, "\n a \"b\"\n");
}

TEST(Lexer, CommentsNest) {
  EXPECT_EQ(kinds("a #= x #= y =# z =# b # c"), "identifier identifier");
  EXPECT_EQ(codes("a #= x #= y =#"), "P0004");
}

TEST(Lexer, EveryLineEndIsANewline) {
  Source S("a\rb\r\nc\nd #=\n=# e f");
  auto Tokens = S.lex();
  for (unsigned I : {1u, 2u, 3u})
    EXPECT_TRUE(Tokens[I].NewlineBefore) << I;
  // That of a comment belongs to the comment.
  EXPECT_FALSE(Tokens[4].NewlineBefore);
  EXPECT_FALSE(Tokens[5].NewlineBefore);
  EXPECT_EQ(S.SM.lineColumn(S.ID, Tokens[3].Where.Begin).Line, 4u);
}

TEST(Lexer, UnicodeIdentifiersAndColumns) {
  Source S("größe Ärger ñ2 日本 @");
  auto Tokens = S.lex();
  EXPECT_EQ(Tokens[0].Text, "größe");
  EXPECT_TRUE(isUpperName(Tokens[1].Text));
  EXPECT_FALSE(isUpperName(Tokens[3].Text));
  EXPECT_EQ(S.codes(), "P0005");
  EXPECT_EQ(S.SM.lineColumn(S.ID, S.Diags.all()[0].primary().Begin).Column,
            19u);
}

TEST(Lexer, InvalidUtf8IsOneErrorForARun) {
  EXPECT_EQ(codes("a \x01 b"), "P0005");
  EXPECT_EQ(codes("a \xFF\xFE\xFD b \"\x80\""), "P0005 P0005");
}

TEST(Lexer, WhatIsNeverClosed) {
  EXPECT_EQ(codes("\"abc"), "P0004");
  EXPECT_EQ(codes("\"abc ${ x"), "P0004");
  EXPECT_EQ(codes("\"abc ${ \"def"), "P0004");
}
