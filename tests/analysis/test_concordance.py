from generator.analysis.concordance import Concordance
from generator.analysis.readings import ALL_UPPER, BEGINS_UPPER, IN_TITLE, IS_TERM, SEVERAL_WORDS, Reading, Term


def reading(*phrases: str) -> Reading:
    terms = [Term(p.casefold().removesuffix("s"), p, n + 1, in_title=n == 0) for n, p in enumerate(phrases)]
    return Reading.of([], sorted(terms))


EDITION = [reading("vent", "OTAN"), reading(), reading("Mer Noire", "vents"), reading("vent")]


def test_articles_that_have_a_key_are_counted() -> None:
    concordance = Concordance.of(EDITION)

    assert concordance.frequencies[concordance.having(["vent"])].tolist() == [3]
    assert concordance.frequencies[concordance.having(["otan", "mer noire", "absent"])].tolist() == [1, 1]


def test_rows_are_told_by_article() -> None:
    concordance = Concordance.of(EDITION)
    wind = concordance.having(["vent"])[concordance.keys]

    assert concordance.rows(wind) == ([1], [], [1], [0])
    assert concordance.rows(concordance.has(IS_TERM)) == ([0, 1], [], [0, 1], [0])
    assert concordance.frequencies_among(wind).sum() == 3


def test_signs_tell_how_a_phrase_is_written() -> None:
    concordance = Concordance.of(EDITION)
    signs = (IN_TITLE, SEVERAL_WORDS, BEGINS_UPPER, ALL_UPPER)
    written = [concordance.rows(concordance.has(sign)) for sign in signs]

    assert written == [
        ([1], [], [0], [0]),
        ([], [], [0], []),
        ([0], [], [0], []),
        ([0], [], [], []),
    ]


def test_a_key_is_spelled_variously_when_two_articles_write_it_otherwise() -> None:
    concordance = Concordance.of(EDITION)
    various = concordance.spelled_variously()

    assert various[concordance.having(["vent"])].tolist() == [True]
    assert various.sum() == 1


def test_nothing_can_be_laid_side_by_side() -> None:
    concordance = Concordance.of([])

    assert (concordance.rows(concordance.has(IS_TERM)), len(concordance.frequencies)) == ((), 0)
