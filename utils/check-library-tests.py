#!/usr/bin/env python3
#===- check-library-tests.py - Each library function has a test ------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""check-library-tests.py PAGE FOLDER

Compares the reference page of the standard library with the programs below
FOLDER. Each function of the page has to be used there by its full name, and by
its plain name `module_function` if the language gives it one; each message of a
panic or an Err that the page names has to be in what a program is expected to
print. Comments do not count.
"""

import pathlib
import re
import sys

# The modules whose functions are also visible as `module_function`.
PLAIN = "String IO Env File List Map Set Tuple Range Queue JSON".split()
ROW = re.compile(r"^\| `([\w.]+).*?` \| (.*?) ?\|$", re.M)
MESSAGE = re.compile(r"(?:panics|Err\() ?`([^`]+)`")
# What stands for something in a message: `missing field: K`.
STANDS_FOR = re.compile(r"TEXT|\b[A-Z]\b")


def is_expectation(line):
    return re.match(r"# [A-Z0-9]+(-[A-Z]+)?:", line)


def read_programs(folder):
    """The code of all programs, and the lines that they are to print."""
    code, expected = [], []
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".snow", ".test") or not path.is_file():
            continue
        for line in path.read_text().splitlines():
            if is_expectation(line):
                expected.append(line.partition(":")[2])
            elif not line.startswith("#"):
                code.append(line)
    return "\n".join(code), "\n".join(expected)


def missing(page, folder):
    code, expected = read_programs(folder)
    used = set(re.findall(r"(?<![\w.])(?:[A-Z]\w*\.)?[a-z_]\w*", code))
    for name, meaning in ROW.findall(page):
        module, _, function = name.rpartition(".")
        names = [name]
        if module in PLAIN:
            names.append(f"{module.lower()}_{function}")
        for wanted in names:
            if wanted not in used:
                yield f"no program uses {wanted}"
        for text in MESSAGE.findall(meaning):
            parts = [re.escape(part) for part in STANDS_FOR.split(text)]
            if not re.search(".+".join(parts), expected):
                yield f"{name}: no program prints '{text}'"


def main(page, folder):
    page = pathlib.Path(page).read_text()
    if not ROW.search(page):
        print("error: the page has no functions")
        return 1
    problems = list(missing(page, pathlib.Path(folder)))
    for problem in problems:
        print("error:", problem)
    return 1 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
