"""Plain text of raw Markdown, for texts that did not come through the content stage.

The build gives prose; the command line may be given anything. This takes off what is not prose and puts one block
on a line. A single line end inside a paragraph is a soft wrap, and becomes a blank, when the next line begins in lower
case or with a mark, or when the line is at least 50 characters long and does not end a sentence; else it ends a block.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from generator.analysis.languages import language
from generator.analysis.markup_spans import without_code, without_links, without_tags
from generator.analysis.text import fold
from generator.readalso import LABELS

WRAPPED_LINE = 50
"""Characters from which a line that ends no sentence was wrapped by an editor's program."""

OPENINGS = frozenset(fold(label) for labels in LABELS.values() for label in labels)
FENCED_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*\s*$|\Z)", re.MULTILINE | re.DOTALL)
LINK_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s.*$", re.MULTILINE)
EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|~~")
BLOCK_MARK = re.compile(r"^\s*(?:#{1,6}\s+|>+\s?|[-*+]\s+|\d{1,3}[.)]\s+|\|)")
RULE = re.compile(r"^\s*(?:[-*_=|:]\s*){3,}$")


def plain_text(text: str, lang: str) -> str:
    r"""Take Markdown, code and « Lire aussi » lines off a text; one block a line.

    >>> print(plain_text("# Sommet\n\nL'*OTAN* se\nréunit à [Bakou](/b).\n\nLire aussi : Autre\n", "fr"))
    Sommet
    L'OTAN se réunit à Bakou.
    """
    openings = OPENINGS | {fold(words) for words in language(lang).read_also}
    blocks = _blocks(_without_markup(text.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(block for block in blocks if not leads_elsewhere(block, openings))


def leads_elsewhere(block: str, openings: AbstractSet[str]) -> bool:
    """Tell whether a block only names another article.

    >>> leads_elsewhere("Lire aussi : Autre", OPENINGS), leads_elsewhere("Lire aussi vite.", OPENINGS)
    (True, False)
    """
    head, colon, _ = block.partition(":")
    return bool(colon) and fold(head).strip(" *_«»>\u00a0\u202f") in openings


def _without_markup(text: str) -> str:
    text = without_links(without_tags(without_code(FENCED_CODE.sub("", text))))
    return html.unescape(EMPHASIS.sub("", LINK_DEFINITION.sub("", text)))


def _blocks(text: str) -> Iterator[str]:
    """Join wrapped lines into blocks."""
    block: list[str] = []
    for line in [*text.split("\n"), ""]:
        bare = "" if RULE.match(line) else BLOCK_MARK.sub("", line).strip()
        if block and (not bare or BLOCK_MARK.match(line) or not _is_wrapped(block, line, bare)):
            yield " ".join(block)
            block = []
        block += [bare] if bare else []
        if block and line.lstrip().startswith("#"):
            yield " ".join(block)
            block = []


def _is_wrapped(block: Sequence[str], line: str, bare: str) -> bool:
    """Tell whether a line goes on with the block before it."""
    if bare[0].islower() or not (bare[0].isalnum() or line[0].isspace()):
        return True
    is_long = len(block) >= WRAPPED_LINE or len(" ".join(block)) >= WRAPPED_LINE
    return is_long and block[-1][-1] not in '.!?…:»”"'
