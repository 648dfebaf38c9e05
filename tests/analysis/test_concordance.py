import numpy as np
from numpy.typing import NDArray

from generator.analysis.concordance import Concordance
from generator.analysis.readings import ALL_UPPER, BEGINS_UPPER, IN_TITLE, IS_TERM, SEVERAL_WORDS, Reading, Term


def reading(*phrases: str) -> Reading:
    terms = [Term(p.casefold().removesuffix("s"), p, n + 1, in_title=n == 0) for n, p in enumerate(phrases)]
    return Reading.of([], sorted(terms))


def rows(concordance: Concordance, is_wanted: NDArray[np.bool_]) -> list[list[int]]:
    return [list(own) for own in concordance.rows(is_wanted)]


EDITION = [reading("vent", "OTAN"), reading(), reading("Mer Noire", "vents"), reading("vent")]


def test_articles_that_have_a_key_are_counted() -> None:
    concordance = Concordance.of(EDITION)

    assert concordance.frequencies[concordance.having(["vent"])].tolist() == [3]
    assert concordance.frequencies[concordance.having(["otan", "mer noire", "absent"])].tolist() == [1, 1]


def test_rows_are_told_by_article() -> None:
    concordance = Concordance.of(EDITION)
    wind = concordance.having(["vent"])[concordance.keys]

    assert rows(concordance, wind) == [[1], [], [1], [0]]
    assert rows(concordance, concordance.has(IS_TERM)) == [[0, 1], [], [0, 1], [0]]
    assert concordance.frequencies_among(wind).sum() == 3


def test_signs_tell_how_a_phrase_is_written() -> None:
    concordance = Concordance.of(EDITION)
    signs = (IN_TITLE, SEVERAL_WORDS, BEGINS_UPPER, ALL_UPPER)
    written = [rows(concordance, concordance.has(sign)) for sign in signs]

    assert written == [
        [[1], [], [0], [0]],
        [[], [], [0], []],
        [[0], [], [0], []],
        [[0], [], [], []],
    ]


def test_a_key_is_spelled_variously_when_two_articles_write_it_otherwise() -> None:
    concordance = Concordance.of(EDITION)
    various = concordance.spelled_variously()

    assert various[concordance.having(["vent"])].tolist() == [True]
    assert various.sum() == 1


def test_letters_are_looked_up_in_any_order() -> None:
    concordance = Concordance.of(EDITION)
    rows = np.array([4, 1, 0, 3])

    assert concordance.names(rows) == ["vent", "vent", "otan", "vent"]
    assert concordance.phrases(rows) == ["vent", "vent", "OTAN", "vents"]
    assert concordance.names(rows[:0]) == []


def test_rows_of_one_key_and_one_phrase_are_one_spelling() -> None:
    concordance = Concordance.of(EDITION)
    found = concordance.spellings(concordance.has(IS_TERM))
    counts = found.sums(concordance.columns["count"].astype(np.int64)).tolist()

    assert sorted(zip(concordance.phrases(found.first), found.sizes.tolist(), counts, strict=True)) == [
        ("Mer Noire", 1, 1),
        ("OTAN", 1, 2),
        ("vent", 2, 2),
        ("vents", 1, 2),
    ]
    assert sorted(rows.tolist() for rows in map(found.rows_of, range(4))) == [[0], [1, 4], [2], [3]]


def test_the_articles_that_have_a_key_come_in_the_order_that_is_asked_for() -> None:
    concordance = Concordance.of(EDITION)
    postings = concordance.postings(concordance.has(IS_TERM), [3, 2, 1, 0])
    bounds = postings.bounds(["vent", "otan", "absent"])
    found = {key: list(postings.bearers[low:high]) for key, (low, high) in bounds.items()}

    assert found == {"vent": [0, 1, 3], "otan": [3]}


def test_postings_have_the_same_mark_when_the_same_articles_have_the_same_keys() -> None:
    def mark(*readings: Reading) -> bytes:
        concordance = Concordance.of(readings)
        return concordance.postings(concordance.has(IS_TERM), range(len(readings))).mark

    assert mark(reading("vent"), reading("OTAN")) == mark(reading("vents"), reading("otan"))
    assert len({mark(reading("vent"), reading("OTAN")), mark(reading("OTAN"), reading("vent")), mark()}) == 3


def test_nothing_can_be_laid_side_by_side() -> None:
    concordance = Concordance.of([])

    assert (rows(concordance, concordance.has(IS_TERM)), len(concordance.frequencies)) == ([], 0)
    assert len(concordance.spellings(concordance.has(IS_TERM)).first) == 0
    assert concordance.postings(concordance.has(IS_TERM), []).bounds(["vent"]) == {}
