from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.permalinks import Permalinks
from generator.slugs import slugify
from generator.views import Address
from tests.builders import make_article

BASES = ("https://news.example/", "https://user.github.io/repo/")
SLUGS = st.text(min_size=1, max_size=12).map(slugify).filter(bool)
PLACES = st.tuples(st.sampled_from(("fr", "en")), st.lists(SLUGS, max_size=3), st.integers(1, 30))


def links(base: str = BASES[0], identity: str = "") -> Permalinks:
    return Permalinks(base, "fr", identity)


@pytest.mark.parametrize(
    ("address", "path", "url"),
    [
        (links().page("fr"), "index.html", "/"),
        (links().page("en"), "en/index.html", "/en/"),
        (links().page("fr", "monde", number=2), "monde/page/2/index.html", "/monde/page/2/"),
        (links().page("en", "tags", "nato"), "en/tags/nato/index.html", "/en/tags/nato/"),
        (links().beside("fr", "feed.xml"), "feed.xml", "/feed.xml"),
        (links().beside("en", "tags", "nato", "feed.json"), "en/tags/nato/feed.json", "/en/tags/nato/feed.json"),
        (links().week("fr", 2016, 5), "digests/2016-w05/index.html", "/digests/2016-w05/"),
        (links().file("a b.txt"), "a b.txt", "/a%20b.txt"),
        (links().file("myindex.html"), "myindex.html", "/myindex.html"),
        (links().file("monde/100%.png"), "monde/100%.png", "/monde/100%25.png"),
        (links().page("fr", "tags", "новый-год"), "tags/новый-год/index.html", None),
        (links().page("fr", "monde", "東京"), "monde/東京/index.html", "/monde/%E6%9D%B1%E4%BA%AC/"),
        (links().former("/2016/old/"), "2016/old/index.html", "/2016/old/"),
        (links().former("/2016/old"), "2016/old/index.html", "/2016/old/"),
        (links().former("/2016/old.html"), "2016/old.html", "/2016/old.html"),
        (links().former("/v1.2/"), "v1.2/index.html", "/v1.2/"),
    ],
)
def test_an_address_is_a_file_and_its_url(address: Address, path: str, url: str | None) -> None:
    assert address.path == path
    assert url in (None, address.url)
    assert address.url.isascii()


@pytest.mark.parametrize("base", BASES)
@given(place=PLACES)
def test_every_url_begins_with_the_base_path_and_leads_to_its_file(
    base: str, place: tuple[str, list[str], int]
) -> None:
    lang, segments, number = place
    address = links(base).page(lang, *segments, number=number)
    path = urlsplit(base).path

    assert address.url.startswith(path)
    assert unquote(address.url.removeprefix(path)) + "index.html" == address.path
    assert address.canonical == base.removesuffix(path) + address.url


@given(st.lists(PLACES, min_size=2, max_size=20))
def test_different_places_have_different_addresses(places: list[tuple[str, list[str], int]]) -> None:
    wanted = {(lang, tuple(segments), number) for lang, segments, number in places if "page" not in segments}
    wanted = {place for place in wanted if place[0] == "en" or place[1][:1] != ("en",)}
    made = [links().page(lang, *segments, number=number) for lang, segments, number in wanted]

    assert len({address.path for address in made}) == len(wanted)
    assert len({address.url for address in made}) == len(wanted)


@pytest.mark.parametrize(
    ("lang", "url", "path"),
    [
        ("fr", "", "monde/baku/index.html"),
        ("en", "", "en/monde/baku/index.html"),
        ("fr", "/2017/02/baku/", "2017/02/baku/index.html"),
        ("en", "/2017/02/baku/", "en/2017/02/baku/index.html"),
        ("fr", "/2017/baku.html", "2017/baku.html"),
        ("fr", "/2017/été/", "2017/été/index.html"),
    ],
)
def test_an_article_stands_at_section_and_slug_or_where_its_author_fixed(lang: str, url: str, path: str) -> None:
    assert links().article(make_article(slug="baku", lang=lang, url=url), "monde").path == path


def test_a_tag_without_letters_and_one_named_like_a_device_have_no_address() -> None:
    assert links().tag("fr", "!!!") is None
    assert links().tag("fr", "Aux") is None
    assert links().tag("fr", "Alliance atlantique") == links().page("fr", "tags", "alliance-atlantique")


def test_a_file_of_the_design_has_another_address_when_its_bytes_change() -> None:
    one, other = (links().design_file("icons/a.svg", data) for data in (b"\xff", b"\xfe"))

    assert one.path.startswith("assets/icons/a.")
    assert one.path.endswith(".svg")
    assert one != other
    assert one == links().design_file("icons/a.svg", b"\xff")


def test_ids_in_feeds_change_with_the_identity_alone() -> None:
    first, moved = links(BASES[0]), links(BASES[1])

    assert first.feed_id("article", "fr", "a.md") != moved.feed_id("article", "fr", "a.md")
    assert links(BASES[1], BASES[0]).feed_id("article", "fr", "a.md") == first.feed_id("article", "fr", "a.md")


@given(st.lists(st.lists(st.text("ab/", max_size=3), min_size=1, max_size=3).map(tuple), min_size=2, unique=True))
def test_ids_in_feeds_tell_everything_apart(parts: list[tuple[str, ...]]) -> None:
    ids = [links().feed_id(*part) for part in parts]

    assert len(set(ids)) == len(ids)
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
