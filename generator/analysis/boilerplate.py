"""Boilerplate: what the site says again and again, and no article is about.

Whole lines (a byline, a heading of a weekly), and phrases with which lines begin or end (« Par notre correspondant à
Moscou », "Originally published on…"), are found from the corpus: no list of such phrases is kept anywhere.

What is asked of single texts for that is remembered, so that an edit reads its own text and no other.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from generator.analysis.editions import ground
from generator.analysis.languages import Language, language
from generator.analysis.text import fold, folded_links
from generator.bundles import told_of_each
from generator.memory import Memory, memory_keys
from generator.texts import KnownText

LEAST_REPEATS = 3
"""Articles that must have a line before it is furniture of the site."""
REPEATED_LINE_SHARE = 0.05
LEAST_PHRASE_REPEATS = 4
REPEATED_PHRASE_SHARE = 0.1
"""Share of the articles that must have a phrase at the edge of a line."""
REPEATED_NAME_SHARE = 0.3
"""The same for a phrase with a name inside: what the news is about may begin many lines."""
EDGE_SHARE = 0.8
"""Share of the articles with a phrase that must have it at that edge of a line."""
SHORTEST_PHRASE = 3
LONGEST_PHRASE = 12
LEAST_REST = 0.3
"""Share of an article that must stay."""

WORD = re.compile(r"\w+")
DIGITS = re.compile(r"\d+")
Phrase = tuple[str, ...]
Answer = TypeVar("Answer")
VERSION = "analysis.boilerplate/1"


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells without a look at a text whether it can hold anything that others repeat.

    Attributes:
        lines: Hashes of the patterns of its lines, empty ones left aside.
        edges: Hashes of the first and of the last three words of its lines.
    """

    lines: frozenset[int]
    edges: frozenset[int]

    def meet(self, other: Marks) -> bool:
        """Tell whether any is of both."""
        return not (self.lines.isdisjoint(other.lines) and self.edges.isdisjoint(other.edges))


def marks_of(text: str) -> Marks:
    """Give the marks of a text."""
    lines = text.splitlines()
    written = [own for own in map(WORD.findall, lines) if len(own) >= SHORTEST_PHRASE]
    heads = {_head(_plain(own[:SHORTEST_PHRASE])) for own in written}
    tails = {_tail(_plain(own[-SHORTEST_PHRASE:])) for own in written}
    patterns = {pattern for line in lines if (pattern := line_pattern(line))}
    return Marks(frozenset(map(_hash, patterns)), frozenset(heads | tails))


def _head(words: Sequence[str]) -> int:
    return _hash("head", *words[:SHORTEST_PHRASE])


def _tail(words: Sequence[str]) -> int:
    return _hash("tail", *words[-SHORTEST_PHRASE:])


def _hash(*words: str) -> int:
    """Give a number that is the same everywhere: two of a million lines share one once in 500 sites of that size."""
    state = _UNTOUCHED.copy()
    state.update(" ".join(words).encode("utf-8", "surrogatepass"))
    return int.from_bytes(state.digest())


