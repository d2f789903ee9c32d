#===- chart.py - The bar chart of the actor benchmarks ---------------------===#
#
# Part of the Snow project, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#===------------------------------------------------------------------------===#
"""Draws results as an SVG file: a panel for each workload, a bar for each
language, from zero and to a scale of its own.

The file needs no font and no script. It brings its own background, light or
dark as the reader's system is set: a page can have the other theme.
"""

from xml.sax.saxutils import escape

COLOURS = {"Snow": "#0ea5e9", "Erlang": "#b83998", "gen_server": "#d67fc0",
           "Go": "#2a9d6f", "CAF": "#d97706"}
COLUMNS = 3
PANEL_WIDTH, NAME_WIDTH, VALUE_WIDTH = 304, 78, 62
BAR, GAP, TITLE, MARGIN = 14, 5, 24, 14
STYLE = """\
  text { font: 12px system-ui, sans-serif; fill: #57606a }
  .page { fill: #ffffff }
  .title { font-weight: 600; fill: #24292f }
  .snow { font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    text { fill: #9da7b3 }
    .page { fill: #0d1117 }
    .title { fill: #e6edf3 }
  }"""


def value_text(value):
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def panel(result, x, y):
    """The elements of one workload, with the corner at x, y."""
    unit = "bytes" if result.of_memory else "ns"
    parts = [f'<text class="title" x="{x}" y="{y + 14}">'
             f"{escape(result.title)}</text>",
             f'<text x="{x + PANEL_WIDTH}" y="{y + 14}" text-anchor="end">'
             f"{unit} per {escape(result.unit)}</text>"]
    longest = max(result.value.values())
    room = PANEL_WIDTH - NAME_WIDTH - VALUE_WIDTH
    top = y + TITLE
    for name, colour in COLOURS.items():
        if name not in result.value:
            continue
        value = result.value[name]
        width = max(1.0, room * value / longest)
        middle = top + BAR - 3
        kind = ' class="snow"' if name == "Snow" else ""
        parts += [
            f'<text{kind} x="{x + NAME_WIDTH - 6}" y="{middle}" '
            f'text-anchor="end">{escape(name)}</text>',
            f'<rect x="{x + NAME_WIDTH}" y="{top}" width="{width:.1f}" '
            f'height="{BAR}" rx="2" fill="{colour}"/>',
            f'<text{kind} x="{x + NAME_WIDTH + width + 5:.1f}" y="{middle}">'
            f"{value_text(value)}</text>"]
        top += BAR + GAP
    return parts


def height(result):
    return TITLE + len(result.value) * (BAR + GAP) + MARGIN


def draw(results):
    """The text of the SVG file."""
    results = [r for r in results if r.value]
    caption = "What an operation costs on one core: shorter is better."
    parts = [f'<text x="{MARGIN}" y="{MARGIN + 12}">{caption} '
             "Each panel has its own scale, from zero.</text>"]
    y = 3 * MARGIN
    for first in range(0, len(results), COLUMNS):
        row = results[first:first + COLUMNS]
        for column, result in enumerate(row):
            parts += panel(result, MARGIN + column * (PANEL_WIDTH + 2 * MARGIN),
                           y)
        y += max(map(height, row))
    width = COLUMNS * (PANEL_WIDTH + 2 * MARGIN)
    return "\n".join(
        [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" '
         f'width="{width}" height="{y}" role="img">',
         f"<title>{caption}</title>", f"<style>\n{STYLE}\n</style>",
         '<rect class="page" width="100%" height="100%" rx="6"/>',
         *parts, "</svg>", ""])
