"""Lines of attributes as Jekyll's kramdown has them, written as Python-Markdown reads them; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

ATTRIBUTES = re.compile(r" {0,3}\{:([^{}]*)\}[ \t]*")
HEADING = re.compile(r"( {0,3}#{1,6}[ \t].*?)(?:[ \t]+#+)?[ \t]*")
ITEM = re.compile(r" {0,3}(?:[*+-]|1\.)[ \t].*")


def placed_attributes(lines: Sequence[str], code: AbstractSet[int]) -> list[str]:
    """Put attributes where the library looks for them, and take out those that it would show as text.

    Below a heading they belong to it, below a list `{:toc}` makes contents of it. What follows a table, a block of
    code or nothing has no place here; below a paragraph the library finds it by itself.

    Args:
        lines: Of the Markdown text.
        code: Indices of lines that are code.

    Returns:
        As many lines.

    >>> placed_attributes(["## Suite", "{: #b .c}", "", "* TOC", "{:toc}"], frozenset())
    ['## Suite {: #b .c}', '', '', '[TOC]', '']
    """
    placed = list(lines)
    for index, line in enumerate(lines):
        found = None if index in code or "{:" not in line else ATTRIBUTES.fullmatch(line)
        if found is None:
            continue
        inner = found.group(1).strip()
        above = "" if index == 0 or index - 1 in code else placed[index - 1]
        heading = HEADING.fullmatch(above)
        if inner.startswith("toc") and ITEM.fullmatch(above):
            placed[index - 1 : index + 1] = ["[TOC]", ""]
        elif heading and not inner.startswith((":", "/")):
            placed[index - 1 : index + 1] = [_with(heading.group(1), inner), ""]
        elif not above.strip() or "|" in above or inner.startswith((":", "/")):
            placed[index] = ""
    return placed


def _with(heading: str, attributes: str) -> str:
    """Add attributes to a heading, which may have some.

    >>> _with("## A", ".b"), _with("## A {#c}", ".b")
    ('## A {: .b}', '## A {#c .b}')
    """
    start, brace, own = heading.rpartition("{")
    return f"{start}{{{own[:-1]} {attributes}}}" if brace and own.endswith("}") else f"{heading} {{: {attributes}}}"
