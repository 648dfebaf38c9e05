"""Straight quotation marks and apostrophes become those of the language; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.content.typestyles import Edit, Style

OBJECT = "\ufffc"
"""Stands for an element whose inside is not ours to set, so that marks beside it see that something is there."""

STRAIGHT = "\"'"
ELIDED = r"(?:\d\ds?|tis|twas|em|n|til|cause|round|bout|s|t|k|m|r|ndrangheta)\b"
SHORTENED = re.compile(ELIDED, re.IGNORECASE)
"""What an apostrophe begins: '90s, 'tis, rock 'n' roll, 's avonds, 't Hooft, 'ndrangheta."""

PAIR = re.compile(
    rf"(?<![\w'’])'(?!{ELIDED})(?=[^\s'’])(?:[^'\"‘’‚“”„«»‹›]|(?<=\w)['’](?=\w)){{1,300}}?(?<=[^\s'’])'(?![\w'’])",
    re.IGNORECASE,
)
"""Two single marks that hold a few words together; « un po' » has one alone."""
SHORT_ENDS = re.compile(r"\b(?:po|mo|be|ca|di|da|fa|sta|va|to|vo)'", re.IGNORECASE)
"""Italian words that end in an apostrophe, and so end no quotation."""


@dataclass(slots=True)
class Quotations:
    """The quotations that are open at one place of a text, read from left to right.

    Attributes:
        text: All of it.
        style: Of its language.
        open: What closes each one, the innermost last.
        opened_at: Where the last mark that opens stands; -1 before any.
    """

    text: str
    style: Style
    open: list[str] = field(default_factory=list)
    opened_at: int = -1

    def edits(self) -> Iterator[Edit]:
        """Find what each straight mark becomes."""
        if not any(mark in self.text for mark in STRAIGHT):
            return
        pairs = self._pairs()
        for found in re.finditer(f"[{STRAIGHT}{self.style.opening}{self.style.closing}]", self.text):
            at, mark = found.start(), found.group()
            if mark not in STRAIGHT:
                self._pass(mark)
                continue
            text = self._double(at) if mark == '"' else pairs.get(at) or self._single(at)
            yield Edit(at, at + 1, text)

    def _pass(self, mark: str) -> None:
        """Note a mark that stands already; where both are one sign, nobody knows which it is."""
        if self.style.opening == self.style.closing:
            return
        if mark == self.style.opening:
            self.open.append(self.style.closing)
        elif self.style.closing in self.open:
            while self.open.pop() != self.style.closing:
                pass

    def _around(self, at: int) -> tuple[str, str, bool, bool, bool]:
        """Give the signs beside a mark, and whether it follows an opening, may open and may close a quotation."""
        before, after = self.text[at - 1 : at], self.text[at + 1 : at + 2]
        follows = self.opened_at == at - 1 or _is_opening(before, self.style)
        can_open = bool(after.strip()) and (follows or _is_elision(self.text[max(at - 2, 0) : at]))
        can_close = bool(before.strip()) and (not follows or unicodedata.category(before) == "Pd")
        return before, after, follows, can_open, can_close

    def _double(self, at: int) -> str:
        """Choose what a straight double mark becomes."""
        _before, _after, _follows, can_open, can_close = self._around(at)
        inside = self.style.spacing.inside if self.style.spacing else ""
        if can_close and self.open:
            closing = self.open.pop()
            return (inside if closing == self.style.closing else "") + closing
        if not can_open:
            return '"'
        self.opened_at = at
        opening, closing = tuple(self.style.inner) if self.open else (self.style.opening, self.style.closing)
        self.open.append(closing)
        return opening + (inside if closing == self.style.closing else "")

    def _single(self, at: int) -> str:
        """Choose what a straight single mark becomes that is no half of a pair."""
        before, after, follows, can_open, can_close = self._around(at)
        if before.isalpha() and after and (after.isalnum() or after in {"«", "“", "„", '"', OBJECT}):
            return "’"
        if before.isdigit() and not (after.isalpha() and self.style.has_singles):
            return "'"
        if can_open and follows:
            if SHORTENED.match(self.text, at + 1):
                return "’"
            if self.style.has_singles:
                self.opened_at = at
                return "‘"
            return "'"
        is_end = before.isalpha() or self.style.has_singles
        return "’" if can_close and is_end else "'"

    def _pairs(self) -> dict[int, str]:
        """Find the single marks that hold a few words; English needs no such help."""
        if self.style.has_singles or "'" not in self.text:
            return {}
        found: dict[int, str] = {}
        text = SHORT_ENDS.sub(lambda short: short.group()[:-1] + "’", self.text)
        for pair in PAIR.finditer(text):
            found[pair.start()], found[pair.end() - 1] = tuple(self.style.inner)
        return found


def _is_opening(before: str, style: Style) -> bool:
    """Tell whether a quotation may begin after a sign: nothing, a space, a dash, a bracket, another quotation."""
    if not before.strip():
        return True
    if before == style.closing and style.opening != style.closing:
        return False
    # Letters set aside by us as marks are no characters to Unicode.
    return before in "„‚" or unicodedata.category(before) in {"Ps", "Pi", "Pd", "Cn"}


def _is_elision(before: str) -> bool:
    return len(before) == 2 and before[0].isalpha() and before[1] in "'’"
