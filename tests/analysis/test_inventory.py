from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.analysis.corpus import read_edition
from generator.analysis.inventory import Inventory, Origin, take_inventory
from generator.analysis.tags import deliberate
from generator.config import TagRule, TagSettings, Vocabulary
from generator.memory import NoMemory
from generator.model import Article
from tests.builders import make_article

OTAN = "Les ministres de l'OTAN parlent à Bruxelles. James Mattis défend l'OTAN."


def inventory(articles: Sequence[Article], vocabulary: Vocabulary | None = None, threshold: int = 2) -> Inventory:
    words = vocabulary or Vocabulary()
    found = deliberate(read_edition(articles, "fr", words, NoMemory()), "fr", words, TagSettings())
    return take_inventory(found, words, threshold, ZoneInfo("Europe/Paris"))


def test_a_tag_is_listed_with_who_brought_it_in() -> None:
    articles = [make_article(f"A{n}", OTAN, tags=("Fusée",) if n else ()) for n in range(3)]
    found = inventory(articles, Vocabulary((TagRule("James Mattis"),)))
    assert {(e.tag.label, e.origin, e.declared, len(e.tag.articles)) for e in found.entries} >= {
        ("Fusée", Origin.AUTHORS, 2, 2),
        ("James Mattis", Origin.EDITOR, 0, 3),
        ("OTAN", Origin.MACHINE, 0, 3),
    }


def test_the_days_are_those_of_the_zone_of_the_site() -> None:
    late = datetime(2017, 2, 13, 23, 30, tzinfo=UTC)
    (entry,) = inventory([make_article("A", date=late, tags=("Fusée",)), make_article("B", tags=("Fusée",))]).entries
    assert (entry.first, entry.last) == (date(2017, 2, 13), date(2017, 2, 14))


def test_a_tag_with_too_few_articles_for_a_page_is_thin() -> None:
    articles = [make_article("A", tags=("Fusée", "Lune")), make_article("B", tags=("Lune",))]
    assert [(e.tag.label, e.is_thin) for e in inventory(articles).entries] == [("Lune", False), ("Fusée", True)]
    assert [e.is_thin for e in inventory(articles, threshold=3).entries] == [True, True]


@pytest.mark.parametrize(("articles", "bearers", "is_swollen"), [(9, 9, False), (12, 3, False), (12, 4, True)])
def test_a_tag_on_a_large_share_of_the_articles_is_swollen(articles: int, bearers: int, is_swollen: bool) -> None:
    made = [make_article(f"A{n}", tags=("Lune",) if n < bearers else ()) for n in range(articles)]
    assert [entry.is_swollen for entry in inventory(made).entries] == [is_swollen]


def test_tags_that_are_spelled_nearly_alike_name_each_other() -> None:
    articles = [make_article("A", tags=("Iran",)), make_article("B", tags=("Irak",))]
    assert {e.tag.label: e.near for e in inventory(articles).entries} == {"Iran": ("Irak",), "Irak": ("Iran",)}
    assert [e.near for e in inventory(articles, Vocabulary(apart=(("Irak", "Iran"),))).entries] == [(), ()]


def test_rules_that_no_article_bears_are_named() -> None:
    rules = Vocabulary((TagRule("Lune"), TagRule("Mars"), TagRule("Vénus")))
    assert inventory([make_article("A", tags=("Mars",))], rules).unused == ("Lune", "Vénus")


def test_the_most_used_tags_come_first_then_by_label() -> None:
    articles = [make_article("A", tags=("b", "É", "a")), make_article("B", tags=("b",))]
    assert [entry.tag.label for entry in inventory(articles).entries] == ["b", "a", "É"]


def test_the_order_of_articles_changes_nothing() -> None:
    articles = [make_article(f"A{n}", OTAN, date=n, tags=(f"T{n % 3}",)) for n in range(6)]
    assert inventory(articles) == inventory(articles[::-1])
