//===- ModuleFiles.cpp - The files of a program ---------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Frontend/ModuleFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <utf8proc.h>

using namespace snow::frontend;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

static bool isFolder(const fs::directory_entry &Entry) {
  // Links to folders could lead in circles and are not followed.
  return Entry.type() == fs::file_type::directory_file;
}

static bool collect(StringRef Folder, StringRef Prefix,
                    std::vector<ModuleFile> &Files, std::string &Error) {
  std::error_code Code;
  for (fs::directory_iterator I(Folder, Code, /*follow_symlinks=*/false), End;
       I != End && !Code; I.increment(Code)) {
    StringRef Name = llvm::sys::path::filename(I->path());
    if (Name.starts_with("."))
      continue;
    std::string Relative = (Prefix + Name).str();
    if (isFolder(*I)) {
      if (!collect(I->path(), Relative + "/", Files, Error))
        return false;
    } else if (Name.ends_with(".snow") && !fs::is_directory(I->path())) {
      Files.push_back({I->path(), Relative, moduleNameOf(Relative)});
    }
  }
  if (!Code)
    return true;
  Error = Code.message();
  return false;
}

bool snow::frontend::findModuleFiles(StringRef Directory,
                                     std::vector<ModuleFile> &Files,
                                     std::string &Error) {
  if (!collect(Directory, "", Files, Error))
    return false;
  llvm::sort(Files, [](const ModuleFile &A, const ModuleFile &B) {
    return A.Relative < B.Relative;
  });
  return true;
}

/// Appends Word with its first scalar in upper case.
static void appendCapitalised(StringRef Word, std::string &Name) {
  utf8proc_int32_t First;
  auto Length =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t *>(Word.data()),
                       static_cast<utf8proc_ssize_t>(Word.size()), &First);
  if (Length > 0) {
    utf8proc_uint8_t Upper[4];
    auto Size = utf8proc_encode_char(utf8proc_toupper(First), Upper);
    Name.append(reinterpret_cast<const char *>(Upper), Size);
    Word = Word.drop_front(Length);
  }
  // The name of a file may be no UTF-8 at all.
  Name += Word;
}

std::string snow::frontend::moduleNameOf(StringRef RelativePath) {
  RelativePath.consume_back(".snow");
  llvm::SmallVector<StringRef, 4> Components, Words;
  RelativePath.split(Components, '/');
  std::string Name;
  for (StringRef Component : Components) {
    if (!Name.empty())
      Name += '.';
    Words.clear();
    Component.split(Words, '_', -1, /*KeepEmpty=*/false);
    for (StringRef Word : Words)
      appendCapitalised(Word, Name);
  }
  return Name;
}
