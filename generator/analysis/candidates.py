"""Candidate phrases of one article, with what the text alone tells of each.

A candidate has one to three content words and at most five words, begins and ends with a content word, and never
crosses a punctuation mark (Rose et al., "Automatic keyword extraction from individual documents", 2010, cut
candidates at function words in the same way). Its occurrences are merged on stems.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from generator.analysis.languages import Language, language
from generator.analysis.text import commonest, folded_links
from generator.analysis.tokens import Sentence
from generator.analysis.words import Role, Word

LONGEST_PHRASE = 5
MOST_CONTENT_WORDS = 3
YEARS = re.compile(r"\d{4}[-/]\d{2,4}")
MOST_PARTICLES = 2
"""Particles in a row inside a name (von der)."""


class Candidate(NamedTuple):
    """A phrase, and what the text tells of it; every share lies in [0, 1].

    Attributes:
        key: Stems of its words, joined by blanks.
        phrase: The spelling that the article uses most.
        count: Occurrences in title and body.
        first: Words of the body before its first occurrence; the length of the body when only the title has it.
        in_title: Whether the title has it.
        announced: Share of occurrences after a determiner or preposition.
        capital: Share of occurrences whose words are capitalised, where capitals tell something.
        cut: Share of occurrences cut out of a longer capitalised run, where capitals tell something.
        nested: Occurrences of the commonest longer candidate that has it, over its own.
        content_words: 1 to 3.
        inner_links: Determiners and prepositions inside, 0 to 4.
        proposal: -ln of YAKE's score, or None when YAKE did not propose it.
    """

    key: str
    phrase: str
    count: int  # type: ignore[assignment]  # occurrences; nobody asks for the method of tuples
    first: int
    in_title: bool
    announced: float
    capital: float
    cut: float
    nested: float
    content_words: int
    inner_links: int
    proposal: float | None = None


class _Kind(Enum):
    """What a word may do in a phrase where it stands."""

    NOTHING = auto()
    JOINS = auto()
    BEGINS = auto()
    WHOLE = auto()
    ENDS = auto()


CONTENT, PARTICIPLE, LINK, PARTICLE, UNIT, NUMBER, STOP = Role
NOTHING, JOINS, BEGINS, WHOLE, ENDS = _Kind


@dataclass(slots=True)
class _Tally:
    """What is counted of one candidate while the text is read.

    Attributes:
        content_words, inner_links: As of a candidate.
        last_end: Words of title and body up to the end of its last occurrence.
        first: As of a candidate; -1 as long as the body does not have it.
        count: Its occurrences.
        announced, capital, cut: Those of which `Candidate` gives the share.
        told: Those in sentences whose capitals tell something.
        case_told: Those of them that have a word whose capital does.
        shouted: Those in other sentences that are in capitals alone.
        in_title: Whether the title has it.
        spellings: Votes for each.
    """

    content_words: int
    inner_links: int
    last_end: int = -1
    first: int = -1
    count: int = 0
    announced: int = 0
    capital: int = 0
    cut: int = 0
    told: int = 0
    case_told: int = 0
    shouted: int = 0
    in_title: bool = False
    spellings: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Survey:
    """Counts of all candidates while a text is read.

    Attributes:
        edge: Folded determiners and prepositions.
        particles: Lower-case words inside names.
        openings: Words that begin a name although they are function words, each with the word after it (Grand Prix).
        nouns_capitalised: Whether the language writes nouns so.
        tallies: Counts by key.
        in_title, tells_case: Whether the title is read, and a sentence whose capitals tell something.
        clause: What is read.
        opens: Whether it begins its sentence.
        position, before: Words before it in the text, and in the texts before this one.
    """

    edge: frozenset[str]
    particles: frozenset[str]
    openings: frozenset[tuple[str, str]]
    nouns_capitalised: bool
    tallies: dict[str, _Tally] = field(default_factory=dict)
    in_title: bool = False
    tells_case: bool = False
    clause: tuple[Word, ...] = ()
    opens: bool = False
    position: int = 0
    before: int = 0

    def read(self, text: Sequence[Sentence], *, in_title: bool) -> int:
        """Add the occurrences of a text; give its length in words."""
        self.in_title, self.position = in_title, 0
        for sentence in text:
            self.tells_case, self.opens = sentence.tells_case, True
            for clause in sentence.clauses:
                self.clause, kinds = clause, _kinds(clause)
                for start, kind in enumerate(kinds):
                    if kind is WHOLE or kind is BEGINS:
                        self._grow(start, kinds)
                self.opens = False
                self.position += len(clause)
        self.before += self.position
        return self.position

    def _grow(self, start: int, kinds: Sequence[_Kind]) -> None:
        """Count the phrases that begin with a word; they grow word by word, and with them spelling and key."""
        needs_capital = self.nouns_capitalised and self.tells_case
        written = key = ""
        content = links = 0
        capital, elides = None, True
        for end, word in enumerate(self._reach(start), start):
            kind, stem = kinds[end], word.stem
            if kind is NOTHING:
                return
            written += word.shown if elides or not stem else f" {word.shown}"
            key += f" {stem}" if key and stem else stem
            elides = word.elides
            if kind is JOINS:
                links += word.role is LINK
                continue
            content += 1
            if content > MOST_CONTENT_WORDS:
                return
            # The first word of a sentence has a capital anyway; those after it tell.
            if word.role is CONTENT and not (self.opens and end == 0):
                capital = word.capital and capital is not False
            if kind is not BEGINS and (word.capital or not needs_capital) and not (end == start and _says_little(word)):
                tally = self._tally(self._key(key, start, end), content, links)
                self._note(tally, start, end, written, capital)

    def _reach(self, start: int) -> Sequence[Word]:
        """Give the words that a phrase may have which begins with one of them; a title is no part of a name."""
        clause = self.clause
        is_title = clause[start].title and start + 1 < len(clause) and clause[start + 1].capital
        return clause[start : start + (1 if is_title else LONGEST_PHRASE)]

    def _key(self, stems: str, start: int, end: int) -> str:
        """Give a key, mostly the stems; a determiner that begins or ends a name is none of it (Los Angeles)."""
        first, last = self.clause[start].stem, self.clause[end].stem
        is_whole = start == end or (first and last and first not in self.edge and last not in self.edge)
        return stems if is_whole else _key(self.clause[start : end + 1], self.edge)

    def _tally(self, key: str, content_words: int, links: int) -> _Tally:
        tally = self.tallies.get(key)
        if tally is None:
            tally = self.tallies[key] = _Tally(content_words, links)
        return tally

    def _note(self, tally: _Tally, start: int, end: int, written: str, capital: bool | None) -> None:
        """Note an occurrence, how it is spelled and what stands around it."""
        last_end = self.before + self.position + end
        if tally.last_end == last_end:
            return  # « Le Pen » and « Pen » are one key, and one occurrence
        tally.last_end = last_end
        tally.count += 1
        if self.in_title:
            tally.in_title = True
        elif tally.first < 0:
            tally.first = self.position + start
        tally.announced += start > 0 and self.clause[start - 1].role is LINK
        # A spelling at the start of a sentence says less of the usual one, in a headline least.
        votes = 1 if not self.tells_case else 2 if self.opens and start == 0 else 3
        tally.spellings[written] = tally.spellings.get(written, 0) + votes
        if not self.tells_case:
            tally.shouted += written.isupper()
            return
        tally.told += 1
        if capital is not None:
            tally.case_told += 1
            tally.capital += capital
        tally.cut += self._is_cut(start, end)

    def _is_cut(self, start: int, end: int) -> bool:
        """Tell whether an occurrence is cut out of a longer capitalised run."""
        first, last = self.clause[start], self.clause[end]
        return (first.capital and self._name_goes_on(start - 1, -1)) or (
            last.capital and self._name_goes_on(end + 1, 1)
        )

    def _name_goes_on(self, place: int, step: int) -> bool:
        """Tell whether a capitalised word follows in one direction, perhaps over particles (Rio de Janeiro)."""
        clause = self.clause
        for _ in range(MOST_PARTICLES):
            if 0 <= place < len(clause) and clause[place].surface in self.particles:
                place += step
        if not 0 <= place < len(clause) or clause[place].title:
            return False
        word = clause[place]
        # A sentence may begin with the name, and then its capital tells nothing by itself.
        opens = place == 0 and step < 0 and (word.surface, clause[1].surface) in self.openings
        return word.capital and (word.role is CONTENT or opens)


def find_candidates(
    title: Sequence[Sentence], body: Sequence[Sentence], lang: str, proposals: Mapping[str, float]
) -> tuple[Candidate, ...]:
    """Find every candidate of an article, ordered by key.

    Args:
        title: Headline.
        body: Text below it.
        lang: BCP 47 tag.
        proposals: -ln of YAKE's score by key.
    """
    table = language(lang)
    survey = _Survey(
        edge=folded_links(table.code),
        particles=table.particles,
        openings=_openings([*title, *body], table),
        nouns_capitalised=table.nouns_capitalised,
    )
    survey.read(title, in_title=True)
    length = survey.read(body, in_title=False)
    # Several words in capitals may be any part of a headline; the body has them too when they are a phrase.
    tallies = {key: t for key, t in survey.tallies.items() if t.shouted < t.count or t.content_words == 1}
    nested = _commonest_containers(tallies)
    return tuple(_candidate(key, tallies[key], nested, length, proposals) for key in sorted(tallies))


def _openings(text: Sequence[Sentence], table: Language) -> frozenset[tuple[str, str]]:
    """Find the function words that begin a name in mid-sentence, each with the word after it."""
    function_words = table.stops | table.links
    return frozenset(
        (one.surface, other.surface)
        for sentence in text
        for clause in sentence.clauses
        for one, other in pairwise(clause)
        if one.capital and other.capital and one.role is CONTENT and one.surface.casefold() in function_words
    )


def _kinds(clause: Sequence[Word]) -> Sequence[_Kind]:
    """Tell what each word of a clause may do in a phrase."""
    return [
        WHOLE if (role := word.role) is CONTENT else NOTHING if role is STOP else _kind(clause, place, role)
        for place, word in enumerate(clause)
    ]


def _kind(clause: Sequence[Word], place: int, role: Role) -> _Kind:
    if role is LINK or role is PARTICLE:
        return JOINS
    if role is PARTICIPLE:
        return BEGINS
    if role is UNIT:
        return WHOLE if _is_measure(clause, place) else NOTHING
    return ENDS if place and _names_with_number(clause, place) else NOTHING


def _is_measure(clause: Sequence[Word], place: int) -> bool:
    """Tell whether a unit stands as a noun (« zone euro »), not after a number (« 3 millions d'euros »)."""
    before = next((word.role for word in reversed(clause[:place]) if word.role is not LINK), STOP)
    return before is not NUMBER and before is not UNIT


def _names_with_number(clause: Sequence[Word], place: int) -> bool:
    """Tell whether a number belongs to the name before it (COP 21, Euro 2016, saison 2016-2017)."""
    before, number = clause[place - 1], clause[place]
    named = YEARS.fullmatch(number.surface) or (before.capital if place > 1 else before.surface.isupper())
    return bool(named)


def _says_little(word: Word) -> bool:
    """Tell whether a word alone is no phrase."""
    return word.vague or word.role is UNIT


def _key(words: Sequence[Word], edge: frozenset[str]) -> str:
    """Join the stems, without a determiner that begins or ends a name (Los Angeles), as `tag_key` does."""
    stems = [word.stem for word in words if word.stem]
    while len(stems) > 1 and stems[0] in edge:
        stems.pop(0)
    while len(stems) > 1 and stems[-1] in edge:
        stems.pop()
    return " ".join(stems)


def _commonest_containers(tallies: Mapping[str, _Tally]) -> Mapping[str, int]:
    """Give for each key the count of the commonest repeated candidate that contains it."""
    commonest: dict[str, int] = defaultdict(int)
    for key, tally in tallies.items():
        words = key.split(" ")
        if tally.count < 2 or len(words) < 2:
            continue
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if end - start < len(words):
                    part = " ".join(words[start:end])
                    commonest[part] = max(commonest[part], tally.count)
    return commonest


def _candidate(
    key: str, tally: _Tally, nested: Mapping[str, int], length: int, proposals: Mapping[str, float]
) -> Candidate:
    count = tally.count
    return Candidate(
        key,
        next(iter(tally.spellings)) if len(tally.spellings) == 1 else commonest(tally.spellings),
        count,
        length if tally.first < 0 else tally.first,
        tally.in_title,
        _share(tally.announced, count),
        _share(tally.capital, tally.case_told),
        _share(tally.cut, tally.told),
        round(min(1.0, nested[key] / count), 3) if key in nested else 0.0,
        tally.content_words,
        tally.inner_links,
        proposals.get(key),
    )


def _share(part: int, whole: int) -> float:
    """Give a share to three digits; most phrases occur once, and all or nothing is theirs."""
    return round(part / whole, 3) if 0 < part < whole else float(part > 0)
