from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.sections import section_key, sections_of
from generator.model import Article, SectionText
from tests.assembly.builders import make_section
from tests.builders import make_article

ARTICLES = [make_article(f"A {n}", section=key) for n, key in enumerate(("monde", "culture", "", "sport"))]
TEXTS = [
    make_section("monde", title="Le Monde", slug="le-monde", weight=20, description="Tout.", body_html="<p>T</p>"),
    make_section("sport", weight=10),
    make_section("monde", "en", "World", slug="world"),
    make_section("vide", title="Vide", weight=1),
]


def titles(articles: list[Article], texts: list[SectionText], lang: str = "fr") -> list[str]:
    return [section.title for section in sections_of(articles, texts, lang, "À la une")]


def test_sections_come_by_weight_then_by_name_and_only_those_with_articles() -> None:
    assert titles(ARTICLES, TEXTS) == ["Sport", "Le Monde", "A la une", "Culture"]


@given(st.permutations(ARTICLES), st.permutations(TEXTS))
def test_the_order_of_files_changes_no_section(articles: list[Article], texts: list[SectionText]) -> None:
    assert sections_of(articles, texts, "fr", "x") == sections_of(ARTICLES, TEXTS, "fr", "x")


def test_a_section_says_what_the_editor_wrote_in_its_language() -> None:
    (french,) = sections_of(ARTICLES[:1], TEXTS, "fr", "x")
    (english,) = sections_of(ARTICLES[:1], TEXTS, "en", "x")

    assert (french.key, french.title, french.slug, french.description) == ("monde", "Le Monde", "le-monde", "Tout.")
    assert french.body_html == "<p>T</p>"
    assert (english.key, english.title, english.slug, english.description) == ("monde", "World", "world", "")


@pytest.mark.parametrize(
    ("fields", "title", "slug"),
    [
        ({}, "Grand nord", "grand-nord"),
        ({"title": "Le Nord"}, "Le Nord", "grand-nord"),
        ({"slug": "n"}, "Grand nord", "n"),
    ],
)
def test_what_the_editor_does_not_say_is_made_from_the_folder(fields: dict[str, Any], title: str, slug: str) -> None:
    (section,) = sections_of([make_article(section="grand-nord")], [make_section("grand-nord", **fields)], "fr", "x")

    assert (section.title, section.slug) == (title, slug)


def test_a_section_of_no_text_stands_where_its_first_article_does() -> None:
    articles = [make_article(section="monde", id=f"monde/{name}.md") for name in "bac"]
    (section,) = sections_of(articles, (), "fr", "x")

    assert str(section.location) == "monde/a.md:1"


def test_articles_without_a_section_go_to_the_one_of_the_configuration() -> None:
    assert section_key(make_article(section=""), "À la une") == "a-la-une"
    assert section_key(make_article(section="monde"), "À la une") == "monde"
