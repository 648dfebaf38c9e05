from generator.analysis.acronyms import Naming
from generator.analysis.renaming import rename
from generator.analysis.tokens import tokenise

TO_ACRONYM = [Naming("Organisation du traité de l'Atlantique nord", "OTAN")]
TO_NAME = [Naming("ESA", "European Space Agency")]


def clauses(text: str, namings: list[Naming], lang: str) -> list[str]:
    return [
        " ".join(word.surface for word in clause)
        for sentence in rename(tokenise(text, lang), namings, lang)
        for clause in sentence.clauses
    ]


def test_an_expansion_becomes_its_acronym_and_the_bracket_is_dropped() -> None:
    text = "Voici l’Organisation du Traité de l’Atlantique Nord (OTAN) à Bakou."

    assert clauses(text, TO_ACRONYM, "fr") == ["Voici l' OTAN", "à Bakou"]


def test_an_acronym_becomes_its_expansion() -> None:
    assert clauses("Then ESA and the E.S.A. met Esa.", TO_NAME, "en") == [
        "Then European Space Agency and the European Space Agency met Esa"
    ]


def test_a_bracket_after_other_words_stays() -> None:
    assert clauses("Le sommet (OTAN) ouvre.", TO_ACRONYM, "fr") == ["Le sommet", "OTAN", "ouvre"]


def test_a_part_of_an_expansion_stays() -> None:
    assert clauses("Le traité de l’Atlantique nord dure.", TO_ACRONYM, "fr") == ["Le traité de l' Atlantique nord dure"]


def test_nothing_is_renamed_without_a_naming() -> None:
    text = tokenise("L’OTAN agit.", "fr")

    assert rename(text, [], "fr") == text
