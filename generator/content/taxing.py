"""HTML on which the sanitiser would work for minutes, where nothing could stop it: it is named before it starts; pure.

For each opening tag it looks through the ones that are still open, and for each non-breaking space it moves the rest
of the text between two tags. Heaps of accents, which may be written as entities, keep others busy as long.
"""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from generator.accents import MOST, accents_too_many

DEEPEST = 5_000
"""Tags within each other; a page has twenty, and a tenth of a second is lost on so many."""

MOVES = 10**11
"""Characters that may be moved: about three seconds."""

WITHOUT_END = (
    "area|base|br|col|dd|dt|embed|hr|img|input|li|link|meta|p|param|source|tbody|td|tfoot|th|thead|tr|track|wbr"
)
"""Tags that hold nothing, or that the next one of their kind closes."""

TAG = re.compile(rf"<(/?)(?!(?:{WITHOUT_END})\b)([a-z][a-z0-9]*)", re.IGNORECASE)


def taxing(html: str) -> tuple[str, str]:
    """Say what is too much in HTML, and the cure; two empty texts when nothing is.

    >>> taxing("<div>" * 5_000)
    ('', '')
    >>> taxing("<div>" * 5_001)
    ('HTML tags are nested more than 5000 deep', 'Close them, or make the text simpler.')
    """
    if html.count("<") > DEEPEST and _depth(html) > DEEPEST:
        return f"HTML tags are nested more than {DEEPEST} deep", "Close them, or make the text simpler."
    if len(html) ** 2 > MOVES and sum(map(_moves, html.split("<"))) > MOVES:
        return "a paragraph holds very many non-breaking spaces: too many to be followed", "Cut it with blank lines."
    if html.count("&") > MOST and accents_too_many(unescape(html)) >= 0:
        return f"a letter has more than {MOST} accents", "Delete them."
    return "", ""


def _depth(html: str) -> int:
    """Count how many tags are open at the most; only the end of its own kind closes one."""
    opened: Counter[str] = Counter()
    depth = deepest = 0
    for end, written in TAG.findall(html):
        name = written.lower()
        if end and not opened[name]:
            continue
        opened[name] += -1 if end else 1
        depth += -1 if end else 1
        deepest = max(deepest, depth)
    return deepest


def _moves(text: str) -> int:
    spaces = text.count("\u00a0") + text.count("&nbsp") + text.count("&#")
    return spaces * len(text)
