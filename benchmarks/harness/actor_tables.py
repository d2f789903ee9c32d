#===- actor_tables.py - The tables of the actor benchmarks -----------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Writes the results of the actor benchmarks as markdown."""

import datetime

NAMES = ("Snow", "Erlang", "gen_server", "Go", "CAF")


def number(value):
    """Three digits where that is not more than there are."""
    if value is None:
        return "-"
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def ratio_cell(result):
    rival = result.best_rival()
    if rival is None or "Snow" not in result.value:
        return "-"
    return f"{result.ratio(rival):.1f} ({rival})"


def goal_cell(result):
    """The goal of the workload on this number of cores, and if it is reached."""
    goal = result.least if result.cores == 1 else 1
    rival = result.best_rival()
    if goal is None or rival is None or "Snow" not in result.value:
        return "-"
    return f"{goal:g}: " + ("yes" if result.ratio(rival) >= goal else "**no**")


def table(results):
    """One line a workload: what an operation costs in each language."""
    names = [n for n in NAMES if any(n in r.value for r in results)]
    lines = ["| workload | per | " + " | ".join(names)
             + " | times Snow's, best rival | goal | spread |",
             "|---|---|" + "---:|" * (len(names) + 3)]
    for result in results:
        unit = result.unit + (", bytes" if result.of_memory else "")
        cells = [number(result.value.get(n)) for n in names]
        spread = max(result.spread.values(), default=0)
        lines.append(f"| {result.title} | {unit} | " + " | ".join(cells)
                     + f" | {ratio_cell(result)} | {goal_cell(result)} "
                     f"| {spread:.0%} |")
    return "\n".join(lines)


def memory_table(results):
    """One line a workload: the peak memory of each program."""
    names = [n for n in NAMES if any(n in r.peak for r in results)]
    lines = ["| workload | " + " | ".join(names) + " |",
             "|---|" + "---:|" * len(names)]
    for result in results:
        cells = [number(result.peak[n] / 2**20) if n in result.peak else "-"
                 for n in names]
        lines.append(f"| {result.title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def short_of_goal(results):
    """A sentence for each workload that does not reach its goal."""
    lines = []
    for result in results:
        if goal_cell(result).endswith("**no**"):
            rival = result.best_rival()
            lines.append(
                f"- {result.title} on {result.cores} "
                f"core{'s' if result.cores > 1 else ''}: "
                f"{result.ratio(rival):.2f} times {rival}'s, the goal is "
                f"{result.least if result.cores == 1 else 1:g}")
    return lines


def report(results, versions, machine, options):
    """The whole text: machine, command, tables and what falls short."""
    today = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")
    parts = [f"{today}, {machine}. Command: `{options.command}`; "
             f"{options.rounds} round{'s' if options.rounds > 1 else ''}, "
             "medians.",
             "; ".join(f"{name}: {text}" for name, text in versions.items())
             + "."]
    for cores in options.cores:
        some = [r for r in results if r.cores == cores]
        if not some:
            continue
        title = "One core" if cores == 1 else f"{cores} cores"
        parts += [f"### {title}, ns per operation", table(some),
                  f"### {title}, peak memory in MiB", memory_table(some)]
    if any(not goal_cell(r).startswith("-") for r in results):
        parts += ["### Short of the goal",
                  "\n".join(short_of_goal(results)) or "Nothing."]
    return "\n\n".join(parts) + "\n"
