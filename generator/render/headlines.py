"""Headlines and teasers for the page: which words stay on one line."""

from __future__ import annotations

import html
import re
from functools import lru_cache

LONGEST = 12
"""Signs of a word that is kept whole; a longer one would leave too ragged a line on a telephone."""
WHOLE = re.compile(r"\w+(?:-\w+)+|\b[^\W\d_]{4,} \d{1,3}(?![\w%]|[.,:-]\w)")
"""What may be kept whole: a word with hyphens, a word and the number behind it."""


LONGEST_END = 20
"""Signs of two last words that are kept together."""


@lru_cache(10_000)
def headline(text: str) -> str:
    """Give a headline as HTML, in which « Geun-hye », « 6-1 » and « Falcon 9 » do not break, but « Saint-Germain ».

    A style does so, not the hyphen of U+2011: readers find and copy what was written.

    >>> headline("PSG & Barça : 6-1")
    'PSG &amp; Barça : <span class="whole">6-1</span>'
    """
    return WHOLE.sub(_whole, html.escape(text, quote=False))


def _whole(word: re.Match[str]) -> str:
    # A number belongs to a name before it (« Falcon 9 »), after other words to what comes behind it (« après 10 ans »).
    kept = len(word.group()) <= LONGEST and (" " not in word.group() or word.group()[0].isupper())
    return f'<span class="whole">{word.group()}</span>' if kept else word.group()


def unwidowed(text: str) -> str:
    r"""Join the last two words of a teaser, so that a short one does not stand alone on the last line.

    Style sheets can ask for that too (`text-wrap: pretty`), but then lines before it are cut short in narrow columns.

    >>> unwidowed("un ordre du jour depuis janvier 2014.")
    'un ordre du jour depuis janvier\xa02014.'
    """
    head, _space, last = text.rpartition(" ")
    before, space, last_but_one = head.rpartition(" ")
    if not before or len(last_but_one) + len(last) >= LONGEST_END:
        return text
    return f"{before}{space}{last_but_one}\N{NO-BREAK SPACE}{last}"
