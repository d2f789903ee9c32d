#!/usr/bin/env bash
# Runs the program $1 and asks it for a list of its processes while it waits.
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
set -euo pipefail
"$1" stay &
sleep 1
kill -USR1 $!
wait