_UNTOUCHED = hashlib.blake2b(digest_size=6)
"""Copied for each hash, at half of the cost of beginning anew."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """What a site says again and again.

    Attributes:
        lines: Hashes of the patterns of lines.
        openings, closings: Phrases with which lines begin and end, as words in lower case, numbers as 0.
    """

    lines: frozenset[int] = frozenset()
    openings: frozenset[Phrase] = frozenset()
    closings: frozenset[Phrase] = frozenset()

    @property
    def marks(self) -> Marks:
        """Give what tells the texts that can hold any of it: their marks meet these."""
        return Marks(self.lines, frozenset(chain(map(_head, self.openings), map(_tail, self.closings))))

    def told_to(self, marks: Marks) -> tuple[str, ...]:
        """Give all of it on which stands what is left of a text with some marks."""
        phrases = (sorted(map(" ".join, some)) for some in (self.openings, self.closings))
        return _listed(self.lines & marks.lines), *("\n".join(some) for some in phrases)

    def taken_off(self, text: str, lang: str) -> str:
        """Give a text without it.

        An article of which little would be left stays whole: a reprint is repeated too, and still an article.

        Args:
            text: Prose, each one block a line.
            lang: BCP 47 tag.
        """
        rest = _without_lines(text, self.lines)
        return _without_phrases(rest, self, language(lang)) if self.openings or self.closings else rest


def find_boilerplate(texts: Sequence[KnownText], marks: Sequence[Marks], lang: str, memory: Memory) -> Boilerplate:
    """Find the lines and phrases that the texts of one language share.

    Args:
        texts: Prose of all articles, each one block a line.
        marks: What `marks_of` gives of each.
        lang: BCP 47 tag.
        memory: Where is kept what single texts tell.
    """
    lines = repeated_lines(marks)
    edges = _common((m.edges for m in marks), max(LEAST_PHRASE_REPEATS, REPEATED_PHRASE_SHARE * len(texts)))
    if not edges:
        return Boilerplate(lines)
    search = _PhraseSearch(texts, marks, lines, lang, memory)
    told = search.edges(edges)
    openings = _openings([[head.split() for head in heads] for heads, _tails in told])
    closings = _openings([[tail.split()[::-1] for tail in tails] for _heads, tails in told])
    closings = {phrase[::-1]: count for phrase, count in closings.items()}
    kept = search.confirmed(openings, closings)
    return Boilerplate(lines, *kept)


def _common(found: Iterable[frozenset[int]], least: float) -> frozenset[int]:
    """Give the hashes that so many texts have."""
    return frozenset(mark for mark, count in Counter(chain.from_iterable(found)).items() if count >= least)


def repeated_lines(marks: Sequence[Marks]) -> frozenset[int]:
    """Find the lines that stand in many articles (bylines, headings of a weekly), digits left aside.

    Args:
        marks: What `marks_of` gives of each article.

    Returns:
        Hashes of their patterns.
    """
    return _common((m.lines for m in marks), max(LEAST_REPEATS, REPEATED_LINE_SHARE * len(marks)))


def line_pattern(line: str) -> str:
    """Give what a line shares with its like on other articles.

    >>> line_pattern("Date de publication : 12/02/2017") == line_pattern("date de publication : 3/10/2016")
    True
    """
    return DIGITS.sub("0", fold(line).strip())


def _words(line: str) -> list[str]:
    return _plain(WORD.findall(line))


def _plain(words: Iterable[str]) -> list[str]:
    """Write words in lower case, and numbers as 0."""
    return ["0" if word.isdigit() else word.casefold() for word in words]


def _openings(texts: Sequence[Sequence[Sequence[str]]]) -> dict[Phrase, int]:
    """Count the articles that have each phrase at the start of a line and not as all of it, where enough have it."""
    least = max(LEAST_PHRASE_REPEATS, REPEATED_PHRASE_SHARE * len(texts))
    known: dict[Phrase, int] = {}
    longest: dict[Phrase, int] = {(): len(texts)}
    for length in range(SHORTEST_PHRASE, LONGEST_PHRASE + 1):
        parents = {phrase for phrase in longest if len(phrase) in {0, length - 1}}
        if not parents:
            break
        counts = Counter(
            phrase
            for text in texts
            for phrase in {tuple(words[:length]) for words in text if len(words) > length}
            if not known or phrase[:-1] in parents
        )
        kept = {phrase: count for phrase, count in counts.items() if count >= least}
        known |= kept
        longest = kept
    return known


class _PhraseSearch:
    """Asks the texts of one language for phrases at the edges of their lines, and remembers what each says."""

    def __init__(
        self, texts: Sequence[KnownText], marks: Sequence[Marks], lines: frozenset[int], lang: str, memory: Memory
    ) -> None:
        """Begin a search.

        Args:
            texts: All texts.
            marks: Of each.
            lines: Repeated lines, which do not count.
            lang: BCP 47 tag.
            memory: Where answers are kept.
        """
        self._texts = texts
        self._marks = marks
        self._lines = lines
        self._lang = lang
        self._memory = memory
        self._without_lines: dict[int, str] = {}

    def edges(self, common: frozenset[int]) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
        """Give the first and the last words of the lines of each text that begin, and that end, as many do.

        One more word than a phrase may have: a line is never a phrase as a whole.
        """

        def make(place: int) -> tuple[Sequence[str], Sequence[str]]:
            if self._marks[place].edges.isdisjoint(common):
                return [], []
            lines = [words for words in map(_words, self._rest(place).splitlines()) if len(words) > SHORTEST_PHRASE]
            heads = [" ".join(words[: LONGEST_PHRASE + 1]) for words in lines if _head(words) in common]
            tails = [" ".join(words[-LONGEST_PHRASE - 1 :]) for words in lines if _tail(words) in common]
            return heads, tails

        return self._ask("edges", lambda place: (_listed(self._marks[place].edges & common),), make, _two_lists)

    def confirmed(
        self, openings: Mapping[Phrase, int], closings: Mapping[Phrase, int]
    ) -> tuple[frozenset[Phrase], frozenset[Phrase]]:
        """Keep the phrases that are hardly said elsewhere, and say something.

        Args:
            openings: Phrases, and the texts that have each where a line begins.
            closings: The same where a line ends.
        """
        function_words = _function_words(language(self._lang))
        telling = sorted(
            phrase for phrase in openings.keys() | closings.keys() if not function_words.issuperset(phrase)
        )
        said = self._said(telling)
        anywhere = Counter(chain.from_iterable(said))
        likely = [
            {n: found[phrase] for n, phrase in enumerate(telling) if found.get(phrase, 0) >= EDGE_SHARE * anywhere[n]}
            for found in (openings, closings)
        ]
        # Whether it holds a name is asked where that decides: all texts that say it are searched for that.
        often = REPEATED_NAME_SHARE * len(self._texts)
        names = self._with_names({n for found in likely for n, count in found.items() if count < often}, telling, said)
        kept = [
            frozenset(telling[n] for n, count in found.items() if count >= often or n not in names) for found in likely
        ]
        return kept[0], kept[1]

    def _said(self, phrases: Sequence[Phrase]) -> Sequence[Sequence[int]]:
        """Give the numbers of the phrases that each text says anywhere."""
        spaced = [f" {' '.join(phrase)} " for phrase in phrases]

        def make(place: int) -> list[int]:
            text = f" {' '.join(_words(self._rest(place)))} "
            return [number for number, phrase in enumerate(spaced) if phrase in text]

        said = "".join(spaced)
        return self._ask("said", lambda _place: (said,), make, _numbers) if phrases else [[] for _text in self._texts]

    def _with_names(
        self, doubtful: AbstractSet[int], phrases: Sequence[Phrase], said: Sequence[Sequence[int]]
    ) -> AbstractSet[int]:
        """Find the phrases that hold a name in most of the texts that say them."""
        if not doubtful:
            return doubtful
        written = {number: _written(phrases[number]) for number in sorted(doubtful)}
        asked_for = "".join(f" {' '.join(phrases[number])} " for number in written)

        def make(place: int) -> Sequence[tuple[int, bool]]:
            asked = [number for number in said[place] if number in written]
            text = self._rest(place) if asked else ""
            return [(n, _has_name(m.group())) for n in asked if (m := written[n].search(text))]

        found = Counter(chain.from_iterable(self._ask("names", lambda _place: (asked_for,), make, _flagged)))
        return {number for number in doubtful if found[number, True] > found[number, False]}

    def _ask(
        self,
        question: str,
        told: Callable[[int], Sequence[str]],
        make: Callable[[int], Answer],
        read: Callable[[Any], Answer],
    ) -> Sequence[Answer]:
        """Ask each text, or remember what it said.

        Args:
            question: Names what is asked.
            told: Gives all on which the answer of a text stands, beside the text and its repeated lines.
            make: Asks the text at a place.
            read: Reads an answer as JSON held it.
        """
        key_of = memory_keys(VERSION, question, ground(), self._lang)
        lines = [_listed(marks.lines & self._lines) for marks in self._marks]
        keys = [key_of(text.mark, lines[place], *told(place)) for place, text in enumerate(self._texts)]
        return told_of_each(memory_keys(VERSION, question, "bundle", self._lang), keys, self._memory, make, read)

    def _rest(self, place: int) -> str:
        """Give a text without its repeated lines."""
        if self._marks[place].lines.isdisjoint(self._lines):
            return str(self._texts[place])
        if place not in self._without_lines:
            self._without_lines[place] = _without_lines(str(self._texts[place]), self._lines)
        return self._without_lines[place]


def _two_lists(told: Any) -> tuple[Sequence[str], Sequence[str]]:
    heads, tails = told
    return heads, tails


def _numbers(told: Any) -> Sequence[int]:
    return [int(number) for number in told]


def _flagged(told: Any) -> Sequence[tuple[int, bool]]:
    return [(int(number), bool(flag)) for number, flag in told]


def _listed(hashes: Iterable[int]) -> str:
    return " ".join(map(str, sorted(hashes)))


def _written(phrase: Phrase) -> re.Pattern[str]:
    words = r"\W+".join(r"\d+" if word == "0" else re.escape(word) for word in phrase)
    return re.compile(r"(?<!\w)" + words, re.IGNORECASE)


def _has_name(written: str) -> bool:
    """Tell whether a word after the first is written with a capital."""
    return any(word[0].isupper() for word in WORD.findall(written)[1:])


def _function_words(table: Language) -> frozenset[str]:
    return frozenset(word.strip("'") for word in table.links | table.stops | table.calendar | table.elisions) | {"0"}


def _without_lines(text: str, lines: frozenset[int]) -> str:
    if not lines:
        return text
    return _unless_empty("\n".join(line for line in text.splitlines() if _hash(line_pattern(line)) not in lines), text)


def _without_phrases(text: str, boilerplate: Boilerplate, table: Language) -> str:
    lines = (_trimmed(line, boilerplate.openings, boilerplate.closings, table) for line in text.splitlines())
    return _unless_empty("\n".join(lines), text)


def _unless_empty(rest: str, text: str) -> str:
    return rest if len(rest) >= LEAST_REST * len(text) and rest.strip() else text


def _trimmed(line: str, openings: frozenset[Phrase], closings: frozenset[Phrase], table: Language) -> str:
    """Take the longest opening and the longest closing off a line.

    A preposition that ends an opening stays, as it tells what the rest is.
    """
    words = _words(line)
    places = [match.span() for match in WORD.finditer(line)]
    bound = min(LONGEST_PHRASE, len(words))
    first = next((n for n in range(bound, 0, -1) if tuple(words[:n]) in openings), 0)
    last = next((n for n in range(bound, 0, -1) if tuple(words[-n:]) in closings), 0)
    if not first and not last:
        return line
    if first + last >= len(words):
        return ""
    links = folded_links(table.code)
    while first and fold(words[first - 1]) in links:
        first -= 1
    start = places[first - 1][1] if first else 0
    end = places[-last][0] if last else len(line)
    return line[start:end].strip()
