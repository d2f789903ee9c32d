#!/usr/bin/env bash
# Runs the program $1 until it is up, and asks it for a list of its processes.
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
set -euo pipefail
coproc program { exec "$1" stay 2>&1; }
read -r _ <&"${program[0]}"
sleep 0.3
kill -USR1 "$program_PID"
cat <&"${program[0]}"
