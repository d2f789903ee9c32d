#!/usr/bin/env python3
#===- check-docs.py - Keeps the hand-written pages true --------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""check-docs.py [--tools DIR] [FILE...]

Checks README.md, CONTRIBUTING.md and all pages under docs/ but docs/generated:

  * a block behind `<!-- output of: COMMAND -->` has lines that COMMAND prints
    (standard output), in this order; a line `...` stands for any lines;
  * a block behind `<!-- run -->` is a script that succeeds;
  * relative links lead to files, and so does each path in backquotes that
    begins with a folder of the project. `<X>` in a path stands for any name.

Commands run in bash, in the root of the checkout, with the tools on PATH and
with a scratch directory in $TMP.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

from source_files import ROOT

FENCE = re.compile(
    r"<!-- (?:(?P<run>run)|output of: (?P<command>[^\n]+?)) -->\n+"
    r"```\w*\n(?P<text>.*?)^```", re.M | re.S)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(
    r"`((?:\./)?(?:include|lib|runtime|tools|test|unittests|utils|docs|cmake|"
    r"examples|benchmarks)/[^`\s:*{}$]*)`")
TIMEOUT = 600


def shell(script, tools, scratch):
    env = dict(os.environ, TMP=scratch,
               PATH=f"{tools}:/usr/lib/llvm-22/bin:{os.environ['PATH']}")
    return subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=ROOT,
                          env=env, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=TIMEOUT,
                          check=False)


def missing_line(snippet, output):
    """The first line of the snippet that the output lacks, or None."""
    lines = iter(line.strip() for line in output.splitlines())
    for wanted in snippet.splitlines():
        wanted = wanted.strip()
        if wanted and wanted != "..." and wanted not in lines:
            return wanted
    return None


def check_blocks(page, text, tools):
    for block in FENCE.finditer(text):
        where = f"{page}:{text.count(chr(10), 0, block.start()) + 1}: error: "
        with tempfile.TemporaryDirectory() as scratch:
            run = shell(block["command"] or block["text"], tools, scratch)
        if run.returncode:
            yield (f"{where}exit status {run.returncode} of "
                   f"{block['command'] or 'the block'}\n"
                   f"{run.stdout[-2000:]}{run.stderr[-2000:]}")
        elif block["command"]:
            line = missing_line(block["text"], run.stdout)
            if line is not None:
                yield (f"{where}'{block['command']}' does not print this "
                       f"line, or not in this place:\n  {line}")


def check_names(page, text):
    folder = (ROOT / page).parent
    for number, line in enumerate(text.splitlines(), 1):
        for target in LINK.findall(line):
            if "://" not in target and not (folder / target).exists():
                yield f"{page}:{number}: error: link to missing {target}"
        for path in PATH.findall(line):
            pattern = re.sub(r"<[^>]*>", "*", path.removeprefix("./")).rstrip("/")
            if not any(ROOT.glob(pattern)):
                yield f"{page}:{number}: error: {path} does not exist"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--tools", default=ROOT / "build/dev/bin",
                        help="where snowc and snow-opt are")
    parser.add_argument("--names-only", action="store_true",
                        help="run no commands")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    pages = args.files or ["README.md", "CONTRIBUTING.md"] + sorted(
        str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md")
        if "generated" not in p.parts)
    errors = 0
    for page in pages:
        text = (ROOT / page).read_text(encoding="utf-8")
        found = list(check_names(page, text))
        if not args.names_only:
            found += check_blocks(page, text, args.tools)
        for error in found:
            print(error)
        errors += len(found)
    print(f"{len(pages)} pages, {errors} errors")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
