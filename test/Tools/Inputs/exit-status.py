#===- exit-status.py - Demands an exit status of a command -----------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""usage: exit-status.py STATUS COMMAND [ARGUMENT...]

The command keeps its standard streams. A command that is killed by a signal
has a negative status, which no test expects.
"""

import subprocess
import sys

expected, command = int(sys.argv[1]), sys.argv[2:]
status = subprocess.run(command).returncode
if status != expected:
    sys.exit(f"exit status {status} instead of {expected}: {' '.join(command)}")
