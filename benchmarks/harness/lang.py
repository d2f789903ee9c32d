#===- lang.py - The programs without processes -----------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Times the problems of benchmarks/lang: whole runs, on one core."""

import os
import subprocess
import sys

from .common import Aside, build_programs, interleave
from .languages import Program, median


def table(problem, programs):
    count, unit = problem["count"], problem["unit"]
    base = next((median(p.samples, "wall") for p in programs
                 if p.name == "Snow"), None)
    rows = [f"| program | wall ms, median | min | max | ns per {unit} "
            "| to Snow | peak RSS MiB |",
            "|---|---:|---:|---:|---:|---:|---:|"]
    for program in programs:
        walls = [s.wall for s in program.samples]
        wall = median(program.samples, "wall")
        ratio = f"{wall / base:.2f}" if base else "-"
        peak = median(program.samples, "peak")
        rows.append(
            f"| {program.name} | {wall / 1e6:.1f} "
            f"| {min(walls) / 1e6:.1f} | {max(walls) / 1e6:.1f} "
            f"| {wall / count:.1f} | {ratio} "
            f"| {f'{peak / 2**20:.1f}' if peak else '-'} |")
    return "\n".join(rows)


def run_problem(folder, problem, options, summary):
    """Runs and prints one problem; returns whether all went well."""
    name = folder.relative_to(options.root)
    sources = folder
    if "generate" in problem:
        sources = options.build / name / "generated"
        subprocess.run([sys.executable, folder / problem["generate"], sources],
                       check=True)
    programs, fine = build_programs(name, folder, sources, problem, options)
    sample = (Program.sample_build if problem.get("measure") == "build"
              else Program.sample)
    core = max(os.sched_getaffinity(0))
    with Aside([core]):
        fine &= interleave(name, programs,
                           min(options.rounds,
                               problem.get("rounds", options.rounds)),
                           lambda p: sample(p, [core], problem["prints"]))
    print(f"## {problem['title']} (`{name}`)\n")
    if programs:
        print(table(problem, programs) + "\n")
    for program in programs:
        print(f"- {program.name}: {program.language.version_text()}")
    print(flush=True)
    summary.append((problem["title"], {p.name: median(p.samples, "wall")
                                       for p in programs}))
    return fine


def print_summary(summary):
    """One line a problem: wall times, divided by Snow's."""
    names = [n for n in ("C++", "Go", "Erlang")
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


def run(problems, options):
    """Runs the problems, pairs of folder and description."""
    summary = []
    fine = [run_problem(folder, problem, options, summary)
            for folder, problem in problems]
    print_summary(summary)
    return all(fine)
