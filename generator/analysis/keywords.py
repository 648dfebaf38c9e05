"""Keywords of one article: YAKE and our own candidates, re-ranked by what text and corpus tell.

Two steps: `read_articles` is pure, costs what taking a text apart costs, and is remembered by content; `rank` adds
what only the corpus knows and is cheap enough to be done every time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from itertools import chain

from generator.analysis.acronyms import Naming
from generator.analysis.candidates import Candidate, find_candidates
from generator.analysis.languages import language
from generator.analysis.proposals import propose, stop_words
from generator.analysis.readings import Reading, Term, decode
from generator.analysis.renaming import rename
from generator.analysis.surnames import with_surnames
from generator.analysis.text import bare
from generator.analysis.tokens import tokenise
from generator.memory import Memory, memory_key
from generator.model import Keyword
from generator.texts import KnownText
from generator.workforce import ALONE, MadeInTime, Workforce

READING_VERSION = "analysis.reading/10"
SECONDS = 0.01
"""CPU time of reading an article."""
AHEAD = 100
"""Batches of articles that each worker may read before anybody asks for them: some 40 MB of readings."""
KEPT_CANDIDATES = 120


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What each feature adds to the score of a candidate.

    One set for all languages. A coordinate search on news with keyphrases chosen by people (WikiNews, 110-PT-BN,
    DUC-2001, 500N-KPCrowd) gave the start; count, word_rarity, title, announced, lengths, once and proposal were then
    moved by hand, in round steps, on 33 French WikiNews articles, so that figures on those flatter the set.
    Features are those of `Candidate`.

    Attributes:
        count: Per ln(1 + occurrences).
        rarity: Per inverse document frequency of the phrase; negative, as a phrase that other articles have is
            more likely to be a subject of the site.
        word_rarity: Per mean inverse document frequency of its words.
        first: Per ln(1 + words before it).
        title: In the title.
        announced: Per share after a determiner or preposition.
        capital: Per share capitalised in mid-sentence.
        cut: Per share cut out of a longer name.
        nested: Per share explained by a longer phrase.
        lengths: For one, two and three content words.
        inner_link: Per determiner or preposition inside.
        once: For a phrase of several words that occurs only once, more often debris than a term.
        proposal: Per -ln of YAKE's score.
    """

    count: float = 1.5
    rarity: float = -0.2
    word_rarity: float = 0.1
    first: float = -0.4
    title: float = 1.3
    announced: float = 0.5
    capital: float = 0.6
    cut: float = -2.2
    nested: float = -1.0
    lengths: tuple[float, float, float] = (-0.4, 0.1, -0.6)
    inner_link: float = -1.0
    once: float = -0.4
    proposal: float = 0.2


WEIGHTS = RankingWeights()


