from dataclasses import replace
from typing import Any

import pytest

from generator.analysis.account import Account, Ground, account_for
from generator.analysis.corpus import comparables_of
from generator.analysis.related import Comparables
from generator.config import AnalysisConfig
from generator.memory import NoMemory
from generator.model import Article
from tests.analysis.test_related import LONG, SUBJECTS, site
from tests.builders import make_article


def comparables(*more: Article, each: int = 4) -> Comparables:
    (found,) = comparables_of([*site(each), *more], AnalysisConfig(), NoMemory())
    return found


def account(one: str, other: str, *more: Article, count: int = 5, each: int = 4) -> Account:
    return account_for(one, other, comparables(*more, each=each), count)


def test_an_article_that_is_alike_is_told_with_place_terms_and_reasons() -> None:
    found = account("vin/vin-0.md", "vin/vin-1.md")

    assert (found.ground, found.places, found.articles) == (Ground.ALIKE, 5, 12)
    assert 1 <= found.place <= 3
    assert "Bordeaux" in {term.phrase for term in found.terms}
    adds = [term.adds for term in found.terms]
    assert adds == sorted(adds, reverse=True)
    assert 0 < sum(adds) <= found.cosine + 1e-4
    assert len(adds) <= found.term_count
    assert found.similarity == pytest.approx(min(1.0, found.text + found.tag_likeness), abs=1e-5)
    assert (found.days, found.is_same_section) == (1.0, True)


@pytest.mark.parametrize(
    ("one", "other", "more", "ground"),
    [
        ("monde/a.md", "vin/vin-1.md", {"related": ("vin-1",)}, Ground.WANTED),
        ("monde/a.md", "marine/marine-1.md", {"not_related": ("marine-1",)}, Ground.REFUSED),
        ("vin/vin-0.md", "espace/espace-0.md", {}, Ground.UNLIKE),
    ],
)
def test_the_rule_that_decided_is_told(one: str, other: str, more: dict[str, Any], ground: Ground) -> None:
    assert account(one, other, make_article("A", SUBJECTS["marine"], **more), count=3).ground is ground


def test_what_others_push_off_the_list_is_behind() -> None:
    places = {n: account("vin/vin-0.md", f"vin/vin-{n}.md", count=1) for n in (1, 2, 3)}

    assert sorted(found.ground.name for found in places.values()) == ["ALIKE", "BEHIND", "BEHIND"]


def test_a_reprint_is_told_with_what_is_offered_instead() -> None:
    first, again = make_article("Gel", LONG, section="vin"), make_article("Gel encore", LONG, section="vin", date=1)

    own = account(first.id, again.id, first, again)
    assert (own.ground, own.same_text) == (Ground.SAME_TEXT, first.id)
    other = [account("vin/vin-0.md", id_, first, again, count=12) for id_ in (first.id, again.id)]
    assert {found.ground for found in other} == {Ground.ALIKE, Ground.SAME_AS_OFFERED}


def test_on_a_small_site_the_account_says_so() -> None:
    found = account("vin/vin-0.md", "vin/vin-1.md", each=2)

    assert (found.is_small, found.ground) == (True, Ground.BESIDE)


def test_without_dates_no_distance_in_time_is_told() -> None:
    dated = comparables()
    undated = replace(dated, profiles=[replace(profile, date=None) for profile in dated.profiles])

    assert account_for("vin/vin-0.md", "vin/vin-1.md", undated, 5).days is None
