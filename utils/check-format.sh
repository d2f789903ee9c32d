#!/usr/bin/env bash
#===- check-format.sh - clang-format over the C and C++ files --------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
#
# check-format.sh         reports files that are not formatted
# check-format.sh --fix   formats them
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

mode=(--dry-run -Werror)
[[ ${1:-} != --fix ]] || mode=(-i)
python3 utils/source_files.py .cpp .h .c |
  xargs -0 -r -n 32 clang-format-22 --style=file "${mode[@]}"
