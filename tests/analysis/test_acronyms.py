from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.acronyms import Naming, Pair, agree, find_pairs

NATO = "L’Organisation du traité de l’Atlantique nord (OTAN) se réunit."
ESA = "The European Space Agency (ESA) has a rocket."

LONG_NAME = "Organisation du traité de l'Atlantique nord"

PAIRS = [
    ("fr", NATO, ("OTAN", LONG_NAME)),
    (
        "fr",
        "L’OTAN (Organisation du traité de l’Atlantique nord).",
        ("OTAN", LONG_NAME),
    ),
    (
        "fr",
        "L’Organisation du traité de l’Atlantique nord (Otan).",
        ("Otan", LONG_NAME),
    ),
    ("fr", "L’État islamique (E.I.) recule.", ("EI", "État islamique")),
    ("fr", "Le « Fonds monétaire international » (ou FMI).", ("FMI", "Fonds monétaire international")),
    ("fr", "Le Mouvement démocrate (MoDem) hésite.", ("MoDem", "Mouvement démocrate")),
    ("fr", "Le Paris Saint-Germain (PSG) gagne.", ("PSG", "Paris Saint-Germain")),
    ("en", ESA, ("ESA", "European Space Agency")),
    ("en", "The WHO (World Health Organization) warns.", ("WHO", "World Health Organization")),
    ("en", "Its research and development (R&D; 2016) grew.", ("R&D", "research and development")),
    ("en", "The Food and Drug Administration (FDA, in Maryland).", ("FDA", "Food and Drug Administration")),
    ("en", "Two non-governmental organisations (NGOs) left.", ("NGO", "non-governmental organisations")),
    ("de", "Die Sozialdemokratische Partei Deutschlands (SPD).", ("SPD", "Sozialdemokratische Partei Deutschlands")),
    ("es", "La Organización de las Naciones Unidas (ONU).", ("ONU", "Organización de las Naciones Unidas")),
    ("pt", "O Supremo Tribunal Federal (STF) decide.", ("STF", "Supremo Tribunal Federal")),
    ("it", "La Banca centrale europea (Bce) aspetta.", ("Bce", "Banca centrale europea")),
    ("nl", "De Partij van de Arbeid (PvdA) stemt.", ("PvdA", "Partij van de Arbeid")),
    ("sv", "Förenta nationerna (FN) varnar.", ("FN", "Förenta nationerna")),
    ("ru", "Организация Объединённых Наций (ООН).", ("ООН", "Организация Объединённых Наций")),
]


def agreed(texts: Sequence[str], lang: str, chosen: frozenset[str] = frozenset()) -> tuple[tuple[Naming, ...], ...]:
    told = [tuple(find_pairs(text, lang)) for text in texts]
    return agree(told, lambda search: map(search.uses, texts), lang, chosen)


@pytest.mark.parametrize(("lang", "text", "pair"), PAIRS)
def test_a_bracket_whose_initials_agree_tells_a_pair(lang: str, text: str, pair: tuple[str, str]) -> None:
    assert list(find_pairs(text, lang)) == [Pair(*pair)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("fr", "Les Nations unies (ONU) alertent."),
        ("fr", "L’Agence spatiale européenne (ESA)."),
        ("fr", "Le Niger (Nigeria), la capitale (CAPITAL)."),
        ("fr", "James Mattis (OTAN) parle à Paris (France)."),
        ("fr", "La guerre (1914-1918) et la COP (21)."),
        ("en", "He spoke (AP) of peace (and more)."),
        ("en", "It works with a (W)."),
        ("en", "Terms are noted with a (TOS)."),
        ("de", "Die Weltgesundheitsorganisation (WHO)."),
        ("en", "Nothing ( ) and ((FDA)) and ()."),
        ("en", "European Space\nAgency (ESA)"),
    ],
)
def test_a_bracket_that_proves_nothing_tells_no_pair(lang: str, text: str) -> None:
    assert list(find_pairs(text, lang)) == []


def test_an_expansion_too_long_for_a_keyword_gives_way_to_its_acronym() -> None:
    namings = agreed([NATO, "L’OTAN agit."], "fr")

    assert set(namings[0]) == {Naming(LONG_NAME, "OTAN")}
    assert namings[1] == namings[0]


@pytest.mark.parametrize(
    ("others", "shown"),
    [
        (["ESA flies.", "ESA waits."], "ESA"),
        (["The European Space Agency flies.", "The European Space Agency waits."], "European Space Agency"),
    ],
)
def test_the_form_that_most_texts_use_is_shown(others: list[str], shown: str) -> None:
    assert {naming.shown for text in agreed([ESA, *others], "en") for naming in text} == {shown}


def test_the_form_that_people_chose_is_shown() -> None:
    texts = [ESA, "ESA flies.", "ESA waits."]

    assert {n.shown for text in agreed(texts, "en", frozenset({"european space agenc"})) for n in text} == {
        "European Space Agency"
    }


def test_two_tags_that_people_chose_are_never_joined() -> None:
    assert agreed([ESA], "en", frozenset({"european space agenc", "esa"})) == ((),)


def test_a_text_without_either_form_is_not_renamed() -> None:
    assert agreed([ESA, "A rocket."], "en")[1] == ()


def test_an_acronym_of_two_meanings_is_joined_only_where_it_is_explained() -> None:
    texts = ["Le Parti socialiste (PS) vote.", "La Playa sociale (PS) ouvre.", "Le PS et le Parti socialiste."]

    assert agreed(texts, "fr") == (
        (Naming("Parti socialiste", "PS"),),
        (Naming("Playa sociale", "PS"),),
        (),
    )


def test_where_one_text_means_something_else_nothing_is_renamed() -> None:
    texts = ["The General Services Administration (GSA) buys."] * 5 + ["A Google Search Appliance (GSA) finds."]
    namings = agreed(texts, "en")

    assert {len(n) for n in namings[:5]} == {1}
    assert namings[5] == ()


@given(st.permutations([ESA, "ESA flies.", NATO, "The ESA (European Space Agency).", "Le PS (Parti socialiste)."]))
def test_the_order_of_texts_does_not_matter(texts: list[str]) -> None:
    found = dict(zip(texts, agreed(texts, "en"), strict=True))
    ordered = sorted(texts)

    assert found == dict(zip(ordered, agreed(ordered, "en"), strict=True))


@given(st.lists(st.text("Aa Bb.()-é’\n", max_size=60), max_size=4))
def test_any_text_can_be_searched(texts: list[str]) -> None:
    assert len(agreed(texts, "fr")) == len(texts)
