//===- SourceManager.cpp - Source files and spans -------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/SourceManager.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>

using namespace snow::frontend;
using llvm::StringRef;

FileID SourceManager::addText(StringRef Path, StringRef Text) {
  auto F = std::make_unique<File>();
  F->Path = Path.str();
  F->Text = Text.str();
  F->LineStarts.push_back(0);
  // A lone '\r' ends a line as well as '\n' and "\r\n" do.
  for (size_t I = 0, E = Text.size(); I != E; ++I) {
    if (Text[I] == '\r' && I + 1 != E && Text[I + 1] == '\n')
      continue;
    if (Text[I] == '\n' || Text[I] == '\r')
      F->LineStarts.push_back(I + 1);
  }
  Files.push_back(std::move(F));
  return Files.size() - 1;
}

bool SourceManager::load(StringRef Path, FileID &File, std::string &Error) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(Path);
  if (!Buffer) {
    Error = Buffer.getError().message();
    return false;
  }
  // Spans hold 32-bit offsets.
  if ((*Buffer)->getBufferSize() >= UINT32_MAX) {
    Error = "file is larger than 4 GiB";
    return false;
  }
  File = addText(Path == "-" ? "<stdin>" : Path, (*Buffer)->getBuffer());
  return true;
}

uint32_t SourceManager::lineStart(FileID File, uint32_t Offset) const {
  const auto &Starts = Files[File]->LineStarts;
  return *std::prev(std::upper_bound(Starts.begin(), Starts.end(), Offset));
}

LineColumn SourceManager::lineColumn(FileID File, uint32_t Offset) const {
  const auto &Starts = Files[File]->LineStarts;
  auto It = std::prev(std::upper_bound(Starts.begin(), Starts.end(), Offset));
  LineColumn Result;
  Result.Line = It - Starts.begin() + 1;
  // Every byte that does not continue a UTF-8 sequence begins a scalar.
  for (char C : text(File).slice(*It, Offset))
    if ((static_cast<unsigned char>(C) & 0xC0) != 0x80)
      ++Result.Column;
  return Result;
}

StringRef SourceManager::lineText(FileID File, uint32_t Offset) const {
  StringRef Rest = text(File).substr(lineStart(File, Offset));
  return Rest.take_until([](char C) { return C == '\n' || C == '\r'; });
}
