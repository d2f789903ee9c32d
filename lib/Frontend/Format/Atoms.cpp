//===- Atoms.cpp - Tokens, comments and what encloses them ----------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Formatter.h"
#include "llvm/ADT/STLExtras.h"

using namespace snow::frontend;
using llvm::StringRef;

static bool isLineEnd(char C) { return C == '\n' || C == '\r'; }

/// The length of the nested comment that Text begins with.
static size_t blockCommentLength(StringRef Text) {
  unsigned Depth = 0;
  size_t I = 0;
  while (I < Text.size()) {
    StringRef Rest = Text.substr(I);
    if (Rest.starts_with("#=")) {
      ++Depth;
      I += 2;
    } else if (Rest.starts_with("=#")) {
      I += 2;
      if (--Depth == 0)
        break;
    } else {
      ++I;
    }
  }
  return I;
}

llvm::SmallVector<Comment, 2>
snow::frontend::findComments(StringRef Gap, unsigned &LinesAfter) {
  llvm::SmallVector<Comment, 2> Found;
  unsigned Lines = 0;
  while (!Gap.empty()) {
    if (Gap.starts_with("\r\n"))
      Gap = Gap.drop_front();
    if (isLineEnd(Gap.front())) {
      ++Lines;
      Gap = Gap.drop_front();
      continue;
    }
    if (Gap.front() != '#') {
      Gap = Gap.drop_front();
      continue;
    }
    Comment C;
    C.LinesBefore = Lines;
    C.IsLine = !Gap.starts_with("#=");
    size_t Length = C.IsLine ? Gap.find_if(isLineEnd) : blockCommentLength(Gap);
    C.Text = Gap.substr(0, Length);
    Gap = Gap.substr(C.Text.size());
    if (C.IsLine)
      C.Text = C.Text.rtrim();
    Found.push_back(C);
    Lines = 0;
  }
  LinesAfter = Lines;
  return Found;
}

Formatter::Formatter(const SourceManager &SM, FileID File, const SyntaxMap &Map)
    : SM(SM), File(File) {
  makeAtoms(Map);
  makeFrames();
}

static unsigned countColumns(StringRef Text) {
  return llvm::count_if(Text, [](char C) {
    return (static_cast<unsigned char>(C) & 0xC0) != 0x80;
  });
}

void Formatter::measure(Atom &A) {
  size_t First = A.Text.find_if(isLineEnd);
  A.IsMultiLine = First != StringRef::npos;
  A.Width = countColumns(A.Text.substr(0, First));
  A.LastWidth =
      A.IsMultiLine
          ? countColumns(
                A.Text.rsplit(A.Text[A.Text.find_last_of("\r\n")]).second)
          : A.Width;
}

void Formatter::makeAtoms(const SyntaxMap &Map) {
  StringRef Text = SM.text(File);
  std::vector<unsigned> AtomOf(Map.Tokens.size(), None);
  // A byte order mark belongs to no token and is dropped.
  size_t End = Text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (size_t T = 0; T < Map.Tokens.size(); ++T) {
    const Token &First = Map.Tokens[T];
    const TokenNote &Note = Map.Notes[T];
    size_t Begin = First.Where.Begin;
    AtomOf[T] = Atoms.size();
    Atom A;
    A.Kind = First.Kind;
    A.Role = Note.Role;
    A.Part = Note.Part;
    A.Starts = Note.Starts || First.is(TokenKind::eof);
    if (Note.Part != BlockPart::None)
      A.Head = AtomOf[Note.Head];
    for (Comment &C : findComments(Text.slice(End, Begin), A.Lines))
      A.Comments.push_back(C);
    A.Newline = First.NewlineBefore;
    // A string is taken whole: what lies inside is not touched.
    for (unsigned Depth = 0; T < Map.Tokens.size(); ++T) {
      Depth += Map.Tokens[T].is(TokenKind::string_begin);
      Depth -= Map.Tokens[T].is(TokenKind::string_end);
      if (Depth == 0)
        break;
    }
    End = Map.Tokens[T].Where.End;
    A.Text = Text.slice(Begin, End);
    measure(A);
    Atoms.push_back(std::move(A));
  }
}

/// The tokens from a construct's first one to its `do` are indented further, so
/// that they stand out from the block.
void Formatter::markHead(unsigned Open) {
  unsigned Head = Atoms[Open].Head;
  if (Atoms[Open].Role == TokenRole::TrailingOpen)
    return;
  for (unsigned I = Head + 1; I <= Open; ++I)
    if (Atoms[I].Frame == Atoms[Head].Frame)
      Atoms[I].InHead = true;
}

void Formatter::makeFrames() {
  Frames.push_back({FrameKind::File});
  llvm::SmallVector<unsigned, 16> Stack = {0};
  llvm::SmallVector<unsigned, 16> Elements = {None};
  auto open = [&](FrameKind Kind, unsigned I, unsigned Head) {
    Frame F = {Kind, I};
    F.Head = Head;
    F.Parent = Stack.back();
    F.Depth = Stack.size();
    Stack.push_back(Frames.size());
    Elements.push_back(None);
    Frames.push_back(F);
  };
  auto close = [&](unsigned I) {
    if (Stack.size() == 1)
      return;
    Atoms[I].Closes = Stack.back();
    Frames[Stack.back()].Close = I;
    Stack.pop_back();
    Elements.pop_back();
  };

  for (unsigned I = 0; I < Atoms.size(); ++I) {
    Atom &A = Atoms[I];
    bool Closes = false;
    switch (A.Kind) {
    case TokenKind::r_paren:
    case TokenKind::r_square:
    case TokenKind::r_brace:
      Closes = true;
      break;
    default:
      Closes = A.Role == TokenRole::TypeClose || A.Part == BlockPart::Middle ||
               A.Part == BlockPart::Chain || A.Part == BlockPart::Close;
    }
    if (Closes)
      close(I);
    A.Frame = Stack.back();
    bool Starts = Elements.back() == None;
    if (Frames[A.Frame].Kind == FrameKind::Block ||
        Frames[A.Frame].Kind == FrameKind::File)
      Starts |= A.Starts || A.Role == TokenRole::ClauseBar;
    else
      Starts |= I && Atoms[I - 1].Kind == TokenKind::comma &&
                Atoms[I - 1].Frame == A.Frame;
    if (Starts && !Closes)
      Elements.back() = I;
    A.Element = Elements.back();
    if (A.Role == TokenRole::ClauseBar)
      Frames[A.Frame].HasBars = true;

    switch (A.Kind) {
    case TokenKind::l_paren:
    case TokenKind::l_square:
    case TokenKind::l_brace:
    case TokenKind::map_brace:
      open(FrameKind::Bracket, I, I);
      break;
    default:
      if (A.Role == TokenRole::TypeOpen)
        open(FrameKind::Angle, I, I);
      else if (A.Part == BlockPart::Open || A.Part == BlockPart::Middle)
        open(FrameKind::Block, I, A.Head);
      if (A.Part == BlockPart::Open)
        markHead(I);
    }
  }
}
