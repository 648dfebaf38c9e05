"""The concordance of an edition: all phrases of all its articles, side by side, as columns of numbers.

What is asked of every phrase of a site (in how many articles it is, whether they all spell it alike, whether any is
about it) is asked here of whole columns: an object for each phrase would cost more than all other steps together.
Phrases are known by the hashes of their keys; letters are looked up for what is chosen.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from generator.analysis.lexicon import Lexicon
from generator.analysis.readings import CANDIDATES, HASH, ROWS, Reading, hashed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]
    Flags = NDArray[np.bool_]
    Column = NDArray[np.int64]
    Narrow = NDArray[np.unsignedinteger]
    Whole = TypeVar("Whole", np.uint64, np.int64, np.intp)


@dataclass(frozen=True, slots=True)
class Concordance:
    """The phrases of some articles; a row is a phrase of an article, and rows follow each other as in the readings.

    Attributes:
        readings: Of the articles.
        starts: Where the rows of each article begin, and the end.
        keys: Number of the key of each row; the same key has the same number.
        hashes: Of the keys, ascending, by number.
        frequencies: Articles that have each key.
        columns: Those of `ROWS`, by name, as narrow as they are remembered: an article has hundreds of rows.
        lexicon: Letters that were looked up before.
    """

    readings: Sequence[Reading]
    starts: Numbers
    keys: Narrow
    hashes: NDArray[np.uint64]
    frequencies: Numbers
    columns: Mapping[str, Narrow]
    lexicon: Lexicon

    @classmethod
    def of(cls, readings: Sequence[Reading], lexicon: Lexicon | None = None) -> Concordance:
        """Lay readings side by side."""
        import numpy as np  # noqa: PLC0415 - only a build that has something new to understand pays for it

        columns = {name: _laid(readings, name) for name in ROWS}
        lengths = [len(reading.column("signs")) for reading in readings]
        hashes, keys = numbered(hashes_of(readings, "key"))
        return cls(
            readings=readings,
            starts=np.concatenate([[0], np.cumsum(lengths, dtype=np.intp)]).astype(np.intp),
            keys=keys,
            hashes=hashes,
            frequencies=np.bincount(keys, minlength=len(hashes)),
            columns=columns,
            lexicon=lexicon or Lexicon(),
        )

    def has(self, sign: int) -> Flags:
        """Tell which rows have a sign."""
        found: Flags = self.columns["signs"] & sign > 0
        return found

    @property
    def articles(self) -> Numbers:
        """Give the article of each row."""
        import numpy as np  # noqa: PLC0415

        return np.repeat(np.arange(len(self.readings)), np.diff(self.starts))

    def having(self, keys: Iterable[str]) -> Flags:
        """Tell by number which keys are among some."""
        import numpy as np  # noqa: PLC0415

        found: Flags = np.isin(self.hashes, hashes_among(keys))
        return found

    def postings(self, is_wanted: Flags, places: Sequence[int]) -> Postings:
        """Give the articles that have each key in a wanted row.

        Args:
            is_wanted: By row.
            places: A number for each article, by which it is told.
        """
        import numpy as np  # noqa: PLC0415

        rows = np.flatnonzero(is_wanted)
        keys, own = self.keys[rows], np.asarray(places, dtype=np.int64)[self.articles[rows]]
        order = np.lexsort((own, keys))
        numbers, starts = np.unique(keys[order], return_index=True)
        return Postings(self.hashes[numbers], [*starts.tolist(), len(rows)], array("q", own[order].tobytes()))

    def frequencies_among(self, is_wanted: Flags) -> Numbers:
        """Count the articles that have each key in a wanted row."""
        import numpy as np  # noqa: PLC0415

        return np.bincount(self.keys[is_wanted], minlength=len(self.hashes))

    def rows(self, is_wanted: Flags) -> tuple[array[int], ...]:
        """Give the wanted rows of each article, counted from its first."""
        import numpy as np  # noqa: PLC0415

        found = np.flatnonzero(is_wanted)
        bounds = np.searchsorted(found, self.starts)
        own = (found - np.repeat(self.starts[:-1], np.diff(bounds))).astype(np.uint32).tobytes()
        ends = (4 * bounds).tolist()
        return tuple(array("I", own[start:end]) for start, end in pairwise(ends))

    def keys_of(self, rows: Sequence[Sequence[int]]) -> Flags:
        """Tell by number which keys stand in some rows, which are counted for each article from its first."""
        import numpy as np  # noqa: PLC0415

        starts = np.repeat(self.starts[:-1], [len(own) for own in rows])
        found = np.zeros(len(self.hashes), dtype=np.bool_)
        found[self.keys[starts + np.fromiter(chain.from_iterable(rows), np.intp, len(starts))]] = True
        return found

    def names(self, rows: Numbers) -> list[str]:
        """Give the keys of some rows, in any order."""
        return self._letters(rows, self.hashes[self.keys[rows]], attrgetter("keys"))

    def phrases(self, rows: Numbers) -> list[str]:
        """Give the phrases of some rows, in any order."""
        return self._letters(rows, hashes_of(self.readings, "spelling")[rows], attrgetter("phrases"))

    def _letters(
        self, rows: Numbers, hashes: NDArray[np.uint64], column: Callable[[Reading], Sequence[str]]
    ) -> list[str]:
        """Give letters, from the lexicon or a column of the readings."""
        return self.lexicon.letters(hashes.tolist(), lambda places: self._looked_up(rows[places], column))

    def _looked_up(self, rows: Numbers, column: Callable[[Reading], Sequence[str]]) -> list[str]:
        """Look letters up in the readings, those of one article at one go."""
        import numpy as np  # noqa: PLC0415

        order = np.argsort(rows, kind="stable")
        articles = np.searchsorted(self.starts, rows[order], side="right") - 1
        own = (rows[order] - self.starts[articles]).tolist()
        found, last = [""] * len(own), -1
        texts: Sequence[str] = ()
        for place, article, row in zip(order.tolist(), articles.tolist(), own, strict=True):
            if article != last:
                last, texts = article, column(self.readings[article])
            found[place] = texts[row]
        return found

    def spellings(self, is_wanted: Flags) -> Spellings:
        """Group the wanted rows that have the same key and the same phrase."""
        import numpy as np  # noqa: PLC0415

        rows = np.flatnonzero(is_wanted)
        keys, phrases = self.keys[rows], hashes_of(self.readings, "spelling")[rows]
        order = np.lexsort((phrases, keys))
        keys, phrases = keys[order], phrases[order]
        is_first = np.ones(len(rows), dtype=np.bool_)
        is_first[1:] = (keys[1:] != keys[:-1]) | (phrases[1:] != phrases[:-1])
        return Spellings(rows[order], np.flatnonzero(is_first))

    def spelled_variously(self) -> Flags:
        """Tell which keys are written in more than one way, capitals and all."""
        import numpy as np  # noqa: PLC0415

        spellings = hashes_of(self.readings, "spelling")
        first = np.zeros(len(self.hashes), dtype=np.uint64)
        first[self.keys[::-1]] = spellings[::-1]
        various = np.zeros(len(self.hashes), dtype=np.bool_)
        various[self.keys[spellings != first[self.keys]]] = True
        return various


@dataclass(frozen=True, slots=True)
class Spellings:
    """Ways in which keys are written.

    Attributes:
        rows: Those of one key and one phrase stand together, ascending.
        starts: Where those of each way begin.
    """

    rows: Numbers
    starts: Numbers

    @property
    def first(self) -> Numbers:
        """The first row of each way."""
        return self.rows[self.starts]

    @property
    def sizes(self) -> Numbers:
        """The number of rows of each way."""
        import numpy as np  # noqa: PLC0415

        return np.diff(self.starts, append=len(self.rows))

    def sums(self, column: Column) -> Numbers:
        """Add up numbers, one for each row of the concordance, of each way."""
        import numpy as np  # noqa: PLC0415

        return np.add.reduceat(column[self.rows], self.starts) if len(self.rows) else self.rows

    def rows_of(self, number: int) -> Numbers:
        """Give the rows of one way."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else None
        return self.rows[self.starts[number] : end]


