from typing import Any

from generator.analysis.agreement import Hits, agreement
from generator.analysis.readings import Term
from generator.analysis.related import Comparables, Profile
from generator.analysis.terms import Terms
from tests.builders import make_article

WORDS = ("gel", "raisin", "fusée", "orbite", "brexit", "londres")


def corpus(count: int = 24, **changes: Any) -> Comparables:
    """Make pairs of articles about one subject each, a long time apart; the first may have other fields."""
    texts = [
        [Term(f"s{n % (count // 2)} {k}", f"Sujet {k}", 3, in_title=False, capital=1.0) for k in range(4)]
        for n in range(count)
    ]
    profiles = [
        Profile(f"{n:02}", make_article(date=n).date, tags={f"t{n % 3}": f"T{n % 3}"}, **({} if n else changes))
        for n in range(count)
    ]
    return Comparables("fr", profiles, Terms.of(texts))


def test_the_machine_is_measured_beside_what_others_offer() -> None:
    found = agreement([corpus()], {"00": ("12",), "03": ("15",), "05": ("17",)})

    assert found.links == 3
    assert found.machine == Hits(3, 3)
    assert found.latest == Hits(0, 2)


def test_the_machine_is_not_told_the_links() -> None:
    told = agreement([corpus(wanted=("07",))], {"00": ("07",)})

    assert told.machine == agreement([corpus()], {"00": ("07",)}).machine
    assert told.machine.five == 0


def test_links_to_what_may_not_be_offered_are_not_counted() -> None:
    refused = corpus(unwanted=frozenset({"12"}))

    assert agreement([refused], {"00": ("12", "00", "unknown")}).links == 0


def test_tags_in_common_are_a_yardstick_too() -> None:
    found = agreement([corpus()], {"20": ("23",), "00": ("01",)})

    assert (found.tags.five, found.latest.five) == (1, 1)
