"""Tables as GitHub has them, set apart as Python-Markdown wants them; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.content.codeblocks import code_lines

BELOW_HEAD = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
"""The line that tells a table: dashes for each column."""
NO_PARAGRAPH = re.compile(r"[ \t]*(?:[>|<]|$)")


def spaced_tables(text: str) -> str:
    r"""Set a table apart from the paragraph right above it.

    >>> spaced_tables("Voici :\n| a | b |\n|---|---|\n| 1 | 2 |")
    'Voici :\n\n| a | b |\n|---|---|\n| 1 | 2 |'
    """
    if "|" not in text:
        return text
    lines = text.split("\n")
    heads = {place for place in range(1, len(lines) - 1) if _is_head(lines, place)}
    if heads:
        code = code_lines(lines)
        heads -= {place for place in heads if place in code or place - 1 in code}
    return "\n".join(f"\n{line}" if place in heads else line for place, line in enumerate(lines))


def _is_head(lines: Sequence[str], place: int) -> bool:
    """Tell whether a table begins right below a line of a paragraph."""
    line, below = lines[place], lines[place + 1]
    if "|" not in line or "|" not in below or line.startswith((" " * 4, "\t")) or not BELOW_HEAD.fullmatch(below):
        return False
    return _columns(line) == _columns(below) and not NO_PARAGRAPH.match(lines[place - 1])


def _columns(line: str) -> int:
    return line.strip().strip("|").replace(r"\|", "").count("|")
