"""Titles of articles by what their spellings share, and the article that a title means; pure.

An editor who names an article rarely copies its title letter by letter. What differs by case, accents, apostrophes,
quotation marks, dashes or spaces is the same title. Beyond that a title is taken for another only when nothing is
replaced: words may be missing or added at a small part, one letter may be mistyped, and no other title comes near. A
link to the wrong article is worse than none.
"""

from __future__ import annotations

import difflib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.slugs import folded

LEAST_SHARE = 0.6
"""Part of the longer title, by weight of its words, that the shorter one must hold."""
MARGIN = 0.2
"""How much nearer than the next one a title must be."""
LEAST_WORDS = 3
"""Words of three letters and more that both must have."""
LEAST_LIKENESS = 0.6
"""Likeness from which a title is offered as advice, in (0, 1]."""
COMPARED = 50
"""Titles that are compared letter by letter for advice; they are those that share most words."""
ALL_COMPARED = 300
"""Titles of a site on which all are compared."""
TOO_COMMON = 2_000
"""Titles that have a word from which it is not looked up, unless the rarer ones find nothing."""
NEGATIONS = frozenset(
    (
        *("ne", "n", "pas", "non", "jamais", "sans", "not", "no", "never", "without", "nicht", "kein", "keine", "nie"),
        *("niet", "geen", "nao", "sin", "senza"),
    )
)
"""Words that turn a title round: one that lacks them is another."""


@dataclass(frozen=True, slots=True)
class Index:
    """What titles are found by.

    Attributes:
        same: Ids of the articles whose titles are the same but for signs, by the folded title.
        words: Words of each title, by id.
        bearers: Ids of the articles whose titles have a word.
    """

    same: Mapping[str, Sequence[str]]
    words: Mapping[str, tuple[str, ...]]
    bearers: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, labels: Mapping[str, str]) -> Index:
        """Index titles, by id of the article."""
        same: dict[str, list[str]] = defaultdict(list)
        bearers: dict[str, list[str]] = defaultdict(list)
        words = {}
        for id_, label in labels.items():
            same[_key(label)].append(id_)
            words[id_] = tuple(folded(label).split("-"))
            for word in dict.fromkeys(words[id_]):
                bearers[word].append(id_)
        return cls(dict(same), words, dict(bearers))