@dataclass(frozen=True, slots=True)
class Postings:
    """Articles by key.

    Attributes:
        hashes: Of the keys, ascending.
        starts: Where the articles of each key begin in the next, and the end.
        bearers: Numbers of the articles, ascending for each key.
    """

    hashes: NDArray[np.uint64]
    starts: Sequence[int]
    bearers: array[int]

    @property
    def mark(self) -> bytes:
        """Hash of all that they say."""
        digest = hashlib.blake2b(self.hashes.tobytes(), digest_size=2 * HASH)
        for numbers in (array("q", self.starts), self.bearers):
            digest.update(numbers)
        return digest.digest()

    def bounds(self, keys: Iterable[str]) -> Mapping[str, tuple[int, int]]:
        """Tell where the articles of some keys begin and end; a key that no article has is left out."""
        import numpy as np  # noqa: PLC0415

        asked = tuple(keys)
        wanted = hashes_among(asked)
        numbers = np.searchsorted(self.hashes, wanted)
        is_known = np.append(self.hashes, np.uint64(0))[numbers] == wanted
        is_known &= numbers < len(self.hashes)
        known = zip(compress(asked, is_known.tolist()), numbers[is_known].tolist(), strict=True)
        return {key: (self.starts[number], self.starts[number + 1]) for key, number in known}


def numbered(laid: NDArray[Whole]) -> tuple[NDArray[Whole], Narrow]:
    """Give the different ones among some numbers, ascending, and the place of each there: what `np.unique` gives.

    Here in half of the time: numpy is faster with so many numbers when it has to leave equals in their order.
    """
    import numpy as np  # noqa: PLC0415

    order = np.argsort(laid, kind="stable")
    ordered, numbers = laid[order], np.empty(len(laid), dtype=np.uint32)
    is_first = np.ones(len(laid), dtype=np.bool_)
    is_first[1:] = ordered[1:] != ordered[:-1]
    numbers[order] = np.cumsum(is_first) - 1
    return ordered[is_first], numbers


def joined(readings: Sequence[Reading], name: str) -> Column:
    """Give a column of all readings, to be reckoned with."""
    import numpy as np  # noqa: PLC0415

    return _laid(readings, name).astype(np.int64)


def _laid(readings: Sequence[Reading], name: str) -> Narrow:
    import numpy as np  # noqa: PLC0415

    kind = {"I": "<u4", "i": "<i4", "H": "<u2", "B": "u1"}[ROWS.get(name) or CANDIDATES[name]]
    return np.frombuffer(b"".join([reading.column(name) for reading in readings]), dtype=kind)


def hashes_among(keys: Iterable[str]) -> NDArray[np.uint64]:
    """Give the hashes of some keys."""
    import numpy as np  # noqa: PLC0415

    return np.frombuffer(b"".join(map(hashed, keys)), dtype=f"<u{HASH}").astype(np.uint64)


def hashes_of(readings: Sequence[Reading], name: str) -> NDArray[np.uint64]:
    """Give the hashes of all readings: `key` and `spelling` of rows, `word` of candidates."""
    import numpy as np  # noqa: PLC0415

    laid = np.frombuffer(b"".join([reading.column(name) for reading in readings]), dtype=f"<u{HASH}")
    return laid.astype(np.uint64, copy=False)
