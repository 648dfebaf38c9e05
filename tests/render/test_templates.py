from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.config import EditionSettings
from generator.errors import Problem
from generator.model import Attribution, ImageRef
from generator.render.locales import load_locales
from generator.render.templates import TemplateError, Templates
from generator.views import HomePage, MonthPage
from tests.assembly.builders import CONFIG, edition, make_section, make_site, newspaper, page
from tests.builders import FIRST_DAY, make_article
from tests.render.builders import CATALOGUES, TEMPLATES, Seen, html_pages, rendered

EVIL = """</title></script><i>&"'</i>{{ 7 * 7 }}<!--"""
ENGLISH = (CATALOGUES / "en.toml").read_text("utf-8")
LETTERS = re.compile(r"[a-zà-ÿ]+")
PAGES = {path.name for path in TEMPLATES.glob("*.html")} - {"base.html"}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    """Write a catalogue for Arabic."""
    (tmp_path / "ar.toml").write_text(ENGLISH, "utf-8")
    return tmp_path


def say(source: str, folder: Path, lang: str = "fr", **config: Any) -> str:
    """Render the front page of an empty site with a template of one's own."""
    (folder / "home.html").write_text(source, "utf-8")
    site = make_site(config=replace(CONFIG, languages=(lang,), **config))
    return Templates([folder], load_locales([lang], None)).render(edition(site, lang).site, page(site, HomePage, lang))


def fault(source: str, folder: Path) -> Problem:
    with pytest.raises(TemplateError) as caught:
        say(source, folder)
    return caught.value.problem


@pytest.mark.parametrize("languages", [("fr",), ("en",), ("fr", "en", "ar")])
def test_every_template_renders_for_a_site_with_all_that_there_is(languages: tuple[str, ...], words: Path) -> None:
    site = make_site(**newspaper(languages))
    pages = [page for page, _seen in html_pages(site, own=words)]

    assert {page.template for page in pages} == PAGES


@pytest.mark.parametrize("languages", [("fr",), ("ar", "fr", "en")])
@pytest.mark.parametrize("count", [0, 1])
def test_every_template_renders_for_a_site_with_next_to_nothing(
    count: int, languages: tuple[str, ...], words: Path
) -> None:
    config = replace(CONFIG, languages=languages, author="", description="")
    site = make_site([make_article(lang=languages[0])][:count], config)

    assert len(list(html_pages(site, own=words))) == sum(len(one.pages) for one in site.editions)


@pytest.mark.parametrize("template", ["archive.html", "digests.html", "tags.html"])
def test_a_list_of_nothing_says_so_and_shows_no_list(template: str, words: Path) -> None:
    (seen,) = [seen for one, seen in html_pages(make_site(config=CONFIG), words) if one.template == template]

    assert "Rien n’est encore publié ici." in seen.text("main")
    assert not [*seen.all("ol", class_="ledger"), *seen.all("section")]


def test_a_page_says_its_language_and_direction(words: Path) -> None:
    site = make_site(**newspaper(("fr", "ar")))
    found = {
        (seen.all("html")[0].attributes["lang"], seen.all("html")[0].attributes["dir"])
        for _p, seen in html_pages(site, words)
    }

    assert found == {("fr", "ltr"), ("ar", "rtl")}


def test_the_language_switch_leads_to_the_counterpart_and_else_to_the_home_of_the_edition(words: Path) -> None:
    both = [make_article(id=f"monde/a.{lang}.md", lang=lang, slug="a", translation_key="a") for lang in ("fr", "en")]
    site = make_site(both, replace(CONFIG, languages=("fr", "en", "ar")))
    switches = {
        one.url: [
            [e.attributes.get(name) for name in ("href", "dir", "rel")]
            for e in seen.all("a")
            if "hreflang" in e.attributes
        ]
        for one, seen in html_pages(site, words)
    }

    assert switches["/en/monde/a/"] == [["/monde/a/", None, "alternate"], ["/ar/", "rtl", None]]
    assert switches["/404.html"] == [["/en/", None, None], ["/ar/", "rtl", None]]


