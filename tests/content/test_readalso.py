from __future__ import annotations

import pytest

from generator.content.readalso import split_line
from tests.content.builders import article, read_one


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("Lire aussi : L'OTAN à Bakou", "Lire aussi", "L’OTAN à Bakou"),
        ("Lire aussi\u00a0: « L'OTAN à Bakou »", "Lire aussi", "L’OTAN à Bakou"),
        ("**Lire aussi :** L'OTAN à Bakou", "Lire aussi", "L’OTAN à Bakou"),
        ("**Lire aussi : L'OTAN à Bakou**", "Lire aussi", "L’OTAN à Bakou"),
        ("*À lire aussi :* L'OTAN", "À lire aussi", "L’OTAN"),
        ("- Voir aussi : L'OTAN", "Voir aussi", "L’OTAN"),
        ("> Lire aussi: L'OTAN", "Lire aussi", "L’OTAN"),
        ("LIRE AUSSI : L'OTAN", "LIRE AUSSI", "L’OTAN"),
        ("Read also: “NATO in Baku”", "Read also", "NATO in Baku"),
        ("See also: NATO: a history", "See also", "NATO: a history"),
        ("También te puede interesar: La OTAN", "También te puede interesar", "La OTAN"),
        ("Lesen Sie auch: „Die NATO“", "Lesen Sie auch", "Die NATO"),
        ("Leia também: A OTAN", "Leia também", "A OTAN"),
        ("Leggi anche: La NATO", "Leggi anche", "La NATO"),
        ("Lees ook: De NAVO", "Lees ook", "De NAVO"),
        ("Lire aussi [L'OTAN](autre.md)", "Lire aussi", "L’OTAN"),
        ("Lire aussi « L'OTAN »", "Lire aussi", "L’OTAN"),
        ("**Lire aussi** L'OTAN à Bakou", "Lire aussi", "L’OTAN à Bakou"),
        ("__Lire aussi__ – L'OTAN", "Lire aussi", "L’OTAN"),
        ("**Lire aussi : *L'OTAN* à Bakou**", "Lire aussi", "L’OTAN à Bakou"),
        ("[Lire aussi : L'OTAN](autre.md)", "Lire aussi", "L’OTAN"),
        ("(Lire aussi : L'OTAN)", "Lire aussi", "L’OTAN"),
        ("→ Lire aussi : L'OTAN", "Lire aussi", "L’OTAN"),
        ("- 👉 **Lire aussi :** L'OTAN", "Lire aussi", "L’OTAN"),
        ("> - Lire aussi : L'OTAN", "Lire aussi", "L’OTAN"),
        ("2. Lire aussi : L'OTAN", "Lire aussi", "L’OTAN"),
        ("A LIRE AUSSI\u202f: L'OTAN", "A LIRE AUSSI", "L’OTAN"),
        ("A\u0300 lire aussi : L'OTAN", "A\u0300 lire aussi", "L’OTAN"),
        ("LEIA TAMBEM: A OTAN", "LEIA TAMBEM", "A OTAN"),
        ("lire  aussi：L'OTAN", "lire aussi", "L’OTAN"),
        ("Läs också: Nato", "Läs också", "Nato"),
        ("Lire aussi : L'OTAN se réunit\nà Bakou", "Lire aussi", "L’OTAN se réunit à Bakou"),
    ],
)
def test_a_line_that_leads_on_is_recorded_and_kept_out_of_prose(line: str, label: str, title: str) -> None:
    found = read_one(article(f"Un mot.\n{line}\nEncore un."), autre__md=article())
    (also,) = found.read_also
    assert (also.label, also.title, also.location.line) == (label, title, 7)
    assert found.body_html.count(also.marker) == 1
    assert also.marker.startswith(f'<p class="read-also"><span class="read-also-label">{label}\u00a0:</span> ')
    assert (found.prose, found.word_count) == ("Un mot.\nEncore un.", 4)


