"""Stories: articles that tell one running event, found in one pass through time.

Each article, in the order of dates, joins the story whose articles it is near to, or may begin one (single-pass
clustering: Allan, Papka and Lavrenko, "On-line new event detection and tracking", 1998). Only what was published
before decides. Later news therefore never takes an article out of a story, nor moves the address of one: a story is
named for readers by its strongest terms, but known by its first article or by the name that the editor gave it.

An article joins when all of this holds; the bounds are relative, so that neither the size of the site nor articles
on other things change anything:

- the story's last article is at most 45 days older, its first at most 180;
- they share at least three strong terms that are the story's own: a third of its articles have them, and it has a
  third of all recent articles that do ("United States" is nobody's own);
- at least two of these are firm on both sides, and one of them is a name;
- its cosine with the sum of the story's articles is 0.17 or more, and half of that with two of the first three, so
  that no chain of neighbours drifts from one event to the next.

A story of the machine has three different articles over half a day or more. The bounds were set by looking at every
story of four sites: news in French and in English, and two English blogs, where columns and series are the traps.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache, partial

from generator.analysis.daybook import Page
from generator.analysis.recency import RECENT, Recency
from generator.analysis.story_terms import StrongTerm, apart
from generator.analysis.text import fold

LONGEST_GAP = timedelta(days=45)
LONGEST_SPAN = timedelta(days=180)
SHORTEST_SPAN = timedelta(hours=12)
LEAST_ARTICLES = 3
LEAST_NAMED = 2
"""Articles for which the editor must give one name to make a story."""
LEAST_SHARED = 3
LEAST_FIRM = 2
OWN_SHARE = 1 / 3
LEAST_COSINE = 0.17
LEAST_NEARNESS = LEAST_COSINE / 2
FOUNDERS = 3
"""First articles of a story, which say what it is about for good."""
NEAR_FOUNDERS = 2
HEARD = 50
"""Newest articles of a story that speak for it, however long it is."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is asked of an article.

    Attributes:
        id: Handle of the article.
        date: When it was published.
        terms: Its strong terms by key, in the order of the keys.
        keys: Keys of all its terms, each once.
        name: The story that its author names, or empty.
        refused: Articles that must not stand beside it, by the editor's word.
    """

    id: str
    date: datetime
    terms: Mapping[str, StrongTerm]
    keys: Collection[str]
    name: str = ""
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A story: its articles, oldest first; the editor's name for it, or empty; articles whose address leads to it.

    Without the editor's names some of its articles would begin stories; these are `starts`.
    """

    articles: tuple[Told, ...]
    name: str = ""
    starts: tuple[str, ...] = ()


def find_stories(
    articles: Iterable[Told], recency: Recency | None = None, pages: tuple[Page, Page] | None = None
) -> tuple[Found, ...]:
    """Find the stories among the articles of one language; their order does not matter.

    Args:
        articles: All of them.
        recency: Of their terms, in the order of time, and of ids; counted here when it is not known.
        pages: Of the daybook, with what was decided before.

    Returns:
        By the date of the first article; no article is in two.
    """
    ordered = sorted(articles, key=lambda a: (a.date, a.id))
    recency = recency or Recency.counted([a.date for a in ordered], [a.keys for a in ordered])
    named, unnamed = pages or (Page(), Page())
    found = _read(ordered, recency, named)
    if not any(article.name for article in ordered):
        return found
    others = _read([replace(article, name="") for article in ordered], recency, unnamed)
    starts = {story.articles[0].id for story in others}
    return tuple(replace(story, starts=tuple(a.id for a in story.articles if a.id in starts)) for story in found)


def _read(ordered: Sequence[Told], recency: Recency, page: Page) -> tuple[Found, ...]:
    desk = _Desk(recency)
    for place, article in enumerate(ordered):
        desk.take(article, page.number(partial(desk.choose, article, place)))
    return tuple(Found(tuple(thread.articles), thread.name) for thread in desk.threads if thread.is_story())


