"""Lines « Lire aussi : title » in a Markdown text: each becomes a block of its own, marked; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "de": ("Lesen Sie auch", "Lies auch", "Siehe auch", "Auch lesenswert"),
        "en": ("Read also", "Also read", "See also"),
        "es": ("También te puede interesar", "Te puede interesar", "Lea también", "Lee también", "Ver también"),
        "fr": (
            "Lire aussi",
            "À lire aussi",
            "A lire aussi",
            "Lire également",
            "À lire également",
            "Voir aussi",
            "À voir aussi",
        ),
        "it": ("Leggi anche", "Vedi anche"),
        "nl": ("Lees ook", "Zie ook"),
        "pt": ("Leia também", "Leia mais", "Veja também"),
    },
)
"""How such a line begins, by language; every article may use every language."""

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Non-characters, which `fences.decode` takes out of every file: no author can forge the mark."""

_LABEL = "|".join(
    sorted({re.escape(label) for labels in LABELS.values() for label in labels}, key=lambda s: (-len(s), s))
)
LINE = re.compile(
    rf"[ ]{{0,3}}(?:(?:[-*+]|>)[ \t]+)?(?P<rest>[*_]{{0,3}}(?:{_LABEL})[*_]{{0,3}}\s*(?:[::]|(?=\[|[*_]*«)).*\S.*)",
    re.IGNORECASE,
)
TITLE = re.compile(r"^\s*[:：]?\s*(.*?)\s*$", re.DOTALL)


def mark_lines(lines: Sequence[str], code: AbstractSet[int]) -> tuple[list[str], list[int]]:
    """Give each such line blank lines around it and a mark that tells its number.

    Args:
        lines: Of the Markdown text.
        code: Indices of lines to leave alone.

    Returns:
        The new lines, and the index of the old line for each number.

    >>> mark_lines(["Text.", "**Lire aussi :** B"], set())[1]
    [1]
    """
    out: list[str] = []
    found: list[int] = []
    for index, line in enumerate(lines):
        match = None if index in code else LINE.fullmatch(line)
        if match:
            out += ["", f"{OPEN}{len(found)}{CLOSE}{match.group('rest')}", ""]
            found.append(index)
        else:
            out.append(line)
    return out, found


def split_line(text: str) -> tuple[str, str]:
    """Cut the text of such a line into label and title; quotation marks around the title go.

    >>> split_line("Lire aussi : « L'OTAN à Bakou »")
    ('Lire aussi', "L'OTAN à Bakou")
    """
    label = re.match(rf"\s*({_LABEL})", text, re.IGNORECASE)
    words = label.group(1) if label else ""
    title = TITLE.sub(r"\1", text[label.end() :] if label else text)
    quoted = re.fullmatch(r"[«“„\"]\s*([^«»“”„\"]*?)\s*[»”“\"]\s*\.?", title)
    return words, quoted.group(1) if quoted else title