@dataclass(frozen=True, slots=True)
class Text:
    """What is read of an article.

    Attributes:
        lang: BCP 47 tag.
        title: Headline.
        prose: Body in plain text, one block a line.
        namings: Acronyms and what they stand for, with the form under which to count them.
    """

    lang: str
    title: str
    prose: KnownText
    namings: tuple[Naming, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate by key and phrase, with its score (higher is better, no bounds).

    An archive has twenty for each article at once; what else the article tells of one stands in its reading.
    """

    key: str
    phrase: str
    score: float


def read_articles(texts: Sequence[Text], memory: Memory, workforce: Workforce = ALONE) -> tuple[Reading, ...]:
    """Read articles, or remember what was read.

    Args:
        texts: The articles.
        memory: Where readings are kept.
        workforce: Who reads.

    Returns:
        A reading for each, in their order, whoever has read.
    """
    keys = [_key(text) for text in texts]
    readings = {key: reading for key in keys if (reading := _recalled(key, memory)) is not None}
    missing = {key: place for place, key in enumerate(keys) if key not in readings}
    answers = workforce.answers(read_encoded, _taken(texts, missing.values()), SECONDS)
    for (key, place), answer in zip(missing.items(), answers, strict=True):
        memory.keep(key, answer)
        readings[key] = decode(answer, key) or _read(texts[place])
    return tuple(readings[key] for key in keys)


class ReadingAhead:
    """Articles that are read while this process is busy with others."""

    def __init__(self, texts: Sequence[Text], memory: Memory, workforce: Workforce) -> None:
        """Begin to read what is not remembered; the arguments are those of `read_articles`."""
        keyed = {_key(text): place for place, text in enumerate(texts)}
        missing = {key: place for key, place in keyed.items() if memory.recall(key) is None}
        self._keys = tuple(missing)
        self._memory = memory
        self._errand = workforce.errand(read_encoded, _taken(texts, missing.values()), SECONDS, AHEAD)

    def finish(self) -> None:
        """Wait for the rest, so that all is remembered."""
        for key, answer in zip(self._keys, chain.from_iterable(self._errand), strict=True):
            self._memory.keep(key, answer)


def _taken(texts: Sequence[Text], places: Iterable[int]) -> Sequence[Text]:
    """Give some of the texts."""
    chosen = tuple(places)
    return MadeInTime(lambda place: texts[chosen[place]], len(chosen))


def read_encoded(text: Text) -> bytes:
    """Read one article; the answer is as it is kept and sent."""
    return _read(text).data


def _key(text: Text) -> str:
    table = language(text.lang)
    said: list[str | bytes] = [text.title, text.prose.mark]
    said += (part for naming in text.namings for part in (naming.other, naming.shown))
    return memory_key(READING_VERSION, _versions(), table.code, table.fingerprint, *said)


def _recalled(key: str, memory: Memory) -> Reading | None:
    answer = memory.recall(key)
    return None if answer is None else decode(answer, key)


@lru_cache(maxsize=1)
def _versions() -> str:
    """Name the libraries that readings depend on."""
    return f"yake {version('yake')} segtok {version('segtok')} pystemmer {version('pystemmer')}"


def _read(text: Text) -> Reading:
    lang, title, prose = text.lang, text.title, str(text.prose)
    headline, body = (rename(tokenise(part, lang), text.namings, lang) for part in (title, prose))
    proposals = propose([*headline, *body], lang)
    found: Sequence[Candidate] = find_candidates(headline, body, lang, proposals)
    if not language(lang).has_table:
        names = frozenset(c.key for c in found if c.capital > 0)
        found = [c for c in found if _is_likely_phrase(c, lang, names)]
    best = sorted(with_surnames(found), key=lambda c: (-score(c, 0.0, 0.0), c.first, c.key))[:KEPT_CANDIDATES]
    terms = [
        Term(c.key, c.phrase, c.count, c.in_title, c.announced, c.capital, c.cut) for c in found if c.content_words <= 2
    ]
    return Reading.of(sorted(best, key=lambda c: c.key), terms)


def _is_likely_phrase(candidate: Candidate, lang: str, names: frozenset[str]) -> bool:
    """Tell a phrase from debris in a language without function words of our own.

    YAKE must propose it, and its stop list must have no word of it. What stands there once may be a verb or a clause:
    it must be a name, or be said twice, and several words twice below the headline. `names` are the keys that have a
    capital in mid-sentence.
    """
    words = bare(candidate.phrase).split()
    if candidate.proposal is None or any(word in stop_words(lang) for word in words):
        return False
    is_name = candidate.capital >= 1 and candidate.key.partition(" ")[0] in names
    return is_name or candidate.count - (candidate.in_title and len(words) > 1) >= 2


def score(candidate: Candidate, rarity: float, word_rarity: float, weights: RankingWeights = WEIGHTS) -> float:
    """Weigh the features of a candidate.

    Args:
        candidate: With its local features.
        rarity: Inverse document frequency of the phrase; 0 for a single article.
        word_rarity: Mean inverse document frequency of its words.
        weights: What each feature counts.
    """
    # One sum, from left to right, of what `contributions` lists: it is done for every candidate of a site.
    _key, _phrase, count, first, in_title, announced, capital, cut, nested, words, links, proposal = candidate
    return (
        weights.count * _log1p(count)
        + weights.rarity * rarity
        + weights.word_rarity * word_rarity
        + weights.first * _log1p(first)
        + weights.title * in_title
        + weights.announced * announced
        + weights.capital * capital
        + weights.cut * cut
        + weights.nested * nested
        + weights.lengths[min(words, 3) - 1]
        + weights.inner_link * links
        + weights.once * (words > 1 and count == 1)
        + weights.proposal * (proposal or 0.0)
    )


_log1p = lru_cache(maxsize=10_000)(math.log1p)


def contributions(
    candidate: Candidate, rarity: float, word_rarity: float, weights: RankingWeights = WEIGHTS
) -> tuple[float, ...]:
    """Give what each feature adds to the score of a candidate, in the order of the fields of `RankingWeights`.

    Args:
        candidate: With its local features.
        rarity: Inverse document frequency of the phrase; 0 for a single article.
        word_rarity: Mean inverse document frequency of its words.
        weights: What each feature counts.
    """
    return (
        weights.count * math.log1p(candidate.count),
        weights.rarity * rarity,
        weights.word_rarity * word_rarity,
        weights.first * math.log1p(candidate.first),
        weights.title * candidate.in_title,
        weights.announced * candidate.announced,
        weights.capital * candidate.capital,
        weights.cut * candidate.cut,
        weights.nested * candidate.nested,
        weights.lengths[min(candidate.content_words, 3) - 1],
        weights.inner_link * candidate.inner_links,
        weights.once * (candidate.content_words > 1 and candidate.count == 1),
        weights.proposal * (candidate.proposal or 0.0),
    )


def document_frequencies(readings: Sequence[Reading]) -> Mapping[str, int]:
    """Count the articles that have each phrase."""
    frequencies: dict[str, int] = {}
    for reading in readings:
        for key in {term.key for term in reading.terms} | {c.key for c in reading.candidates}:
            frequencies[key] = frequencies.get(key, 0) + 1
    return frequencies


class Rarities:
    """How few articles of a corpus have a phrase: inverse document frequencies, smoothed, from 0 on."""

    def __init__(self, frequencies: Mapping[str, int], articles: int) -> None:
        """Weigh every phrase once.

        Args:
            frequencies: Articles that have each phrase.
            articles: Size of the corpus, at least 1.
        """
        known = {count: math.log((1 + articles) / (1 + count)) for count in {1, *frequencies.values()}}
        self._unknown = known[1]
        self._known = {key: known[count] for key, count in frequencies.items()}

    def of(self, key: str) -> float:
        """Give the inverse document frequency of a phrase."""
        return self._known.get(key, self._unknown)

    def of_words(self, key: str) -> float:
        """Give the mean inverse document frequency of the words of a phrase that the corpus knows."""
        if " " not in key:
            return self._known.get(key, 0.0)
        known = self._known
        words = [known[word] for word in key.split(" ") if word in known]
        return sum(words) / len(words) if words else 0.0


def rank(
    reading: Reading, rarities: Rarities, weights: RankingWeights = WEIGHTS, most: int | None = None
) -> tuple[Ranked, ...]:
    """Order the candidates of an article, best first, none nested in a better one.

    Args:
        reading: What the article alone tells.
        rarities: What the corpus tells.
        weights: What each feature counts.
        most: Candidates to give at most; None for all.
    """
    scored = [
        (-round(score(c, rarities.of(c.key), rarities.of_words(c.key), weights), 6), c.first, c.phrase, place)
        for place, c in enumerate(reading.candidates)
    ]
    scored.sort()
    chosen: list[Ranked] = []
    parts: set[str] = set()
    for lost, _first, _phrase, place in scored:
        candidate = reading.candidates[place]
        if candidate.key not in parts:
            chosen.append(Ranked(candidate.key, candidate.phrase, -lost))
            if len(chosen) == most:
                break
            parts.update(runs(candidate.key))
    return tuple(chosen)


def runs(key: str) -> Iterator[str]:
    """Give all runs of the words of a key, which are nested in it."""
    yield key
    words = key.split(" ")
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def as_keywords(ranked: Sequence[Ranked], count: int) -> tuple[Keyword, ...]:
    """Give the best phrases with weights in (0, 1]: the logistic function of half the score."""
    return tuple(Keyword(r.phrase, weight(r.score)) for r in ranked[:count])


def weight(score: float) -> float:
    """Turn a score into a weight.

    >>> weight(0.0), weight(-1000.0), weight(1000.0)
    (0.5, 1e-06, 1.0)
    """
    bounded = max(-60.0, min(60.0, score))
    return max(1e-6, round(1 / (1 + math.exp(-bounded / 2)), 6))
