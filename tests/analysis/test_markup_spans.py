from __future__ import annotations

import pytest

from generator.analysis.documents import Document, extract_keywords, relate
from generator.analysis.markdown_text import plain_text
from generator.analysis.markup_spans import without_code, without_links, without_tags

MANY = 50_000
HOSTILE = {
    "brackets": "[" * MANY,
    "braces": "{" * MANY,
    "both": "[{" * MANY,
    "templates": "{%" * MANY,
    "backticks": "`" * MANY,
    "growing runs of backticks": " ".join("`" * length for length in range(1, 800)),
    "comments": "<!--" * MANY,
    "tags": "<a " * MANY,
    "links": "[a](" * MANY,
    "images": "![](" * MANY,
    "labels": "[a][" * MANY,
    "definitions": "[a\n" * MANY,
    "fences": "```a\n" * MANY,
    "wrapped lines": "lower case words in a line that goes on\n" * MANY,
    "long wrapped lines": ("X" * 60 + "\n") * MANY,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_text_of_signs_that_nothing_closes_is_read_in_one_walk(text: str) -> None:
    assert plain_text(f"Avant.\n\n{text}", "fr").startswith("Avant.")


def test_a_title_without_end_is_cut() -> None:
    title = "des mots sans fin " * 20_000
    documents = [Document(id_, "fr", title, "Paris attend.") for id_ in ("1", "2")]
    assert set(extract_keywords(documents)) == set(relate(documents, 5)) == {"1", "2"}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a `b` c", "a   c"),
        ("``a ` b`` c", "  c"),
        ("`a\nb`", "`a\nb`"),
        ("`` a `b` c", "`` a   c"),
        ("`a` `b", "  `b"),
    ],
)
def test_code_ends_at_as_many_backticks_on_the_same_line(text: str, rest: str) -> None:
    assert without_code(text) == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a <!-- b\nc --> d", "a   d"),
        ("a <!-- b", "a <!-- b"),
        ("a <!-- <b> c", "a <!--   c"),
        ("{{% a %}} b", " } b"),
        ("{{ a {% b %} c", "  c"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("</p><br/>", "  "),
    ],
)
def test_comments_tags_and_templates_become_blanks(text: str, rest: str) -> None:
    assert without_tags(text) == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("[a](b) [c][d]", "a c"),
        ("[a] (b)", "[a] (b)"),
        ("![a](b) c", " c"),
        ("![a][b]", "!a"),
        ("[a [b](c)", "a [b"),
        ("[a](b", "[a](b"),
        ("[a][b", "[a][b"),
        ("a] [b](c)", "a] b"),
    ],
)
def test_links_leave_their_words_and_images_nothing(text: str, rest: str) -> None:
    assert without_links(text) == rest