@dataclass(frozen=True, slots=True)
class Titles:
    """Titles of one edition; they are indexed when one is first looked for, as on most sites few are.

    Attributes:
        labels: Title as written, by id of its article, newest first.
    """

    labels: Mapping[str, str]
    _made: list[Index] = field(default_factory=list, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, titles: Iterable[tuple[str, str]]) -> Titles:
        """Gather titles.

        Args:
            titles: Id and title of each article; of several articles with one title the first is meant.
        """
        return cls(dict(titles))

    @property
    def _index(self) -> Index:
        if not self._made:
            self._made.append(Index.of(self.labels))
        return self._made[0]

    def named(self, title: str, but: str = "") -> str:
        """Give the id of the article that has a title, however it is spelled; empty when none has it.

        Args:
            title: As somebody wrote it.
            but: Id of an article that is not meant: the one in which the title is written.

        >>> titles = Titles.of([("a", "L'OTAN se réunit à Bakou")])
        >>> titles.named("« L’Otan se reunit à BAKOU »"), titles.named("L'OTAN à Bakou")
        ('a', '')
        """
        return next((id_ for id_ in self._index.same.get(_key(title), ()) if id_ != but), "")

    def meant(self, title: str, but: str = "") -> str:
        """Give the id of the article whose title is nearly the same; empty when none is, or two might be meant.

        >>> titles = Titles.of([("a", "Le sommet de l'OTAN s'ouvre à Bakou"), ("b", "Le sommet de l'UE se ferme")])
        >>> titles.meant("Le sommet de l'OTAN s'ouvre"), titles.meant("Le sommet de l'UE s'ouvre")
        ('a', '')
        """
        written = tuple(folded(title).split("-"))
        near = self._sharing(written, COMPARED, but)
        scores = sorted(
            ((self._nearness(written, self._index.words[id_]), id_) for id_ in near), key=lambda s: (-s[0], s[1])
        )
        if not scores or scores[0][0] < LEAST_SHARE:
            return ""
        second = scores[1][0] if len(scores) > 1 else 0.0
        return scores[0][1] if scores[0][0] - second >= MARGIN else ""

    def nearest(self, title: str, but: str = "", count: int = 2, least: float = LEAST_LIKENESS) -> tuple[str, ...]:
        """Give the titles that somebody may have meant, as written, nearest first.

        >>> Titles.of([("a", "L'OTAN à Bakou"), ("b", "Autre chose")]).nearest("L'OTAN à Bakuo")
        ("L'OTAN à Bakou",)
        """
        written = tuple(folded(title).split("-"))
        is_small = len(self.labels) <= ALL_COMPARED
        pool = [id_ for id_ in self.labels if id_ != but] if is_small else self._sharing(written, COMPARED, but)
        matcher = difflib.SequenceMatcher(b="-".join(written), autojunk=False)
        found = []
        for id_ in pool:
            matcher.set_seq1("-".join(self._index.words[id_]))
            # The cheap bounds first, as difflib itself does.
            if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
                continue
            found.append((round(matcher.ratio(), 6), id_))
        best = sorted((f for f in found if f[0] >= least), key=lambda f: (-f[0], f[1]))
        # A title that several articles have is offered once.
        first = dict.fromkeys(self._index.same[_key(self.labels[id_])][0] for _likeness, id_ in best)
        return tuple(self.labels[id_] for id_ in first)[:count]

    def _sharing(self, written: Sequence[str], count: int, but: str) -> list[str]:
        """Give the articles whose titles share most with some words, by weight."""
        shared: Counter[str] = Counter()
        for word in sorted(set(written), key=lambda word: (len(self._index.bearers.get(word, ())), word)):
            bearers = self._index.bearers.get(word, ())
            if len(bearers) > TOO_COMMON and shared:
                break
            for id_ in bearers:
                shared[id_] += self._weight(word)
        return sorted((id_ for id_ in shared if id_ != but), key=lambda id_: (-shared[id_], id_))[:count]

    def _weight(self, word: str) -> int:
        """Weigh a word by how few titles have it; whole numbers, so that sums are the same in any order."""
        return round(1000 * math.log(1 + (1 + len(self.labels)) / (1 + len(self._index.bearers.get(word, ())))))

    def _nearness(self, one: Sequence[str], other: Sequence[str]) -> float:
        """Give the part of the longer title that the shorter one holds, in [0, 1]; 0 when something is replaced."""
        short, long = sorted((one, other), key=len)
        held = _held(short, long)
        if held is None or sum(len(word) >= LEAST_WORDS for word in short) < LEAST_WORDS:
            return 0.0
        if any(word in NEGATIONS or word.isdigit() for at, word in enumerate(long) if at not in held):
            return 0.0
        weights = [self._weight(word) for word in long]
        return sum(weights[at] for at in held) / (sum(weights) or 1)


def _key(title: str) -> str:
    """Give what spellings of a title share; one of signs alone is only itself."""
    return folded(title) or title


def _held(short: Sequence[str], long: Sequence[str]) -> frozenset[int] | None:
    """Find the words of a title in a longer one, in their order; nothing when one of them is not there."""
    places = []
    at = 0
    for word in short:
        while at < len(long) and not _is_nearly(word, long[at]):
            at += 1
        if at == len(long):
            return None
        places.append(at)
        at += 1
    return frozenset(places)


def _is_nearly(one: str, other: str) -> bool:
    """Tell whether two words are the same but for an ending in s, or one letter too many, too few or exchanged.

    >>> _is_nearly("guerassimov", "gerassimov"), _is_nearly("irak", "iran"), _is_nearly("2016", "2017")
    (True, False, False)
    """
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if not (one.isalpha() and other.isalpha()) or len(long) - len(short) > 1 or len(short) < 4:
        return False
    if long == f"{short}s":
        return True
    first = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < 6:
        return False
    if len(short) < len(long):
        return short[first:] == long[first + 1 :]
    return short[first : first + 2] == long[first : first + 2][::-1] and short[first + 2 :] == long[first + 2 :]