@dataclass(slots=True, eq=False)
class _Thread:
    """Articles that may become a story.

    Attributes:
        number: Its place among all threads.
        name: The editor's.
        articles: In the order of time.
        dates: Of these.
        having: Places among these of those that have each strong term, ascending.
        firm: Number of these that have it firmly.
        refused: Articles that must not stand beside one of them.
        ids: Of the articles.
    """

    number: int
    name: str = ""
    articles: list[Told] = field(default_factory=list)
    dates: list[datetime] = field(default_factory=list)
    having: dict[str, list[int]] = field(default_factory=dict)
    firm: Counter[str] = field(default_factory=Counter)
    refused: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)

    def add(self, article: Told) -> None:
        place = len(self.articles)
        self.articles.append(article)
        self.dates.append(article.date)
        self.ids.add(article.id)
        self.refused |= article.refused
        for key, term in article.terms.items():
            self.having.setdefault(key, []).append(place)
            if term.is_firm:
                self.firm[key] += 1

    def is_open(self, article: Told) -> bool:
        """Tell whether an article is in time for it, and welcome."""
        first, last = self.dates[0], self.dates[-1]
        if article.date - last > LONGEST_GAP or (article.date - first > LONGEST_SPAN and not self.name):
            return False
        return article.id not in self.refused and article.refused.isdisjoint(self.ids)

    def owns(self, key: str, since: datetime, least: float) -> bool:
        """Tell whether a term is its own: more than one article's, and not one of the news of its time.

        Args:
            key: Of a term that it has.
            since: When recent time began.
            least: Third of the recent articles that have the term, this one left out.
        """
        places, size = self.having[key], len(self.articles)
        if len(places) < least or len(places) < (1 if size < LEAST_ARTICLES else max(2, math.ceil(size * OWN_SHARE))):
            return False
        heard = max(size - HEARD, bisect_left(self.dates, since))
        return len(places) - bisect_left(places, heard) >= min(least, HEARD / 2)

    def is_story(self) -> bool:
        """Tell whether it is enough; the same text again does not count."""
        if sum(1 for article in self.articles if article.name) >= LEAST_NAMED:
            return True
        if len(self.articles) < LEAST_ARTICLES or self.dates[-1] - self.dates[0] < SHORTEST_SPAN:
            return False
        if len({frozenset(article.terms) for article in self.articles}) >= LEAST_ARTICLES:
            return True  # and the other terms, which take a while to look up, make no difference
        different = {(frozenset(article.terms), *sorted(article.keys)) for article in self.articles}
        return len(different) >= LEAST_ARTICLES


