#===- abi_table.py - Reads the ABI table -----------------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Parses include/snow/Runtime/ABI/RuntimeFunctions.def and what it includes.

The reader is strict: whatever is neither a comment, a preprocessor line nor a
well-formed entry is an error with file and line. Also update it when the form
of an entry in RuntimeFunctions.def changes.
"""

import dataclasses
import pathlib
import re

RESULTS = ("VOID", "PTR", "I64", "I8", "F64")
PARAM_TYPES = ("PTR", "I64", "I8", "F64", "OWN", "OWN_I64")
# Consumed parameters: the type that they are in C.
CONSUMED = {"OWN": "PTR", "OWN_I64": "I64"}
EFFECTS = ("PLAIN", "PURE", "READS", "ALLOCATES", "MAY_SUSPEND", "MAY_PANIC",
           "NO_RETURN")

DEFAULT_PATH = (pathlib.Path(__file__).resolve().parent.parent /
                "include/snow/Runtime/ABI/RuntimeFunctions.def")


class AbiTableError(Exception):
    """The table is malformed; the text is `FILE:LINE: error: WHAT`."""


@dataclasses.dataclass(frozen=True)
class Entry:
    name: str          # without the prefix `snow_`
    group: str
    result: str        # one of RESULTS
    params: tuple      # of (type, name); type is one of RESULTS
    consumed: tuple    # names of the consumed parameters
    effects: tuple     # without PLAIN: () is an entry with no effect
    summary: str       # without "fixed: "
    doc: str
    fixed: bool        # its signature is fixed by the runtime specification
    line: int

    @property
    def symbol(self):
        return "snow_" + self.name

    @property
    def c_signature(self):
        c_type = {"VOID": "void", "PTR": "void *", "I64": "int64_t",
                  "I8": "int8_t", "F64": "double"}

        def declare(kind, name):
            text = c_type[kind]
            return text + name if text.endswith("*") else text + " " + name

        params = ", ".join(declare(*p) for p in self.params) or "void"
        return declare(self.result, self.symbol) + "(" + params + ")"


@dataclasses.dataclass(frozen=True)
class Group:
    name: str
    title: str         # from the section comment above its first entry
    entries: tuple


_IDENT = r"[a-z][a-z0-9_]*"
_STRING = r'"(?:[^"\\\n]|\\["\\])*"'
_STRINGS = rf"{_STRING}(?:\s*{_STRING})*"
_PARAM = rf"[A-Z0-9_]+\(\s*{_IDENT}\s*\)"
_ENTRY = re.compile(
    rf"SNOW_ABI_FUNCTION\(\s*(?P<name>{_IDENT})\s*,\s*(?P<group>{_IDENT})\s*,"
    rf"\s*(?P<result>[A-Z0-9]+)\s*,"
    rf"\s*(?:(?P<none>NO_PARAMS\(\))|"
    rf"PARAMS\(\s*(?P<params>{_PARAM}(?:\s*,\s*{_PARAM})*)\s*\))\s*,"
    rf"\s*(?P<effects>[A-Z_]+(?:\s*\|\s*[A-Z_]+)*)\s*,"
    rf"\s*(?P<summary>{_STRINGS})\s*,\s*(?P<doc>{_STRINGS})\s*\)")
_SECTION = re.compile(
    r"//===-+===//\n// (?P<title>[^\n]+)\n//===-+===//\n")
_INCLUDE = re.compile(r'#include "snow/Runtime/ABI/(?P<part>[^"]+)"')
_SKIP = re.compile(r"\s+|//[^\n]*|#[^\n]*")


def _text(literals):
    parts = re.findall(_STRING, literals)
    return "".join(re.sub(r"\\(.)", r"\1", p[1:-1]) for p in parts)


class AbiTable:
    """All entries, in the order of the file."""

    def __init__(self, path=DEFAULT_PATH):
        self.path = pathlib.Path(path)
        self.root = self.path.parent
        self.entries = []
        self._titles = {}
        self._seen = {}
        self._parse(self.path.read_text(encoding="utf-8"))

    @property
    def groups(self):
        names = list(dict.fromkeys(e.group for e in self.entries))
        return [Group(n, self._titles[n],
                      tuple(e for e in self.entries if e.group == n))
                for n in names]

    def _fail(self, text, at, what):
        line = text.count("\n", 0, at) + 1
        raise AbiTableError(f"{self.path}:{line}: error: {what}")

    def _parse(self, text):
        title = None
        at = 0
        while at < len(text):
            if section := _SECTION.match(text, at):
                title = section["title"].rstrip(".")
                at = section.end()
            elif include := _INCLUDE.match(text, at):
                self._part(text, at, self.root / include["part"])
                at = include.end()
            elif skipped := _SKIP.match(text, at):
                at = skipped.end()
            elif match := _ENTRY.match(text, at):
                entry = self._entry(text, at, match)
                if entry.name in self._seen:
                    self._fail(text, at, f"'{entry.name}' is already defined "
                                         f"on line {self._seen[entry.name]}")
                self._seen[entry.name] = entry.line
                self.entries.append(entry)
                self._titles.setdefault(entry.group, title or entry.group)
                at = match.end()
            else:
                self._malformed(text, at)

    def _part(self, text, at, path):
        """Reads an included part; errors in it name the part."""
        if not path.is_file():
            self._fail(text, at, f"no such file: {path}")
        outer, self.path = self.path, path
        self._parse(path.read_text(encoding="utf-8"))
        self.path = outer

    def _malformed(self, text, at):
        named = re.compile(rf"SNOW_ABI_FUNCTION\(\s*({_IDENT})").match(text, at)
        if named:
            self._fail(text, at,
                       f"entry '{named[1]}' is malformed; it must be "
                       "SNOW_ABI_FUNCTION(name, group, RESULT, "
                       "PARAMS(TYPE(param), ...) or NO_PARAMS(), EFFECTS, "
                       '"summary", "description")')
        found = text[at:].split("\n", 1)[0]
        self._fail(text, at, f"expected SNOW_ABI_FUNCTION(...), found '{found}'")

    def _entry(self, text, at, match):
        name = match["name"]
        if match["result"] not in RESULTS:
            self._fail(text, match.start("result"),
                       f"'{name}': unknown result type {match['result']}; "
                       f"use {', '.join(RESULTS)}")
        params, consumed = [], []
        for found in re.finditer(rf"([A-Z0-9_]+)\(\s*({_IDENT})\s*\)",
                                 match["params"] or ""):
            kind, param = found.groups()
            where = match.start("params") + found.start()
            if kind not in PARAM_TYPES:
                self._fail(text, where, f"'{name}': unknown type {kind} of "
                                        f"parameter {param}; use "
                                        f"{', '.join(PARAM_TYPES)}")
            if param in (p for _, p in params):
                self._fail(text, where, f"'{name}': two parameters {param}")
            if kind in CONSUMED:
                consumed.append(param)
            params.append((CONSUMED.get(kind, kind), param))
        effects = [e.strip() for e in match["effects"].split("|")]
        for effect in effects:
            if effect not in EFFECTS:
                self._fail(text, match.start("effects"),
                           f"'{name}': unknown effect {effect}; "
                           f"use {', '.join(EFFECTS)}")
        if len(set(effects)) != len(effects):
            self._fail(text, match.start("effects"),
                       f"'{name}': an effect is given twice")
        if len(effects) > 1 and ("PLAIN" in effects or "PURE" in effects):
            self._fail(text, match.start("effects"),
                       f"'{name}': PLAIN and PURE stand alone")
        summary = _text(match["summary"])
        doc = _text(match["doc"])
        fixed = summary.startswith("fixed: ")
        summary = summary.removeprefix("fixed: ")
        if not summary or not doc:
            self._fail(text, at, f"'{name}': summary and description "
                                 "must not be empty")
        return Entry(name, match["group"], match["result"], tuple(params),
                     tuple(consumed),
                     tuple(e for e in effects if e != "PLAIN"), summary, doc,
                     fixed, text.count("\n", 0, at) + 1)
