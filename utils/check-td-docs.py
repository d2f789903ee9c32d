#!/usr/bin/env python3
#===- check-td-docs.py - Completeness of op and pass documentation ---------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Reads the .td files as TableGen records and checks the documentation.

  check-td-docs.py             every op has a summary, a description and an
                               example in a ```mlir block; every pass a summary,
                               a description with the IR before and after, and
                               tests: PASS.mlir and PASS-errors.mlir, or a
                               folder of a conversion's name
  check-td-docs.py --examples  prints all op examples, separated for
                               `snow-opt --split-input-file`
  check-td-docs.py --passes    prints the argument of each pass
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

from source_files import ROOT

LLVM = pathlib.Path("/usr/lib/llvm-22")
EXAMPLE = re.compile(r"^[ \t]*```mlir\n(.*?)^[ \t]*```", re.M | re.S)


def records(td, generated):
    """The records of a .td file, {} while a file it includes is missing."""
    run = subprocess.run(
        [LLVM / "bin/llvm-tblgen", "--dump-json", td, "-I", ROOT / "include",
         "-I", generated, "-I", LLVM / "include"],
        capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{td}: error: TableGen cannot read it\n{run.stderr}")
    dump = json.loads(run.stdout)
    return dump["!instanceof"], dump


def collect():
    """(ops, passes): dicts from the printed name to (td, record)."""
    ops, passes = {}, {}
    with tempfile.TemporaryDirectory() as generated:
        calls = pathlib.Path(generated) / "snow/Dialect/SnowRT/IR"
        calls.mkdir(parents=True)
        subprocess.run([sys.executable, ROOT / "utils/gen-abi.py", "--td",
                        calls / "RuntimeCallOps.td"],
                       check=False, capture_output=True)
        include = ROOT / "include/snow"
        for td in sorted(include.glob("Dialect/*/IR/*Ops.td")):
            if td.stem != td.parent.parent.name + "Ops":
                continue  # included by the dialect's own list
            instances, dump = records(td, generated)
            for name in instances.get("Op", []):
                op = dump[name]
                dialect = dump[op["opDialect"]["def"]]
                if dialect["cppNamespace"].startswith("::snow"):
                    ops[dialect["name"] + "." + op["opName"]] = td, op
        for td in sorted(include.rglob("Passes.td")):
            instances, dump = records(td, generated)
            for name in instances.get("PassBase", []):
                passes[dump[name]["argument"]] = td, dump[name]
    return ops, passes


def examples(op):
    found = []
    for block in EXAMPLE.findall(op["description"] or ""):
        lines = block.splitlines()
        indent = min((len(l) - len(l.lstrip()) for l in lines if l.strip()),
                     default=0)
        found.append("\n".join(l[indent:] for l in lines))
    return found


def complaints(ops, passes):
    tests = set()
    for path in (ROOT / "test").rglob("*.mlir"):
        tests |= {path.name, (path.parent.name.lower(), path.name)}
    for name, (td, op) in ops.items():
        where = f"{td.relative_to(ROOT)}: error: op {name}"
        if not op["summary"]:
            yield f"{where} has no summary"
        if not (op["description"] or "").strip():
            yield f"{where} has no description"
        elif not examples(op):
            yield f"{where} has no example in a ```mlir block"
    for name, (td, pass_) in passes.items():
        where = f"{td.relative_to(ROOT)}: error: pass {name}"
        if not pass_["summary"]:
            yield f"{where} has no summary"
        if len(examples(pass_)) < 2:
            yield f"{where} does not show the IR before and after"
        stem = name.removeprefix("snow-")
        # A conversion has a folder, with a test for each kind of operation.
        folder = stem.removeprefix("convert-").replace("-", "")
        for test in (f"{stem}.mlir", f"{stem}-errors.mlir"):
            if test not in tests and (folder, "errors.mlir") not in tests:
                yield f"{where} has no test {test}"


def main():
    mode = sys.argv[1:] or ["--check"]
    ops, passes = collect()
    if mode == ["--examples"]:
        texts = [f"// {name}\n{text}" for name, (_, op) in ops.items()
                 for text in examples(op)]
        print("\n\n// -----\n\n".join(texts))
    elif mode == ["--passes"]:
        print("\n".join(passes))
    elif mode == ["--check"]:
        errors = list(complaints(ops, passes))
        print("\n".join(errors), end="\n" if errors else "")
        print(f"{len(ops)} ops, {len(passes)} passes, {len(errors)} errors")
        sys.exit(1 if errors else 0)
    else:
        sys.exit("usage: check-td-docs.py [--examples | --passes]")


if __name__ == "__main__":
    main()
