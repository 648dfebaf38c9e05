"""Dresses elements that need nothing but the tree: headings, figures, tables, notes, contents. Changes it in place."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from generator.content.phrases import Phrases
from generator.content.trees import has_class, is_alone, remove, replace_inside, spaced, text_of
from generator.model import Heading

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parents(root: Element) -> Iterator[tuple[Element, Element]]:
    """Give each element with its parent, in the order of the text; the tree may change meanwhile."""
    return iter([(parent, child) for parent in root.iter() for child in parent])


def level_headings(root: Element) -> None:
    """Shift headings below the page's own h1, without gaps: a level is one more than that of its parent."""
    open_levels: list[int] = []
    for element in root.iter():
        if element.tag not in HEADINGS or _is_empty(element):
            continue
        level = int(element.tag[1])
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        element.tag = f"h{min(len(open_levels) + 1, 6)}"


def heading_text(element: Element) -> str:
    """Give the text of a heading without the numbers of its notes."""
    return spaced("".join(_without_notes(element)))


def _without_notes(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not any(has_class(inner, "footnote-ref") for inner in child):
            yield from _without_notes(child)
        yield child.tail or ""


def make_figures(root: Element) -> None:
    """Make a figure of a paragraph that holds only an image with a title."""
    for _parent, element in parents(root):
        if element.tag != "p" or len(element) != 1 or not is_alone(element, element[0]):
            continue
        inner = element[0]
        image = inner[0] if inner.tag == "a" and len(inner) == 1 and is_alone(inner, inner[0]) else inner
        if image.tag == "img" and image.get("title"):
            caption = Element("figcaption")
            caption.text = image.attrib.pop("title")
            replace_inside(element, "figure", inner, caption)


def wrap_tables(root: Element) -> None:
    """Let wide tables scroll in a region that is named by its caption, else by the heading before it."""
    name = ""
    named: dict[str, int] = {}
    linked = {table for link in root.iter("a") for table in link.iter("table")}
    for element in list(root.iter()):
        if element.tag in HEADINGS:
            name = text_of(element)
        # Within a link nothing else may take the focus.
        if element.tag == "table" and element not in linked:
            caption = element.find("caption")
            label = text_of(caption) if caption is not None else name
            named[label] = named.get(label, 0) + 1
            # Two regions of one name would be no names.
            _wrap(element, f"{label} ({named[label]})" if label and named[label] > 1 else label)
    for cell in (element for element in root.iter() if element.tag in {"td", "th"}):
        if side := cell.attrib.pop("align", ""):
            cell.set("class", f"{cell.get('class', '')} align-{side}".strip())


def _wrap(table: Element, label: str) -> None:
    inner = copy.copy(table)
    inner.tail = None
    replace_inside(table, "div", inner)
    table.attrib.update({"class": "table", "tabindex": "0"})
    table.attrib.update({"role": "region", "aria-label": label} if label else {})


def dress_notes(root: Element, phrases: Phrases) -> None:
    """Make a section of the notes, and let each way back say where it leads."""
    name = {"aria-label": phrases.notes} if phrases.notes else {}
    for section in [element for element in root.iter("div") if has_class(element, "footnote")]:
        # A section without a name is none.
        section.tag = "section" if phrases.notes else "div"
        section.attrib.clear()
        section.attrib.update({"class": "footnotes", "role": "doc-endnotes", **name})
        for number, note in enumerate(section.iterfind("ol/li"), 1):
            ways = (link for link in note.iter("a") if has_class(link, "footnote-backref"))
            for call, link in enumerate(ways, 1):
                link.attrib.pop("title", None)
                which = f"{number}" if call == 1 else f"{number}.{call}"
                link.attrib.update({"role": "doc-backlink", "aria-label": f"{phrases.back or '↩'} ({which})"})
    for link in (link for link in root.iter("a") if has_class(link, "footnote-ref")):
        link.set("role", "doc-noteref")


def title_admonitions(root: Element, phrases: Phrases) -> None:
    """Translate the titles that the library made of the kinds; one that we have no word for goes."""
    for parent, element in parents(root):
        kind = next((name for name in parent.get("class", "").split() if name != "admonition"), "")
        if has_class(element, "admonition-title") and text_of(element) == kind.capitalize():
            element.text = phrases.title(kind)
            if not element.text:
                remove(parent, element)


def name_details(root: Element, phrases: Phrases) -> None:
    """Give hidden texts that have no summary, or an empty one, a word by which they are opened."""
    for element in root.iter("details"):
        summary = element.find("summary")
        if summary is None:
            summary = Element("summary")
            summary.tail, element.text = element.text, None
            element.insert(0, summary)
        if not text_of(summary) and summary.find(".//img") is None:
            summary.text = phrases.details


def remove_empty(root: Element) -> None:
    """Take out paragraphs, headings and bare spans that hold nothing."""
    for parent in reversed(list(root.iter())):
        if empty := [child for child in parent if _is_empty(child)]:
            remove(parent, *empty)


def _is_empty(element: Element) -> bool:
    if element.tag in HEADINGS:
        return not text_of(element) and element.find(".//img") is None
    if len(element) or (element.text or "").strip():
        return False
    return element.tag == "p" or (element.tag == "span" and not element.attrib)


def list_contents(root: Element, headings: Sequence[Heading], phrases: Phrases) -> None:
    """Put nested lists of the headings where the author first wrote `[TOC]`.

    Once: a file of 24 kB that asks two thousand times for five hundred headings would make a page of a million links.
    """
    is_listed = not headings
    for parent, element in parents(root):
        if element.tag != "p" or len(element) or text_of(element) != "[TOC]":
            continue
        if not is_listed:
            is_listed = True
            replace_inside(element, "nav", _contents(headings))
            element.set("class", "toc")
            element.attrib.update({"aria-label": phrases.contents} if phrases.contents else {})
        else:
            remove(parent, element)


def _contents(headings: Sequence[Heading]) -> Element:
    top = Element("ul")
    stack: list[tuple[int, Element]] = [(0, top)]
    for heading in headings:
        while len(stack) > 1 and stack[-1][0] >= heading.level:
            stack.pop()
        parent = stack[-1][1]
        if parent.tag == "li":
            inner = parent.find("ul")
            parent = SubElement(parent, "ul") if inner is None else inner
        item = SubElement(parent, "li")
        SubElement(item, "a", {"href": f"#{heading.anchor}"}).text = heading.text
        stack.append((heading.level, item))
    return top
