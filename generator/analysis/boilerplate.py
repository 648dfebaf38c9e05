"""Boilerplate: what the site says again and again, and no article is about.

Whole lines (a byline, a heading of a weekly), and phrases with which lines begin or end (« Par notre correspondant à
Moscou », "Originally published on…"), are found from the corpus: no list of such phrases is kept anywhere.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.analysis.languages import Language, language
from generator.analysis.text import fold, folded_links

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


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells in advance whether a text can hold anything that others repeat.

    Attributes:
        lines: Hashes of the patterns of its lines.
        edges: Hashes of the first and of the last three words of its lines.
    """

    lines: frozenset[int]
    edges: frozenset[int]


def marks_of(text: str) -> Marks:
    """Give the marks of a text."""
    lines = text.splitlines()
    written = [own for own in map(WORD.findall, lines) if len(own) > SHORTEST_PHRASE]
    heads = {_hash("head", *_plain(own[:SHORTEST_PHRASE])) for own in written}
    tails = {_hash("tail", *_plain(own[-SHORTEST_PHRASE:])) for own in written}
    return Marks(frozenset(_hash(line_pattern(line)) for line in lines), frozenset(heads | tails))


def _hash(*words: str) -> int:
    """Give a number that is the same everywhere; what two of a million lines share by chance costs time, no more."""
    state = _UNTOUCHED.copy()
    state.update(" ".join(words).encode("utf-8", "surrogatepass"))
    return int.from_bytes(state.digest())


_UNTOUCHED = hashlib.blake2b(digest_size=6)
"""Copied for each hash, at half of the cost of beginning anew."""


def without_boilerplate(texts: Sequence[str], lang: str, marks: Sequence[Marks] | None = None) -> Sequence[str]:
    """Take repeated lines and phrases off all texts of one language, each one block a line.

    An article of which little would be left stays whole: a reprint is repeated too, and still an article.

    Args:
        texts: The articles.
        lang: BCP 47 tag.
        marks: What `marks_of` gives of each, if known.

    Returns:
        The texts themselves, where there is nothing to take off.
    """
    known = [marks_of(text) for text in texts] if marks is None else marks
    lines = repeated_lines(texts, known)
    rest = [_without_lines(text, lines) for text in texts] if lines else texts
    left = (m if kept == text else marks_of(kept) for m, kept, text in zip(known, rest, texts, strict=True))
    edges = (m.edges for m in (left if lines else known))
    if not _common(edges, max(LEAST_PHRASE_REPEATS, REPEATED_PHRASE_SHARE * len(texts))):
        return rest
    openings, closings = repeated_phrases(rest, lang)
    if not openings and not closings:
        return rest
    table = language(lang)
    return tuple(_without_phrases(text, openings, closings, table) for text in rest)


def _common(found: Iterable[frozenset[int]], least: float) -> frozenset[int]:
    """Give the hashes that so many texts have."""
    return frozenset(mark for mark, count in Counter(chain.from_iterable(found)).items() if count >= least)


def repeated_lines(texts: Sequence[str], marks: Sequence[Marks] | None = None) -> frozenset[str]:
    """Find the lines that stand in many articles (bylines, headings of a weekly), digits left aside.

    Args:
        texts: The articles.
        marks: What `marks_of` gives of each, if known.

    Returns:
        Their patterns, as `line_pattern` gives them.
    """
    known = [marks_of(text) for text in texts] if marks is None else marks
    least = max(LEAST_REPEATS, REPEATED_LINE_SHARE * len(texts))
    common = _common((m.lines for m in known), least)
    worth = [texts[place] for place, m in enumerate(known) if not common.isdisjoint(m.lines)]
    counts = Counter(pattern for text in worth for pattern in {line_pattern(line) for line in text.splitlines()})
    return frozenset(pattern for pattern, count in counts.items() if pattern and count >= least)


def line_pattern(line: str) -> str:
    """Give what a line shares with its like on other articles.

    >>> line_pattern("Date de publication : 12/02/2017") == line_pattern("date de publication : 3/10/2016")
    True
    """
    return DIGITS.sub("0", fold(line).strip())


def repeated_phrases(texts: Sequence[str], lang: str) -> tuple[frozenset[Phrase], frozenset[Phrase]]:
    """Find the phrases with which lines of many articles begin, and those with which they end.

    Returns:
        Openings and closings, as words in lower case; digits are left aside.
    """
    lines = [[_words(line) for line in text.splitlines()] for text in texts]
    backwards = [[words[::-1] for words in text] for text in lines]
    openings = _openings(lines)
    closings = {phrase[::-1]: count for phrase, count in _openings(backwards).items()}
    table = language(lang)
    return _confirmed(openings, texts, table), _confirmed(closings, texts, table)


def _words(line: str) -> list[str]:
    return _plain(WORD.findall(line))


def _plain(words: Iterable[str]) -> list[str]:
    """Write words in lower case, and numbers as 0."""
    return ["0" if word.isdigit() else word.casefold() for word in words]


def _openings(texts: Sequence[Sequence[Sequence[str]]]) -> dict[Phrase, int]:
    """Count the articles that have each phrase at the start of a line, where enough have it."""
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


def _confirmed(found: Mapping[Phrase, int], texts: Sequence[str], table: Language) -> frozenset[Phrase]:
    """Keep the phrases that are hardly said elsewhere, and say something."""
    function_words = _function_words(table)
    telling = [phrase for phrase in sorted(found) if not function_words.issuperset(phrase)]
    spaced = [f" {' '.join(_words(text))} " for text in (texts if telling else ())]
    kept = set()
    for phrase in telling:
        anywhere = [text for text, said in zip(texts, spaced, strict=True) if f" {' '.join(phrase)} " in said]
        count = found[phrase]
        # Whether it holds a name is asked where that decides: all texts that say it are searched for that.
        if count >= EDGE_SHARE * len(anywhere) and (
            count >= REPEATED_NAME_SHARE * len(texts) or not _has_name(phrase, anywhere)
        ):
            kept.add(phrase)
    return frozenset(kept)


def _has_name(phrase: Phrase, texts: Iterable[str]) -> bool:
    """Tell whether a word after the first is written with a capital where the phrase stands."""
    written = re.compile(r"(?<!\w)" + r"\W+".join(r"\d+" if w == "0" else re.escape(w) for w in phrase), re.IGNORECASE)
    names = [any(word[0].isupper() for word in WORD.findall(m.group())[1:]) for t in texts if (m := written.search(t))]
    return sum(names) * 2 > len(names)


def _function_words(table: Language) -> frozenset[str]:
    return frozenset(word.strip("'") for word in table.links | table.stops | table.calendar | table.elisions) | {"0"}


def _without_lines(text: str, lines: frozenset[str]) -> str:
    return _unless_empty("\n".join(line for line in text.splitlines() if line_pattern(line) not in lines), text)


def _without_phrases(text: str, openings: frozenset[Phrase], closings: frozenset[Phrase], table: Language) -> str:
    return _unless_empty("\n".join(_trimmed(line, openings, closings, table) for line in text.splitlines()), text)


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
