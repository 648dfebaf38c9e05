from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.lists import spaced_lists
from tests.content.builders import html_of


def tags_of(body: str) -> str:
    """Give the HTML of a body without line ends."""
    return re.sub(r"\s*\n\s*", "", html_of(body))


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Voici :\n- un\n- deux", "<p>Voici :</p><ul><li>un</li><li>deux</li></ul>"),
        ("Voici :\n1. un\n2. deux", "<p>Voici :</p><ol><li>un</li><li>deux</li></ol>"),
        ("- un\n  - deux\n- trois", "<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul>"),
        ("1. un\n   - deux\n     - trois", "<ol><li>un<ul><li>deux<ul><li>trois</li></ul></li></ul></li></ol>"),
        ("- un\n\n  suite\n\nfin", "<ul><li><p>un</p><p>suite</p></li></ul><p>fin</p>"),
        ("## Titre\n- un\n  - deux", '<h2 id="titre">Titre</h2><ul><li>un<ul><li>deux</li></ul></li></ul>'),
        ("- un\n## Titre\n    x", '<ul><li>un</li></ul><h2 id="titre">Titre</h2><pre><code>x</code></pre>'),
        ("1. un\n- deux", "<ol><li>un</li></ol><ul><li>deux</li></ul>"),
        ("- un\n  1. deux\n  - trois", "<ul><li><p>un</p><ol><li>deux</li></ol><ul><li>trois</li></ul></li></ul>"),
        ("- un\n\n  suite\n- deux", "<ul><li><p>un</p><p>suite</p></li><li><p>deux</p></li></ul>"),
    ],
)
def test_a_list_is_one_as_other_generators_read_it(body: str, html: str) -> None:
    assert tags_of(body).replace("\N{NO-BREAK SPACE}", " ") == html


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - b\n        - c\n\n    d\n\n        e",
        "100. a\n    - b",
        "En\n2016. Rien",
        "a\n* * *\nb",
        "- a\n - b",
        "<div>\na\n- b\n  - c\n</div>",
        "> a\n- b",
        "| a |\n- b",
        "!!! note\n    - a\n      - b",
        "a\n\n    - b\n      - c",
        "```\na\n- b\n  - c\n```",
    ],
)
def test_what_the_library_reads_as_it_is_meant_stays(text: str) -> None:
    assert spaced_lists(text) == text


@given(st.text(alphabet="-*1. \ta>#|<\n", max_size=60))
def test_words_stay_and_twice_is_once(text: str) -> None:
    spaced = spaced_lists(text)
    assert spaced.split() == text.split()
    assert spaced_lists(spaced) == spaced
