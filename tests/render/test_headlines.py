from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.headlines import headline


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Park Geun-hye destituée", ["Geun-hye"]),
        ("Barcelone renversé (6-1), puis 4-0", ["6-1", "4-0"]),
        ("L’accord post-Brexit du 23-24", ["post-Brexit", "23-24"]),
        ("Va-t-il ?", ["Va-t-il"]),
        ("Saint-Germain-en-Laye", []),
        ("Un étage de Falcon 9 revole", ["Falcon 9"]),
        ("Londres invoque l’article 50 après 10 ans", []),
        ("Article 50, Ariane 5", ["Article 50", "Ariane 5"]),
        ("Falcon 9,5 et Mars 2017", []),
        ("Londres - Paris, -3 °C", []),
        ("", []),
    ],
)
def test_short_names_and_scores_are_kept_whole(text: str, kept: list[str]) -> None:
    assert re.findall('<span class="whole">(.*?)</span>', headline(text)) == kept


@given(st.text())
def test_a_headline_says_what_was_written_and_holds_no_other_markup(text: str) -> None:
    shown = re.sub(r'</?span(?: class="whole")?>', "", headline(text))

    assert html.unescape(shown) == html.unescape(html.escape(text, quote=False))
    assert "<" not in shown
