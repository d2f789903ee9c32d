#===- benchmark-report.py - Reports made-up results ------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Prints the tables, the chart's bars and the marked text of made-up results."""

import pathlib
import sys
import tempfile
import types
import xml.etree.ElementTree

sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True

from harness import actor_tables, actors, chart  # noqa: E402


def program(name, inner=(), growth=(), peak=0):
    samples = [types.SimpleNamespace(inner=i, growth=None, peak=peak << 20)
               for i in inner]
    samples += [types.SimpleNamespace(inner=None, growth=g, peak=peak << 20)
                for g in growth]
    return types.SimpleNamespace(name=name, samples=samples)


ring = {"title": "Ring", "unit": "hop", "least": 4}
idle = {"title": "Idle", "unit": "process", "least": 5, "measure": "memory"}
results = [
    actors.Result("ring", ring, 1, [
        program("Snow", [200, 250, 450], peak=3),
        program("Erlang", [4000], peak=5), program("Go", [1000], peak=7)], 10),
    actors.Result("idle", idle, 1, [
        program("Snow", growth=[2000]), program("Erlang", growth=[8000])], 10),
    actors.Result("ring", ring, 2, [
        program("Snow", [300]), program("Go", [150])], 10),
]
options = types.SimpleNamespace(command="./dev bench actors", rounds=3,
                                cores=[1, 2])
print(actor_tables.report(results, {"Snow": "1"}, "a machine", options))

tree = xml.etree.ElementTree.fromstring(chart.draw(results[:2]))
bars = [float(e.get("width")) for e in tree.iter()
        if e.tag.endswith("}rect") and e.get("class") != "page"]
print(f"{len(bars)} bars, the longest {max(bars)}")

with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "README.md")
    path.write_text(f"before\n{actors.BEGIN}old\n{actors.END}after\n")
    actors.write_between(path, "new\n")
    print(" ".join(line for line in path.read_text().split("\n")
                   if line and not line.startswith("<!--")))
