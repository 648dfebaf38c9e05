"""Which articles get a picture drawn for social networks, where it stands, and what is written on it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from generator.assembly.newsroom import Newsroom
from generator.model import Article
from generator.views import Address, Picture, SocialCard

SIZE = (1200, 630)
"""Pixels that social networks ask for."""
SCRIPTS = frozenset({"LATIN", "GREEK", "CYRILLIC"})
"""Scripts of the typeface, as the names of letters in Unicode begin."""


def card_address(newsroom: Newsroom, article: Article) -> Address | None:
    """Give the address of the card of an article; None when it has a picture that can be shared, or gets no card.

    A headline in a script that the typeface does not have gets none.
    """
    picture = newsroom.picture(article.image) if article.image else None
    has_own = picture is not None and picture.is_shareable
    if not newsroom.config.social_cards.enabled or has_own or not is_written(article.title):
        return None
    return newsroom.permalinks.social_card(newsroom.addresses[article.id])


@lru_cache(maxsize=50_000)
def is_written(title: str) -> bool:
    """Tell whether a title is in scripts of the typeface, and not in letters that must be joined or turned round.

    >>> is_written("L’Été à Αθήνα, 2017"), is_written("القاهرة"), is_written("東京")
    (True, False, False)
    """
    if title.isascii():
        return True
    signs = {sign for sign in unicodedata.normalize("NFC", title) if not sign.isascii()}
    letters = (sign for sign in signs if unicodedata.category(sign)[0] in "LM")
    names = (unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    return all(name in SCRIPTS or name in {"MODIFIER", "FEMININE", "MASCULINE"} for name in names)


def share_picture(newsroom: Newsroom, article: Article) -> Picture | None:
    """Give the card of an article as pages name it."""
    address = card_address(newsroom, article)
    return Picture(address.url, address.canonical, article.title, "", "", *SIZE) if address else None


def social_cards(newsroom: Newsroom) -> tuple[SocialCard, ...]:
    """Say what is written on the cards of an edition."""
    colours = newsroom.config.social_cards
    named = ((article, card_address(newsroom, article)) for article in newsroom.articles)
    return tuple(
        SocialCard(
            path=address.path,
            publication=newsroom.texts.title,
            section=newsroom.section_of(article).title,
            title=article.title,
            paper=colours.paper,
            ink=colours.ink,
            accent=colours.accent,
        )
        for article, address in named
        if address
    )
