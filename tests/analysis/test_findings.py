from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.analysis.authority import Authority
from generator.analysis.findings import KnownMentions, mentions_asked
from generator.analysis.keywords import Text, read_articles
from generator.analysis.mentions import Mention, Told
from generator.analysis.sheaves import Sheaf
from generator.config import Vocabulary
from generator.texts import KnownText
from tests.builders import KeptMemory

PROSE = ("L’OTAN est à Bakou.", "L’OTAN est à Riga.")
OTAN = "otan"


def mentions(memory: KeptMemory) -> Mapping[str, Mapping[str, Mention]]:
    authority, known = Authority(Vocabulary(), "fr", ()), KnownMentions()
    readings = read_articles([Text("fr", "", KnownText.of(prose)) for prose in PROSE], memory)
    told = [Told(own, (), "", KnownText.of(prose)) for own, prose in zip(readings, PROSE, strict=True)]
    questions = {str(place): mentions_asked(article, authority, known) for place, article in enumerate(told)}
    return Sheaf("mentions", memory, questions).answers()


def test_what_two_articles_say_alike_of_a_tag_is_held_once() -> None:
    memory = KeptMemory()
    found, recalled = mentions(memory), mentions(memory)

    assert found == recalled
    assert found["0"][OTAN] is found["1"][OTAN]
    assert recalled["0"][OTAN] is recalled["1"][OTAN]


def test_a_mention_is_the_same_when_it_is_read_again() -> None:
    odd = Mention("é\t\n\ud800", 'É\t"\\', 3, True, False, True, 0.333, 1.0, 0.5)
    row = KnownMentions().rows[odd]

    assert KnownMentions().of([row, row]) == {odd.key: odd}
    assert not {*b"\t\n"} & {*row}


@pytest.mark.parametrize(
    "damaged", [b"", b"[", b"7", b'["a","b",1]', b'["a","b",1,"7",0,0,0]', b'["a","b",1,8,0,0,0]', b"[],[]"]
)
def test_a_damaged_mention_is_told(damaged: bytes) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        KnownMentions().of([damaged])
