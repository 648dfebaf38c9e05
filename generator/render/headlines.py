"""Headlines for the page: a short word with hyphens stays on one line."""

from __future__ import annotations

import html
import re
from functools import lru_cache

LONGEST = 12
"""Signs of a word that is kept whole; a longer one would leave too ragged a line on a telephone."""
HYPHENED = re.compile(r"\w+(?:-\w+)+")


@lru_cache(10_000)
def headline(text: str) -> str:
    """Give a headline as HTML, in which names and scores do not break: « Geun-hye », « 6-1 », not « Saint-Germain ».

    A style does so, not the hyphen of U+2011: readers find and copy what was written.

    >>> headline("PSG & Barça : 6-1")
    'PSG &amp; Barça : <span class="whole">6-1</span>'
    """
    return HYPHENED.sub(_whole, html.escape(text, quote=False))


def _whole(word: re.Match[str]) -> str:
    return f'<span class="whole">{word.group()}</span>' if len(word.group()) <= LONGEST else word.group()
