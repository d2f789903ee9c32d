#!/usr/bin/env python3
#===- check-sources.py - Licence headers and file sizes --------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Checks what every hand-written source file must have.

  check-sources.py licence   the SPDX line near the top
  check-sources.py size      at most 800 lines; exceptions are listed with their
                             own limit in utils/file-size-allow.txt
"""

import sys

from source_files import ROOT, source_files

CODE = (".cpp", ".h", ".c", ".td", ".def", ".py", ".sh")
SCRIPTS = ("dev", ".ci/run")
SPDX = "SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception"
LIMIT = 800


def check_licence():
    for name in source_files(*CODE) + list(SCRIPTS):
        with open(ROOT / name, encoding="utf-8") as file:
            head = [line for _, line in zip(range(12), file)]
        if not any(SPDX in line for line in head):
            yield f"{name}:1: error: no line '{SPDX}' in the first 12 lines"


def check_size():
    allowed = {}
    path = ROOT / "utils/file-size-allow.txt"
    for number, line in enumerate(path.read_text().splitlines(), 1):
        fields = line.split("#")[0].split()
        if not fields:
            continue
        if len(fields) != 2 or not fields[1].isdigit():
            yield f"{path}:{number}: error: expected FILE LINES"
        elif not (ROOT / fields[0]).is_file():
            yield f"{path}:{number}: error: {fields[0]} does not exist"
        else:
            allowed[fields[0]] = int(fields[1])
    for name in source_files(*CODE):
        lines = (ROOT / name).read_bytes().count(b"\n")
        limit = allowed.get(name, LIMIT)
        if lines > limit:
            yield f"{name}:{limit}: error: {lines} lines; the limit is {limit}"


def main():
    checks = {"licence": check_licence, "size": check_size}
    if len(sys.argv) != 2 or sys.argv[1] not in checks:
        sys.exit("usage: check-sources.py licence|size")
    errors = list(checks[sys.argv[1]]())
    print("\n".join(errors), end="\n" if errors else "")
    sys.exit(1 if errors else 0)


if __name__ == "__main__":
    main()
