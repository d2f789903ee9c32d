#===- common.py - What the sets of benchmarks share ------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Building the programs of a problem and running them in turn."""

import os
import sys

from . import process
from .languages import Program, languages


def note(text):
    print(text, file=sys.stderr, flush=True)


def build_programs(name, folder, sources, problem, options):
    """The programs that can be built, and whether all of them can."""
    programs, failed = [], False
    for language in languages(options.snowc):
        program = Program(language, folder, sources, options.build, problem)
        if not program.exists():  # a rival where it makes sense
            continue
        if options.only and language.name not in options.only:
            continue
        reason = program.build()
        if reason is None:
            programs.append(program)
        else:
            note(f"{name}: skipping {language.name}: {reason}")
            failed = True
    return programs, not failed


def interleave(name, programs, rounds, sample):
    """Runs each program once a round, so that noise hits all alike.

    A program that fails once is dropped. Returns whether none did.
    """
    fine = True
    for round_ in range(rounds):
        note(f"{name}: round {round_ + 1} of {rounds}")
        for program in list(programs):
            try:
                program.samples.append(sample(program))
            except process.Failed as reason:
                note(f"{name}: {program.name} failed: {reason}")
                programs.remove(program)
                fine = False
    return fine


class Aside:
    """Keeps this process off the cores that are measured, if others are left."""

    def __init__(self, cores):
        self.all = os.sched_getaffinity(0)
        self.rest = self.all - set(cores)

    def __enter__(self):
        if self.rest:
            os.sched_setaffinity(0, self.rest)

    def __exit__(self, *_):
        os.sched_setaffinity(0, self.all)


def machine():
    """One line on the processor, its cores and the memory."""
    cpu = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        for line in file:
            if line.startswith("model name"):
                cpu = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"{cpu}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, "
            f"Linux {os.uname().release}")
