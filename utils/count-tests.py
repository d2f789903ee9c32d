#!/usr/bin/env python3
#===- count-tests.py - Counts the results in a JUnit file ------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""count-tests.py JUNIT-FILE [GTEST-DIRECTORY]

Prints `PASSED FAILED SKIPPED` of a file written by `ctest --output-junit` or
`lit --xunit-xml-output`, and the output of the first failed tests on standard
error. A ctest test NAME for which GTEST-DIRECTORY/NAME.xml exists is counted by
the GoogleTest cases in it. A missing, unreadable or empty file counts as one
failed test.
"""

import pathlib
import sys
import xml.etree.ElementTree as ET

SHOWN_TESTS = 10
SHOWN_LINES = 60


def classify(case):
    skipped = case.find("skipped")
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.get("status") == "fail":
        return "failed"
    if case.get("status") == "notrun" and skipped is not None:
        # ctest: skipped by the test itself, or not startable.
        skip = (skipped.get("message") or "").startswith("SKIP_")
        return "skipped" if skip else "failed"
    if skipped is not None or case.get("status") in ("disabled", "notrun"):
        return "skipped"
    return "passed"


def read(path):
    try:
        return list(ET.parse(path).iter("testcase"))
    except (OSError, ET.ParseError) as error:
        print(f"{path}: error: {error}", file=sys.stderr)
        return []


def expand(case, folder):
    """The GoogleTest cases behind a ctest test, else the test itself."""
    path = pathlib.Path(folder) / f"{case.get('name')}.xml"
    if not path.exists():
        return [case]
    inner = read(path)
    # A program that crashes behind its last test has failed all the same.
    if classify(case) == "failed" and not any(
            classify(c) == "failed" for c in inner):
        inner.append(case)
    return inner or [case]


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    cases = read(sys.argv[1])
    if len(sys.argv) == 3:
        cases = [c for case in cases for c in expand(case, sys.argv[2])]
    for case in cases:
        result = classify(case)
        counts[result] += 1
        if result == "failed" and counts["failed"] <= SHOWN_TESTS:
            name = f"{case.get('classname')} {case.get('name')}"
            print(f"---- failed: {name}", file=sys.stderr)
            texts = [e.text or e.get("message") or "" for e in case
                     if e.tag in ("failure", "error", "system-out", "skipped")]
            lines = "\n".join(texts).strip().splitlines()
            if len(lines) > SHOWN_LINES:
                lines = ["..."] + lines[-SHOWN_LINES:]
            print("\n".join(lines), file=sys.stderr)
    if counts["passed"] + counts["failed"] == 0:
        print(f"{sys.argv[1]}: error: no test ran", file=sys.stderr)
        counts["failed"] = 1
    print(counts["passed"], counts["failed"], counts["skipped"])


if __name__ == "__main__":
    main()
