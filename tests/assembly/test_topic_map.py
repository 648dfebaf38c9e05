from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assembly.topic_map import MOST, NEAREST, groups, topic_map
from generator.views import TopicMap
from tests.assembly.builders import make_newsroom
from tests.builders import make_article

SPACE, BREXIT = ("NASA", "SpaceX", "fusée"), ("Brexit", "Londres", "Theresa May")


def drawn(*tags: tuple[str, ...]) -> TopicMap | None:
    newsroom = make_newsroom([make_article(f"A {n}", date=n, tags=given_) for n, given_ in enumerate(tags)])
    return topic_map(newsroom.topics)


def labels(found: TopicMap | None) -> list[list[str]]:
    assert found
    return [[tag.label for tag in group] for group in found.groups]


def test_what_goes_together_is_one_group_the_one_with_most_articles_first() -> None:
    found = labels(drawn(*[SPACE] * 2, *[BREXIT] * 3))

    assert found == [["Brexit", "Londres", "Theresa May"], ["fusée", "NASA", "SpaceX"]]


def test_a_bridge_between_groups_ties_them_but_does_not_make_them_one() -> None:
    found = drawn(*[SPACE] * 4, *[BREXIT] * 4, *[("NASA", "Londres")] * 2, *[()] * 20)

    assert len(labels(found)) == 2
    assert found
    assert {found.nodes[tie.one].group == found.nodes[tie.other].group for tie in found.ties} == {True, False}


@pytest.mark.parametrize(
    "tags",
    [[("A", "B")] * 5, [("A",), ("B",), ("C",)] * 2, [("A", "B", "C"), ("A",), ("B",), ("C",)], []],
    ids=["two", "apart", "together once", "none"],
)
def test_there_is_no_map_of_less_than_three_tags_that_go_together(tags: Sequence[tuple[str, ...]]) -> None:
    assert drawn(*tags) is None


def test_a_tag_that_goes_with_nothing_is_not_on_the_map() -> None:
    assert labels(drawn(*[SPACE] * 3, *[("Sport",)] * 9)) == [["fusée", "NASA", "SpaceX"]]


def test_the_map_of_a_large_site_holds_the_strongest_tags_and_few_ties() -> None:
    many = [tuple(f"T {n + k}" for k in range(6)) for n in range(100)]
    found = drawn(*many, *many)

    assert found
    assert len(found.nodes) <= MOST
    assert len(found.ties) <= MOST * NEAREST
    assert [node.tag for node in found.nodes] == [tag for group in found.groups for tag in group]
    assert all(tie.one < tie.other < len(found.nodes) for tie in found.ties)


TIES = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 1000),
    max_size=20,
)


@given(TIES)
def test_groups_part_what_is_tied_and_do_not_depend_on_the_order(ties: dict[tuple[str, str], int]) -> None:
    found = groups(ties)

    assert sorted(key for group in found for key in group) == sorted({key for pair in ties for key in pair})
    assert groups(dict(reversed(ties.items()))) == found


@given(TIES)
def test_no_group_holds_what_nothing_ties_to_it(ties: dict[tuple[str, str], int]) -> None:
    for group in groups(ties):
        reached = {group[0]}
        while more := {key for pair in ties for key in pair if reached & {*pair}} & {*group} - reached:
            reached |= more
        assert reached == {*group}
