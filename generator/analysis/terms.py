"""Terms by which articles are compared: what two articles say, in one meaning, and no splinters of names.

A word that is only met inside a longer name (« Bruno » of « Bruno Le Roux », "General" of "General Motors", « Nations »
of « Nations unies ») says nothing that the name does not say better.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import compress
from typing import TYPE_CHECKING

from generator.analysis.concordance import Concordance
from generator.analysis.forms import meanings
from generator.analysis.languages import language
from generator.analysis.readings import ALL_UPPER, BEGINS_UPPER, IS_TERM, SEVERAL_WORDS, THOUSAND, Term
from generator.analysis.text import commonest

if TYPE_CHECKING:
    from generator.analysis.concordance import Flags

SPLINTER_SHARE = 0.6
"""Share of a word's occurrences in an article from which it is only part of a longer name there."""
INSTITUTION_SHARE = 0.6
"""Share of a word's occurrences over the corpus from which it belongs to names that go on in lower case."""
LEAST_REPEATS = 2
"""Articles that must have such a name; else it may be a name and a verb (« Moscou dément »)."""


def comparable_terms(
    concordance: Concordance, lang: str, splinters: frozenset[str], *, least: int = 1
) -> tuple[tuple[Term, ...], ...]:
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
    rows = concordance.rows(is_kept & several[concordance.keys])
    kept = [reading.rows(own) for reading, own in zip(concordance.readings, rows, strict=True)]
    is_various = concordance.spelled_variously()[concordance.keys]
    marks = [is_various[start:][own].tolist() for start, own in zip(concordance.starts[:-1], rows, strict=True)]
    doubtful = [list(compress(terms, own)) for terms, own in zip(kept, marks, strict=True)]
    found = meanings((term for terms in doubtful for term in terms), lang)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for terms in doubtful:
        for term in terms:
            if meaning := found.get((term.key, term.phrase)):
                votes[term.key][meaning] += 1
    usual = {key: commonest(counts) for key, counts in votes.items()}
    return tuple(_told_apart(terms, found, usual) for terms in kept)


def _splinters(concordance: Concordance, splinters: frozenset[str]) -> Flags:
    """Tell which rows say nothing that a longer name does not say better."""
    is_cut = concordance.columns["cut"] >= SPLINTER_SHARE * THOUSAND
    begins_name = concordance.having(splinters)[concordance.keys] & concordance.has(BEGINS_UPPER)
    found: Flags = (is_cut | begins_name) & ~concordance.has(SEVERAL_WORDS)
    return found


def _told_apart(
    terms: Sequence[Term], found: Mapping[tuple[str, str], str], usual: Mapping[str, str]
) -> tuple[Term, ...]:
    def told(term: Term) -> Term:
        meaning = found.get((term.key, term.phrase))
        return term if meaning is None or meaning == usual[term.key] else term._replace(key=f"{term.key}/{meaning}")

    return tuple([told(term) if term.key in usual else term for term in terms])


def first_words_of_institutions(concordance: Concordance, lang: str) -> frozenset[str]:
    """Find the words that mostly begin a name which goes on in lower case (« Union européenne », « Front national »).

    Args:
        concordance: Of the readings of all articles of one language.
        lang: Only a language with names of that shape has any.
    """
    if not language(lang).lower_case_adjectives:
        return frozenset()
    alone: Counter[str] = Counter()
    longer: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    rows = concordance.rows(concordance.has(IS_TERM) & concordance.has(BEGINS_UPPER) & ~concordance.has(ALL_UPPER))
    for reading, own in zip(concordance.readings, rows, strict=True):
        for term in reading.rows(own):
            if term.phrase.split()[0].isupper():
                continue
            word, _, rest = term.key.partition(" ")
            if not rest:
                alone[word] += term.count
            elif term.phrase.split()[-1].islower():
                longer[word, rest] += term.count
                articles[word, rest] += 1
    inside: Counter[str] = Counter()
    for (word, rest), count in longer.items():
        if articles[word, rest] >= LEAST_REPEATS:
            inside[word] += count
    return frozenset(word for word, count in alone.items() if inside[word] >= INSTITUTION_SHARE * count)
