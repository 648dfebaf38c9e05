from collections.abc import Mapping

from generator.analysis.concordance import Concordance
from generator.analysis.keywords import Text, read_articles
from generator.analysis.readings import Term
from generator.analysis.terms import OwnTerm, Terms, comparable_terms, first_words_of_institutions
from generator.analysis.text import tag_key
from generator.memory import NoMemory
from generator.texts import KnownText


def own(terms: Terms) -> list[tuple[OwnTerm, ...]]:
    return [terms.own(place) for place in range(len(terms.starts) - 1)]


def compared(*texts: str, lang: str = "fr") -> list[Mapping[str, OwnTerm]]:
    concordance = Concordance.of(read_articles([Text(lang, "", KnownText.of(text)) for text in texts], NoMemory()))
    splinters = first_words_of_institutions(concordance, lang)
    return [{term.key: term for term in terms} for terms in own(comparable_terms(concordance, lang, splinters))]


def test_a_first_name_that_only_stands_before_a_surname_is_no_term() -> None:
    (found,) = compared("Hier, Bruno Le Roux a vu Mike Pence. Puis Mike Pence est parti avec Bruno Le Roux.")

    assert not {"bruno", "mik"} & found.keys()
    assert "mik penc" in found


def test_a_surname_that_also_stands_alone_is_a_term() -> None:
    (found,) = compared("Hier, James Mattis est arrivé. On attendait Mattis. La presse suit Mattis.")

    assert tag_key("Mattis", "fr") in found


def test_a_word_that_opens_names_in_lower_case_is_no_term() -> None:
    text = "La séance des Nations unies commence. Le Front national et les Nations unies répondent."
    found = compared(text, f"{text} Fin.")

    assert not {"nation", "front"} & found[0].keys()
    assert "nation uni" in found[0]


def test_a_name_before_a_verb_stays_a_term() -> None:
    found = compared(
        "Selon la presse, Moscou dément. À Moscou, il neige.", "On dit que Moscou dément. La ville de Moscou."
    )

    assert "moscou" in found[0]


def test_only_languages_with_small_adjectives_in_names_have_such_words() -> None:
    text = Text("en", "", KnownText.of("We saw the Pentagon officials and the Pentagon officials."))
    (reading,) = read_articles([text], NoMemory())

    assert first_words_of_institutions(Concordance.of([reading, reading]), "en") == frozenset()


def test_two_words_of_one_stem_do_not_meet() -> None:
    one, other = compared("On loue la capitale. La capitale plaît.", "On lève le capital. Le capital croît.")

    assert not one.keys() & other.keys() & {"capital"}


def test_an_article_of_a_foreign_name_is_no_term() -> None:
    (found,) = compared("Il entre au Rock and Roll Hall of Fame. On visite le Hall of Fame, et Le Roux regarde Le Pen.")

    assert not {"of", "le", "and"} & found.keys()


def test_terms_of_too_few_articles_can_be_left_out_and_nothing_else_changes() -> None:
    texts = ["Le vent souffle sur la ville.", "Les vents de la mer.", "La mer monte, et la vente aussi."]
    concordance = Concordance.of(read_articles([Text("fr", "", KnownText.of(text)) for text in texts], NoMemory()))
    every = own(comparable_terms(concordance, "fr", frozenset()))
    shared = own(comparable_terms(concordance, "fr", frozenset(), least=2))

    assert [{t for t in terms if t.key.partition("/")[0] in {"vent", "mer"}} for terms in every] == list(
        map(set, shared)
    )


def test_a_noun_is_told_from_a_word_that_is_none() -> None:
    terms = [
        Term("gel", "gel", 2, in_title=False, announced=0.3),
        Term("gel tardif", "gel tardif", 2, in_title=False),
        Term("neige", "neige", 2, in_title=False, announced=0.299),
        Term("toulon", "Toulon", 2, in_title=True, capital=0.001),
    ]
    found = Terms.of([terms])

    assert found.is_noun.tolist() == [True, True, False, True]
    assert found.own(0) == (
        OwnTerm("gel", "gel", 2, in_title=False),
        OwnTerm("gel tardif", "gel tardif", 2, in_title=False),
        OwnTerm("neige", "neige", 2, in_title=False),
        OwnTerm("toulon", "Toulon", 2, in_title=True),
    )


def test_articles_in_another_order_keep_their_terms() -> None:
    texts = [[Term(key, key, n + 1, in_title=False) for key in keys] for n, keys in enumerate(("ab", "", "bc", "a"))]
    terms = Terms.of(texts)

    assert own(terms.taken([2, 0, 3, 1])) == [own(terms)[place] for place in (2, 0, 3, 1)]
    assert own(terms.taken([])) == []
