"""Which topics come and go: the latest weeks of an edition against the weeks before them.

A topic is expected to have the share of the latest weeks that it had of the weeks before, so that a quiet week of the
newsroom is no fall of all its topics:

    expected = before * all_recent / all_before         pace = (recent + 1) / (expected + 1)

One is added to both sides (Laplace's rule), so that a first article is no infinite rise. Time is that of the articles:
the latest week is that of the newest one, not that of the clock, and an edition that rests keeps its trends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from generator.assembly.calendar import days
from generator.assembly.newsroom import Newsroom, found_once
from generator.views import TopicTrend, Trend

RECENT = 4
"""Weeks that count as the latest, the one of the newest article among them."""
BEFORE = 12
"""Weeks before those, against which they are held."""
LEAST = 3
"""Articles that a topic must have to rise, or to be expected to have to fall, or to be called steady."""
LEAST_OF_ALL = 10
"""Articles that the edition must have in the weeks before; with fewer, nothing can be expected."""
RISING, FALLING = (3, 2), (2, 3)
"""Paces from which a topic rises, and down to which it falls, as fractions."""
ON_HOME = 6


@dataclass(frozen=True, slots=True)
class Pulse:
    """When the articles of an edition came.

    Attributes:
        weeks: Number of the week of each article, by id.
        newest: Number of the week of the newest one.
        recent: Articles of the latest weeks.
        before: Articles of the weeks before them.
    """

    weeks: Mapping[str, int]
    newest: int
    recent: int
    before: int

    @classmethod
    def of(cls, newsroom: Newsroom) -> Pulse:
        """Feel the pulse of an edition."""
        weeks = {id_: week_number(day) for id_, day in days(newsroom).items()}
        newest = max(weeks.values(), default=0)
        return cls(weeks, newest, *_split(weeks.values(), newest))

    def trend(self, article_ids: Iterable[str]) -> Trend:
        """Tell how a topic goes, by its articles."""
        recent, before = _split(map(self.weeks.__getitem__, article_ids), self.newest)
        return Trend(direction(recent, before, self.recent, self.before), recent, before)

    def pace(self, trend: Trend) -> float:
        """Give how far the latest weeks are above (more than 1) or below what was to be expected."""
        return round((trend.recent + 1) / (trend.before * self.recent / self.before + 1), 6) if self.before else 1.0


@found_once
def _pulse(newsroom: Newsroom) -> Pulse:
    return Pulse.of(newsroom)


@found_once
def trends(newsroom: Newsroom) -> Mapping[str, Trend]:
    """Tell how each topic with a page goes, by key, in the order of the labels."""
    tags, pulse = newsroom.topics.tags, _pulse(newsroom)
    return {key: pulse.trend(tags[key].articles) for key in newsroom.topics.paged()}


@found_once
def rising(newsroom: Newsroom) -> tuple[TopicTrend, ...]:
    """Give the topics with a page that rise, the steepest first."""
    views, pulse = newsroom.topics.views, _pulse(newsroom)
    found = [TopicTrend(views[key], trend) for key, trend in trends(newsroom).items() if trend.direction == "rising"]
    return tuple(sorted(found, key=lambda topic: (-pulse.pace(topic.trend), -topic.trend.recent))[:ON_HOME])


def direction(recent: int, before: int, all_recent: int, all_before: int) -> str:
    """Tell whether a topic is `rising`, `steady` or `falling`; empty when too little is known to say.

    Args:
        recent: Its articles in the latest weeks.
        before: Its articles in the weeks before.
        all_recent: Articles of the edition in the latest weeks.
        all_before: Articles of the edition in the weeks before.

    >>> direction(6, 4, 40, 80), direction(2, 4, 40, 80), direction(0, 9, 40, 80), direction(2, 0, 40, 80)
    ('rising', '', 'falling', '')
    """
    if all_before < LEAST_OF_ALL:
        return ""
    # The pace as a fraction of whole numbers: what decides is the same on every machine.
    over, under = (recent + 1) * all_before, before * all_recent + all_before
    if recent >= LEAST and over * RISING[1] >= under * RISING[0]:
        return "rising"
    if before * all_recent >= LEAST * all_before and over * FALLING[1] <= under * FALLING[0]:
        return "falling"
    return "steady" if recent >= LEAST or (recent and before * all_recent >= LEAST * all_before) else ""


def week_number(day: date) -> int:
    """Number the weeks from Monday to Sunday through the years, the one of 1 January of the year 1 being 0.

    >>> week_number(date(2017, 1, 2)) - week_number(date(2017, 1, 1))
    1
    """
    return (day.toordinal() - 1) // 7


def _split(weeks: Iterable[int], newest: int) -> tuple[int, int]:
    """Count what came in the latest weeks, and what came in the weeks before."""
    late = [week for week in weeks if week > newest - RECENT - BEFORE]
    recent = sum([week > newest - RECENT for week in late])
    return recent, len(late) - recent
