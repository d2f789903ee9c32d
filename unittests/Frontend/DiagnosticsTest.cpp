//===- DiagnosticsTest.cpp - Tests of rendering ---------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "FrontendTest.h"

using namespace snow::frontend;

static std::string render(const Source &S, bool Json) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  for (const Diagnostic &D : S.Diags.all()) {
    if (Json)
      renderJson(D, S.SM, OS);
    else
      renderText(D, S.SM, OS, /*Colour=*/false);
  }
  return Text;
}

TEST(Diagnostics, TextUnderlinesScalars) {
  Source S("x\n\tgröße = zählt\n");
  Span Where = {S.ID, 13, 19};
  S.Diags.report(DiagCode::E0004, Where, "unbound name")
      .label("here")
      .also({S.ID, 0, 1}, "there")
      .fix("did you mean `x`?");
  EXPECT_EQ(render(S, false), "error[E0004]: unbound name\n"
                              " --> test.snow:2:10\n"
                              "  |\n"
                              "2 | \tgröße = zählt\n"
                              "  | \t        ^^^^^ here\n"
                              "1 | x\n"
                              "  | - there\n"
                              "  = help: did you mean `x`?\n");
}

TEST(Diagnostics, JsonIsOneObjectALine) {
  Source S("abc");
  S.Diags.report(DiagCode::W0001, {S.ID, 0, 3}, "a \"quote\"").label("l");
  S.Diags.report(DiagCode::E0001, {S.ID, 1, 2}, "m").fix("f");
  EXPECT_EQ(
      render(S, true),
      R"({"code":"W0001","severity":"warning","message":"a \"quote\"","file":"test.snow","spans":[{"start":0,"end":3,"label":"l"}],"fix":null})"
      "\n"
      R"({"code":"E0001","severity":"error","message":"m","file":"test.snow","spans":[{"start":1,"end":2,"label":""}],"fix":"f"})"
      "\n");
}

TEST(Diagnostics, OnlyErrorsCount) {
  Source S("abc");
  S.Diags.report(DiagCode::W0001, {S.ID, 0, 1});
  EXPECT_FALSE(S.Diags.hasErrors());
  S.Diags.report(DiagCode::E0001, {S.ID, 0, 1});
  S.Diags.report(DiagCode::E0001, {S.ID, 0, 1});
  EXPECT_TRUE(S.Diags.hasErrors());
  EXPECT_EQ(S.Diags.all().size(), 2u);
}
