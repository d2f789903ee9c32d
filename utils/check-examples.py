#!/usr/bin/env python3
#===- check-examples.py - Runs the example programs ------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""check-examples.py SNOWC DIRECTORY [NAME...]

Runs every DIRECTORY/NAME.snow in memory and as an executable, and compares both
outputs with NAME.expected. Each example must have one.
"""

import difflib
import pathlib
import subprocess
import sys
import tempfile

TIMEOUT = 120


def output(command):
    try:
        run = subprocess.run(command, capture_output=True, text=True,
                             timeout=TIMEOUT, stdin=subprocess.DEVNULL,
                             check=False)
    except subprocess.TimeoutExpired:
        return None, f"still running after {TIMEOUT} s"
    if run.returncode:
        return None, f"exit status {run.returncode}\n{run.stderr}"
    return run.stdout, run.stderr


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    snowc, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    names = sys.argv[3:] or sorted(p.stem for p in folder.glob("*.snow"))
    failed = 0
    with tempfile.TemporaryDirectory() as work:
        for name in names:
            source = folder / f"{name}.snow"
            program = pathlib.Path(work) / name
            wanted = (folder / f"{name}.expected").read_text(encoding="utf-8")
            modes = {"run": [[snowc, "run", source]],
                     "build": [[snowc, "build", source, "-o", program],
                               [program]]}
            for mode, commands in modes.items():
                for command in commands:
                    text, errors = output(command)
                    if text is None:
                        break
                if text == wanted:
                    print(f"ok   {name} ({mode})")
                    continue
                failed += 1
                print(f"FAIL {name} ({mode})\n{errors}")
                if text is not None:
                    print("".join(difflib.unified_diff(
                        wanted.splitlines(True), text.splitlines(True),
                        f"{name}.expected", "output")))
    sys.exit(1 if failed or not names else 0)


if __name__ == "__main__":
    main()
