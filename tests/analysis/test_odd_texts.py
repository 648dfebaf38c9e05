"""Texts at which the time of one article once grew with the square of its length, or faster."""

from __future__ import annotations

import pytest

from generator.analysis.corpus import analyse
from generator.analysis.surveys import READ
from generator.analysis.tokens import LONGEST_WORD, sentences, tokenise
from generator.config import AnalysisConfig
from generator.memory import NoMemory
from tests.builders import make_article

ODD = {
    "one word": "a",
    "one name": "A",
    "words with hyphens": "Mot-",
    "emoji": "😀",
    "marks": "(",
    "full stops": ".",
    "full stops before a letter": "...a",
    "one combining character": "\u0301",
    "blanks of no width": "\u200b",
    "at signs": "a@",
    "digits": "1.",
    "initials": "A. ",
    "abbreviations": "M. Jean ",
    "different sentences": "",
}


def odd_text(part: str) -> str:
    """Fill all that is read of an article."""
    return (part * READ)[:READ] or "".join(f"La ville de Nom{n} attend Autre{n}. " for n in range(3_000))


@pytest.mark.parametrize("part", ODD.values(), ids=ODD)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_article_of_one_odd_text_is_understood(part: str, lang: str) -> None:
    articles = [make_article("Un", odd_text(part), lang=lang), make_article("Deux", "Paris attend.", lang=lang)]
    assert analyse(articles, AnalysisConfig(), NoMemory()).articles.keys() == {article.id for article in articles}


def test_a_word_without_end_is_a_mark() -> None:
    (sentence,) = tokenise(f"Paris attend {'x' * LONGEST_WORD} et {'-'.join(['Mot'] * 40)} ici.", "fr")
    surfaces = [[word.surface for word in clause] for clause in sentence.clauses]
    assert surfaces == [["Paris", "attend", "x" * LONGEST_WORD, "et"], ["ici"]]


def test_a_sentence_may_end_after_a_word_without_end() -> None:
    assert sentences(f"{'x' * 300}. Paris attend. M. Jean aussi.", "fr") == (
        f"{'x' * 300}.",
        "Paris attend.",
        "M. Jean aussi.",
    )
