#!/usr/bin/env python3
#===- generate.py - A program of many functions ----------------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""usage: generate.py FOLDER [FUNCTIONS]

Writes compile.snow, compile.go, compile.erl and compile.cpp into FOLDER: the
same program in each language. Its functions are of four kinds, in turn:
arithmetic with branches, a loop over a list, matching on a sum type or tuple,
and building a text; each calls earlier ones, and all are reached from main.
"""

import pathlib
import sys

SNOW = {
    "head": """type Shape do
  Dot
  Disc(Int)
  Rect(Int, Int)
end

fn wrap(n :: Int) :: Int = (n % 1000003 + 1000003) % 1000003
""",
    0: """
fn f{i}(a :: Int, b :: Int) :: Int do
  let c = a * {k} + b
  if c % 2 == 0 do
    wrap(f{p}(c / 2, a) + {i})
  else if c > 500000 do
    wrap(c - b * 3)
  else
    wrap(f{p}(b, c) - a)
  end
end
""",
    1: """
fn f{i}(a :: Int, b :: Int) :: Int do
  let xs = [a, b, {i}, a + b]
  let squares = for x in xs do wrap(x * x + {k}) end
  let sum = reduce(squares, 0, fn s, x -> wrap(s + x) end)
  wrap(sum + f{p}(b, {k}))
end
""",
    2: """
fn f{i}(a :: Int, b :: Int) :: Int do
  let shape = if a % 3 == 0 do Dot else if a % 3 == 1 do Disc(b) else Rect(a, b) end
  case shape do
    Dot -> wrap(f{p}(a, {k}))
    Disc(r) -> wrap(3 * r * r + {i})
    Rect(w, h) -> wrap(w * h + f{p}(h, {k}))
  end
end
""",
    3: """
fn f{i}(a :: Int, b :: Int) :: Int do
  let text = "${{a}}:${{b}}:{i}"
  wrap(String.length(text) * {k} + f{p}(b, a))
end
""",
    "main": """
fn main() do
  println({sum})
end
""",
    "call": "f{i}({i}, {k})",
}

GO = {
    "head": """package main

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

type Shape interface{{}}
type Dot struct{{}}
type Disc struct{{ r int }}
type Rect struct{{ w, h int }}

func wrap(n int) int {{ return (n%1000003 + 1000003) % 1000003 }}
""".replace("{{", "{").replace("}}", "}"),
    0: """
func f{i}(a, b int) int {{
	c := a*{k} + b
	if c%2 == 0 {{
		return wrap(f{p}(c/2, a) + {i})
	}} else if c > 500000 {{
		return wrap(c - b*3)
	}}
	return wrap(f{p}(b, c) - a)
}}
""",
    1: """
func f{i}(a, b int) int {{
	xs := []int{{a, b, {i}, a + b}}
	squares := make([]int, 0, len(xs))
	for _, x := range xs {{
		squares = append(squares, wrap(x*x+{k}))
	}}
	sum := 0
	for _, x := range squares {{
		sum = wrap(sum + x)
	}}
	return wrap(sum + f{p}(b, {k}))
}}
""",
    2: """
func f{i}(a, b int) int {{
	var shape Shape
	if a%3 == 0 {{
		shape = Dot{{}}
	}} else if a%3 == 1 {{
		shape = Disc{{b}}
	}} else {{
		shape = Rect{{a, b}}
	}}
	switch s := shape.(type) {{
	case Disc:
		return wrap(3*s.r*s.r + {i})
	case Rect:
		return wrap(s.w*s.h + f{p}(s.h, {k}))
	}}
	return wrap(f{p}(a, {k}))
}}
""",
    3: """
func f{i}(a, b int) int {{
	text := strconv.Itoa(a) + ":" + strconv.Itoa(b) + ":{i}"
	return wrap(utf8.RuneCountInString(text)*{k} + f{p}(b, a))
}}
""",
    "main": """
func main() {{
	fmt.Println({sum})
}}
""",
    "call": "f{i}({i}, {k})",
}

ERLANG = {
    "head": """-module(compile).
-export([main/0]).

wrap(N) -> (N rem 1000003 + 1000003) rem 1000003.
""",
    0: """
f{i}(A, B) ->
    C = A * {k} + B,
    if
        C rem 2 == 0 -> wrap(f{p}(C div 2, A) + {i});
        C > 500000 -> wrap(C - B * 3);
        true -> wrap(f{p}(B, C) - A)
    end.
""",
    1: """
f{i}(A, B) ->
    Xs = [A, B, {i}, A + B],
    Squares = [wrap(X * X + {k}) || X <- Xs],
    Sum = lists:foldl(fun(X, S) -> wrap(S + X) end, 0, Squares),
    wrap(Sum + f{p}(B, {k})).
