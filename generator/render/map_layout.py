"""Where the topics of the map stand: near what they go together with, and never upon each other.

First a drawing by forces (Fruchterman and Reingold, "Graph drawing by force-directed placement", 1991): all nodes push
each other away, ties pull, and so do groups, gently. Then every node, the largest first, takes the free place nearest
to where the forces put it: that no two boxes overlap is true by construction, not by luck.

Only sums, products, quotients and square roots are used, which IEEE 754 fixes to the last bit, and what comes out is
whole numbers: every machine draws the same map.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.views import TopicMap

ROUNDS = 160
"""Steps of the forces; the cost grows with it, and with the square of the number of nodes."""
TURN = (-0.7373688780783197, 0.6754902942615238)
"""The golden angle, as cosine and sine: successive points turned by it fill a disc evenly."""
GROUP_PULL = 0.35
"""How strongly a node is drawn to the middle of its group."""
INWARD = 0.3
"""How strongly all is drawn to the middle of the map."""
FILLED = 0.5
"""Share of the map that boxes shall cover, so that there is air between them."""
GROUP_GAP = 18
"""Height between groups that stand below each other."""
STEP = 4
"""Distance between places that are tried."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """The place of a node: its middle, its width and its height, in whole units."""

    x: int
    y: int
    width: int
    height: int


def laid_out(points: Sequence[Point], sizes: Sequence[tuple[int, int]], width: int) -> tuple[tuple[Box, ...], int]:
    """Lay boxes out on a map of a given width.

    Args:
        points: Where the forces put them, in any unit.
        sizes: Width and height of each, even numbers; the most important box has most to say, so give it first, or
            give it the largest area.
        width: Of the map; a wider box makes the map wider.

    Returns:
        The boxes, in the order given, within the map, none upon another; and the height of the map.
    """
    width = max([width, *(size[0] for size in sizes)])
    wanted_height = sum(w * h for w, h in sizes) / FILLED / width
    wanted = _stretched(points, width, wanted_height)
    order = sorted(range(len(sizes)), key=lambda at: (-sizes[at][0] * sizes[at][1], at))
    placed: dict[int, Box] = {}
    for at in order:
        placed[at] = _free_place(wanted[at], sizes[at], width, tuple(placed.values()))
    top = min((box.y - box.height // 2 for box in placed.values()), default=0)
    boxes = tuple(Box(b.x, b.y - top, b.width, b.height) for b in (placed[at] for at in range(len(sizes))))
    return boxes, max((box.y + box.height // 2 for box in boxes), default=0)


def laid_out_apart(
    points: Sequence[Point], sizes: Sequence[tuple[int, int]], groups: Sequence[int], width: int
) -> tuple[tuple[Box, ...], int]:
    """Lay boxes out group below group, where a map is too narrow for groups side by side.

    Args:
        points: As `laid_out` takes them.
        sizes: The same.
        groups: Number of the group of each; the lowest comes first.
        width: As `laid_out` takes it.

    Returns:
        As `laid_out`.
    """
    members: dict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        members[group].append(at)
    placed: dict[int, Box] = {}
    top = 0
    width = max([width, *(size[0] for size in sizes)])
    for _group, ats in sorted(members.items()):
        boxes, height = laid_out([points[at] for at in ats], [sizes[at] for at in ats], width)
        placed |= {at: Box(b.x, b.y + top, b.width, b.height) for at, b in zip(ats, boxes, strict=True)}
        top += height + GROUP_GAP
    return tuple(placed[at] for at in range(len(sizes))), max(0, top - GROUP_GAP)


def _stretched(points: Sequence[Point], width: float, height: float) -> list[Point]:
    """Stretch points over the map, half by where they are and half by their rank, so that no part of it is empty."""
    across, down = (_evened([point[axis] for point in points]) for axis in (0, 1))
    return [(x * width, y * height) for x, y in zip(across, down, strict=True)]


def _evened(values: Sequence[float]) -> list[float]:
    """Bring values between 0 and 1.

    >>> _evened([0.0, 1.0, 10.0])
    [0.0, 0.3, 1.0]
    """
    low, span = min(values, default=0.0), max(values, default=0.0) - min(values, default=0.0)
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    ranks = {at: rank / max(1, len(values) - 1) for rank, at in enumerate(order)}
    return [((value - low) / (span or 1.0) + ranks[at]) / 2 for at, value in enumerate(values)]


def _free_place(wanted: Point, size: tuple[int, int], width: int, placed: Sequence[Box]) -> Box:
    """Give the free place nearest to the wanted one; below all others there always is one."""
    x, y = (round(value / STEP) * STEP for value in wanted)
    left, right = size[0] // 2, width - size[0] // 2
    # With each box how near the doubled middles may come; what was in the way is first asked again.
    others = [(2 * box.x, 2 * box.y, size[0] + box.width, size[1] + box.height) for box in placed]
    for across, down in _around():
        at, below = min(max(x + across, left), right), y + down
        for number, (other_x, other_y, apart, under) in enumerate(others):
            if abs(2 * at - other_x) < apart and abs(2 * below - other_y) < under:
                others.insert(0, others.pop(number))
                break
        else:
            return Box(at, below, *size)
    lowest = max(box.y + box.height // 2 for box in placed)
    return Box(min(max(x, left), right), lowest + size[1] // 2 + STEP, *size)


@cache
def _around() -> tuple[tuple[int, int], ...]:
    """Give the places round about, the nearest first."""
    reach = range(-90, 91)
    found = sorted((across * across + down * down, down, across) for across in reach for down in reach)
    return tuple((across * STEP, down * STEP) for _distance, down, across in found)


def forced(drawn: TopicMap) -> list[Point]:
    """Let the forces put the nodes of a map in their places, in units of the distance that they like to keep."""
    points = _spiral(len(drawn.nodes))
    pulls = [(tie.one, tie.other, float(tie.strength)) for tie in drawn.ties]
    members: dict[int, list[int]] = defaultdict(list)
    for at, node in enumerate(drawn.nodes):
        members[node.group].append(at)
    for step in range(ROUNDS):
        shifts = _shifts(points, pulls, list(members.values()))
        # Large steps first, ever smaller ones then, so that it settles.
        limit = 2.0 * (ROUNDS - step) / ROUNDS
        points = [_moved(point, shift, limit) for point, shift in zip(points, shifts, strict=True)]
    return points


def _shifts(points: Sequence[Point], pulls: Sequence[tuple[int, int, float]], groups: list[list[int]]) -> list[Point]:
    """Sum up the forces on each node."""
    sums = [_push(points, at) for at in range(len(points))]
    for one, other, strength in pulls:
        across, down = points[other][0] - points[one][0], points[other][1] - points[one][1]
        force = math.sqrt(across * across + down * down) * strength / 8
        sums[one] = sums[one][0] + across * force, sums[one][1] + down * force
        sums[other] = sums[other][0] - across * force, sums[other][1] - down * force
    for members in groups:
        for at, (across, down) in _to_the_middle([points[at] for at in members], members):
            sums[at] = sums[at][0] + GROUP_PULL * across, sums[at][1] + GROUP_PULL * down
    # A little weight towards the middle of the map keeps parts that nothing ties from drifting away.
    return [(sum_[0] - INWARD * x, sum_[1] - INWARD * y) for sum_, (x, y) in zip(sums, points, strict=True)]


def _push(points: Sequence[Point], at: int) -> Point:
    """Sum up how all other nodes push one away."""
    x, y = points[at]
    push_x = push_y = 0.0
    for other, (other_x, other_y) in enumerate(points):
        if other != at:
            across, down = x - other_x, y - other_y
            near = across * across + down * down or 1e-6
            push_x += across / near
            push_y += down / near
    return push_x, push_y


def _to_the_middle(points: Sequence[Point], members: Sequence[int]) -> Iterator[tuple[int, Point]]:
    """Give the way of each member to the middle of its group."""
    middle_x = sum(x for x, _y in points) / len(points)
    middle_y = sum(y for _x, y in points) / len(points)
    yield from ((at, (middle_x - x, middle_y - y)) for at, (x, y) in zip(members, points, strict=True))


def _moved(point: Point, shift: Point, limit: float) -> Point:
    """Move a node along the forces, at most some way."""
    length = math.sqrt(shift[0] * shift[0] + shift[1] * shift[1])
    share = min(length, limit) / length if length else 0.0
    return point[0] + shift[0] * share, point[1] + shift[1] * share


def _spiral(count: int) -> list[Point]:
    """Spread nodes over a disc to begin with, those of one group near each other."""
    points = []
    across, down = 1.0, 0.0
    for at in range(count):
        radius = math.sqrt(at + 0.5)
        points.append((across * radius, down * radius))
        across, down = across * TURN[0] - down * TURN[1], across * TURN[1] + down * TURN[0]
    return points
