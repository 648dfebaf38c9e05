"""Readings: what one article alone tells of its phrases, and how it is remembered.

A site has some hundreds of phrases for each article, and most of them matter to no other one. So a reading is bytes,
column by column, as `concordance` lays them side by side without an object for each phrase. Objects are made of the
few phrases that are chosen, and of all when somebody asks.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import NamedTuple

from generator.analysis.candidates import Candidate

THOUSAND = 1000
"""Shares and proposals have three digits, and are kept as whole numbers of thousandths."""
UNPROPOSED = -(2**31)
"""Stands for the proposal that YAKE did not make."""
HASH = 8
"""Bytes of the hash by which a phrase is known: two of a million are the same once in 40 million sites."""
HEADER = struct.Struct("<4I")
"""Numbers of rows, of candidates and of their words, and the bytes of all keys."""
ROWS: Mapping[str, str] = {"count": "I", "announced": "H", "capital": "H", "cut": "H", "signs": "B"}
"""Columns of the phrases, each with its kind; shares in thousandths, `count` of the term or 0."""
CANDIDATES: Mapping[str, str] = {"row": "I", "uses": "I", "first": "I", "proposal": "i", "nested": "H", "shape": "H"}
"""Columns of the candidates; `uses` counts them with their surnames, which the term does not have."""
SHARES = ("announced", "capital", "cut")
IS_TERM, IN_TITLE, SEVERAL_WORDS, BEGINS_UPPER, ALL_UPPER = (1 << bit for bit in range(5))
"""Signs of a phrase; `IN_TITLE` is that of its term."""
TITLED = 1
"""Sign of a candidate in the title."""
CONTENT_WORDS, INNER_LINKS, WORDS = 1, 3, 8
"""Bits at which its content words, its inner links and the words of its key follow."""


_SHARES = tuple(number / THOUSAND for number in range(THOUSAND + 1))


def _places() -> Mapping[str, tuple[int, int, int, int, int, int]]:
    """Tell where each column stands.

    Returns:
        Bytes before it for each row, candidate, word and byte of all keys; then by which of these numbers it is as long
        as it is (or by the length of the whole, for the last), and its bytes for each.
    """
    sizes = [("key", 0, HASH), ("spelling", 0, HASH)]
    sizes += [(name, 0, struct.calcsize(kind)) for name, kind in ROWS.items()]
    sizes += [(name, 1, struct.calcsize(kind)) for name, kind in CANDIDATES.items()]
    sizes += [("word", 2, HASH), ("keys", 3, 1), ("phrases", 4, 1)]
    before, places = [0, 0, 0, 0, 0], {}
    for name, counted, size in sizes:
        places[name] = (before[0], before[1], before[2], before[3], counted, size)
        before[counted] += size
    return places


_PLACES = _places()


class Term(NamedTuple):
    """A phrase of one or two content words, for document frequencies and similarity; shares as in `Candidate`."""

    key: str
    phrase: str
    count: int  # type: ignore[assignment]  # occurrences; nobody asks for the method of tuples
    in_title: bool
    announced: float = 0.0
    capital: float = 0.0
    cut: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article alone tells: its terms and its best candidates, each ordered by key.

    Its phrases are first the terms, then the candidates that are no term.

    Attributes:
        data: All columns, as they are remembered; where each stands follows from the header, and is not kept, as an
            archive has a reading for each article.
        key: Under which it is remembered, if it is: what has the same key has the same data.
    """

    data: bytes
    key: str = field(default="", compare=False)

    @classmethod
    def of(cls, candidates: Sequence[Candidate], terms: Sequence[Term]) -> Reading:
        """Write down what was found in an article.

        Args:
            candidates: Ordered by key, each key once.
            terms: The same; what is both has one phrase and, but for `nested`, the same shares.
        """
        return cls(_written(candidates, terms))

    @property
    def mark(self) -> bytes:
        """What tells it from others."""
        return self.key.encode() or self.data

    def column(self, name: str) -> bytes:
        """Give a column: one of `ROWS` or `CANDIDATES`, or hashes (`key` and `spelling` of phrases, `word`)."""
        rows, candidates, words, length = HEADER.unpack_from(self.data)
        of_row, of_candidate, of_word, of_length, counted, size = _PLACES[name]
        start = HEADER.size + of_row * rows + of_candidate * candidates + of_word * words + of_length * length
        count = (rows, candidates, words, length, len(self.data))[counted]
        return self.data[start : start + size * count]

    def numbers(self, name: str) -> Sequence[int]:
        """Give a column of `ROWS` or `CANDIDATES` as numbers."""
        kind, column = ROWS.get(name) or CANDIDATES[name], self.column(name)
        return struct.unpack(f"<{len(column) // struct.calcsize(kind)}{kind}", column)

    @property
    def keys(self) -> list[str]:
        """Keys of the phrases."""
        return lines_of(self.column("keys"))

    @property
    def phrases(self) -> list[str]:
        """Spellings of the phrases."""
        return lines_of(self.column("phrases"))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms."""
        return self.rows(row for row, signs in enumerate(self.numbers("signs")) if signs & IS_TERM)

    def rows(self, places: Iterable[int]) -> tuple[Term, ...]:
        """Give some of the phrases as terms."""
        return self._made(list(places), self.numbers("count"), self.numbers("signs"))

    @property
    def term_keys(self) -> tuple[str, ...]:
        """Keys of all terms, each once; in a set they would take some times the room."""
        signed = zip(self.keys, self.column("signs"), strict=True)
        return tuple([intern(key) for key, signs in signed if signs & IS_TERM])

    def mentioned(self, places: Iterable[int] | None = None) -> tuple[Term, ...]:
        """Give some of the phrases, or all, with all that the article says of each: candidates with their surnames."""
        counts, signs = list(self.numbers("count")), list(self.numbers("signs"))
        for row, uses, shape in zip(*map(self.numbers, ("row", "uses", "shape")), strict=True):
            counts[row] = uses
            signs[row] = IN_TITLE * (shape & TITLED)
        return self._made(range(len(signs)) if places is None else list(places), counts, signs)

    def _made(self, places: Sequence[int], counts: Sequence[int], signs: Sequence[int]) -> tuple[Term, ...]:
        """Make terms of some of the phrases; of the signs only the title counts."""
        columns = (
            # Articles share most of their terms, and so the letters of these.
            map(intern, map(self.keys.__getitem__, places)),
            map(intern, map(self.phrases.__getitem__, places)),
            map(counts.__getitem__, places),
            [signs[row] & IN_TITLE > 0 for row in places],
            *([_SHARES[share[row]] for row in places] for share in map(self.numbers, SHARES)),
        )
        return tuple(map(Term._make, zip(*columns, strict=True))) if places else ()

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The best candidates."""
        keys, phrases = self.keys, self.phrases
        announced, capital, cut = map(self.numbers, SHARES)
        rows, uses, first, proposals, nested, shapes = map(self.numbers, CANDIDATES)
        return tuple(
            Candidate(
                keys[row],
                phrases[row],
                uses[place],
                first[place],
                bool(shapes[place] & TITLED),
                announced[row] / THOUSAND,
                capital[row] / THOUSAND,
                cut[row] / THOUSAND,
                nested[place] / THOUSAND,
                shapes[place] >> CONTENT_WORDS & 3,
                shapes[place] >> INNER_LINKS & 31,
                None if proposals[place] == UNPROPOSED else proposals[place] / THOUSAND,
            )
            for place, row in enumerate(rows)
        )