def test_the_sign_between_parts_of_a_line_is_that_of_the_language(words: Path) -> None:
    catalogue = words / "ar.toml"
    catalogue.write_text(catalogue.read_text("utf-8").replace('comma = ", "', 'comma = "، "'), "utf-8")
    site = make_site([make_article(lang="ar", authors=("Zoé", "Wyx"))], replace(CONFIG, languages=("ar",)))
    pages = {one.template: seen for one, seen in html_pages(site, words)}

    assert "Zoé، Wyx" in pages["article.html"].text("header", class_="heading")
    assert ", " not in pages["home.html"].text("article", class_="lead")


def interface_words(lang: str) -> set[str]:
    """Give every word of a catalogue, keys and names in braces aside."""
    tables = tomllib.loads((CATALOGUES / f"{lang}.toml").read_text("utf-8"))
    texts = [str(text) for table in tables.values() for text in table.values()]
    return {word for text in texts for word in LETTERS.findall(re.sub(r"\{\w+\}|'(one|other)'", "", text).lower())}


def test_the_french_interface_says_nothing_in_english() -> None:
    """Titles and names in `newspaper` are words of no language, so all that is left is the interface."""
    english = interface_words("en") - interface_words("fr") - {"english", "feed"}  # `feed.xml` is an address
    site = make_site(**newspaper(("fr",)))
    heard = {word for _page, seen in html_pages(site) for word in LETTERS.findall(seen.words().lower())}

    assert len(english) > 80
    assert "semaine" in heard
    assert heard & english == set()


def evil_site() -> Any:
    """Make a site on which every text that an editor can write holds signs of HTML."""
    articles = [
        make_article(
            f"{EVIL} {n}",
            slug=f"a-{n}",
            id=f"monde/{n}.md",
            date=n,
            tags=(EVIL,),
            authors=(EVIL,),
            summary=EVIL,
            attribution=Attribution(EVIL, 'https://a.example/"&'),
            image=ImageRef("https://a.example/'.png", EVIL, EVIL, EVIL),
            body_html="<p>Texte.</p>",
            aliases=(f"/old-{n}/",),
        )
        for n in range(3)
    ]
    texts = [make_section("monde", title=EVIL, description=EVIL), make_section("", title=EVIL, body_html="<p>T.</p>")]
    config = replace(CONFIG, title=EVIL, editions={"fr": EditionSettings(EVIL, EVIL, EVIL)})
    return make_site(articles, config, sections=texts, tags={EVIL: {"description": EVIL, "spellings": (EVIL,)}})


def test_no_text_of_the_editor_becomes_html() -> None:
    for one, seen in html_pages(evil_site()):
        assert not seen.all("i"), one.template
        assert "49" not in seen.words(), one.template
        for name in ("description", "og:title", "og:description", "og:site_name", "article:tag", "article:section"):
            assert all("&lt;" not in content and "&amp;" not in content for content in seen.meta(name)), one.template
        assert "&lt;" not in seen.words()


def test_a_title_comes_back_whole_wherever_it_stands() -> None:
    shown = {one.address.path: seen for one, seen in html_pages(evil_site())}
    article = shown["monde/a-0/index.html"]

    assert article.text("h1") == f"{EVIL} 0"
    assert article.text("title").startswith(f"{EVIL} 0")
    assert article.meta("og:title") == [f"{EVIL} 0"]
    assert article.meta("article:tag") == [EVIL]
    assert article.graph()[0]["headline"] == f"{EVIL} 0"
    assert article.all("img", alt=EVIL)
    assert f"{EVIL} 0" in [e.text for e in shown["index.html"].all("a", href="/monde/a-0/")]
    assert shown["old-0/index.html"].all("a", href="/monde/a-0/")[0].text == f"{EVIL} 0"


