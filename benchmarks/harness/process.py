#===- process.py - Runs one program and measures it ------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Runs a command on given cores and says how long it took and what it used.

A program writes the line `begin` on standard error before the work that is
timed and `end` after it. The times are those at which this process reads the
lines: Snow has no clock that a program could read, and so all languages are
timed alike. GNU time takes the peak memory; what the kernel says of a child of
Python starts at what Python has.
"""

import os
import selectors
import shutil
import signal
import subprocess
import tempfile
import time

TIMEOUT = 300


class Failed(Exception):
    """Why a run is no result."""


class Sample:
    """One run. Times in ns, memory in bytes."""

    def __init__(self):
        self.wall = None
        self.inner = None     # from `begin` to `end`, if the program has them
        self.peak = None
        self.growth = None    # between two lines `statm ...`
        self.stdout = ""


def run(command, env, cores, expected=None):
    """Runs the command on the cores; a Sample, or raises Failed."""
    with tempfile.NamedTemporaryFile("r", prefix="snow-bench-") as usage:
        watched = ["taskset", "-c", ",".join(map(str, cores)), *command]
        if shutil.which("time"):
            watched = ["time", "-q", "-f", "%M", "-o", usage.name, *watched]
        sample = Sample()
        start = time.monotonic_ns()
        child = subprocess.Popen(watched, env=dict(os.environ, **env),
                                 stdin=subprocess.DEVNULL, process_group=0,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with child:
            lines = read(child, start)
            status = child.wait()
            sample.wall = time.monotonic_ns() - start
        sample.stdout = "".join(text + "\n" for _, text in lines["out"])
        if status:
            text = "\n".join(text for _, text in lines["err"])
            raise Failed(f"exit status {status}: {text.strip()}")
        if expected is not None and sample.stdout != expected:
            raise Failed(f"printed {sample.stdout!r}, not {expected!r}")
        peak = usage.read().split()
        sample.peak = int(peak[-1]) * 1024 if peak else None
    note_marks(sample, lines["err"])
    return sample


def read(child, start):
    """The lines of both streams until the end, each with when it came."""
    lines = {"out": [], "err": []}
    rest = {"out": b"", "err": b""}
    deadline = start + TIMEOUT * 10**9
    with selectors.DefaultSelector() as ready:
        ready.register(child.stdout, selectors.EVENT_READ, "out")
        ready.register(child.stderr, selectors.EVENT_READ, "err")
        while ready.get_map():
            events = ready.select((deadline - time.monotonic_ns()) / 1e9)
            now = time.monotonic_ns()
            if now > deadline:
                # The group that it leads: time, taskset and the program.
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
                raise Failed(f"still running after {TIMEOUT} s")
            for key, _ in events:
                data = os.read(key.fd, 65536)
                if not data:
                    ready.unregister(key.fileobj)
                *whole, rest[key.data] = (rest[key.data] + data).split(b"\n")
                lines[key.data] += [(now, line.decode(errors="replace"))
                                    for line in whole]
    return lines


def note_marks(sample, lines):
    when = {text: at for at, text in lines if text in ("begin", "end")}
    if len(when) == 2:
        sample.inner = when["end"] - when["begin"]
    pages = [int(text.split()[2]) for _, text in lines
             if text.startswith("statm ")]
    if len(pages) == 2:
        sample.growth = (pages[1] - pages[0]) * os.sysconf("SC_PAGE_SIZE")
