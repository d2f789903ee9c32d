//===- Parser.h - Tokens to the syntax tree ---------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_FRONTEND_PARSE_PARSER_H
#define SNOW_FRONTEND_PARSE_PARSER_H

#include "snow/Frontend/AST/Item.h"
#include "snow/Frontend/Diagnostics.h"
#include "snow/Frontend/Parse/SyntaxMap.h"

namespace snow::frontend {

/// Parses a whole file. Always gives a tree; what could not be parsed was
/// reported and is missing from it. Map, if given, gets the tokens.
File parseFile(const SourceManager &SM, FileID ID, ASTContext &Ctx,
               DiagnosticEngine &Diags, SyntaxMap *Map = nullptr);

/// Parses a type written on its own, as the tables of built-in functions hold
/// it. Null after an error.
TypeExpr *parseTypeText(const SourceManager &SM, FileID ID, ASTContext &Ctx,
                        DiagnosticEngine &Diags);

} // namespace snow::frontend

#endif // SNOW_FRONTEND_PARSE_PARSER_H
