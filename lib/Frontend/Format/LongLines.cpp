//===- LongLines.cpp - Breaking lines that are too long -------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formatter.h"
#include <tuple>

using namespace snow::frontend;

unsigned Formatter::lineEnd(unsigned Begin) const {
  unsigned End = Begin + 1;
  while (End < Atoms.size() && !Atoms[End].Break)
    ++End;
  return End;
}

/// The first atom of the line that passes the last column, or End. Comments
/// behind the line do not count.
unsigned Formatter::findOverflow(unsigned Begin, unsigned End,
                                 unsigned Indent) const {
  unsigned Column = Indent;
  for (unsigned I = Begin; I < End; ++I) {
    const Atom &A = Atoms[I];
    if (I != Begin) {
      Column += A.Space || !A.Comments.empty();
      for (const Comment &C : A.Comments)
        Column += C.Text.size() + 1;
    }
    if (Column + A.Width > MaxColumn)
      return I;
    Column = A.IsMultiLine ? A.LastWidth : Column + A.Width;
  }
  return End;
}

/// Outer levels first, then by the kind of break; of equal ones the last.
void Formatter::offer(Option &Best, const Option &Other) {
  if (std::tie(Other.Depth, Other.Rank, Other.Level) <=
      std::tie(Best.Depth, Best.Rank, Best.Level))
    Best = Other;
}

namespace {
enum BreakRank : unsigned {
  BodyRank,
  PipeRank,
  OperatorRank,
  BlockRank,
  HeadRank,
  BracketRank,
  EarlierBracketRank,
  DotRank,
  EqualRank,
};
} // namespace

/// Whether atom I begins the body of an arm, or of a function behind `=`.
bool Formatter::isBody(unsigned I) const {
  const Atom &Before = Atoms[I - 1];
  if (Before.InHead)
    return false;
  switch (Atoms[Before.Element].Kind) {
  case TokenKind::kw_fn:
  case TokenKind::kw_def:
  case TokenKind::kw_pub:
    return Before.Kind == TokenKind::equal;
  default:
    return Before.Kind == TokenKind::arrow && Before.Role == TokenRole::None &&
           Frames[Before.Frame].Kind == FrameKind::Block;
  }
}

void Formatter::considerGap(unsigned I, unsigned Begin, unsigned End,
                            Option &Best, unsigned Indent) const {
  const Atom &A = Atoms[I], &Before = Atoms[I - 1];
  Option O;
  O.Gap = I;
  O.Depth = Frames[A.Frame].Depth;
  O.Level = 0;
  const Frame &F = Frames[Before.Frame];
  if (A.Part == BlockPart::None && isBody(I) &&
      findOverflow(I, End, Indent + Step) == End) {
    O.Rank = BodyRank;
  } else if (A.Kind == TokenKind::pipe) {
    O.Rank = PipeRank;
  } else if (Before.Kind == TokenKind::comma && A.Frame == Before.Frame &&
             F.Kind == FrameKind::Bracket && F.Open < Begin) {
    O.Rank = OperatorRank;
  } else if (A.Kind == TokenKind::kw_where || A.Kind == TokenKind::kw_when) {
    O.Rank = OperatorRank;
    O.Level = 1;
  } else if (unsigned Level = infixLevel(Before)) {
    // Between `if` and its `do` the block is better broken.
    O.Rank = Before.InHead ? HeadRank : OperatorRank;
    O.Level = Level;
    O.Depth = F.Depth;
  } else if (A.Kind == TokenKind::dot && Before.Kind == TokenKind::r_paren) {
    O.Rank = DotRank;
  } else if ((Before.Kind == TokenKind::equal ||
              (Before.Kind == TokenKind::arrow &&
               Before.Role == TokenRole::None && A.Part == BlockPart::None)) &&
             Indent + Step + A.Width <= MaxColumn) {
    O.Rank = EqualRank;
  } else {
    return;
  }
  offer(Best, O);
}

