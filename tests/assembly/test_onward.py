from __future__ import annotations

import pytest

from generator.assembly.onward import Shelf, find, lines_of, split_titles
from generator.titles import Titles
from tests.assembly.builders import reading_also
from tests.builders import make_article

URLS = {"bakou": "/bakou/", "sommet": "/sommet/", "semicolon": "/semicolon/"}
OWN = Shelf("fr", Titles.of([("bakou", "L'OTAN à Bakou"), ("sommet", "Le sommet"), ("semicolon", "Un ; deux")]), URLS)
OTHER = Shelf(
    "en", Titles.of([("summit", "Le sommet"), ("baku", "NATO in Baku today")]), {"summit": "/s/", "baku": "/b/"}
)


@pytest.mark.parametrize(
    ("line", "titles"),
    [
        ("A", ("A",)),
        ("A ; B", ("A", "B")),
        ("A\u202f; B", ("A", "B")),
        ("A · B · C", ("A", "B", "C")),
        ("A | B", ("A", "B")),
        ("« A », « B » et « C »", ("A", "B", "C")),
        ("« A » « B »", ("A", "B")),
        ("“A” and “B”", ("A", "B")),
        ("Le « non » de Berlin", ("Le « non » de Berlin",)),
        ("« Elle » et Isabelle Huppert", ("« Elle » et Isabelle Huppert",)),
        ("A et B, C", ("A et B, C",)),
        ("", ()),
    ],
)
def test_a_line_is_cut_into_titles_only_where_that_is_evident(line: str, titles: tuple[str, ...]) -> None:
    assert split_titles(line) == titles


def test_each_title_of_a_line_becomes_a_link_or_a_warning() -> None:
    (line,) = lines_of(make_article(**reading_also("L’Otan à Bakou ; Le silence ; Le sommet")), [OWN])
    label = '<p class="read-also"><span class="read-also-label">Lire aussi\u00a0:</span> '

    assert line.html.split("\n") == [
        f'{label}<a href="/bakou/">L&#x27;OTAN à Bakou</a></p>',
        f"{label}Le silence</p>",
        f'{label}<a href="/sommet/">Le sommet</a></p>',
    ]
    assert line.cited == ("bakou", "sommet")
    assert [problem.message.rpartition(": ")[2] for problem in line.problems] == ['"Le silence"']


def test_a_title_with_a_semicolon_is_not_cut_when_an_article_has_it() -> None:
    (line,) = lines_of(make_article(**reading_also("un ; deux")), [OWN])

    assert line.cited == ("semicolon",)
    assert line.problems == ()


def test_another_edition_is_asked_last_and_only_for_the_same_title() -> None:
    shelves = [OWN, OTHER]

    assert [
        named and (named.shelf.lang, named.id)
        for named in (
            find("Le sommet", "a", shelves),
            find("nato in baku today", "a", shelves),
            find("NATO in Baku", "a", shelves),
        )
    ] == [("fr", "sommet"), ("en", "baku"), None]


def test_an_article_that_names_itself_is_told_so() -> None:
    (line,) = lines_of(make_article(id="sommet", **reading_also("Le sommet")), [OWN])

    assert [problem.cure for problem in line.problems] == ["It is the title of this article: name another one."]


def test_quotation_marks_and_angles_in_a_title_are_escaped() -> None:
    (line,) = lines_of(make_article(**reading_also("<b>x</b> ; Le sommet")), [OWN])

    assert "&lt;b&gt;x&lt;/b&gt;" in line.html
