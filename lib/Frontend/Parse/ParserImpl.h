//===- ParserImpl.h - The recursive descent parser --------------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every parse function returns null (or false) after it has reported an error;
// its callers pass that up to the nearest list of statements, items or arms,
// which skips to a place where parsing can go on.
//
//===----------------------------------------------------------------------===//

#ifndef SNOW_LIB_FRONTEND_PARSE_PARSERIMPL_H
#define SNOW_LIB_FRONTEND_PARSE_PARSERIMPL_H

#include "snow/Frontend/Lex/Lexer.h"
#include "snow/Frontend/Parse/Parser.h"
#include "llvm/ADT/STLExtras.h"

namespace snow::frontend {

class Parser {
public:
  Parser(const SourceManager &SM, FileID ID, ASTContext &Ctx,
         DiagnosticEngine &Diags, SyntaxMap *Map = nullptr);

  File parseFile();
  TypeExpr *parseWholeType();
  std::vector<Token> takeTokens() { return std::move(Tokens); }

private:
  //===--------------------------------------------------------------------===//
  // Tokens and newlines
  //===--------------------------------------------------------------------===//

  /// What newlines mean between the innermost open bracket and its closer.
  enum class Opener : uint8_t { Joining, Separating };

  const Token &tok(unsigned Ahead = 0) const {
    return Tokens[std::min(Pos + Ahead, Tokens.size() - 1)];
  }
  const Token &prev() const { return Tokens[Pos ? Pos - 1 : 0]; }
  bool at(TokenKind K) const { return tok().is(K); }
  /// At an identifier of this spelling (a word with meaning only in place).
  bool atWord(llvm::StringRef Word) const {
    return at(TokenKind::identifier) && tok().Text == Word;
  }
  Token advance() {
    Token T = tok();
    if (Pos + 1 < Tokens.size())
      ++Pos;
    return T;
  }
  bool accept(TokenKind K) {
    if (!at(K))
      return false;
    advance();
    return true;
  }
  bool expect(TokenKind K, const llvm::Twine &Context);
  /// What is at K goes on with the line before; reports if it does not.
  void expectSameLine(TokenKind K);
  /// Accepts a K that goes on with the line before. Not for `when` and `where`:
  /// at the beginning of a line they can mean one thing only, and the formatter
  /// puts them there if a line is long.
  bool acceptOnLine(TokenKind K) {
    if (!at(K))
      return false;
    expectSameLine(K);
    return accept(K);
  }
  /// The `end` of what begins at Head. Where a bracket around it closes first,
  /// it is reported as forgotten, and parsing goes on as if it stood there.
  bool expectEnd(size_t Head, const llvm::Twine &Context);
  bool closesBracketAround() const;
  /// What ParseOne takes, separated by commas, up to the closing token; Context
  /// is for the message when that is missing.
  bool parseCommas(TokenKind Close, const char *Context,
                   llvm::function_ref<bool()> ParseOne);
  /// Whether a newline in front of the current token ends a statement.
  bool atNewline() const;
  /// At a newline or ';', which separate statements.
  bool atSeparator() const { return at(TokenKind::semi) || atNewline(); }
  void skipSeparators() {
    while (accept(TokenKind::semi))
      ;
  }
  Span from(Span Begin) const { return Begin.to(prev().Where); }

  // Notes for the formatter: on the current token, or on the one before it.
  void note(TokenRole R) {
    if (Map)
      Map->Notes[Pos].Role = R;
  }
  void noteStart() {
    if (Map)
      Map->Notes[Pos].Starts = true;
  }
  void noteLast(TokenRole R) {
    if (Map && Pos)
      Map->Notes[Pos - 1].Role = R;
  }
  void noteLast(BlockPart P, size_t Head) {
    if (!Map || !Pos)
      return;
    Map->Notes[Pos - 1].Part = P;
    Map->Notes[Pos - 1].Head = Head;
  }

