"""The last part of an address, made from words; pure, and the same on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType

MAX_BYTES = 120
"""Longest slug in UTF-8 bytes; file systems stop at 255, and a file name gets a suffix or two."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that Windows gives to devices, with or without an extension."""

PAGES = _words(
    "index page tags archive archives digests search 404 feed feed.xml feed.json sitemap sitemap.xml "
    "robots.txt static assets about authors stories feeds"
)
"""Names that the site itself needs."""

# Letters that Unicode does not decompose, though readers type them without.
LETTERS = MappingProxyType(
    str.maketrans(
        {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h"},
    ),
)


class _Plain(dict[int, str]):
    """What becomes of a sign that stands beside ASCII letters only; other letters and digits stay, to be looked at."""

    def __missing__(self, code: int) -> str:
        """Decide about a sign that was not met before."""
        char = chr(code)
        kind = unicodedata.category(char)[0]
        self[code] = char if kind in "LN" else "" if kind == "M" else "-"
        return self[code]


PLAIN = _Plain()


@lru_cache(maxsize=100_000)
def slugify(text: str) -> str:
    """Make a slug: lower case, accents folded to ASCII, other letters kept, all else a single hyphen.

    Args:
        text: Any text.

    Returns:
        At most `MAX_BYTES` bytes in NFC; a longer one is cut at a character and closed with eight digits of its
        hash, so that two long slugs stay apart. Empty when the text holds neither letters nor digits.

    >>> slugify("L'Été où « Œdipe » revint")
    'l-ete-ou-oedipe-revint'
    >>> slugify("İstanbul"), slugify("Новый год"), slugify("!!!")
    ('istanbul', 'новый-год', '')
    >>> len(slugify("x" * 300))
    120
    """
    return _cut(folded(text))


def folded(text: str) -> str:
    """Fold as a slug does, at full length: words in lower case without accents, joined by hyphens."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower().translate(LETTERS))
    plain = apart.translate(PLAIN)
    joined = plain if plain.isascii() else _joined(apart)
    return re.sub("-+", "-", joined).strip("-")


def _joined(apart: str) -> str:
    """Join words in which letters other than ASCII keep their marks."""
    kept: list[str] = []
    for char in apart:
        kind = unicodedata.category(char)[0]
        if kind == "M":
            # A mark belongs to its letter; on an ASCII letter it is an accent and goes.
            kept.append(char if kept and not kept[-1].isascii() else "")
        else:
            kept.append(char if kind in "LN" else "-")
    return unicodedata.normalize("NFC", "".join(kept))


def short_hash(text: str, digits: int = 8) -> str:
    """Give the first hexadecimal digits of a hash of a text.

    >>> short_hash("a"), short_hash("a", 4)
    ('27c35e6e', '27c3')
    """
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()[:digits]


def is_reserved(slug: str) -> bool:
    """Tell whether a name is one that the site or Windows keeps for itself.

    >>> is_reserved("Tags"), is_reserved("con.html"), is_reserved("baku")
    (True, True, False)
    """
    folded = slug.casefold()
    return folded in PAGES or folded.split(".")[0] in DEVICES


def _cut(slug: str) -> str:
    """Bound a slug in bytes without cutting a character."""
    data = slug.encode()
    if len(data) <= MAX_BYTES:
        return slug
    mark = short_hash(slug)
    return data[: MAX_BYTES - len(mark) - 1].decode(errors="ignore").rstrip("-") + "-" + mark
