"""Which articles are on the site at a given moment; time is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from generator.model import Article


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment for which the site is built, and what is shown before its time.

    Attributes:
        now: An aware datetime.
        drafts: Whether drafts are shown.
        future: Whether articles of a later date are shown.
    """

    now: datetime
    drafts: bool = False
    future: bool = False


def published(articles: Sequence[Article], moment: Moment) -> tuple[Article, ...]:
    """Give the articles that are on the site, in the order given; an article expires at its very moment."""
    return tuple(
        article
        for article in articles
        if (moment.drafts or not article.draft)
        and not article.withdrawn
        and (moment.future or article.date <= moment.now)
        and (article.expires is None or article.expires > moment.now)
    )


@dataclass(frozen=True, slots=True)
class Span:
    """The time around a moment in which the site stays as it is.

    Attributes:
        after: The last turning point before the moment, if there is one; itself not part of the span.
        at: The moment.
        before: The first turning point after it, likewise.
    """

    after: datetime | None
    at: datetime
    before: datetime | None

    def __contains__(self, moment: datetime) -> bool:
        """Tell whether a site built at a moment would be the same."""
        is_later = self.after is None or self.after < moment
        return moment == self.at or (is_later and (self.before is None or moment < self.before))


def turning_points(articles: Iterable[Article]) -> frozenset[datetime]:
    """Give the moments at which articles come or go; see `published`."""
    return frozenset(moment for article in articles for moment in (article.date, article.expires) if moment)


def span_around(moment: datetime, points: Iterable[datetime]) -> Span:
    """Find the span around a moment; one that is a turning point itself has no other in its span.

    >>> from datetime import UTC
    >>> noon, one, two = (datetime(2017, 3, 31, hour, tzinfo=UTC) for hour in (12, 13, 14))
    >>> span = span_around(one, [noon, two])
    >>> one in span, two in span, datetime(2017, 3, 31, 13, 59, tzinfo=UTC) in span
    (True, False, True)
    >>> noon in span_around(one, [one, two])
    False
    """
    ordered = sorted(points)
    earlier, later = [p for p in ordered if p <= moment], [p for p in ordered if p >= moment]
    return Span(earlier[-1] if earlier else None, moment, later[0] if later else None)


def withdrawn(articles: Sequence[Article], moment: Moment, known: AbstractSet[str]) -> tuple[Article, ...]:
    """Give the articles that were taken back, in the order given.

    Args:
        articles: All.
        moment: Of the build.
        known: Ids of those that were published; one that expires after that was taken back as well.
    """
    return tuple(
        article
        for article in articles
        if article.date <= moment.now
        and not article.draft
        and (article.withdrawn or (article.id in known and article.expires and article.expires <= moment.now))
    )