  struct OpenerScope {
    OpenerScope(Parser &P, Opener O) : P(P) { P.Openers.push_back(O); }
    ~OpenerScope() { P.Openers.pop_back(); }
    Parser &P;
  };
  /// Inside brackets a `do` may begin a trailing closure again.
  struct HeadScope {
    HeadScope(Parser &P, bool InHead) : P(P), Saved(P.InHead) {
      P.InHead = InHead;
    }
    ~HeadScope() { P.InHead = Saved; }
    Parser &P;
    bool Saved;
  };
  struct BracketScope {
    explicit BracketScope(Parser &P) : O(P, Opener::Joining), H(P, false) {}
    OpenerScope O;
    HeadScope H;
  };

  //===--------------------------------------------------------------------===//
  // Errors and nesting
  //===--------------------------------------------------------------------===//

  /// Later stages recurse over the tree as well, so its height is bounded, not
  /// only the depth of this parser's own recursion. Depth counts the levels
  /// above the current node, Height those below what was parsed so far. The
  /// links of a chain (operators, pipes, method calls, `else if`) are gone
  /// through without recursion wherever it takes much of the stack; Links
  /// counts them and the levels, and may become larger.
  static constexpr unsigned MaxNesting = 1000, MaxLinks = 10'000;
  struct Level {
    explicit Level(Parser &P)
        : P(P), SavedHeight(P.Height), SavedLinks(P.Links) {
      P.Height = P.Links = 0;
      ++P.Depth;
    }
    ~Level() {
      P.Height = std::max(SavedHeight, P.Height + 1);
      P.Links = std::max(SavedLinks, P.Links + 1);
      --P.Depth;
    }
    bool tooDeep() const { return P.checkNesting(); }
    Parser &P;
    unsigned SavedHeight, SavedLinks;
  };
  /// Reports and returns true if the tree is getting too high here.
  bool checkNesting();
  /// The same for one more link of a chain.
  bool addLink() {
    ++Links;
    return !checkNesting();
  }

  /// Head is the first token of what is broken, if it is worth showing.
  std::nullptr_t error(const llvm::Twine &Message,
                       const llvm::Twine &Label = "",
                       std::optional<size_t> Head = std::nullopt);
  std::nullptr_t errorExpected(const llvm::Twine &What);
  std::string describe(const Token &T) const;
  bool atItemKeyword() const;
  /// Skips what is broken. Returns true behind the `end` of the broken
  /// construct, false at an `end` of the enclosing one or at a line that begins
  /// with an item keyword.
  bool recover();
  /// Whether the current token begins a definition at the margin, which belongs
  /// to the file: the `end`s before it are missing.
  bool atMarginItem() const;
  /// How many blocks are open here, each with an `end` to come.
  unsigned openBlocks() const {
    return llvm::count(Openers, Opener::Separating);
  }

  //===--------------------------------------------------------------------===//
  // Items (ParseItem.cpp, ParseProcessItem.cpp)
  //===--------------------------------------------------------------------===//

  bool parseFileEntry(llvm::SmallVectorImpl<Stmt> &Out, bool InModule);
  Item *parseItem();
  bool parseIdent(Ident &Out, const llvm::Twine &What);
  bool parsePath(llvm::ArrayRef<Ident> &Out);
  bool parseGenerics(llvm::ArrayRef<Ident> &Out);
  bool parseWhere(llvm::MutableArrayRef<WhereBound> &Out);
  bool parseResultType(TypeExpr *&Out);
  bool parseParams(llvm::ArrayRef<Param> &Out, bool Optional);
  /// Parameters in parentheses. Bare has those that are alternatives without
  /// parentheses of their own, which are errors unless it all is one pattern.
  bool parseParamList(llvm::SmallVectorImpl<Param> &Out,
                      llvm::SmallVectorImpl<Span> &Bare);
  void reportBare(llvm::ArrayRef<Span> Bare);
  bool parseParam(Param &Out, llvm::SmallVectorImpl<Span> *Bare = nullptr);
  /// Where a function may be defined and whether it can do without a body.
  enum class FnPlace : uint8_t { Plain, Impl, Interface };
  FnItem *parseFn(FnPlace Place = FnPlace::Plain);
  void checkSelf(llvm::ArrayRef<Param> Params, bool IsMethod);
  Item *parseImport();
  Item *parseModule(Span Begin);
  Item *parseStruct(Span Begin);
  Item *parseType(Span Begin);
  bool parseFieldDecls(llvm::SmallVectorImpl<FieldDecl> &Out);
  bool parseDeriving(DerivingClause &Out);
  Item *parseInterface(Span Begin);
  Item *parseImpl(Span Begin);
  Item *parseActor(Span Begin);
  Item *parseService(Span Begin);
  bool parseHandler(llvm::SmallVectorImpl<Handler> &Out);
  Item *parseSupervisor(Span Begin);
  bool parseChild(llvm::SmallVectorImpl<ChildSpec> &Out);
  bool parseSetting(llvm::SmallVectorImpl<Setting> &Out, bool OfChild);
  void checkSetting(const Setting &S, bool OfChild);

