"""Elements that hold what they may not are put right where a page shows the same; changes the tree in place.

The rules are the content models of the HTML standard (sections 4.3 to 4.11). A browser shows such text all the same; a
validator does not pass it, and readers of screens count lists and groups by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from xml.etree.ElementTree import Element

from generator.content.allowed import INLINE
from generator.content.trees import VOID, remove, text_of

GLOBAL = frozenset({"class", "dir", "id", "lang", "title"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TRANSPARENT = frozenset({"a", "del", "ins"})
"""Elements that may hold what their parent may."""
ORDER: Mapping[str, int] = MappingProxyType({"caption": 0, "colgroup": 1, "thead": 2, "tbody": 3, "tfoot": 4})
"""Parts of a table, as they follow each other."""
WORDS_ONLY = HEADINGS | {"p", "pre", "summary"}
"""Blocks that hold no blocks."""
PARTS = HEADINGS | {"article", "aside", "footer", "header", "section"}
FOREIGN: Mapping[str, AbstractSet[str]] = MappingProxyType(
    {
        "a": frozenset({"details", "summary"}),
        "address": PARTS | {"address"},
        "dfn": frozenset({"dfn"}),
        "dt": PARTS,
        "footer": frozenset({"footer", "header"}),
        "header": frozenset({"footer", "header"}),
        "th": PARTS,
    },
)
"""What an element may not hold at any depth."""


def nest_rightly(root: Element) -> None:
    """Let every element hold what it may."""
    of_lists: set[Element] = set()
    for element in list(root.iter()):
        if element.tag in {"dd", "dt"} and element not in of_lists:
            become(element, "div")
        elif repair := REPAIRS.get(element.tag):
            repair(element)
        if element.tag == "dl":
            of_lists.update(element.findall("*"), element.findall("div/*"))
        if element.tag in FOREIGN:
            _banish(element)
    _part(root, words_only=False)
    for element in root.iter():
        if element.tag in {"article", "section"} and not any(map(_is_heading, element.iter())):
            become(element, "div")


def _banish(element: Element) -> None:
    """Make plain boxes of what an element may not hold at any depth."""
    for inner in list(element.iter()):
        if inner is not element and inner.tag in FOREIGN[element.tag]:
            become(inner, "span" if inner.tag in INLINE else "div")


def become(element: Element, tag: str) -> None:
    """Make another element of one; attributes stay that every element may have."""
    element.tag = tag
    for name in set(element.attrib) - GLOBAL:
        del element.attrib[name]


def _list(element: Element) -> None:
    """Put what stands between the items of a list into the item before it, else into one of its own."""
    if _is_bare(element) and all(child.tag == "li" for child in element):
        return
    items: list[Element] = []
    if element.text and element.text.strip():
        items.append(Element("li"))
        items[0].text = element.text
    element.text = None
    for child in element:
        if child.tag != "li":
            items = items or [Element("li")]
            items[-1].append(child)
            continue
        items.append(child)
        tail, child.tail = child.tail, None
        if tail and tail.strip():
            _add(child, f" {tail}")
    element[:] = items


def _add(element: Element, text: str) -> None:
    """Add a text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _terms(element: Element) -> None:
    """Make plain boxes of a list that is not one of terms and their meanings."""
    groups = list(element) if element.find("div") is not None else [element]
    if not _is_bare(element) or not all(group.tag in {"dl", "div"} and _is_group(group) for group in groups):
        become(element, "div")


def _is_group(element: Element) -> bool:
    """Tell whether an element holds terms, each with a meaning below it."""
    tags = [child.tag for child in element]
    return tags[:1] == ["dt"] and tags[-1] == "dd" and set(tags) == {"dt", "dd"} and _is_bare(element)


def _is_bare(element: Element) -> bool:
    """Tell whether an element holds no text outside of its children."""
    return not any((text or "").strip() for text in (element.text, *(child.tail for child in element)))


def _details(element: Element) -> None:
    """Put the one summary first."""
    for number, summary in enumerate(element.findall("summary")):
        if number:
            become(summary, "div")
        else:
            remove(element, summary)
            summary.tail, element.text = element.text, None
            element.insert(0, summary)


def _ruby(element: Element) -> None:
    """Take brackets for old browsers away that do not enclose the reading; without one it is plain text."""
    tags = [child.tag for child in element if child.tag in {"rp", "rt"}]
    if "rp" in tags and tags != ["rp", "rt", "rp"] * (len(tags) // 3):
        remove(element, *element.findall("rp"))
    if "rt" not in tags:
        become(element, "span")


def _figure(element: Element) -> None:
    """Keep one caption, and put it last unless it comes first."""
    for number, caption in enumerate(element.findall("figcaption")):
        if number:
            become(caption, "div")
        elif caption is not element[0] or (element.text or "").strip():
            remove(element, caption)
            caption.tail = None
            element.append(caption)


def _is_heading(element: Element) -> bool:
    return element.tag in HEADINGS and bool(text_of(element))


def _table(element: Element) -> None:
    """Put caption, columns, head, body and foot in their order, and take out rows and columns that have no cells."""
    for group in element:
        if empty := [row for row in group.iterfind("tr") if not len(row)]:
            remove(group, *empty)
    columns = sum(max(len(group.findall("col")), 1) for group in element.iterfind("colgroup"))
    if columns != max((len(row) for row in element.iterfind("*/tr")), default=0):
        remove(element, *element.findall("colgroup"))
    for name in ("thead", "tfoot"):
        for extra in element.findall(name)[1:]:
            become(extra, "tbody")
    captions = element.findall("caption")
    remove(element, *captions[1:])
    for extra in captions[1:]:
        become(extra, "span")
        extra.tail = None
        _add(captions[0], " ")
        captions[0].append(extra)
    element[:] = sorted(element, key=lambda part: ORDER.get(part.tag, 3))


REPAIRS: Mapping[str, Callable[[Element], None]] = MappingProxyType(
    {
        "details": _details,
        "dl": _terms,
        "figure": _figure,
        "ol": _list,
        "ruby": _ruby,
        "table": _table,
        "ul": _list,
    }
)


def _part(element: Element, *, words_only: bool) -> None:
    """Let words hold words alone: a box within a heading is a span, and a span around boxes is a box."""
    for at, child in enumerate(element):
        if words_only and child.tag not in INLINE:
            _run_on(element, at)
        elif not words_only and _encloses_boxes(child):
            become(child, "div")
            for reading in (inner for inner in child if inner.tag in {"rp", "rt"}):
                become(reading, "span")
        is_plain = child.tag in INLINE - TRANSPARENT
        _part(child, words_only=child.tag in WORDS_ONLY or is_plain or (words_only and child.tag in TRANSPARENT))


def _encloses_boxes(element: Element) -> bool:
    return element.tag in INLINE - TRANSPARENT and any(inner.tag not in INLINE for inner in element.iter())


def _run_on(parent: Element, at: int) -> None:
    """Let a box run on in the line in which it stands, parted from what is before and behind it."""
    box = parent[at]
    if box.tag in VOID:
        become(box, "br")
        return
    become(box, "span")
    if at:
        parent[at - 1].tail = _parted(parent[at - 1].tail or "")
    elif parent.text:
        parent.text = _parted(parent.text)
    if at + 1 < len(parent) or box.tail:
        box.tail = box.tail if (box.tail or "")[:1].isspace() else f" {box.tail or ''}"


def _parted(text: str) -> str:
    return text if text[-1:].isspace() else f"{text} "
