#!/usr/bin/env python3
#===- run-tidy.py - clang-tidy over the project, with a cache --------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Runs clang-tidy on every file of a build's compilation database.

A file that was clean is not looked at again until its text, a project header it
includes, its command, .clang-tidy or clang-tidy itself changes. The includes
come from ninja's dependency log, so build first. The cache is in
build/tidy-cache.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

from source_files import ROOT, source_files

TIDY = "clang-tidy-22"


def ninja_deps(build):
    """From object file to the files it was built from."""
    text = subprocess.run(["ninja", "-C", build, "-t", "deps"],
                          capture_output=True, text=True, check=True).stdout
    deps, current = {}, None
    for line in text.splitlines():
        if line.startswith("    "):
            current.append(line.strip())
        elif ": #deps " in line:
            current = deps.setdefault(line.split(": #deps ")[0], [])
    return deps


class Hasher:
    def __init__(self, build):
        version = subprocess.run([TIDY, "--version"], capture_output=True,
                                 check=True).stdout
        self.base = version + (ROOT / ".clang-tidy").read_bytes()
        self.build = build
        self.deps = ninja_deps(build)
        self.files = {}

    def file(self, path):
        if path not in self.files:
            try:
                data = pathlib.Path(path).read_bytes()
            except OSError:
                data = b""
            self.files[path] = hashlib.sha256(data).digest()
        return self.files[path]

    def key(self, entry):
        total = hashlib.sha256(self.base)
        total.update(entry["command"].encode())
        names = {os.path.normpath(os.path.join(self.build, d))
                 for d in self.deps.get(entry.get("output"), [])}
        names.add(entry["file"])
        for name in sorted(names):
            if name.startswith(str(ROOT) + "/"):
                total.update(name.encode() + self.file(name))
        return total.hexdigest()


def tidy(build, entry):
    start = time.monotonic()
    run = subprocess.run([TIDY, "-p", build, "--quiet", entry["file"]],
                         capture_output=True, text=True, check=False)
    # Standard error only counts the suppressed warnings, unless it failed.
    text = run.stdout
    if run.returncode and "error:" not in text:
        text += run.stderr
    return run.returncode == 0, text, time.monotonic() - start


def main():
    parser = argparse.ArgumentParser(description="clang-tidy with a cache")
    parser.add_argument("--build", default="build/dev",
                        help="build with compile_commands.json")
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)))
    parser.add_argument("paths", nargs="*",
                        help="only files whose path begins with one of these")
    args = parser.parse_args()

    build = str((ROOT / args.build).absolute())
    with open(pathlib.Path(build) / "compile_commands.json") as file:
        database = json.load(file)
    own = {str(ROOT / name) for name in source_files(".cpp", ".c")
           if not args.paths or name.startswith(tuple(args.paths))}
    hasher = Hasher(build)
    cache = ROOT / "build/tidy-cache"
    cache.mkdir(parents=True, exist_ok=True)

    todo, clean, seen = [], 0, set()
    for entry in database:
        if entry["file"] not in own or entry["file"] in seen:
            continue  # a file compiled twice is checked once
        seen.add(entry["file"])
        key = hasher.key(entry)
        if (cache / key).exists():
            clean += 1
        else:
            todo.append((entry, key))
    # The files with most includes take longest: begin with them.
    todo.sort(key=lambda t: -len(hasher.deps.get(t[0].get("output"), [])))

    failed = 0
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        running = {pool.submit(tidy, build, e): (e, k) for e, k in todo}
        done = concurrent.futures.as_completed(running)
        for count, future in enumerate(done, 1):
            entry, key = running[future]
            fine, text, seconds = future.result()
            name = os.path.relpath(entry["file"], ROOT)
            print(f"[{count}/{len(todo)}] {name} {seconds:.1f} s"
                  + ("" if fine else " FAILED"), flush=True)
            if fine:
                (cache / key).touch()
                clean += 1
            else:
                failed += 1
                print(text, flush=True)
    print(f"{clean} files clean, {failed} with warnings")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