  //===--------------------------------------------------------------------===//
  // Types and patterns
  //===--------------------------------------------------------------------===//

  TypeExpr *parseTypeExpr();
  TypeExpr *parsePrimaryType();
  void splitGreaterEqual();
  bool parseTypeArgs(llvm::SmallVectorImpl<TypeExpr *> &Out);

  Pattern *parsePattern();
  Pattern *parseConsPattern();
  Pattern *parseOrPattern();
  Pattern *parsePrimPattern();
  Pattern *parseNamedPattern();
  bool parsePatternList(TokenKind Close, llvm::SmallVectorImpl<Pattern *> &Out);
  Pattern *parseAs(Pattern *P, Span Begin);

  //===--------------------------------------------------------------------===//
  // Expressions and statements
  //===--------------------------------------------------------------------===//

  /// Statements up to a token that ends the block (not consumed).
  BlockExpr *parseBlock(bool IsBranch = false);
  /// At what other languages write for `else if`.
  bool atElsif() const;
  bool parseStmt(Stmt &Out);
  bool parseLet(Stmt &Out);
  /// `do block end`, with the parser at `do`.
  Expr *parseDoBlock(size_t Head);
  Expr *parseBody(size_t Head);

  Expr *parseExpr();
  Expr *parseHead();
  Expr *parseBinary(unsigned MinLevel);
  Expr *parseUnary();
  Expr *parsePostfix();
  Expr *parsePrimary();
  Expr *parseBracketed(TokenKind Close);
  Expr *parseList();
  Expr *parseMap();
  Expr *parseString();
  Expr *parseCall(Expr *Callee);
  bool parseArgs(llvm::SmallVectorImpl<Arg> &Out);
  Expr *parseStructLiteral(Expr *Callee);
  bool atStructLiteral(Expr *Callee) const;
  bool atName() const { return at(TokenKind::identifier); }
  bool atFieldName() const {
    return at(TokenKind::identifier) || isKeyword(tok().Kind);
  }

  Expr *parseIf();
  Expr *parseBranch();
  Expr *parseCase();
  Expr *parseWhile();
  Expr *parseFor();
  Expr *parseReceive();
  bool parseArm(llvm::SmallVectorImpl<Arm> &Out);
  bool parseArms(llvm::SmallVectorImpl<Arm> &Out);
  Expr *parseClosure();
  Expr *parseClosureArrow(size_t Head, ClosureClause First);
  bool parseClosureParams(ClosureClause &Out);
  bool atPatternInParens();
  Expr *parseTrailingClosure(size_t Head);

  const SourceManager &SM;
  FileID ID;
  ASTContext &Ctx;
  DiagnosticEngine &Diags;
  /// Null unless somebody wants the notes.
  SyntaxMap *Map;
  std::vector<Token> Tokens;
  size_t Pos = 0;
  llvm::SmallVector<Opener, 16> Openers;
  bool InHead = false;
  /// The previous token is a '>' that closes type arguments, not an operator.
  size_t TypeCloser = ~size_t(0);
  unsigned Depth = 0;
  unsigned Height = 0;
  unsigned Links = 0;
  /// Something was reported since the last definition at the margin.
  bool IsBroken = false;
  size_t LastError = ~size_t(0);
  /// Blocks that were open at the last error.
  unsigned ErrorBlocks = 0;
  /// In a definition whose `do` has not been read.
  bool InHeader = false;
};

} // namespace snow::frontend

#endif // SNOW_LIB_FRONTEND_PARSE_PARSERIMPL_H