class _Desk:
    """Reads the news in the order of time.

    Attributes:
        threads: Everything begun so far, by the date of its first article.
    """

    def __init__(self, recency: Recency) -> None:
        self.threads: list[_Thread] = []
        self._recency = recency
        self._named: dict[str, _Thread] = {}
        self._by_key: dict[str, list[_Thread]] = defaultdict(list)
        self._largest = 1

    def choose(self, article: Told, place: int) -> int:
        """Give the number of the thread to which an article goes; of a new one, if it begins one."""
        thread = self._named.get(_folded(article.name)) or self._nearest(article, place)
        if thread is None or (article.name and thread.name and _folded(thread.name) != _folded(article.name)):
            return len(self.threads)
        return thread.number

    def take(self, article: Told, number: int) -> None:
        """Put an article into a thread, or let it begin one."""
        if number == len(self.threads):
            self.threads.append(_Thread(number))
        thread = self.threads[number]
        if article.name and not thread.name:
            thread.name = article.name
            self._named[_folded(article.name)] = thread
        new = [key for key in article.terms if key not in thread.having]
        thread.add(article)
        self._largest = max(self._largest, len(thread.articles))
        for key in new:
            self._by_key[key].append(thread)

    def _nearest(self, article: Told, place: int) -> _Thread | None:
        """Find the story that an article goes on with; of equals the older one."""
        frequency = partial(self._recency.frequency, place=place)
        vectors = _Vectors(frequency)
        best, highest = None, 0.0
        for thread, keys in self._candidates(article, frequency):
            if _is_same_subject(article, thread, keys):
                cosine = vectors.cosine(article, thread)
                if cosine >= LEAST_COSINE and cosine > highest and vectors.is_near(article, thread):
                    best, highest = thread, cosine
        return best

    def _candidates(self, article: Told, frequency: Callable[[str], int]) -> Iterator[tuple[_Thread, list[str]]]:
        """Give the open threads with which an article shares terms that are their own, in their order."""
        shared: dict[_Thread, list[str]] = {}
        since = article.date - RECENT
        for key in article.terms:
            recent = frequency(key)
            if recent * OWN_SHARE > self._largest + 1:
                continue
            least = recent * OWN_SHARE - 1
            for thread in self._threads_with(key, article.date, recent):
                if thread.owns(key, since, least):
                    shared.setdefault(thread, []).append(key)
        enough = [thread for thread, keys in shared.items() if len(keys) >= LEAST_SHARED and thread.is_open(article)]
        yield from ((t, shared[t]) for t in sorted(enough, key=lambda t: (t.dates[0], t.articles[0].id)))

    def _threads_with(self, key: str, now: datetime, recent: int) -> Sequence[_Thread]:
        """Give the threads that have a term; most that are over are forgotten, as they stay so without a name."""
        threads = self._by_key[key]
        if len(threads) > 2 * recent:
            threads = [thread for thread in threads if thread.name or now - thread.dates[-1] <= LONGEST_GAP]
            self._by_key[key] = threads
        return threads


def _folded(name: str) -> str:
    return fold(name).strip()


def _is_same_subject(article: Told, thread: _Thread, keys: Sequence[str]) -> bool:
    """Tell whether enough of the shared terms say different things, and enough of these are firm."""
    shared = apart(sorted(keys, key=lambda key: (-key.count(" "), key)))
    least = 1 if len(thread.articles) < LEAST_ARTICLES else 2
    firm = [key for key in shared if article.terms[key].is_firm and thread.firm[key] >= least]
    return len(shared) >= LEAST_SHARED and len(firm) >= LEAST_FIRM and any(article.terms[key].is_name for key in firm)


class _Vectors:
    """Strong terms weighed by how few recent articles have them, each vector of length 1."""

    def __init__(self, frequency: Callable[[str], int]) -> None:
        self._frequency = lru_cache(maxsize=None)(frequency)
        self._made: dict[str, Mapping[str, float]] = {}

    def of(self, article: Told) -> Mapping[str, float]:
        if article.id not in self._made:
            weights = {
                key: term.weight / math.sqrt(1 + max(1, self._frequency(key))) for key, term in article.terms.items()
            }
            length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
            self._made[article.id] = {key: weight / length for key, weight in weights.items()}
        return self._made[article.id]

    def cosine(self, article: Told, thread: _Thread) -> float:
        """Compare an article with the sum of a thread; rounded, so that every machine agrees."""
        total: dict[str, float] = defaultdict(float)
        for member in thread.articles[-HEARD:]:
            for key, weight in self.of(member).items():
                total[key] += weight
        length = math.sqrt(math.fsum(weight * weight for weight in total.values())) or 1.0
        return round(math.fsum(w * total[key] for key, w in self.of(article).items() if key in total) / length, 6)

    def is_near(self, article: Told, thread: _Thread) -> bool:
        """Tell whether an article is near to enough of those with which a thread began, one by one."""
        own = self.of(article)
        founders = [self.of(founder) for founder in thread.articles[:FOUNDERS]]
        products = [math.fsum(w * other[key] for key, w in own.items() if key in other) for other in founders]
        near = sum(1 for product in products if round(product, 6) >= LEAST_NEARNESS)
        return near >= min(NEAR_FOUNDERS, len(founders))