def hash_of(script: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def test_no_page_holds_a_script_that_its_policy_does_not_name() -> None:
    for one, seen in html_pages(make_site(**newspaper())):
        assert not seen.all("style")
        assert not [e for e in seen.elements if any(name.startswith("on") or name == "style" for name in e.attributes)]
        policies = [e.attributes["content"] for e in seen.all("meta", http_equiv="Content-Security-Policy")]
        for script in seen.all("script"):
            data = script.attributes.get("type") == "application/ld+json"
            assert data or f" script-src 'self' '{hash_of(script.text)}'" in policies[0], one.template
        assert policies[0].startswith("default-src 'none'; base-uri 'none'; ")
        assert not [policy for policy in policies if "unsafe-inline" in policy]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('{{ "site.home" | word }}', "Accueil"),
        ('{{ "tag.title" | word(title="<x>") }}', "&lt;x&gt;\u00a0: toute l’actualité"),
        ('{{ 2 | count("list.articles") }}', "2 articles"),
        ("{{ 1234 | number }}", "1\u202f234"),
        ('{{ ["A", "B"] | terms }}', "A et B"),
        ('{{ "fr" | direction }} {{ "fr" | open_graph }} {{ "fr" | language_name }}', "ltr fr_FR Français"),
        ('{{ "été" | capitalize_first }}', "Été"),
        ("{{ page | trail | length }}", "0"),
        ("{{ site.title }}", "&lt;b&gt;"),
    ],
)
def test_filters_say_what_the_language_does(source: str, shown: str, tmp_path: Path) -> None:
    assert say(source, tmp_path, title="<b>") == shown


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("day", date(2017, 3, 1), "1er\xa0mars 2017"),
        ("full_day", date(2017, 3, 1), "mercredi\xa01er\xa0mars 2017"),
        ("month", date(2017, 3, 1), "mars 2017"),
        ("iso", date(2017, 3, 1), "2017-03-01"),
        ("iso", datetime(2017, 3, 1, 18, 30, 5, 7, UTC), "2017-03-01T18:30:05+00:00"),
        ("moment", datetime(2017, 3, 1, 18, 30, tzinfo=UTC), "1er\xa0mars 2017 à 18:30"),
    ],
)
def test_filters_write_dates(name: str, value: date, shown: str, tmp_path: Path) -> None:
    (tmp_path / "month.html").write_text("{{ page.first_day | " + name + " }}", "utf-8")
    site = make_site([make_article()])
    templates = Templates([tmp_path], load_locales(["fr"], None))

    assert templates.render(edition(site).site, replace(page(site, MonthPage), first_day=value)) == shown


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("a\n{{ page.nonsense }}", 2, "no attribute 'nonsense'"),
        ("a\nb\n{{ nonsense }}", 3, "'nonsense' is undefined"),
        ("{% if %}", 1, "cannot be understood: "),
        ("a\n{{ 1 | nonsense }}", 2, "cannot be understood: No filter named 'nonsense'"),
        ("\n\n{{ 1 / 0 }}", 3, "ZeroDivisionError"),
        ('\n{{ "no.word" | word }}', 2, "the catalogue has no word 'no.word'"),
        ("\n{{ site.assets['none.css'] }}", 2, "none.css"),
        ("{% for a in page.lead.tags %}{% endfor %}", 1, "'None' has no attribute 'tags'"),
    ],
)
def test_a_template_at_fault_is_told_with_file_line_and_cure(
    source: str, line: int, message: str, tmp_path: Path
) -> None:
    problem = fault(source, tmp_path)

    assert str(problem.location) == f"{tmp_path}/home.html:{line}"
    assert message in problem.message
    assert "docs/templates.md" in problem.cure
    assert problem.is_error


def test_an_error_in_an_included_file_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_text("\n{{ page.nonsense }}", "utf-8")

    assert str(fault('{% include "part.html" %}', tmp_path).location) == f"{tmp_path}/part.html:2"


