from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest

from generator.analysis.boilerplate import marks_of, repeated_lines
from generator.analysis.corpus import analyse, read_edition
from generator.config import AnalysisConfig, Vocabulary
from generator.memory import NoMemory
from generator.model import Article
from tests.builders import make_article

TEXTS = [
    "Le porte-avions quitte Toulon pour la mer Noire.",
    "Le gel menace la récolte de raisin à Bordeaux.",
    "La sonde spatiale frôle les anneaux de Saturne.",
    "Les ministres de l'OTAN parlent à Bruxelles.",
]


@dataclass
class Notebook:
    kept: dict[str, bytes] = field(default_factory=dict)
    missed: int = 0

    def recall(self, key: str) -> bytes | None:
        self.missed += key not in self.kept
        return self.kept.get(key)

    def keep(self, key: str, answer: bytes) -> None:
        self.kept[key] = answer

    def use(self, keys: Iterable[str]) -> None:
        """Have nothing to forget."""


def keywords(articles: Sequence[Article]) -> list[str]:
    read = read_edition(articles, "fr", Vocabulary(), NoMemory())
    return [article.reading.phrases[row] for article in read for row in article.best]


def test_no_articles_give_an_empty_analysis() -> None:
    analysis = analyse([], AnalysisConfig(), NoMemory())

    assert (dict(analysis.articles), dict(analysis.tags)) == ({}, {})


def test_every_article_is_understood() -> None:
    articles = [make_article(f"A{n}", text) for n, text in enumerate(TEXTS)]

    assert set(analyse(articles, AnalysisConfig(), NoMemory()).articles) == {a.id for a in articles}


def test_tags_and_articles_agree() -> None:
    articles = [make_article(f"A{n}", TEXTS[n % 2], date=n, tags=("Mer",) * (n % 3 == 0)) for n in range(8)]
    analysis = analyse(articles, AnalysisConfig(), NoMemory())

    borne = {(id_, ("fr", key)) for id_, a in analysis.articles.items() for key in a.tags}
    assert borne == {(id_, key) for key, tag in analysis.tags.items() for id_ in tag.articles}


def test_a_second_analysis_reads_nothing_anew_and_says_the_same() -> None:
    memory = Notebook()
    articles = [make_article(f"A{n}", text) for n, text in enumerate(TEXTS)]
    first = analyse(articles, AnalysisConfig(), memory)
    missed = memory.missed

    assert analyse(articles, AnalysisConfig(), memory) == first
    # A reading and an imprint each, two sheaves, tags, stories, letters, reasons, the daybook, and the edition.
    assert memory.missed == missed == 2 * len(TEXTS) + 8


def test_an_edited_article_alone_is_read_anew() -> None:
    memory = Notebook()
    articles = [make_article(f"A{n}", text) for n, text in enumerate(TEXTS)]
    analyse(articles, AnalysisConfig(), memory)
    edited = [make_article("A0", "Tout autre chose."), *articles[1:]]

    incremental = analyse(edited, AnalysisConfig(), memory)
    # A reading, an imprint, tags, and the edition; there are no stories, as before.
    assert memory.missed == 2 * len(TEXTS) + 8 + 4
    assert incremental == analyse(edited, AnalysisConfig(), NoMemory())


def test_the_languages_of_a_site_are_understood_alike_together_and_alone() -> None:
    editions = [
        [make_article(f"{lang} {n}", text, lang=lang, date=n) for n, text in enumerate(TEXTS)] for lang in ("en", "fr")
    ]
    both = analyse([article for edition in editions for article in edition], AnalysisConfig(), Notebook())
    alone = [analyse(edition, AnalysisConfig(), NoMemory()) for edition in editions]

    assert both.articles == {**alone[0].articles, **alone[1].articles}
    assert both.tags == {**alone[0].tags, **alone[1].tags}


def test_the_authors_summary_beats_the_extract() -> None:
    ours, theirs = make_article("A", TEXTS[0]), make_article("B", TEXTS[0], summary="De l'auteur.")
    analysis = analyse([ours, theirs], AnalysisConfig(), NoMemory())

    assert [analysis.articles[a.id].summary for a in (ours, theirs)] == [TEXTS[0], "De l'auteur."]


def test_a_line_repeated_over_the_site_gives_neither_keywords_nor_reasons() -> None:
    articles = [
        make_article(f"A{n}", f"Revue de presse hebdomadaire, semaine {n}\n{text}", date=n)
        for n, text in enumerate(TEXTS)
    ]
    analysis = analyse(articles, AnalysisConfig(), NoMemory())
    said = keywords(articles)
    said += [term for a in analysis.articles.values() for link in a.related for term in link.shared_terms]

    assert [phrase for phrase in said if "presse" in phrase or "hebdomadaire" in phrase] == []


@pytest.mark.parametrize(("copies", "found"), [(1, False), (2, False), (3, True), (10, True)])
def test_a_line_is_furniture_from_three_articles_on(copies: int, found: bool) -> None:
    texts = [f"Propos {word}\n{'Introduction' if n < copies else word}" for n, word in enumerate("abcdefghij")]

    assert (repeated_lines([*map(marks_of, texts)]) == marks_of("Introduction").lines) is found


def test_a_line_repeated_in_one_article_is_no_furniture() -> None:
    assert repeated_lines([marks_of("Refrain\n" * 9)]) == frozenset()


def test_a_reprint_is_understood_though_all_its_lines_are_repeated() -> None:
    reprints = [make_article(f"A{n}", TEXTS[3]) for n in range(4)]

    assert keywords(reprints).count("OTAN") == len(reprints)


def test_stories_are_found_in_each_language_with_the_editors_word() -> None:
    event = "Theresa May quitte Bruxelles. Donald Tusk répond à Theresa May. Michel Barnier attend Donald Tusk."
    told = [
        make_article(f"Brexit {n}", f"{text} {event} {text}", date=5 * n, tags=("Brexit",))
        for n, text in enumerate(TEXTS[:3])
    ]
    apart = make_article("Brexit 3", f"Enfin. {event} Voilà.", date=15, tags=("Brexit",), not_related=(told[0].id,))
    named = [make_article(f"Day {n}", "Rain falls.", lang="en", date=n, story="The rain") for n in range(2)]
    other = make_article("Vendange", "La récolte de raisin souffre du gel.", date=4)
    stories = analyse([other, *named, apart, *told], AnalysisConfig(), NoMemory()).stories

    assert [(story.lang, story.name, story.articles) for story in stories] == [
        ("en", "The rain", tuple(article.id for article in named)),
        ("fr", "", tuple(article.id for article in told)),
    ]
