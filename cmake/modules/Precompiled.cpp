//===- Precompiled.cpp - Carries the precompiled header ---------*- C++ -*-===//
//
// Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// CMake needs a source file to build a header with; see SnowMLIR.cmake.
//
//===----------------------------------------------------------------------===//
