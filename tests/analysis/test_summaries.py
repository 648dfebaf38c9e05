from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.summaries import LONGEST, MOST, extract, lead

SENTENCES = [
    # Abbreviations, initials and figures end no sentence.
    ("fr", "M. Dunford est arrivé hier soir à Bakou."),
    ("fr", "Mme. Merkel et le Dr. Weber ont voté jeudi."),
    ("fr", "L'art. 50 gagne, le n° 5 aussi, et l'av. Foch rit."),
    ("fr", "Le 3 févr. 2017, il en coûtait env. 3 millions."),
    ("fr", "J. K. Rowling et H. R. McMaster se sont vus."),
    ("fr", "À 2.5 % le taux monte, dit-on à St. Louis."),
    ("fr", "« Partons ! » a dit le général à son homologue."),
    ("en", "Mr. Smith met Sen. John McCain at 5 p.m. on Monday."),
    ("en", "The U.S. Army and the U.N. left the whole country."),
    ("en", "Acme Inc. bought Widget Co. for $1.5 bn in cash."),
    ("en", "Dr. King arrived in St. Louis on Jan. 15, 1957."),
    ("de", "Am 16. Februar traf Dr. Weber die Kanzlerin."),
    ("de", "Z.B. Berlin zahlt rd. 3,5 Mio. Euro im Jahr."),
    ("es", "El Sr. Rajoy y la Sra. Merkel hablaron ayer."),
    ("es", "EE. UU. y la UE firman un acuerdo en Bakú."),
    ("es", "¿Quién gana la cumbre de los generales en Bakú?"),
    ("pt", "O Sr. Temer e a Dra. Lúcia falaram ontem."),
    ("it", "Il dott. Rossi e l'on. Bianchi hanno votato."),
    ("nl", "Dhr. Rutte en mr. Jansen spraken ca. drie uur."),
    ("zh", "国家主席星期四在北京人民大会堂会见了来自阿塞拜疆的客人并且同他们进行了会谈。"),
    ("ar", "وصل الرئيس إلى باكو مساء يوم الخميس الماضي."),
    # A quotation is not left open.
    ("fr", "« Nous partons. Nous reviendrons. » Le général l'a dit."),
    ("en", "“We go. And we shall come back later.”"),
    ("en", '"We go. And we shall come back later."'),
    ("de", "„Wir gehen. Wir kommen wieder.“ Das sagte sie."),
    ("fr", "Non (il l'a dit. Deux fois.) le général ne part pas."),
]

FIRST = {
    # A quotation that the author never closed.
    ("fr", "« Jamais fermé. Tant pis."): "« Jamais fermé. Tant pis.",
    # What stands around a text is left out.
    ("fr", "Par Claire Vasseur, envoyée spéciale à Bakou.\nLe sommet s’ouvre."): "Le sommet s’ouvre.",
    ("fr", "Bakou. — Reportage\nLe sommet s’ouvre."): "Le sommet s’ouvre.",
    ("fr", "Propos recueillis par Zoé Wyx.\nLe sommet s’ouvre."): "Le sommet s’ouvre.",
    ("fr", "Photo : les généraux à Bakou.\nLe sommet s’ouvre."): "Le sommet s’ouvre.",
    ("fr", "Contexte\nLe sommet s’ouvre.\nTrois questions :\nQui paie ?"): "Le sommet s’ouvre.",
    ("en", "By John Smith and Ann Lee\nThe summit opens."): "The summit opens.",
    ("en", "Last updated on 3 March 2017.\nThe summit opens."): "The summit opens.",
    ("de", "Von Anna Weber\nDer Gipfel beginnt."): "Der Gipfel beginnt.",
    ("es", "Por Ana García y Luis Pérez\nEmpieza la cumbre."): "Empieza la cumbre.",
    ("it", "Di Marco Rossi\nComincia il vertice."): "Comincia il vertice.",
    ("fr", "PARIS, 16 février — Le Sénat vote."): "Le Sénat vote.",
    ("fr", "BAKOU (AFP) – « Rien » n’est sorti."): "« Rien » n’est sorti.",
    ("fr", "Bakou, le 16 février 2017. — Le sommet s’ouvre."): "Le sommet s’ouvre.",
    ("fr", "12 juillet 2012. - Le Sénat a voté."): "Le Sénat a voté.",
    ("en", "WASHINGTON, Feb. 16 (Reuters) - The Senate voted."): "The Senate voted.",
    ("es", "MADRID, 16 feb. (EFE) - El Senado votó."): "El Senado votó.",
    ("de", "Berlin (dpa) - Der Bundestag stimmt ab."): "Der Bundestag stimmt ab.",
    ("pt", "SÃO PAULO — O Senado votou."): "O Senado votou.",
    # What only looks like that stays.
    ("fr", "Par un vote serré, le Sénat a dit non."): "Par un vote serré, le Sénat a dit non.",
    ("fr", "L’OTAN — une alliance militaire — se réunit."): "L’OTAN — une alliance militaire — se réunit.",
    ("fr", "Macron – Le Pen : le duel commence."): "Macron – Le Pen : le duel commence.",
    # Without a sentence, the first words.
    ("fr", "Une seule ligne sans point"): "Une seule ligne sans point",
    ("fr", "Par Claire Vasseur"): "Par Claire Vasseur",
    ("fr", ""): "",
    ("fr", " \n\n "): "",
}


