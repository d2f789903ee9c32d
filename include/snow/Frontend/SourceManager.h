//===- SourceManager.h - Source files and spans -----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Owns the text of every source file and translates byte offsets into lines and
// columns. Columns count Unicode scalar values from 1.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_SOURCEMANAGER_H
#define SNOW_FRONTEND_SOURCEMANAGER_H

#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace snow::frontend {

using FileID = uint32_t;

/// A half-open range of bytes in one file.
struct Span {
  FileID File = 0;
  uint32_t Begin = 0;
  uint32_t End = 0;

  /// The smallest span that covers this one and Other (of the same file).
  Span to(Span Other) const {
    return {File, Begin < Other.Begin ? Begin : Other.Begin,
            End > Other.End ? End : Other.End};
  }
  bool operator==(const Span &Other) const {
    return File == Other.File && Begin == Other.Begin && End == Other.End;
  }
};

struct LineColumn {
  unsigned Line = 1;
  unsigned Column = 1;
};

class SourceManager {
public:
  /// Adds a file whose text is already in memory.
  FileID addText(llvm::StringRef Path, llvm::StringRef Text);

  /// Reads Path ("-" is standard input). On failure returns false and sets
  /// Error to the operating system's reason.
  bool load(llvm::StringRef Path, FileID &File, std::string &Error);

  unsigned numFiles() const { return Files.size(); }
  llvm::StringRef path(FileID File) const { return Files[File]->Path; }
  llvm::StringRef text(FileID File) const { return Files[File]->Text; }
  llvm::StringRef text(Span S) const {
    return text(S.File).slice(S.Begin, S.End);
  }

  LineColumn lineColumn(FileID File, uint32_t Offset) const;
  /// The offset of the first byte of the line that holds Offset.
  uint32_t lineStart(FileID File, uint32_t Offset) const;
  /// The text of the line that holds Offset, without its line end.
  llvm::StringRef lineText(FileID File, uint32_t Offset) const;

private:
  struct File {
    std::string Path;
    std::string Text;
    std::vector<uint32_t> LineStarts;
  };
  std::vector<std::unique_ptr<File>> Files;
};

} // namespace snow::frontend

#endif // SNOW_FRONTEND_SOURCEMANAGER_H
