from __future__ import annotations

import pytest

from generator.content.markup import render_markdown
from generator.content.taxing import DEEPEST, taxing


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 6_000,
        "<DIV>\n\n" * 6_000,
        "<div></b>" * 6_000,
        "<b><p>" * 6_000,
        "<ol><li>" * 6_000,
        "<details>" * 400_000,
        "<option><p>" * 6_000,
    ],
)
def test_html_without_end_is_named_before_it_is_sanitised(html: str) -> None:
    message, cure = taxing(html)
    assert "nested" in message
    assert cure


@pytest.mark.parametrize("space", ["\u00a0", "&nbsp;", "&#160;", "&#xA0;"])
def test_a_paragraph_of_non_breaking_spaces_is_named_before_it_is_sanitised(space: str) -> None:
    message, cure = taxing(f"<p>{('un' + space) * 500_000}</p>")
    assert "non-breaking" in message
    assert cure


@pytest.mark.parametrize("accents", ["&#769;&#807;" * 51, "&#x301;&#x327;" * 51, "&DownBreve;" * 101])
def test_a_heap_of_accents_is_named_before_anybody_sorts_it(accents: str) -> None:
    assert taxing(f"<h2>été{accents}</h2>") == ("a letter has more than 100 accents", "Delete them.")
    assert taxing(f"<h2>été{accents[: len(accents) // 2]} &amp;</h2>") == ("", "")


@pytest.mark.parametrize(
    "html",
    [
        "<p>un\n" * 5_000,
        "<ul>" + "<li>un" * 5_000,
        "<table>" + "<tr><td>un<td>deux" * 5_000,
        "<p>un<br>deux <img src=x> <em>trois</em></p>" * 5_000,
        "<blockquote>" * DEEPEST + "</blockquote>" * DEEPEST,
        "<p>Vingt\u00a0: « non »\u00a0!</p>" * 50_000,
        "un " * 1_000_000,
    ],
)
def test_what_costs_little_is_not_named(html: str) -> None:
    assert taxing(html) == ("", "")


def test_the_article_is_named_with_the_line_on_which_its_text_begins() -> None:
    markup = render_markdown("Un.\n\n" + "<div>\n\n" * 6_000, "a.md", "content/a.md", 5, "fr")
    (problem,) = markup.problems
    assert str(problem) == (
        "content/a.md:5: HTML tags are nested more than 5000 deep\n    Close them, or make the text simpler."
    )
    assert markup.html == ""
