#===- languages.py - How programs are built and run ------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""The languages that are compared, and a program in one of them."""

import os
import shutil
import statistics
import subprocess

from . import process


class Language:
    """How the program of one language is built and run.

    In the commands {src}, {dir}, {out}, {module} and {size} are filled in, and
    {cores}, the number of cores it runs on. A word that is a list comes from
    bench.json and may be absent.
    """

    def __init__(self, name, source, build, run, env, version):
        self.name = name
        self.source = source    # file name, {p} is the problem's name
        self.build = build
        self.run = run
        self.env = env
        self.version = version

    def version_text(self):
        try:
            text = subprocess.run(self.version, capture_output=True, text=True,
                                  check=False).stdout.strip()
        except OSError:
            return "unknown"
        return text.splitlines()[0] if text else "unknown"


def languages(snowc):
    erlang = dict(
        build=["erlc", "-o", "{dir}", "{src}"],
        run=["erl", "+S", "{cores}:{cores}", ["erlang"], "-noshell", "-pa",
             "{dir}", "-s", "{module}", "main", "-extra", "{size}"],
        env={},
        version=["erl", "-noshell", "-eval", 'io:format("OTP ~s, ~s", '
                 '[erlang:system_info(otp_release), '
                 'erlang:system_info(emu_flavor)]), halt().'])
    return [
        Language("Snow", "{p}.snow",
                 [snowc, "build", "-O2", "{src}", "-o", "{out}"],
                 ["{out}", "{size}"], {"SNOW_WORKERS": "{cores}"},
                 [snowc, "--version"]),
        Language("Erlang", "{p}.erl", **erlang),
        Language("gen_server", "{p}_otp.erl", **erlang),
        Language("Go", "{p}.go", ["go", "build", "-o", "{out}", "{src}"],
                 ["{out}", "{size}"], {"GOMAXPROCS": "{cores}"},
                 ["go", "version"]),
        Language("C++", "{p}.cpp",
                 ["clang++-22", "-O2", "-std=c++20", "{src}", "-o", "{out}"],
                 ["{out}", "{size}"], {}, ["clang++-22", "--version"]),
        # Its programs start a scheduler thread for each core they may use.
        Language("CAF", "{p}_caf.cpp",
                 ["g++", "-O2", "-std=c++17", "{src}", "-o", "{out}",
                  "-lcaf_core"], ["{out}", "{size}"], {},
                 ["dpkg-query", "-W", "-f", "${Version}", "libcaf-dev"]),
    ]


class Program:
    """The program of one language for one problem, and its runs."""

    def __init__(self, language, folder, sources, build_root, problem):
        self.language = language
        name = folder.name
        source = language.source.format(p=name)
        out_dir = build_root / folder.parent.name / name
        self.cache = {"GOCACHE": str(build_root / "go-cache")}
        self.problem = problem
        self.fill = {"src": sources / source, "dir": out_dir,
                     "module": source.rpartition(".")[0],
                     "out": out_dir / f"{name}-{language.name.lower()}"}
        self.samples = []

    @property
    def name(self):
        return self.language.name

    def command(self, words, **more):
        fill = dict(self.fill, **more)
        result = []
        for word in words:
            if isinstance(word, list):
                result += self.problem.get(word[0], [])
            elif word.format(**fill):
                result.append(word.format(**fill))
        return result

    def exists(self):
        return self.fill["src"].exists()

    def build(self):
        """None, or why the program cannot be built."""
        command = self.command(self.language.build)
        if not shutil.which(command[0]):
            return f"{command[0]} is not there"
        self.fill["dir"].mkdir(parents=True, exist_ok=True)
        done = subprocess.run(command, env=dict(os.environ, **self.cache),
                              capture_output=True, text=True, check=False)
        if done.returncode:
            return f"it does not build:\n{done.stderr or done.stdout}"
        return None

    def sample(self, cores, expected, size=""):
        """Runs once; raises process.Failed."""
        env = {key: text.format(cores=len(cores))
               for key, text in self.language.env.items()}
        command = self.command(self.language.run, cores=len(cores), size=size)
        return process.run(command, env, cores, expected)

    def sample_build(self, cores, expected):
        """Builds once, then checks what the program prints."""
        if self.name == "Go":
            # The cache keeps the library, not the program: it changes.
            with open(self.fill["src"], "a", encoding="utf-8") as source:
                source.write(f"// build {len(self.samples)} {os.getpid()}\n")
        env = dict(self.cache, GOMAXPROCS=str(len(cores)))
        sample = process.run(self.command(self.language.build), env, cores)
        process.run(self.command(self.language.run, cores=1, size=""), {},
                    cores, expected)
        return sample


def median(samples, field):
    """The median of a field of the samples that have it, or None."""
    values = [getattr(s, field) for s in samples
              if getattr(s, field) is not None]
    return statistics.median(values) if values else None
