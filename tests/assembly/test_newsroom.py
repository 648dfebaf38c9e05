from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from generator.assembly.newsroom import Newsroom, author_slug
from generator.config import EditionSettings
from generator.model import Asset, ImageRef
from tests.assembly.builders import CONFIG, TWO, make_newsroom
from tests.builders import make_article

ARTICLE = make_article("Titre", section="monde", tags=("OTAN",))


def with_picture(target: str) -> Newsroom:
    article = replace(ARTICLE, image=ImageRef(target, "alt", "légende", "crédit"))
    newsroom = make_newsroom([article])
    assets = {"monde/é.png": Asset("monde/é.png", b"", size=(640, 480)), "monde/a.svg": Asset("monde/a.svg", b"")}
    return replace(newsroom, assets=assets, targets={path: newsroom.permalinks.file(path) for path in assets})


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (100, 1), (220, 1), (329, 1), (331, 2), (440, 2), (2200, 10)])
def test_reading_takes_a_minute_for_220_words_and_one_at_the_least(words: int, minutes: int) -> None:
    article = replace(ARTICLE, word_count=words)

    assert make_newsroom([article]).card(article).reading_minutes == minutes


def test_a_new_article_changes_no_card_of_another_one_that_bears_its_tag() -> None:
    others = [make_article(title, section="monde", tags=("OTAN",)) for title in ("Un autre", "Un nouveau")]

    assert make_newsroom([ARTICLE, *others]).card(ARTICLE) == make_newsroom([ARTICLE, *others[:1]]).card(ARTICLE)


@pytest.mark.parametrize(
    ("target", "url", "width"),
    [
        ("content:monde/%C3%A9.png", "/monde/%C3%A9.png", 640),
        ("content:monde/a.svg", "/monde/a.svg", 0),
        ("site:/covers/a.png", "/covers/a.png", 0),
        ("https://a.example/b.png", "https://a.example/b.png", 0),
    ],
)
def test_a_picture_has_its_address_and_its_size_when_that_is_known(target: str, url: str, width: int) -> None:
    newsroom = with_picture(target)
    picture = newsroom.card(newsroom.articles[0]).picture

    assert picture is not None
    assert (picture.url, picture.width) == (url, width)
    assert picture.canonical == (url if url.startswith("https") else f"https://news.example{url}")
    assert (picture.alt, picture.caption, picture.credit) == ("alt", "légende", "crédit")


def test_a_picture_that_is_not_on_the_site_is_left_out() -> None:
    newsroom = with_picture("content:monde/absent.png")

    assert newsroom.card(newsroom.articles[0]).picture is None


def test_dates_are_in_the_zone_of_the_site() -> None:
    article = replace(ARTICLE, date=datetime(2017, 2, 28, 23, 30, tzinfo=UTC))
    card = make_newsroom([replace(article, updated=article.date)]).card(replace(article, updated=article.date))

    assert card.date.isoformat() == "2017-03-01T00:30:00+01:00"
    assert card.updated == card.date


def test_an_article_without_authors_is_signed_by_the_edition() -> None:
    config = replace(TWO, editions={"en": EditionSettings(author="The newsroom")})

    assert make_newsroom([ARTICLE], config).authors_of(ARTICLE) == ("Zoé",)
    assert make_newsroom([], config, "en").authors_of(ARTICLE) == ("The newsroom",)
    assert make_newsroom([], config).authors_of(replace(ARTICLE, authors=("Wyx",))) == ("Wyx",)
    assert make_newsroom([], replace(CONFIG, author="")).authors_of(ARTICLE) == ()


@pytest.mark.parametrize(("name", "slug"), [("Zoé Œil", "zoe-oeil"), ("Aux", "author-aux"), ("東京", "東京")])
def test_an_author_has_an_address_that_every_system_can_hold(name: str, slug: str) -> None:
    assert author_slug(name) == slug


def test_an_author_of_signs_alone_has_an_address_too() -> None:
    assert author_slug("☺") != author_slug("☻")
    assert author_slug("☺").isalnum()


def test_a_page_is_followed_by_its_own_feed_and_that_of_the_edition() -> None:
    newsroom = make_newsroom([ARTICLE])
    own = newsroom.section_feed(newsroom.section_of(ARTICLE))

    assert [(feed.label, feed.atom, feed.json) for feed in newsroom.feeds(own)] == [
        ("Monde", "/monde/feed.xml", "/monde/feed.json"),
        ("Gazette", "/feed.xml", "/feed.json"),
    ]


def test_the_newest_change_dates_a_list() -> None:
    articles = [replace(ARTICLE, id=f"{n}", date=make_article(date=n).date) for n in range(3)]
    changed = [replace(articles[0], updated=make_article(date=9).date), *articles[1:]]

    assert make_newsroom(articles).modified(articles) == articles[2].date
    assert make_newsroom(changed).modified(changed) == changed[0].updated
    assert make_newsroom().modified([]) is None
