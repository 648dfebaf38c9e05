"""The words of a body as plain text, for those who understand and those who count; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.content.allowed import BLOCKS
from generator.content.trees import has_class, is_alone, spaced

SILENT = frozenset({"pre", "code", "nav", "hr"})
SILENT_CLASSES = ("read-also", "footnote-ref", "footnote-backref")
AROUND = frozenset({"article", "div", "section"})
"""Elements that hold paragraphs without making anything else of them; one with a class may be a box."""
OPENING = 2_500
"""Characters after which no further paragraph is taken for an opening."""
IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def prose_of(root: Element) -> str:
    r"""Give the text of a body: one block a line, no code, no « Lire aussi » lines, no notes' numbers.

    No-break spaces stay: an extract of it may be shown.

    >>> from generator.content.trees import parse
    >>> prose_of(parse("<h2>A</h2><p>b <code>x</code>c<br>d</p><ul><li>e</li><li>f</li></ul>"))
    'A\nb c d\ne\nf'
    """
    parts: list[str] = []
    _speak(root, parts)
    lines = (spaced(line) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _speak(element: Element, parts: list[str]) -> None:
    """Add the text of an element; a line end in the source is a space, only a block's is kept."""
    is_block = element.tag in BLOCKS
    if element.tag in SILENT or (element.attrib and any(has_class(element, name) for name in SILENT_CLASSES)):
        parts.append("\n" if is_block else "")
        return
    parts.append("\n" if is_block else " " if element.tag == "br" else "")
    parts.append(_flat(element.text))
    for child in element:
        _speak(child, parts)
        parts.append(_flat(child.tail))
    parts.append("\n" if is_block else "")


def _flat(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def opening_of(root: Element) -> str:
    """Give the text of the first running paragraphs, one a line: what an extract may be taken from.

    Headings, lists, tables, captions, quotations, boxes, notes and « Lire aussi » lines are left out, and so is a
    paragraph wholly in italics, which is a caption or a word of the editor's.

    >>> from generator.content.trees import parse
    >>> opening_of(parse("<h2>A</h2><p><em>b</em></p><p>c <em>d</em></p><ul><li><p>e</p></li></ul>"))
    'c d'
    """
    lines: list[str] = []
    length = 0
    for paragraph in _paragraphs(root):
        line = spaced(prose_of(paragraph))
        if line:
            lines.append(line)
            length += len(line)
        if length >= OPENING:
            break
    return "\n".join(lines)


def _paragraphs(element: Element) -> Iterator[Element]:
    """Give the paragraphs that are told by the article itself, in order."""
    for child in element:
        if child.tag in AROUND and not child.get("class"):
            yield from _paragraphs(child)
        elif child.tag == "p" and not has_class(child, "read-also") and not _is_slanted(child):
            yield child


def _is_slanted(paragraph: Element) -> bool:
    return len(paragraph) == 1 and paragraph[0].tag in {"em", "i"} and is_alone(paragraph, paragraph[0])


def count_words(prose: str) -> int:
    """Count words: what stands between spaces and holds a letter or digit; an ideograph is a word.

    >>> count_words("L'été à Paris — 30 °C !"), count_words("新年")
    (5, 2)
    """
    ideographs = len(IDEOGRAPHS.findall(prose))
    rest = IDEOGRAPHS.sub(" ", prose) if ideographs else prose
    return ideographs + sum(1 for word in rest.split() if word[0].isalnum() or any(map(str.isalnum, word)))
