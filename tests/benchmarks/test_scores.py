from pathlib import Path

import pytest

from benchmarks.scores import Gold, f1, form, forms, mean_f1, read_gold

FIVE = Path(__file__).with_name("five.jsonl")


def test_a_file_is_read_in_its_order() -> None:
    gold = read_gold(FIVE)

    assert [item.id for item in gold] == ["a", "b", "c", "d", "e"]
    assert (gold[0].phrases[0], gold[0].date.day) == ("lighthouse", 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Élections", "élection", True),
        ("élection", "election", False),
        ("l’OTAN", "OTAN", False),
        ("open-source", "open source", True),
    ],
)
def test_phrases_agree_when_their_stems_do(one: str, other: str, same: bool) -> None:
    assert (form(one, "fr") == form(other, "fr")) is same


def test_a_phrase_counts_once() -> None:
    assert forms(["Vote", "votes", "…"], "en") == ("vote",)


def test_precision_counts_the_places_that_stay_empty() -> None:
    assert f1(["a"], ["a"], 1) == 1
    assert f1(["a"], ["a"], 5) == pytest.approx(1 / 3)


def test_the_mean_is_over_articles_that_people_gave_phrases() -> None:
    gold = [Gold("a", "en", "", "", ("seal",)), Gold("b", "en", "", "", ())]

    assert mean_f1({"a": ["seals"], "b": ["ferry"]}, gold, 1) == 100
