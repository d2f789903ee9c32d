//===- Naming.cpp - Names of generated functions ----------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "snow/Dialect/Snow/IR/Naming.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

std::string snow::toSnakeCase(StringRef name) {
  std::string result;
  for (char c : name) {
    if (llvm::isUpper(c) && !result.empty())
      result += '_';
    result += llvm::toLower(c);
  }
  return result;
}

StringRef snow::getRegisteredName(StringRef symbol) {
  symbol.consume_front("Main.");
  return symbol;
}

std::string snow::getShownTypeName(StringRef symbol) {
  return getRegisteredName(symbol).split('$').first.str();
}

std::string snow::getGeneratedStem(StringRef symbol) {
  std::string stem = getRegisteredName(symbol).lower();
  llvm::replace(stem, '.', '_');
  return stem;
}

bool snow::isGeneratedName(StringRef symbol) {
  return symbol.starts_with("__") ||
         symbol.rsplit('.').second.starts_with("__");
}
