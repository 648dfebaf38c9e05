from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.assembly.selection import Moment, published
from generator.config import SiteConfig, TagRule, TagSettings, Vocabulary
from generator.model import Article, Asset, ImageRef
from generator.publish.manifest import INCOMING, MANIFEST
from generator.views import ArticlePage, HomePage, ListPage, RedirectPage, Site, TagPage
from tests.assembly.builders import (
    CONFIG,
    THREE,
    TWO,
    arrange,
    body_of,
    edition,
    linking,
    make_analysis,
    make_section,
    make_site,
    newspaper,
    page,
    pages,
    paths,
    reading_also,
)
from tests.builders import FIRST_DAY, make_article

BASES = ("https://news.example/", "https://user.github.io/repo/")


def strings(thing: Any) -> Iterator[str]:
    """Give every text within dataclasses, mappings and tuples."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        yield from (text for field in fields(thing) for text in strings(getattr(thing, field.name)))
    elif isinstance(thing, tuple):
        yield from (text for part in thing for text in strings(part))
    elif hasattr(thing, "values"):
        yield from (text for part in thing.values() for text in strings(part))


def urls(site: Site) -> set[str]:
    """Give every address in a site: those of views, and those in bodies."""
    texts = [text for edition in site.editions for text in strings(edition)]
    found = {url for text in texts for url in re.findall(r'(?:href|src)="([^"]*)"', text)}
    return {url.partition("#")[0] for url in (*found, *texts) if re.match(r"(https?://[^/]+)?/\S*$", url)}


def built(base: str = BASES[0], languages: tuple[str, ...] = ("fr", "en")) -> Site:
    arguments = newspaper(languages)
    return make_site(**arguments | {"config": replace(arguments["config"], base_url=base)})


@pytest.mark.parametrize("languages", [("fr",), ("fr", "en"), ("en", "ar", "fr")])
@pytest.mark.parametrize("base", BASES)
def test_every_address_begins_with_the_base_path_and_leads_to_a_file(base: str, languages: tuple[str, ...]) -> None:
    site = built(base, languages)
    files = {*paths(site), *(one.site.manifest.path for one in site.editions), "sitemap.xml"}
    files |= {f"{one.search.folder}/index.html" for one in site.editions if one.search}
    files |= {card.path for one in site.editions for card in one.social_cards}
    path = urlsplit(base).path
    found = urls(site)

    assert len(found) > len(files)
    for url in found:
        place = url if url.startswith("/") else url.removeprefix(base.removesuffix(path))
        assert place.startswith(path)
        assert unquote(re.sub("/$|^$", "/index.html", place.removeprefix(path))).lstrip("/") in files, url


def test_every_file_has_a_path_of_its_own() -> None:
    made = paths(built(languages=("fr", "en", "ar")))

    assert len({path.casefold() for path in made}) == len(made)


def test_another_base_url_changes_addresses_and_ids_alone() -> None:
    one, other = (list(strings(built(base))) for base in BASES)
    ids = re.compile("urn:uuid:.*")

    brought_back = [text.replace("user.github.io", "news.example").replace("/repo/", "/") for text in other]

    assert [ids.sub("", text) for text in brought_back] == [ids.sub("", text) for text in one]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.data_too_large])
@given(st.permutations(range(60)), st.permutations(range(6)))
def test_the_order_of_files_does_not_matter(articles: list[int], sections: list[int]) -> None:
    given = newspaper()
    mixed = given | {"articles": [given["articles"][n] for n in articles]}
    mixed |= {"sections": [given["sections"][n] for n in sections]}

    assert arrange(**mixed) == arrange(**given)


def test_alternates_are_mutual_and_in_the_order_of_the_editions() -> None:
    site = built(languages=("fr", "en", "ar"))
    by_url = {page.url: page for edition in site.editions for page in edition.pages}
    order = ["fr", "en", "ar"]
    several = [page for page in by_url.values() if page.alternates]

    assert {type(page) for page in several} >= {HomePage, ArticlePage, ListPage, TagPage}
    for one in several:
        assert one.url in {alternate.url for alternate in one.alternates}
        assert [a.lang for a in one.alternates] == sorted({a.lang for a in one.alternates}, key=order.index)
        assert {by_url[alternate.url].alternates for alternate in one.alternates} == {one.alternates}


def test_a_site_of_one_language_has_no_alternates_and_no_choice_of_editions() -> None:
    site = built(languages=("fr",))

    assert {page.alternates for page in edition(site).pages} == {()}
    assert edition(site).site.editions == ()


def test_translations_find_each_other_by_their_key_and_two_of_one_language_are_none() -> None:
    keys = [("fr", "a"), ("en", "a"), ("ar", "b"), ("fr", "c"), ("fr", "c"), ("en", "c"), ("fr", "")]
    articles = [make_article(f"A {n}", lang=lang, translation_key=key) for n, (lang, key) in enumerate(keys)]
    site = arrange(articles, THREE)[0]
    shown = {
        p.title: [a.lang for a in p.alternates] for lang in THREE.languages for p in pages(site, ArticlePage, lang)
    }

    assert shown == {"A 0": ["fr", "en"], "A 1": ["fr", "en"], **{f"A {n}": [] for n in range(2, 7)}}


def test_two_versions_in_one_language_are_told_when_another_language_has_one() -> None:
    keys = [("fr", "a"), ("fr", "a"), ("en", "a"), ("fr", "b"), ("fr", "b"), ("en", "c")]
    articles = [
        make_article(f"A {n}", lang=lang, translation_key=key, lines={"translation_key": 4})
        for n, (lang, key) in enumerate(keys)
    ]
    (problem,) = arrange(articles, TWO)[1]

    assert not problem.is_error
    assert (problem.location.path, problem.location.line) == (articles[1].location.path, 4)
    assert problem.message == f"{articles[0].location.path} is a version of the same article in the same language"


def test_pages_of_tags_that_are_translations_are_alternates_as_far_as_both_go() -> None:
    rule = TagRule("OTAN", translations={"en": "NATO"})
    config = replace(TWO, vocabularies={"fr": Vocabulary((rule,))}, lists=replace(CONFIG.lists, page_size=2))
    articles = [make_article(f"F {n}", tags=("OTAN",)) for n in range(4)]
    articles += [make_article(f"E {n}", tags=("NATO",), lang="en") for n in range(2)]
    shown = pages(make_site(articles, config), TagPage)

    assert [[a.url for a in p.alternates] for p in shown] == [["/tags/otan/", "/en/tags/nato/"], []]


@pytest.mark.parametrize(("threshold", "linked"), [(0, True), (1, True), (2, False)])
def test_a_tag_of_one_article_has_page_and_feed_by_the_threshold(threshold: int, linked: bool) -> None:
    site = make_site([make_article(tags=("OTAN",))], replace(CONFIG, tags=TagSettings(page_threshold=threshold)))
    (tag,) = page(site, ArticlePage).card.tags

    assert bool(tag.url) is linked
    assert ("tags/otan/index.html" in paths(site)) is linked
    assert ("tags/otan/feed.xml" in paths(site)) is linked


def test_a_hidden_tag_leaves_no_trace() -> None:
    articles = [make_article(f"A {n}", tags=("Brèves", "OTAN")) for n in range(3)]
    site = make_site(articles, tags={"Brèves": {"hidden": True, "aliases": ("Brève",)}})

    assert not [text for text in strings(site) if "brèves" in text.casefold() or "/breve" in text]
    assert edition(site).tag_count == 1


@pytest.mark.parametrize(
    ("aliases", "led"),
    [
        (("Alliance atlantique", "Pacte"), ["alliance-atlantique", "pacte"]),
        (("Otan", "OTAN"), []),
        (("Russie",), []),
        (("!!!", "Aux"), []),
        (("Pacte", "pacte"), ["pacte"]),
    ],
)
def test_other_names_of_a_tag_lead_to_it_where_nothing_stands(aliases: tuple[str, ...], led: list[str]) -> None:
    articles = [make_article(f"A {n}", tags=("OTAN", "Russie")) for n in range(2)]
    site = make_site(articles, tags={"OTAN": {"aliases": aliases}})
    shown = pages(site, RedirectPage)

    assert [redirect.url for redirect in shown] == [f"/tags/{name}/" for name in led]
    assert {redirect.target for redirect in shown} <= {"/tags/otan/"}


@pytest.mark.parametrize(
    "static", ["tags/pacte/index.html", "tags/Pacte/index.html", "tags/pacte"], ids=["page", "case", "folder"]
)
def test_other_names_of_a_tag_give_way_to_static_files_and_to_aliases(static: str) -> None:
    articles = [make_article(f"A {n}", tags=("OTAN",)) for n in range(2)]
    tags = {"OTAN": {"aliases": ("Pacte",)}}

    assert not pages(make_site(articles, tags=tags, static=[Asset(static, b"")]), RedirectPage)
    aliased = [replace(articles[0], aliases=("/tags/pacte/",)), articles[1]]
    (redirect,) = pages(make_site(aliased, tags=tags), RedirectPage)
    assert redirect.target == "/monde/a-0/"


def test_other_names_of_a_tag_give_way_to_an_alias_in_another_edition() -> None:
    articles = [make_article(f"A {n}", lang="en", tags=("NATO",)) for n in range(2)]
    articles.append(make_article("Titre", aliases=("/en/tags/pact/",)))

    assert len({*paths(make_site(articles, TWO, tags={"NATO": {"aliases": ("Pact",)}}))}) == len(
        paths(make_site(articles, TWO, tags={"NATO": {"aliases": ("Pact",)}}))
    )


A = make_article("A", id="monde/a.md")
CLASHES: list[tuple[str, dict[str, Any], str]] = [
    ("article/article", {"articles": [A, replace(A, id="sport/b.md", url="/monde/a/", lines={"url": 4})]}, "/monde/a/"),
    ("article/section", {"articles": [A, make_article("B", id="b.md", url="/monde/")]}, "/monde/"),
    ("article/case", {"articles": [A, make_article("B", id="b.md", url="/Monde/A/")]}, "/monde/a/"),
    ("alias/article", {"articles": [A, make_article("B", id="b.md", aliases=("/monde/a/",))]}, "/monde/a/"),
    ("alias/alias", {"articles": [replace(A, aliases=("/x/",)), make_article("B", aliases=("/x/",))]}, "/x/"),
    ("alias/page", {"articles": [replace(A, aliases=("/tags/",))]}, "/tags/"),
    ("alias/feed", {"articles": [replace(A, aliases=("/monde/feed.xml",))]}, "/monde/feed.xml"),
    ("alias/robots", {"articles": [replace(A, aliases=("/robots.txt",))]}, "/robots.txt"),
    ("alias/manifest", {"articles": [replace(A, aliases=("/site.webmanifest",))]}, "/site.webmanifest"),
    (
        "section/section",
        {
            "articles": [A, make_article("B", section="sport")],
            "sections": [make_section("monde", slug="x"), make_section("sport", slug="x")],
        },
        "/x/",
    ),
    (
        "section/edition",
        {"articles": [make_article("B", section="en")], "config": TWO},
        "/en/",
    ),
    ("about/section", {"articles": [A], "sections": [make_section("", slug="monde", body_html="x")]}, "/monde/"),
    ("file/page", {"articles": [A], "static": [Asset("monde/index.html", b"")]}, "/monde/"),
    ("file/feed", {"articles": [A], "static": [Asset("monde/feed.xml", b"")]}, "/monde/feed.xml"),
    ("file/folder", {"articles": [A], "static": [Asset("monde", b"")]}, "/monde/a/"),
    (
        "page/folder",
        {"articles": [A, make_article("B", url="/a.html"), replace(A, id="c", url="/a.html/c/")]},
        "/a.html",
    ),
    ("file/case", {"articles": [A], "static": [Asset("Robots.txt", b"")]}, "/robots.txt"),
    ("file/file", {"assets": [Asset("a/b.png", b"")], "static": [Asset("A/B.png", b"")]}, "/a/b.png"),
]


@pytest.mark.parametrize(("given", "address"), [case[1:] for case in CLASHES], ids=[case[0] for case in CLASHES])
def test_an_address_that_two_want_is_an_error_that_names_both(given: dict[str, Any], address: str) -> None:
    _site, problems = arrange(**given)
    told = [p for p in problems if p.is_error and p.message.casefold().startswith(f"two want the address {address}")]

    assert told
    for problem in told:
        assert re.search(": .+ and .+", problem.message)
        assert problem.cure.endswith(".")


def test_a_clash_of_articles_points_to_the_line_that_gives_the_address() -> None:
    _site, problems = arrange(**CLASHES[0][1])

    assert [str(problem).split("\n")[0] for problem in problems] == [
        "monde/a.md:4: two want the address /monde/a/: monde/a.md and monde/a.md"
    ]


@pytest.mark.parametrize("name", ["robots.txt", ".nojekyll", "sitemap.xml"])
def test_a_file_for_machines_that_the_editor_gives_is_no_clash(name: str) -> None:
    assert make_site([A], static=[Asset(name, b"")])


@pytest.mark.parametrize("name", [MANIFEST, MANIFEST.upper(), INCOMING, f"{INCOMING}/a.txt"])
def test_a_file_where_publishing_keeps_its_own_is_a_clash(name: str) -> None:
    _site, problems = arrange([A], static=[Asset(name, b"", is_static=True)])
    (told,) = [problem.message for problem in problems if problem.is_error]
    assert told.startswith("two want the address /.digest-")
    assert f"the file {name}" in told


def test_a_link_to_an_article_that_is_not_published_goes_and_is_warned_about() -> None:
    later = make_article("Demain", date=3, id="monde/demain.md")
    linked = make_article("Lien", **linking("content:monde/demain.md"))
    today = published([linked, later], Moment(FIRST_DAY))

    assert body_of(linked, later) == ('<p><a href="/monde/demain/">mot</a></p>', [])
    body, told = body_of(linked, *(a for a in today if a != linked))
    assert body == "<p><a>mot</a></p>"
    assert len(told) == 1
    assert 'leads to "monde/demain.md"' in told[0]


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("content:monde", "/en/world/"),
        ("content:monde/_index.md", "/en/world/"),
        ("content:monde/_index.fr.md", "/monde/"),
        ("content:sport", "/sport/"),
        ("content:monde/a.md", "/monde/a/"),
        ("site:/en/tags/", "/en/tags/"),
        ("site:/tags/", "/tags/"),
        ("site:/feed.json", "/feed.json"),
        ("site:/sitemap.xml", "/sitemap.xml"),
        ("site:/CNAME", "/CNAME"),
        ("content:monde/b.png", "/monde/b.png"),
    ],
)
def test_a_link_leads_to_a_section_in_its_language_to_any_page_and_any_file(reference: str, url: str) -> None:
    english = make_article("B", lang="en", id="monde/b.en.md", **linking(reference))
    body, told = body_of(
        english,
        A,
        make_article("C", section="sport"),
        config=TWO,
        sections=[make_section("monde", "en", "World", slug="world")],
        assets=[Asset("monde/b.png", b"")],
        static=[Asset("CNAME", b"")],
    )

    assert (body, told) == (f'<p><a href="{url}">mot</a></p>', [])


def test_read_also_stays_within_the_edition_unless_only_another_has_that_very_title() -> None:
    french = make_article("Lien", **reading_also("Le sommet"))
    english = make_article("Le sommet", lang="en", id="monde/summit.md")
    longer = make_article("Le sommet de Bakou", lang="en")

    assert 'href="/monde/le-sommet/"' in body_of(french, make_article("Le sommet"), english, config=TWO)[0]
    assert '<a href="/en/monde/summit/" lang="en" hreflang="en">' in body_of(french, english, config=TWO)[0]
    assert "no article has the title" in body_of(french, longer, config=TWO)[1][0]


def cited_by(*articles: Article, config: SiteConfig = CONFIG, **given: Any) -> dict[str, list[str]]:
    """Give the titles of the articles that cite each, by its title."""
    made = [p for lang in config.languages for p in pages(make_site(articles, config, **given), ArticlePage, lang)]
    return {p.title: [card.title for card in p.cited_by] for p in made if p.cited_by}


def test_an_article_tells_who_leads_to_it_newest_first_and_each_once() -> None:
    named = make_article("Nommé", **reading_also("A", "A"))
    linked = make_article("Lié", date=2, **linking("content:monde/a.md", "site:/monde/a/", "content:monde"))
    itself = replace(A, **linking("content:monde/a.md"))

    assert cited_by(itself, named, linked) == {"A": ["Lié", "Nommé"]}


def test_a_link_to_a_former_address_counts_for_the_article_that_stood_there() -> None:
    moved = make_article("Déménagé", aliases=("/2016/avant.html",))

    assert cited_by(moved, make_article("Lien", **linking("site:/2016/avant.html"))) == {"Déménagé": ["Lien"]}


def test_of_many_citing_articles_the_newest_are_shown() -> None:
    citing = [make_article(f"Lien {n}", date=n, **linking("content:monde/a.md")) for n in range(9)]

    assert cited_by(A, *citing) == {"A": ["Lien 8", "Lien 7", "Lien 6", "Lien 5", "Lien 4"]}


def test_editions_do_not_cite_each_other() -> None:
    english = make_article("B", lang="en", **linking("content:monde/a.md"))

    assert cited_by(A, english, config=TWO) == {}


def test_texts_about_sections_and_the_publication_have_final_links() -> None:
    body = '<p><a href="content:monde/a.md">a</a> <a href="content:monde/nulle-part.md">b</a></p>'
    texts = [make_section(key, body_html=body, title=key or "Nous") for key in ("monde", "")]
    site, problems = arrange([A], sections=texts)
    bodies = {getattr(p, "body_html", "") for p in edition(site).pages if "section:" in p.key or p.key == "about"}

    assert bodies == {'<p><a href="/monde/a/">a</a> <a>b</a></p>'}
    assert [problem.location.path for problem in problems] == sorted(text.location.path for text in texts)
    assert all("monde/nulle-part.md" in problem.message and not problem.is_error for problem in problems)


def test_a_static_image_has_its_width_and_height_in_bodies_and_pictures() -> None:
    body = '<p><img src="site:/a%20b.png" alt="x"> <img src="site:/a%20b.png" alt="x" width="5" loading="eager"></p>'
    article = make_article(body_html=body, image=ImageRef("site:/a b.png", "x"))
    static = [Asset("a b.png", b"png", is_static=True, size=(40, 30))]
    (page,) = (p for p in edition(make_site([article], static=static)).pages if isinstance(p, ArticlePage))

    assert page.body_html == (
        '<p><img src="/a%20b.png" alt="x" width="40" height="30" loading="lazy" decoding="async"> '
        '<img src="/a%20b.png" alt="x" width="5" loading="eager"></p>'
    )
    assert page.card.picture is not None
    assert (page.card.picture.width, page.card.picture.height) == (40, 30)


def test_two_articles_with_one_id_in_feeds_are_an_error_that_names_both() -> None:
    one, two = (make_article(name, lines={"id": 4}, feed_id="tag:news.example,2017:1") for name in ("Un", "Deux"))
    (problem,) = arrange([one, two])[1]

    assert problem.is_error
    assert (problem.location.path, problem.location.line) == (one.location.path, 4)
    assert two.location.path in problem.message


def test_an_image_that_is_not_on_the_site_is_an_error() -> None:
    image = ImageRef("site:/logo.png", "Le logo")
    article = make_article(lines={"image": 5}, image=image)
    (problem,) = arrange([article])[1]

    assert problem.is_error
    assert problem.location.line == 5
    assert arrange([article], static=[Asset("logo.png", b"png", is_static=True)])[1] == []


def test_files_are_published_as_they_are_and_those_of_the_design_under_names_with_a_hash() -> None:
    site = make_site(static=[Asset("CNAME", b"news.example")], assets=[Asset("monde/a.png", b"png")])
    files = {file.path: file.data for file in site.files}

    assert files["CNAME"] == b"news.example"
    assert files["monde/a.png"] == b"png"
    style = edition(site).site.assets["style.css"]
    assert re.fullmatch(r"/assets/style\.[0-9a-f]{8}\.css", style)
    assert files[style.removeprefix("/")] == b"style.css"


@pytest.mark.parametrize("config", [CONFIG, TWO, THREE])
def test_a_site_without_articles_has_its_main_pages(config: SiteConfig) -> None:
    site = make_site(config=config)

    for one in site.editions:
        view = one.site
        assert {view.home, view.tags, view.archive, view.digests} <= {page.url for page in one.pages}
        assert [feed.atom.url for feed in one.feeds] == [view.feed.atom]
    assert [one.site.lang for one in site.editions] == [*config.languages]


def test_tags_of_the_analysis_decide_not_those_that_the_author_declared() -> None:
    articles = [make_article(f"A {n}", tags=("OTAN",)) for n in range(2)]
    site = make_site(articles, analysis=make_analysis([replace(a, declared_tags=()) for a in articles]))

    assert {page.card.tags for page in pages(site, ArticlePage)} == {()}


def test_an_article_without_a_translation_leads_to_its_section_in_the_other_edition() -> None:
    alone, english = make_article("Seul"), make_article("B", lang="en", id="monde/b.en.md")
    site = make_site([alone, english], TWO, sections=[make_section("monde", "en", "World", slug="world")])
    (page,) = pages(site, ArticlePage)

    assert page.alternates == ()
    assert [(near.lang, near.url) for near in page.nearest] == [("en", "/en/world/")]


def test_a_later_page_of_a_list_leads_to_the_first_one_where_the_other_list_is_shorter() -> None:
    config = replace(TWO, lists=replace(TWO.lists, page_size=1))
    site = make_site([make_article("A"), make_article("C"), make_article("B", lang="en")], config)
    first, second = (page for page in edition(site).pages if page.key.startswith("section:"))

    assert ([one.lang for one in first.alternates], first.nearest) == (["fr", "en"], ())
    assert [near.url for near in second.nearest] == ["/en/monde/"]


def test_an_article_of_a_section_that_the_other_edition_lacks_leads_to_its_home() -> None:
    site = make_site([make_article("Seul", section="sport"), make_article("B", lang="en")], TWO)
    (page,) = pages(site, ArticlePage)

    assert (page.alternates, page.nearest) == ((), ())
