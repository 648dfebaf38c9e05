"""Which articles are on the site at a given moment; time is an argument."""

from __future__ import annotations

from collections.abc import Sequence
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
        and (moment.future or article.date <= moment.now)
        and (article.expires is None or article.expires > moment.now)
    )
