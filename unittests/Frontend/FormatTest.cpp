//===- FormatTest.cpp - Formatting changes neither program nor itself -----===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Over every Snow source in the tree: what parses is formatted, stays the same
// program, and formatting it again changes nothing. test/Tools/snowc-fmt.test
// has what the result looks like.
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Format.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

using namespace snow::frontend;

static void checkFile(const std::string &Path) {
  SourceManager SM;
  DiagnosticEngine Diags;
  FileID Source;
  std::string Error;
  ASSERT_TRUE(SM.load(Path, Source, Error)) << Path << ": " << Error;
  std::optional<std::string> Once = formatFile(SM, Source, Diags);
  if (!Once) {
    for (const Diagnostic &D : Diags.all())
      EXPECT_NE(D.Code, DiagCode::C0001) << Path << ": " << D.Message;
    return;
  }
  FileID First = SM.addText(Path, *Once);
  EXPECT_TRUE(sameProgram(SM, Source, First)) << Path;
  std::optional<std::string> Twice = formatFile(SM, First, Diags);
  ASSERT_TRUE(Twice) << Path;
  EXPECT_EQ(*Once, *Twice) << Path;
}

TEST(Format, EverySourceInTheTree) {
  unsigned Count = 0;
  std::error_code Error;
  for (const char *Folder :
       {"test", "examples", "unittests", "benchmarks", "lib"})
    for (llvm::sys::fs::recursive_directory_iterator
             I(std::string(SNOW_SOURCE_ROOT "/") + Folder, Error),
         End;
         I != End && !Error; I.increment(Error))
      if (llvm::StringRef(I->path()).ends_with(".snow")) {
        checkFile(I->path());
        ++Count;
      }
  EXPECT_GT(Count, 100u);
}

TEST(Format, ComparesPrograms) {
  SourceManager SM;
  auto same = [&](llvm::StringRef A, llvm::StringRef B) {
    return sameProgram(SM, SM.addText("a", A), SM.addText("b", B));
  };
  EXPECT_TRUE(same("f( 1 )\ng(2)", "f(1) g(2)\n"));
  EXPECT_FALSE(same("f(1)", "f(2)"));
  EXPECT_FALSE(same("f(1)", "f(1) # x"));
  EXPECT_FALSE(same("f # x", "f # y"));
  EXPECT_FALSE(same("f\n(1)", "f(1)"));
}
