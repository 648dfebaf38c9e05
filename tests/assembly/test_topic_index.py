from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.assembly import topic_index
from generator.model import Article
from generator.views import MapPage, TagsPage
from tests.assembly.builders import make_site, page, pages
from tests.builders import make_article

LABELS = ("États-Unis", "espace", "Zoo", "4 L", "1er mai", "東京", "Emmanuel Macron")
FIRST = "tags/index.html"


def articles() -> Iterator[Article]:
    """Give five articles in five weeks, each with one tag less, from A on."""
    yield from (make_article(f"A {n}", date=7 * n, tags=("D", "C", "B", "A")[: 5 - n]) for n in range(5))


def test_the_index_of_tags_sorts_them_under_letters_without_accents() -> None:
    index = page(make_site([make_article(f"A {n}", tags=LABELS) for n in range(2)]), TagsPage, path=FIRST)

    assert [(letter.letter, [tag.label for tag in letter.tags]) for letter in index.letters] == [
        ("0–9", ["1er mai", "4 L"]),
        ("E", ["Emmanuel Macron", "espace", "États-Unis"]),
        ("Z", ["Zoo"]),
        ("東", ["東京"]),
    ]
    assert index.count == len(LABELS)
    assert [link.label for link in index.jump] == ["0–9", "E", "Z", "東"]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> list[TagsPage]:
    """Make an index of two tags a page."""
    monkeypatch.setattr(topic_index, "ON_A_PAGE", 2)
    monkeypatch.setattr(topic_index, "ON_A_VIEW", 3)
    return pages(make_site([make_article(f"A {n}", tags=LABELS) for n in range(2)]), TagsPage)


def test_a_long_index_is_cut_into_pages_with_one_jump_bar_over_all(small: list[TagsPage]) -> None:
    letters = [one for one in small if one.view == "letters"]

    assert [one.url for one in letters] == ["/tags/", "/tags/page/2/", "/tags/page/3/", "/tags/page/4/"]
    assert sum(len(letter.tags) for one in letters for letter in one.letters) == len(LABELS)
    assert len({letter.anchor for one in letters for letter in one.letters}) == 5
    assert {tuple(link.url for link in one.jump) for one in letters} == {
        ("/tags/#letter-1", "/tags/page/2/#letter-2-1", "/tags/page/3/#letter-3-2", "/tags/page/4/#letter-4-1")
    }
    assert [bool(one.most_used) for one in letters] == [True, False, False, False]


def test_the_other_views_show_no_more_than_their_share_and_say_how_many_there_are(small: list[TagsPage]) -> None:
    by_number, by_recency = small[-2:]

    assert (len(by_number.rows), sum(len(week.tags) for week in by_recency.weeks)) == (3, 3)
    assert {by_number.count, by_recency.count} == {len(LABELS)}


def test_a_script_of_many_signs_has_no_jump_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic_index, "MOST_LETTERS", 3)
    index = page(make_site([make_article(f"A {n}", tags=LABELS) for n in range(2)]), TagsPage, path=FIRST)

    assert index.jump == ()
    assert len(index.letters) == 4


def test_by_number_stands_what_has_most_articles_first() -> None:
    rows = page(make_site([*articles()]), TagsPage, path="tags/page/number/index.html").rows

    assert [(row.tag.label, row.tag.count, row.last_date.day) for row in rows] == [
        ("D", 5, 13),
        ("C", 4, 6),
        ("B", 3, 27),
        ("A", 2, 20),
    ]


def test_by_recency_tags_stand_under_the_week_of_their_newest_article() -> None:
    weeks = page(make_site([*articles()]), TagsPage, path="tags/page/recent/index.html").weeks

    assert [(week.first_day.day, week.last_day.day, [tag.label for tag in week.tags]) for week in weeks] == [
        (13, 19, ["D"]),
        (6, 12, ["C"]),
        (27, 5, ["B"]),
        (20, 26, ["A"]),
    ]


def test_an_edition_without_topics_has_one_page_of_them_and_no_other_view() -> None:
    site = make_site([make_article()])
    (index,) = pages(site, TagsPage)

    assert (index.views.number, index.views.recent, index.views.map) == ("", "", "")
    assert not pages(site, MapPage)


def test_every_view_leads_to_all_others() -> None:
    site = make_site([make_article(f"A {n}", date=n, tags=("A", "B", "C")) for n in range(3)] + [make_article("D")])
    made: list[TagsPage | MapPage] = [*pages(site, TagsPage), *pages(site, MapPage)]
    views = {one.views for one in made}

    assert len(views) == 1
    (found,) = views
    assert [found.letters, found.number, found.recent, found.map] == [one.url for one in made]


def test_each_group_of_the_map_leads_to_its_newest_article() -> None:
    articles = [make_article(f"A {n}", date=n, tags=("A", "B", "C")) for n in range(3)]
    articles += [make_article(f"X {n}", date=n, tags=("X", "Y", "Z")) for n in range(4, 8)]
    (page,) = pages(make_site(articles), MapPage)

    newest = {group[0].label[0] in "ABC": link.label for group, link in zip(page.map.groups, page.newest, strict=True)}
    assert newest == {True: "A 2", False: "X 7"}


def test_a_tag_called_page_does_not_stand_in_the_way_of_the_views() -> None:
    labels = ("Page", "Map", "Number")
    site = make_site([make_article(f"A {n}", tags=labels) for n in range(2)])
    urls = [one.url for edition in site.editions for one in edition.pages]

    assert len({*urls}) == len(urls)
    assert {"/tags/tag-page/", "/tags/map/", "/tags/page/map/"} <= {*urls}
