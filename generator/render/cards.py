"""Pictures for social networks, remembered by what is written on them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from generator.memory import Memory, memory_key
from generator.model import OutputFile
from generator.views import SocialCard

CARDS_VERSION = "cards/1"
LIBRARIES = ("pillow", "fontpkg-source-serif-4")


def card_files(cards: Sequence[SocialCard], memory: Memory) -> tuple[OutputFile, ...]:
    """Draw cards, or remember them.

    Args:
        cards: What is to be written on them.
        memory: Where what was drawn is kept, each card by itself.
    """
    return tuple(OutputFile(card.path, _remembered(card, memory)) for card in cards)


def _remembered(card: SocialCard, memory: Memory) -> bytes:
    words = (card.publication, card.section, card.title, card.paper, card.ink, card.accent)
    key = memory_key(CARDS_VERSION, *_versions(), *words)
    answer = memory.recall(key)
    if answer is None:
        from generator.render.lettering import drawn  # noqa: PLC0415 - a second build needs no Pillow

        answer = drawn(card)
        memory.keep(key, answer)
    return answer


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{name} {version(name)}" for name in LIBRARIES)
