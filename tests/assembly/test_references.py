from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from generator.assembly.onward import Shelf
from generator.assembly.permalinks import Permalinks
from generator.assembly.pictures import Gallery
from generator.assembly.references import Targets, rewrite, settle
from generator.model import Article
from generator.titles import Titles
from generator.views import Address
from generator.views.absolute import absolute
from tests.assembly.builders import linking, reading_also
from tests.builders import make_article

REPO = Permalinks("https://user.github.io/repo/", "fr")
ROOT = Permalinks("https://news.example/", "fr")
SUMMIT = make_article("L'OTAN se réunit : « à Bakou »", id="monde/otan.md")
OLDER = make_article("L’Otan se réunit à Bakou !", id="monde/plus-ancien.md", date=-9)
EVIL = make_article("<b>&\"'", id="monde/evil.md")
KNOWN = frozenset(
    {"index.html", "tags/otan/index.html", "tags/otan/feed.xml", "old.html", "monde/été/index.html", "CNAME"}
)


def targets(links: Permalinks = REPO) -> Targets:
    """Give a site of three articles, a few pages and a picture."""
    articles = [(a, links.article(a, "monde")) for a in (SUMMIT, OLDER, EVIL)]
    files = {a.id: address for a, address in articles}
    files |= {path: links.file(path) for path in ("monde/é b.png", 'monde/"&.png', "monde")}
    return Targets(
        files, KNOWN, [shelf(articles)], {address.path: a.id for a, address in articles}, {}, links, Gallery(links)
    )


def shelf(articles: Sequence[tuple[Article, Address]], lang: str = "fr") -> Shelf:
    """Let articles be named by their titles, the newest first."""
    ordered = sorted(articles, key=lambda pair: (-pair[0].date.timestamp(), pair[0].id))
    return Shelf(lang, Titles.of((a.id, a.title) for a, _ in ordered), {a.id: address.url for a, address in ordered})


def settled(lang: str = "fr", **fields: Any) -> tuple[str, list[str]]:
    """Settle a body; give it and the problems."""
    done = settle(make_article(lang=lang, **fields), targets())
    return str(done.body), [str(problem) for problem in done.problems]


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("content:monde/otan.md", "/repo/monde/otan/"),
        ("content:monde/otan.md#la-suite", "/repo/monde/otan/#la-suite"),
        ("content:monde/%C3%A9%20b.png", "/repo/monde/%C3%A9%20b.png"),
        ("content:monde/%22&.png", "/repo/monde/%22&amp;.png"),
        ("site:/", "/repo/"),
        ("site:/#haut", "/repo/#haut"),
        ("site:/tags/otan/", "/repo/tags/otan/"),
        ("site:/tags/otan", "/repo/tags/otan/"),
        ("site:/tags/otan/feed.xml", "/repo/tags/otan/feed.xml"),
        ("site:/tags/otan/?utm=x#y", "/repo/tags/otan/#y"),
        ("site:/old", "/repo/old.html"),
        ("site:/old.html", "/repo/old.html"),
        ("site:/CNAME", "/repo/CNAME"),
        ("site:/monde/%C3%A9t%C3%A9/", "/repo/monde/%C3%A9t%C3%A9/"),
    ],
)
def test_a_link_into_the_site_gets_its_final_address(reference: str, url: str) -> None:
    assert settled(**linking(reference)) == (f'<p><a href="{url}">mot</a></p>', [])


@pytest.mark.parametrize(
    "reference", ["content:monde/brouillon.md", "content:Monde/otan.md", "site:/nulle-part/", "site:/tags/otan/x"]
)
def test_a_link_to_what_is_not_published_loses_its_target_with_a_warning(reference: str) -> None:
    body, problems = settled(**linking("content:monde/otan.md", reference))
    place = reference.partition(":")[2]

    assert body == '<p><a href="/repo/monde/otan/">mot</a></p>\n<p><a>mot</a></p>'
    (problem,) = problems
    assert problem.startswith(f'monde/lien.md:8: warning: a link leads to "{place}", which is not on the site\n')
    assert "is it a draft, or dated in the future?" in problem


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<img alt="x" src="content:monde/%C3%A9%20b.png" width="2">',
            '<img alt="x" src="/repo/monde/%C3%A9%20b.png" width="2">',
        ),
        ('<a class="x" href="content:monde" title="y">z</a>', '<a class="x" href="/repo/monde" title="y">z</a>'),
        ('<a href="https://a.example/content:monde">z</a>', '<a href="https://a.example/content:monde">z</a>'),
        ('<p>href="content:monde/otan.md"</p>', '<p>href="content:monde/otan.md"</p>'),
        ('<abbr title="x" href="content:monde">z</abbr>', '<abbr title="x" href="content:monde">z</abbr>'),
        ('<a href="mailto:a@b.example">z</a>', '<a href="mailto:a@b.example">z</a>'),
    ],
)
def test_nothing_but_references_is_rewritten(before: str, after: str) -> None:
    assert rewrite(before, targets()) == after