def test_a_template_that_is_missing_is_told_with_the_place_for_it(tmp_path: Path) -> None:
    problem = fault('{% extends "frame.html" %}', tmp_path)

    assert str(problem.location) == f"{tmp_path}/frame.html"
    assert "missing" in problem.message


@pytest.mark.parametrize("source", ['\n{% include "part.html" %}', '\n{% import "part.html" as part %}'])
def test_of_a_template_that_is_missing_is_told_where_it_is_asked_for(source: str, tmp_path: Path) -> None:
    problem = fault(source, tmp_path)

    assert str(problem.location) == f"{tmp_path}/part.html"
    assert problem.message == f"the template is missing; {tmp_path}/home.html:2 asks for it"


def test_a_template_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "part.html").write_bytes(b"<p>\n\xe9")
    problem = fault('{% include "part.html" %}', tmp_path)

    assert "decode" in problem.message
    assert str(problem.location) == f"{tmp_path}/part.html:2"


@pytest.mark.parametrize("tag", ["include", "extends"])
def test_a_template_that_asks_for_itself_is_told(tag: str, tmp_path: Path) -> None:
    problem = fault(f'{{% {tag} "home.html" %}}', tmp_path)

    assert str(problem.location) == f"{tmp_path}/home.html:1"
    assert problem.message == "it includes or extends itself without end"


@pytest.mark.parametrize("source", ["{{ open('/etc/passwd') }}", "{{ now() }}", "{{ get_url('x') }}", "{{ config }}"])
def test_a_template_has_nothing_but_the_site_and_the_page(source: str, tmp_path: Path) -> None:
    assert "is undefined" in fault(source, tmp_path).message


def test_a_site_overrides_one_template_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text("<h1>{{ page.title }}</h1>", "utf-8")
    files = rendered(make_site([make_article("A")]), tmp_path)

    assert files["monde/a/index.html"] == "<h1>A</h1>"
    assert Seen.of(files["index.html"]).all("main")


def test_a_site_overrides_one_block(tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "footer.html").write_text("<footer>{{ site.title }}</footer>", "utf-8")
    files = rendered(make_site([make_article("A")]), tmp_path)

    assert {Seen.of(files[path]).text("footer") for path in ("index.html", "tags/index.html")} == {"Gazette"}


def test_a_site_extends_the_template_that_its_own_stands_for(tmp_path: Path) -> None:
    (tmp_path / "home.html").write_text(
        '{% extends "original/home.html" %}{% block bands %}<p id="own">Ici</p>{{ super() }}{% endblock %}', "utf-8"
    )
    home = Seen.of(rendered(make_site(**newspaper()), tmp_path)["index.html"])

    assert home.text("p", id="own") == "Ici"
    assert home.all("div", class_="front")
    assert home.all("div", class_="band blocks")


def test_the_page_for_lost_readers_and_former_addresses_are_kept_from_search_engines() -> None:
    for one, seen in html_pages(make_site(**newspaper())):
        hidden = one.template in {"404.html", "redirect.html", "withdrawn.html"}
        assert (seen.meta("robots") == ["noindex"]) is hidden, one.template


@settings(max_examples=8, deadline=None)
@example("]]></script><!--\x00\ufffe😀\ud800\u2028")
@given(st.text(st.characters(codec=None, exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1))
def test_structured_data_and_sitemaps_can_be_read_whatever_a_title_holds(title: str) -> None:
    site = make_site([make_article(title, slug="a", id="monde/a.md")])
    site = replace(site, news_since=FIRST_DAY)
    files = rendered(site)
    (written,) = re.findall(
        r"<script type=.application/ld.json.>(.*?)</script>", files["monde/a/index.html"], re.DOTALL
    )
    (name,) = (part["headline"] for part in json.loads(written)["@graph"] if "headline" in part)

    assert name[:20] == title[:20].encode("utf-8", "replace").decode()
    for path in ("sitemap.xml", "sitemap-news.xml", "feed.xml", "feeds/sections.opml"):
        assert ET.fromstring(files[path].encode()) is not None  # noqa: S314 - it is our own
