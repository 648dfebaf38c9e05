"""Lists as CommonMark has them, set apart and indented as Python-Markdown wants them; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.content.codeblocks import code_lines

ITEM = re.compile(r"( *)(?:[*+-]|[0-9]{1,9}\.)(?: {1,4}|\t)(?=\S)")
FIRST = re.compile(r" {0,3}(?:[*+-]|1\.)[ \t]")
"""What begins a list right below a paragraph: any other number may be that of a sentence."""
RULE = re.compile(r" {0,3}(?:[-*_] *){3,}")
OTHER = re.compile(r" {4}|\t| {0,3}(?:[>|<:]|!!!|\[[^\]]*\]:|\*\[|[0-9]+\) )")
"""How a block begins that is neither a paragraph nor a list."""
HEADING = re.compile(r" {0,3}#{1,6} ")
LISTED = re.compile(r"\n {0,3}(?:[*+-]|[0-9]{1,9}\.)[ \t]")
TAB = 4
"""Blanks by which the library wants to see each level indented."""


def spaced_lists(text: str) -> str:
    r"""Set a list apart from the paragraph above it, and indent what belongs to an item by four blanks a level.

    >>> spaced_lists("Voici :\n- un\n  - deux\n\n  suite")
    'Voici :\n\n- un\n    - deux\n\n    suite'
    """
    if not LISTED.search(text):
        return text
    lines = text.split("\n")
    code = code_lines(lines)
    block = Block()
    return "\n".join(block.code(line) if index in code else block.line(line) for index, line in enumerate(lines))


@dataclass(slots=True)
class Block:
    """Where in the text we are.

    Attributes:
        levels: Of each list that is open, the outermost first, from which column its items go on.
        kinds: Of the last list of each level, counted from 1, whether it is numbered.
        is_paragraph: Whether the line before belongs to a paragraph.
        is_suite: Whether that is a later paragraph of an item.
        is_other: Whether it belongs to a block that is left as it is.
    """

    levels: list[int] = field(default_factory=list)
    kinds: dict[int, bool] = field(default_factory=dict)
    is_paragraph: bool = False
    is_suite: bool = False
    is_other: bool = False

    def code(self, line: str) -> str:
        """Leave a line of code alone; it ends a list."""
        self.levels, self.is_paragraph, self.is_suite, self.is_other = [], False, False, False
        return line

    def line(self, line: str) -> str:
        """Give a line as the library wants it."""
        if not line.strip():
            self.is_paragraph = self.is_suite = self.is_other = False
            return line
        item = None if self.is_other or RULE.fullmatch(line) else ITEM.match(line)
        if item and (self.levels or not OTHER.match(line)):
            if not self.is_paragraph or self.levels:
                return self._item(line, item)
            if FIRST.match(line):
                return "\n" + self._item(line, item)
        return self._other(line)

    def _item(self, line: str, item: re.Match[str]) -> str:
        column = item.end(1)
        if self.levels and column >= self.levels[-1] + TAB:
            self.is_paragraph = True
            return line
        closed = self._close(column)
        indented = " " * (TAB * len(self.levels)) + line[column:] if self.levels else line
        self.levels.append(min(item.end(), column + TAB))
        is_numbered = line[column].isdecimal()
        is_another = closed and self.is_paragraph and self.kinds.get(len(self.levels)) is not is_numbered
        is_apart = is_another or self.is_suite
        self.kinds[len(self.levels)] = is_numbered
        self.is_paragraph, self.is_suite = True, False
        return f"\n{indented}" if is_apart else indented

    def _other(self, line: str) -> str:
        column = len(line) - len(line.lstrip(" "))
        is_heading = HEADING.match(line) is not None
        if (self.is_paragraph or self.is_other) and not is_heading:
            return line
        self._close(column)
        self.is_other = not self.levels and bool(OTHER.match(line))
        self.is_paragraph = not (self.is_other or is_heading)
        self.is_suite = self.is_paragraph and bool(self.levels)
        short = TAB * len(self.levels) - column
        return " " * max(short, 0) + line if self.levels else line

    def _close(self, column: int) -> bool:
        """Close the lists to which what begins in a column does not belong; tells whether there were any."""
        open_ones = len(self.levels)
        while self.levels and column < self.levels[-1]:
            self.levels.pop()
        return len(self.levels) < open_ones