@dataclass(frozen=True, slots=True)
class TermKeys(Collection[str]):
    """Keys of the terms of a reading, looked up when somebody asks: few articles are asked, and they are many."""

    reading: Reading

    def __iter__(self) -> Iterator[str]:
        return iter(self.reading.term_keys)

    def __len__(self) -> int:
        return len(self.reading.term_keys)

    def __contains__(self, key: object) -> bool:
        return key in self.reading.term_keys


def decode(answer: bytes, key: str = "") -> Reading | None:
    """Read a reading that is remembered under a key; bytes that are damaged are none."""
    try:
        reading = Reading(answer, key)
        rows = HEADER.unpack_from(answer)[0]
        texts = [reading.column(name).decode("utf-8", "surrogatepass") for name in ("keys", "phrases")]
        last = max(reading.numbers("row"), default=-1)
    except (struct.error, UnicodeDecodeError):
        return None
    are_whole = all(text.count("\n") == rows and text[-1:] in {"", "\n"} for text in texts)
    return reading if are_whole and last < rows else None


def hashed(phrase: str) -> bytes:
    """Give the hash of a key or spelling, the same everywhere."""
    state = _UNTOUCHED.copy()
    state.update(phrase.encode("utf-8", "surrogatepass"))
    return state.digest()


_UNTOUCHED = hashlib.blake2b(digest_size=HASH)
"""Copied for each phrase, at half of the cost of beginning anew."""


