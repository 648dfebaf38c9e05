from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.feeds import atom, json_feed
from generator.texts import NO_TEXT, KnownText
from generator.views import Address, Feed, FeedEntry

EVIL = """<i>&"'</i> ]]> « é »"""
BASE = "https://news.example/"
ANY = st.text(st.characters(codec=None)) | st.sampled_from(
    ["]]>", "\x00", "\ufffe\uffff", "\ud800", "😀", "<!--", "\r"]
)
"""Texts with every code point, lone surrogates too, and those that break XML."""
NS = {"a": "http://www.w3.org/2005/Atom"}
FIRST = datetime(2017, 2, 13, 9, tzinfo=UTC)
ENTRY = FeedEntry(
    id="urn:uuid:1",
    address=Address("a/index.html", "/a/", f"{BASE}a/"),
    title=EVIL,
    published=FIRST,
    updated=FIRST,
    authors=(EVIL, "Zoé"),
    tags=(EVIL,),
    summary=EVIL,
    body=KnownText.of('<p><a href="https://news.example/">&amp; é</a></p>'),
    base="/",
)


def make_feed(*entries: FeedEntry, **changes: Any) -> Feed:
    feed = Feed(
        atom=Address("feed.xml", "/feed.xml", f"{BASE}feed.xml"),
        json=Address("feed.json", "/feed.json", f"{BASE}feed.json"),
        page_url=BASE,
        id="urn:uuid:0",
        title=EVIL,
        subtitle=EVIL,
        author=EVIL,
        entries=entries,
    )
    return replace(feed, **changes)


def read_atom(feed: Feed) -> ET.Element:
    return ET.fromstring(atom(feed, "fr").data)  # noqa: S314 - it is our own


def texts(element: ET.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, NS)]


def read_json(feed: Feed) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json_feed(feed, "fr").data)
    return read


def test_atom_gives_back_every_sign_of_every_text() -> None:
    feed = read_atom(make_feed(ENTRY))

    for path in ("a:title", "a:subtitle", "a:author/a:name", "a:entry/a:title", "a:entry/a:summary"):
        assert texts(feed, path) == [EVIL]
    assert texts(feed, "a:entry/a:author/a:name") == [EVIL, "Zoé"]
    assert [category.get("term") for category in feed.findall("a:entry/a:category", NS)] == [EVIL]
    assert texts(feed, "a:entry/a:content") == [ENTRY.content_html]


def test_json_gives_back_every_sign_of_every_text() -> None:
    feed = read_json(make_feed(ENTRY))
    (item,) = feed["items"]

    assert (feed["title"], feed["description"], feed["authors"]) == (EVIL, EVIL, [{"name": EVIL}])
    assert (item["title"], item["summary"], item["tags"]) == (EVIL, EVIL, [EVIL])
    assert item["content_html"] == ENTRY.content_html


def test_both_formats_tell_the_same() -> None:
    places = [Address(f"{n}/index.html", f"/{n}/", f"{BASE}{n}/") for n in range(3)]
    entries = [replace(ENTRY, id=f"urn:uuid:{n}", address=places[n], title=f"T {n}") for n in range(3)]
    one, other = read_atom(make_feed(*entries)), read_json(make_feed(*entries))

    assert texts(one, "a:entry/a:id") == [item["id"] for item in other["items"]]
    assert texts(one, "a:entry/a:title") == [item["title"] for item in other["items"]]
    assert texts(one, "a:entry/a:updated") == [item["date_modified"] for item in other["items"]]
    links = [link.get("href") for link in one.findall("a:entry/a:link[@rel='alternate']", NS)]
    assert links == [item["url"] for item in other["items"]]


def test_a_feed_names_itself_and_the_page_that_it_follows() -> None:
    one, other = read_atom(make_feed()), read_json(make_feed())
    links = {link.get("rel"): link.get("href") for link in one.findall("a:link", NS)}

    assert (links["self"], links["alternate"]) == (f"{BASE}feed.xml", BASE)
    assert (other["feed_url"], other["home_page_url"]) == (f"{BASE}feed.json", BASE)
    assert (atom(make_feed(), "fr").path, json_feed(make_feed(), "fr").path) == ("feed.xml", "feed.json")


