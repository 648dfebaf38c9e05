from typing import Any

import pytest

from generator.analysis.authority import Authority, plain_key
from generator.analysis.corpus import analyse
from generator.analysis.mentions import Mention
from generator.analysis.vocabulary import Ground, admission, eligible_keys, says_little
from generator.config import AnalysisConfig, TagRule, Vocabulary
from generator.memory import NoMemory
from tests.builders import make_article


def automatic(*texts: str, titles: str = "Titre") -> set[str]:
    articles = [make_article(f"{titles} {n}", text, date=n) for n, text in enumerate(texts)]
    return {tag.label for tag in analyse(articles, AnalysisConfig(), NoMemory()).tags.values()}


@pytest.mark.parametrize(
    "phrase", ["président américain", "Première ministre", "agence Reuters", "Espagnols", "projet", "général"]
)
def test_common_words_alone_name_nothing(phrase: str) -> None:
    assert says_little(phrase, "fr")


@pytest.mark.parametrize("phrase", ["Maison Blanche", "président Macron", "véhicule autonome", "Theresa May"])
def test_a_name_or_a_term_names_something(phrase: str) -> None:
    assert not says_little(phrase, "fr")


def test_two_articles_make_a_tag_of_a_name_and_not_of_a_noun() -> None:
    text = "Hier, le juge Jean Valmont a vu une erreur. La défense de Jean Valmont nie l'erreur."
    found = automatic(text, f"{text} Fin.")

    assert "Jean Valmont" in found
    assert "erreur" not in found


def test_a_noun_that_four_articles_tell_in_a_headline_becomes_a_tag() -> None:
    texts = [f"Hier, la sécheresse a frappé la plaine {n}. Une sécheresse rare." for n in "abcd"]

    assert "sécheresse" in automatic(*texts, titles="La sécheresse dure, jour")
    assert "sécheresse" not in automatic(*texts, titles="Un article")


def test_a_participle_before_an_adjective_becomes_no_tag() -> None:
    texts = [f"Le texte {n} a été rendu publique hier. On dit que c'est rendu publique." for n in "abcd"]

    assert not [label for label in automatic(*texts) if "rendu" in label]


def test_the_first_word_of_an_institution_becomes_no_tag() -> None:
    text = "Hier, le Front national a critiqué l'Union européenne. Pour le Front national, l'Union européenne échoue."

    assert not {"Front", "Union"} & automatic(text, f"{text} Fin.")


def test_a_people_before_a_name_is_no_part_of_it() -> None:
    text = "Au tournoi, l'Espagnol Rafael Nadal perd. Hier, l'Espagnol Rafael Nadal souriait."
    found = automatic(text, f"{text} Fin.")

    assert "Rafael Nadal" in found
    assert not [label for label in found if "Espagnol" in label]


def test_two_names_in_a_row_make_no_name() -> None:
    text = "La séance de OTAN avec Russie a duré. On attend OTAN et Russie."
    found = automatic(text, f"{text} Fin.")

    assert {"OTAN", "Russie"} <= found
    assert "OTAN avec Russie" not in found


@pytest.mark.parametrize(
    ("phrase", "articles", "said", "ground"),
    [
        ("Jean Valmont", 2, {"capital": 1.0}, Ground.NAME),
        ("énergie solaire", 3, {"announced": 1.0}, Ground.PHRASE),
        ("sécheresse", 4, {"announced": 1.0, "in_title": True}, Ground.NOUN),
        ("Pluton", 1, {"capital": 1.0}, Ground.EDITOR),
        ("Saturne", 1, {"capital": 1.0}, Ground.AUTHOR),
        ("Bakou", 4, {"capital": 1.0}, Ground.NEVER),
        ("2017", 4, {}, Ground.NO_LETTER),
        ("Front", 4, {"capital": 1.0}, Ground.SPLINTER),
        ("Jean Valmont", 9, {"capital": 1.0}, Ground.TOO_COMMON),
        ("Jean Valmont", 1, {"capital": 1.0}, Ground.TOO_FEW),
        ("Jean Valmont", 4, {"capital": 1.0, "count": 1}, Ground.TOO_FEW),
        ("Valmont", 4, {"capital": 1.0, "cut": 0.9}, Ground.FRAGMENT),
        ("projet", 4, {"announced": 1.0, "in_title": True}, Ground.SAYS_LITTLE),
        ("énergie solaire", 2, {"announced": 1.0}, Ground.COMMON_TOO_FEW),
        ("sécheresse", 4, {"announced": 1.0}, Ground.NOT_IN_TITLE),
        ("sécheresse", 4, {"in_title": True}, Ground.NOT_ANNOUNCED),
    ],
)
def test_what_lets_a_phrase_in_or_keeps_it_out_is_told(
    phrase: str, articles: int, said: dict[str, Any], ground: Ground
) -> None:
    key = plain_key(phrase, "fr")
    fields: dict[str, Any] = {"key": key, "phrase": phrase, "count": 2, "is_top": True}
    mention = Mention(**fields | said)
    mentions = {str(n): {key: mention} if n < articles else {} for n in range(12)}
    authority = Authority(Vocabulary((TagRule("Pluton"),), never=("Bakou",)), "fr", ["Saturne"])
    rule = admission(mentions, frozenset({"front"}), authority, floor=2, lang="fr")

    assert rule.ground(key) is ground
    assert (key in eligible_keys(rule)) is ground.lets_in
