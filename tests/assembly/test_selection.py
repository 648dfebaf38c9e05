from __future__ import annotations

from datetime import timedelta

import pytest

from generator.assembly.selection import Moment, published
from generator.model import Article
from tests.builders import FIRST_DAY, make_article

SECOND = timedelta(seconds=1)
DRAFT = make_article("Brouillon", draft=True, date=-1)
FUTURE = make_article("Demain", date=1)
BOTH = make_article("Brouillon de demain", draft=True, date=1)
EXPIRED = make_article("Périmé", date=-2, expires=FIRST_DAY - SECOND)
LASTING = make_article("Valable", date=-2, expires=FIRST_DAY + SECOND)
ALL = (DRAFT, FUTURE, BOTH, EXPIRED, LASTING)


@pytest.mark.parametrize(
    ("drafts", "future", "shown"),
    [
        (False, False, [LASTING]),
        (True, False, [DRAFT, LASTING]),
        (False, True, [FUTURE, LASTING]),
        (True, True, [DRAFT, FUTURE, BOTH, LASTING]),
    ],
)
def test_drafts_and_future_articles_are_shown_on_demand_expired_ones_never(
    drafts: bool, future: bool, shown: list[Article]
) -> None:
    assert list(published(ALL, Moment(FIRST_DAY, drafts=drafts, future=future))) == shown


@pytest.mark.parametrize(
    ("article", "before", "at"),
    [(make_article(date=0), False, True), (make_article(date=-5, expires=FIRST_DAY), True, False)],
    ids=["appears", "expires"],
)
def test_an_article_appears_and_expires_at_its_very_moment(article: Article, before: bool, at: bool) -> None:
    assert bool(published([article], Moment(FIRST_DAY - SECOND))) is before
    assert bool(published([article], Moment(FIRST_DAY))) is at


def test_the_order_given_is_kept() -> None:
    articles = [make_article(title, date=-date) for date, title in enumerate("cab")]

    assert list(published(articles, Moment(FIRST_DAY))) == articles
