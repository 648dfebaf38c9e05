"""Pictures for social networks, remembered by what is written on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from importlib.metadata import version
from types import MappingProxyType

from generator.memory import Memory, memory_key
from generator.model import OutputFile
from generator.render.marks import MARK_BYTES
from generator.views import SocialCard

CARDS_VERSION = "cards/1"
LIBRARIES = ("pillow", "fontpkg-source-serif-4")
NOTHING_STANDS: Mapping[str, bytes] = MappingProxyType({})


def card_files(
    cards: Sequence[SocialCard], memory: Memory, standing: Mapping[str, bytes] = NOTHING_STANDS
) -> tuple[OutputFile, ...]:
    """Draw cards, or remember them.

    Args:
        cards: What is to be written on them.
        memory: Where what was drawn is kept, each card by itself.
        standing: Marks of the files that are published already, by path: their cards are only named.
    """
    return tuple(_file(card, memory, standing) for card in cards)


def _file(card: SocialCard, memory: Memory, standing: Mapping[str, bytes]) -> OutputFile:
    words = (card.publication, card.section, card.title, card.paper, card.ink, card.accent)
    key = memory_key(CARDS_VERSION, *_versions(), *words)
    mark = bytes.fromhex(key)[:MARK_BYTES]
    if standing.get(card.path) == mark:
        return OutputFile(card.path, partial(_remembered, card, key, memory), mark)
    return OutputFile(card.path, _remembered(card, key, memory), mark)


def _remembered(card: SocialCard, key: str, memory: Memory) -> bytes:
    answer = memory.recall(key)
    if answer is None:
        from generator.render.lettering import drawn  # noqa: PLC0415 - a second build needs no Pillow

        answer = drawn(card)
        memory.keep(key, answer)
    return answer


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{name} {version(name)}" for name in LIBRARIES)
