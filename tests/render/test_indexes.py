from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from generator.model import Asset
from generator.render.indexes import indexes, manifest
from generator.views import NotFoundPage, RedirectPage, Site, WithdrawnPage
from tests.assembly.builders import CONFIG, DESIGN, edition, make_site, newspaper
from tests.builders import make_article
from tests.render.builders import locales_of

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = make_site(**newspaper())


def files_of(site: Site, most: int = 4_000) -> dict[str, bytes]:
    return {file.path: file.data for file in indexes(site, most)}


def listed(data: bytes) -> dict[str, str]:
    """Give addresses and dates of a sitemap or of an index of sitemaps."""
    root = ET.fromstring(data)  # noqa: S314 - it is our own
    return {child.findtext("s:loc", "", NS): child.findtext("s:lastmod", "", NS) for child in root}


def test_the_sitemap_lists_every_page_that_search_engines_shall_find() -> None:
    pages = [page for edition in SITE.editions for page in edition.pages]
    left_out = {type(page) for page in pages if page.canonical not in listed(files_of(SITE)["sitemap.xml"])}

    assert left_out == {NotFoundPage, RedirectPage, WithdrawnPage}


def test_an_edition_without_articles_is_listed_too_as_its_pages_may_be_found() -> None:
    site = make_site([make_article("A")], replace(CONFIG, languages=("fr", "en")))
    dates = listed(files_of(site)["sitemap.xml"])
    english = {page.canonical for page in edition(site, "en").pages if not isinstance(page, NotFoundPage)}

    assert "https://news.example/en/" in english
    assert {url: dates.get(url) for url in english} == dict.fromkeys(english, "2017-02-13T09:00:00+01:00")


def test_pages_are_dated_by_what_they_show() -> None:
    site = make_site([make_article("A", date=0), make_article("B", date=9, section="sport")])
    dates = listed(files_of(site)["sitemap.xml"])

    assert dates["https://news.example/monde/a/"] == "2017-02-13T09:00:00+01:00"
    assert dates["https://news.example/monde/"] == "2017-02-13T09:00:00+01:00"
    assert dates["https://news.example/"] == "2017-02-22T09:00:00+01:00"


@pytest.mark.parametrize("most", [1, 7, 100])
def test_a_large_site_has_an_index_of_sitemaps_that_lists_each_page_once(most: int) -> None:
    whole, files = listed(files_of(SITE)["sitemap.xml"]), files_of(SITE, most)
    index = listed(files["sitemap.xml"])
    parts = {url: listed(files[urlsplit(url).path.lstrip("/")]) for url in index}

    assert len(index) == -(-len(whole) // most)
    assert all(0 < len(part) <= most for part in parts.values())
    assert sum(len(part) for part in parts.values()) == len(whole)
    assert {url: moment for part in parts.values() for url, moment in part.items()} == whole
    assert {url: max(part.values()) for url, part in parts.items()} == index


@pytest.mark.parametrize("more", [0, 1])
def test_a_site_that_just_fits_has_one_sitemap(more: int) -> None:
    count = len(listed(files_of(SITE)["sitemap.xml"]))

    assert ("sitemap-1.xml" in files_of(SITE, count - more)) == bool(more)


def test_addresses_in_a_sitemap_are_encoded_for_url_and_xml() -> None:
    article = make_article("A", url="/a&b/été/")
    urls = listed(files_of(make_site([article]))["sitemap.xml"])

    assert "https://news.example/a&b/%C3%A9t%C3%A9/" in urls


def test_a_site_without_articles_has_its_files_for_machines() -> None:
    files = files_of(make_site())

    assert [*files] == ["sitemap.xml", "robots.txt", ".nojekyll"]
    assert listed(files["sitemap.xml"]) == {}


def test_robots_are_let_in_and_shown_the_sitemap() -> None:
    site = make_site(config=replace(CONFIG, base_url="https://user.github.io/repo/"))

    assert b"Sitemap: https://user.github.io/repo/sitemap.xml\n" in files_of(site)["robots.txt"]
    assert b"Disallow" not in files_of(site)["robots.txt"]


@pytest.mark.parametrize("name", ["sitemap.xml", "robots.txt", ".nojekyll"])
def test_a_file_that_the_editor_gives_stands_instead(name: str) -> None:
    assert name not in files_of(make_site(static=[Asset(name, b"mine")]))


def test_the_manifest_of_an_edition_has_its_name_its_place_and_the_icons_there_are() -> None:
    design = [asset for asset in DESIGN if asset.path != "icon-512.png"]
    site = make_site(**newspaper() | {"design": design})
    english = edition(site, "en").site
    file = manifest(english, locales_of(site)["en"])
    written = json.loads(file.data)

    assert file.path == "en/site.webmanifest"
    assert (written["name"], written["lang"], written["dir"]) == ("Gazette", "en", "ltr")
    assert written["start_url"] == written["scope"] == "/en/"
    assert [icon["src"] for icon in written["icons"]] == [english.assets["icon-192.png"]]
