# shellcheck shell=bash disable=SC2154 # root is set in dev
#===- test.sh - All checks and tests, counted ------------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
#
# Sourced by ./dev. A step is a function step_NAME; a step that fails does not
# stop the others. A check counts as one test. The last line of output is
# `N passed, N failed`. Also update CONTRIBUTING.md when a step is added.

steps=(format licence size shell op-docs abi generated-docs build unit lit tidy
  standalone asan tsan fuzz)
logs=build/test-logs
passed=0
failed=0
built=unknown # whether build/dev is up to date: unknown, yes, no

# Seconds that each fuzzer runs; raise it for a longer hunt.
fuzz_seconds=${SNOW_FUZZ_SECONDS:-5}
# The first inputs tried are the same in every run, so that a run can be repeated.
fuzz_seed=${SNOW_FUZZ_SEED:-1}

count() { # PASSED FAILED
  passed=$((passed + $1))
  failed=$((failed + $2))
}

report() { # ok|FAIL NAME SECONDS TEXT
  printf '%-4s %-24s %4d s  %s\n' "$1" "$2" "$3" "${4:-}"
}

# gate NAME COMMAND...: one test; shows the end of its output if it fails.
gate() {
  local name=$1 start=$SECONDS
  shift
  if "$@" >"$logs/$name.log" 2>&1 </dev/null; then
    count 1 0
    report ok "$name" $((SECONDS - start))
  else
    count 0 1
    report FAIL "$name" $((SECONDS - start)) "$logs/$name.log"
    tail -n 80 "$logs/$name.log" | sed 's/^/     | /'
    return 1
  fi
}

# live_gate: a gate whose output is shown while it runs.
live_gate() {
  local name=$1 start=$SECONDS
  shift
  if "$@" </dev/null 2>&1 | tee "$logs/$name.log"; then
    count 1 0
    report ok "$name" $((SECONDS - start))
  else
    count 0 1
    report FAIL "$name" $((SECONDS - start)) "$logs/$name.log"
    return 1
  fi
}

# suite NAME JUNIT-FILE COMMAND...: counts the tests of a runner, and those in
# the GoogleTest programs that it starts.
suite() {
  local name=$1 junit=$2 start=$SECONDS status=0 good bad skipped note
  shift 2
  rm -rf -- "$junit" "$logs/$name.gtest"
  GTEST_OUTPUT="xml:$root/$logs/$name.gtest/" "$@" >"$logs/$name.log" 2>&1 </dev/null || status=$?
  read -r good bad skipped < <(python3 utils/count-tests.py "$junit" \
    "$logs/$name.gtest" 2>"$logs/$name.failures")
  # A runner that fails with no failed test has not run them all.
  if ((status != 0 && bad == 0)); then
    bad=1
    tail -n 40 "$logs/$name.log" >>"$logs/$name.failures"
  fi
  count "$good" "$bad"
  note="$good passed, $bad failed"
  ((skipped == 0)) || note+=", $skipped skipped"
  if ((bad == 0)); then
    report ok "$name" $((SECONDS - start)) "$note"
  else
    report FAIL "$name" $((SECONDS - start)) "$note; $logs/$name.log"
    sed 's/^/     | /' "$logs/$name.failures"
    return 1
  fi
}

run_ctest() { # NAME PRESET
  suite "$1" "$root/$logs/$1.xml" ctest --test-dir "build/$2" -LE lit \
    --output-on-failure --timeout 300 --output-junit "$root/$logs/$1.xml"
}

run_lit() { # NAME DIRECTORY [LIT-ARGS]
  local name=$1 directory=$2
  shift 2
  suite "$name" "$logs/$name.xml" /usr/lib/llvm-22/bin/lit -sv \
    --xunit-xml-output "$logs/$name.xml" "$@" "$directory"
}

configure_and_build() { # PRESET TARGET [CMAKE-ARGS]
  local preset=$1 target=$2
  shift 2
  # In a subshell: these end with a message on failure.
  (prepare "$preset" "$@" && build_targets "$preset" "$target")
}

# Steps that use build/dev build it first, once.
build_once() {
  [[ $built == unknown ]] || return 0
  built=no
  ! live_gate build configure_and_build dev all || built=yes
}

need_build() { # STEP
  build_once
  [[ $built == no ]] || return 0
  count 0 1
  report FAIL "$1" 0 "not run: build/dev does not build"
  return 1
}

check_shell() {
  python3 utils/source_files.py .sh | xargs -0 shellcheck -x dev .ci/run
}

step_format() { gate format utils/check-format.sh; }
step_licence() { gate licence utils/check-sources.py licence; }
step_size() { gate size utils/check-sources.py size; }
step_shell() { gate shell check_shell; }
step_op-docs() { gate op-docs utils/check-td-docs.py; }
step_abi() { gate abi utils/gen-abi.py --check; }
step_generated-docs() { gate generated-docs utils/gen-docs.sh --check; }

