from dataclasses import replace

from generator.analysis.agreement import Hits, agreement
from generator.analysis.readings import Term
from generator.analysis.related import Profile
from tests.builders import make_article

WORDS = ("gel", "raisin", "fusée", "orbite", "brexit", "londres")


def corpus(count: int = 24) -> list[Profile]:
    """Make pairs of articles about one subject each, a long time apart."""
    return [
        Profile(
            f"{n:02}",
            tuple(Term(f"s{n % (count // 2)} {k}", f"Sujet {k}", 3, in_title=False, capital=1.0) for k in range(4)),
            make_article(date=n).date,
            tags={f"t{n % 3}": f"T{n % 3}"},
        )
        for n in range(count)
    ]


def test_the_machine_is_measured_beside_what_others_offer() -> None:
    found = agreement({"fr": corpus()}, {"00": ("12",), "03": ("15",), "05": ("17",)})

    assert found.links == 3
    assert found.machine == Hits(3, 3)
    assert found.latest == Hits(0, 2)


def test_the_machine_is_not_told_the_links() -> None:
    profiles = [replace(p, wanted=("07",)) if p.id == "00" else p for p in corpus()]

    assert agreement({"fr": profiles}, {"00": ("07",)}).machine == agreement({"fr": corpus()}, {"00": ("07",)}).machine
    assert agreement({"fr": profiles}, {"00": ("07",)}).machine.five == 0


def test_links_to_what_may_not_be_offered_are_not_counted() -> None:
    refused = [replace(p, unwanted=frozenset({"12"})) if p.id == "00" else p for p in corpus()]

    assert agreement({"fr": refused}, {"00": ("12", "00", "unknown")}).links == 0


def test_tags_in_common_are_a_yardstick_too() -> None:
    found = agreement({"fr": corpus()}, {"20": ("23",), "00": ("01",)})

    assert (found.tags.five, found.latest.five) == (1, 1)
