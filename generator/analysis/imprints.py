"""Imprints: the few numbers and the extract that one article leaves, so that the corpus need not read it again.

What is compared over all articles of a site (repeated lines, beginnings and ends of lines, reprints) is compared by
hashes first, and only what agrees in these is looked at in the text. An imprint depends on its article alone; it is
remembered by content, in about a kilobyte.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from generator.analysis.boilerplate import Marks, marks_of
from generator.analysis.duplicates import sketch_of
from generator.analysis.languages import language
from generator.analysis.summaries import extract
from generator.memory import Memory, memory_key
from generator.model import Article

VERSION = "analysis.imprint/1"
LENGTHS = struct.Struct("<3I")
"""Numbers of the three rows of hashes; the extract follows them to the end."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one article alone tells of its text.

    Attributes:
        marks: What may be repeated in other articles.
        sketch: Its smallest shingles, as `sketch_of` gives them.
        extract: The sentences that stand for it.
    """

    marks: Marks
    sketch: tuple[int, ...]
    extract: str


def imprint_of(article: Article, memory: Memory) -> Imprint:
    """Make the imprint of an article, or remember it."""
    fingerprint = language(article.lang).fingerprint
    key = memory_key(VERSION, article.lang, fingerprint, article.title, article.opening, article.prose)
    answer = memory.recall(key)
    imprint = None if answer is None else decode(answer)
    if imprint is None:
        imprint = Imprint(marks_of(article.prose), sketch_of(article.prose), extract(article))
        memory.keep(key, encode(imprint))
    return imprint


def encode(imprint: Imprint) -> bytes:
    """Write an imprint as bytes, the same for equal ones."""
    rows = sorted(imprint.marks.lines), sorted(imprint.marks.edges), imprint.sketch
    numbers = struct.pack(f"<{sum(map(len, rows))}Q", *(number for row in rows for number in row))
    return LENGTHS.pack(*map(len, rows)) + numbers + imprint.extract.encode("utf-8", "surrogatepass")


def decode(answer: bytes) -> Imprint | None:
    """Read an imprint; bytes that are damaged are none."""
    try:
        lines, edges, sketch = LENGTHS.unpack_from(answer)
        end = lines + edges + sketch
        numbers = struct.unpack_from(f"<{end}Q", answer, LENGTHS.size)
        extracted = answer[LENGTHS.size + 8 * end :].decode("utf-8", "surrogatepass")
    except (struct.error, UnicodeDecodeError):
        return None
    marks = Marks(frozenset(numbers[:lines]), frozenset(numbers[lines : lines + edges]))
    return Imprint(marks, numbers[lines + edges :], extracted)
