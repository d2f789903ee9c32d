# -*- Python -*-
#===- lit.cfg.py - The example's tests -------------------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#

import os

import lit.formats

config.name = "StandalonePass"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir"]
config.test_source_root = os.path.dirname(__file__)
config.environment["PATH"] = os.pathsep.join(
    [config.snow_tools_dir, config.llvm_tools_dir, os.environ["PATH"]])
config.substitutions += [
    ("%pass_plugin", config.pass_plugin),
    ("%dialect_plugin", config.dialect_plugin),
]
# The same test in snow-opt, which knows the dialect, and in stock mlir-opt,
# which learns it from the dialect plugin.
if config.dialect_plugin:
    config.available_features.add("dialect-plugin")
