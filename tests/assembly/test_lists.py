from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assembly.lists import by_author, by_section, sheets
from generator.config import ListSettings
from generator.views import ListPage, MonthPage, TagPage
from tests.assembly.builders import CONFIG, make_newsroom, make_section, make_site, page, pages
from tests.builders import make_article

ARTICLES = [
    make_article(f"A {n}", date=n, section="sport" if n % 3 else "monde", tags=("OTAN", "Russie"), authors=("Zoé",))
    for n in range(40)
]


@settings(deadline=None)
@given(st.integers(0, 25), st.integers(1, 30))
def test_the_pages_of_a_list_hold_every_article_once_in_its_order(count: int, size: int) -> None:
    newsroom = make_newsroom(ARTICLES[:count], replace(CONFIG, lists=ListSettings(page_size=size)))
    made = sheets(newsroom, newsroom.articles, ("monde",))

    assert tuple(article for sheet in made for article in sheet.articles) == newsroom.articles
    assert len(made) == max(1, -(-count // size))
    assert all(1 <= len(sheet.articles) <= size for sheet in made if count)
    assert [sheet.pagination.number for sheet in made] == list(range(1, len(made) + 1))
    assert {sheet.pagination.pages for sheet in made} == {made[0].pagination.pages}
    assert [link.url for link in made[0].pagination.pages] == [sheet.address.url for sheet in made]


def test_a_page_knows_the_one_before_and_the_one_after() -> None:
    newsroom = make_newsroom(ARTICLES, replace(CONFIG, lists=ListSettings(page_size=15)))
    first, second, third = (sheet.pagination for sheet in sheets(newsroom, newsroom.articles, ()))

    assert first.previous is None
    assert (first.next, third.previous) == (second.pages[1], second.pages[1])
    assert (second.previous, second.next) == (second.pages[0], second.pages[2])
    assert third.next is None


@pytest.mark.parametrize("kind", [ListPage, TagPage, MonthPage])
def test_every_list_counts_all_its_articles_on_each_of_its_pages(kind: type[ListPage]) -> None:
    site = make_site(ARTICLES, replace(CONFIG, lists=ListSettings(page_size=3)))
    lists: dict[str, list[ListPage]] = {}
    for one in pages(site, kind):
        lists.setdefault(one.key.rpartition(":")[0], []).append(one)

    assert lists
    for group in lists.values():
        assert {one.count for one in group} == {sum(len(one.cards) for one in group)}
        assert len({card.url for one in group for card in one.cards}) == group[0].count


def test_a_section_page_says_what_the_editor_wrote() -> None:
    text = make_section("monde", title="Le Monde", slug="le-monde", description="Tout.", body_html="<p>T</p>")
    shown = page(make_site(ARTICLES[:1], sections=[text]), ListPage, path="le-monde/index.html")

    assert (shown.title, shown.description, shown.body_html) == ("Le Monde", "Tout.", "<p>T</p>")


def test_articles_are_grouped_by_section_in_the_order_of_sections() -> None:
    groups = by_section(make_newsroom(ARTICLES))

    assert list(groups) == ["monde", "sport"]
    assert [a.title for a in groups["monde"][:2]] == ["A 39", "A 36"]


def test_names_that_differ_in_case_and_accents_are_one_author() -> None:
    names = (("Zoé",), ("ZOE",), ("zoé", "Zoe", "Wyx"))
    newsroom = make_newsroom([make_article(f"A {n}", authors=given, date=n) for n, given in enumerate(names)])
    groups = by_author(newsroom)

    assert list(groups) == ["wyx", "zoe"]
    assert [article.title for article in groups["zoe"][1]] == ["A 2", "A 1", "A 0"]
    assert groups["zoe"][0] == "ZOE"


def test_months_lead_to_the_ones_beside_them_and_empty_ones_are_passed_over() -> None:
    articles = [make_article(f"A {n}", date=date) for n, date in enumerate((0, 60, 61, 120))]
    june, april, february = pages(make_site(articles), MonthPage)

    assert [month.first_day.month for month in (june, april, february)] == [6, 4, 2]
    assert june.previous
    assert june.previous.url == april.url
    assert april.next
    assert april.next.url == june.url
    assert (june.next, february.previous) == (None, None)
