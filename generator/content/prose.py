"""The words of a body as plain text, for those who understand and those who count; pure."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from generator.content.allowed import BLOCKS
from generator.content.trees import has_class, spaced

SILENT = frozenset({"pre", "code", "nav", "hr"})
SILENT_CLASSES = ("read-also", "footnote-ref", "footnote-backref")
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
    if element.tag in SILENT or any(has_class(element, name) for name in SILENT_CLASSES):
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


def count_words(prose: str) -> int:
    """Count words: what stands between spaces and holds a letter or digit; an ideograph is a word.

    >>> count_words("L'été à Paris — 30 °C !"), count_words("新年")
    (5, 2)
    """
    ideographs = len(IDEOGRAPHS.findall(prose))
    rest = IDEOGRAPHS.sub(" ", prose)
    return ideographs + sum(1 for word in rest.split() if word[0].isalnum() or any(map(str.isalnum, word)))
