"""Single pages, set again on what a whole site was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from generator.model import Article, ArticleAnalysis
from generator.texts import KnownText
from generator.views import ArticlePage
from tests.assembly.builders import (
    edition,
    linking,
    make_analysis,
    make_galley,
    make_section,
    make_site,
    newspaper,
    pages,
)
from tests.builders import make_article

BAKU = make_article("Bakou", "Un texte.", tags=("OTAN",))
OTHER = make_article("Riga", "Un autre.", tags=("OTAN",))


def proof_of(article: Article, **given: Any) -> ArticlePage:
    """Set an article again on a site that had BAKU and OTHER."""
    made = make_galley([BAKU, OTHER], **given).proof(article)
    assert made
    return made[1]


def test_what_did_not_change_is_set_as_it_was() -> None:
    given = newspaper()
    galley, site = make_galley(**given), make_site(**given)
    made = [galley.proof(article) for article in given["articles"]]
    expected = [(edition(site, lang).site, page) for lang in ("fr", "en") for page in pages(site, ArticlePage, lang)]
    assert len(expected) == len(given["articles"])
    assert sorted((proof for proof in made if proof), key=lambda proof: proof[1].url) == sorted(
        expected, key=lambda page: page[1].url
    )


def test_the_words_of_the_author_are_new_wherever_the_page_has_them() -> None:
    body = KnownText.of("<p>Neuf.</p>")
    page = proof_of(replace(BAKU, title="Tbilissi", summary="Une réunion.", body=body, word_count=900))
    assert (page.title, page.card.title) == ("Tbilissi", "Tbilissi")
    assert (page.description, page.card.summary) == ("Une réunion.", "Une réunion.")
    assert (page.body_html, page.word_count, page.card.reading_minutes) == ("<p>Neuf.</p>", 900, 4)
    assert page.social_card
    assert page.social_card.alt == "Tbilissi"


def test_what_other_articles_have_a_part_in_is_as_it_was() -> None:
    page = proof_of(replace(BAKU, declared_tags=("Caucase",)), related={BAKU.id: [OTHER.id]})
    assert [tag.label for tag in page.card.tags] == ["OTAN"]
    assert [link.card.title for link in page.related] == ["Riga"]


def test_an_extract_stands_until_the_author_writes_a_summary() -> None:
    analysis = make_analysis([BAKU, OTHER])
    found: Mapping[str, ArticleAnalysis] = {
        id_: replace(understood, summary="Un extrait.") for id_, understood in analysis.articles.items()
    }
    given = {"analysis": replace(analysis, articles=found)}
    assert proof_of(BAKU, **given).description == "Un extrait."
    assert proof_of(replace(BAKU, summary="Le sien."), **given).description == "Le sien."


def test_new_links_lead_to_the_pages_of_the_site() -> None:
    page = proof_of(replace(BAKU, **linking("content:monde/riga.md")))
    assert page.body_html == '<p><a href="/monde/riga/">mot</a></p>'


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "monde/new.md"},
        {"slug": "elsewhere"},
        {"section": "sport"},
        {"section": "nowhere"},
        {"url": "/elsewhere/"},
        {"lang": "en"},
    ],
    ids=str,
)
def test_a_page_that_was_not_there_cannot_be_set_again(changed: Mapping[str, Any]) -> None:
    given = newspaper()
    article = replace(given["articles"][1], **changed)
    assert make_galley(**given).proof(article) is None


def test_a_section_with_an_address_of_its_own_is_heeded() -> None:
    given = {"sections": [make_section("monde", title="Le monde", slug="world")]}
    assert proof_of(BAKU, **given).url == "/world/bakou/"


def test_no_text_and_no_picture_is_held() -> None:
    galley = make_galley(**newspaper())
    assert {page.body_html for _site, page in galley.pages.values()} == {""}
    for newsroom in galley.newsrooms.values():
        assert (newsroom.articles, newsroom.gallery.originals) == ((), ())
        assert {asset.data for asset in (*newsroom.assets.values(), *newsroom.static.values())} == {b""}
    assert all(not targets.gallery.originals for targets in galley.targets.values())
