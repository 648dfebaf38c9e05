"""Acronyms: « Organisation du traité de l'Atlantique nord (OTAN) » is one thing under two names.

A text tells such a pair itself, by brackets, and the initials prove it (Schwartz and Hearst, "A simple algorithm for
identifying abbreviation definitions in biomedical text", 2003, look for pairs in the same place). Nothing else is
taken for a pair: « Nations unies (ONU) » is true, but its letters do not show it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.analysis.languages import language
from generator.analysis.text import APOSTROPHES, commonest, fold, tag_key
from generator.analysis.tokens import mid_sentence
from generator.analysis.words import Role

BRACKETS = re.compile(r"\(([^()\n]{2,120})\)")
MARK = re.compile(r"[.,;:!?()\[\]«»“”„\"\n–—]+")
BREAK = re.compile(r"[\s«»“”(\"']")
ODD = re.compile(f"[{''.join(map(chr, APOSTROPHES))}]")
ACRONYM = re.compile(r"[^\W\d_](?:[^\W\d_]|[.&/-](?=[^\W\d_]))+\.?")
WORD = re.compile(r"\w+")
MOST_LETTERS = 10
BEFORE = 200
"""Characters before a bracket in which an expansion is sought."""
FEWEST_LETTERS = 2
FEWEST_MIXED_LETTERS = 3
"""Letters of an acronym that is not written in capitals alone (Otan, MoDem)."""
SHORT_WORD = 3
"""Letters up to which a word in lower case may have no initial of its own, in any language."""
LONGEST_EXPANSION = 14
DOMINANT_SHARE = 0.8
"""Share of the texts that tell an acronym which must mean one thing by it."""
LONGEST_CANDIDATE = 5
MOST_CONTENT_WORDS = 3


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """An acronym, without dots, and what it stands for, as one text writes them."""

    acronym: str
    expansion: str


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """The form under which a pair is counted and shown, and the other one."""

    other: str
    shown: str


Uses = Mapping[Pair, tuple[int, int]]
"""How often a text has acronym and expansion of the pairs of which it has one."""


def find_pairs(text: str, lang: str) -> Iterator[Pair]:
    """Find the pairs that a text tells, in either order.

    >>> list(find_pairs("L’Organisation du traité de l’Atlantique nord (OTAN) et la FIFA (Paris).", "fr"))
    [Pair(acronym='OTAN', expansion="Organisation du traité de l'Atlantique nord")]
    >>> list(find_pairs("The ESA (European Space Agency) met Michel Barnier (EU).", "en"))
    [Pair(acronym='ESA', expansion='European Space Agency')]
    """
    for match in BRACKETS.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        before = _plain(text[max(line_start, match.start() - BEFORE) : match.start()])
        pair = _pair(before.rstrip(" »”\"'\u00a0\u202f"), _plain(match.group(1).strip()), lang)
        if pair is not None:
            yield pair


def _plain(text: str) -> str:
    """Make apostrophes plain; most of what stands at a bracket has none, and finding that out costs little."""
    return text.translate(APOSTROPHES) if ODD.search(text) else text


def _pair(before: str, inside: str, lang: str) -> Pair | None:
    """Read what stands before a bracket and in it as a pair, if the initials agree."""
    for acronym in filter(None, map(_as_acronym, _first_words(inside))):
        name = MARK.split(before)[-1]
        if (start := _aligned(name, acronym, lang, whole=False)) is not None:
            return Pair(acronym, _without_possessive(name[start:].strip(), lang))
    acronym, name = _as_acronym(BREAK.split(before)[-1]), MARK.split(inside)[0]
    start = _aligned(name, acronym, lang, whole=True) if acronym else None
    return None if start is None else Pair(acronym, name[start:].strip())


def _first_words(inside: str) -> Sequence[str]:
    """Give what may be an acronym in a bracket: alone, after one other word (« ou OTAN »), or before a mark."""
    words = re.split(r"[,;:\s]+", inside)
    return words if len(words) <= 2 else words[:1] if inside[len(words[0])] in ",;:" else ()


def _without_possessive(phrase: str, lang: str) -> str:
    return phrase.removesuffix("'s") if language(lang).possessive else phrase


def _as_acronym(token: str) -> str:
    """Give an acronym without dots and plural, or nothing when the token cannot be one."""
    if not ACRONYM.fullmatch(token) or not token[0].isupper():
        return ""
    bare = token.replace(".", "")
    if bare.endswith("s") and bare[:-1].isupper():
        bare = bare[:-1]
    least = FEWEST_LETTERS if bare.isupper() else FEWEST_MIXED_LETTERS
    return bare if least <= len(_letters(bare)) <= MOST_LETTERS else ""


def _letters(acronym: str) -> str:
    return "".join(letter for letter in fold(acronym) if letter.isalpha())


def _words(clause: str) -> list[tuple[int, str]]:
    """Give the last words of a clause, parts of hyphenated ones apart, each with its place in characters."""
    return [(m.start(), m.group()) for m in WORD.finditer(clause)][-LONGEST_EXPANSION:]


def _aligned(clause: str, acronym: str, lang: str, *, whole: bool) -> int | None:
    """Find where the words begin whose initials, to the last word, are the acronym.

    Args:
        clause: Its last words are looked at.
        acronym: Without dots.
        lang: BCP 47 tag; its function words may be skipped or counted.
        whole: Whether all words must belong to it, but for function words before.

    Returns:
        The place of the first word, or None.
    """
    words = _words(clause)
    capitals = "".join(letter for letter in acronym if letter.isupper())
    for letters in dict.fromkeys((_letters(acronym), _letters(capitals))):
        if len(letters) < FEWEST_LETTERS:
            continue
        first = _match(words, letters, _skippable(lang))
        if first is None or first == len(words) - 1:
            continue
        if not whole or all(_may_skip(word, _skippable(lang)) for _, word in words[:first]):
            return words[first][0]
    return None


def _match(
    words: Sequence[tuple[int, str]], letters: str, skippable: frozenset[str], *, last: bool = True
) -> int | None:
    """Match initials from the last word backwards; give the number of the first word, which is no function word."""
    if not words or not letters:
        return None
    word = words[-1][1]
    little = _may_skip(word, skippable)
    at_edge = last or len(letters) == 1
    if _initial(word[0]) == letters[-1] and not (at_edge and word in skippable):
        found = len(words) - 1 if len(letters) == 1 else _match(words[:-1], letters[:-1], skippable, last=False)
        if found is not None:
            return found
    return _match(words[:-1], letters, skippable, last=False) if little and not last else None


@lru_cache(maxsize=10_000)
def _initial(letter: str) -> str:
    return fold(letter)[:1]


def _may_skip(word: str, skippable: frozenset[str]) -> bool:
    return word.islower() and (len(word) <= SHORT_WORD or word in skippable)


@lru_cache(maxsize=64)
def _skippable(lang: str) -> frozenset[str]:
    table = language(lang)
    return frozenset(word.strip("'") for word in table.links | table.elisions)


def agree(
    told: Sequence[Iterable[Pair]],
    uses_of: Callable[[PairSearch], Iterable[Uses]],
    lang: str,
    chosen: frozenset[str] = frozenset(),
) -> tuple[tuple[Naming, ...], ...]:
    """Decide over all texts of one language under which form each pair is counted and shown.

    The form that people chose as a tag is taken, else the one that most texts use. An acronym that stands for
    several things is joined only in the texts that say for which.

    Args:
        told: What `find_pairs` gives of the headline and prose of each article.
        uses_of: Searches them for pairs; gives what the search tells of each, in their order. Not asked without pairs.
        lang: BCP 47 tag.
        chosen: Keys of tags that people chose; two of them are never joined.

    Returns:
        What to rename in each text, ordered.
    """
    pairs_of = [frozenset(pairs) for pairs in told]
    known = _common_pairs(pairs_of, lang)
    search = PairSearch(known.values())
    found: list[set[Naming | None]] = [set() for _ in told]
    uses: dict[Pair, dict[int, tuple[int, int]]] = {pair: {} for pair in search.pairs}
    for number, counts in enumerate(uses_of(search) if search.pairs else ()):
        for pair, count in counts.items():
            uses[pair][number] = count
    shown = {pair: _shown(pair, counts, lang, chosen) for pair, counts in uses.items()}
    for pair, users in uses.items():
        for number in users:
            found[number].add(shown[pair])
    for number, pairs in enumerate(pairs_of):
        for pair in pairs:
            common = known.get(fold(pair.acronym))
            if common is None:
                found[number].add(_towards_acronym(pair, lang, chosen))
            elif tag_key(pair.expansion, lang) != tag_key(common.expansion, lang):
                found[number].discard(shown[common])  # here the acronym stands for something else
    return tuple(tuple(sorted(filter(None, namings))) for namings in found)


def _common_pairs(told: Sequence[frozenset[Pair]], lang: str) -> Mapping[str, Pair]:
    """Give for each folded acronym the pair that nearly all texts mean."""
    groups: dict[str, dict[str, Counter[Pair]]] = defaultdict(lambda: defaultdict(Counter))
    for pairs in told:
        for pair in pairs:
            groups[fold(pair.acronym)][tag_key(pair.expansion, lang)][pair] += 1
    common = {}
    for acronym, expansions in groups.items():
        counts = {key: spellings.total() for key, spellings in expansions.items()}
        most = max(sorted(counts), key=lambda key: counts[key])
        if counts[most] >= DOMINANT_SHARE * sum(counts.values()):
            common[acronym] = _usual(expansions[most])
    return common


def _usual(pairs: Counter[Pair]) -> Pair:
    """Give the commonest spelling of each side."""
    acronyms: Counter[str] = Counter()
    expansions: Counter[str] = Counter()
    for pair, count in pairs.items():
        acronyms[pair.acronym] += count
        expansions[pair.expansion] += count
    return Pair(commonest(acronyms), commonest(expansions))


class PairSearch:
    """Counts acronym and expansion of pairs in texts."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """Make ready to search for some pairs."""
        self.pairs = tuple(sorted(pairs))
        self._index: dict[str, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            # The longest word is most likely the rarest: few texts are searched for the whole.
            self._index[max(_in_a_row(fold(pair.expansion)).split(), key=len)].append(pair)
            self._index[max(_in_a_row(pair.acronym).split(), key=len)].append(pair)

    def uses(self, text: str) -> Uses:
        """Count both sides of the pairs of which a text has one."""
        written = _in_a_row(text)
        folded = written.casefold() if written.isascii() else fold(written)
        found = {}
        for pair in {p for word in self._index.keys() & {*written.split(), *folded.split()} for p in self._index[word]}:
            counts = written.count(_in_a_row(pair.acronym)), folded.count(_in_a_row(fold(pair.expansion)))
            if counts[1] or (counts[0] and len(pair.acronym) > FEWEST_LETTERS):
                found[pair] = counts
        return found


def _in_a_row(text: str) -> str:
    """Give the words of a text, each between blanks."""
    return f" {' '.join(WORD.findall(text))} "


def _shown(pair: Pair, uses: Mapping[int, tuple[int, int]], lang: str, chosen: frozenset[str]) -> Naming | None:
    """Choose the form of a pair to show; None when people keep the two apart."""
    acronym, expansion = (tag_key(form, lang) in chosen for form in (pair.acronym, pair.expansion))
    fits = _can_be_keyword(pair.expansion, lang)
    if acronym or expansion:
        if expansion and (acronym or not fits):
            return None
        by_acronym = acronym
    else:
        votes = [a > e if a != e else not fits for a, e in uses.values()]
        by_acronym = not fits or sum(votes) * 2 > len(votes)
    return Naming(pair.expansion, pair.acronym) if by_acronym else Naming(pair.acronym, pair.expansion)


def _towards_acronym(pair: Pair, lang: str, chosen: frozenset[str]) -> Naming | None:
    return None if tag_key(pair.expansion, lang) in chosen else Naming(pair.expansion, pair.acronym)


def _can_be_keyword(expansion: str, lang: str) -> bool:
    words = mid_sentence(expansion, lang)
    content = sum(word.role is Role.CONTENT for word in words)
    return len(words) <= LONGEST_CANDIDATE and content <= MOST_CONTENT_WORDS and words[-1].role is Role.CONTENT
