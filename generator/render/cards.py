"""Pictures for social networks, remembered by what is written on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from importlib.metadata import version
from itertools import chain

from generator.memory import Memory, memory_key
from generator.model import OutputFile
from generator.render.marks import MARK_BYTES
from generator.views import SocialCard
from generator.workforce import Workforce

CARDS_VERSION = "cards/1"
SECONDS = 0.003
"""CPU time of drawing a card."""
LIBRARIES = ("pillow", "fontpkg-source-serif-4")


class Drawing:
    """Cards that are drawn while this process is busy with pages."""

    def __init__(
        self, cards: Sequence[SocialCard], memory: Memory, standing: Mapping[str, bytes], workforce: Workforce
    ) -> None:
        """Begin to have the cards drawn that `card_files` would draw one by one, when each is written.

        Args:
            cards: What is to be written on them.
            memory: Where what was drawn is kept.
            standing: Marks of the files that are published already, by path: their cards are not drawn.
            workforce: Who draws.
        """
        new = {key: card for card in cards if standing.get(card.path) != _mark(key := _key(card))}
        missing = {key: card for key, card in new.items() if memory.recall(key) is None}
        self._keys = iter(missing)
        self._memory = memory
        self._errand = workforce.errand(_drawn, list(missing.values()), SECONDS)

    def keep_ready(self) -> None:
        """Keep what was drawn by now; to be called now and then, as no more is drawn before this is taken."""
        self._keep(self._errand.ready())

    def finish(self) -> None:
        """Wait for the rest."""
        self._keep(chain.from_iterable(self._errand))

    def _keep(self, answers: Iterable[bytes]) -> None:
        for answer in answers:
            self._memory.keep(next(self._keys), answer)


def card_files(cards: Sequence[SocialCard], memory: Memory) -> tuple[OutputFile, ...]:
    """Name the cards, each drawn or remembered when its bytes are asked for.

    Args:
        cards: What is to be written on them.
        memory: Where what was drawn is kept, each card by itself.
    """
    return tuple(_file(card, _key(card), memory) for card in cards)


def _file(card: SocialCard, key: str, memory: Memory) -> OutputFile:
    return OutputFile(card.path, partial(_remembered, card, key, memory), _mark(key))


def _key(card: SocialCard) -> str:
    words = (card.publication, card.section, card.title, card.paper, card.ink, card.accent)
    return memory_key(CARDS_VERSION, *_versions(), *words)


def _mark(key: str) -> bytes:
    return bytes.fromhex(key)[:MARK_BYTES]


def _remembered(card: SocialCard, key: str, memory: Memory) -> bytes:
    answer = memory.recall(key)
    if answer is None:
        answer = _drawn(card)
        memory.keep(key, answer)
    return answer


def _drawn(card: SocialCard) -> bytes:
    from generator.render.lettering import drawn  # noqa: PLC0415 - a second build needs no Pillow

    return drawn(card)


@cache
def _versions() -> tuple[str, ...]:
    return tuple(f"{name} {version(name)}" for name in LIBRARIES)
