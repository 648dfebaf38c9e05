"""Imprints: the few numbers and the extract that one article leaves, so that the corpus need not read it again.

What is compared over all articles of a site (repeated lines, beginnings and ends of lines, reprints) is compared by
hashes first, and only what agrees in these is looked at in the text. An imprint depends on its article alone; it is
remembered by content, in about a kilobyte.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.acronyms import Pair, find_pairs
from generator.analysis.boilerplate import Marks, marks_of
from generator.analysis.duplicates import sketch_of
from generator.analysis.languages import language
from generator.analysis.summaries import extract
from generator.memory import Memory, memory_key
from generator.model import Article
from generator.texts import KnownText
from generator.workforce import ALONE, Workforce

VERSION = "analysis.imprint/4"
SECONDS = 0.001
"""CPU time of making one."""
NO_MARKS = Marks(frozenset(), frozenset())
LENGTHS = struct.Struct("<4I")
"""Numbers of the three rows of hashes, and bytes of the pairs; these follow them, then the extract to the end."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What one article alone tells of its text.

    Attributes:
        marks: What may be repeated in other articles.
        sketch: Its smallest shingles, as `sketch_of` gives them.
        extract: The sentences that stand for it.
        pairs: Acronyms that it explains, as `find_pairs` gives them.
    """

    marks: Marks
    sketch: tuple[int, ...]
    extract: str
    pairs: tuple[Pair, ...] = ()

    @property
    def without_marks(self) -> Imprint:
        """Give it without its marks, which take most of its room and are asked for once."""
        return Imprint(NO_MARKS, self.sketch, self.extract, self.pairs)


class Wording(NamedTuple):
    """What an imprint is made of: fields of `model.Article`, and nothing that could not be sent."""

    lang: str
    title: str
    opening: KnownText
    plain: KnownText


def imprints_of(articles: Sequence[Article], memory: Memory, workforce: Workforce = ALONE) -> Iterator[Imprint]:
    """Make the imprints of articles, or remember them; they come in the order of the articles."""
    wordings = [Wording(article.lang, article.title, article.opening, article.plain) for article in articles]
    keys = [memory_key(VERSION, words.lang, language(words.lang).fingerprint, *_told(words)) for words in wordings]
    known = [None if (answer := memory.recall(key)) is None else decode(answer) for key in keys]
    missing = [words for words, imprint in zip(wordings, known, strict=True) if imprint is None]
    made = workforce.answers(imprint_encoded, missing, SECONDS)
    for key, words, imprint in zip(keys, wordings, known, strict=True):
        if imprint is not None:
            yield imprint
            continue
        answer = next(made)
        memory.keep(key, answer)
        yield decode(answer) or _imprint(words)


def _told(words: Wording) -> tuple[str | bytes, ...]:
    """Give what tells words from others."""
    return words.title, words.opening.mark, words.plain.mark


def imprint_encoded(words: Wording) -> bytes:
    """Make one imprint; the answer is as it is kept and sent."""
    return encode(_imprint(words))


def _imprint(words: Wording) -> Imprint:
    prose = str(words.plain)
    extracted = extract(str(words.opening), prose, words.lang, words.title)
    pairs = find_pairs(f"{words.title}\n{prose}", words.lang)
    return Imprint(marks_of(prose), sketch_of(prose), extracted, tuple(pairs))


def encode(imprint: Imprint) -> bytes:
    """Write an imprint as bytes, the same for equal ones."""
    rows = sorted(imprint.marks.lines), sorted(imprint.marks.edges), imprint.sketch
    numbers = struct.pack(f"<{sum(map(len, rows))}Q", *(number for row in rows for number in row))
    told = [[pair.acronym, pair.expansion] for pair in imprint.pairs]
    pairs = json.dumps(told, separators=(",", ":")).encode() if told else b""
    extracted = imprint.extract.encode("utf-8", "surrogatepass")
    return LENGTHS.pack(*map(len, rows), len(pairs)) + numbers + pairs + extracted


def decode(answer: bytes) -> Imprint | None:
    """Read an imprint; bytes that are damaged are none."""
    try:
        lines, edges, sketch, told = LENGTHS.unpack_from(answer)
        end = lines + edges + sketch
        numbers = struct.unpack_from(f"<{end}Q", answer, LENGTHS.size)
        begin = LENGTHS.size + 8 * end
        pairs = tuple(Pair(*pair) for pair in json.loads(answer[begin : begin + told])) if told else ()
        extracted = answer[begin + told :].decode("utf-8", "surrogatepass")
    except (struct.error, ValueError, TypeError):
        return None
    marks = Marks(frozenset(numbers[:lines]), frozenset(numbers[lines : lines + edges]))
    return Imprint(marks, numbers[lines + edges :], extracted, pairs)
