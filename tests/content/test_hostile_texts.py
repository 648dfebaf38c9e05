"""Texts that would keep a build busy, or break what reads them."""

from __future__ import annotations

import pytest

from generator.content.bounds import costly_part
from tests.content.builders import render


@pytest.mark.parametrize(
    ("deep", "line"),
    [
        ("\n".join("    " * n + "- a" for n in range(300)), 43),
        (">" * 2000 + " x", 3),
        ("> - " * 500 + "x", 3),
        ("1. " * 41 + "x", 3),
        ("* " * 41 + "x", 3),
    ],
)
def test_deep_nesting_is_named_with_its_line(deep: str, line: int) -> None:
    (problem,) = render(f"Un.\n\n{deep}").problems
    assert (problem.message, problem.location.line) == ("lists or quotations are nested more than 40 deep", line)


@pytest.mark.parametrize("text", ["> - " * 20 + "x", "* " * 60, "- " * 40 + "x"])
def test_what_may_nest_does(text: str) -> None:
    assert render(text).problems == ()


def test_deep_html_is_flattened() -> None:
    assert "x" in render("<div>" * 3000 + "x" + "</div>" * 3000).html


def test_an_article_on_which_the_library_gives_up_does_not_harm_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.content.bounds.DEEPEST", 10_000)
    (problem,) = render("- " * 3_000 + "x").problems
    assert problem.message == "lists or quotations are nested too deeply"
    assert render("- *x*").html == "<ul>\n<li><em>x</em></li>\n</ul>"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 50_000, "a paragraph of 50000 characters holds 50000 times `[`"),
        ("[a][" * 3_000, "a paragraph of 12000 characters holds 6000 times `[`"),
        (" ".join("`" * n for n in range(1, 800)), "a paragraph of 320398 characters holds 319600 backticks"),
        ("[a](" * 9_000, "a paragraph of 36000 characters holds 9000 times `](`"),
        ("![" * 20_000, "a paragraph of 40000 characters holds 20000 times `[`"),
        ("[[" * 9_000 + "]]" * 9_000, "a paragraph of 36000 characters holds 18000 times `[`"),
        ("a <b>c</b> " * 20_000, "a paragraph of 220000 characters holds 40000 signs of markup"),
        ("# a" + " {" * 20_000, "a paragraph of 40003 characters holds 20000 times `{`"),
        ("# a\n" * 9_000, "9000 headings, rules or definitions follow each other"),
        ("a\n: b\n" * 9_000, "9000 headings, rules or definitions follow each other"),
        ("> # a\n" * 9_000, "9000 headings, rules or definitions follow each other"),
        ("|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b\n" * 90, "most cells of a table of 3001 columns"),
        ("a[^1] " * 3_000 + "\n\n[^1]: b", "the note `[^1]` is called 3001 times"),
        ("".join(f"a[^{n}]\n\n[^{n}]: b\n\n" for n in range(9_000)), "9000 notes are too many"),
        ("".join(f"*[A{n}]: b\n\n" for n in range(20_000)), "20000 abbreviations are too many"),
        ("```x\n\n" * 9_000, "9000 fences of code are never closed"),
    ],
    ids=lambda value: value[:12],
)
def test_a_text_that_would_hang_the_library_is_named(text: str, told: str) -> None:
    markup = render(f"Un.\n\n{text}")
    assert [(problem.location.line, problem.message[: len(told)]) for problem in markup.problems] == [(3, told)]
    assert markup.html == ""


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 3_000,
        "<![" * 900,
        "<!-- " * 9_000,
        "<x\n\n" * 3_000,
        "```\n" + "[" * 9_000 + "\n```",
        "  ```py\n" + "[" * 9_000 + "\n  ```",
        "```x\n\n" * 900,
        "|a" * 2_000 + "\n" + "|-" * 2_000,
        "|a|b|\n|-|-|\n" + "|[c](d)|*e*|\n" * 1_000,
        "- *a* `b` [c](d)\n" * 1_000,
        "*a **b " * 2_000 + "c** d* " * 2_000,
        "_a " * 9_000,
        "<https://a" * 9_000,
        "{{< a " * 2_000,
        "a\n\n" + "<p></p>" * 2_000,
        "Un [lien](https://e.org/), *un mot*.\n\n" * 1_000,
    ],
    ids=lambda text: text[:12],
)
def test_an_odd_text_is_published(text: str) -> None:
    assert render(text).html


def test_sixteen_megabytes_of_plain_paragraphs_are_not_too_much() -> None:
    lines = ["Les ministres se sont réunis à Bruxelles, où l'on n'a rien décidé. " * 8, ""] * 31_000
    assert sum(map(len, lines)) > 16_000_000
    assert costly_part(lines, frozenset(), "a.md", 1) is None
