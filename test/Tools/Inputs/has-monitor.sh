#!/bin/sh
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Interesting (status 1) as long as the module has a snow.monitor.
! grep -q snow.monitor "$1"
