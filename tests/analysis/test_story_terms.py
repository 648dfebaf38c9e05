from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.analysis.keywords import Text, read_articles
from generator.analysis.story_terms import StrongTerm, apart, strong_terms
from generator.memory import NoMemory
from generator.texts import KnownText

PROSE = (
    "Hier, le général Joseph Dunford était à Bakou. La réunion de Bakou a porté sur les dépenses. "
    "Les dépenses montent. "
    "On attend encore une décision, mais on ignore la date."
)


def strong(title: str = "", prose: str = PROSE, tags: tuple[str, ...] = (), **given: frozenset[str]) -> dict[str, str]:
    """Give the strong terms by spelling, with what is said of them."""
    return {term.phrase: _said(term) for term in terms(title, prose, tags, **given).values()}


def _said(term: StrongTerm) -> str:
    marks = {"name": term.is_name, "firm": term.is_firm, "tag": term.is_tag}
    return " ".join(mark for mark, holds in marks.items() if holds)


def terms(
    title: str = "", prose: str = PROSE, tags: tuple[str, ...] = (), never: frozenset[str] = frozenset()
) -> Mapping[str, StrongTerm]:
    (reading,) = read_articles([Text("fr", title, KnownText.of(prose))], NoMemory())
    return strong_terms(reading.terms, title, tags, never, "fr")


def test_a_name_counts_wherever_it_stands_and_is_firm_when_it_comes_twice() -> None:
    found = strong()

    assert (found["Joseph Dunford"], found["Bakou"]) == ("name", "name firm")


def test_a_noun_counts_only_where_the_article_is_about_it() -> None:
    found = strong()

    assert found["dépenses"] == "firm"
    assert "date" not in found


def test_a_title_makes_a_term_firm() -> None:
    assert strong("Washington reçoit Joseph Dunford")["Joseph Dunford"] == "name firm"


def test_a_declared_tag_counts_as_a_title_does_with_its_spelling() -> None:
    found = strong(tags=("Brexit", "bakou"))

    assert (found["Brexit"], found["bakou"]) == ("firm tag", "name firm tag")


def test_what_the_editor_calls_no_subject_is_none_unless_it_is_declared() -> None:
    assert "Bakou" not in strong(never=frozenset({"bakou"}))
    assert "Bakou" in strong(tags=("Bakou",), never=frozenset({"bakou"}))


@pytest.mark.parametrize(
    ("title", "is_firm"),
    [
        pytest.param("Lettre de Crimée : un général est parti", False, id="head of a column"),
        pytest.param("Crimée : un général quitte la Crimée", True, id="said again"),
        pytest.param("Un général quitte la Crimée", True, id="no head"),
    ],
)
def test_the_head_of_a_column_is_no_evidence(title: str, is_firm: bool) -> None:
    found = terms(title, "Selon la presse, un général est parti. On ne sait pas où.")

    assert any(term.is_firm for key, term in found.items() if "crime" in key) == is_firm


def test_words_around_a_name_are_no_name() -> None:
    found = strong(prose="Entré dans la Communauté en 1973, le pays part. Entré dans la Communauté, il en sort.")

    assert not [phrase for phrase, said in found.items() if phrase.startswith("Entré") and "name" in said]


def test_a_term_weighs_more_the_more_the_article_says_it() -> None:
    found = terms("Bakou reçoit Joseph Dunford")
    weights = {term.phrase: term.weight for term in found.values()}

    assert weights["Bakou"] > weights["Joseph Dunford"] > terms()["joseph dunford"].weight > 0


def test_keys_that_share_a_word_do_not_stand_together() -> None:
    assert apart(["theresa may", "may", "tusk", "donald tusk"]) == ("theresa may", "tusk")


def test_where_nouns_have_capitals_one_word_is_no_name_unless_it_is_an_abbreviation() -> None:
    prose = "Heute spricht Angela Merkel bei der NATO über den Vertrag. Der Vertrag ist für die NATO wichtig."
    (reading,) = read_articles([Text("de", "", KnownText.of(prose))], NoMemory())
    found = strong_terms(reading.terms, "", (), frozenset(), "de").values()

    assert {term.phrase for term in found if term.is_name} == {"Angela Merkel", "NATO"}
