from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.corpus import analyse
from generator.analysis.editions import Understood, decode, edition_key, encode
from generator.config import AnalysisConfig, TagRule, TagSettings, Vocabulary
from generator.memory import NoMemory, memory_key
from generator.model import ArticleAnalysis, Related, Story, Tag
from generator.texts import KnownText
from tests.builders import KeptMemory, make_article

TEXT = st.text(max_size=8)
NAMES = st.lists(TEXT, max_size=3).map(tuple)
SHARE = st.floats(0, 1, exclude_min=True)
ARTICLES = st.builds(
    ArticleAnalysis,
    tags=NAMES,
    related=st.lists(st.builds(Related, TEXT, SHARE, NAMES), max_size=3).map(tuple),
    summary=TEXT,
)
FLAG = st.booleans()
TAGS = st.builds(
    Tag,
    key=TEXT,
    lang=TEXT,
    label=TEXT,
    articles=NAMES,
    spellings=NAMES,
    slug=TEXT,
    aliases=NAMES,
    description=TEXT,
    hidden=FLAG,
    declared=FLAG,
)
STORIES = st.builds(
    Story,
    lang=TEXT,
    articles=NAMES,
    name=TEXT,
    terms=NAMES,
    names=NAMES,
    news=st.dictionaries(TEXT, NAMES, max_size=2).map(MappingProxyType),
    starts=NAMES,
)


def led_within(articles: dict[str, ArticleAnalysis]) -> dict[str, ArticleAnalysis]:
    ids = [*articles]

    def within(links: Iterable[Related]) -> tuple[Related, ...]:
        return tuple(replace(link, id=ids[len(link.id) % len(ids)]) for link in links)

    return {id_: replace(a, related=within(a.related)) for id_, a in articles.items()}


UNDERSTOOD = st.builds(
    Understood,
    st.dictionaries(TEXT, ARTICLES, max_size=3).map(led_within),
    st.lists(TAGS, max_size=3).map(lambda tags: {tag.key: tag for tag in tags}),
    st.lists(STORIES, max_size=2).map(tuple),
)
KEYS = st.lists(TEXT.map(memory_key), max_size=3)

ARTICLE = make_article("Toulon", "Le porte-avions quitte Toulon.", tags=("Mer",))
CONFIG = AnalysisConfig()
CHANGES: dict[str, Any] = {
    "id": "autre.md",
    "title": "Toulon et Brest",
    "plain": KnownText.of("Le porte-avions revient à Toulon."),
    "opening": KnownText.of("Autre début."),
    "summary": "Autre chapeau.",
    "date": ARTICLE.date + timedelta(seconds=1),
    "section": "autre",
    "slug": "autre",
    "translation_key": "toulon",
    "story": "La flotte",
    "declared_tags": ("Mer", "Flotte"),
    "related": ("brest",),
    "not_related": ("brest",),
}


@dataclass
class UsedMemory(KeptMemory):
    used: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def recall(self, key: str) -> bytes | None:
        self.asked.add(key)
        return self.answers.get(key)

    def use(self, keys: Iterable[str]) -> None:
        self.used.update(keys)


@given(UNDERSTOOD, KEYS)
def test_an_edition_is_the_same_when_it_is_read_again(understood: Understood, keys: list[str]) -> None:
    assert decode(encode(understood, keys)) == (understood, keys)


@pytest.mark.parametrize("damaged", [b"", b"null", b"[]", b"[{}, [], [1], 2]", b'[[], [], [], ""]', b"\xff"])
def test_a_damaged_edition_is_none(damaged: bytes) -> None:
    assert decode(damaged) is None


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_an_edition_of_which_anything_changed_is_another(name: str) -> None:
    changed = replace(ARTICLE, **{name: CHANGES[name]})

    assert edition_key([changed], CONFIG) != edition_key([ARTICLE], CONFIG)


@pytest.mark.parametrize(
    "config",
    [
        AnalysisConfig(tags=TagSettings(per_article=3)),
        AnalysisConfig(related=4),
        AnalysisConfig(vocabularies={"fr": Vocabulary(rules=(TagRule("Mer", aliases=("Océan",)),))}),
        AnalysisConfig(vocabularies={"fr": Vocabulary(never=("Toulon",))}),
    ],
)
def test_other_settings_make_another_edition(config: AnalysisConfig) -> None:
    assert edition_key([ARTICLE], config) != edition_key([ARTICLE], CONFIG)


def test_the_settings_of_another_language_leave_an_edition_as_it_is() -> None:
    other = AnalysisConfig(vocabularies={"en": Vocabulary(never=("Toulon",))})

    assert edition_key([ARTICLE], other) == edition_key([ARTICLE], CONFIG)


def test_what_the_analysis_does_not_read_leaves_an_edition_as_it_is() -> None:
    rewritten = replace(ARTICLE, body=KnownText.of("<p>Le <em>porte-avions</em> quitte Toulon.</p>"), authors=("Ana",))

    assert edition_key([rewritten], CONFIG) == edition_key([ARTICLE], CONFIG)


def test_names_do_not_run_from_one_row_into_the_next() -> None:
    one = replace(ARTICLE, related=("a", "b"), not_related=())
    other = replace(ARTICLE, related=("a",), not_related=("b",))

    assert edition_key([one], CONFIG) != edition_key([other], CONFIG)


def test_an_edition_that_did_not_change_is_not_worked_out_again_when_another_one_did() -> None:
    french = [make_article(f"F{n}", "Le porte-avions quitte Toulon.", date=n) for n in range(3)]
    english = [make_article(f"E{n}", "Rain falls on Paris.", lang="en", date=n) for n in range(3)]
    memory = UsedMemory()
    analyse([*french, *english], CONFIG, memory)
    readings = set(memory.answers)
    memory.asked.clear()
    edited = [*french, replace(english[0], plain=KnownText.of("Rain falls on Rome.")), *english[1:]]
    found = analyse(edited, CONFIG, memory)

    assert found == analyse(edited, CONFIG, NoMemory())
    # The French edition, the two English sheaves, the English letters, reasons and daybook, two English articles.
    assert len(memory.asked & readings) == 1 + 2 + 3 + 2 * 2


def test_what_a_remembered_edition_stands_on_is_not_forgotten() -> None:
    memory = UsedMemory()
    analyse([ARTICLE], CONFIG, memory)
    memory.asked.clear()
    analyse([ARTICLE], CONFIG, memory)

    assert memory.used | memory.asked == set(memory.answers)
