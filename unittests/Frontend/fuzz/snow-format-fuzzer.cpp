//===- snow-format-fuzzer.cpp - Formatting any program --------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Formats what parses: the result must be the same program, token by token and
// comment by comment, and formatting it again must change nothing.
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace snow::frontend;

static void fail(llvm::StringRef What, llvm::StringRef Before,
                 llvm::StringRef After) {
  llvm::errs() << What << "\n--- before\n"
               << Before << "\n--- after\n"
               << After;
  abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  SourceManager SM;
  FileID Source = SM.addText("fuzz.snow", Text);
  DiagnosticEngine Diags;
  std::optional<std::string> Once = formatFile(SM, Source, Diags);
  if (!Once) {
    // Its own comparison of tokens and trees failed.
    for (const Diagnostic &D : Diags.all())
      if (D.Code == DiagCode::C0001)
        fail(D.Message, Text, SM.text(SM.numFiles() - 1));
    return 0;
  }
  std::optional<std::string> Twice =
      formatFile(SM, SM.addText("once.snow", *Once), Diags);
  if (!Twice || *Once != *Twice)
    fail("formatting twice differs", *Once, Twice.value_or("nothing"));
  return 0;
}