class _Hashes(dict[str, bytes]):
    """The hashes of the phrases of one article: many a word is also a phrase, and spelled like its key."""

    def __missing__(self, phrase: str) -> bytes:
        self[phrase] = found = hashed(phrase)
        return found

    def joined(self, phrases: Iterable[str]) -> bytes:
        """Give a column of hashes."""
        return b"".join(map(self.__getitem__, phrases))


def words_of(key: str) -> list[str]:
    """Give the words of a key; none when it is one word itself."""
    return key.split(" ") if " " in key else []


def _written(candidates: Sequence[Candidate], terms: Sequence[Term]) -> bytes:
    known = {term.key for term in terms}
    others = [Term(c.key, c.phrase, 0, False, c.announced, c.capital, c.cut) for c in candidates if c.key not in known]
    rows = [*terms, *others]
    keys, phrases, counts, titled, *shares = zip(*rows, strict=True) if rows else ((),) * len(Term._fields)
    places = {key: place for place, key in enumerate(keys)}
    words = [word for c in candidates for word in words_of(c.key)]
    hashes, written_keys = _Hashes(), _joined(keys)
    columns = [
        HEADER.pack(len(rows), len(candidates), len(words), len(written_keys)),
        hashes.joined(keys),
        hashes.joined(phrases),
        _column("I", counts),
        *(_column("H", _thousandths(share)) for share in shares),
        bytes(_signs(keys, phrases, titled, len(terms))),
        _column("I", [places[c.key] for c in candidates]),
        _column("I", [c.count for c in candidates]),
        _column("I", [c.first for c in candidates]),
        _column("i", [UNPROPOSED if c.proposal is None else round(c.proposal * THOUSAND) for c in candidates]),
        _column("H", _thousandths(c.nested for c in candidates)),
        _column("H", [_shape(c) for c in candidates]),
        hashes.joined(words),
        written_keys,
        _joined(phrases),
    ]
    return b"".join(columns)


def _signs(keys: Sequence[str], phrases: Sequence[str], titled: Sequence[bool], terms: int) -> list[int]:
    """Give the signs of all phrases, of which the terms come first."""
    return [
        IS_TERM * (place < terms)
        | IN_TITLE * title
        | SEVERAL_WORDS * (" " in key)
        | BEGINS_UPPER * phrase[:1].isupper()
        | ALL_UPPER * phrase.isupper()
        for place, (key, phrase, title) in enumerate(zip(keys, phrases, titled, strict=True))
    ]


def _shape(candidate: Candidate) -> int:
    words = len(words_of(candidate.key)) << WORDS
    return (
        TITLED * candidate.in_title
        | candidate.content_words << CONTENT_WORDS
        | candidate.inner_links << INNER_LINKS
        | words
    )


def _thousandths(shares: Iterable[float]) -> list[int]:
    return [round(share * THOUSAND) for share in shares]


def _column(kind: str, numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}{kind}", *numbers)


def _joined(texts: Iterable[str]) -> bytes:
    """Join texts, none of which has a line end."""
    return "\n".join([*texts, ""]).encode("utf-8", "surrogatepass")


def lines_of(data: bytes) -> list[str]:
    """Read a column of texts."""
    return data.decode("utf-8", "surrogatepass").split("\n")[:-1]
