//===- Server.cpp - The language server -----------------------------------===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Requests in the protocol's terms; the answers come from the other files. Each
// change of a document has its program checked again as a whole.
//
//===----------------------------------------------------------------------===//

#include "snow/LSP/Server.h"
#include "Completion.h"
#include "Describe.h"
#include "Outline.h"
#include "snow/Frontend/Format.h"
#include "llvm/Support/LSP/Transport.h"
#include "llvm/Support/Program.h"
#include <set>

using namespace snow;
using namespace snow::lsp;
using llvm::StringRef;
using llvm::lsp::Callback;
namespace protocol = llvm::lsp;
namespace json = llvm::json;

namespace {
/// `textDocument/formatting`; the options are the formatter's own.
struct FormattingParams {
  protocol::TextDocumentIdentifier textDocument;
};
bool fromJSON(const json::Value &Value, FormattingParams &Result,
              json::Path Path) {
  json::ObjectMapper Map(Value, Path);
  return Map && Map.map("textDocument", Result.textDocument);
}

class Server {
public:
  explicit Server(protocol::JSONTransport &Transport) : Handler(Transport) {
    Handler.method("initialize", this, &Server::onInitialize);
    Handler.notification("initialized", this, &Server::onInitialized);
    Handler.method("shutdown", this, &Server::onShutdown);
    Handler.notification("textDocument/didOpen", this, &Server::onOpen);
    Handler.notification("textDocument/didChange", this, &Server::onChange);
    Handler.notification("textDocument/didClose", this, &Server::onClose);
    Handler.method("textDocument/hover", this, &Server::onHover);
    Handler.method("textDocument/definition", this, &Server::onDefinition);
    Handler.method("textDocument/references", this, &Server::onReferences);
    Handler.method("textDocument/completion", this, &Server::onCompletion);
    Handler.method("textDocument/documentSymbol", this, &Server::onOutline);
    Handler.method("textDocument/formatting", this, &Server::onFormatting);
    Publish = Handler.outgoingNotification<json::Value>(
        "textDocument/publishDiagnostics");
  }

  protocol::MessageHandler Handler;
  bool IsShutDown = false;

private:
  void onInitialize(const protocol::InitializeParams &,
                    Callback<json::Value> Reply);
  void onInitialized(const protocol::InitializedParams &) {}
  void onShutdown(const protocol::NoParams &, Callback<std::nullptr_t> Reply) {
    IsShutDown = true;
    Reply(nullptr);
  }
  void onOpen(const protocol::DidOpenTextDocumentParams &P);
  void onChange(const protocol::DidChangeTextDocumentParams &P);
  void onClose(const protocol::DidCloseTextDocumentParams &P);
  void onHover(const protocol::TextDocumentPositionParams &P,
               Callback<std::optional<protocol::Hover>> Reply);
  void onDefinition(const protocol::TextDocumentPositionParams &P,
                    Callback<std::vector<protocol::Location>> Reply);
  void onReferences(const protocol::ReferenceParams &P,
                    Callback<std::vector<protocol::Location>> Reply);
  void onCompletion(const protocol::CompletionParams &P,
                    Callback<protocol::CompletionList> Reply);
  void onOutline(const protocol::DocumentSymbolParams &P,
                 Callback<std::vector<protocol::DocumentSymbol>> Reply);
  void onFormatting(const FormattingParams &P,
                    Callback<std::vector<protocol::TextEdit>> Reply);

  void publish(StringRef Path);
  void publish(const protocol::URIForFile &URI, json::Array Diagnostics);
  json::Object toDiagnostic(const Analysis &A, const frontend::Diagnostic &D);
  static frontend::Span definitionOf(const Occurrence &O) {
    return O.Sym ? O.Sym->Where : O.Declared;
  }

  Workspace Files;
  /// Documents as the client names them.
  std::map<std::string, protocol::URIForFile> Names;
  /// Files that have diagnostics at the client.
  std::set<std::string> Marked;
  protocol::OutgoingNotification<json::Value> Publish;
};
} // namespace

void Server::onInitialize(const protocol::InitializeParams &,
                          Callback<json::Value> Reply) {
  json::Object Capabilities{
      {"textDocumentSync",
       json::Object{
           {"openClose", true},
           {"change", static_cast<int>(protocol::TextDocumentSyncKind::Full)},
           {"save", false},
       }},
      {"hoverProvider", true},
      {"definitionProvider", true},
      {"referencesProvider", true},
      {"documentSymbolProvider", true},
      {"documentFormattingProvider", true},
      {"completionProvider",
       json::Object{{"triggerCharacters", json::Array{"."}}}},
  };
  Reply(json::Object{
      {"serverInfo", json::Object{{"name", "snowc lsp"}}},
      {"capabilities", std::move(Capabilities)},
  });
}