def test_the_language_is_told() -> None:
    assert read_atom(make_feed()).get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert read_json(make_feed())["language"] == "fr"


def test_a_feed_was_changed_with_its_newest_change_and_never_now() -> None:
    old = replace(ENTRY, updated=FIRST + timedelta(days=9))
    new = replace(ENTRY, published=FIRST + timedelta(days=3), updated=FIRST + timedelta(days=3))

    assert texts(read_atom(make_feed(new, old)), "a:updated") == ["2017-02-22T09:00:00+00:00"]
    assert texts(read_atom(make_feed()), "a:updated") == ["1970-01-01T00:00:00+00:00"]


def test_a_moment_before_there_were_zones_has_an_offset_that_can_be_read() -> None:
    sedan = datetime(1870, 9, 4, 16, tzinfo=ZoneInfo("Europe/Paris"))
    feed = make_feed(replace(ENTRY, published=sedan, updated=sedan))
    assert texts(read_atom(feed), "a:entry/a:published") == ["1870-09-04T16:00:00+00:09"]
    assert json.loads(json_feed(feed, "fr").data)["items"][0]["date_published"] == "1870-09-04T16:00:00+00:09"


def test_the_order_of_entries_is_kept() -> None:
    entries = [replace(ENTRY, id=name) for name in "cab"]

    assert texts(read_atom(make_feed(*entries)), "a:entry/a:id") == ["c", "a", "b"]


def test_a_feed_has_what_rfc_4287_asks_for() -> None:
    feed = read_atom(make_feed(ENTRY))

    for path in (
        "a:id",
        "a:title",
        "a:updated",
        "a:author/a:name",
        "a:entry/a:id",
        "a:entry/a:title",
        "a:entry/a:updated",
    ):
        assert all(texts(feed, path)), path
    assert all(link.get("href") for link in feed.iter(f"{{{NS['a']}}}link"))


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_characters_that_a_feed_cannot_hold_do_not_break_it(sign: str) -> None:
    broken = replace(ENTRY, title=f"a{sign}b", body=KnownText.of(f"<p>a{sign}b</p>"), tags=(f"a{sign}b",))

    assert texts(read_atom(make_feed(broken)), "a:entry/a:title") == ["a\ufffdb"]
    assert read_json(make_feed(broken))["items"]


def test_an_entry_without_words_is_valid() -> None:
    bare = replace(ENTRY, authors=(), tags=(), summary="", body=NO_TEXT)
    (item,) = read_json(make_feed(bare))["items"]

    assert not read_atom(make_feed(bare)).findall("a:entry/a:summary", NS)
    assert "content_html" not in item
    assert item["content_text"] == bare.title
    assert "authors" not in item


def as_xml_holds(text: str) -> str:
    """Give what a reader of XML 1.0 gets of a text: sections 2.2 (characters) and 2.11 (ends of lines)."""
    held = "".join(sign if sign in "\t\n\r" or _is_char(ord(sign)) else "\ufffd" for sign in text)
    return held.replace("\r\n", "\n").replace("\r", "\n")


def _is_char(code: int) -> bool:
    return 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


@given(ANY, ANY, ANY)
def test_atom_can_be_read_whatever_an_article_holds(title: str, body: str, tag: str) -> None:
    held = replace(ENTRY, title=f"t{title}", body=KnownText.of(body), tags=(tag,), summary=body, authors=(f"a{title}",))
    feed = read_atom(make_feed(held, title=f"f{title}"))

    assert texts(feed, "a:entry/a:title") == [as_xml_holds(f"t{title}")]
    assert texts(feed, "a:entry/a:content") == [as_xml_holds(body)]
    assert len(feed.findall("a:entry/a:category", NS)) == 1


@given(ANY, ANY, ANY)
def test_json_can_be_read_whatever_an_article_holds(title: str, body: str, tag: str) -> None:
    held = replace(ENTRY, title=f"t{title}", body=KnownText.of(body), tags=(tag,), summary=body)
    (item,) = read_json(make_feed(held))["items"]

    assert item["title"] == f"t{title}".encode("utf-8", "replace").decode()
    assert item.get("content_html", "") == body.encode("utf-8", "replace").decode()
