"""Marks of other dialects of Markdown that stand in the text as they are written: each is named; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from generator.errors import Location, Problem, warning

WIKI = re.compile(r"(?P<code>(?<!`)`+(?!`))[^`\n]*(?P=code)|(?P<link>!?\[\[(?=[^\s\d\[\]])[^\[\]\n]{1,200}\]\](?!\())")
BOX = re.compile(r" {0,3}(?::{3,}[ \t]*[\w-]+.*|\?{3}\+?[ \t]+[\w-]+.*|===[!+]?[ \t]+[\"'].*|>[ \t]?\[!\w+\].*)")
SIGNS = ("[[", ":::", "???", "===", "[!")
"""A text without any of them has no such mark."""


def foreign_marks(
    lines: Sequence[str], code: AbstractSet[int], shown_path: str, places: Sequence[int]
) -> Iterator[Problem]:
    """Warn about links of a wiki and boxes of other dialects, which readers see as signs.

    Args:
        lines: Of the Markdown text.
        code: Indices of lines that are code.
        shown_path: For messages.
        places: Line of the file for each line.

    >>> [problem.message for problem in foreign_marks(["[[Bakou]]", "::: tip"], frozenset(), "a.md", [1, 2])]
    ['`[[Bakou]]` is shown as text', '`::: tip` is shown as text']
    """
    for index, line in enumerate(lines):
        if index in code or not any(map(line.__contains__, SIGNS)):
            continue
        if BOX.fullmatch(line):
            cure = "Write `!!! note` or the like, and indent by four blanks what belongs to it."
            yield warning(Location(shown_path, places[index]), f"`{line.strip()[:60]}` is shown as text", cure)
        for found in WIKI.finditer(line):
            if found.group("link"):
                place = Location(shown_path, places[index], found.start() + 1)
                yield warning(place, f"`{found.group()[:60]}` is shown as text", "Write a link: [words](file.md).")
