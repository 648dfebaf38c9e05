from collections.abc import Mapping

from generator.analysis.concordance import Concordance
from generator.analysis.keywords import Text, read_articles
from generator.analysis.readings import Term
from generator.analysis.terms import comparable_terms, first_words_of_institutions
from generator.analysis.text import tag_key
from generator.memory import NoMemory


def compared(*texts: str, lang: str = "fr") -> list[Mapping[str, Term]]:
    concordance = Concordance.of(read_articles([Text(lang, "", text) for text in texts], NoMemory()))
    splinters = first_words_of_institutions(concordance, lang)
    return [{term.key: term for term in terms} for terms in comparable_terms(concordance, lang, splinters)]


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
    text = Text("en", "", "We saw the Pentagon officials and the Pentagon officials.")
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
    concordance = Concordance.of(read_articles([Text("fr", "", text) for text in texts], NoMemory()))
    every = comparable_terms(concordance, "fr", frozenset())
    shared = comparable_terms(concordance, "fr", frozenset(), least=2)

    assert [{t for t in terms if t.key.partition("/")[0] in {"vent", "mer"}} for terms in every] == list(
        map(set, shared)
    )
