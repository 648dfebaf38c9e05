"""Pictures for social networks, drawn for articles that have none: publication, section, headline.

Letters are set here one by one, from the typeface's own widths and kerning, so that no library of the system and no
font of the system has a part in it: the same words give the same pixels everywhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

import fontpkg_source_serif_4

from generator.render import raster
from generator.render.kerning import Typeface, read_typeface
from generator.views import SocialCard

FILE = Path(fontpkg_source_serif_4.ROOT) / "files" / "SourceSerif4[opsz,wght].ttf"
WIDTH, HEIGHT = 1200, 630
MARGIN = 84
MEASURE = WIDTH - 2 * MARGIN
TOP, BOTTOM = 176, 560
"""Between these the section and the headline stand."""
HEADLINE_SIZES = (128, 112, 96, 88, 80, 72, 66, 60, 54, 48, 43, 38, 34)
LEADING = 1.14
MOST_LINES = {128: 1, 112: 2, 96: 2, 88: 3, 80: 3, 72: 4, 66: 4}
"""Lines of a headline at large sizes; smaller ones are bounded by the height alone."""
CUT_WORDS = 54
"""Size below which a word that is wider than the card is cut rather than all made smaller."""
KICKER, NAME = 34, 38


@dataclass(frozen=True, slots=True)
class Style:
    """A typeface at one weight."""

    typeface: Typeface
    letters: raster.Letters
    _widths: dict[str, float] = field(default_factory=dict)

    def width(self, text: str, size: int) -> float:
        """Measure a line, in pixels."""
        words = text.split(" ")
        return (sum(map(self._width, words)) + self.letters.advance(" ") * (len(words) - 1)) * size / 1000

    def _width(self, word: str) -> float:
        """Measure a word, in thousandths of the size."""
        if word not in self._widths:
            pairs = (self.typeface.kerning(*pair) for pair in pairwise(word))
            self._widths[word] = sum(map(self.letters.advance, word)) + sum(pairs)
        return self._widths[word]

    def write(self, sheet: raster.Sheet, text: str, place: tuple[int, int], size: int, *, accent: bool = False) -> None:
        """Put a line on a sheet, its pen beginning at a place."""
        pen = 0.0
        for at, letter in enumerate(text):
            pen += self.typeface.kerning(text[at - 1], letter) if at and " " not in text[at - 1 : at + 1] else 0.0
            mask, (left, top) = self.letters.mask(letter, size)
            if mask.width and mask.height:
                sheet.letter(mask, (place[0] + round(pen * size / 1000) + left, place[1] + top), accent=accent)
            pen += self.letters.advance(letter)

    def written(self, text: str) -> str:
        """Give a text without the signs that the typeface does not have."""
        kept = "".join(sign for sign in unicodedata.normalize("NFC", text) if self.typeface.has(sign))
        # Not at the spaces that hold two words together.
        return " ".join(word for word in kept.split(" ") if word.strip())


def drawn(card: SocialCard) -> bytes:
    """Draw a card of 1200 by 630 pixels as a PNG file."""
    headline, small = _styles()
    sheet = _masthead(small.written(card.publication)).copy()
    lines, size = composed(headline, headline.written(card.title), has_section=bool(card.section))
    leading = round(size * LEADING)
    section = small.written(card.section)
    block = (len(lines) - 1) * leading + size + (KICKER * 2 if section else 0)
    # A little above the middle, where the eye expects it.
    at = TOP + max(0, (BOTTOM - TOP - block) * 2 // 5)
    if section:
        small.write(sheet, _cut(small, section, KICKER), (MARGIN, at + KICKER), KICKER, accent=True)
        at += KICKER * 2
    for number, line in enumerate(lines):
        headline.write(sheet, line, (MARGIN, at + round(size * 0.8) + number * leading), size)
    return sheet.png(card.paper, card.ink, card.accent)


@cache
def _styles() -> tuple[Style, Style]:
    """Open the typeface for headlines and for small lines; its axes are weight and optical size."""
    typeface = read_typeface(FILE.read_bytes())
    return Style(typeface, raster.Letters(FILE, (700, 60))), Style(typeface, raster.Letters(FILE, (600, 20)))


@cache
def _masthead(publication: str) -> raster.Sheet:
    """Draw what all cards of an edition share: the name above a double rule."""
    small = _styles()[1]
    sheet = raster.Sheet((WIDTH, HEIGHT))
    sheet.rule((0, 0, WIDTH, 14), accent=True)
    small.write(sheet, _cut(small, publication, NAME), (MARGIN, 96), NAME)
    sheet.rule((MARGIN, 122, WIDTH - MARGIN, 126))
    sheet.rule((MARGIN, 131, WIDTH - MARGIN, 132))
    return sheet


def _cut(style: Style, text: str, size: int) -> str:
    """Shorten a line that is wider than the card; nothing is clipped within a letter."""
    if style.width(text, size) <= MEASURE:
        return text
    while text and style.width(f"{text}…", size) > MEASURE:
        text = text[:-1].rstrip()
    return f"{text}…"


def composed(style: Style, text: str, *, has_section: bool) -> tuple[list[str], int]:
    """Break a headline into lines of like length, at the largest size at which it fits.

    Args:
        style: How it is set.
        text: The headline.
        has_section: Whether a section stands above it.

    Returns:
        The lines and their size in pixels; what does not fit at the smallest size ends with an ellipsis.
    """
    whole = text.split(" ")
    height = BOTTOM - TOP - (KICKER * 2 if has_section else 0)
    for size in HEADLINE_SIZES:
        room = min(MOST_LINES.get(size, 99), 1 + int((height - size) / (size * LEADING)))
        words = whole if size > CUT_WORDS else [piece for word in whole for piece in _pieces(style, word, size)]
        if max(style.width(word, size) for word in words) <= MEASURE:
            lines = broken(style, words, size, MEASURE)
            if len(lines) <= room:
                return balanced(style, words, size, len(lines)), size
    return [*lines[: room - 1], _cut(style, " ".join(lines[room - 1 :]), size)], size


def broken(style: Style, words: Sequence[str], size: int, measure: float) -> list[str]:
    """Fill lines one after the other, up to a width in pixels; a word that is wider stands alone."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and style.width(longer, size) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(style: Style, words: Sequence[str], size: int, count: int) -> list[str]:
    """Find the narrowest measure that needs no more lines, so that none ends with one lonely word."""
    low, high = 0, MEASURE
    while high - low > 4:
        middle = (low + high) // 2
        lines = broken(style, words, size, middle)
        fits = len(lines) <= count and max(style.width(line, size) for line in lines) <= middle
        low, high = (low, middle) if fits else (middle, high)
    return broken(style, words, size, high)


def _pieces(style: Style, word: str, size: int) -> list[str]:
    """Cut a word that is wider than the card into like parts; each but the last ends with a hyphen."""
    count = 1
    while True:
        length = -(-len(word) // count)
        parts = [word[at : at + length] for at in range(0, len(word), length or 1)] or [""]
        pieces = [f"{part}-" for part in parts[:-1]] + parts[-1:]
        if length <= 1 or max(style.width(piece, size) for piece in pieces) <= MEASURE:
            return pieces
        count += 1
