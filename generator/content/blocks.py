"""How many blocks a text has: what the Markdown library works through one by one, however short each is; pure.

A paragraph of one letter costs as much work as 150 letters in a long one, so that the size of a file bounds nothing.
"""

from __future__ import annotations

import re

from generator.content.codeblocks import code_lines
from generator.errors import Location, Problem

ITEM = re.compile(r"[ \t>]*(?:[*+-]|[0-9]+[.)])[ \t]|[ \t>]*(?:#|\[\^|:[ \t])")
"""Items of lists, headings, notes and definitions, which need no blank line before them."""
MAY_HOLD_CODE = re.compile(r"^(?: {0,3}(?:```|~~~)|    |\t)", re.MULTILINE)
TABLE_RULE = frozenset("|:- \t>")


def crowding(text: str, shown_path: str, first_line: int, most: int) -> Problem | None:
    """Name a text of too many blocks, with the line on which the first one too many begins.

    Args:
        text: Markdown.
        shown_path: For the message.
        first_line: Line of the file on which the text begins.
        most: Blocks that it may have.
    """
    if text.count("\n") + text.count("|") < most:
        return None
    lines = text.split("\n")
    code = code_lines(lines) if MAY_HOLD_CODE.search(text) else ()
    count, is_open, is_table = 0, False, False
    for index, line in enumerate(lines):
        if index in code or not line.strip(" \t>"):
            is_open = is_table = False
            continue
        if is_open and not is_table and "-" in line and "|" in line and TABLE_RULE.issuperset(line):
            is_table = True
            count += _cells(lines[index - 1]) - 1
        elif is_table:
            count += _cells(line)
        elif not is_open or ITEM.match(line):
            count += 1
        is_open = not line.lstrip(" \t>").startswith("#")
        if count > most:
            message = f"the article has more than {most} paragraphs, headings, list items and table cells"
            cure = "Cut the article into several ones, or raise `limits.blocks_per_article` in site.toml."
            return Problem(Location(shown_path, first_line + index), message, cure)
    return None


def _cells(row: str) -> int:
    """Count the cells of a row.

    >>> _cells("| a | b |"), _cells("a | b"), _cells("|")
    (2, 2, 1)
    """
    return row.strip("| \t>").count("|") + 1
