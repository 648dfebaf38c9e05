"""What authors write and no validator would pass is put right where a page shows the same; changes the tree in place.

The rules are those of the HTML standard (content models and attributes of sections 4.4 to 4.8).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from xml.etree.ElementTree import Element

from generator.content.nesting import become, nest_rightly
from generator.content.trees import remove, text_of

HOMES: Mapping[str, AbstractSet[str]] = MappingProxyType(
    {
        "dd": frozenset({"dl", "div"}),
        "dt": frozenset({"dl", "div"}),
        "figcaption": frozenset({"figure"}),
        "li": frozenset({"ol", "ul"}),
        "rp": frozenset({"ruby"}),
        "rt": frozenset({"ruby"}),
        "summary": frozenset({"details"}),
    },
)
"""Elements that stand nowhere but in others."""

MOMENT = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)?)?"
    r"|[0-9]{2}:[0-9]{2}|P[0-9]+D"
)
"""Years, months, days, moments, hours and durations (HTML, section 2.3.5)."""

EDITED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2}))?")


def make_valid(root: Element) -> None:
    """Put elements and attributes right that stand where they may not."""
    for parent in list(root.iter()):
        place = parent.tag if parent is not root else ""
        for child in list(parent):
            if place not in HOMES.get(child.tag, {place}):
                become(child, "span" if child.tag in {"rp", "rt"} else "div")
            if child.tag == "img" and not child.get("src"):
                remove(parent, child)
        _correct(parent)
    nest_rightly(root)


def _correct(element: Element) -> None:
    if element.tag == "time" and not MOMENT.fullmatch(element.get("datetime") or text_of(element)):
        element.tag = "span"
        element.attrib.pop("datetime", None)
    if element.tag in {"del", "ins"} and not EDITED.fullmatch(element.get("datetime", "")):
        element.attrib.pop("datetime", None)
    if element.tag == "bdo" and not element.get("dir"):
        element.tag = "span"
