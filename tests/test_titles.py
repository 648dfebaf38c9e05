from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.titles import Titles

NATO = "À Bruxelles, James Mattis presse les alliés de l’OTAN de dépenser davantage"
OSCARS = "Oscars : « Moonlight » l’emporte après une erreur d’enveloppe"
MCMASTER = "Donald Trump nomme le général McMaster conseiller à la sécurité nationale"
TITLES = {
    "nato": NATO,
    "oscars": OSCARS,
    "mcmaster": MCMASTER,
    "bayrou": "François Bayrou ne renonce pas à l’Élysée ce mercredi",
    "psg": "Le PSG bat Nice 3-0 et reprend la tête du championnat",
    "un": "Brexit : la loi reçoit la sanction royale",
    "deux": "Brexit : la loi reçoit la sanction des députés",
    "signes": "???",
}
SITE = Titles.of(TITLES.items())


@pytest.mark.parametrize(
    "written",
    [
        NATO.upper(),
        "A BRUXELLES JAMES MATTIS PRESSE LES ALLIES DE L'OTAN DE DEPENSER DAVANTAGE",
        "« À Bruxelles, James Mattis presse les alliés de l'OTAN de dépenser davantage »",
        "À\u00a0Bruxelles – James\u202fMattis presse les alliés de l'OTAN… de  dépenser davantage.",
        "A\u0300 Bruxelles, James Mattis presse les allie\u0301s de l’OTAN de de\u0301penser davantage",
    ],
)
def test_signs_case_accents_and_spaces_make_no_other_title(written: str) -> None:
    assert SITE.named(written) == "nato"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("À Bruxelles, Mattis presse les alliés de l’OTAN de dépenser davantage", "nato"),
        ("James Mattis presse les alliés de l’OTAN de dépenser davantage", "nato"),
        ("À Bruxelles, James Matttis presse les alliés de l’OTAN de dépenser davantage", "nato"),
        ("À Bruxelles, James Mattis presse les allié de l’OTAN de dépenser davantage", "nato"),
        ("À Bruxelles, James Mattis presse les alliés de l’OTAN de dépesner davantage", "nato"),
        ("Vidéo : Oscars : « Moonlight » l’emporte après une erreur d’enveloppe", "oscars"),
        ("Oscars : « Moonlight » l’emporte après une erreur", "oscars"),
    ],
)
def test_a_title_with_words_missing_added_or_mistyped_is_still_meant(written: str, meant: str) -> None:
    assert SITE.named(written) == ""
    assert SITE.meant(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "Donald Trump nomme le général Flynn conseiller à la sécurité nationale",  # a name replaced
        "François Bayrou renonce à l’Élysée ce mercredi",  # a negation
        "Le PSG bat Nice 2-0 et reprend la tête du championnat",  # a number replaced
        "Le PSG bat Nice et reprend la tête du championnat",  # a number left out
        "Nice bat le PSG 3-0 et reprend la tête du championnat",  # another order
        "Brexit : la loi reçoit la sanction",  # two begin so
        "Oscars",
        "l’emporte",
        "Un tout autre sujet que personne n’a traité",
        "",
        "!!!",
    ],
)
def test_a_doubtful_title_means_nothing(written: str) -> None:
    assert (SITE.named(written), SITE.meant(written)) == ("", "")


def test_of_several_articles_with_one_title_the_first_is_meant_but_not_the_one_that_names_it() -> None:
    titles = Titles.of([("new", "Revue de presse"), ("old", "Revue de presse")])

    assert titles.named("revue de presse") == "new"
    assert titles.named("revue de presse", "new") == "old"
    assert titles.meant("La revue de presse du jour", "new") == ""


def test_the_nearest_titles_are_offered_each_once() -> None:
    titles = Titles.of([("a", "Le sommet de Bakou"), ("b", "Le sommet de Bakou !"), ("c", "Le sommet de Bonn")])

    assert titles.nearest("Le somet de Bakou") == ("Le sommet de Bakou", "Le sommet de Bonn")
    assert titles.nearest("Tout autre chose") == ()


def test_a_large_site_offers_the_nearest_titles_too() -> None:
    many = Titles.of([(str(n), f"Le match numéro {n} de la saison") for n in range(3_000)] + [("a", OSCARS)])

    assert many.nearest("Oscars : « Moonlight » l’emporte malgré une erreur d’enveloppe")[0] == OSCARS


@given(st.permutations(sorted(TITLES.items())), st.sampled_from([NATO[12:], MCMASTER[:40], "Brexit : la loi"]))
def test_the_order_of_titles_does_not_matter(order: list[tuple[str, str]], written: str) -> None:
    titles = Titles.of(order)

    assert (titles.meant(written), titles.nearest(written)) == (SITE.meant(written), SITE.nearest(written))


@given(st.text(max_size=40))
def test_any_text_may_be_looked_up(written: str) -> None:
    assert SITE.named(written) in {"", *TITLES}
    assert SITE.meant(written) in {"", *TITLES}
    assert {*SITE.nearest(written)} <= {*TITLES.values()}
