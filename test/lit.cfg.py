# -*- Python -*-
#===- lit.cfg.py - Configuration of the lit tests --------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#

import os
import shutil
import sys

import lit.formats
from lit.llvm import llvm_config

config.name = "Snow"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".snow", ".test"]
config.excludes = ["Inputs", "CMakeLists.txt", "README.md"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.snow_obj_root, "test")

# A hanging program fails its test instead of stopping the suite.
if lit_config.maxIndividualTestTimeIsSupported[0]:
    lit_config.maxIndividualTestTime = 300

llvm_config.with_environment("PATH", config.llvm_tools_dir, append_path=True)
llvm_config.with_environment("PATH", config.snow_tools_dir, append_path=True)
llvm_config.with_system_environment(["HOME", "TMPDIR", "SNOW_WORKERS"])

# `--param sanitized=RUNTIME` runs the programs with the archive of the asan
# preset, instrumented; see utils/sanitized/snowc.
sanitized = lit_config.params.get("sanitized")
if sanitized:
    llvm_config.with_environment(
        "PATH", os.path.join(config.snow_src_root, "utils", "sanitized"),
        append_path=True)
    config.environment.update({
        "SNOW_REAL_SNOWC": os.path.join(config.snow_tools_dir, "snowc"),
        "SNOW_ASAN_RUNTIME": sanitized,
        "SNOW_ASAN_CACHE": os.path.join(os.path.dirname(sanitized), "programs"),
        # Processes read what a switch leaves on the stack of another one.
        "ASAN_OPTIONS": "detect_leaks=0:detect_stack_use_after_return=0",
        "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    })
    config.test_exec_root = os.path.join(config.snow_obj_root, "test-sanitized")

# Tools of the LLVM package that are named by full path, so that a test cannot
# pick up another version.
llvm_config.add_tool_substitutions(
    ["FileCheck", "count", "not", "mlir-opt", "mlir-translate", "llc", "opt",
     "split-file"],
    [config.llvm_tools_dir])

# The project's own tools. A test that needs one which this tree does not build
# says `REQUIRES: snowc`.
for tool in ("snow-opt", "snow-translate", "snow-reduce", "snow-lsp-server",
             "snowc"):
    path = os.path.join(config.snow_tools_dir, tool)
    if os.path.exists(path):
        config.available_features.add(tool)
if shutil.which("gdb"):
    config.available_features.add("gdb")

config.substitutions.append(("%snow_src", config.snow_src_root))
config.substitutions.append(("%snow_obj", config.snow_obj_root))
config.substitutions.append(("%snow_tools", config.snow_tools_dir))
config.substitutions.append(("%llvm_tools", config.llvm_tools_dir))
config.substitutions.append(("%snow_libs", config.snow_libs_dir))
config.substitutions.append(("%shlibext", config.shlib_suffix))
config.substitutions.append(("%host_triple", config.snow_host_triple))
config.substitutions.append(("%python", sys.executable))
