import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.candidates import find_candidates
from generator.analysis.languages import language
from generator.analysis.text import fold, stem, tag_key, unaccented
from generator.analysis.tokens import Spans, sentences, tokenise
from generator.analysis.tokens import _cut as cut
from generator.analysis.tokens import _written_runs as written_runs
from generator.analysis.words import Role


@pytest.mark.parametrize(
    ("lang", "spellings"),
    [
        ("fr", ["OTAN", "l'OTAN", "L’OTAN", "otan", "O.T.A.N."]),
        ("fr", ["États-Unis", "Etats-Unis", "les États-Unis", "ÉTATS-UNIS", "états unis"]),
        ("fr", ["élection", "Élections", "ELECTIONS", "l’élection", "les élections"]),
        ("fr", ["œuvre", "Oeuvre", "ŒUVRES"]),
        ("fr", ["traité de l'Atlantique nord", "Traité de l’Atlantique Nord", "le traité de l'Atlantique Nord"]),
        ("en", ["open source", "Open-Source", "open-source", "OPEN SOURCE"]),
        ("en", ["the White House", "White House", "White House's"]),
        ("en", ["İstanbul", "istanbul", "ISTANBUL", "Istanbul", "ıstanbul"]),
        ("en", ["AT&T", "at&t"]),
        ("de", ["Straße", "STRASSE", "die Straße"]),
        ("es", ["elección", "Elecciones", "eleccion"]),
        ("pt", ["eleição", "Eleições", "ELEIÇÃO", "eleicao"]),
        ("it", ["l'Italia", "Italia", "dell’Italia"]),
        ("nl", ["verkiezing", "Verkiezingen", "de verkiezing"]),
        ("xx", ["Ĉapelo", "ĉapelo", "ĈAPELO"]),
    ],
)
def test_spellings_of_one_tag_share_a_key(lang: str, spellings: list[str]) -> None:
    assert len({tag_key(spelling, lang) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("fr", "Niger", "Nigeria"),
        ("fr", "Niger", "Nigéria"),
        ("fr", "Guinée", "Guinée-Bissau"),
        ("fr", "Lee", "le"),
        ("fr", "Spike Lee", "Spike"),
        ("en", "Iran", "Iraq"),
        ("en", "Austria", "Australia"),
        ("en", "Congo", "Congress"),
        ("de", "Österreich", "Ostern"),
        ("en", "C", "C++ 20"),
    ],
)
def test_different_things_have_different_keys(lang: str, one: str, other: str) -> None:
    assert tag_key(one, lang) != tag_key(other, lang)


@pytest.mark.parametrize("nothing", ["", "  ", "🎉", "…", "«»", "--", "'"])
def test_no_letters_no_key(nothing: str) -> None:
    assert tag_key(nothing, "fr") == ""


def test_function_words_alone_keep_their_key() -> None:
    assert tag_key("De la", "fr") == "de la"


@given(st.sampled_from(["fr", "en", "de", "pt", "xx"]), st.text("abcdeéèçœßIİ'’- ", max_size=30))
def test_a_key_does_not_depend_on_case(lang: str, phrase: str) -> None:
    assert tag_key(phrase.casefold(), lang) == tag_key(phrase, lang)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.sampled_from(["fr", "en", "ru", "zh"]), st.text(max_size=200))
