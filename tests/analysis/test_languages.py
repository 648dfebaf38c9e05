import pytest

from generator.analysis.languages import language

OURS = ["fr", "en", "es", "de", "pt", "it", "nl"]


@pytest.mark.parametrize("lang", OURS)
def test_a_table_is_whole(lang: str) -> None:
    table = language(lang)

    assert table.has_table
    assert len(table.calendar) >= 19
    assert len(table.stops) > 250
    assert all((table.units, table.vague, table.common, table.particles, table.titles, table.abbreviations))
    assert table.read_also


@pytest.mark.parametrize("lang", OURS)
def test_words_of_a_table_are_in_lower_case(lang: str) -> None:
    table = language(lang)
    words = table.links | table.stops | table.calendar | table.units | table.vague | table.common | table.titles

    assert [word for word in sorted(words) if word != word.lower()] == []


@pytest.mark.parametrize("lang", OURS)
def test_a_word_that_may_stand_inside_a_phrase_is_not_also_refused(lang: str) -> None:
    table = language(lang)

    assert sorted(table.links & table.stops) == []


@pytest.mark.parametrize(("tag", "code"), [("fr", "fr"), ("FR-ca", "fr"), ("pt_BR", "pt"), ("en-us", "en")])
def test_a_region_does_not_change_the_table(tag: str, code: str) -> None:
    assert language(tag) == language(code)


@pytest.mark.parametrize("unknown", ["", "xx", "../fr", "tlh", "fr/../en", "zh"])
def test_an_unknown_language_has_no_table_and_is_no_error(unknown: str) -> None:
    assert not language(unknown).has_table
