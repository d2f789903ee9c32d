#===- actors.py - The programs of processes and messages -------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Times the workloads of benchmarks/actors, on one core and on two."""

import json
import os
import sys

from . import actor_tables, chart
from .common import Aside, build_programs, interleave, machine, note
from .languages import median

BEGIN, END = "<!-- results: begin -->\n", "<!-- results: end -->\n"
# The order of the workloads in the tables, which is that of their costs' kinds.
ORDER = ("pingpong", "ring", "call", "echo", "fanin", "chameneos", "big",
         "spawn", "skynet", "fib", "idle")


class Result:
    """What the runs of one workload on a number of cores gave, by language."""

    def __init__(self, name, problem, cores, programs, ops):
        self.name = name
        self.title = problem["title"]
        self.unit = problem["unit"]
        self.least = problem.get("least")
        self.cores = cores
        self.of_memory = problem.get("measure") == "memory"
        field = "growth" if self.of_memory else "inner"
        self.value = {}    # ns, or bytes, per operation
        self.spread = {}   # (slowest - fastest) / median
        self.peak = {}
        for program in programs:
            middle = median(program.samples, field)
            if not middle:  # nothing to measure at a small size
                continue
            values = [getattr(s, field) for s in program.samples]
            self.value[program.name] = middle / ops
            self.spread[program.name] = (max(values) - min(values)) / middle
            peak = median(program.samples, "peak")
            if peak is not None:
                self.peak[program.name] = peak

    def best_rival(self):
        """The name of the best of the others, or None."""
        others = {n: v for n, v in self.value.items() if n != "Snow"}
        return min(others, key=others.get) if others else None

    def ratio(self, rival):
        """How many times what Snow needs the rival needs."""
        return self.value[rival] / self.value["Snow"]


def run_workload(folder, problem, options):
    """The results of one workload, one for each number of cores, and whether
    every program was built and ran."""
    name = folder.relative_to(options.root)
    size = problem["small" if options.small else "full"]
    programs, fine = build_programs(name, folder, folder, problem, options)
    rounds = min(options.rounds, problem.get("rounds", options.rounds))
    allowed = sorted(os.sched_getaffinity(0), reverse=True)
    results = []
    for count in problem.get("cores", options.cores):
        if count not in options.cores:
            continue
        if count > len(allowed):
            note(f"{name}: only {len(allowed)} cores, not {count}")
            continue
        cores = allowed[:count]
        for program in programs:
            program.samples = []
        with Aside(cores):
            fine &= interleave(
                f"{name} on {count}", programs, rounds,
                lambda p, cores=cores: p.sample(cores, size["prints"] + "\n",
                                                str(size["size"])))
        results.append(Result(folder.name, problem, count, programs,
                              size["ops"]))
    return results, programs, fine


def write_between(path, text):
    """Replaces what is between the marks of a file."""
    old = path.read_text(encoding="utf-8")
    before, _, rest = old.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        sys.exit(f"run.py: error: {path} has no lines {BEGIN!r}, {END!r}")
    path.write_text(before + BEGIN + "\n" + text + "\n" + END + after,
                    encoding="utf-8")


def run(problems, options, complete):
    """Runs the workloads, pairs of folder and description. Only a complete run
    replaces the published results."""
    problems = sorted(problems, key=lambda p: ORDER.index(p[0].name))
    results, versions, fine = [], {}, True
    for folder, problem in problems:
        found, programs, good = run_workload(folder, problem, options)
        results += found
        fine &= good
        for program in programs:
            versions.setdefault(program.name, program.language.version_text())
    if options.small:
        print("every program printed what it should" if fine
              else "not every program could be built and run")
        return fine
    text = actor_tables.report(results, versions, machine(), options)
    print(text, flush=True)
    options.build.mkdir(parents=True, exist_ok=True)
    drawing = chart.draw([r for r in results if r.cores == 1])
    (options.build / "actors.md").write_text(text, encoding="utf-8")
    (options.build / "actors.svg").write_text(drawing, encoding="utf-8")
    (options.build / "actors.json").write_text(json.dumps(
        [vars(r) for r in results], indent=1), encoding="utf-8")
    if complete and fine:
        write_between(options.root / "README.md", text)
        image = options.root.parent / "docs/images/actors.svg"
        image.parent.mkdir(parents=True, exist_ok=True)
        image.write_text(drawing, encoding="utf-8")
        note(f"wrote {options.root / 'README.md'} and {image}")
    return fine
