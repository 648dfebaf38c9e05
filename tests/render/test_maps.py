from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.locales import load_locales
from generator.render.maps import LINE, LINES, WIDTHS, text_width, topic_maps, wrapped
from generator.views import MapNode, MapTie, TagView, TopicMap

FRENCH = load_locales(["fr"], None)["fr"]
TEXTS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1, max_size=80).filter(str.strip)


def maps(*labels: str, count: int = 3) -> dict[str, str]:
    nodes = tuple(MapNode(TagView(label, f"/tags/{n}/?a&b", count + n), n // 4) for n, label in enumerate(labels))
    ties = tuple(MapTie(n, n + 1, 1 + n % 3) for n in range(len(labels) - 1))
    return dict(topic_maps(TopicMap(nodes, ties, (tuple(node.tag for node in nodes),)), FRENCH))


def test_the_map_is_drawn_for_a_telephone_a_tablet_and_a_desk() -> None:
    found = maps("OTAN", "Russie", "Brexit", "Londres", "NASA")
    widths = {name: int(re.findall(r'viewBox="0 0 (\d+)', svg)[0]) for name, svg in found.items()}

    assert widths == WIDTHS


XLINK = "{http://www.w3.org/1999/xlink}href"


@settings(deadline=None, max_examples=25)
@given(st.lists(TEXTS, min_size=1, max_size=12, unique=True))
def test_every_map_is_well_formed_and_every_node_a_link_that_is_told_in_full(labels: list[str]) -> None:
    for svg in maps(*labels).values():
        links = list(ET.fromstring(svg).iter("a"))  # noqa: S314 - made by ourselves

        assert [link.attrib[XLINK] for link in links] == [f"/tags/{n}/?a&b" for n in range(len(labels))]
        told = [link.attrib["aria-label"] for link in links]
        assert all(name.startswith(label) for name, label in zip(told, labels, strict=True))


def test_a_map_holds_whole_numbers_only_and_no_styles_of_its_own() -> None:
    for svg in maps("OTAN", "Russie", "Brexit").values():
        assert not re.search(r'"[^"]*\d\.\d[^"]*"', svg)
        assert "style" not in svg


def test_ties_within_a_group_have_its_colour_and_others_none() -> None:
    classes = re.findall(r'<path class="([^"]+)"', maps("A", "B", "C", "D", "E")["wide"])

    assert classes == ["tie s1", "tie s1 g0", "tie s2 g0", "tie s3 g0"]


def test_a_telephone_sees_no_ties_that_would_run_through_other_groups() -> None:
    classes = re.findall(r'<path class="([^"]+)"', maps("A", "B", "C", "D", "E")["narrow"])

    assert classes == ["tie s1 g0", "tie s2 g0", "tie s3 g0"]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("OTAN", ("OTAN",)),
        ("Ligue des champions", ("Ligue des", "champions")),
        ("Rindfleischetikettierungsgesetz", ("Rindfleischetike-", "ttierungsgesetz")),
        (" ".join(["longtemps"] * 9), ("longtemps", "longtemps", "longtemps…")),
    ],
)
def test_a_label_is_broken_between_words_where_it_can_be(label: str, lines: tuple[str, ...]) -> None:
    assert wrapped(label) == lines


@given(TEXTS)
def test_no_line_of_a_label_is_much_wider_than_the_others_may_be(label: str) -> None:
    lines = wrapped(label)

    assert 1 <= len(lines) <= LINES
    assert all(text_width(line) <= 3 * LINE * text_width("n") for line in lines)
