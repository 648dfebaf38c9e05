"""Marked lines « Lire aussi » in the tree of a body: each title becomes a paragraph with its label set apart."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from generator.content.elements import parents
from generator.content.readalso import CLOSE, OPEN, beginning_length, split_line
from generator.content.trees import text_of

MARK = re.compile(rf"\s*{OPEN}(\d+){CLOSE}")
BETWEEN = re.compile(r"(?:[\s,;·•|/&.–—«»“”„\"-]|\b(?:et|and|und|y|e|en)\b)*", re.IGNORECASE)
"""What may stand between links that are nothing but several targets."""


def marked_lines(root: Element, colon: str) -> Iterator[tuple[int, Element, str, str, str]]:
    """Dress the paragraphs that `readalso` marked.

    Args:
        root: The body, changed in place.
        colon: As the language of the article sets it, with the space before it.

    Yields:
        Number of the line, paragraph, label, title in plain text, and target where the author gave a link.
    """
    made_of: dict[int, list[Element]] = {}
    for _parent, element in parents(root):
        found = MARK.match(element.text or "") if element.tag == "p" else None
        if found is None:
            continue
        element.text = (element.text or "")[found.end() :]
        label, title = split_line(text_of(element))
        cut_front(element, beginning_length("".join(element.itertext())))
        made = [_paragraph(f"{label}{colon}", part) for part in _parts(element)]
        made[-1].tail = element.tail
        made_of[id(element)] = made
        for paragraph in made:
            links = [a for a in paragraph.iter("a") if a.get("href")]
            named = text_of(links[0]) if len(made) > 1 else title
            yield int(found.group(1)), paragraph, label, named, links[0].get("href", "") if links else ""
    # All in one go: to look for each among thousands would take its time.
    for parent in list(root.iter()) if made_of else ():
        if any(id(child) in made_of for child in parent):
            parent[:] = [new for child in parent for new in made_of.get(id(child), [child])]


def _parts(element: Element) -> list[Element]:
    """Cut a paragraph into its links, when it holds several and nothing else."""
    links = [a for a in element.iter("a") if a.get("href")]
    bare = copy.deepcopy(element)
    for link in bare.iter("a"):
        link.text = ""
        link[:] = []
    if len(links) < 2 or not BETWEEN.fullmatch(text_of(bare)):
        return [element]
    return [_around(link) for link in links]


def _around(link: Element) -> Element:
    around = Element("p")
    around.append(link)
    link.tail = None
    return around


def _paragraph(label: str, rest: Element) -> Element:
    """Make a paragraph of a label and what follows it."""
    paragraph = Element("p", {"class": "read-also"})
    name = SubElement(paragraph, "span", {"class": "read-also-label"})
    name.text, name.tail = label, " " + (rest.text or "").lstrip()
    paragraph.extend(rest)
    return paragraph


def cut_front(element: Element, count: int) -> int:
    """Take characters off the front of an element, and elements that are left empty by it.

    Returns:
        The number of characters that are still to be taken, because the element holds no more.
    """
    text = element.text or ""
    element.text, count = text[count:], max(0, count - len(text))
    while count and len(element):
        child = element[0]
        count = cut_front(child, count)
        tail = child.tail or ""
        child.tail, count = tail[count:], max(0, count - len(tail))
        if len(child) or child.text:
            break
        element.text += child.tail
        del element[0]
    return count
