//===- Formatter.h - Layout of one file -------------------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The file is a row of atoms (tokens; a string literal is one) with gaps
// between them. Formatting decides which gaps become line breaks, how far each
// line is indented and where single spaces stand.
//
// Line breaks of the source are kept where one is natural. From them follow
// others: a block with a break in it has each statement on a line, brackets
// break behind the opening one and before the closing one or not at all, pipes
// of a chain together. Lines that are too long are then broken at their
// outermost level. A second run finds all these breaks in its source, so it
// changes nothing.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_FORMAT_FORMATTER_H
#define SNOW_LIB_FRONTEND_FORMAT_FORMATTER_H

#include "snow/Frontend/Parse/SyntaxMap.h"
#include "llvm/ADT/SmallVector.h"
#include <string>

namespace snow::frontend {

struct Comment {
  llvm::StringRef Text;
  /// Line ends between this and what stands before it.
  unsigned LinesBefore = 0;
  /// To the end of its line, rather than `#= ... =#`.
  bool IsLine = false;
};

/// The comments between two tokens, in order. LinesAfter counts the line ends
/// behind the last one, or all of them if there is none.
llvm::SmallVector<Comment, 2> findComments(llvm::StringRef Gap,
                                           unsigned &LinesAfter);

class Formatter {
public:
  Formatter(const SourceManager &SM, FileID File, const SyntaxMap &Map);

  std::string run();

private:
  static constexpr unsigned MaxColumn = 100;
  static constexpr unsigned Step = 2;
  static constexpr unsigned None = ~0u;

  /// A token, with the gap in front of it.
  struct Atom {
    TokenKind Kind;
    TokenRole Role;
    BlockPart Part;
    /// Begins a statement, arm, field ...
    bool Starts;
    llvm::StringRef Text;
    /// Of a token with a Part: where its construct begins.
    unsigned Head = None;

    llvm::SmallVector<Comment, 0> Comments;
    /// Line ends between the last comment and the token.
    unsigned Lines = 0;
    /// Some line end is in the gap.
    bool Newline = false;

    /// The innermost frame around the token; a frame's own brackets are outside
    /// of it.
    unsigned Frame = 0;
    /// The frame that the token closes.
    unsigned Closes = None;
    /// The first atom of the element (statement, argument ...) it is in.
    unsigned Element = 0;
    /// Between the first token of a construct and its `do`.
    bool InHead = false;

    /// Columns up to the first line end in the text, and behind the last.
    unsigned Width = 0, LastWidth = 0;
    bool IsMultiLine = false;

    // The result.
    bool Break = false;
    bool Space = false;
    unsigned LineIndent = 0;
  };

  enum class FrameKind : uint8_t { File, Bracket, Angle, Block };
  /// What lies between an opening token and its closing one.
  struct Frame {
    FrameKind Kind;
    unsigned Open = None, Close = None;
    /// Whose line the contents are indented from. The branches of one construct
    /// have it in common.
    unsigned Head = None;
    unsigned Parent = 0, Depth = 0;
    /// A closure with several clauses.
    bool HasBars = false;
    bool IsBroken = false;
  };

  // The row of atoms (Atoms.cpp)
  void makeAtoms(const SyntaxMap &Map);
  void makeFrames();
  void markHead(unsigned Open);
  void measure(Atom &A);

  // Spaces (Spacing.cpp)
  bool needsSpace(const Atom &Left, const Atom &Right) const;

  // Breaks that follow from the source (Breaks.cpp)
  void keepBreaks();
  bool isNaturalBreak(unsigned I) const;
  void spreadPipes();
  void spreadBlocks();
  bool isBlockBreak(unsigned I) const;
  /// The frame that the gap in front of atom I lies in.
  unsigned gapFrame(unsigned I) const {
    return Atoms[I].Closes != None ? Atoms[I].Closes : Atoms[I].Frame;
  }
  static unsigned infixLevel(const Atom &A);

  // Lines that are too long (LongLines.cpp)
  struct Option {
    unsigned Depth = ~0u, Rank = ~0u, Level = ~0u;
    unsigned Gap = None;
    unsigned Frame = None;
  };
  unsigned lineEnd(unsigned Begin) const;
  unsigned findOverflow(unsigned Begin, unsigned End, unsigned Indent) const;
  Option chooseBreak(unsigned Begin, unsigned End, unsigned Overflow,
                     unsigned Indent) const;
  bool isBody(unsigned I) const;
  void considerGap(unsigned I, unsigned Begin, unsigned End, Option &Best,
                   unsigned Indent) const;
  void considerFrame(unsigned I, unsigned End, unsigned Overflow, Option &Best,
                     unsigned Indent) const;
  static void offer(Option &Best, const Option &Other);
  void apply(const Option &O, unsigned Begin);
  void breakBracket(unsigned F);
  void breakBlock(unsigned F);
  void layOutLine(unsigned Begin, unsigned Indent);

  // Text (Formatter.cpp)
  unsigned indentFor(unsigned I) const;
  unsigned contentIndent(unsigned I) const;
  void writeGap(unsigned I);
  void newLine(unsigned Indent, bool Blank);

  const SourceManager &SM;
  FileID File;
  std::vector<Atom> Atoms;
  std::vector<Frame> Frames;
  std::string Out;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_FORMAT_FORMATTER_H
