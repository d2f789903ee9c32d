//===- Workspace.cpp - Open files and the programs they belong to ---------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Workspace.h"
#include "snow/Frontend/ModuleFiles.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace snow::lsp;
using namespace snow::frontend;
using llvm::StringRef;
using llvm::lsp::Position;
using llvm::lsp::Range;

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

/// How many UTF-16 units the scalar has that begins with this byte; none for a
/// byte within one.
static unsigned unitsOf(char C) {
  auto Byte = static_cast<unsigned char>(C);
  if ((Byte & 0xC0) == 0x80)
    return 0;
  return Byte >= 0xF0 ? 2 : 1;
}

Position snow::lsp::toPosition(StringRef Text, uint32_t Offset) {
  Position P;
  Offset = std::min<uint32_t>(Offset, Text.size());
  for (uint32_t I = 0; I < Offset; ++I) {
    bool EndsLine =
        Text[I] == '\n' ||
        (Text[I] == '\r' && (I + 1 == Text.size() || Text[I + 1] != '\n'));
    if (EndsLine) {
      ++P.line;
      P.character = 0;
    } else {
      P.character += unitsOf(Text[I]);
    }
  }
  return P;
}

uint32_t snow::lsp::toOffset(StringRef Text, Position P) {
  uint32_t I = 0;
  for (int Line = 0; Line < P.line && I < Text.size(); ++I)
    Line += Text[I] == '\n' ||
            (Text[I] == '\r' && (I + 1 == Text.size() || Text[I + 1] != '\n'));
  int Units = 0;
  while (I < Text.size() && Text[I] != '\n' && Text[I] != '\r') {
    Units += unitsOf(Text[I]);
    if (Units > P.character)
      break;
    ++I;
  }
  return I;
}

Range Analysis::range(Span S) const {
  StringRef Text = Program.sources().text(S.File);
  return {toPosition(Text, S.Begin), toPosition(Text, S.End)};
}

std::optional<llvm::lsp::Location> Analysis::location(Span S) const {
  auto Path = Paths.find(S.File);
  if (Path == Paths.end() || S.End == 0)
    return std::nullopt;
  auto URI = llvm::lsp::URIForFile::fromFile(Path->second);
  if (!URI) {
    llvm::consumeError(URI.takeError());
    return std::nullopt;
  }
  return llvm::lsp::Location(*URI, range(S));
}

uint32_t Analysis::offset(Position P) const {
  return toOffset(Program.sources().text(File), P);
}

//===----------------------------------------------------------------------===//
// Programs
//===----------------------------------------------------------------------===//

void Workspace::open(StringRef Path, std::string Text, int64_t Version) {
  Documents[Path.str()] = {std::move(Text), Version};
  Results.clear();
}

void Workspace::close(StringRef Path) {
  if (auto It = Documents.find(Path); It != Documents.end())
    Documents.erase(It);
  Results.clear();
}

StringRef Workspace::text(StringRef Path) const {
  auto It = Documents.find(Path);
  return It == Documents.end() ? StringRef() : StringRef(It->second.Text);
}

int64_t Workspace::version(StringRef Path) const {
  auto It = Documents.find(Path);
  return It == Documents.end() ? 0 : It->second.Version;
}

/// The folder of the program that the file is in; empty without one.
static std::string findRoot(StringRef Path) {
  // A home directory is no program, and the search has to end.
  constexpr unsigned MaxDepth = 8;
  StringRef Folder = llvm::sys::path::parent_path(Path);
  for (unsigned I = 0; I < MaxDepth && !Folder.empty(); ++I) {
    llvm::SmallString<256> Main(Folder);
    llvm::sys::path::append(Main, "main.snow");
    if (llvm::sys::fs::exists(Main))
      return Folder.str();
    Folder = llvm::sys::path::parent_path(Folder);
  }
  return {};
}

std::unique_ptr<Analysis> Workspace::analyzeWith(StringRef Path,
                                                 StringRef Text) const {
  auto Result = std::make_unique<Analysis>();
  std::vector<ModuleFile> Files;
  std::string Root = findRoot(Path), Error;
  if (!Root.empty() && !findModuleFiles(Root, Files, Error))
    Files.clear();
  bool Found = false;
  auto add = [&](StringRef Module, StringRef Name, StringRef Where,
                 StringRef Contents) {
    FileID ID = Result->Program.addModule(Module, Name, Contents);
    Result->Paths[ID] = Where.str();
    if (Where == Path) {
      Result->File = ID;
      Found = true;
    }
  };
  for (const ModuleFile &File : Files) {
    if (File.Path == Path) {
      add(File.Module, File.Relative, Path, Text);
    } else if (isOpen(File.Path)) {
      add(File.Module, File.Relative, File.Path, text(File.Path));
    } else if (auto Buffer = llvm::MemoryBuffer::getFile(File.Path)) {
      add(File.Module, File.Relative, File.Path, (*Buffer)->getBuffer());
    }
  }
  // A file that is not saved yet, or stands alone.
  if (!Found)
    add(Files.empty() ? "Main"
                      : moduleNameOf(Path.drop_front(Root.size()).ltrim('/')),
        llvm::sys::path::filename(Path), Path, Text);
  Result->Program.parse();
  Result->Program.check();
  Result->Names = std::make_unique<Index>(Result->Program);
  return Result;
}

Analysis &Workspace::analyze(StringRef Path) {
  std::unique_ptr<Analysis> &Result = Results[Path.str()];
  if (!Result)
    Result = analyzeWith(Path, text(Path));
  return *Result;
}
