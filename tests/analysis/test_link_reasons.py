from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.analysis.corpus import analyse
from generator.analysis.editions import ground
from generator.analysis.link_reasons import LinkReasons
from generator.config import AnalysisConfig
from generator.memory import Memory, NoMemory, memory_key
from generator.model import Article, Related
from generator.texts import KnownText
from tests.builders import KeptMemory, make_article

MARK = "0" * 32
SUBJECTS = ("Le Brexit de Theresa May inquiète Michel Barnier", "La sonde Cassini frôle Saturne pour la NASA")


def article(number: int) -> Article:
    title = SUBJECTS[number % 2]
    return make_article(title, f"On apprend que {title}. Selon {title}. Il pleut {number} jours.", id=f"x/{number}.md")


SITE = [article(number) for number in range(14)]


def links(articles: list[Article], memory: Memory) -> Mapping[str, tuple[Related, ...]]:
    return {id_: found.related for id_, found in analyse(articles, AnalysisConfig(), memory).articles.items()}


@pytest.mark.parametrize("told", [("mer du Nord", "pêche"), ()])
def test_a_reason_is_recalled(told: tuple[str, ...]) -> None:
    memory = KeptMemory()
    before = LinkReasons("reasons", memory)
    before.of(MARK, lambda: told)
    before.keep()

    assert LinkReasons("reasons", memory).of(MARK, lambda: pytest.fail("it is made again")) == told


@pytest.mark.parametrize("damaged", [b"", b"{", b"[1]", b'{"%b": 1}', b'{"%b": "mer"}', b'{"%b": ["mer", 1]}'])
def test_reasons_that_are_damaged_are_made_again_and_mended(damaged: bytes) -> None:
    memory = KeptMemory({"reasons": damaged.replace(b"%b", MARK.encode())})

    reasons = LinkReasons("reasons", memory)
    assert reasons.of(MARK, lambda: ("vent",)) == ("vent",)
    reasons.keep()
    assert LinkReasons("reasons", memory).of(MARK, lambda: pytest.fail("it is made again")) == ("vent",)


def test_reasons_that_nobody_asks_for_any_more_are_forgotten() -> None:
    memory = KeptMemory({"reasons": f'{{"{MARK}":["mer"]}}'.encode()})
    LinkReasons("reasons", memory).keep()

    assert memory.answers["reasons"] == b"{}"


def test_reasons_of_articles_that_an_edit_leaves_alone_are_recalled() -> None:
    memory = KeptMemory()
    found = links(SITE, memory)
    key = memory_key("analysis.reasons/1", ground(), "fr")
    memory.answers[key] = memory.answers[key].replace(b"Barnier", b"Farnier")
    edited = [*SITE[:-1], replace(SITE[-1], plain=KnownText.of(f"{SITE[-1].prose} Un kiwi."))]

    assert "Michel Barnier" in str(found)
    assert "Michel Farnier" in str(links(edited, memory))  # it was recalled, and not chosen again


CHANGES: Mapping[str, list[Article]] = {
    "text": [replace(SITE[0], plain=SITE[1].plain), *SITE[1:]],
    "title": [replace(SITE[0], title="Le Brexit"), *SITE[1:]],
    "tags": [
        replace(SITE[0], declared_tags=("Brexit",)),
        replace(SITE[2], declared_tags=("Brexit",)),
        *SITE[1:2],
        *SITE[3:],
    ],
    "gone": SITE[4:],
    "small": SITE[:6],
    "new": [*SITE, article(20), article(21)],
}


@pytest.mark.parametrize("change", CHANGES)
def test_links_are_those_of_a_site_that_never_was_another(change: str) -> None:
    memory = KeptMemory()
    links(SITE, memory)

    assert links(CHANGES[change], memory) == links(CHANGES[change], NoMemory())
