from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import SearchSettings
from generator.memory import NoMemory
from generator.model import Asset
from generator.render.site import render_site
from tests.assembly.builders import CONFIG, make_site, newspaper, paths
from tests.builders import make_article
from tests.render.builders import CATALOGUES, TEMPLATES, html_pages, locales_of, render, rendered

UNSEARCHED = replace(CONFIG, search=SearchSettings(enabled=False))


@pytest.mark.parametrize("base", ["https://news.example/", "https://user.github.io/repo/"])
def test_every_address_on_every_page_leads_to_a_file(base: str) -> None:
    arguments = newspaper()
    site = make_site(**arguments | {"config": replace(arguments["config"], base_url=base)})
    files = rendered(site)
    path = base.removeprefix("https://").partition("/")[2]
    for one, seen in html_pages(site):
        for url in {url for url in seen.addresses() if not url.startswith(("#", "data:"))}:
            place = url.removeprefix(base.removesuffix(f"/{path}"))
            assert place.startswith(f"/{path}"), (one.url, url)
            name = unquote(place.removeprefix(f"/{path}").partition("#")[0])
            assert name + "index.html" * (name.endswith("/") or not name) in files, (one.url, url)


def test_every_anchor_that_a_page_names_is_on_it() -> None:
    for one, seen in html_pages(make_site(**newspaper())):
        ids = [e.attributes["id"] for e in seen.elements if "id" in e.attributes]
        assert len({*ids}) == len(ids), one.template
        assert {url[1:] for url in seen.addresses() if url.startswith("#")} <= {*ids}, one.template
        for name in ("aria-labelledby", "for"):
            assert {e.attributes[name] for e in seen.elements if name in e.attributes} <= {*ids}, one.template


def test_every_page_has_one_headline_one_title_and_one_description() -> None:
    for one, seen in html_pages(make_site(**newspaper())):
        assert seen.text("h1"), one.template
        assert seen.all("title")[0].text, one.template  # drawings have titles too, further down
        if one.template != "redirect.html":
            assert all(seen.meta("description")), one.template
            assert len(seen.meta("description")) == 1, one.template
            assert seen.text("main"), one.template


def test_a_page_names_its_counterparts_and_its_own_address() -> None:
    for one, seen in html_pages(make_site(**newspaper())):
        named = {
            e.attributes["hreflang"]: e.attributes["href"]
            for e in seen.all("link", rel="alternate")
            if "hreflang" in e.attributes
        }
        expected = {alternate.lang: alternate.canonical for alternate in one.alternates}
        if one.alternates and one.template != "redirect.html":
            assert named == expected | {"x-default": one.alternates[0].canonical}
        canonical = [e.attributes["href"] for e in seen.all("link", rel="canonical")]
        assert canonical == {"404.html": [], "withdrawn.html": [], "redirect.html": canonical}.get(
            one.template, [one.canonical]
        )


def test_a_former_address_leads_on_at_once_and_by_a_link() -> None:
    site = make_site([make_article("A", aliases=("/old/",))])
    (seen,) = (seen for one, seen in html_pages(site) if one.template == "redirect.html")

    assert seen.all("meta", http_equiv="refresh")[0].attributes["content"] == "0; url=/monde/a/"
    assert seen.all("link", rel="canonical")[0].attributes["href"] == "https://news.example/monde/a/"
    assert seen.all("a", href="/monde/a/")


def test_every_tag_of_an_article_is_told_to_machines() -> None:
    site = make_site([make_article("A", tags=("OTAN", "Russie"))])
    (seen,) = (seen for one, seen in html_pages(site) if one.template == "article.html")

    assert seen.meta("article:tag") == ["OTAN", "Russie"]


def test_a_related_article_says_what_both_have_in_common() -> None:
    ids = ("monde/a.md", "monde/b.md")
    site = make_site([make_article("A"), make_article("B")], related={ids[0]: [ids[1]]})
    seen = {one.url: seen for one, seen in html_pages(site)}["/monde/a/"]

    assert "Zirkon" in seen.text("aside")
    assert [e.attributes["href"] for e in seen.all("a", href="/monde/b/")]


def test_the_files_are_those_of_the_site_and_those_for_machines() -> None:
    site = make_site(**newspaper())
    made = rendered(site)
    machines = {"sitemap.xml", "robots.txt", ".nojekyll", *(one.site.manifest.path for one in site.editions)}

    assert {*made} == {*paths(site)} | machines
    assert made["CNAME"] == "news.example"


def test_no_two_files_have_one_path_when_the_editor_gives_some_for_machines() -> None:
    own = [Asset("robots.txt", b"mine"), Asset("sitemap.xml", b"mine")]
    site = make_site([make_article("A")], UNSEARCHED, static=own)
    files, _problems = render_site(site, [TEMPLATES], locales_of(site), lambda _done, _all: None, NoMemory())

    assert len({file.path for file in files}) == len(files)
    assert [file.data for file in files if file.path == "robots.txt"] == [b"mine"]


@settings(max_examples=3, deadline=None)
@given(st.permutations(range(60)))
def test_the_order_of_files_changes_no_byte(order: list[int]) -> None:
    given_ = newspaper()
    mixed = given_ | {"articles": [given_["articles"][n] for n in order]}

    assert rendered(make_site(**mixed)) == rendered(make_site(**given_))


def test_every_template_at_fault_is_told_once_and_the_others_are_rendered(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("{{ page.nonsense }}", "utf-8")
    (tmp_path / "tags.html").write_text("\n{% if %}", "utf-8")
    files, problems = render(make_site([make_article("A"), make_article("B")]), tmp_path)

    assert sorted(str(problem.location) for problem in problems) == [
        f"{tmp_path}/article.html:1",
        f"{tmp_path}/tags.html:2",
    ]
    assert "index.html" in files
    assert not {"monde/a/index.html", "monde/b/index.html", "tags/index.html"} & {*files}


def test_progress_counts_every_page() -> None:
    site = make_site([make_article("A")], UNSEARCHED)
    heard: list[tuple[int, int]] = []
    render_site(site, [TEMPLATES], locales_of(site), lambda *told: heard.append(told), NoMemory())
    total = sum(len(one.pages) for one in site.editions)

    assert heard == [(done, total) for done in range(1, total + 1)]


def test_a_site_in_three_languages_one_from_right_to_left_is_rendered(tmp_path: Path) -> None:
    (tmp_path / "ar.toml").write_text(
        (CATALOGUES / "en.toml").read_text("utf-8").replace('"Home"', '"الرئيسية"'), "utf-8"
    )
    files = rendered(make_site(**newspaper(("fr", "en", "ar"))), own=tmp_path)

    assert "الرئيسية" in files["ar/tags/index.html"]
    assert 'dir="rtl"' in files["ar/index.html"]
