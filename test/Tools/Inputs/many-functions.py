#===- many-functions.py - A program of functions that run often ------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""usage: many-functions.py COUNT

Prints a program of so many functions, all of which a loop calls.
"""

import sys

FUNCTION = """
fn g{i}(a :: Int, b :: Int) :: Int do
  let xs = [a, b, {i}, a + b, a * b]
  let ys = for x in xs do small(x + {i}) end
  let text = "${{a}}-{i}-${{b}}"
  if a > b do reduce(ys, 0, fn s, x -> small(s + x) end)
  else String.length(text) + {rest} end
end"""

count = int(sys.argv[1])
print("fn small(n :: Int) :: Int = n * 3 % 1000003")
for i in range(count):
    print(FUNCTION.format(i=i, rest=f"g{i - 1}(b, a - 1)" if i else "0"))
calls = " + ".join(f"g{i}(i, {i % 7 + 1})" for i in range(count))
print(f"""
fn run(i :: Int, s :: Int) :: Int do
  if i == 0 do s else run(i - 1, small(s + {calls})) end
end
fn main() do
  println(run(3000, 0))
end""")
