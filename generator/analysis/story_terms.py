"""Strong terms: the names and subjects by which articles on one running event know each other.

A name counts wherever it stands, a noun or phrase only where the article is about it. What its author declared as a
tag counts as a title does.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.analysis.authority import plain_key
from generator.analysis.concordance import Concordance
from generator.analysis.languages import language
from generator.analysis.readings import ALL_UPPER, IN_TITLE, IS_TERM, SEVERAL_WORDS, THOUSAND, Term
from generator.analysis.text import tag_key
from generator.analysis.vocabulary import says_little

if TYPE_CHECKING:
    from generator.analysis.concordance import Flags

NAME_SHARE = 0.5
"""Share of capitalised occurrences from which a term is a name."""
NOUN_SHARE = 0.3
"""Share of a lone word's occurrences after a determiner or preposition from which it is a noun."""
FRAGMENT_SHARE = 0.5
"""Share of occurrences cut out of a longer name from which a term is no name of its own."""
TITLE_BOOST = 3
"""Occurrences that a place in the title is worth."""


@dataclass(frozen=True, slots=True)
class StrongTerm:
    """A term by which an article can be known.

    Attributes:
        phrase: Spelling of the article; of a declared tag its author's.
        weight: Square root of its occurrences, the title counted more; greater than 0.
        is_name: Whether it is written as a name.
        is_firm: Whether the article is about it: its title or its tags have it, or its text twice.
        is_tag: Whether its author declared it.
    """

    phrase: str
    weight: float
    is_name: bool
    is_firm: bool
    is_tag: bool = False


def is_telling(concordance: Concordance, tags: Iterable[str], lang: str) -> Flags:
    """Tell which rows can be strong terms: all that are, and some that are not.

    Args:
        concordance: Of the readings of all articles of one language.
        tags: Declared tags of any of them, as written.
        lang: BCP 47 tag.
    """
    announced, capital, cut = (concordance.columns[name] for name in ("announced", "capital", "cut"))
    is_name = (capital >= NAME_SHARE * THOUSAND) | concordance.has(ALL_UPPER)
    is_noun = concordance.has(SEVERAL_WORDS) | (announced >= NOUN_SHARE * THOUSAND)
    is_firm = concordance.has(IN_TITLE) | (concordance.columns["count"] >= 2)
    is_tag = concordance.having({plain_key(tag, lang) for tag in tags})[concordance.keys]
    is_whole = concordance.has(IS_TERM) & (cut < FRAGMENT_SHARE * THOUSAND)
    found: Flags = is_whole & (is_name | (is_firm & is_noun) | is_tag)
    return found


def strong_terms(
    terms: Iterable[Term], title: str, tags: Sequence[str], never: AbstractSet[str], lang: str
) -> Mapping[str, StrongTerm]:
    """Give the strong terms of an article by key, in the order of the keys.

    Args:
        terms: Those that `is_telling` lets through at least.
        title: Its headline.
        tags: Declared tags, as written.
        never: Keys of what the editor calls no subject.
        lang: BCP 47 tag.
    """
    standing = _standing_head(title, lang)
    known = {t.key: _without_head(t, standing) for t in terms if t.cut < FRAGMENT_SHARE}
    labels = {plain_key(tag, lang): tag for tag in tags}
    for key, label in labels.items():
        known[key] = known.get(key, Term(key, label, 0, in_title=True, announced=1.0))._replace(in_title=True)
    return {
        key: StrongTerm(
            phrase=labels.get(key, known[key].phrase),
            weight=math.sqrt(known[key].count + TITLE_BOOST * known[key].in_title),
            is_name=_is_name(known[key], lang),
            is_firm=_is_firm(known[key]),
            is_tag=key in labels,
        )
        for key in sorted(known)
        if key in labels or (key not in never and _is_strong(known[key], lang))
    }


def _standing_head(title: str, lang: str) -> str:
    """Give the words before a colon that are not said again after it: the head of a column ("Data Briefing: …")."""
    head, colon, rest = title.partition(":")
    if not colon:
        return ""
    key, said = tag_key(head, lang), f" {tag_key(rest, lang)} "
    return f" {key} " if key and f" {key} " not in said else ""


def _without_head(term: Term, head: str) -> Term:
    """Take the occurrence in the head of the title back: columns share theirs, whatever they are about."""
    if not term.in_title or f" {term.key} " not in head:
        return term
    return term._replace(in_title=False, count=max(1, term.count - 1))


def _is_strong(term: Term, lang: str) -> bool:
    if not _is_name(term, lang) and not (_is_firm(term) and (" " in term.key or term.announced >= NOUN_SHARE)):
        return False
    return term.phrase.isupper() or not says_little(term.phrase, lang)


def _is_name(term: Term, lang: str) -> bool:
    """Tell a name (« Corée du Sud ») from words around one (« Entré dans la Communauté ») and from a noun."""
    if language(lang).nouns_capitalised and " " not in term.key:
        return term.phrase.isupper()
    return (term.capital >= NAME_SHARE or term.phrase.isupper()) and _is_whole_name(term.phrase, lang)


@lru_cache(maxsize=100_000)
def _is_whole_name(phrase: str, lang: str) -> bool:
    table = language(lang)
    first, *rest = phrase.replace("’", "’ ").split()
    inner = [word for word in rest if word.islower() and word in table.links]
    return first[0].isupper() and all(word in table.particles for word in inner)


def _is_firm(term: Term) -> bool:
    return term.in_title or term.count >= 2


def apart(keys: Iterable[str]) -> tuple[str, ...]:
    """Choose keys that share no word, the first ones first.

    >>> apart(["joseph dunford", "dunford", "bakou"])
    ('joseph dunford', 'bakou')
    """
    chosen: list[str] = []
    words: set[str] = set()
    for key in keys:
        own = set(key.split(" "))
        if not own & words:
            chosen.append(key)
            words |= own
    return tuple(chosen)
