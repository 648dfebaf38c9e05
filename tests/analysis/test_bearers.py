from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.bearers import LEADING_BEARERS, Bearers

TAGS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.text(max_size=3), max_size=4), min_size=1, max_size=7)


def alike(tags: Sequence[Mapping[str, str]], place: int, near: Mapping[int, float]) -> list[tuple[int, float]]:
    bearers = Bearers(tags)
    leading = {key for key in tags[place] if sum(key in own for own in tags) <= LEADING_BEARERS}
    met = [n for n, own in enumerate(tags) if n != place and (n in near or not leading.isdisjoint(own))]
    found = [(n, min(1.0, round(near.get(n, 0.0) + bearers.likeness(place, n), 6))) for n in met]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


@given(TAGS, st.data())
def test_articles_in_a_row_find_what_each_finds_alone(tags: Sequence[Mapping[str, str]], data: st.DataObject) -> None:
    size = len(tags)
    first = data.draw(st.integers(0, size - 1))
    count = data.draw(st.integers(1, size - first))
    values = st.integers(0, 1_000_000).map(lambda n: n / 1e6)
    near = [
        {n: data.draw(values) for n in range(size) if n != place and data.draw(st.booleans())}
        for place in range(first, first + count)
    ]
    columns = [[*row.items(), *[(0, 0.0)] * (size - len(row))] for row in near]
    places, similarities = (np.array([[pair[n] for pair in row] for row in columns]) for n in (0, 1))
    found = list(Bearers(tags).joined(first, places, similarities))

    said = [{n: value for n, value in row.items() if value} for row in near]
    assert [list(own.items()) for own in found] == [alike(tags, first + at, row) for at, row in enumerate(said)]


def test_a_tag_of_many_finds_no_article_by_itself() -> None:
    tags = [{"war": "War"}] * (LEADING_BEARERS + 1)
    none, some = np.zeros((1, 1), dtype=np.intp), np.array([[3]])

    assert list(Bearers(tags).joined(0, none, np.zeros((1, 1)))) == [{}]
    assert list(next(Bearers(tags).joined(0, some, np.full((1, 1), 0.5)))) == [3]


@given(TAGS)
def test_tags_that_two_share_come_rare_ones_first(tags: Sequence[Mapping[str, str]]) -> None:
    bearers = Bearers(tags)
    borne = [*chain.from_iterable(tags)]
    keys = sorted(tags[0].keys() & tags[-1].keys(), key=lambda key: (borne.count(key), key))

    assert list(bearers.shared(0, len(tags) - 1)) == [tags[0][key] for key in keys]