//===----------------------------------------------------------------------===//
// Documents and diagnostics
//===----------------------------------------------------------------------===//

void Server::onOpen(const protocol::DidOpenTextDocumentParams &P) {
  StringRef Path = P.textDocument.uri.file();
  Files.open(Path, P.textDocument.text, P.textDocument.version);
  Names.insert_or_assign(Path.str(), P.textDocument.uri);
  publish(Path);
}

void Server::onChange(const protocol::DidChangeTextDocumentParams &P) {
  StringRef Path = P.textDocument.uri.file();
  // The client was asked for whole texts; of several the last one counts.
  if (P.contentChanges.empty() || !Files.isOpen(Path))
    return;
  Files.open(Path, P.contentChanges.back().text, P.textDocument.version);
  publish(Path);
}

void Server::onClose(const protocol::DidCloseTextDocumentParams &P) {
  StringRef Path = P.textDocument.uri.file();
  Files.close(Path);
  Marked.erase(Path.str());
  publish(P.textDocument.uri, {});
}

json::Object Server::toDiagnostic(const Analysis &A,
                                  const frontend::Diagnostic &D) {
  bool IsError = frontend::codeSeverity(D.Code) == frontend::Severity::Error;
  std::string Message = D.Message;
  const frontend::DiagLabel &Primary = D.Labels.front();
  if (!Primary.Text.empty())
    Message += "\n" + Primary.Text;
  if (D.Fix)
    Message += "\nhelp: " + *D.Fix;
  json::Array Related;
  for (const frontend::DiagLabel &L : llvm::ArrayRef(D.Labels).drop_front())
    if (auto Place = A.location(L.Where))
      // What toJSON makes of a place refers to it, and it goes away.
      Related.push_back(json::Object{
          {"location", json::Object{{"uri", Place->uri.uri().str()},
                                    {"range", protocol::toJSON(Place->range)}}},
          {"message", json::fixUTF8(L.Text)}});
  json::Object Result{
      {"range", protocol::toJSON(A.range(Primary.Where))},
      {"severity", IsError ? 1 : 2},
      {"code", frontend::codeName(D.Code)},
      {"source", "snow"},
      {"message", json::fixUTF8(Message)},
  };
  if (!Related.empty())
    Result["relatedInformation"] = std::move(Related);
  return Result;
}

void Server::publish(const protocol::URIForFile &URI, json::Array Diagnostics) {
  json::Object Params{{"uri", protocol::toJSON(URI)},
                      {"diagnostics", std::move(Diagnostics)}};
  if (Files.isOpen(URI.file()))
    Params["version"] = Files.version(URI.file());
  Publish(std::move(Params));
}

/// Sends the diagnostics of the program that the file is in.
void Server::publish(StringRef Path) {
  const Analysis &A = Files.analyze(Path);
  std::map<std::string, json::Array> ByFile;
  for (const frontend::Diagnostic &D : A.Program.diagnostics()) {
    auto Place = A.Paths.find(D.primary().File);
    if (Place != A.Paths.end())
      ByFile[Place->second].push_back(toDiagnostic(A, D));
  }
  // Files without any, so that what they had goes away.
  ByFile[Path.str()];
  for (auto &[ID, Other] : A.Paths)
    if (Marked.contains(Other))
      ByFile[Other];
  for (auto &[File, Diagnostics] : ByFile) {
    if (!Names.contains(File)) {
      auto URI = protocol::URIForFile::fromFile(File);
      if (!URI) {
        llvm::consumeError(URI.takeError());
        continue;
      }
      Names.emplace(File, *URI);
    }
    if (Diagnostics.empty())
      Marked.erase(File);
    else
      Marked.insert(File);
    publish(Names.at(File), std::move(Diagnostics));
  }
}

//===----------------------------------------------------------------------===//
// Questions
//===----------------------------------------------------------------------===//