""",
    2: """
f{i}(A, B) ->
    Shape = case A rem 3 of
        0 -> dot;
        1 -> {{disc, B}};
        _ -> {{rect, A, B}}
    end,
    case Shape of
        dot -> wrap(f{p}(A, {k}));
        {{disc, R}} -> wrap(3 * R * R + {i});
        {{rect, W, H}} -> wrap(W * H + f{p}(H, {k}))
    end.
""",
    3: """
f{i}(A, B) ->
    Text = <<(integer_to_binary(A))/binary, ":", (integer_to_binary(B))/binary, ":{i}">>,
    wrap(string:length(Text) * {k} + f{p}(B, A)).
""",
    "main": """
main() ->
    io:format("~w~n", [{sum}]),
    halt(0).
""",
    "call": "f{i}({i}, {k})",
}

CPP = {
    "head": """#include <cstdint>
#include <cstdio>
#include <string>
#include <variant>
#include <vector>

struct Dot {};
struct Disc {
  int64_t r;
};
struct Rect {
  int64_t w, h;
};
using Shape = std::variant<Dot, Disc, Rect>;

static int64_t wrap(int64_t n) { return (n % 1000003 + 1000003) % 1000003; }
""",
    0: """
int64_t f{i}(int64_t a, int64_t b) {{
  int64_t c = a * {k} + b;
  if (c % 2 == 0)
    return wrap(f{p}(c / 2, a) + {i});
  if (c > 500000)
    return wrap(c - b * 3);
  return wrap(f{p}(b, c) - a);
}}
""",
    1: """
int64_t f{i}(int64_t a, int64_t b) {{
  std::vector<int64_t> xs{{a, b, {i}, a + b}}, squares;
  for (int64_t x : xs)
    squares.push_back(wrap(x * x + {k}));
  int64_t sum = 0;
  for (int64_t x : squares)
    sum = wrap(sum + x);
  return wrap(sum + f{p}(b, {k}));
}}
""",
    2: """
int64_t f{i}(int64_t a, int64_t b) {{
  Shape shape;
  if (a % 3 == 1)
    shape = Disc{{b}};
  else if (a % 3)
    shape = Rect{{a, b}};
  if (auto *disc = std::get_if<Disc>(&shape))
    return wrap(3 * disc->r * disc->r + {i});
  if (auto *rect = std::get_if<Rect>(&shape))
    return wrap(rect->w * rect->h + f{p}(rect->h, {k}));
  return wrap(f{p}(a, {k}));
}}
""",
    3: """
int64_t f{i}(int64_t a, int64_t b) {{
  std::string text = std::to_string(a) + ":" + std::to_string(b) + ":{i}";
  return wrap(static_cast<int64_t>(text.size()) * {k} + f{p}(b, a));
}}
""",
    "main": """
int main() {{ std::printf("%ld\\n", static_cast<long>({sum})); }}
""",
    "call": "f{i}({i}, {k})",
}

BASE = {
    "snow": "\nfn f0(a :: Int, b :: Int) :: Int = wrap(a + b)\n",
    "go": "\nfunc f0(a, b int) int { return wrap(a + b) }\n",
    "erl": "\nf0(A, B) -> wrap(A + B).\n",
    "cpp": "\nint64_t f0(int64_t a, int64_t b) { return wrap(a + b); }\n",
}

GROUP = {
    "snow": "\nfn group{i}() = {sum}\n",
    "go": "\nfunc group{i}() int {{ return {sum} }}\n",
    "erl": "\ngroup{i}() -> {sum}.\n",
    "cpp": "\nint64_t group{i}() {{ return {sum}; }}\n",
}


def program(name, parts, functions):
    text = [parts["head"], BASE[name]]
    for i in range(1, functions):
        # A call goes ten functions back at least: chains stay short.
        text.append(parts[i % 4].format(i=i, k=i % 97 + 3,
                                        p=max(0, i - 10 - i % 7)))
    # Groups of twenty reach all functions without deep expressions.
    groups = []
    for first in range(1, functions, 20):
        calls = [parts["call"].format(i=i, k=i % 97 + 3)
                 for i in range(first, min(first + 20, functions))]
        groups.append(f"group{first}()")
        text.append(GROUP[name].format(i=first, sum=" + ".join(calls)))
    text.append(parts["main"].format(sum=" + ".join(groups)))
    return "".join(text)


def main():
    folder = pathlib.Path(sys.argv[1])
    functions = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    folder.mkdir(parents=True, exist_ok=True)
    for name, parts in (("snow", SNOW), ("go", GO), ("erl", ERLANG),
                        ("cpp", CPP)):
        (folder / f"compile.{name}").write_text(
            program(name, parts, functions), encoding="utf-8")


if __name__ == "__main__":
    main()
