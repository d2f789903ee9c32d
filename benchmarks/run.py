#!/usr/bin/env python3
#===- run.py - Builds and times the benchmarks -----------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Times the programs of benchmarks/SET/PROBLEM against each other.

A problem is a folder with bench.json and one program per language; README.md
has the method. The result is a markdown text on standard output.
"""

import argparse
import json
import pathlib
import shlex
import sys

from harness import actors, lang

HERE = pathlib.Path(__file__).resolve().parent


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--snowc", default="build/release/bin/snowc",
                        type=pathlib.Path, help="the compiler to measure")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cores", default="1,2",
                        help="the numbers of cores for actors (1,2)")
    parser.add_argument("--only", metavar="NAME,...",
                        help="the languages to run, by their names in the table")
    parser.add_argument("--small", action="store_true",
                        help="run actors once at a size that takes no time, to "
                             "check what they print")
    parser.add_argument("--root", type=pathlib.Path, default=HERE,
                        help="the folder of the sets")
    parser.add_argument("--build", type=pathlib.Path,
                        default=HERE.parent / "build/bench",
                        help="where programs and results go")
    parser.add_argument("name", nargs="*",
                        help="a set, SET/PROBLEM, or a problem of the set named "
                             "before; all without one")
    options = parser.parse_args()
    words = sys.argv[1:]
    if "--snowc" in words:  # ./dev adds it
        at = words.index("--snowc")
        del words[at:at + 2]
    options.command = shlex.join(["./dev", "bench", *words])
    options.snowc = str(options.snowc.absolute())
    options.root = options.root.absolute()
    options.build = options.build.absolute()
    options.cores = [int(n) for n in options.cores.split(",")]
    options.only = options.only.split(",") if options.only else None
    if options.small:
        options.rounds = 1
    return options


def chosen(options):
    """The folders of the problems that were named."""
    folders = {f"{p.parent.parent.name}/{p.parent.name}": p.parent
               for p in options.root.glob("*/*/bench.json")}
    sets = {name.partition("/")[0] for name in folders}
    wanted, last = {name: set() for name in sets if not options.name}, None
    for name in options.name:
        of, _, problem = name.partition("/")
        if of not in sets:
            of, problem = last, name
        if problem and f"{of}/{problem}" not in folders:
            sys.exit(f"run.py: error: no benchmarks in '{name}'; there are "
                     + ", ".join(sorted(folders)))
        wanted.setdefault(of, set()).update([problem] if problem else [])
        last = of
    return sorted(f for f in folders.values() if f.parent.name in wanted
                  and (not wanted[f.parent.name]
                       or f.name in wanted[f.parent.name]))


def main():
    options = arguments()
    problems = [(f, json.loads((f / "bench.json").read_text(encoding="utf-8")))
                for f in chosen(options)]
    fine = True
    sets = {"actors": [], "lang": []}
    for folder, problem in problems:
        sets[folder.parent.name].append((folder, problem))
    if sets["actors"]:
        every = len(list(options.root.glob("actors/*/bench.json")))
        complete = (len(sets["actors"]) == every and not options.only
                    and options.cores == [1, 2])
        fine &= actors.run(sets["actors"], options, complete)
    if sets["lang"]:
        fine &= lang.run(sets["lang"], options)
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
