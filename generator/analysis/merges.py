"""Merges that an editor may want: pairs of tags of one edition that may be one subject, each with its evidence.

Tags of one key are one already. Whatever is left is for people to judge: Iran is one letter away from Irak, and is
another country. So nothing is merged here; evidence is weighed, told with its numbers, and a refusal is remembered.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum
from itertools import combinations

from generator.analysis.abbreviations import Pair, by_initials, is_initialism, ordered, small_words, spelled_out
from generator.analysis.authority import Authority, plain_key
from generator.analysis.languages import language
from generator.analysis.text import fold, stem
from generator.config import Vocabulary
from generator.model import Tag

TELLING_INITIALS = 3
"""Letters from which an abbreviation fits its expansion hardly by chance."""
SHORTEST_EDIT = 4
"""Letters below which one edit makes another word anyway; of Iran and Irak, with four, too, so that it is weak."""
TELLING_EDIT = 8
"""Letters from which one edit is more likely a slip than another word."""
LEAST_TOGETHER = 4
TOGETHER_SHARE = 0.8
"""Articles that bear both tags, at least, and their share of those that bear either."""


class Strength(IntEnum):
    """How much evidence weighs."""

    WEAK = 1
    FAIR = 2
    STRONG = 3


class Kind(Enum):
    """What makes two tags look like one."""

    SPELLED_OUT = "spelled out"
    SPACING = "spacing"
    INITIALS = "initials"
    SMALL_WORDS = "small words"
    WORD_ORDER = "word order"
    ONE_EDIT = "one edit"
    TOGETHER = "together"


NEAR = frozenset({Kind.SPACING, Kind.SMALL_WORDS, Kind.WORD_ORDER, Kind.ONE_EDIT})
"""Evidence that lies in the spelling: such tags are near-duplicates."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason to take two tags for one.

    Attributes:
        kind: What it is.
        strength: What it weighs.
        count: Articles that spell the abbreviation out, or that bear both tags; else 0.
        of: Articles that bear either tag; 0 but for `Kind.TOGETHER`.
    """

    kind: Kind
    strength: Strength
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A merge to look at.

    Attributes:
        merged: Tag that would become an alias.
        into: Tag that would stay: the one of the editor, else of authors, else of more articles.
        evidence: Strongest first.
    """

    merged: Tag
    into: Tag
    evidence: tuple[Evidence, ...]

    @property
    def strength(self) -> Strength:
        """Give the weight of the strongest evidence."""
        return self.evidence[0].strength


def suggest_merges(
    tags: Iterable[Tag], prose: Iterable[str], vocabulary: Vocabulary, lang: str
) -> tuple[Suggestion, ...]:
    """Find the pairs of tags that may be one, strongest evidence first.

    Pairs that the editor keeps apart are left out; two tags with rules of their own need strong evidence.

    Args:
        tags: Of one edition.
        prose: The articles of the edition, in plain text.
        vocabulary: The editor's words.
        lang: BCP 47 tag.
    """
    by_key = {tag.key: tag for tag in tags}
    authority = Authority(vocabulary, lang)
    found: dict[Pair, list[Evidence]] = defaultdict(list)
    for pair, evidence in _all_evidence(by_key, prose, authority, lang):
        found[pair].append(evidence)
    for pair in _refused(vocabulary, authority, lang):
        found.pop(pair, None)
    suggestions = [_suggestion(by_key[one], by_key[other], found[one, other], authority) for one, other in found]
    return tuple(sorted((s for s in suggestions if _is_worth_a_look(s, authority)), key=_order))


def near_duplicates(suggestions: Iterable[Suggestion]) -> Mapping[str, tuple[str, ...]]:
    """Give for each key the labels of the tags that are spelled nearly like it."""
    near: dict[str, list[str]] = defaultdict(list)
    for suggestion in suggestions:
        if any(evidence.kind in NEAR for evidence in suggestion.evidence):
            near[suggestion.merged.key].append(suggestion.into.label)
            near[suggestion.into.key].append(suggestion.merged.label)
    return {key: tuple(sorted(labels)) for key, labels in near.items()}


def is_one_edit(one: str, other: str) -> bool:
    """Tell whether a letter added, dropped or replaced, or two exchanged, make one word of the other.

    >>> is_one_edit("merkel", "merkle"), is_one_edit("teresa", "theresa"), is_one_edit("niger", "nigeria")
    (True, True, False)
    """
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return one != other and (
        a[1:] == b[1:] or a[1:] == b or a == b[1:] or (len(a) > 1 and len(b) > 1 and (b[1] + b[0] + b[2:]) == a)
    )


def _all_evidence(
    tags: Mapping[str, Tag], prose: Iterable[str], authority: Authority, lang: str
) -> Iterator[tuple[Pair, Evidence]]:
    """Give all evidence, pair by pair."""
    for pair, count in sorted(spelled_out(tags, prose, authority, lang).items()):
        yield pair, Evidence(Kind.SPELLED_OUT, Strength.STRONG, count)
    for pair in by_initials(tags, lang):
        letters = min(len(tags[key].label.replace(".", "")) for key in pair)
        yield pair, Evidence(Kind.INITIALS, Strength.FAIR if letters >= TELLING_INITIALS else Strength.WEAK)
    yield from _by_spelling(tags, lang)
    yield from _together(tags)