@pytest.mark.parametrize(
    "title", [SUMMIT.title, "l'otan se reunit a bakou", "L’OTAN SE RÉUNIT — À BAKOU ?", "L'OTAN se réunit à Bakou"]
)
def test_read_also_finds_the_newest_article_of_that_title_however_it_is_written(title: str) -> None:
    body, problems = settled(**reading_also(title))

    assert problems == []
    assert '<a href="/repo/monde/otan/">L&#x27;OTAN se réunit : « à Bakou »</a>' in body


def test_read_also_escapes_what_it_writes() -> None:
    evil = make_article('<i>&"', id="monde/i.md")
    address = REPO.article(evil, "monde")
    done = settle(make_article(**reading_also("<I>")), replace(targets(), shelves=[shelf([(evil, address)])]))

    assert "&lt;i&gt;&amp;&quot;" in str(done.body)
    assert "<i>" not in str(done.body)


@pytest.mark.parametrize(
    ("title", "advice"),
    [
        ("L'OTAN se réunira à Bakou", "Did you mean « L'OTAN se réunit : « à Bakou » »?"),
        (
            "Un tout autre sujet",
            "Copy its title exactly, or leave the line: it becomes a link once that article is published.",
        ),
        ("https://a.example/b", "Make it a link: [its title](https://a.example/b)."),
    ],
)
def test_a_title_that_no_article_has_stays_as_written_with_advice(title: str, advice: str) -> None:
    fields = reading_also(title)
    body, problems = settled(**fields)

    assert body == str(fields["body"])
    assert problems == [
        f'monde/lien.md:9: warning: no article has the title that « Lire aussi » names: "{title}"\n    {advice}'
    ]


def test_a_read_also_line_that_is_a_link_already_is_only_pointed_right() -> None:
    body, problems = settled(**reading_also("Autre titre", target="content:monde/plus-ancien.md"))

    assert problems == []
    assert '<p class="read-also">Lire aussi : <a href="/repo/monde/plus-ancien/">Autre titre</a></p>' in body


def test_two_read_also_lines_of_one_title_are_both_linked() -> None:
    body, problems = settled(**reading_also(SUMMIT.title, SUMMIT.title))

    assert problems == []
    assert body.count('href="/repo/monde/otan/"') == 2


@pytest.mark.parametrize(("lang", "colon"), [("fr", "\u00a0:"), ("fr-ca", "\u00a0:"), ("en", ":")])
def test_the_colon_after_read_also_is_that_of_the_language(lang: str, colon: str) -> None:
    body, _problems = settled(lang=lang, **reading_also(SUMMIT.title))

    assert f"Lire aussi{colon}</span>" in body


def test_a_body_tells_the_articles_that_it_cites_each_once_and_never_itself() -> None:
    links = linking("content:monde/otan.md", "content:monde/otan.md#a", "content:monde", "site:/monde/plus-ancien/")
    known = KNOWN | {"monde/plus-ancien/index.html"}
    linked = settle(make_article(**links), replace(targets(), known=known))
    named = settle(make_article(id=OLDER.id, **reading_also(SUMMIT.title, OLDER.title)), targets())
    itself = settle(make_article(id=SUMMIT.id, **linking("content:monde/otan.md")), targets())

    assert linked.cited == (SUMMIT.id, OLDER.id)
    assert named.cited == (SUMMIT.id,)
    assert itself.cited == ()


@pytest.mark.parametrize(
    ("links", "before", "after"),
    [
        (REPO, '<a href="/repo/tags/a/">', '<a href="https://user.github.io/repo/tags/a/">'),
        (REPO, '<a href="/repo/">', '<a href="https://user.github.io/repo/">'),
        (REPO, '<img alt="/repo/" src="/repo/a.png">', '<img alt="/repo/" src="https://user.github.io/repo/a.png">'),
        (REPO, '<a href="#note">', '<a href="https://user.github.io/repo/monde/otan/#note">'),
        (ROOT, '<a href="/tags/a/">', '<a href="https://news.example/tags/a/">'),
        (ROOT, '<a href="#note">', '<a href="https://news.example/monde/otan/#note">'),
        (ROOT, '<a href="//a.example/">', '<a href="//a.example/">'),
        (ROOT, '<a href="https://a.example/">', '<a href="https://a.example/">'),
        (ROOT, '<p>href="/a"</p>', '<p>href="/a"</p>'),
        (ROOT, "<a>", "<a>"),
    ],
)
def test_addresses_are_absolute_for_readers_far_from_the_page(links: Permalinks, before: str, after: str) -> None:
    assert absolute(before, links.article(SUMMIT, "monde"), links.file("").url) == after
