# shellcheck shell=bash
#===- packages.sh - Installs what the build needs --------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
#
# Sourced by ./dev. The lists are utils/packages.txt and packages-bench.txt.

# Sets `missing` to the packages of the list files that are not installed.
find_missing() {
  local wanted installed package
  wanted=$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' -- "$@")
  # shellcheck disable=SC2086 # one argument per package
  installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted \
    2>/dev/null | sed -n 's/^installed //p') || true # it fails if one is unknown
  missing=()
  for package in $wanted; do
    grep -qx -e "$package" <<<"$installed" || missing+=("$package")
  done
}

# install_packages LIST...: leaves quickly when nothing is missing.
install_packages() {
  if ! command -v dpkg-query >/dev/null; then
    [[ -n ${SNOW_NO_INSTALL:-} ]] && return
    die "this is not a Debian system, so its packages cannot be installed." \
      "Snow is built on Debian 12. Install the equivalents of the packages in" \
      "utils/packages.txt (LLVM and MLIR 22, Boost 1.81) yourself and set" \
      "SNOW_NO_INSTALL=1 to go on."
  fi
  find_missing "$@"
  ((${#missing[@]})) || return 0
  [[ -n ${SNOW_NO_INSTALL:-} ]] &&
    die "missing packages: ${missing[*]}" \
      "SNOW_NO_INSTALL is set, so install them yourself:" \
      "  apt-get install ${missing[*]}"

  local sudo=()
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      die "missing packages: ${missing[*]}" \
        "and neither root nor sudo is at hand. As root, run" \
        "  apt-get update && apt-get install ${missing[*]}"
    sudo=(sudo)
  fi
  say "installing ${#missing[@]} packages: ${missing[*]}"
  "${sudo[@]}" apt-get update -q >&2 ||
    say "apt-get update failed; trying with the package lists at hand"
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
    --no-install-recommends "${missing[@]}" >&2 || true
  find_missing "$@"
  ((${#missing[@]})) || return 0

  local package unknown=()
  for package in "${missing[@]}"; do
    apt-cache policy "$package" 2>/dev/null | grep -q 'Candidate: [^(]' ||
      unknown+=("$package")
  done
  if ((${#unknown[@]})); then
    die "this system's package sources do not have: ${unknown[*]}" \
      "Snow needs Debian 12 (bookworm) with its security updates, which bring" \
      "LLVM/MLIR 22 and Boost 1.81. This is $(os_name)."
  fi
  die "apt-get could not install: ${missing[*]} (its messages are above)"
}

os_name() {
  # shellcheck disable=SC1091
  (. /etc/os-release 2>/dev/null && printf '%s' "${PRETTY_NAME:-unknown}") ||
    printf 'unknown'
}

# Fails early when a tool has another version than the one built with.
check_versions() {
  local header=/usr/include/boost/version.hpp found
  found=$(sed -n 's/^#define BOOST_LIB_VERSION "\(.*\)"/\1/p' "$header" 2>/dev/null) || true
  [[ $found == 1_81 ]] ||
    die "Boost 1.81 is needed; $header is version ${found:-(missing)}." \
      "  apt-get install libboost1.81-dev libboost-context1.81-dev"
  found=$(sed -n 's/^set(LLVM_VERSION_MAJOR \([0-9]*\))/\1/p' \
    /usr/lib/llvm-22/lib/cmake/llvm/LLVMConfig.cmake 2>/dev/null) || true
  [[ $found == 22 ]] ||
    die "LLVM 22 is needed; /usr/lib/llvm-22 has version ${found:-(missing)}." \
      "  apt-get install llvm-22-dev libmlir-22-dev mlir-22-tools"
}