def test_any_text_can_be_read(lang: str, text: str) -> None:
    words = [word for sentence in tokenise(text, lang) for clause in sentence.clauses for word in clause]

    assert all(word.surface for word in words)
    assert isinstance(tag_key(text, lang), str)


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("fr", "M. Dunford est là. Il parle.", ["M. Dunford est là.", "Il parle."]),
        ("fr", "Voir p. 12 et art. 5. Fin.", ["Voir p. 12 et art. 5.", "Fin."]),
        ("fr", "Il crie : « Vive la paix ! » Puis il part.", ["Il crie : « Vive la paix ! »", "Puis il part."]),
        ("fr", "« Vive la paix ! » crie-t-il.", ["« Vive la paix ! » crie-t-il."]),
        ("fr", "Le n° 5 gagne… Et perd.", ["Le n° 5 gagne…", "Et perd."]),
        ("en", "The U.S. army left. It rained.", ["The U.S. army left.", "It rained."]),
        ("en", "Mr. Smith met Dr. Jones at 3.30 p.m. yesterday.", ["Mr. Smith met Dr. Jones at 3.30 p.m. yesterday."]),
        ("en", "J. R. R. Tolkien wrote. We read.", ["J. R. R. Tolkien wrote.", "We read."]),
        ("de", "Dr. Meier sagt z.B. nichts. Er geht.", ["Dr. Meier sagt z.B. nichts.", "Er geht."]),
        ("es", "El Sr. García llegó. ¿Por qué? Nadie sabe.", ["El Sr. García llegó.", "¿Por qué?", "Nadie sabe."]),
        ("en", "A heading\nA block.", ["A heading", "A block."]),
        ("en", "", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(lang: str, text: str, expected: list[str]) -> None:
    assert list(sentences(text, lang)) == expected


@pytest.mark.parametrize(
    ("lang", "phrase"),
    [
        ("fr", "traité de l'Atlantique nord"),
        ("fr", "presqu'île"),
        ("en", "women's rights"),
        ("en", "agencies' budgets"),
        ("it", "presidente dell'Unione europea"),
        ("fr", "Aix-en-Provence"),
    ],
)
def test_a_phrase_is_spelled_as_it_was_written(lang: str, phrase: str) -> None:
    found = find_candidates((), tokenise(phrase, lang), lang, {})
    assert phrase.replace("'", "’") in {candidate.phrase for candidate in found}


PIECES = """
. , ' - @ « » M. M art. Art. 61 61. nº 3 3.5 A A. A.B. O.T.A.N. l'OTAN's d'aujourd'hui dogs' « Mais » a@b.org www.a.org
https://a.org/b. e.g. s' 't aux.Etats May March Theresa Mrs. env. .5 .a '. '' a.b A.b a.B NATOは ﬁn ... ?! U.S. p.m.
"""
SPANS = st.lists(st.sampled_from([*PIECES.split(), "\u2003", "\x1c"]) | st.text(max_size=4), max_size=12)


@given(
    SPANS.flatmap(lambda spans: st.sampled_from([" ".join(spans), "".join(spans)])), st.sampled_from(["fr", "en", "de"])
)
def test_a_text_is_cut_between_blanks_as_it_is_cut_as_a_whole(text: str, lang: str) -> None:
    spans = Spans(language(lang))
    runs = written_runs(text, spans)
    assert tuple(map(tuple, runs)) == spans.written(cut(text, language(lang)))


def test_a_month_after_a_first_name_is_a_surname() -> None:
    ((words,),) = (sentence.clauses for sentence in tokenise("they saw Theresa May in May", "en"))
    assert [word.role for word in words if word.surface == "May"] == [Role.CONTENT, Role.STOP]


def test_marks_cut_clauses_and_addresses_are_marks() -> None:
    (sentence,) = tokenise("see https://a.example/b, then (perhaps) write to c@d.example #now", "en")

    assert [[word.surface for word in clause] for clause in sentence.clauses] == [
        ["see"],
        ["then"],
        ["perhaps"],
        ["write", "to"],
        ["now"],
    ]


@pytest.mark.parametrize(
    ("lang", "text", "word", "role"),
    [
        ("en", "we love New York", "New", Role.CONTENT),
        ("en", "we love new shoes", "new", Role.STOP),
        ("en", "it came from the WHO today", "WHO", Role.CONTENT),
        ("en", "the man who came today", "who", Role.STOP),
        ("fr", "la sonde va vers Mars en juin", "Mars", Role.CONTENT),
        ("fr", "la sonde part en mars ou en juin", "mars", Role.STOP),
        ("en", "the meeting is on Monday in town", "Monday", Role.STOP),
        ("de", "wir sagen, dass Sie kommen", "Sie", Role.STOP),
        ("fr", "elle a couru 3,5 kilomètres", "3,5", Role.NUMBER),
    ],
)
def test_capitals_in_mid_sentence_make_names(lang: str, text: str, word: str, role: Role) -> None:
    words = [w for s in tokenise(text, lang) for clause in s.clauses for w in clause]

    assert next(w.role for w in words if w.surface == word) is role


@pytest.mark.parametrize(
    ("lang", "text", "tells"),
    [
        ("fr", "Le ministre est arrivé à Bakou.", True),
        ("fr", "LE MINISTRE EST ARRIVÉ À BAKOU", False),
        ("en", "Tell Compelling Stories with Data in the Cloud", False),
        ("en", "The minister arrived in Baku yesterday", True),
        ("de", "Der Streik bei der Bahn dauert.", True),
    ],
)
def test_headlines_in_title_case_or_capitals_tell_nothing_of_names(lang: str, text: str, tells: bool) -> None:
    assert tokenise(text, lang)[0].tells_case is tells


@pytest.mark.parametrize("word", ["lee", "sure"])
def test_a_stem_that_would_be_a_function_word_is_not_taken(word: str) -> None:
    assert stem(word, "fr") == word


@given(st.text(st.characters(max_codepoint=0x24F), max_size=20))
def test_a_text_in_latin_letters_is_folded_as_its_letters_are(text: str) -> None:
    composed = unicodedata.normalize("NFKC", text)

    assert fold(composed) == "".join(map(fold, composed))
    assert unaccented(composed) == "".join(map(unaccented, composed))
