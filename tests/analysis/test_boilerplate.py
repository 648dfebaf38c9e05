from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.boilerplate import Boilerplate, find_boilerplate, marks_of
from generator.memory import Memory, NoMemory
from generator.texts import KnownText
from tests.builders import KeptMemory

STORIES = [
    "La grève des cheminots dure depuis une semaine",
    "Un volcan islandais se réveille doucement",
    "Des chercheurs lisent un papyrus ancien",
    "Le port de Marseille attend ses navires",
    "Une sonde frôle les anneaux de Saturne",
    "Les vignerons craignent le gel de printemps",
]
CITIES = ["Moscou", "Berlin", "Ankara", "Rome", "Madrid", "Oslo"]


def boilerplate_of(texts: Sequence[str], lang: str = "fr", memory: Memory | None = None) -> Boilerplate:
    known = [KnownText.of(text) for text in texts]
    return find_boilerplate(known, [marks_of(text) for text in texts], lang, memory or NoMemory())


def without_boilerplate(texts: Sequence[str], lang: str = "fr", memory: Memory | None = None) -> list[str]:
    found = boilerplate_of(texts, lang, memory)
    return [found.taken_off(text, lang) if marks_of(text).meet(found.marks) else text for text in texts]


def with_opening(opening: str) -> list[str]:
    return [f"{opening} {city}\n{story}." for city, story in zip(CITIES, STORIES, strict=True)]


def with_closing(closing: str) -> list[str]:
    return [f"{story} {closing}" for story in STORIES]


@pytest.mark.parametrize(
    ("lang", "opening", "kept"),
    [
        ("fr", "Par notre correspondant à", "à Moscou"),
        ("fr", "Suivez-nous sur", "sur Moscou"),
        ("fr", "Date de publication :", "Moscou"),
        ("en", "Originally published on", "on Moscou"),
        ("de", "Lesen Sie dazu aus", "aus Moscou"),
    ],
)
def test_a_phrase_that_opens_a_line_of_many_articles_is_taken_off(lang: str, opening: str, kept: str) -> None:
    first = without_boilerplate(with_opening(opening), lang)[0].splitlines()[0]

    assert first.strip(" :") == kept


def test_a_phrase_that_closes_a_line_of_many_articles_is_taken_off() -> None:
    texts = with_closing("avec notre partenaire local")

    assert without_boilerplate(texts) == STORIES


def test_the_longest_repeated_phrase_is_taken_off() -> None:
    texts = with_opening("Cette semaine dans notre grand feuilleton")

    assert without_boilerplate(texts)[0].startswith("Moscou")


def test_a_phrase_of_three_articles_stays() -> None:
    texts = with_opening("Par notre correspondant à")[:3]

    assert without_boilerplate(texts) == texts


def test_a_phrase_that_is_said_elsewhere_too_stays() -> None:
    texts = [f"La guerre civile syrienne {story.casefold()}." for story in STORIES]
    texts += [
        f"{story} malgré la guerre civile syrienne de {city}." for story, city in zip(STORIES, CITIES, strict=True)
    ]

    assert without_boilerplate(texts) == texts


def test_what_the_news_is_about_may_open_many_lines() -> None:
    texts = [f"Le président Donald Trump {story.casefold()}." for story in STORIES[:4]]
    texts += [f"{story} {n} fois." for n, story in enumerate(STORIES * 3)]

    assert boilerplate_of(texts).openings == frozenset()


def test_function_words_alone_are_no_boilerplate() -> None:
    texts = [f"Il y a une {story.casefold()}" for story in STORIES]

    assert without_boilerplate(texts) == texts


def test_an_article_of_boilerplate_alone_stays_whole() -> None:
    texts = [*with_opening("Par notre correspondant à"), "Par notre correspondant à Oslo"]

    assert without_boilerplate(texts)[-1] == texts[-1]


WORD = st.sampled_from(["alpha", "beta", "Gamma", "delta", "le", "la", "12", "été"])
WORDS = st.lists(WORD, min_size=1, max_size=7).map(" ".join)
TEXTS = st.lists(st.lists(WORDS, max_size=4).map("\n".join), max_size=9)


@given(TEXTS)
def test_the_order_of_articles_does_not_matter(texts: list[str]) -> None:
    turned = texts[::-1]

    assert without_boilerplate(turned) == without_boilerplate(texts)[::-1]


@given(TEXTS, TEXTS)
def test_what_is_remembered_of_texts_takes_the_same_off(before: list[str], texts: list[str]) -> None:
    memory = KeptMemory()
    without_boilerplate(before, memory=memory)

    assert without_boilerplate([*texts, *before], memory=memory) == without_boilerplate([*texts, *before])


def test_only_what_is_new_is_asked_what_it_says() -> None:
    memory = KeptMemory()
    texts = [KnownText.of(text) for text in with_opening("Par notre correspondant à")]
    marks = [marks_of(str(text)) for text in texts]
    found = find_boilerplate(texts, marks, "fr", memory)
    lost = [KnownText(text.mark, text.size, pytest.fail) for text in texts]

    assert find_boilerplate(lost, marks, "fr", memory) == found


@pytest.mark.parametrize("damaged", [b"", b"\x01", b"[null]"])
def test_what_is_damaged_is_asked_again(damaged: bytes) -> None:
    memory = KeptMemory()
    texts = with_opening("Par notre correspondant à")
    found = boilerplate_of(texts, memory=memory)
    memory.answers.update({key: answer[:40] + damaged for key, answer in memory.answers.items()})

    assert boilerplate_of(texts, memory=memory) == found


@given(TEXTS)
def test_boilerplate_that_is_another_one_is_told_otherwise(texts: list[str]) -> None:
    found, half = boilerplate_of(texts), boilerplate_of(texts[: len(texts) // 2])
    every = marks_of("\n".join(texts))

    assert (found.told_to(every) == half.told_to(every)) is (found == half)


@given(TEXTS)
def test_no_article_is_emptied(texts: list[str]) -> None:
    rest = without_boilerplate(texts)

    assert [bool(text.strip()) for text in rest] == [bool(text.strip()) for text in texts]


@given(st.lists(st.lists(st.integers(0, 10_000), min_size=1, max_size=30, unique=True), max_size=8))
def test_a_corpus_without_repetition_loses_nothing(numbers: list[list[int]]) -> None:
    texts = [" ".join(f"mot{n}x{number}" for number in some) for n, some in enumerate(numbers)]

    assert without_boilerplate(texts) == texts
