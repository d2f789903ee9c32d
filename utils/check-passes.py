#!/usr/bin/env python3
#===- check-passes.py - Each pass alone ------------------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""check-passes.py SNOW_OPT FILE.mlir...

Runs each documented pass of Snow alone on each file. A pass must succeed on one
of the files at least, and where it fails it must end with an error message and
status 1. What it prints must parse and verify again.
"""

import subprocess
import sys

STACK_TRACE = "PLEASE submit a bug report"


def passes():
    script = __file__.replace("check-passes.py", "check-td-docs.py")
    run = subprocess.run([sys.executable, script, "--passes"], check=True,
                         capture_output=True, text=True)
    return run.stdout.split()


def run(command, text=None):
    return subprocess.run(command, input=text, capture_output=True, text=True,
                          timeout=120, check=False)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    snow_opt, files = sys.argv[1], sys.argv[2:]
    failed = 0
    for name in passes():
        works = False
        for file in files:
            result = run([snow_opt, f"--{name}", file])
            if result.returncode == 0:
                works = True
                again = run([snow_opt, "-o", "/dev/null"], result.stdout)
                if again.returncode:
                    failed += 1
                    print(f"FAIL {name} on {file}: its output does not parse\n"
                          f"{again.stderr}")
            elif (result.returncode != 1 or "error:" not in result.stderr
                  or STACK_TRACE in result.stderr):
                failed += 1
                print(f"FAIL {name} on {file}: exit status "
                      f"{result.returncode}\n{result.stderr[:1500]}")
        if works:
            print(f"ok   {name}")
        else:
            failed += 1
            print(f"FAIL {name}: fails on every file")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
