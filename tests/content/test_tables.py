from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.tables import spaced_tables
from tests.content.builders import html_of

HEAD = "| a | b |\n|---|:-:|"


@pytest.mark.parametrize("above", ["Voici :", "**Les chiffres**", "- un"])
@pytest.mark.parametrize("table", [f"{HEAD}\n| 1 | 2 |", "a | b\n--- | ---\n1 | 2"])
def test_a_table_right_below_a_line_of_text_is_one(above: str, table: str) -> None:
    assert spaced_tables(f"{above}\n{table}") == f"{above}\n\n{table}"
    assert html_of(f"{above}\n{table}").count("<td") == 2


@pytest.mark.parametrize(
    "text",
    [
        f"Voici :\n\n{HEAD}",
        HEAD,
        f"```\nVoici :\n{HEAD}\n```",
        "Voici :\n| a |\n|---|---|",
        "Titre | autre\n---",
        f"> Voici :\n> {HEAD}",
        "Voici :\n    | a | b |\n    |---|---|",
        f"<div>\n{HEAD}\n</div>",
        "| 1 | 2 |\n| a | b |\n|---|---|",
    ],
)
def test_what_is_no_table_below_a_paragraph_stays(text: str) -> None:
    assert spaced_tables(text) == text


@given(st.text(alphabet="|-: a>`\n", max_size=40))
def test_words_stay_and_twice_is_once(text: str) -> None:
    spaced = spaced_tables(text)
    assert spaced.split() == text.split()
    assert spaced_tables(spaced) == spaced
