from collections.abc import Mapping
from itertools import permutations

import pytest

from generator.analysis.completion import completed
from generator.analysis.mentions import Mention, Mentions


def about(*keys: str, count: int = 2, in_title: bool = False) -> dict[str, Mention]:
    return {key: Mention(key, key, count, in_title=in_title, is_top=True) for key in keys}


def complete(
    automatic: Mapping[str, tuple[str, ...]],
    mentions: Mapping[str, Mentions],
    *reserve: str,
    floor: int = 2,
    most: int = 6,
) -> dict[str, tuple[str, ...]]:
    declared: dict[str, tuple[str, ...]] = dict.fromkeys(automatic, ())
    return dict(completed(automatic, mentions, declared, dict.fromkeys(reserve, 1.0), floor, most))


def test_an_article_with_too_few_tags_takes_nouns_that_others_are_about() -> None:
    automatic = {"lacking": ("otan",), "rich": ("a", "b", "c")}
    mentions = {"lacking": about("code", "droit"), "rich": about("code", "droit")}

    assert complete(automatic, mentions, "code", "droit")["lacking"] == ("otan", "code", "droit")


def test_no_noun_is_added_where_there_are_three_tags() -> None:
    automatic = {"one": ("a", "b", "c"), "two": ("a", "b", "c")}

    assert complete(automatic, {"one": about("code"), "two": about("code")}, "code") == automatic


def test_others_bear_it_when_their_headline_has_it_and_as_many_more_as_the_floor_asks_for() -> None:
    automatic = {"lacking": ()} | dict.fromkeys(("headline", "much", "little"), ("a", "b", "c"))
    mentions = {
        "lacking": about("code"),
        "headline": about("code", in_title=True),
        "much": about("code", count=9),
        "little": about("code", count=2),
    }

    def bearers(floor: int) -> set[str]:
        return {id_ for id_, keys in complete(automatic, mentions, "code", floor=floor).items() if "code" in keys}

    assert bearers(2) == {"lacking", "headline"}
    assert bearers(3) == {"lacking", "headline", "much"}
    assert bearers(5) == set()


def test_what_helps_most_of_the_articles_is_taken_first() -> None:
    automatic: dict[str, tuple[str, ...]] = {"one": ("a", "b"), "two": ("a", "b"), "three": ("x", "y", "z")}
    mentions = {"one": about("own", "shared"), "two": about("shared"), "three": about("own")}

    added = complete(automatic, mentions, "own", "shared")

    assert (added["one"], added["two"], added["three"]) == (("a", "b", "shared"), ("a", "b", "shared"), ("x", "y", "z"))


def test_what_is_added_is_not_nested_in_what_is_there() -> None:
    automatic = {"one": ("code civil",), "two": ("code civil",)}

    assert complete(automatic, {"one": about("code"), "two": about("code")}, "code") == automatic


@pytest.mark.parametrize("most", [0, 1, 2])
def test_no_more_tags_of_the_machine_than_asked_for(most: int) -> None:
    automatic: dict[str, tuple[str, ...]] = {"one": (), "two": ()}
    mentions = {id_: about("code", "droit", "texte") for id_ in automatic}

    assert {len(keys) for keys in complete(automatic, mentions, "code", "droit", "texte", most=most).values()} == {most}


def test_the_order_of_articles_changes_nothing() -> None:
    mentions: dict[str, Mentions] = {"one": about("code", "droit"), "two": about("code"), "three": about("droit")}
    results = [
        complete(dict.fromkeys(order, ()), {id_: mentions[id_] for id_ in order}, "code", "droit")
        for order in permutations(mentions)
    ]

    assert all(result == results[0] for result in results)
