"""Candidate phrases of one article, with what the text alone tells of each.

A candidate has one to three content words and at most five words, begins and ends with a content word, and never
crosses a punctuation mark (Rose et al., "Automatic keyword extraction from individual documents", 2010, cut
candidates at function words in the same way). Its occurrences are merged on stems.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from generator.analysis.languages import Language, language
from generator.analysis.text import commonest, folded_links
from generator.analysis.tokens import Sentence, spell
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


@dataclass(slots=True)
class _Tally:
    """What is counted of one candidate while the text is read."""

    content_words: int
    inner_links: int
    count: int = 0
    first: int = -1
    in_title: bool = False
    announced: int = 0
    told: int = 0
    shouted: int = 0
    case_told: int = 0
    capital: int = 0
    cut: int = 0
    last_end: tuple[bool, int] = (False, -1)
    spellings: dict[str, int] = field(default_factory=dict)


class _Span(NamedTuple):
    """A span of a clause that may be a phrase."""

    start: int
    end: int
    content_words: int


@dataclass(slots=True)
class _Survey:
    """Counts of all candidates while a text is read.

    Attributes:
        edge: Folded determiners and prepositions.
        particles: Lower-case words inside names.
        openings: Words that begin a name although they are function words, each with the word after it (Grand Prix).
        nouns_capitalised: Whether the language writes nouns so.
        tallies: Counts by key.
    """

    edge: frozenset[str]
    particles: frozenset[str]
    openings: frozenset[tuple[str, str]]
    nouns_capitalised: bool
    tallies: dict[str, _Tally] = field(default_factory=dict)

    def read(self, text: Sequence[Sentence], *, in_title: bool) -> int:
        """Add the occurrences of a text; give its length in words."""
        position = 0
        for sentence in text:
            for number, clause in enumerate(sentence.clauses):
                for span in _spans(clause, nouns_capitalised=self.nouns_capitalised and sentence.tells_case):
                    tally = self._tally(clause, span)
                    end = in_title, position + span.end
                    if tally is None or tally.last_end == end:
                        continue  # « Le Pen » and « Pen » are one key, and one occurrence
                    tally.last_end = end
                    tally.count += 1
                    tally.in_title |= in_title
                    if tally.first < 0 and not in_title:
                        tally.first = position + span.start
                    self._look_around(tally, clause, span, sentence, opens=number == 0 and span.start == 0)
                position += len(clause)
        return position

    def _tally(self, clause: Sequence[Word], span: _Span) -> _Tally | None:
        """Find the tally of a span, or None when it says too little."""
        first, length = clause[span.start], span.end - span.start
        if length == 1 and (first.vague or first.role is Role.UNIT):
            return None
        if length > 1 and clause[span.start + 1].capital and first.title:
            return None
        key = first.stem if length == 1 else _key(clause[span.start : span.end], self.edge)
        tally = self.tallies.get(key)
        if tally is None:
            links = sum(word.role is Role.LINK for word in clause[span.start : span.end])
            tally = self.tallies[key] = _Tally(span.content_words, links)
        return tally

    def _look_around(
        self, tally: _Tally, clause: Sequence[Word], span: _Span, sentence: Sentence, *, opens: bool
    ) -> None:
        """Note how an occurrence is spelled and what stands around it."""
        words = clause[span.start : span.end]
        tally.announced += span.start > 0 and clause[span.start - 1].role is Role.LINK
        if not sentence.tells_case:
            written = spell(words)
            tally.spellings[written] = tally.spellings.get(written, 0) + 1
            tally.shouted += written.isupper()
            return
        tally.told += 1
        # A spelling at the start of a sentence says less of the usual one, in a headline least.
        written = spell(words)
        tally.spellings[written] = tally.spellings.get(written, 0) + (2 if opens else 3)
        # The first word of a sentence has a capital anyway; those after it tell.
        telling = [word.capital for word in words[opens:] if word.role is Role.CONTENT]
        if telling:
            tally.case_told += 1
            tally.capital += False not in telling
        tally.cut += (words[0].capital and self._name_goes_on(clause, span.start - 1, -1)) or (
            words[-1].capital and self._name_goes_on(clause, span.end, 1)
        )

    def _name_goes_on(self, clause: Sequence[Word], place: int, step: int) -> bool:
        """Tell whether a capitalised word follows in one direction, perhaps over particles (Rio de Janeiro)."""
        for _ in range(MOST_PARTICLES):
            if 0 <= place < len(clause) and clause[place].surface in self.particles:
                place += step
        if not 0 <= place < len(clause) or clause[place].title:
            return False
        word = clause[place]
        # A sentence may begin with the name, and then its capital tells nothing by itself.
        opens = place == 0 and step < 0 and (word.surface, clause[1].surface) in self.openings
        return word.capital and (word.role is Role.CONTENT or opens)


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
        if one.capital and other.capital and one.role is Role.CONTENT and one.surface.casefold() in function_words
    )


def _spans(clause: Sequence[Word], *, nouns_capitalised: bool) -> Iterator[_Span]:
    """Find the spans of a clause that are candidates; where nouns have capitals, one that ends without is none."""
    for start, first in enumerate(clause):
        if not (first.role is Role.CONTENT or first.role is Role.PARTICIPLE or _is_measure(clause, start)):
            continue
        content = 0
        for end, word in enumerate(clause[start : start + LONGEST_PHRASE], start):
            role = word.role
            if role is Role.LINK or role is Role.PARTICLE:
                continue
            if not (
                role is Role.CONTENT
                or role is Role.PARTICIPLE
                or _names_with_number(clause, start, end)
                or _is_measure(clause, end)
            ):
                break
            content += 1
            if content > MOST_CONTENT_WORDS:
                break
            if role is not Role.PARTICIPLE and (word.capital or not nouns_capitalised):
                yield _Span(start, end + 1, content)


def _is_measure(clause: Sequence[Word], place: int) -> bool:
    """Tell whether a unit stands as a noun (« zone euro »), not after a number (« 3 millions d'euros »)."""
    if clause[place].role is not Role.UNIT:
        return False
    before = next((word.role for word in reversed(clause[:place]) if word.role is not Role.LINK), Role.STOP)
    return before not in {Role.NUMBER, Role.UNIT}


def _names_with_number(clause: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether a number belongs to the name before it (COP 21, Euro 2016, saison 2016-2017)."""
    before, number = clause[end - 1], clause[end]
    if number.role is not Role.NUMBER or end <= start:
        return False
    named = YEARS.fullmatch(number.surface) or (before.capital if end > 1 else before.surface.isupper())
    return bool(named)


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
    return Candidate(
        key=key,
        phrase=commonest(tally.spellings),
        count=tally.count,
        first=length if tally.first < 0 else tally.first,
        in_title=tally.in_title,
        announced=_share(tally.announced, tally.count),
        capital=_share(tally.capital, tally.case_told),
        cut=_share(tally.cut, tally.told),
        nested=round(min(1.0, nested.get(key, 0) / tally.count), 3),
        content_words=tally.content_words,
        inner_links=tally.inner_links,
        proposal=proposals.get(key),
    )


def _share(part: int, whole: int) -> float:
    """Give a share to three digits; most phrases occur once, and all or nothing is theirs."""
    return round(part / whole, 3) if 0 < part < whole else float(part > 0)
