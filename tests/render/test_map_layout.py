from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.map_layout import Box, forced, laid_out, laid_out_apart
from generator.views import MapNode, MapTie, TagView, TopicMap

NEAR = st.floats(-3, 3, allow_nan=False)
EVEN = st.integers(10, 120).map(lambda size: 2 * size)
NODES = st.lists(st.tuples(NEAR, NEAR, EVEN, EVEN), max_size=40)


def no_overlap(boxes: tuple[Box, ...]) -> bool:
    return not any(overlap(one, other) for one, other in combinations(boxes, 2))


def overlap(one: Box, other: Box) -> bool:
    """Tell whether two boxes share more than an edge."""
    apart, under = one.width + other.width, one.height + other.height
    return 2 * abs(one.x - other.x) < apart and 2 * abs(one.y - other.y) < under


@settings(deadline=None, max_examples=40)
@given(NODES, st.sampled_from([100, 340, 1180]))
def test_no_label_lies_upon_another_and_none_outside_the_map(
    nodes: list[tuple[float, float, int, int]], width: int
) -> None:
    sizes = [(across, down) for _x, _y, across, down in nodes]
    boxes, height = laid_out([(x, y) for x, y, _w, _h in nodes], sizes, width)
    widest = max([width, *(across for across, _down in sizes)])

    assert no_overlap(boxes)
    assert [(box.width, box.height) for box in boxes] == sizes
    assert all(box.x - box.width // 2 >= 0 and box.x + box.width // 2 <= widest for box in boxes)
    assert all(box.y - box.height // 2 >= 0 and box.y + box.height // 2 <= height for box in boxes)


@settings(deadline=None, max_examples=30)
@given(NODES, st.integers(1, 5))
def test_groups_stand_below_each_other_on_a_narrow_map(nodes: list[tuple[float, float, int, int]], number: int) -> None:
    sizes, groups = [(across, down) for _x, _y, across, down in nodes], [at % number for at in range(len(nodes))]
    boxes, height = laid_out_apart([(x, y) for x, y, _w, _h in nodes], sizes, groups, 340)

    assert no_overlap(boxes)
    assert [(box.width, box.height) for box in boxes] == sizes
    assert all(box.y - box.height // 2 >= 0 and box.y + box.height // 2 <= height for box in boxes)
    for one, other in combinations(range(len(boxes)), 2):
        if groups[one] < groups[other]:
            assert boxes[one].y + boxes[one].height // 2 < boxes[other].y - boxes[other].height // 2 + 1


def test_a_hundred_labels_at_one_point_are_spread() -> None:
    boxes, _height = laid_out([(0.0, 0.0)] * 100, [(100, 40)] * 100, 340)

    assert no_overlap(boxes)


def test_a_label_wider_than_the_map_makes_the_map_wider() -> None:
    (box,), height = laid_out([(0.0, 0.0)], [(500, 40)], 340)

    assert (box.x, box.y, height) == (250, 20, 40)


def a_map(size: int, *ties: tuple[int, int], group_of: int = 3) -> TopicMap:
    nodes = tuple(MapNode(TagView(f"T {n}", f"/tags/{n}/", 2), n // group_of) for n in range(size))
    return TopicMap(nodes, tuple(MapTie(one, other, 2) for one, other in ties), ())


def distance(points: list[tuple[float, float]], one: int, other: int) -> float:
    return abs(complex(*points[one]) - complex(*points[other]))


def test_what_is_tied_stands_nearer_than_what_is_not() -> None:
    points = forced(a_map(6, (0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)))
    within = max(distance(points, one, other) for one, other in ((0, 1), (1, 2), (3, 4), (4, 5)))
    between = min(distance(points, one, other) for one in range(3) for other in range(3, 6))

    assert within < between


@settings(deadline=None, max_examples=10)
@given(st.integers(3, 12), st.data())
def test_forces_come_to_rest_whatever_is_tied(size: int, data: st.DataObject) -> None:
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] < pair[1])
    points = forced(a_map(size, *data.draw(st.lists(pairs, max_size=20, unique=True))))

    assert all(abs(value) < 100 for point in points for value in point)


def test_every_machine_draws_the_same_map() -> None:
    """What was found once, on one machine: sums and roots have one right answer (IEEE 754)."""
    points = forced(a_map(9, (0, 1), (1, 2), (3, 4), (5, 8), (2, 6)))
    boxes, _height = laid_out(points, [(80, 40)] * 9, 340)

    assert [(box.x, box.y) for box in boxes] == [
        (300, 68),
        (296, 28),
        (216, 20),
        (164, 188),
        (64, 172),
        (192, 140),
        (124, 44),
        (40, 80),
        (100, 120),
    ]
