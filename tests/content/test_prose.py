from __future__ import annotations

import pytest

from generator.content.prose import OPENING
from tests.content.builders import article, read_one


@pytest.mark.parametrize(
    ("body", "opening"),
    [
        ("Un.\n\nDeux\nlignes.", "Un.\nDeux lignes."),
        ("## Titre.\n\nUn.", "Un."),
        ("- Point.\n- Autre.\n\nUn.", "Un."),
        ("- Point.\n\n    Suite.\n\nUn.", "Un."),
        ("> Citation.\n\nUn.", "Un."),
        ("| a. | b. |\n|----|----|\n| c. | d. |\n\nUn.", "Un."),
        ('![x](a.png "Légende.")\n\nUn.', "Un."),
        ("*Photo : AFP.*\n\nUn *mot*.", "Un mot."),
        ("**Un chapeau en gras.**\n\nUn.", "Un chapeau en gras.\nUn."),
        ("Lire aussi : Autre.\n\nUn.", "Un."),
        ("!!! note\n    Encadré.\n\nUn.", "Un."),
        ("Un[^1].\n\n[^1]: Note.", "Un."),
        ("    code.\n\nUn.", "Un."),
        ("Terme\n:   Sens.\n\nUn.", "Un."),
        ("<div><p>Un.</p></div>\n\n<details><p>Caché.</p></details>", "Un."),
        ("- Point.", ""),
        ("", ""),
    ],
)
def test_an_opening_is_what_the_article_itself_tells(body: str, opening: str) -> None:
    assert str(read_one(article(body), a__png=b"").opening) == opening


def test_an_opening_is_bounded_and_ends_with_a_paragraph() -> None:
    paragraph = "mot " * 100 + "fin."
    lines = str(read_one(article("\n\n".join([paragraph] * 99))).opening).splitlines()

    assert set(lines) == {paragraph}
    assert len(lines) == -(-OPENING // len(paragraph))
