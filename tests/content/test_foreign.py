from __future__ import annotations

import pytest

from tests.content.builders import article, problems_of


@pytest.mark.parametrize(
    "mark",
    [
        "[[Note deux]]",
        "![[vue.png|300]]",
        "[[Note deux#Suite|la suite]]",
        "::: warning",
        ":::tip Titre",
        "??? question",
        '=== "Onglet"',
        "> [!NOTE]",
    ],
)
def test_a_mark_of_another_dialect_is_named_with_its_line(mark: str) -> None:
    (told,) = problems_of(article(f"Un mot.\n\n{mark}\n\nUn autre."))
    assert told.partition("8:")[2].endswith(f"warning: `{mark}` is shown as text")


@pytest.mark.parametrize(
    "text",
    [
        "[[1]](https://example.org/)",
        "Voir [[1]].",
        "`[[Note deux]]`",
        "```\n::: warning\n[[Note]]\n```",
        "    [[Note]]",
        "[ [a](https://example.org/) ]",
        "Titre\n=====",
        "Quoi ??? Rien.",
    ],
)
def test_what_is_meant_as_it_stands_is_not(text: str) -> None:
    assert problems_of(article(text)) == []
