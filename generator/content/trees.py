"""Sanitised HTML as a tree, and back; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

SPACES = re.compile(" {2,}")
BREAKS = "\t\n\r\f"
VOID = frozenset({"br", "col", "hr", "img", "wbr"})
DEEPEST = 120
"""Elements within elements; deeper ones lose their tags and keep their text, so that no walk runs out of stack."""


class _Builder(HTMLParser):
    """Builds the tree of well-formed HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tree = TreeBuilder()
        self.tree.start("div", {})
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.tree.start(tag, {name: value or "" for name, value in attrs})
            self.tree.end(tag)
            return
        self.depth += 1
        if self.depth <= DEEPEST:
            self.tree.start(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.depth <= DEEPEST:
            self.tree.end(tag)
        self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.tree.data(data)


def parse(html: str) -> Element:
    """Parse well-formed HTML, as a sanitiser gives it, into the children of a `div`."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    builder.tree.end("div")
    return builder.tree.close()


def inner_html(element: Element) -> str:
    """Write what an element holds.

    >>> inner_html(parse('<p>a &lt; b<br>c <a href="x?a&amp;b">d</a></p>'))
    '<p>a &lt; b<br>c <a href="x?a&amp;b">d</a></p>'
    """
    return "".join(_inside(element))


def outer_html(element: Element) -> str:
    """Write an element without the text that follows it."""
    return "".join(_whole(element))


def _inside(element: Element) -> Iterator[str]:
    yield escape(element.text or "", quote=False)
    for child in element:
        yield from _whole(child)
        yield escape(child.tail or "", quote=False)


def _whole(element: Element) -> Iterator[str]:
    attributes = "".join(f' {name}="{escape(value)}"' if value else _empty(name) for name, value in element.items())
    yield f"<{element.tag}{attributes}>"
    if element.tag not in VOID:
        yield from _inside(element)
        yield f"</{element.tag}>"


def _empty(name: str) -> str:
    return f" {name}" if name in {"open", "reversed"} else f' {name}=""'


def text_of(element: Element) -> str:
    r"""Give the text of an element as one line.

    >>> text_of(parse("<p>a <b>b</b>\nc</p>"))
    'a b c'
    """
    return spaced("".join(element.itertext()))


def spaced(text: str) -> str:
    r"""Make one line of a text, with single spaces; no-break spaces stay.

    >>> spaced(" a \n b\xa0: c")
    'a b\xa0: c'
    """
    for sign in BREAKS:
        text = text.replace(sign, " ")
    return (SPACES.sub(" ", text) if "  " in text else text).strip()


def has_class(element: Element, name: str) -> bool:
    """Tell whether an element has a class."""
    return name in element.get("class", "").split()


def remove(parent: Element, *children: Element) -> None:
    """Take elements out of their parent and leave the text that follows them."""
    doomed = set(map(id, children))
    kept: list[Element] = []
    for child in parent:
        if id(child) not in doomed:
            kept.append(child)
        elif child.tail and kept:
            kept[-1].tail = (kept[-1].tail or "") + child.tail
        elif child.tail:
            parent.text = (parent.text or "") + child.tail
    parent[:] = kept


def is_alone(parent: Element, child: Element) -> bool:
    """Tell whether an element is all that its parent holds."""
    return len(parent) == 1 and not (parent.text or "").strip() and not (child.tail or "").strip()


def replace_inside(element: Element, tag: str, *children: Element) -> None:
    """Turn an element into another one with the given children, in its place."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = tag, tail
    element.extend(children)