/// Atom I opens a frame.
void Formatter::considerFrame(unsigned I, unsigned End, unsigned Overflow,
                              Option &Best, unsigned Indent) const {
  if (I + 1 >= Atoms.size())
    return;
  unsigned Index = gapFrame(I + 1);
  const Frame &F = Frames[Index];
  if (F.Open != I || F.Close >= End || F.Close == I + 1)
    return;
  Option O;
  O.Frame = Index;
  O.Depth = Frames[Atoms[I].Frame].Depth;
  O.Level = 0;
  if (F.Kind == FrameKind::Bracket) {
    const Atom &Content = Atoms[I + 1];
    if (F.Close == I + 2 && Indent + Step + Content.Width > MaxColumn)
      return;
    O.Rank = F.Close >= Overflow ? BracketRank : EarlierBracketRank;
  } else if (F.Kind == FrameKind::Block) {
    O.Rank = BlockRank;
    // A block that ends its line is broken before the brackets around it.
    unsigned Last = F.Close;
    while (Last < End && Atoms[Last].Part != BlockPart::Close)
      ++Last;
    unsigned Outer = O.Depth;
    for (++Last; Last < End && Atoms[Last].Closes != None; ++Last)
      Outer = std::min(Outer, Frames[Frames[Atoms[Last].Closes].Parent].Depth);
    if (Last == End)
      O.Depth = Outer;
  } else {
    return;
  }
  offer(Best, O);
}

Formatter::Option Formatter::chooseBreak(unsigned Begin, unsigned End,
                                         unsigned Overflow,
                                         unsigned Indent) const {
  Option Best;
  for (unsigned I = Begin; I < End && I <= Overflow; ++I) {
    if (I != Begin)
      considerGap(I, Begin, End, Best, Indent);
    if (I < Overflow)
      considerFrame(I, End, Overflow, Best, Indent);
  }
  return Best;
}

void Formatter::breakBracket(unsigned Index) {
  const Frame &F = Frames[Index];
  Atoms[F.Open + 1].Break = Atoms[F.Close].Break = true;
  // Rows of plain values are filled, other elements have a line each.
  bool IsPlain = true;
  unsigned Elements = 1;
  for (unsigned I = F.Open + 1; I < F.Close; ++I) {
    IsPlain &= Atoms[I].Frame == Index && infixLevel(Atoms[I]) == 0 &&
               Atoms[I].Kind != TokenKind::fat_arrow &&
               Atoms[I].Kind != TokenKind::colon;
    Elements += Atoms[I].Kind == TokenKind::comma;
  }
  if (IsPlain && Elements > 8)
    return;
  for (unsigned I = F.Open + 2; I < F.Close; ++I)
    if (Atoms[I - 1].Kind == TokenKind::comma && Atoms[I].Frame == Index)
      Atoms[I].Break = true;
}

/// Breaks all parts of the construct that the frame is one of.
void Formatter::breakBlock(unsigned Index) {
  unsigned Head = Frames[Index].Head;
  unsigned First = Index, Last = Index;
  auto isPart = [&](unsigned F) {
    return Frames[F].Kind == FrameKind::Block && Frames[F].Head == Head;
  };
  // The branches have the parent in common; others lie in or between them.
  for (unsigned F = Index; F > 1 && Frames[F - 1].Open > Head; --F)
    if (isPart(F - 1))
      First = F - 1;
  for (unsigned F = Index + 1;
       F < Frames.size() && Atoms[Frames[Last].Close].Part != BlockPart::Close;
       ++F)
    if (isPart(F))
      Last = F;
  for (unsigned I = Frames[First].Open + 1; I <= Frames[Last].Close; ++I)
    if (isPart(gapFrame(I)))
      Atoms[I].Break |= isBlockBreak(I);
}

void Formatter::apply(const Option &O, unsigned Begin) {
  unsigned F;
  if (O.Gap != None) {
    const Atom &A = Atoms[O.Gap];
    F = A.Frame;
    Atoms[O.Gap].Break = true;
    // The whole chain of pipes.
    if (A.Kind == TokenKind::pipe)
      for (unsigned I = A.Element, E = Frames[F].Close;
           I < Atoms.size() && I != E; ++I)
        if (Atoms[I].Kind == TokenKind::pipe && Atoms[I].Frame == F &&
            Atoms[I].Element == A.Element)
          Atoms[I].Break = true;
  } else {
    F = O.Frame;
    if (Frames[F].Kind == FrameKind::Block)
      breakBlock(F);
    else
      breakBracket(F);
    F = Frames[F].Parent;
  }
  // Blocks around it that were on this line have a break in them now.
  for (; F != 0 && Frames[F].Open >= Begin; F = Frames[F].Parent)
    if (Frames[F].Kind == FrameKind::Block)
      breakBlock(F);
}

void Formatter::layOutLine(unsigned Begin, unsigned Indent) {
  while (true) {
    unsigned End = lineEnd(Begin);
    unsigned Overflow = findOverflow(Begin, End, Indent);
    if (Overflow == End)
      return;
    Option O = chooseBreak(Begin, End, Overflow, Indent);
    if (O.Rank == ~0u)
      return;
    apply(O, Begin);
  }
}
