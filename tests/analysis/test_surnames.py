import pytest

from generator.analysis.keywords import Rarities, Text, document_frequencies, rank, read_articles
from generator.memory import NoMemory
from generator.texts import KnownText


def counts(lang: str, text: str, title: str = "") -> dict[str, int]:
    reading = read_articles([Text(lang, title, KnownText.of(text))], NoMemory())[0]
    ranked = {r.key for r in rank(reading, Rarities(document_frequencies([reading]), 1))}
    return {c.phrase: c.count for c in reading.candidates if c.key in ranked}


@pytest.mark.parametrize(
    ("lang", "text", "full", "surname"),
    [
        ("fr", "On a vu Sergueï Choïgou. Puis Choïgou a parlé. Enfin Choïgou est parti.", "Sergueï Choïgou", "Choïgou"),
        ("fr", "On a vu Mme Marine Le Pen. Hier Le Pen a parlé. Puis Le Pen riait.", "Marine Le Pen", "Le Pen"),
        (
            "en",
            "They met Susan Collins. Then Collins spoke. Later Mrs. Collins left.",
            "Susan Collins",
            "Collins",
        ),
        ("en", "They met Ursula von der Leyen. Then Leyen spoke.", "Ursula von der Leyen", "Leyen"),
        ("de", "Gestern kam Angela Merkel. Dann sprach Merkel. Später ging Merkel.", "Angela Merkel", "Merkel"),
        ("es", "Ayer vino Pedro Sánchez. Luego Sánchez habló. Al final Sánchez salió.", "Pedro Sánchez", "Sánchez"),
        ("pt", "Ontem veio Rodrigo Maia. Depois Maia falou. No fim Maia saiu.", "Rodrigo Maia", "Maia"),
        (
            "it",
            "Ieri c’era Sergio Mattarella. Poi Mattarella tace. Mattarella ride.",
            "Sergio Mattarella",
            "Mattarella",
        ),
        ("nl", "Gisteren kwam Mark Rutte. Daarna sprak Rutte. Toen ging Rutte.", "Mark Rutte", "Rutte"),
        ("en", "They arrested Park Geun-hye. Then Park wept. Later Park slept.", "Park Geun-hye", "Park"),
    ],
)
def test_a_full_name_has_the_count_of_its_surname(lang: str, text: str, full: str, surname: str) -> None:
    found = counts(lang, text)

    assert found[full] >= 2 + (text.count(surname) > 2)
    assert surname not in found


def test_the_headline_may_have_the_surname_alone() -> None:
    reading = read_articles(
        [Text("fr", "Choïgou à Bakou", KnownText.of("On y voit Sergueï Choïgou. Puis Choïgou dort."))], NoMemory()
    )
    name = next(c for c in reading[0].candidates if c.phrase == "Sergueï Choïgou")

    assert name.in_title


@pytest.mark.parametrize(
    ("lang", "text", "part", "whole"),
    [
        ("en", "They saw Barack Obama and Michelle Obama. Then Obama spoke.", "Obama", "Barack Obama"),
        ("fr", "On prend Air France en France. La France aime la France.", "France", "Air France"),
        ("fr", "Le Stade de France est en France, dit la France.", "France", "Stade de France"),
        ("en", "She likes the Real Madrid team in Madrid. Life in Madrid is good.", "Madrid", "Real Madrid"),
        ("fr", "Il vend un Apple Watch. Apple baisse. Puis Apple monte.", "Apple", "Apple Watch"),
    ],
)
def test_a_name_that_another_thing_bears_too_stands_for_itself(lang: str, text: str, part: str, whole: str) -> None:
    reading = read_articles([Text(lang, "", KnownText.of(text))], NoMemory())[0]
    found = {c.phrase: c.count for c in reading.candidates}

    assert part in found
    assert found.get(whole, 1) == 1


def test_the_terms_of_an_article_keep_the_surname() -> None:
    reading = read_articles([Text("fr", "", KnownText.of("On a vu Sergueï Choïgou. Puis Choïgou dort."))], NoMemory())[
        0
    ]

    assert "Choïgou" in {term.phrase for term in reading.terms}