def sentence(length: int) -> str:
    """Make a sentence of a length, of at least 40 characters."""
    return ("Le conseil a voté " + "la mesure " * length)[: length - 13] + "o finalement."


@pytest.mark.parametrize(("lang", "whole"), SENTENCES)
def test_a_sentence_is_neither_cut_nor_goes_on_into_the_next(lang: str, whole: str) -> None:
    """Those around it are too long to be shown, and parts of it would be too short to begin with."""
    assert lead(f"{sentence(400)} {whole} {sentence(400)}", lang) == whole


@pytest.mark.parametrize(("lang", "prose"), FIRST)
def test_what_stands_around_a_text_is_left_out(lang: str, prose: str) -> None:
    assert lead(prose, lang) == FIRST[lang, prose]


def test_sentences_are_added_while_they_fit_and_no_longer_than_needed() -> None:
    assert lead(f"{sentence(90)} {sentence(90)} {sentence(40)}", "fr") == f"{sentence(90)} {sentence(90)}"
    assert lead(f"{sentence(120)}\n{sentence(200)} {sentence(40)}", "fr") == sentence(120)
    assert lead(f"{sentence(120)}\n{sentence(159)}", "fr") == f"{sentence(120)} {sentence(159)}"


def test_when_the_first_sentence_is_too_long_the_most_central_one_that_fits_is_taken() -> None:
    text = f"{sentence(400)} Il pleut aussi sur la place de la mairie. Le sommet de Bakou réunit les généraux russes."

    assert lead(text, "fr", "Bakou : le sommet des généraux") == "Le sommet de Bakou réunit les généraux russes."


def test_a_sentence_that_leans_on_the_one_before_is_not_taken_from_the_middle() -> None:
    text = f"{sentence(400)} Elle réunit à Bakou les généraux. Bakou accueille aussi les généraux."

    assert lead(text, "fr", "Bakou") == "Bakou accueille aussi les généraux."


def test_when_no_sentence_fits_the_shortest_is_given_whole() -> None:
    assert lead(f"{sentence(450)} {sentence(350)} {sentence(550)}", "fr") == sentence(350)


def test_a_text_without_an_end_is_no_summary() -> None:
    assert lead(sentence(LONGEST + 1), "fr") == ""
    assert lead("mot " * 500, "fr") == ""


def test_an_extract_is_taken_from_running_paragraphs_else_from_what_there_is() -> None:
    assert extract("Le sommet s’ouvre.", "Un point de liste.", "fr", "") == "Le sommet s’ouvre."
    assert extract("", "Un point de liste.", "fr", "") == "Un point de liste."
    assert extract("", "", "fr", "") == ""


WORDS = st.text('abc éÀ«»“”"().!?…—,:;0°', max_size=300)


@given(st.lists(WORDS, max_size=6), st.sampled_from(["fr", "en", "de", "zh"]))
def test_an_extract_is_bounded_and_holds_whole_sentences_of_the_text(blocks: list[str], lang: str) -> None:
    prose = "\n".join(blocks)
    found = lead(prose, lang)

    assert len(found) <= LONGEST
    assert "\n" not in found
    assert found.replace(" ", "") in prose.replace("\n", "").replace(" ", "").replace("\u00a0", "")


@given(st.lists(st.integers(20, 500), min_size=1, max_size=8))
def test_several_sentences_are_never_longer_than_their_bound(lengths: list[int]) -> None:
    made = [f"Z{n}{sentence(length)[2:]}" for n, length in enumerate(lengths)]
    found = lead(" ".join(made), "fr")

    assert len(found) <= MOST or found in made
    assert found.endswith(".")
