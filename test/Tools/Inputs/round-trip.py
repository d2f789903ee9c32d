#===- round-trip.py - IR that reads back -----------------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
# Usage: round-trip.py SNOWC SNOW-OPT PROGRAM...
# What the compiler prints of each program at each level is read by snow-opt,
# which prints it again; the third text has to be the second one.

import subprocess
import sys

snowc, opt, *programs = sys.argv[1:]


def reprint(text):
    return subprocess.run(
        [opt], input=text, stdout=subprocess.PIPE, check=True
    ).stdout


for program in programs:
    for level in ["snow", "snow_rt", "llvm-dialect"]:
        text = subprocess.run(
            [snowc, "--emit=" + level, program, "-o", "-"],
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        once = reprint(text)
        if not once or reprint(once) != once:
            sys.exit("%s changes at level %s" % (program, level))
print(len(programs), "programs")