def _by_spelling(tags: Mapping[str, Tag], lang: str) -> Iterator[tuple[Pair, Evidence]]:
    """Find tags that differ in blanks, small words, the order of words, or one letter."""
    seen: set[Pair] = set()
    code = language(lang).code
    words = {key: re.findall(r"\w+", fold(tag.label)) for key, tag in tags.items()}
    content = {key: [stem(w, code) for w in own if w not in small_words(code)] for key, own in words.items()}
    for kind, strength, shared in (
        (Kind.SPACING, Strength.STRONG, {key: stem("".join(words[key]), code) for key in tags}),
        (Kind.SMALL_WORDS, Strength.FAIR, {key: "".join(content[key]) for key in tags}),
        (Kind.WORD_ORDER, Strength.FAIR, {key: " ".join(sorted(content[key])) for key in tags}),
    ):
        for pair in sorted(_sharing(shared) - seen):
            seen.add(pair)
            yield pair, Evidence(kind, strength)
    for one, other in sorted(_one_edit_apart(tags) - seen):
        both = set(tags[one].articles) & set(tags[other].articles)
        is_slip = not both and min(len(tags[key].label) for key in (one, other)) >= TELLING_EDIT
        yield (one, other), Evidence(Kind.ONE_EDIT, Strength.FAIR if is_slip else Strength.WEAK)


def _sharing(shared: Mapping[str, str]) -> set[Pair]:
    """Give the pairs of keys that share something, where there is something to share."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, value in shared.items():
        if value:
            groups[value].append(key)
    return {ordered(*pair) for keys in groups.values() for pair in combinations(keys, 2)}


def _one_edit_apart(tags: Mapping[str, Tag]) -> set[Pair]:
    """Find the tags whose labels are one edit apart, numbers and abbreviations aside.

    Words one edit apart share a word when each drops a letter, so that not all pairs need be compared. Slips seldom
    hit the first letter (Pollock and Zamora, "Automatic spelling correction in scientific and scholarly text", 1984),
    which makes « fusée » of « musée ».
    """
    names = [(fold(tag.label), key) for key, tag in tags.items() if _may_slip(tag.label)]
    buckets: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, key in names:
        for shorter in {name, *(name[:n] + name[n + 1 :] for n in range(len(name)))}:
            buckets[shorter].append((name, key))
    return {
        ordered(one, other)
        for bucket in buckets.values()
        for (name, one), (near, other) in combinations(bucket, 2)
        if name[0] == near[0] and _numbers(name) == _numbers(near) and is_one_edit(name, near)
    }


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)


def _may_slip(label: str) -> bool:
    return len(label) >= SHORTEST_EDIT and not is_initialism(label)


def _together(tags: Mapping[str, Tag]) -> Iterator[tuple[Pair, Evidence]]:
    """Find tags that articles bear almost always together."""
    borne: dict[str, list[str]] = defaultdict(list)
    for key, tag in tags.items():
        for article in tag.articles if len(tag.articles) >= LEAST_TOGETHER else ():
            borne[article].append(key)
    both = Counter(ordered(*pair) for keys in borne.values() for pair in combinations(keys, 2))
    for (one, other), count in sorted(both.items()):
        either = len(tags[one].articles) + len(tags[other].articles) - count
        if count >= LEAST_TOGETHER and count >= TOGETHER_SHARE * either:
            yield (one, other), Evidence(Kind.TOGETHER, Strength.WEAK, count, either)


def _refused(vocabulary: Vocabulary, authority: Authority, lang: str) -> Iterator[Pair]:
    for pair in vocabulary.apart:
        one, other = (authority.resolve(plain_key(name, lang)) for name in pair)
        yield ordered(one, other)


def _suggestion(one: Tag, other: Tag, evidence: Sequence[Evidence], authority: Authority) -> Suggestion:
    def standing(tag: Tag) -> tuple[bool, bool, int]:
        return tag.key in authority.rules, tag.declared, len(tag.articles)

    into, merged = (other, one) if standing(other) > standing(one) else (one, other)
    order = list(Kind)
    return Suggestion(merged, into, tuple(sorted(evidence, key=lambda e: (-e.strength, order.index(e.kind)))))


def _is_worth_a_look(suggestion: Suggestion, authority: Authority) -> bool:
    told_apart = {suggestion.merged.key, suggestion.into.key} <= authority.rules.keys()
    return suggestion.strength is Strength.STRONG or not told_apart


def _order(suggestion: Suggestion) -> tuple[int, int, int, str, str]:
    articles = len(suggestion.merged.articles) + len(suggestion.into.articles)
    keys = suggestion.into.key, suggestion.merged.key
    return -suggestion.strength, -len(suggestion.evidence), -articles, *keys
