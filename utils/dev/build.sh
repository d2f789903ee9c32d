# shellcheck shell=bash disable=SC2154 # root is set in dev
#===- build.sh - Configures and builds a preset ----------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
#
# Sourced by ./dev. Everything is written to standard error: the output of
# `./dev run` is the program's alone.

# prepare PRESET [CMAKE-ARGS...]: packages, versions, configuration.
prepare() {
  local preset=$1 dir=build/$1 fresh=()
  shift
  install_packages utils/packages.txt
  check_versions
  if [[ -f $dir/CMakeCache.txt ]]; then
    # A checkout that was moved or copied needs a new configuration.
    grep -qxF -e "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$dir/CMakeCache.txt" ||
      fresh=(--fresh)
    [[ ${#fresh[@]} == 0 && -f $dir/build.ninja &&
      $dir/build.ninja -nt CMakePresets.json ]] && return
  fi
  say "configuring $dir"
  cmake --preset "$preset" "${fresh[@]}" "$@" >&2 ||
    die "cmake --preset $preset failed (its messages are above)"
}

# build_targets PRESET TARGET...: silent when everything is up to date.
build_targets() {
  local preset=$1 jobs=()
  shift
  [[ -z ${SNOW_JOBS:-} ]] || jobs=(-j "$SNOW_JOBS")
  if [[ $(ninja -C "build/$preset" -n "$@" 2>&1) == *'ninja: no work to do.' ]]; then
    return
  fi
  say "building $* in build/$preset"
  ninja -C "build/$preset" "${jobs[@]}" "$@" >&2 ||
    die "the build of $* failed (its messages are above)"
}