void Server::onHover(const protocol::TextDocumentPositionParams &P,
                     Callback<std::optional<protocol::Hover>> Reply) {
  const Analysis &A = Files.analyze(P.textDocument.uri.file());
  const Occurrence *O = A.Names->find(A.File, A.offset(P.position));
  if (!O)
    return Reply(std::nullopt);
  const frontend::TypeContext &Types = A.Program.types();
  std::string Text;
  if (O->Sym && !llvm::isa<frontend::LocalVar>(O->Sym))
    Text = describe(*O->Sym, Types);
  else if (O->Sym)
    Text = O->Sym->Name.str() +
           " :: " + (O->Ty ? Types.print(O->Ty) : describe(*O->Sym, Types));
  else
    Text = (O->Name.empty() ? "" : O->Name.str() + " :: ") + Types.print(O->Ty);
  protocol::Hover Result(A.range(O->Where));
  Result.contents.value = "```snow\n" + Text + "\n```";
  frontend::Span Where = definitionOf(*O);
  if (A.location(Where)) {
    std::string Doc = docComment(A.Program.sources(), Where);
    if (!Doc.empty())
      Result.contents.value += "\n\n" + json::fixUTF8(Doc);
  }
  Reply(std::move(Result));
}

void Server::onDefinition(const protocol::TextDocumentPositionParams &P,
                          Callback<std::vector<protocol::Location>> Reply) {
  const Analysis &A = Files.analyze(P.textDocument.uri.file());
  std::vector<protocol::Location> Result;
  if (const Occurrence *O = A.Names->find(A.File, A.offset(P.position)))
    if (auto Place = A.location(definitionOf(*O)))
      Result.push_back(*Place);
  Reply(std::move(Result));
}

void Server::onReferences(const protocol::ReferenceParams &P,
                          Callback<std::vector<protocol::Location>> Reply) {
  const Analysis &A = Files.analyze(P.textDocument.uri.file());
  uint32_t Offset = A.offset(P.position);
  std::set<protocol::Location> Found;
  frontend::Span Target;
  if (const Occurrence *O = A.Names->find(A.File, Offset))
    Target = definitionOf(*O);
  // The name in a definition is no occurrence of it.
  if (Target.End == 0)
    for (const Occurrence &O : A.Names->all())
      if (frontend::Span D = definitionOf(O);
          D.File == A.File && D.Begin <= Offset && Offset <= D.End && D.End)
        Target = D;
  if (auto Place = A.location(Target)) {
    if (P.context.includeDeclaration)
      Found.insert(*Place);
    for (const Occurrence &O : A.Names->all())
      if (definitionOf(O) == Target && !(O.Where == Target))
        if (auto Use = A.location(O.Where))
          Found.insert(*Use);
  }
  Reply(std::vector<protocol::Location>(Found.begin(), Found.end()));
}

void Server::onCompletion(const protocol::CompletionParams &P,
                          Callback<protocol::CompletionList> Reply) {
  Reply(complete(Files, P.textDocument.uri.file(), P.position));
}

void Server::onOutline(const protocol::DocumentSymbolParams &P,
                       Callback<std::vector<protocol::DocumentSymbol>> Reply) {
  Reply(outline(Files.analyze(P.textDocument.uri.file())));
}

void Server::onFormatting(const FormattingParams &P,
                          Callback<std::vector<protocol::TextEdit>> Reply) {
  StringRef Text = Files.text(P.textDocument.uri.file());
  frontend::SourceManager SM;
  frontend::DiagnosticEngine Diags;
  auto Formatted =
      frontend::formatFile(SM, SM.addText("document", Text), Diags);
  std::vector<protocol::TextEdit> Result;
  if (Formatted && *Formatted != Text) {
    protocol::Range Whole({0, 0}, toPosition(Text, Text.size()));
    Result.push_back({Whole, std::move(*Formatted)});
  }
  Reply(std::move(Result));
}

int snow::lsp::runServer(bool ForTests) {
  llvm::sys::ChangeStdinToBinary();
  llvm::sys::ChangeStdoutToBinary();
  protocol::Logger::setLogLevel(protocol::Logger::Level::Error);
  protocol::JSONTransport Transport(stdin, llvm::outs(),
                                    ForTests
                                        ? protocol::JSONStreamStyle::Delimited
                                        : protocol::JSONStreamStyle::Standard,
                                    /*PrettyOutput=*/ForTests);
  Server S(Transport);
  if (llvm::Error Error = Transport.run(S.Handler)) {
    protocol::Logger::error("{0}", llvm::toString(std::move(Error)).c_str());
    return 1;
  }
  return !S.IsShutDown;
}