def test_a_link_in_such_a_line_is_its_target() -> None:
    found = read_one(article("Lire aussi : [L'OTAN](autre.md)"), autre__md=article())
    assert found.read_also[0].target == "content:monde/autre.md"
    assert 'href="content:monde/autre.md"' in found.read_also[0].marker


@pytest.mark.parametrize(
    "line",
    [
        "On peut lire aussi : rien.",
        "See also the report.",
        "*See also* the report.",
        "See also [the report](autre.md) of the ministry.",
        "Lire aussi :",
        "**Lire aussi :**",
        "Lire aussi : —",
        "Lire aussi (la suite)",
        "`Lire aussi : x`",
        "    Lire aussi : x",
        "```\nLire aussi : x\n```",
        "Voir aussi :\n\nUn paragraphe.",
        "Voir aussi\nce que dit le ministre.",
        "Lire aussi" + " " * 100_000 + "x",
        "## Lire aussi" + " #" * 50_000 + " x",
        "(Lire aussi" + "(" * 50,
    ],
)
def test_other_lines_are_left_alone(line: str) -> None:
    assert read_one(article(line), autre__md=article()).read_also == ()


@pytest.mark.parametrize(
    "text",
    [
        "Lire aussi :\n\n- A\n- [B](autre.md)\n\n\n- C et\n  la suite",
        "**À lire aussi**\n- A\n- [B](autre.md)\n\n- C et la\n  suite",
        "## Lire aussi\n\n1. A\n2. [B](autre.md)\n3. C et\nla suite",
        "- Lire aussi :\n  - A\n  - [B](autre.md)\n  - C et\n    la suite",
        "> *Lire aussi* :\n>\n> - A\n> - Lire aussi : [B](autre.md)\n> - C et la suite",
    ],
)
def test_the_titles_may_stand_in_a_list_below_the_line(text: str) -> None:
    found = read_one(article(f"Un mot.\n\n{text}\n\nEncore un."), autre__md=article())

    assert [(also.title, also.target) for also in found.read_also] == [
        ("A", ""),
        ("B", "content:monde/autre.md"),
        ("C et la suite", ""),
    ]
    assert len({also.location.line for also in found.read_also}) == 3
    assert (found.prose, found.headings) == ("Un mot.\nEncore un.", ())


def test_a_title_may_stand_alone_in_the_line_below() -> None:
    found = read_one(article("Lire aussi :\nL’OTAN\n\nFin."))

    assert [also.title for also in found.read_also] == ["L’OTAN"]
    assert found.prose == "Fin."


@pytest.mark.parametrize("between", [" ; ", ", ", " · ", " et ", " | "])
def test_several_links_in_one_line_are_several_records(between: str) -> None:
    found = read_one(article(f"Lire aussi : [A](a.md){between}*[B](b.md)*."), a__md=article(), b__md=article())

    assert [(also.title, also.target) for also in found.read_also] == [
        ("A", "content:monde/a.md"),
        ("B", "content:monde/b.md"),
    ]
    assert all(found.body_html.count(also.marker) == 1 for also in found.read_also)


def test_words_around_a_link_stay() -> None:
    found = read_one(article("Lire aussi : notre article [A](a.md) et *la suite*."), a__md=article())
    (also,) = found.read_also

    assert also.marker.endswith('</span> notre article <a href="content:monde/a.md">A</a> et <em>la suite</em>.</p>')
    assert also.target == "content:monde/a.md"


def test_several_lines_are_several_records() -> None:
    found = read_one(article("Un.\n\n- Lire aussi : A\n- Lire aussi : B\n"))
    assert [also.title for also in found.read_also] == ["A", "B"]


def test_nobody_can_forge_the_mark() -> None:
    assert read_one(article("\ufdd07\ufdd1Un mot")).prose == "7Un mot"


def test_marks_of_quotation_within_a_title_stay() -> None:
    assert split_line("Lire aussi : Le « non » de Berlin") == ("Lire aussi", "Le « non » de Berlin")
