"""Terms by which articles are compared: what two articles say, in one meaning, and no splinters of names.

A word that is only met inside a longer name (« Bruno » of « Bruno Le Roux », "General" of "General Motors", « Nations »
of « Nations unies ») says nothing that the name does not say better.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.analysis.concordance import Concordance, hashes_among, hashes_of, numbered
from generator.analysis.forms import meanings
from generator.analysis.languages import language
from generator.analysis.readings import (
    ALL_UPPER,
    BEGINS_UPPER,
    IN_TITLE,
    IS_TERM,
    SEVERAL_WORDS,
    THOUSAND,
    Reading,
    Term,
)
from generator.analysis.text import commonest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from generator.analysis.concordance import Flags, Narrow, Numbers

SPLINTER_SHARE = 0.6
"""Share of a word's occurrences in an article from which it is only part of a longer name there."""
INSTITUTION_SHARE = 0.6
"""Share of a word's occurrences over the corpus from which it belongs to names that go on in lower case."""
NOUN_SHARE = 0.3
"""Share of a lone word's occurrences after a determiner or preposition from which it is a noun."""
LEAST_REPEATS = 2
"""Articles that must have such a name; else it may be a name and a verb (« Moscou dément »)."""


class OwnTerm(NamedTuple):
    """A term of an article, by which it is compared; there are many, so that it counts what making one costs.

    Attributes:
        key: Of the term, in its meaning.
        phrase: As the article spells it.
        count: Occurrences.
        in_title: Whether the headline has it.
    """

    key: str
    phrase: str
    count: int  # type: ignore[assignment]  # occurrences; nobody asks for the method of tuples
    in_title: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What is compared of some articles: their terms, as columns; the terms of an article follow each other.

    Attributes:
        marks: What tells the reading of each from others.
        starts: Where the terms of each article begin, and the end.
        keys: Number of the key of each term; the same key has the same number.
        names: Keys by number.
        hashes: Of these.
        spellings: Number of its spelling in its article; the same spelling has the same number.
        letters: Spellings by number. No reading is asked for them any more: readings are what understanding an archive
            takes most room for.
        counts: Its occurrences.
        in_title: Whether the title has it.
        begins_upper: Whether its article spells it with a capital.
        is_noun: Whether it is used as a name or noun, so that it could be told as a reason.
    """

    marks: Sequence[bytes]
    starts: Numbers
    keys: Narrow
    names: Sequence[str]
    hashes: NDArray[np.uint64]
    spellings: Narrow
    letters: Sequence[str]
    counts: Narrow
    in_title: Flags
    begins_upper: Flags
    is_noun: Flags

    @classmethod
    def of(cls, texts: Sequence[Sequence[Term]]) -> Terms:
        """Compare terms as they are.

        Args:
            texts: The terms of each article, ordered by key, each key once.
        """
        concordance = Concordance.of([Reading.of([], text) for text in texts])
        return _terms(concordance, concordance.has(IS_TERM), {})

    def own(self, place: int) -> tuple[OwnTerm, ...]:
        """Give the terms of an article."""
        chosen = slice(*self.starts[place : place + 2].tolist())
        names = map(self.names.__getitem__, self.keys[chosen].tolist())
        phrases = map(self.letters.__getitem__, self.spellings[chosen].tolist())
        columns = names, phrases, self.counts[chosen].tolist(), self.in_title[chosen].tolist()
        return tuple(map(OwnTerm._make, zip(*columns, strict=True)))

    def taken(self, order: Sequence[int]) -> Terms:
        """Give the articles in another order."""
        import numpy as np  # noqa: PLC0415 - only a build that has something new to understand pays for it

        lengths = np.diff(self.starts)[list(order)]
        ends = np.cumsum(lengths)
        rows = np.arange(lengths.sum()) + np.repeat(self.starts[:-1][list(order)] - ends + lengths, lengths)
        return Terms(
            [self.marks[place] for place in order],
            np.concatenate([[0], ends]).astype(np.intp),
            self.keys[rows],
            self.names,
            self.hashes,
            self.spellings[rows],
            self.letters,
            self.counts[rows],
            self.in_title[rows],
            self.begins_upper[rows],
            self.is_noun[rows],
        )


def comparable_terms(concordance: Concordance, lang: str, splinters: frozenset[str], *, least: int = 1) -> Terms:
    """Give the terms of each article of one language, each key with one meaning over the corpus.

    The commonest meaning of a key keeps it; another has `/` and its form added.

    Args:
        concordance: Of the readings of all articles.
        lang: BCP 47 tag.
        splinters: What `first_words_of_institutions` finds in it.
        least: Articles that must have a key, in any meaning.
    """
    is_kept = concordance.has(IS_TERM) & ~_splinters(concordance, splinters)
    several = concordance.frequencies_among(is_kept) >= least
    is_kept &= several[concordance.keys]
    return _terms(concordance, is_kept, _told_apart(concordance, is_kept, lang))


def _terms(concordance: Concordance, is_kept: Flags, apart: Mapping[str, Numbers]) -> Terms:
    """Lay terms side by side.

    Args:
        concordance: Of the readings.
        is_kept: Whether a row is a term to compare.
        apart: Rows whose key is another than that of their phrase, by their key.
    """
    import numpy as np  # noqa: PLC0415

    keys = concordance.keys.copy()
    for number, rows in enumerate(apart.values(), len(concordance.hashes)):
        keys[rows] = number
    kept = np.flatnonzero(is_kept)
    first = np.full(len(concordance.hashes) + len(apart), -1, dtype=np.intp)
    first[keys[kept[::-1]]] = kept[::-1]
    is_met = first >= 0
    numbers = (np.cumsum(is_met) - 1)[keys[kept]]
    names = concordance.names(first[is_met])
    names[len(names) - len(apart) :] = apart
    has_words = np.array([" " in name for name in names], dtype=np.bool_)[numbers]
    hashes, spellings = numbered(hashes_of(concordance.readings, "spelling")[kept])
    spelled = np.empty(len(hashes), dtype=np.intp)
    spelled[spellings] = kept
    columns = concordance.columns
    return Terms(
        marks=[reading.mark for reading in concordance.readings],
        starts=np.searchsorted(kept, concordance.starts).astype(np.intp),
        keys=numbers.astype(np.uint32),
        names=names,
        hashes=np.concatenate([concordance.hashes, hashes_among(apart)])[is_met],
        spellings=spellings,
        letters=concordance.phrases(spelled),
        counts=columns["count"][kept],
        in_title=concordance.has(IN_TITLE)[kept],
        begins_upper=concordance.has(BEGINS_UPPER)[kept],
        is_noun=has_words | (columns["capital"][kept] > 0) | (columns["announced"][kept] >= NOUN_SHARE * THOUSAND),
    )


class _Spelled(NamedTuple):
    """One spelling of a key, over all articles, as `meanings` asks for it."""

    key: str
    phrase: str
    count: int  # type: ignore[assignment]  # occurrences; nobody asks for the method of tuples
    announced: float


def _told_apart(concordance: Concordance, is_kept: Flags, lang: str) -> Mapping[str, Numbers]:
    """Find the rows in which a key has another meaning than most articles give it, by the key with that meaning."""
    import numpy as np  # noqa: PLC0415

    spellings = concordance.spellings(is_kept & concordance.spelled_variously()[concordance.keys])
    count = concordance.columns["count"].astype(np.int64)
    said = spellings.sums(count), spellings.sums(count * concordance.columns["announced"])
    letters = concordance.names(spellings.first), concordance.phrases(spellings.first)
    found = [
        _Spelled(key, phrase, own, share / THOUSAND / own)
        for key, phrase, own, share in zip(*letters, *(column.tolist() for column in said), strict=True)
    ]
    means = meanings(dict.fromkeys(found, 1), lang)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for item, articles in zip(found, spellings.sizes.tolist(), strict=True):
        if meaning := means.get((item.key, item.phrase)):
            votes[item.key][meaning] += articles
    usual = {key: commonest(counts) for key, counts in votes.items()}
    apart: dict[str, list[Numbers]] = defaultdict(list)
    for number, item in enumerate(found):
        meaning = means.get((item.key, item.phrase))
        if meaning is not None and meaning != usual[item.key]:
            apart[f"{item.key}/{meaning}"].append(spellings.rows_of(number))
    return {key: np.concatenate(rows) for key, rows in apart.items()}


def _splinters(concordance: Concordance, splinters: frozenset[str]) -> Flags:
    """Tell which rows say nothing that a longer name does not say better."""
    is_cut = concordance.columns["cut"] >= SPLINTER_SHARE * THOUSAND
    begins_name = concordance.having(splinters)[concordance.keys] & concordance.has(BEGINS_UPPER)
    found: Flags = (is_cut | begins_name) & ~concordance.has(SEVERAL_WORDS)
    return found


def first_words_of_institutions(concordance: Concordance, lang: str) -> frozenset[str]:
    """Find the words that mostly begin a name which goes on in lower case (« Union européenne », « Front national »).

    Args:
        concordance: Of the readings of all articles of one language.
        lang: Only a language with names of that shape has any.
    """
    if not language(lang).lower_case_adjectives:
        return frozenset()
    is_begun = concordance.has(IS_TERM) & concordance.has(BEGINS_UPPER) & ~concordance.has(ALL_UPPER)
    is_longer = is_begun & concordance.has(SEVERAL_WORDS)
    is_repeated = concordance.frequencies_among(is_longer) >= LEAST_REPEATS
    longer: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for key, phrase, count, size in _capitalised(concordance, is_longer & is_repeated[concordance.keys]):
        if phrase.split()[-1].islower():
            longer[key] += count
            articles[key] += size
    inside: Counter[str] = Counter()
    for key, count in longer.items():
        if articles[key] >= LEAST_REPEATS:
            inside[key.partition(" ")[0]] += count
    alone: Counter[str] = Counter()
    is_alone = is_begun & concordance.having(inside)[concordance.keys]
    for key, _phrase, count, _size in _capitalised(concordance, is_alone):
        alone[key] += count
    return frozenset(word for word, count in alone.items() if inside[word] >= INSTITUTION_SHARE * count)


def _capitalised(concordance: Concordance, is_wanted: Flags) -> Iterator[tuple[str, str, int, int]]:
    """Give the wanted spellings of which the first word is not all in capitals: key, phrase, occurrences, articles."""
    spellings = concordance.spellings(is_wanted)
    letters = concordance.names(spellings.first), concordance.phrases(spellings.first)
    numbers = spellings.sums(concordance.columns["count"].astype("int64")).tolist(), spellings.sizes.tolist()
    for key, phrase, count, size in zip(*letters, *numbers, strict=True):
        if not phrase.split()[0].isupper():
            yield key, phrase, count, size
