#===- check-trace.py - Is a file a trace? ----------------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Prints what a trace in the Trace Event Format holds, or fails."""

import collections
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    events = json.load(file)
phases = collections.Counter(event["ph"] for event in events)
stacks = collections.defaultdict(list)
for event in sorted((e for e in events if "ts" in e), key=lambda e: e["ts"]):
    if event["ph"] == "B":
        stacks[event["tid"]].append(event["name"])
    elif event["ph"] == "E":
        stacks[event["tid"]].pop()
assert not any(stacks.values()), stacks
lives = sorted(e["name"] for e in events if e["ph"] == "b")
print("processes:", *lives)
print("ended:", phases["e"])
print("sent:", phases["s"], "received:", phases["f"])
print("named threads:", phases["M"])
