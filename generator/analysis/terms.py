"""Terms by which articles are compared: what two articles say, in one meaning, and no splinters of names.

A word that is only met inside a longer name (« Bruno » of « Bruno Le Roux », "General" of "General Motors", « Nations »
of « Nations unies ») says nothing that the name does not say better.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.analysis.forms import meanings
from generator.analysis.languages import language
from generator.analysis.readings import Reading, Term
from generator.analysis.text import commonest

SPLINTER_SHARE = 0.6
"""Share of a word's occurrences in an article from which it is only part of a longer name there."""
INSTITUTION_SHARE = 0.6
"""Share of a word's occurrences over the corpus from which it belongs to names that go on in lower case."""
LEAST_REPEATS = 2
"""Articles that must have such a name; else it may be a name and a verb (« Moscou dément »)."""


def comparable_terms(readings: Mapping[str, Reading], lang: str) -> Mapping[str, tuple[Term, ...]]:
    """Give the terms of each article of one language, each key with one meaning over the corpus.

    The commonest meaning of a key keeps it; another has `/` and its form added.
    """
    splinters = first_words_of_institutions(readings.values(), lang)
    kept = {
        id_: tuple(term for term in reading.terms if not _is_splinter(term, splinters))
        for id_, reading in readings.items()
    }
    found = meanings((term for terms in kept.values() for term in terms), lang)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for terms in kept.values():
        for term in terms:
            if meaning := found.get((term.key, term.phrase)):
                votes[term.key][meaning] += 1
    usual = {key: commonest(counts) for key, counts in votes.items()}
    return {id_: _told_apart(terms, found, usual) for id_, terms in kept.items()}


def _is_splinter(term: Term, splinters: frozenset[str]) -> bool:
    if " " in term.key:
        return False
    return term.cut >= SPLINTER_SHARE or (term.key in splinters and term.phrase[:1].isupper())


def _told_apart(
    terms: Sequence[Term], found: Mapping[tuple[str, str], str], usual: Mapping[str, str]
) -> tuple[Term, ...]:
    def told(term: Term) -> Term:
        meaning = found.get((term.key, term.phrase))
        return term if meaning is None or meaning == usual[term.key] else term._replace(key=f"{term.key}/{meaning}")

    return tuple(told(term) for term in terms)


def first_words_of_institutions(readings: Iterable[Reading], lang: str) -> frozenset[str]:
    """Find the words that mostly begin a name which goes on in lower case (« Union européenne », « Front national »).

    Args:
        readings: Of all articles of one language.
        lang: Only a language with names of that shape has any.
    """
    if not language(lang).lower_case_adjectives:
        return frozenset()
    alone: Counter[str] = Counter()
    longer: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    for reading in readings:
        for term in reading.terms:
            if not term.phrase[0].isupper() or term.phrase.split()[0].isupper():
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
