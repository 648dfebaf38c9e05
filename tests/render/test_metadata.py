from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.config import CardSettings
from generator.model import Asset, Attribution, ImageRef, Story
from generator.render.metadata import share_image, structured_data, trail
from generator.views import (
    ArchivePage,
    ArticlePage,
    DigestPage,
    HomePage,
    ListPage,
    MonthPage,
    NotFoundPage,
    Page,
    RedirectPage,
    Site,
    SiteView,
    StoryPage,
    TagPage,
    TagsPage,
)
from tests.assembly.builders import CONFIG, edition, make_site, newspaper, page, pages
from tests.builders import make_article
from tests.render.builders import locales_of

REPO = replace(CONFIG, base_url="https://user.github.io/repo/")
WITHOUT_CARDS = replace(REPO, social_cards=CardSettings(enabled=False))
ARTICLES = [make_article(f"A {n}", date=n, tags=("OTAN",), summary="Chapeau.", word_count=300) for n in range(3)]
STORY = Story(lang="fr", articles=tuple(article.id for article in ARTICLES), name="Bakou")
SITE = make_site(ARTICLES, REPO, stories=(STORY,))


def first(kind: type[Page], site: Site = SITE) -> Page:
    return pages(site, kind)[0]


def graph(page: Page, site: Site = SITE) -> Mapping[str, Mapping[str, Any]]:
    """Give the parts of the description of a page by type."""
    locale = locales_of(site)["fr"]
    return {part["@type"]: part for part in structured_data(page, edition(site).site, locale)["@graph"]}


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (HomePage, []),
        (NotFoundPage, []),
        (ArticlePage, [("Accueil", "/repo/"), ("Monde", "/repo/monde/")]),
        (ListPage, [("Accueil", "/repo/")]),
        (TagsPage, [("Accueil", "/repo/")]),
        (TagPage, [("Accueil", "/repo/"), ("Tous les sujets", "/repo/tags/")]),
        (StoryPage, [("Accueil", "/repo/"), ("Les dossiers", "/repo/stories/")]),
        (MonthPage, [("Accueil", "/repo/"), ("Archives", "/repo/archive/")]),
        (DigestPage, [("Accueil", "/repo/"), ("La semaine en bref", "/repo/digests/")]),
    ],
)
def test_the_way_to_a_page_leads_from_the_home_page_to_the_one_above(
    kind: type[Page], way: list[tuple[str, str]]
) -> None:
    found = trail(first(kind), edition(SITE).site, locales_of(SITE)["fr"])

    assert [(link.label, link.url) for link in found] == way


def test_breadcrumbs_are_the_way_with_the_page_itself_at_its_end() -> None:
    items = graph(page(SITE, TagPage))["BreadcrumbList"]["itemListElement"]

    assert [item["position"] for item in items] == [1, 2, 3]
    assert items[-1]["name"] == "OTAN"
    assert [item["item"] for item in items] == [
        "https://user.github.io/repo/",
        "https://user.github.io/repo/tags/",
        "https://user.github.io/repo/tags/otan/",
    ]


def test_an_article_is_described_with_its_dates_authors_and_tags() -> None:
    given = replace(
        ARTICLES[0],
        updated=ARTICLES[1].date,
        authors=("Wyx", "Zoé"),
        attribution=Attribution("AFP", "https://a.example/1"),
        image=ImageRef("https://a.example/1.png"),
    )
    site = make_site([given, ARTICLES[1]], REPO)
    article = graph(page(site, ArticlePage, path="monde/a-0/index.html"), site)["NewsArticle"]

    assert (article["headline"], article["description"]) == ("A 0", "Chapeau.")
    assert article["datePublished"] == "2017-02-13T09:00:00+01:00"
    assert article["dateModified"] == "2017-02-14T09:00:00+01:00"
    assert [author["name"] for author in article["author"]] == ["Wyx", "Zoé"]
    assert article["author"][0]["url"] == "https://user.github.io/repo/authors/wyx/"
    assert article["articleSection"] == "Monde"
    assert (article["image"], article["isBasedOn"]) == ("https://a.example/1.png", "https://a.example/1")
    assert article["publisher"]["name"] == "Gazette"


