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
    ],
)
def test_a_line_that_leads_on_is_recorded_and_kept_out_of_prose(line: str, label: str, title: str) -> None:
    found = read_one(article(f"Un mot.\n{line}\nEncore un."), autre__md=article())
    (also,) = found.read_also
    assert (also.label, also.title, also.location.line) == (label, title, 7)
    assert found.body_html.count(also.marker) == 1
    assert also.marker.startswith('<p class="read-also">')
    assert (found.prose, found.word_count) == ("Un mot.\nEncore un.", 4)


def test_a_link_in_such_a_line_is_its_target() -> None:
    found = read_one(article("Lire aussi : [L'OTAN](autre.md)"), autre__md=article())
    assert found.read_also[0].target == "content:monde/autre.md"
    assert 'href="content:monde/autre.md"' in found.read_also[0].marker


@pytest.mark.parametrize(
    "line",
    ["On peut lire aussi : rien.", "See also the report.", "Lire aussi :", "`Lire aussi : x`", "    Lire aussi : x"],
)
def test_other_lines_are_left_alone(line: str) -> None:
    assert read_one(article(line)).read_also == ()


def test_several_lines_are_several_records() -> None:
    found = read_one(article("Un.\n\n- Lire aussi : A\n- Lire aussi : B\n"))
    assert [also.title for also in found.read_also] == ["A", "B"]


def test_nobody_can_forge_the_mark() -> None:
    assert read_one(article("\ufdd07\ufdd1Un mot")).prose == "7Un mot"


def test_marks_of_quotation_within_a_title_stay() -> None:
    assert split_line("Lire aussi : Le « non » de Berlin") == ("Lire aussi", "Le « non » de Berlin")
