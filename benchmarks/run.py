#!/usr/bin/env python3
#===- run.py - Builds and times the benchmarks -----------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Times the programs of benchmarks/SET/PROBLEM against each other.

A problem is a folder with bench.json and one program per language; README.md
has the method. The result is a markdown table on standard output.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE.parent / "build/bench"
TIMEOUT = 120


class Language:
    """How the program of one language is built and run."""

    def __init__(self, name, source, build, run, env, version):
        self.name = name
        self.source = source    # file name, {p} is the problem's name
        self.build = build      # command; {src}, {out} and {dir} are filled in
        self.run = run
        self.env = env
        self.version = version


def languages(snowc):
    return [
        Language("Snow", "{p}.snow",
                 [snowc, "build", "-O2", "{src}", "-o", "{out}"], ["{out}"],
                 {"SNOW_WORKERS": "1"}, [snowc, "--version"]),
        Language("Erlang", "{p}.erl", ["erlc", "-o", "{dir}", "{src}"],
                 ["erl", "+S", "1:1", "-noshell", "-pa", "{dir}", "-s", "{p}",
                  "main"], {},
                 ["erl", "-noshell", "-eval", 'io:format("OTP ~s, ~s", '
                  '[erlang:system_info(otp_release), '
                  'erlang:system_info(emu_flavor)]), halt().']),
        Language("Go", "{p}.go", ["go", "build", "-o", "{out}", "{src}"],
                 ["{out}"], {"GOMAXPROCS": "1"}, ["go", "version"]),
        Language("C++", "{p}.cpp",
                 ["clang++-22", "-O2", "-std=c++20", "{src}", "-o", "{out}"],
                 ["{out}"], {}, ["clang++-22", "--version"]),
        Language("CAF", "{p}_caf.cpp",
                 ["g++", "-O2", "-std=c++17", "{src}", "-o", "{out}",
                  "-lcaf_core"], ["{out}"], {},
                 ["dpkg-query", "-W", "-f", "${Version}", "libcaf-dev"]),
    ]


def note(text):
    print(text, file=sys.stderr, flush=True)


def version(language):
    try:
        text = subprocess.run(language.version, capture_output=True, text=True,
                              check=False).stdout.strip()
        return text.splitlines()[0] if text else "unknown"
    except OSError:
        return "unknown"


class Program:
    def __init__(self, language, folder, sources):
        self.language = language
        name = folder.name
        out_dir = BUILD / folder.relative_to(HERE)
        self.fill = {"p": name, "src": sources / language.source.format(p=name),
                     "dir": out_dir,
                     "out": out_dir / f"{name}-{language.name.lower()}"}
        self.samples = []   # of (wall ns, inner ns or None, peak RSS in KiB)

    def command(self, words):
        return [w.format(**self.fill) for w in words]

    def exists(self):
        return self.fill["src"].exists()

    def build(self):
        """None, or why the program cannot be built."""
        command = self.command(self.language.build)
        if not shutil.which(command[0]):
            return f"{command[0]} is not there"
        self.fill["dir"].mkdir(parents=True, exist_ok=True)
        env = dict(os.environ, GOCACHE=str(BUILD / "go-cache"))
        done = subprocess.run(command, env=env, capture_output=True, text=True,
                              check=False)
        if done.returncode:
            return f"it does not build:\n{done.stderr or done.stdout}"
        return None

    def sample(self, core, expected):
        """Runs once on one core; returns what went wrong, or None."""
        return self.measure(self.command(self.language.run), self.language.env,
                            core, expected)

    def sample_build(self, core, expected):
        """Builds once on one core, then checks what the program prints."""
        env = {"GOCACHE": str(BUILD / "go-cache"), "GOMAXPROCS": "1"}
        if self.language.name == "Go":
            # The cache keeps the library, not the program: it changes.
            with open(self.fill["src"], "a", encoding="utf-8") as source:
                source.write(f"// build {len(self.samples)} {os.getpid()}\n")
        reason = self.measure(self.command(self.language.build), env, core)
        if reason:
            return reason
        done = subprocess.run(self.command(self.language.run), text=True,
                              capture_output=True, check=False)
        if done.stdout != expected:
            return f"printed {done.stdout!r}, not {expected!r}"
        return None

    def measure(self, command, env, core, expected=None):
        def pin():
            os.sched_setaffinity(0, {core})

        env = dict(os.environ, **env)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            start = time.monotonic_ns()
            child = subprocess.Popen(command, env=env, stdout=out, stderr=err,
                                     stdin=subprocess.DEVNULL, preexec_fn=pin)
            status, usage = self.wait(child)
            wall = time.monotonic_ns() - start
            out.seek(0)
            err.seek(0)
            stdout, stderr = out.read().decode(), err.read().decode()
        if status is None:
            return f"still running after {TIMEOUT} s"
        if status:
            return f"exit status {status}: {stderr.strip()}"
        if expected is not None and stdout != expected:
            return f"printed {stdout!r}, not {expected!r}"
        inner = re.search(r"^elapsed_ns (\d+)$", stderr, re.M)
        self.samples.append((wall, int(inner[1]) if inner else None,
                             usage.ru_maxrss))
        return None

    @staticmethod
    def wait(child):
        # wait4 gives the peak memory of this child alone, but has no time-out.
        deadline = time.monotonic() + TIMEOUT
        pause = 0.0005
        while True:
            pid, status, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                child.returncode = os.waitstatus_to_exitcode(status)
                return child.returncode, usage
            if time.monotonic() > deadline:
                child.kill()
                os.wait4(child.pid, 0)
                child.returncode = -9
                return None, None
            time.sleep(pause)

    def median(self, index):
        values = [s[index] for s in self.samples if s[index] is not None]
        return statistics.median(values) if values else None


