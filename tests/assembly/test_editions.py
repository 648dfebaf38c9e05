from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from generator.model import Attribution, Heading
from generator.views import (
    AboutPage,
    ArchivePage,
    ArticlePage,
    DigestPage,
    DigestsPage,
    HomePage,
    NotFoundPage,
    RedirectPage,
)
from tests.assembly.builders import TWO, edition, make_section, make_site, page, pages
from tests.builders import make_article

ARTICLES = [
    make_article(f"A {n:02}", date=n, section="sport" if n % 4 else "monde", tags=("OTAN", f"Sujet {n % 3}"))
    for n in range(40)
]


def test_the_front_page_shows_no_article_twice() -> None:
    home = page(make_site(ARTICLES), HomePage)
    blocks = [card for block in home.sections for card in block.cards]

    assert home.lead
    assert home.lead.title == "A 39"
    assert [card.title for card in home.latest] == [f"A {n}" for n in range(38, 31, -1)]
    assert len({home.lead.url, *(card.url for card in (*home.latest, *blocks))}) == 1 + len(home.latest) + len(blocks)


def test_the_front_page_leads_to_topics_sections_and_the_newest_week() -> None:
    home = page(make_site(ARTICLES), HomePage)

    assert home.topics[0].label == "OTAN"
    assert {block.section.label for block in home.sections} == {"Monde", "Sport"}
    assert home.digest
    assert home.digest.first_day == date(2017, 3, 20)


def test_the_front_page_of_a_site_without_articles_is_empty() -> None:
    home = page(make_site(), HomePage)

    assert (home.lead, home.latest, home.sections, home.topics, home.digest) == (None, (), (), (), None)


def test_an_article_page_has_all_that_the_editor_gave() -> None:
    given = replace(
        ARTICLES[0],
        attribution=Attribution("AFP", "https://a.example/"),
        headings=(Heading(2, "suite", "Suite"),),
        extra={"mood": "calm"},
        summary="Chapeau.",
        word_count=700,
    )
    shown = page(make_site([given]), ArticlePage)

    assert (shown.attribution, shown.headings, shown.extra) == (given.attribution, given.headings, given.extra)
    assert (shown.description, shown.word_count, shown.card.reading_minutes) == ("Chapeau.", 700, 3)
    assert shown.digest
    assert shown.digest.week == 7


def test_related_articles_come_with_their_reason_and_only_if_they_are_published() -> None:
    ids = [article.id for article in ARTICLES[:2]]
    site = make_site(ARTICLES[:2], related={ids[0]: [ids[1], "monde/brouillon.md"]})
    shown = page(site, ArticlePage, path="monde/a-00/index.html")

    assert [(link.card.title, link.shared_terms) for link in shown.related] == [("A 01", ("Zirkon",))]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((1, 9, 5), ["before", "since", ""]),
        ((1, 2), ["", ""]),
        ((8, 9), ["", ""]),
        ((5, 9), ["", ""]),
    ],
)
def test_what_came_before_and_since_is_told_where_both_are_met(days: tuple[int, ...], told: list[str]) -> None:
    here = make_article("Ici", date=5)
    others = [make_article(f"Le {n} {day}", date=day) for n, day in enumerate(days)]
    site = make_site([here, *others], related={here.id: [other.id for other in others]})
    shown = page(site, ArticlePage, path="monde/ici/index.html")

    assert [link.timing for link in shown.related] == told


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/2016/old/", "2016/old/index.html"),
        ("/old.html", "old.html"),
        ("/en/old/", "en/old/index.html"),
        ("/été/", "été/index.html"),
    ],
)
def test_a_former_address_leads_to_the_article(alias: str, path: str) -> None:
    shown = page(make_site([replace(ARTICLES[0], aliases=(alias, alias))]), RedirectPage)

    assert shown.address.path == path
    assert (shown.target, shown.target_canonical) == ("/monde/a-00/", "https://news.example/monde/a-00/")
    assert shown.modified is None


def test_an_alias_that_is_the_address_of_the_article_itself_does_nothing() -> None:
    assert not pages(make_site([replace(ARTICLES[0], aliases=("/monde/a-00/",))]), RedirectPage)


def test_the_page_about_the_publication_is_what_the_editor_wrote() -> None:
    texts = [make_section("", title="Nous", body_html="<p>T</p>"), make_section("", "en", "Us", slug="us")]
    site = make_site(config=TWO, sections=texts)
    about = page(site, AboutPage)

    assert (about.title, about.url, about.body_html) == ("Nous", "/about/", "<p>T</p>")
    assert edition(site).site.about
    assert not pages(site, AboutPage, "en")
    assert edition(site, "en").site.about is None


def test_the_archive_counts_every_article_once() -> None:
    articles = [*ARTICLES, make_article("Vieux", date=-400)]
    archive = page(make_site(articles), ArchivePage)

    assert [year.year for year in archive.years] == [2017, 2016]
    assert sum(year.count for year in archive.years) == len(articles)
    assert [month.first_day.month for month in archive.years[0].months] == [3, 2]
    assert all(year.count == sum(month.count for month in year.months) for year in archive.years)


def test_digests_hold_every_article_once_and_lead_to_each_other() -> None:
    site = make_site(ARTICLES)
    digests = pages(site, DigestPage)
    cards = [card.url for digest in digests for block in digest.blocks for card in block.cards]

    assert len(cards) == len({*cards}) == len(ARTICLES)
    assert [digest.week for digest in digests] == [*page(site, DigestsPage).digests]
    assert [digest.previous for digest in digests[:-1]] == [digest.week for digest in digests[1:]]
    assert [digest.next for digest in digests[1:]] == [digest.week for digest in digests[:-1]]
    assert (digests[0].next, digests[-1].previous) == (None, None)


def test_a_digest_at_the_turn_of_a_year_has_the_year_of_its_week() -> None:
    article = make_article("Nouvel An", date=-43)  # Sunday, 1 January 2017
    digest = page(make_site([article]), DigestPage)

    assert (digest.url, digest.week.first_day) == ("/digests/2016-w52/", date(2016, 12, 26))


def test_a_page_for_lost_readers_stands_once_at_the_root_and_offers_a_way_on() -> None:
    site = make_site(ARTICLES, TWO)
    lost = page(site, NotFoundPage)

    assert lost.address.path == "404.html"
    assert [card.title for card in lost.latest] == ["A 39", "A 38", "A 37", "A 36", "A 35"]
    assert lost.modified is None
    assert not pages(site, NotFoundPage, "en")


def test_a_week_of_very_many_articles_shows_the_newest_of_each_section_and_counts_the_rest() -> None:
    site = make_site([make_article(f"A {n}") for n in range(50)])
    shown = page(site, DigestPage)

    assert [(len(block.cards), block.more) for block in shown.blocks] == [(40, 10)]
    assert shown.week.count == 50
