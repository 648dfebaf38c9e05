from __future__ import annotations

from typing import Any

import pytest

from generator.assembly.wishes import lost_wishes
from tests.assembly.builders import CONFIG, TWO, arrange, make_newsroom
from tests.builders import make_article

SUMMIT = make_article("Le sommet de Bakou")
TWINS = (make_article("Revue", id="monde/revue.md"), make_article("La revue", id="sport/revue.md", section="sport"))


@pytest.mark.parametrize(
    ("name", "message", "cure"),
    [
        ("sommet-de-bakou", "which no published article is", "Did you mean monde/le-sommet-de-bakou.md?"),
        ("Le sommet de Bonn", "which no published article is", "Did you mean « Le sommet de Bakou »?"),
        ("xyzzy", "which no published article is", "Write the path of its file (is it a draft"),
        ("revue.md", "which several articles are", "Write its path: monde/revue.md, sport/revue.md."),
        ("monde/vœux.md", "names the article itself", "Leave it out, or name another one."),
        (
            "english",
            "an article in en; related articles are in one language",
            "Name its version in fr, or leave it out.",
        ),
    ],
)
@pytest.mark.parametrize("field", ["related", "not_related"])
def test_a_name_that_leads_nowhere_is_told_with_its_line_and_a_cure(
    field: str, name: str, message: str, cure: str
) -> None:
    names: dict[str, Any] = {field: (name, "Le sommet de Bakou")}
    wishing = make_article("Vœux", lines={field: 5}, **names)
    english = make_article("English", lang="en", id="monde/english.md")
    _site, (problem,) = arrange([wishing, english, SUMMIT, *TWINS], TWO)

    assert not problem.is_error
    assert (problem.location.path, problem.location.line) == (wishing.location.path, 5)
    assert f"`{field}` names" in problem.message
    assert f'"{name}"' in problem.message
    assert message in problem.message
    assert problem.cure.startswith(cure)


def test_a_name_that_is_wanted_and_refused_is_told() -> None:
    wishing = make_article(
        "Vœux", related=("le-sommet-de-bakou",), not_related=(SUMMIT.title,), lines={"not_related": 6}
    )
    _site, (problem,) = arrange([wishing, SUMMIT])

    assert problem.location.line == 6
    assert problem.message == '`related` and `not_related` both name "le-sommet-de-bakou"'


def test_nothing_is_told_of_names_that_are_found() -> None:
    wishing = make_article("Vœux", related=(SUMMIT.id,), not_related=("sport/revue",))

    assert list(lost_wishes({"fr": make_newsroom([wishing, SUMMIT, *TWINS], CONFIG)})) == []
