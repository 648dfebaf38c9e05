"""Small content folders as other generators have them, and what these generators would show of each article.

Checked against their documentation: Jekyll 4 (Front Matter, Posts), Hugo 0.1xx (Front matter, Page bundles), Zola 0.2x
(Page, Taxonomies), Pelican 4 (Writing content), Nikola 8 (Handbook), Eleventy 3 (Content dates, Front matter), Material
for MkDocs 9 (Blog plugin), Astro 5 (its blog template).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.config import Limits
from generator.content.articles import parse_content
from generator.content.places import read_place
from generator.content.sources import read_sources
from generator.errors import Problem
from generator.memory import NoMemory
from generator.model import Article, Content
from tests.content.builders import CONFIG

FOLDER = Path(__file__).parent / "dialects"
GENERATORS = sorted(folder.name for folder in FOLDER.iterdir())


@cache
def content_of(generator: str) -> tuple[Content, tuple[Problem, ...]]:
    sources, problems = read_sources(FOLDER / generator, generator, Limits())
    assert problems == ()
    return parse_content(sources, CONFIG, NoMemory())


def article_of(path: str) -> Article:
    generator, _slash, article_id = path.partition("/")
    return next(article for article in content_of(generator)[0].articles if article.id == article_id)


@pytest.mark.parametrize(
    ("path", "title", "date", "tags", "slug", "draft"),
    [
        (
            "jekyll/_posts/2017-02-16-sommet-de-bakou.md",
            "Deux généraux à Bakou",
            "2017-02-16T20:30:00-04:00",
            ("OTAN", "Russie"),
            "sommet-de-bakou",
            False,
        ),
        (
            "jekyll/_posts/2017-03-01-planetes-proches.markdown",
            "Planetes Proches",
            "2017-03-01T00:00:00+01:00",
            ("étoiles naines",),
            "planetes-proches",
            True,
        ),
        (
            "jekyll/monde/_posts/2017-03-02-budget.md",
            "Le budget, ligne à ligne",
            "2017-03-02T00:00:00+01:00",
            ("budget", "Union européenne"),
            "budget",
            False,
        ),
        (
            "jekyll/_drafts/2017-03-05-portrait.md",
            "Portrait",
            "2017-03-05T00:00:00+01:00",
            ("portrait",),
            "portrait",
            True,
        ),
        (
            "hugo/posts/bakou/index.md",
            "Deux généraux à Bakou",
            "2017-02-16T15:00:00+01:00",
            ("OTAN", "Russie"),
            "bakou",
            False,
        ),
        (
            "hugo/posts/lune.md",
            "Retour sur la Lune",
            "2017-02-28T09:15:00+00:00",
            ("Lune", "SpaceX"),
            "deux-passagers",
            True,
        ),
        (
            "hugo/sciences/glace.md",
            "Une banquise très basse",
            "2017-03-22T00:00:00+01:00",
            ("climat", "Arctique"),
            "glace",
            False,
        ),
        (
            "zola/blog/2017-02-16-bakou.md",
            "Deux généraux à Bakou",
            "2017-02-16T00:00:00+01:00",
            ("OTAN", "Russie"),
            "bakou",
            False,
        ),
        (
            "zola/blog/exoplanetes/index.md",
            "Sept planètes",
            "2017-02-22T19:00:00+00:00",
            ("TRAPPIST-1",),
            "sept-planetes-proches",
            True,
        ),
        (
            "pelican/monde/article-1.md",
            "Deux généraux à Bakou",
            "2017-02-16T15:00:00+01:00",
            ("OTAN", "Russie, Azerbaïdjan"),
            "deux-generaux-a-bakou",
            False,
        ),
        (
            "pelican/monde/article-2.md",
            "La suite, en bref",
            "2017-02-20T00:00:00+01:00",
            ("OTAN", "Russie"),
            "la-suite",
            True,
        ),
        (
            "nikola/posts/article.md",
            "Deux généraux à Bakou",
            "2017-02-16T15:00:00+01:00",
            ("OTAN", "Russie"),
            "deux-generaux",
            True,
        ),
        (
            "eleventy/posts/2017-02-16-bakou.md",
            "Deux généraux à Bakou",
            "2017-02-16T00:00:00+01:00",
            ("OTAN", "Russie"),
            "bakou",
            False,
        ),
        (
            "eleventy/posts/2017-02-18-lune/index.md",
            "Retour sur la Lune",
            "2017-02-18T00:00:00+01:00",
            ("Lune",),
            "lune",
            True,
        ),
        (
            "eleventy/posts/glace.md",
            "Une banquise très basse",
            "2017-03-22T00:00:00+01:00",
            ("climat",),
            "glace",
            False,
        ),
        (
            "mkdocs/posts/bakou.md",
            "Deux généraux à Bakou",
            "2017-02-16T00:00:00+01:00",
            ("OTAN", "Russie"),
            "bakou",
            False,
        ),
        ("mkdocs/posts/lune.md", "Retour sur la Lune", "2017-02-28T00:00:00+01:00", (), "deux-passagers", True),
        (
            "astro/blog/bakou.md",
            "Deux généraux à Bakou",
            "2017-02-16T00:00:00+01:00",
            ("OTAN", "Russie"),
            "bakou",
            False,
        ),
    ],
)
def test_an_article_is_what_its_own_generator_shows(
    path: str, title: str, date: str, tags: tuple[str, ...], slug: str, *, draft: bool
) -> None:
    found = article_of(path)
    assert (found.title, found.date.isoformat(), found.declared_tags, found.slug, found.draft) == (
        title,
        date,
        tags,
        slug,
        draft,
    )


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_folder_is_read_without_a_problem(generator: str) -> None:
    _content, problems = content_of(generator)
    undated = "jekyll/_drafts/esquisse.md:1: warning: `date` is missing; the draft is left out"
    assert [str(problem).split("\n")[0] for problem in problems] == ([undated] if generator == "jekyll" else [])


@pytest.mark.parametrize(
    ("path", "section", "authors", "updated"),
    [
        ("jekyll/_posts/2017-02-16-sommet-de-bakou.md", "monde", (), None),
        ("jekyll/monde/_posts/2017-03-02-budget.md", "monde", (), None),
        ("hugo/posts/bakou/index.md", "monde", ("Ada Lune",), "2017-02-17"),
        ("hugo/sciences/glace.md", "sciences", ("Max Ray",), "2017-03-22"),
        ("zola/blog/2017-02-16-bakou.md", "monde", ("Ada Lune",), "2017-02-18"),
        ("pelican/monde/article-1.md", "monde", ("Lune, Ada", "Ray, Max"), "2017-02-17"),
        ("pelican/monde/article-2.md", "monde", ("Doe, Jane",), None),
        ("nikola/posts/article.md", "monde", (), None),
        ("mkdocs/posts/bakou.md", "monde", ("ada",), "2017-02-17"),
        ("astro/blog/bakou.md", "blog", (), "2017-02-17"),
    ],
)
def test_section_authors_and_change_are_found(
    path: str, section: str, authors: tuple[str, ...], updated: str | None
) -> None:
    found = article_of(path)
    assert (found.section, found.authors) == (section, authors)
    assert (found.updated.date().isoformat() if found.updated else None) == updated


@pytest.mark.parametrize(
    ("path", "references"),
    [
        ("jekyll/_posts/2017-02-16-sommet-de-bakou.md", ["content:_posts/2017-03-01-planetes-proches.markdown"]),
        ("hugo/posts/bakou/index.md", ["content:posts/bakou/vue.svg", "content:posts/lune.md"]),
        ("zola/blog/2017-02-16-bakou.md", ["content:blog/exoplanetes/index.md"]),
        ("pelican/monde/article-1.md", ["content:monde/article-2.md", "content:images/vue.svg"]),
    ],
)
def test_links_within_the_folder_lead_there(path: str, references: list[str]) -> None:
    assert [link.reference for link in article_of(path).links] == references


def test_what_a_dialect_marks_in_a_body_is_shown() -> None:
    assert "<figcaption>La baie de Bakou</figcaption>" in article_of("hugo/posts/bakou/index.md").body_html
    assert '<code class="language-rust">' in article_of("zola/blog/2017-02-16-bakou.md").body_html
    assert '<code class="language-text">' in article_of("jekyll/_posts/2017-02-16-sommet-de-bakou.md").body_html
    assert '<p class="admonition-title">À savoir</p>' in article_of("mkdocs/posts/bakou.md").body_html


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        ("2017-02-16-bakou", "2017-02-16", "bakou"),
        ("2017-02-16_bakou", "2017-02-16", "bakou"),
        ("2017-02-16T08:30:00Z-bakou", "2017-02-16T08:30:00Z", "bakou"),
        ("2017-02-16T08:30:00-04:00_bakou", "2017-02-16T08:30:00-04:00", "bakou"),
        ("2017-bakou", "", "2017-bakou"),
    ],
)
def test_a_file_name_may_begin_with_a_date(name: str, day: str, slug: str) -> None:
    place = read_place(f"blog/{name}.md", ("fr",))
    assert (place.day, place.name) == (day, slug)
