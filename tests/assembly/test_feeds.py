from __future__ import annotations

from dataclasses import replace

import pytest

from generator.config import EditionSettings, ListSettings, SiteConfig
from generator.model import Article
from generator.texts import NO_TEXT, KnownText
from generator.views import Feed
from tests.assembly.builders import CONFIG, TWO, edition, linking, make_site
from tests.builders import make_article

ARTICLES = [make_article(f"A {n}", date=n, tags=("OTAN",), authors=("Zoé",)) for n in range(5)]
MOVED = replace(CONFIG, base_url="https://user.github.io/repo/")


def feeds(articles: list[Article], config: SiteConfig = CONFIG, lang: str = "fr") -> dict[str, Feed]:
    """Give the feeds of an edition by path."""
    return {feed.atom.path: feed for feed in edition(make_site(articles, config), lang).feeds}


def ids(articles: list[Article], config: SiteConfig = CONFIG) -> list[str]:
    return [id_ for feed in feeds(articles, config).values() for id_ in (feed.id, *(e.id for e in feed.entries))]


def test_the_edition_and_every_section_author_and_tag_has_a_feed() -> None:
    assert [*feeds(ARTICLES)] == ["feed.xml", "monde/feed.xml", "authors/zoe/feed.xml", "tags/otan/feed.xml"]


def test_a_feed_follows_its_page_in_both_formats() -> None:
    feed = feeds(ARTICLES, MOVED)["tags/otan/feed.xml"]

    assert feed.page_url == "https://user.github.io/repo/tags/otan/"
    assert (feed.atom.canonical, feed.json.canonical) == (f"{feed.page_url}feed.xml", f"{feed.page_url}feed.json")
    assert feed.title == "Gazette – OTAN"


def test_entries_come_newest_first_and_no_more_than_asked_for() -> None:
    for feed in feeds(ARTICLES, replace(CONFIG, lists=ListSettings(feed_size=3))).values():
        assert [entry.title for entry in feed.entries] == ["A 4", "A 3", "A 2"]


def test_equal_dates_are_ordered_by_id() -> None:
    articles = [make_article(title, date=0, tags=("OTAN",)) for title in "cab"]

    assert {"".join(e.title for e in feed.entries) for feed in feeds(articles).values()} == {"abc"}


def test_ids_do_not_change_with_title_date_text_or_tags() -> None:
    changed = [
        replace(a, title="Autre", slug="autre" + a.slug, date=a.date.replace(hour=1), body=NO_TEXT) for a in ARTICLES
    ]

    assert ids(changed) == ids(ARTICLES)


def test_ids_change_with_the_address_of_the_site_unless_its_identity_is_kept() -> None:
    assert not {*ids(ARTICLES)} & {*ids(ARTICLES, MOVED)}
    assert ids(ARTICLES) == ids(ARTICLES, replace(MOVED, identity=CONFIG.base_url))


def test_all_feeds_and_articles_have_ids_of_their_own() -> None:
    articles = [*ARTICLES, *(replace(a, lang="en") for a in ARTICLES)]
    articles = [replace(a, id=f"{a.id}.{a.lang}") for a in articles]
    found = [feed for e in make_site(articles, TWO).editions for feed in e.feeds]

    assert len({feed.id for feed in found}) == len(found)
    assert len({entry.id for feed in found for entry in feed.entries}) == len(articles)


def test_an_article_has_one_id_in_all_feeds() -> None:
    found = {
        entry.title: {e.id for feed in feeds(ARTICLES).values() for e in feed.entries if e.title == entry.title}
        for entry in feeds(ARTICLES)["feed.xml"].entries
    }

    assert all(len(group) == 1 for group in found.values())


def test_an_id_that_the_author_fixed_is_kept() -> None:
    (entry,) = feeds([replace(ARTICLES[0], feed_id="tag:old.example,2009:7")])["feed.xml"].entries

    assert entry.id == "tag:old.example,2009:7"


@pytest.mark.parametrize("config", [CONFIG, MOVED])
def test_links_are_absolute(config: SiteConfig) -> None:
    linked = replace(ARTICLES[1], **linking("content:monde/a-0.md#x", "site:/tags/otan/", "site:/"))
    noted = replace(ARTICLES[2], body=KnownText.of('<a href="#note">1</a>'))
    entries = {e.title: e.content_html for e in feeds([ARTICLES[0], linked, noted], config)["feed.xml"].entries}

    for place in ("monde/a-0/#x", "tags/otan/", ""):
        assert f'href="{config.base_url}{place}"' in entries["A 1"]
    assert f'href="{config.base_url}monde/a-2/#note"' in entries["A 2"]


def test_an_entry_is_dated_by_its_last_change_in_the_zone_of_the_site() -> None:
    changed = replace(ARTICLES[0], updated=ARTICLES[3].date)
    (entry,) = feeds([changed])["feed.xml"].entries

    assert entry.published.isoformat() == "2017-02-13T09:00:00+01:00"
    assert entry.updated.isoformat() == "2017-02-16T09:00:00+01:00"


def test_a_feed_is_signed_and_titled_by_its_edition() -> None:
    config = replace(TWO, author="", editions={"en": EditionSettings("The Gazette", "News.", "The newsroom")})
    english, french = feeds([], config, "en")["en/feed.xml"], feeds([], config)["feed.xml"]

    assert (english.title, english.subtitle, english.author) == ("The Gazette", "News.", "The newsroom")
    assert (french.title, french.author) == ("Gazette", "Gazette")