step_build() { build_once; }
step_unit() { need_build unit && run_ctest unit dev; }
step_lit() { need_build lit && run_lit lit build/dev/test; }
step_tidy() { need_build tidy && live_gate tidy utils/run-tidy.py; }

# The out-of-tree example, against an installed Snow.
step_standalone() {
  need_build standalone || return
  gate standalone-build build_standalone &&
    run_lit standalone build/standalone-pass/test
}

build_standalone() {
  # shellcheck disable=SC2310 # both must stop at the first failure
  rm -rf build/install build/standalone-pass &&
    cmake --install build/dev --prefix "$root/build/install" &&
    cmake -G Ninja -S examples/standalone-pass -B build/standalone-pass \
      -DCMAKE_CXX_COMPILER=clang++-22 -DCMAKE_C_COMPILER=clang-22 \
      -DCMAKE_PREFIX_PATH="$root/build/install" &&
    ninja -C build/standalone-pass
}

step_asan() {
  live_gate asan-build configure_and_build asan all || return
  run_ctest asan asan
  need_build asan-programs && run_sanitized
}

# Programs of every kind, instrumented like the runtime that they are linked
# with: a value that is released too early shows here.
sanitized='E2E/(actor-(closures|map|messages)|any-values|case-any|chat-rooms'
sanitized+='|closures-(capture|in)|constants-of-all|crash-many|derived-every'
sanitized+='|generic-closures|hash-values|impl-eq|job-(edges|of)|json-(parse|shapes)'
sanitized+='|library-panics|list-edges|map-edges|message-(large|values)'
sanitized+='|panic-inside|pattern-deep|process-edges|prog-|queue-op|receive-sel'
sanitized+='|service-(closures|crash|states)|set-edges|string-edges|supervisor-str'
sanitized+='|terminate-panic|timer-send|tuple-range|types-recursive)'

run_sanitized() {
  run_lit asan-programs build/dev/test --filter "$sanitized" \
    --param sanitized="$root/build/asan/lib/libsnow_runtime.a"
}

step_tsan() {
  live_gate tsan-build configure_and_build tsan all && run_ctest tsan tsan
}

# Every target NAMEFuzzer, over the examples, the test programs and the folders
# fuzz/corpus and NAMEFuzzer.corpus. Inputs found stay in build/fuzz/corpus.
step_fuzz() {
  local name status=0
  gate fuzz-configure configure_fuzz || return
  for name in $(ninja -C build/fuzz -t targets all |
    sed -n 's/^\([A-Za-z0-9-]*[Ff]uzzer\): phony$/\1/p' | sort -u); do
    if live_gate "$name-build" build_in_fuzz "$name"; then
      gate "$name" run_fuzzer "$name" || status=1
    else
      status=1
    fi
  done
  return $status
}

configure_fuzz() {
  [[ build/fuzz/build.ninja -nt CMakePresets.json ]] ||
    cmake --preset asan -B build/fuzz -DSNOW_BUILD_COMPILER=ON \
      -DSNOW_BUILD_FUZZERS=ON -DCMAKE_CXX_FLAGS=-fsanitize=fuzzer-no-link
}

build_in_fuzz() { (build_targets fuzz "$@"); }

run_fuzzer() {
  local name=$1 program seeds=(examples test/E2E) corpus=build/fuzz/corpus/$1 found
  program=$(find build/fuzz -type f -name "$name" -perm -u+x | head -n 1)
  while IFS= read -r found; do
    seeds+=("$found")
  done < <(find test unittests -type d \
    \( -path "*/fuzz/corpus" -o -name "$name.corpus" \))
  mkdir -p "$corpus"
  "$program" -max_total_time="$fuzz_seconds" -seed="$fuzz_seed" -timeout=10 -rss_limit_mb=4096 \
    -print_final_stats=1 -artifact_prefix="$logs/" "$corpus" "${seeds[@]}"
}

summary() {
  local status=$?
  # An early end, such as a missing package, is a failure too.
  ((status == 0 || failed > 0)) || failed=1
  printf '%d passed, %d failed\n' "$passed" "$failed"
  ((failed == 0)) || exit 1
  exit 0
}

run_tests() {
  local step known
  known=" ${steps[*]} "
  for step in "$@"; do
    [[ $known == *" $step "* ]] ||
      die "unknown test step '$step'; the steps are: ${steps[*]}"
  done
  (($#)) || set -- "${steps[@]}"
  trap summary EXIT
  install_packages utils/packages.txt
  check_versions
  mkdir -p "$logs"
  for step in "$@"; do
    "step_$step" || true
  done
}
