from __future__ import annotations

from dataclasses import replace

import pytest

from generator.config import CardSettings
from generator.model import Asset, ImageRef
from generator.views import ArticlePage
from tests.assembly.builders import CONFIG, arrange, edition, make_section, make_site, page
from tests.builders import make_article

REPO = replace(CONFIG, base_url="https://user.github.io/repo/")


def test_an_article_without_a_picture_gets_a_card_beside_its_page() -> None:
    site = make_site(
        [make_article("Sommet à Bakou", slug="bakou")], REPO, sections=[make_section("monde", title="Le monde")]
    )
    (card,) = edition(site).social_cards
    view = page(site, ArticlePage).social_card

    assert (card.publication, card.section, card.title) == ("Gazette", "Le monde", "Sommet à Bakou")
    assert (card.paper, card.ink, card.accent) == ("#fdfcf9", "#1b1a18", "#8f1d22")
    assert view
    assert view.canonical == f"https://user.github.io/repo/{card.path}"
    assert (view.alt, view.width, view.height) == ("Sommet à Bakou", 1200, 630)


@pytest.mark.parametrize(
    ("url", "path"),
    [("", "monde/a/social-card.png"), ("/2017/a/", "2017/a/social-card.png"), ("/old.html", "old.social-card.png")],
)
def test_its_address_is_that_of_the_article_whatever_its_headline(url: str, path: str) -> None:
    for title in ("A", "Un autre titre"):
        (card,) = edition(make_site([make_article(title, slug="a", url=url)])).social_cards
        assert card.path == path


def test_none_is_drawn_for_a_picture_that_can_be_shared() -> None:
    assets = [Asset("monde/a.png", b"png", size=(40, 30)), Asset("monde/a.svg", b"svg", size=(40, 30))]
    png, svg = (make_article(name, image=ImageRef(f"content:monde/a.{name}", "x")) for name in ("png", "svg"))
    site = make_site([png, svg], assets=assets)

    assert [card.title for card in edition(site).social_cards] == ["svg"]


def test_one_is_drawn_for_a_file_that_cannot_be_read_and_none_for_a_picture_elsewhere() -> None:
    broken = make_article("Abîmée", id="monde/a.md", slug="a", image=ImageRef("content:monde/a.jpg", "x"))
    away = make_article("Ailleurs", id="monde/b.md", slug="b", image=ImageRef("https://example.org/b.jpg", "x"))
    site = make_site([broken, away], assets=[Asset("monde/a.jpg", b"no picture")])

    assert [card.title for card in edition(site).social_cards] == ["Abîmée"]


@pytest.mark.parametrize("title", ["القاهرة تستضيف", "東京で会談", "नई दिल्ली", "ירושלים", "Bakou et 東京"])
def test_none_is_drawn_in_a_script_that_the_typeface_does_not_have(title: str) -> None:
    assert edition(make_site([make_article(title, slug="a")])).social_cards == ()


@pytest.mark.parametrize(
    "title", ["L’Été : « 40 000 » – 50 %", "Η Ευρώπη", "Встреча в Баку", "Hà Nội", "2017 🎉", "Łódź, nº 1"]
)
def test_latin_greek_and_cyrillic_are_drawn_and_signs_do_not_matter(title: str) -> None:
    assert len(edition(make_site([make_article(title, slug="a")])).social_cards) == 1


def test_none_is_drawn_when_that_is_wanted() -> None:
    site = make_site([make_article("A")], replace(CONFIG, social_cards=CardSettings(enabled=False)))

    assert edition(site).social_cards == ()
    assert page(site, ArticlePage).social_card is None


def test_a_file_in_its_place_is_told() -> None:
    own = Asset("monde/a/social-card.png", b"png")
    (problem,) = arrange([make_article("A", slug="a")], assets=[own])[1]

    owners = "the file monde/a/social-card.png and the social card of monde/a.md"
    assert problem.message == f"two want the address /monde/a/social-card.png: {owners}"