def test_what_is_not_known_is_left_out() -> None:
    site = make_site([replace(ARTICLES[0], summary="", declared_tags=(), word_count=0)], WITHOUT_CARDS, design=())
    article = graph(page(site, ArticlePage), site)["NewsArticle"]

    assert not {"description", "isBasedOn", "image"} & article.keys()


@pytest.mark.parametrize(("length", "shown"), [(110, 110), (111, 110), (300, 110)])
def test_a_headline_is_cut_where_search_engines_cut_it(length: int, shown: int) -> None:
    site = make_site([make_article("x" * length, slug="x")])
    headline = graph(page(site, ArticlePage), site)["NewsArticle"]["headline"]

    assert len(headline) == shown
    assert headline.endswith("…") is (length > 110)


@pytest.mark.parametrize("kind", [ListPage, TagPage, MonthPage, DigestPage])
def test_a_collection_lists_its_articles_in_their_order(kind: type[Page]) -> None:
    items = graph(first(kind))["CollectionPage"]["mainEntity"]

    assert [item["name"] for item in items["itemListElement"]] == ["A 2", "A 1", "A 0"]
    assert items["itemListElement"][0]["url"] == "https://user.github.io/repo/monde/a-2/"
    assert items["numberOfItems"] == 3


def test_a_story_lists_its_articles_from_the_first() -> None:
    items = graph(first(StoryPage))["CollectionPage"]["mainEntity"]

    assert [item["name"] for item in items["itemListElement"]] == ["A 0", "A 1", "A 2"]


def test_every_page_is_described_with_its_own_address_and_language() -> None:
    site = make_site(**newspaper(("fr",)))
    for one in edition(site).pages:
        (described, *_way) = graph(one, site).values()
        assert (described["url"], described["inLanguage"]) == (one.canonical, "fr")


@pytest.mark.parametrize(
    ("target", "image"),
    [
        ("https://a.example/1.png", "https://a.example/1.png"),
        ("https://a.example/1.svg", "share.png"),
        ("https://a.example/1.avif", "share.png"),
        ("site:/broken.png", "share.png"),
        ("", "share.png"),
    ],
)
def test_a_page_is_shared_with_its_picture_unless_networks_cannot_show_it(target: str, image: str) -> None:
    broken = Asset("broken.png", b"no picture", is_static=True)
    articles = [replace(ARTICLES[0], image=ImageRef(target) if target else None)]
    site = make_site(articles, WITHOUT_CARDS, static=[broken])
    view = edition(site).site
    common = "https://user.github.io" + view.assets["share.png"]

    assert shared(page(site, ArticlePage), view) == (common if image == "share.png" else image)
    assert shared(page(site, ArchivePage), view) == common


@pytest.mark.parametrize("target", ["https://a.example/1.svg", ""])
def test_an_article_without_a_picture_for_networks_is_shared_with_its_card(target: str) -> None:
    site = make_site([replace(ARTICLES[0], image=ImageRef(target) if target else None)], REPO)
    one = page(site, ArticlePage)

    assert shared(one, edition(site).site) == f"{one.canonical}social-card.png"


def shared(one: Page, view: SiteView) -> str:
    """Give the address of the picture with which a page is shared."""
    image = share_image(one, view)
    assert image
    return image.canonical


def test_a_design_without_a_picture_for_sharing_needs_none() -> None:
    site = make_site(ARTICLES, design=())

    assert share_image(page(site, HomePage), edition(site).site) is None


def test_pages_without_a_title_are_described_by_the_words_of_the_interface() -> None:
    site = make_site(**newspaper(("fr",)))
    locale = locales_of(site)["fr"]
    view = site.editions[0].site
    names = {
        page.key: structured_data(page, view, locale)["@graph"][0].get("name", "")
        for page in site.editions[0].pages
        if not isinstance(page, RedirectPage)
    }

    assert {key: names[key] for key in ("archive", "tags", "digests", "search")} == {
        "archive": "Archives",
        "tags": "Tous les sujets",
        "digests": "La semaine en bref",
        "search": "Recherche",
    }
    assert all(" 20" in name for key, name in names.items() if key.startswith(("month:", "week:")))
