from __future__ import annotations

from dataclasses import replace

import pytest

from generator.permanence import Entry
from generator.views import RedirectPage, WithdrawnPage
from tests.assembly.builders import CONFIG, TWO, edition, make_site, pages, paths
from tests.builders import make_article


def gone(url: str, kind: str = "page", id_: str = "") -> Entry:
    return Entry(url, kind, id_)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/tags/otan/", "/tags/"),
        ("/stories/brexit/", "/"),
        ("/monde/asie/", "/monde/"),
        ("/archive/2016/02/", "/archive/"),
        ("/sport/", "/"),
        ("/en/tags/nato/", "/en/tags/"),
        ("/old.html", "/"),
    ],
)
def test_a_page_that_is_no_more_leads_to_the_nearest_above_it(url: str, target: str) -> None:
    articles = [make_article("A", section="monde"), make_article("B", id="en/b.md", lang="en", section="world")]
    site = make_site(articles, TWO, past=[gone(url)])
    made = [(page.url, page.target) for lang in ("fr", "en") for page in pages(site, RedirectPage, lang)]
    assert made == [(url, target)]


def test_a_page_that_stands_is_left_alone() -> None:
    site = make_site([make_article("A", section="monde", slug="a")], past=[gone("/monde/"), gone("/monde/a/")])
    assert pages(site, RedirectPage) == []


def test_a_feed_keeps_its_id_wherever_the_site_moves() -> None:
    config = replace(CONFIG, base_url="https://other.example/sub/")
    site = make_site([make_article("A")], config, past=[gone("/feed.xml", "feed", "urn:x"), gone("/feed.json", "feed")])
    assert edition(site).feeds[0].id == "urn:x"


def test_a_feed_that_nothing_fills_stays_empty_in_its_edition() -> None:
    past = [gone("/en/tags/nato/feed.xml", "feed", "urn:x"), gone("/en/tags/nato/feed.json", "feed", "urn:x")]
    articles = [make_article("A"), make_article("B", id="en/b.md", lang="en")]
    site = make_site(articles, TWO, past=past)
    (kept,) = [feed for feed in edition(site, "en").feeds if feed.id == "urn:x"]
    assert (kept.entries, kept.json.path) == ((), "en/tags/nato/feed.json")
    assert "urn:x" not in [feed.id for feed in edition(site).feeds]


def test_all_that_is_published_is_listed_from_the_root_of_the_site() -> None:
    article = make_article("A", section="monde", slug="a", aliases=("/vieux/",), id="monde/a.md")
    site = make_site([article], replace(CONFIG, base_url="https://other.example/sub/"))
    listed = {entry.path: entry for entry in site.entries}
    unlisted = {"404.html", "search/index.html"}
    unlisted |= {path for path in paths(site) if path.endswith(".opml")}
    assert {*paths(site)} - unlisted - {file.path for file in site.files} == {*listed}
    assert [(listed[path].kind, listed[path].source) for path in ("monde/a/index.html", "vieux/index.html")] == [
        ("article", "monde/a.md"),
        ("alias", "monde/a.md"),
    ]


def test_a_withdrawn_article_has_its_address_in_a_section_that_is_empty_by_now() -> None:
    article = make_article("A", section="sport", slug="a", id="sport/a.md", aliases=("/vieux/",))
    site = make_site([make_article("B", section="monde")], withdrawn=[article])
    (page,) = pages(site, WithdrawnPage)
    assert (page.url, page.modified) == ("/sport/a/", None)
    assert [redirect.target for redirect in pages(site, RedirectPage)] == ["/sport/a/"]
    assert "sport/index.html" not in paths(site)


def test_addresses_of_articles_that_nothing_serves_are_lost() -> None:
    past = [Entry(f"/{kind}/", kind) for kind in ("alias", "article", "feed", "page", "withdrawn")]
    lost = make_site([make_article("A")], past=past).lost
    assert [entry.kind for entry in lost] == ["alias", "article", "withdrawn"]
