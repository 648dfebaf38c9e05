from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.headlines import headline, unwidowed


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


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Elle ouvre deux années depuis janvier 2014.", "Elle ouvre deux années depuis janvier~2014."),
        ("Le fondateur d’En marche\u202f!", "Le fondateur d’En~marche\u202f!"),
        ("Berlin juge l’objectif irréaliste.", "Berlin juge l’objectif irréaliste."),
        ("Deux mots", "Deux mots"),
        ("Seul", "Seul"),
        ("", ""),
    ],
)
def test_a_short_last_word_of_a_teaser_has_company(text: str, given: str) -> None:
    assert unwidowed(text) == given.replace("~", "\N{NO-BREAK SPACE}")


@given(st.text())
def test_a_teaser_keeps_its_letters(text: str) -> None:
    assert unwidowed(text).replace("\N{NO-BREAK SPACE}", " ") == text.replace("\N{NO-BREAK SPACE}", " ")
