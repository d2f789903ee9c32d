#===- replay.py - Runs what a search says, twice ---------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""usage: replay.py FILE

FILE holds the arguments of snowc that repeat a run which fails. Both runs must
fail and have the same trace, to the last nanosecond.
"""

import subprocess
import sys

with open(sys.argv[1]) as file:
    run, *arguments = file.read().split()
runs = [
    subprocess.run(["snowc", run, "--trace", *arguments], capture_output=True,
                   text=True)
    for _ in range(2)
]
if runs[0].returncode != 1 or "an addition was lost" not in runs[0].stderr:
    sys.exit("the seed does not fail again:\n" + runs[0].stderr)
if (runs[0].stdout, runs[0].stderr) != (runs[1].stdout, runs[1].stderr):
    sys.exit("two runs of one seed differ")