def table(problem, programs):
    count, unit = problem["count"], problem["unit"]
    base = next((p.median(0) for p in programs
                 if p.language.name == "Snow"), None)
    rows = [f"| program | wall ms, median | min | max | ns per {unit} "
            f"| ns per {unit}, measured inside | to Snow | peak RSS MiB |",
            "|---|---:|---:|---:|---:|---:|---:|---:|"]
    for program in programs:
        walls = [s[0] for s in program.samples]
        inner = program.median(1)
        ratio = f"{program.median(0) / base:.2f}" if base else "-"
        rows.append(
            f"| {program.language.name} | {program.median(0) / 1e6:.1f} "
            f"| {min(walls) / 1e6:.1f} | {max(walls) / 1e6:.1f} "
            f"| {program.median(0) / count:.1f} "
            f"| {f'{inner / count:.1f}' if inner else '-'} "
            f"| {ratio} | {program.median(2) / 1024:.1f} |")
    return "\n".join(rows)


def run_problem(folder, options, summary):
    problem = json.loads((folder / "bench.json").read_text(encoding="utf-8"))
    name = folder.relative_to(HERE)
    programs, failed = [], False
    sources = folder
    if "generate" in problem:
        sources = BUILD / name / "generated"
        subprocess.run([sys.executable, folder / problem["generate"], sources],
                       check=True)
    sample = (Program.sample_build if problem.get("measure") == "build"
              else Program.sample)
    for language in languages(options.snowc):
        program = Program(language, folder, sources)
        if not program.exists():  # a rival where it makes sense
            continue
        reason = program.build()
        if reason is None:
            programs.append(program)
        else:
            note(f"{name}: skipping {language.name}: {reason}")
            failed |= language.name == "Snow"
    cores = os.sched_getaffinity(0)
    core = max(cores)
    if len(cores) > 1:  # this script waits elsewhere
        os.sched_setaffinity(0, cores - {core})
    rounds = min(options.rounds, problem.get("rounds", options.rounds))
    for round_ in range(rounds):
        note(f"{name}: round {round_ + 1} of {rounds}")
        for program in list(programs):  # interleaved: noise hits all alike
            reason = sample(program, core, problem["prints"])
            if reason:
                note(f"{name}: {program.language.name} failed: {reason}")
                programs.remove(program)
                failed = True
    os.sched_setaffinity(0, cores)
    print(f"## {problem['title']} (`{name}`)\n")
    if programs:
        print(table(problem, programs) + "\n")
    for program in programs:
        print(f"- {program.language.name}: {version(program.language)}")
    print(flush=True)
    summary.append((problem["title"], {p.language.name: p.median(0)
                                       for p in programs}))
    return not failed


def print_summary(summary):
    """One line a problem: wall times, divided by Snow's."""
    names = [n for n in ("C++", "Go", "Erlang", "CAF")
             if any(n in times for _, times in summary)]
    print("## Summary\n\nMedian wall time of each program divided by Snow's; "
          "above 1, Snow is faster.\n")
    print("| problem | Snow ms | " + " | ".join(names) + " |")
    print("|---|---:|" + "---:|" * len(names))
    for title, times in summary:
        base = times.get("Snow")
        cells = [f"{times[n] / base:.2f}" if base and n in times else "-"
                 for n in names]
        print(f"| {title} | {f'{base / 1e6:.1f}' if base else '-'} | "
              + " | ".join(cells) + " |")
    print(flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--snowc", default="build/release/bin/snowc",
                        help="the compiler to measure")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("set", nargs="*",
                        help="a set or SET/PROBLEM; all without one")
    options = parser.parse_args()
    options.snowc = str(pathlib.Path(options.snowc).absolute())
    problems = sorted(p.parent for p in HERE.rglob("bench.json"))
    if options.set:
        for name in options.set:
            if not any((HERE / name) in (p, *p.parents) for p in problems):
                sys.exit(f"run.py: error: no benchmarks in '{name}'; there are "
                         + ", ".join(str(p.relative_to(HERE))
                                     for p in problems))
        problems = [p for p in problems
                    if any((HERE / n) in (p, *p.parents) for n in options.set)]
    summary = []
    fine = [run_problem(p, options, summary) for p in problems]
    print_summary(summary)
    sys.exit(0 if all(fine) else 1)


if __name__ == "__main__":
    main()
