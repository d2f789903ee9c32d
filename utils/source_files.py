#===- source_files.py - The files of the checkout --------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Lists the project's own files: tracked ones and new ones that git would add.

Run as a program it prints the files with the given suffixes, each followed by a
NUL byte.
"""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def source_files(*suffixes):
    """Paths relative to ROOT, sorted; all files without suffixes."""
    git = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "ls-files",
         "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False)
    if git.returncode == 0:
        names = [os.fsdecode(n) for n in git.stdout.split(b"\0") if n]
    else:  # an unpacked archive
        names = []
        for folder, folders, files in os.walk(ROOT):
            folders[:] = [f for f in folders
                          if f not in (".git", "build", "install", "__pycache__")]
            names += [os.path.relpath(os.path.join(folder, f), ROOT)
                      for f in files]
    # A file that git lists may have been removed from the work tree.
    return sorted(n for n in set(names)
                  if (not suffixes or n.endswith(suffixes))
                  and (ROOT / n).is_file())


if __name__ == "__main__":
    for name in source_files(*sys.argv[1:]):
        sys.stdout.write(name + "\0")
