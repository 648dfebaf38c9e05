"""Mentions: what one article could be tagged with, and how much it is about it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from generator.analysis.authority import Authority
from generator.analysis.forms import meanings
from generator.analysis.readings import IS_TERM, Reading, Term
from generator.analysis.text import commonest, unaccented
from generator.texts import KnownText

FRAGMENT_SHARE = 0.5
"""Share of occurrences cut out of a longer name from which a phrase is no name of its own."""
NAME_SHARE = 0.5
"""Share of capitalised occurrences from which a phrase is a name."""
NAME_BONUS = 0.5
"""How much more a name is worth than a noun."""


class Mention(NamedTuple):
    """What one article says of a possible tag; the shares are those of `Candidate`.

    There are some hundreds for each article, so that it counts what making one costs.

    Attributes:
        key: Of the tag.
        phrase: As the article spells it.
        count: Occurrences.
        in_title: Whether the headline has it.
        in_lead: Whether the first paragraph has it.
        is_top: Whether it is among the article's best keywords.
        capital, announced, cut: Shares.
    """

    key: str
    phrase: str
    count: int  # type: ignore[assignment]  # occurrences; nobody asks for the method of tuples
    in_title: bool = False
    in_lead: bool = False
    is_top: bool = False
    capital: float = 0.0
    announced: float = 0.0
    cut: float = 0.0

    @property
    def is_firm(self) -> bool:
        """Tell whether the article is about it, not only mentions it."""
        return self.in_title or self.in_lead or self.count >= 2

    def merit(self, support: float, count: int = 0) -> float:
        """Weigh it against the other possible tags of its article.

        Args:
            support: Square root of the share of the articles having it that are about it, in (0, 1].
            count: Occurrences of what stands for it, if that has more.
        """
        return _merit(max(self.count, count), self.capital, support)


@lru_cache(maxsize=100_000)
def _merit(count: int, capital: float, support: float) -> float:
    return round((1 + math.log(count)) * support * (1 + NAME_BONUS * capital), 9)


def is_nested(one: str, other: str) -> bool:
    """Tell whether one key is the other or a run of its words.

    >>> is_nested("james matti", "matti"), is_nested("niger", "nigeria"), is_nested("nps", "nps.gov")
    (True, False, True)
    """
    one, other = _between_blanks(one), _between_blanks(other)
    return one in other or other in one


@lru_cache(maxsize=100_000)
def _between_blanks(key: str) -> str:
    return f" {key.replace('.', ' ')} "


def fits(key: str, borne: Iterable[str]) -> bool:
    """Tell whether a tag may stand beside others: it is none of them, no part of one, and holds none."""
    own = _between_blanks(key)
    for other in borne:
        spaced = _between_blanks(other)
        if own in spaced or spaced in own:
            return False
    return True


Mentions = Mapping[str, Mention]
"""What one article could be tagged with, by key."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked of an article: its reading, its best keywords, and its words.

    Attributes:
        reading: What it tells of its phrases.
        top: The rows of its best keywords.
        title, prose: What people chose is sought here literally.
        rows: The phrases of the reading that may be tags; None for all.
        names: Further ones that may be names, or parts of names, of those.
    """

    reading: Reading
    top: Sequence[int]
    title: str
    prose: KnownText
    rows: Sequence[int] | None = None
    names: Sequence[int] = ()


def find_mentions(article: Told, authority: Authority) -> dict[str, Mention]:
    """Find what an article could be tagged with, by key."""
    prose = str(article.prose)
    first_line = next((line for line in prose.splitlines() if line.strip()), "")
    lead = f" {_words(first_line)} "
    aliases, people = authority.aliases, authority.people
    found: dict[str, Mention] = {}
    rows, top = article.rows, set(article.top)
    said = article.reading.mentioned(None if rows is None else [*rows, *article.names])
    phrases, names = (said, ()) if rows is None else (said[: len(rows)], said[len(rows) :])
    places = range(len(said)) if rows is None else rows
    for row, (raw, phrase, count, in_title, announced, capital, cut) in zip(places, phrases, strict=True):
        key = aliases.get(raw, raw)
        if key in people and not authority.means(raw, phrase):
            continue
        is_top = row in top
        in_lead = (is_top or key in people) and f" {_words_of_phrase(phrase)} " in lead
        mention = Mention(key, phrase, count, in_title, in_lead, is_top, capital, announced, cut)
        found[key] = _joined(found[key], mention) if key in found else mention
    found |= _literal(article, (prose, first_line), authority, found, phrases)
    return found | _with_surnames(found, names)


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w-]+", unaccented(text).casefold()))


_words_of_phrase = lru_cache(maxsize=100_000)(_words)


def _literal(
    article: Told, texts: tuple[str, str], authority: Authority, found: Mentions, phrases: Sequence[Term]
) -> dict[str, Mention]:
    """Find the words of people that stand in an article literally, however the extractor has cut them.

    `texts` are its prose, and the first line of that.
    """
    title, prose, lead = (authority.written_in(text) for text in (article.title, *texts))
    if not title and not prose:
        return {}
    signs = article.reading.numbers("signs")
    rows = range(len(signs)) if article.rows is None else article.rows
    fragments = (
        p.key for row, p in zip(rows, phrases, strict=True) if p.cut >= FRAGMENT_SHARE and signs[row] & IS_TERM
    )
    parts = set(fragments)
    counts: Counter[str] = Counter()
    for (raw, key), count in [*title.items(), *prose.items()]:
        counts[key] += count * (raw not in parts)
    mentions = {}
    for key, count in counts.items():
        if count:
            known = found.get(key) or Mention(key, authority.label(key), 0)
            mentions[key] = known._replace(
                count=max(known.count, count),
                in_title=known.in_title or key in {k for _, k in title},
                in_lead=known.in_lead or key in {k for _, k in lead},
            )
    return mentions


def _with_surnames(found: Mentions, others: Iterable[Term]) -> dict[str, Mention]:
    """Count a full name as often as the part of it by which the article goes on to call it.

    Args:
        found: The names to count.
        others: What else may be a name, or a part of one.
    """
    known: dict[str, Mention | Term] = {term.key: term for term in others} | dict(found)
    names = [key for key, m in known.items() if " " in key and m.capital >= NAME_SHARE]
    owners = Counter(word for key in names for word in set(key.split(" ")))
    return {
        key: found[key]._replace(count=max(found[key].count, *(known[w].count for w in own)))
        for key in names
        if key in found
        and (own := [w for w in key.split(" ") if owners[w] == 1 and w in known and known[w].capital >= NAME_SHARE])
    }


def _joined(one: Mention, other: Mention) -> Mention:
    """Join the mentions of an alias and of its tag."""
    first = min(one, other, key=lambda m: (-m.count, m.phrase))
    return first._replace(
        count=one.count + other.count,
        in_title=one.in_title or other.in_title,
        in_lead=one.in_lead or other.in_lead,
        is_top=one.is_top or other.is_top,
    )


def consistent(mentions: Mapping[str, Mentions], people: frozenset[str], lang: str) -> Mapping[str, Mentions]:
    """Drop the mentions whose word is another than the one that most articles mean by the key.

    Args:
        mentions: By article and key.
        people: Keys that people chose, whose words are known already.
        lang: Language of all.
    """
    # Most articles say of a tag what others say of it.
    said = Counter(chain.from_iterable(found.values() for found in mentions.values()))
    spelled = {mention: times for mention, times in said.items() if mention.key not in people}
    means = meanings(spelled, lang)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for mention, times in spelled.items():
        if meaning := means.get((mention.key, mention.phrase)):
            votes[mention.key][meaning] += times * (1 + mention.is_firm)
    usual = {key: commonest(counts) for key, counts in votes.items()}
    unusual: dict[str, set[str]] = defaultdict(set)
    for (key, phrase), meaning in means.items():
        if meaning != usual[key]:
            unusual[key].add(phrase)

    def usual_ones(found: Mentions) -> Mentions:
        lost = {key for key in found.keys() & unusual.keys() if found[key].phrase in unusual[key]}
        # Nearly all articles keep all; an archive has no room for each list twice.
        return {key: m for key, m in found.items() if key not in lost} if lost else found

    return {id_: usual_ones(found) for id_, found in mentions.items()}
