from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace

import pytest

from generator.memory import NoMemory
from generator.render import lettering
from generator.render.cards import Drawing, card_files
from generator.views import SocialCard
from generator.workforce import Workforce
from tests.builders import KeptMemory
from tests.site_folder import clean_environment

CARD = SocialCard("monde/a/social-card.png", "Gazette", "Monde", "À Bakou, L’AVION", "#ffffff", "#000000", "#cc0000")
SCRIPT = """
import hashlib
from generator.render.lettering import drawn
from generator.views import SocialCard
words = ("Gazette", "Monde", "À Bakou, L’AVION", "#ffffff", "#000000", "#cc0000")
drawn(SocialCard("", "Autre", "Sport", "Les autres d’abord", *words[3:]))
print(hashlib.sha256(drawn(SocialCard("", *words))).hexdigest())
"""


def test_a_second_build_draws_none(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = KeptMemory()
    first = card_files([CARD], memory)[0].data
    # That nothing is drawn can only be seen by taking away what would draw.
    monkeypatch.delattr(lettering, "drawn")

    assert card_files([CARD], memory)[0].data == first


def test_what_stands_already_is_not_drawn_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    memory, other = KeptMemory(), replace(CARD, path="b.png", title="Autre chose")
    alone = [file.data for file in card_files([CARD, other], NoMemory())]
    mark = card_files([other], NoMemory())[0].mark
    Drawing([CARD, other], memory, {"b.png": mark}, Workforce()).finish()
    assert list(memory.answers.values()) == alone[:1]

    Drawing([CARD, other], memory, {}, Workforce()).finish()
    # That nothing is drawn can only be seen by taking away what would draw.
    monkeypatch.delattr(lettering, "drawn")
    assert [file.data for file in card_files([CARD, other], memory)] == alone


@pytest.mark.parametrize("field", ["publication", "section", "title", "paper", "ink", "accent"])
def test_what_is_remembered_depends_on_all_that_is_seen(field: str) -> None:
    memory = KeptMemory()
    other = replace(CARD, **{field: "#123456"})

    assert card_files([CARD], memory)[0].data != card_files([other], memory)[0].data


def test_the_place_of_a_card_changes_nothing_on_it() -> None:
    one, other = card_files([CARD, replace(CARD, path="b.png")], NoMemory())

    assert (one.data, other.path) == (other.data, "b.png")


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": "1", "LC_ALL": "C"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}]
)
def test_another_process_draws_the_same_bytes(environment: dict[str, str]) -> None:
    command = [sys.executable, "-X", "utf8", "-c", SCRIPT]
    done = subprocess.run(command, capture_output=True, check=True, env=clean_environment() | environment)

    assert done.stdout.decode().strip() == hashlib.sha256(card_files([CARD], NoMemory())[0].data).hexdigest()
