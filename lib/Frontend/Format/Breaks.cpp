//===- Breaks.cpp - Line breaks that follow from the source ---------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formatter.h"
#include "llvm/ADT/DenseSet.h"

using namespace snow::frontend;

/// How tightly the token binds if it is an infix operator, loosest 1; else 0.
unsigned Formatter::infixLevel(const Atom &A) {
  if (A.Role != TokenRole::None)
    return 0;
  switch (A.Kind) {
  case TokenKind::kw_or:
  case TokenKind::bar_bar:
  case TokenKind::bar:
    return 2;
  case TokenKind::kw_and:
  case TokenKind::amp_amp:
    return 3;
  case TokenKind::equal_equal:
  case TokenKind::bang_equal:
    return 4;
  case TokenKind::less:
  case TokenKind::greater:
  case TokenKind::less_equal:
  case TokenKind::greater_equal:
    return 5;
  case TokenKind::dot_dot:
    return 7;
  case TokenKind::diamond:
  case TokenKind::plus_plus:
    return 8;
  case TokenKind::plus:
  case TokenKind::minus:
    return 9;
  case TokenKind::star:
  case TokenKind::slash:
  case TokenKind::percent:
    return 10;
  default:
    return 0;
  }
}

/// Whether a line end that the source has in front of atom I may stay.
bool Formatter::isNaturalBreak(unsigned I) const {
  const Atom &A = Atoms[I], &Before = Atoms[I - 1];
  if (A.Starts || A.Role == TokenRole::ClauseBar)
    return true;
  switch (A.Part) {
  case BlockPart::Middle:
  case BlockPart::Chain:
  case BlockPart::Close:
    return true;
  default:
    break;
  }
  auto isOpen = [&](unsigned F, unsigned Open) {
    return Frames[F].Kind == FrameKind::Bracket && Frames[F].Open == Open;
  };
  // Brackets without contents stay together.
  if (A.Closes != None)
    return isOpen(A.Closes, Frames[A.Closes].Open) &&
           Frames[A.Closes].Open != I - 1;
  if (isOpen(A.Frame, I - 1))
    return true;
  switch (A.Kind) {
  case TokenKind::pipe:
  case TokenKind::dot:
  case TokenKind::kw_where:
  case TokenKind::kw_when:
    return true;
  case TokenKind::comma:
  case TokenKind::semi:
    return false;
  default:
    break;
  }
  switch (Before.Kind) {
  case TokenKind::comma:
    return Frames[A.Frame].Kind != FrameKind::Angle;
  case TokenKind::equal:
  case TokenKind::fat_arrow:
    return true;
  case TokenKind::arrow:
    return A.Part != BlockPart::Open;
  default:
    return infixLevel(Before) != 0;
  }
}

void Formatter::keepBreaks() {
  for (unsigned I = 1; I < Atoms.size(); ++I) {
    Atom &A = Atoms[I];
    // Behind a comment the line ends where it did.
    A.Break = A.Newline && (!A.Comments.empty() || isNaturalBreak(I));
    A.Space = needsSpace(Atoms[I - 1], A);
  }
  spreadPipes();
  spreadBlocks();
}

/// A chain of pipes is on one line or has each step on its own.
void Formatter::spreadPipes() {
  llvm::DenseSet<std::pair<unsigned, unsigned>> Broken;
  auto key = [&](unsigned I) {
    return std::make_pair(Atoms[I].Frame, Atoms[I].Element);
  };
  for (unsigned I = 1; I + 1 < Atoms.size(); ++I)
    if (Atoms[I].Kind == TokenKind::pipe &&
        (Atoms[I].Newline || Atoms[I + 1].Newline))
      Broken.insert(key(I));
  for (unsigned I = 1; I + 1 < Atoms.size(); ++I)
    if (Atoms[I].Kind == TokenKind::pipe && Broken.contains(key(I)))
      Atoms[I].Break = true;
}

/// Whether the gap breaks when its block does.
bool Formatter::isBlockBreak(unsigned I) const {
  const Atom &A = Atoms[I], &Before = Atoms[I - 1];
  if (A.Part == BlockPart::Middle || A.Part == BlockPart::Chain ||
      A.Part == BlockPart::Close || A.Role == TokenRole::ClauseBar)
    return true;
  if (!A.Starts || Before.Kind == TokenKind::semi)
    return false;
  // One of several clauses may stay on its line.
  return Before.Role != TokenRole::ClauseArrow || !Frames[A.Frame].HasBars;
}

void Formatter::spreadBlocks() {
  for (unsigned I = 1; I < Atoms.size(); ++I)
    Frames[gapFrame(I)].IsBroken |= Atoms[I].Break;
  // Frames are in the order in which they open: inner ones come later.
  llvm::DenseSet<unsigned> BrokenHeads;
  for (unsigned F = Frames.size(); F-- > 1;) {
    if (!Frames[F].IsBroken)
      continue;
    Frames[Frames[F].Parent].IsBroken = true;
    if (Frames[F].Kind == FrameKind::Block)
      BrokenHeads.insert(Frames[F].Head);
  }
  for (unsigned F = 1; F < Frames.size(); ++F) {
    unsigned Open = Frames[F].Open, Close = Frames[F].Close;
    if (Frames[F].Kind == FrameKind::Block)
      Frames[F].IsBroken = BrokenHeads.contains(Frames[F].Head);
    else if (Frames[F].Kind == FrameKind::Bracket && Open + 1 != Close)
      Atoms[Open + 1].Break = Atoms[Close].Break =
          Atoms[Open + 1].Break || Atoms[Close].Break;
  }
  for (unsigned I = 1; I < Atoms.size(); ++I) {
    const Frame &F = Frames[gapFrame(I)];
    if (F.Kind == FrameKind::File || (F.Kind == FrameKind::Block && F.IsBroken))
      Atoms[I].Break |= isBlockBreak(I);
  }
}
