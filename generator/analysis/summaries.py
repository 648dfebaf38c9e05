"""The sentence or two that stand for an article in lists, feeds and descriptions."""

from __future__ import annotations

from collections.abc import Sequence

from generator.analysis.tokens import sentences

AIM = 200
"""Characters that an extract should have."""
MOST = 300
"""Characters from which a single sentence is cut."""


def lead(prose: str, lang: str) -> str:
    r"""Give the first sentences of a text, whole.

    Blocks that are no sentence (headings, bylines) are passed over when the text has any sentence.

    Args:
        prose: Plain text, one block a line.
        lang: BCP 47 tag, for abbreviations.

    Returns:
        Whole sentences of about 200 characters together; a sentence of more than 300 is cut at a word, with « … ».
        Empty when there is no text.

    >>> lead("Bakou. — Reportage\nM. Dunford est à Bakou. Il y reste.", "fr")
    'M. Dunford est à Bakou. Il y reste.'
    """
    blocks = [block.strip() for block in prose.splitlines() if block.strip()]
    running = [block for block in blocks if block[-1] in '.!?…»”")' and " " in block]
    found = [sentence for block in running or blocks for sentence in sentences(block, lang)]
    return _fill(found)


def _fill(found: Sequence[str]) -> str:
    """Take whole sentences from the front while they fit."""
    if not found:
        return ""
    chosen = _shorten(found[0])
    for sentence in found[1:]:
        if len(chosen) + 1 + len(sentence) > AIM:
            break
        chosen += " " + sentence
    return chosen


def _shorten(sentence: str) -> str:
    """Cut a sentence that is too long at a word.

    >>> _shorten("mot " * 100)[-5:]
    ' mot…'
    """
    if len(sentence) <= MOST:
        return sentence
    head = sentence[:MOST]
    whole = head.rsplit(None, 1)[0] if " " in head else head
    return whole.rstrip(" ,;:—–-(«“") + "…"
