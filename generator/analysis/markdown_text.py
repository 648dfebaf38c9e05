"""Plain text of raw Markdown, for texts that did not come through the content stage.

The build gives prose; the command line may be given anything. This takes off what is not prose and puts one block
on a line. A single line end inside a paragraph is a soft wrap, and becomes a blank, when the next line begins in lower
case or with a mark, or when the line is at least 50 characters long and does not end a sentence; else it ends a block.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from generator.analysis.languages import language
from generator.analysis.text import fold
from generator.readalso import LABELS

WRAPPED_LINE = 50
"""Characters from which a line that ends no sentence was wrapped by an editor's program."""

OPENINGS = frozenset(fold(label) for labels in LABELS.values() for label in labels)
FENCED_CODE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*\s*$|\Z)", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"(`+)(?:.+?)\1")
COMMENT_OR_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>|\{[{%].*?[}%]\}", re.DOTALL)
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
LINK = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
LINK_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s.*$", re.MULTILINE)
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
    for pattern, replacement in (
        (FENCED_CODE, ""),
        (INLINE_CODE, " "),
        (COMMENT_OR_TAG, " "),
        (IMAGE, ""),
        (LINK, r"\1"),
        (LINK_DEFINITION, ""),
        (EMPHASIS, ""),
    ):
        text = pattern.sub(replacement, text)
    return html.unescape(text)


def _blocks(text: str) -> Iterator[str]:
    """Join wrapped lines into blocks."""
    block = ""
    for line in [*text.split("\n"), ""]:
        bare = BLOCK_MARK.sub("", line).strip()
        if RULE.match(line) or not bare:
            bare = ""
        if block and (not bare or BLOCK_MARK.match(line) or not _is_wrapped(block, line, bare)):
            yield block
            block = ""
        block = f"{block} {bare}".strip()
        if line.lstrip().startswith("#"):
            yield block
            block = ""


def _is_wrapped(block: str, line: str, bare: str) -> bool:
    """Tell whether a line goes on with the block before it."""
    last = block.rsplit("\n", 1)[-1]
    if bare[0].islower() or not (bare[0].isalnum() or line[0].isspace()):
        return True
    return len(last) >= WRAPPED_LINE and last[-1] not in '.!?…:»”"'
