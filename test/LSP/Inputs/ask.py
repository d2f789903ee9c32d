#===- ask.py - Asks the language server about files ------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
#
# ask.py FILE REQUEST...
#
# Opens FILE in a session with `snowc lsp` and prints the diagnostics, then the
# result of each request as one line of JSON:
#
#   METHOD             about the file: documentSymbol, formatting
#   METHOD@MARK        about a place: hover, definition, references, completion
#   change:FILE        the text becomes that of another file
#   open:FILE          opens another file
#   close              closes FILE
#
# A place is behind the N-th occurrence of a text in FILE: TEXT or TEXT#N.

import json
import os
import subprocess
import sys


def frame(message):
    body = json.dumps(dict(message, jsonrpc="2.0")).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def uri(path):
    return "file://" + os.path.abspath(path)


def position(text, mark):
    name, _, number = mark.partition("#")
    at = -1
    for _ in range(int(number or 1)):
        at = text.index(name, at + 1)
    at += len(name)
    line = text.count("\n", 0, at)
    column = text[text.rfind("\n", 0, at) + 1:at]
    # The protocol counts UTF-16 units.
    return {"line": line, "character": len(column.encode("utf-16-le")) // 2}


def main():
    path, requests = sys.argv[1], sys.argv[2:]
    text = open(path, encoding="utf-8").read()
    document = {"uri": uri(path)}
    messages = [
        {"id": 0, "method": "initialize", "params": {"capabilities": {}}},
        {"method": "initialized", "params": {}},
    ]

    def opened(path):
        text = open(path, encoding="utf-8").read()
        messages.append({"method": "textDocument/didOpen", "params": {
            "textDocument": {"uri": uri(path), "languageId": "snow",
                             "version": 1, "text": text}}})

    opened(path)
    names = {}
    for number, request in enumerate(requests, 1):
        if request.startswith("open:"):
            opened(request[5:])
        elif request.startswith("change:"):
            text = open(request[7:], encoding="utf-8").read()
            messages.append({"method": "textDocument/didChange", "params": {
                "textDocument": dict(document, version=number),
                "contentChanges": [{"text": text}]}})
        elif request == "close":
            messages.append({"method": "textDocument/didClose",
                             "params": {"textDocument": document}})
        else:
            method, _, mark = request.partition("@")
            params = {"textDocument": document}
            if mark:
                params["position"] = position(text, mark)
            if method == "references":
                params["context"] = {"includeDeclaration": True}
            names[number] = request
            messages.append({"id": number, "method": "textDocument/" + method,
                             "params": params})
    messages += [{"id": 1000, "method": "shutdown"}, {"method": "exit"}]

    run = subprocess.run(["snowc", "lsp"],
                         input=b"".join(map(frame, messages)),
                         stdout=subprocess.PIPE, timeout=120)
    folder = "file://" + os.path.dirname(os.path.abspath(path)) + "/"
    output = run.stdout
    while output:
        header, _, rest = output.partition(b"\r\n\r\n")
        length = int(header.split(b":")[1])
        message = json.loads(rest[:length])
        output = rest[length:]
        if "method" in message:
            params = message["params"]
            print("diagnostics", params["uri"].replace(folder, ""),
                  json.dumps(params["diagnostics"]).replace(folder, ""))
        elif message["id"] in names:
            result = message.get("result", message.get("error"))
            print(names[message["id"]],
                  json.dumps(result).replace(folder, ""))
    sys.exit(run.returncode)


main()
