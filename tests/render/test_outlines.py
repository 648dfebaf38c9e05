from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from generator.render.locales import load_locales
from generator.render.outlines import opml
from generator.views import Address, FeedLink, Followed, Outline

LOCALE = load_locales(["fr"], None)["fr"]
ADDRESS = Address("feeds/tags.opml", "/repo/feeds/tags.opml", "https://news.example/repo/feeds/tags.opml")


def make_followed(label: str = "OTAN", slug: str = "otan") -> Followed:
    at = f"/repo/tags/{slug}/"
    return Followed(label, at, 3, FeedLink(label, f"{at}feed.xml", f"{at}feed.json"))


def read(*feeds: Followed, title: str = "Gazette") -> ET.Element:
    data = opml(Outline(ADDRESS, "tags", title, feeds), LOCALE, "https://news.example").data
    return ET.fromstring(data)  # noqa: S314 - it is our own


def test_a_list_is_what_opml_2_asks_for() -> None:
    root = read(make_followed())
    (folder,) = root.findall("body/outline")
    (feed,) = folder.findall("outline")

    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [title.text for title in root.findall("head/title")] == ["Gazette – Sujets"]
    assert folder.get("text") == "Gazette – Sujets"
    assert feed.attrib == {
        "type": "rss",
        "text": "OTAN",
        "title": "OTAN",
        "xmlUrl": "https://news.example/repo/tags/otan/feed.xml",
        "htmlUrl": "https://news.example/repo/tags/otan/",
        "language": "fr",
    }


def test_feeds_keep_their_order() -> None:
    root = read(*(make_followed(name, name) for name in "cab"))

    assert [feed.get("text") for feed in root.findall("body/outline/outline")] == ["c", "a", "b"]


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_a_list_can_be_read_whatever_names_hold(label: str, title: str) -> None:
    root = read(make_followed(label), title=title)

    assert len(root.findall("body/outline/outline")) == 1
