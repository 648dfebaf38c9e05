"""The map of topics as SVG, in three widths: of a telephone, a tablet, a desk; the style sheet shows the one that fits.

Labels stand in the page's font, whatever that is on the reader's machine, so their width is estimated rather too large.
"""

from __future__ import annotations

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from generator.render.locales import Locale
from generator.render.map_layout import forced, laid_out, laid_out_apart
from generator.views import MapNode, TagView, TopicMap

WIDTHS: Mapping[str, int] = {"narrow": 340, "middle": 700, "wide": 1180}
"""Widths in units, which are about pixels where each is shown."""
SIDE_BY_SIDE = 600
"""Width from which groups find place side by side."""
COLOURS = 8
"""Colours of groups in the style sheet; a ninth group has the colour of the first."""
SIZES = (13, 15, 18)
"""Sizes of labels: of the many, of the upper third, of the largest."""
RADII = (4, 14)
"""Radius of the smallest and of the largest dot."""
LINE = 18
"""Letters of ordinary width on a line of a label."""
LINES = 3
"""Lines of a label; what is longer ends in an ellipsis, and stands in full in the list below the map."""
MARGIN = 6
"""What is left free around a node."""
NARROW, WIDE = frozenset("iIjl.,;:'’|!()[]ftr1- "), frozenset("mwMW@%—ŒÆœæ")


def topic_maps(drawn: TopicMap, locale: Locale) -> Mapping[str, str]:
    """Draw the map in all widths, by their names."""
    points = forced(drawn)
    return {name: _svg(drawn, points, name, locale) for name in WIDTHS}


def _svg(drawn: TopicMap, points: Sequence[tuple[float, float]], name: str, locale: Locale) -> str:
    most = max(node.tag.count for node in drawn.nodes)
    labels = [_Label(node.tag, most) for node in drawn.nodes]
    sizes = [label.size for label in labels]
    is_apart = WIDTHS[name] < SIDE_BY_SIDE
    if is_apart:
        boxes, height = laid_out_apart(points, sizes, [node.group for node in drawn.nodes], WIDTHS[name])
    else:
        boxes, height = laid_out(points, sizes, WIDTHS[name])
    width = max([WIDTHS[name], *(box.width for box in boxes)])
    dots = [(box.x, box.y - box.height // 2 + MARGIN + label.radius) for box, label in zip(boxes, labels, strict=True)]
    parts = [
        *_ties(drawn, dots, is_apart=is_apart),
        *(_node(node, label, dot, locale) for node, label, dot in zip(drawn.nodes, labels, dots, strict=True)),
    ]
    label = escape(locale.word("tags.map"))
    return (
        f'<svg xmlns:xlink="http://www.w3.org/1999/xlink" class="map-{name}" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'paint-order="stroke" role="group" aria-label="{label}">{"".join(parts)}</svg>'
    )


class _Label:
    """How a node is written: its lines, its sizes."""

    def __init__(self, tag: TagView, most: int) -> None:
        share = math.sqrt(tag.count / most)
        self.tier = 0 if share < 0.58 else 1 if share < 0.8 else 2
        self.radius = round(RADII[0] + (RADII[1] - RADII[0]) * share)
        self.lines = wrapped(tag.label)
        self.font = SIZES[self.tier]
        self.leading = round(self.font * 1.2)
        width = max(math.ceil(text_width(line) * self.font) for line in self.lines)
        across = max(width, 2 * self.radius) + 2 * MARGIN
        down = 2 * self.radius + 4 + self.leading * len(self.lines) + 2 * MARGIN
        self.size = (across + across % 2, down + down % 2)


def _node(node: MapNode, label: _Label, dot: tuple[int, int], locale: Locale) -> str:
    x, y = dot
    top = y + label.radius + 4 + round(label.font * 0.9)
    spans = "".join(
        f'<tspan x="{x}" y="{top + at * label.leading}">{escape(line)}</tspan>' for at, line in enumerate(label.lines)
    )
    # SVG 2 takes `href` too, but its address is an object to programs that expect the links of HTML.
    look, url = f"node g{node.group % COLOURS} t{label.tier}", escape(node.tag.url)
    told = escape(f"{node.tag.label}{locale.word('list.comma')}{locale.count(node.tag.count, 'list.articles')}")
    return (
        f'<a class="{look}" xlink:href="{url}" aria-label="{told}">'
        f'<circle cx="{x}" cy="{y}" r="{label.radius}"/><text>{spans}</text></a>'
    )


def _ties(drawn: TopicMap, dots: Sequence[tuple[int, int]], *, is_apart: bool) -> Iterator[str]:
    """Draw ties, one path for all of a strength and a group; those between groups have no colour.

    Where groups stand below each other, ties between them would run through the others, and are left out.
    """
    shapes: dict[tuple[str, int], str] = defaultdict(str)
    for tie in drawn.ties:
        one, other = drawn.nodes[tie.one].group, drawn.nodes[tie.other].group
        if is_apart and one != other:
            continue
        kind = f" g{one % COLOURS}" if one == other else ""
        (x, y), (to_x, to_y) = dots[tie.one], dots[tie.other]
        shapes[kind, tie.strength] += f"M{x} {y}L{to_x} {to_y}"
    for (kind, strength), shape in sorted(shapes.items()):
        yield f'<path class="tie s{strength}{kind}" d="{shape}"/>'


def wrapped(label: str) -> tuple[str, ...]:
    """Break a label into lines between words; what does not fit ends in an ellipsis.

    >>> wrapped("Organisation du traité de l’Atlantique nord")
    ('Organisation du', 'traité de', 'l’Atlantique nord')
    """
    lines = [""]
    most = LINE * text_width("n")
    for word in (part for given in label.split() for part in _cut(given, most)):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer) <= most:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return tuple(lines) if len(lines) <= LINES else (*lines[: LINES - 1], f"{lines[LINES - 1]}…")


def _cut(word: str, most: float) -> Iterator[str]:
    """Cut a word that is wider than a line of labels by more than half into parts of about one length."""
    parts = math.ceil(text_width(word) / (1.5 * most))
    size = math.ceil(len(word) / max(1, parts))
    pieces = [word[at : at + size] for at in range(0, len(word), size)]
    yield from (f"{piece}-" for piece in pieces[:-1])
    yield pieces[-1]


def text_width(text: str) -> float:
    """Estimate the width of a text in ems of a sans-serif font, rather too large.

    >>> text_width("OTAN") > text_width("otan") > text_width("ilot")
    True
    """
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 1.05
    if unicodedata.combining(char):
        return 0.0
    if char in WIDE:
        return 0.98
    if char in NARROW:
        return 0.42
    return 0.76 if char.isupper() else 0.64
