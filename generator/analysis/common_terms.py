"""Common terms: what two articles both say, as far as it may be told under a link between them.

Links of an article are looked at some together, and their terms as columns: most of what two articles share is no noun,
or too little in both, and of that no object is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.analysis.similarity import GRAIN, Neighbourhoods
from generator.analysis.terms import Terms

if TYPE_CHECKING:
    from generator.analysis.concordance import Flags
    from generator.analysis.similarity import Floats, Numbers

FIVES, HALVES = 5**9, 31
"""A product of two weights times 10^9 is a whole number of 2^-31: that product, in parts of one, times 5^9."""


class Common(NamedTuple):
    """A term of two articles; there are many, so that it counts what making one costs.

    Attributes:
        key: Of the term, in its meaning.
        adds: What it adds to the cosine of the two.
        phrase, count: As the one spells it, and how often.
        other_phrase, other_count: The same of the other.
    """

    key: str
    adds: float
    phrase: str
    count: int  # type: ignore[assignment]  # occurrences; nobody asks for the method of tuples
    other_phrase: str
    other_count: int


Link = tuple[int, int]
"""Places of an article and of another that may be offered under it."""


class CommonTerms:
    """What articles have in common, by their places."""

    def __init__(self, terms: Terms, near: Neighbourhoods) -> None:
        """Make ready to compare.

        Args:
            terms: Of each article.
            near: Their weights.
        """
        import numpy as np  # noqa: PLC0415 - only a build that compares articles pays for it

        starts, columns, self._weights = near.vectors()
        is_noun = terms.is_noun[columns]
        self._starts = np.concatenate([[0], np.cumsum(is_noun)])[starts].tolist()
        columns, self._weights = columns[is_noun], self._weights[is_noun]
        self._keys, self._spellings, self._counts = (
            column[columns].astype(np.intp) for column in (terms.keys, terms.spellings, terms.counts)
        )
        self._is_several = self._counts + terms.in_title[columns] >= 2
        self._is_upper = terms.begins_upper[columns]
        self._has_words = np.array([" " in name for name in terms.names], dtype=np.bool_)
        self._names, self._letters = terms.names, terms.letters
        # Where the terms of the articles stand that are looked at, a row for each; -1 for those that they do not have.
        self._own = np.full(0, -1, dtype=np.int32)
        self._found: Mapping[Link, list[Common]] = {}

    def of(self, place: int, number: int) -> list[Common]:
        """Give what two articles are both about, what adds most to their cosine first."""
        link = place, number
        return self._found[link] if link in self._found else next(self._common([link]))

    def look_at(self, links: Sequence[Link]) -> None:
        """Look at some links together, which are then asked for; those that were looked at before are forgotten."""
        self._found = dict(zip(links, self._common(links), strict=True))

    def _common(self, links: Sequence[Link]) -> Iterator[list[Common]]:
        """Give what is common to the articles of each link."""
        import numpy as np  # noqa: PLC0415

        mine, theirs, owners = self._shared(links)
        products = self._weights[mine] * self._weights[theirs]
        steps = _steps(products)
        order = np.lexsort((-steps, owners))
        tied = set(owners[1:][(np.diff(steps[order]) == 0) & (np.diff(owners) == 0)].tolist())
        mine, theirs = mine[order], theirs[order]
        letters = self._letters.__getitem__
        columns = (
            map(self._names.__getitem__, self._keys[mine].tolist()),
            (products[order] / GRAIN**2).tolist(),
            map(letters, self._spellings[mine].tolist()),
            self._counts[mine].tolist(),
            map(letters, self._spellings[theirs].tolist()),
            self._counts[theirs].tolist(),
        )
        found = list(map(Common, *columns))
        bounds = pairwise(np.searchsorted(owners, np.arange(len(links) + 1)).tolist())
        for link, (start, end) in enumerate(bounds):
            own = found[start:end]
            yield sorted(own, key=lambda c: (-round(c.adds, 9), c.key)) if link in tied else own

    def _shared(self, links: Sequence[Link]) -> tuple[Numbers, Numbers, Numbers]:
        """Give where the terms stand that both articles of a link are about, here and there; and its place."""
        import numpy as np  # noqa: PLC0415

        width = len(self._names)
        rows = {place: row * width for row, place in enumerate(dict.fromkeys(place for place, _number in links))}
        if len(self._own) < len(rows) * width:
            self._own = np.full(len(rows) * width, -1, dtype=np.int32)
        own, at = self._laid(rows, list(rows.values()))
        cells = self._keys[own] + at
        self._own[cells] = own
        theirs, owners = self._laid([number for _place, number in links], range(len(links)))
        mine = self._own[
            self._keys[theirs] + np.array([rows[place] for place, _number in links], dtype=np.intp)[owners]
        ]
        self._own[cells] = -1
        found = np.flatnonzero(mine >= 0)
        mine, theirs = mine[found], theirs[found]
        is_present = self._is_present(mine, theirs)
        return mine[is_present], theirs[is_present], owners[found[is_present]]

    def _laid(self, places: Iterable[int], numbers: Sequence[int]) -> tuple[Numbers, Numbers]:
        """Give where the terms of some articles stand, and for each the number that its article is given."""
        import numpy as np  # noqa: PLC0415

        found = [np.arange(0), *(np.arange(*self._starts[place : place + 2]) for place in places)]
        return np.concatenate(found), np.repeat(np.array(numbers, dtype=np.intp), list(map(len, found[1:])))

    def _is_present(self, mine: Numbers, theirs: Numbers) -> Flags:
        """Tell what both articles are about from a word that both happen to use; names need less."""
        here, there = self._is_several[mine], self._is_several[theirs]
        is_name = self._has_words[self._keys[theirs]] | (self._is_upper[mine] & self._is_upper[theirs])
        found: Flags = (here & there) | ((here | there) & is_name)
        return found


def _steps(products: Floats) -> Numbers:
    """Round products of weights, in parts of one, to nine digits as Python does, halves to the even one: in steps.

    Whole numbers below 2^63 tell it exactly.
    """
    import numpy as np  # noqa: PLC0415

    parts = products.astype(np.int64) * FIVES
    steps, rest, half = parts >> HALVES, parts & ((1 << HALVES) - 1), 1 << (HALVES - 1)
    found: Numbers = steps + ((rest > half) | ((rest == half) & (steps & 1 == 1)))
    return found
