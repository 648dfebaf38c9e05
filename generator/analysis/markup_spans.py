"""Code, tags and links within Markdown, found in one walk over the text; pure.

A regular expression looks through the rest of a text at every bracket that nothing closes, so that fifty thousand of
them take minutes. Here it is known beforehand where the last closing sign stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

RUN = re.compile("`+")
OPENING = re.compile(r"<!--|</?[a-zA-Z][^<>]*>|\{[{%]")
END_OF_TEMPLATE = re.compile(r"[}%]\}")


def without_code(text: str) -> str:
    """Write a blank for each piece of code, which the same number of backticks opens and closes on one line.

    >>> without_code("a `b` c ``d ` e`` `f")
    'a   c   `f'
    """
    return "\n".join(_without_code(line) if "`" in line else line for line in text.split("\n"))


def _without_code(line: str) -> str:
    runs = [(found.start(), found.end()) for found in RUN.finditer(line)]
    following: dict[int, int] = {}
    ends: list[int | None] = []
    for start, end in reversed(runs):
        ends.append(following.get(end - start))
        following[end - start] = end
    parts, last = [], 0
    for (start, _end), end_of_code in zip(runs, reversed(ends), strict=True):
        if start >= last and end_of_code is not None:
            parts += [line[last:start], " "]
            last = end_of_code
    return "".join([*parts, line[last:]])


def without_tags(text: str) -> str:
    """Write a blank for each HTML comment, HTML tag and piece of a template.

    >>> without_tags("a<!-- b --><i>c</i> {{ d }} < e {{ f")
    'a  c    < e {{ f'
    """
    parts, last = [], 0
    for start, end in _tags(text):
        parts += [text[last:start], " "]
        last = end
    return "".join([*parts, text[last:]])


def _tags(text: str) -> Iterator[tuple[int, int]]:
    last_comment = text.rfind("-->")
    last_template = max(text.rfind("}}"), text.rfind("%}"))
    at = 0
    while found := OPENING.search(text, at):
        at = found.end()
        if found.group() == "<!--":
            end = text.find("-->", at) + 3 if at <= last_comment else 0
        elif found.group().startswith("{"):
            closing = END_OF_TEMPLATE.search(text, at) if at <= last_template else None
            end = closing.end() if closing else 0
        else:
            end = at
        if end:
            yield found.start(), end
            at = end
        elif found.group().startswith("{"):
            # The second sign may begin the next one: `{{%`.
            at -= 1


def without_links(text: str) -> str:
    """Leave of links their words, and nothing of images.

    >>> without_links("![a](b.png) [c](d) [e][f] [g] [h](i")
    ' c e [g] [h](i'
    """
    return _without_links(_without_links(text, "!["), "[")


def _without_links(text: str, opening: str) -> str:
    """Take away one kind: `![` with an address behind it, or `[` with an address or a label."""
    keeps_words = opening == "["
    parts, last = [], 0
    last_address, last_label = text.rfind(")"), text.rfind("]")
    at = text.find(opening)
    while at >= 0 and at < last_label:
        closing = text.find("]", at)
        sign = text[closing + 1 : closing + 2]
        end = 0
        if sign == "(" and closing < last_address:
            end = text.find(")", closing) + 1
        elif sign == "[" and keeps_words and closing < last_label:
            end = text.find("]", closing + 1) + 1
        if end:
            parts += [text[last:at], text[at + 1 : closing] if keeps_words else ""]
            last = end
        at = text.find(opening, end or closing + 1)
    return "".join([*parts, text[last:]])
