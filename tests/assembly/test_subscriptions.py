from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.assembly import subscriptions
from generator.assembly.subscriptions import feeds_page, outline_paths, outlines
from generator.views import FeedsPage, Outline
from tests.assembly.builders import TWO, make_newsroom, make_site, newspaper, paths
from tests.builders import make_article

ARTICLES = [make_article(f"T {n}", date=n, tags=("OTAN", f"seul {n}"), section=f"s{n % 2}") for n in range(4)]


def page_of(**given: Any) -> FeedsPage:
    return feeds_page(make_newsroom(ARTICLES, **given))


def test_every_feed_of_an_edition_is_listed_but_its_own_which_stands_above_them() -> None:
    site = make_site(**newspaper())
    for edition in site.editions:
        (page,) = (page for page in edition.pages if isinstance(page, FeedsPage))
        listed = {followed.feed.atom for group in page.groups for followed in group.feeds}

        assert listed
        assert listed <= {feed.atom.url for feed in edition.feeds} - {edition.site.feed.atom}


def test_kinds_come_in_the_order_in_which_readers_meet_them_and_empty_ones_are_left_out() -> None:
    assert [group.kind for group in page_of().groups] == ["sections", "tags", "authors"]


def test_what_is_followed_leads_to_its_page_and_says_how_many_articles_it_has() -> None:
    (otan,) = next(group.feeds for group in page_of().groups if group.kind == "tags")

    assert (otan.label, otan.url, otan.count) == ("OTAN", "/tags/otan/", 4)
    assert (otan.feed.atom, otan.feed.json) == ("/tags/otan/feed.xml", "/tags/otan/feed.json")


def test_of_many_the_page_shows_those_with_most_articles_and_the_file_holds_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subscriptions, "MOST_SHOWN", 1)
    articles = [make_article(f"T {n}", date=n, section="grand" if n else "petit") for n in range(3)]
    newsroom = make_newsroom(articles)
    sections = feeds_page(newsroom).groups[0]
    whole = next(iter(outlines(newsroom)))

    assert ([one.url for one in sections.feeds], sections.count) == (["/grand/"], 2)
    assert [one.url for one in whole.feeds] == ["/grand/", "/petit/"]


def test_the_files_for_feed_readers_stand_where_the_page_says() -> None:
    newsroom = make_newsroom(ARTICLES)
    groups = feeds_page(newsroom).groups

    assert [group.opml for group in groups] == [f"/{path}" for path in outline_paths(newsroom)]
    assert [outline.address.path for outline in outlines(newsroom)] == [*outline_paths(newsroom)]


def test_every_edition_has_files_of_its_own() -> None:
    english = [replace(article, id=f"en/{article.id}", lang="en") for article in ARTICLES]
    site = make_site([*ARTICLES, *english], TWO)
    files = [outline for edition in site.editions for outline in edition.outlines]

    assert all(isinstance(outline, Outline) for outline in files)
    assert {"feeds/tags.opml", "en/feeds/tags.opml"} <= {*paths(site)}
