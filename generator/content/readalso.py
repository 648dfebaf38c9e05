"""Lines « Lire aussi : title » in a Markdown text: each becomes a block of its own, marked; pure.

Such a line has its title behind the label, in the next line, or several of them in a list below it. Without a colon it
counts only when nothing but links or a quotation follows, or when the label is bold: "See also the report" is prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from generator.readalso import LABEL

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Non-characters, which `fences.decode` takes out of every file: no author can forge the mark."""

_ITEM = r"(?:[-*+]|[0-9]{1,3}[.)])[ \t]+"
_START = rf"[ ]{{0,3}}(?:>[ \t]?)?(?:{_ITEM})?(?:[→➜►▶▸›•👉📖🔗]\ufe0f?[ \t]*)?"
_TITLED = (
    rf"[*_]{{0,3}}(?:\[(?=[^\]]*\][(\[]))?[*_]{{0,3}}(?:{LABEL})[*_]{{0,3}}\s{{0,4}}[:：](?=.*\w).*\S"
    rf"|[*_]{{0,3}}(?:{LABEL})[*_]{{0,3}}\s{{0,4}}(?:\[.*[\])]|[*_]*[«“„\"].*[»”“\"])[*_]{{0,3}}\.?[*_]{{0,3}}"
    rf"|(?P<bold>\*\*|__)(?:{LABEL})\s{{0,4}}(?P=bold)[ \t]*(?:[–—|-][ \t]*)?\w.*"
)
LABELLED = re.compile(rf"[\W\d_]*+(?:{LABEL})", re.IGNORECASE)
"""How every such line begins: with signs or a number, and a label. Few lines do; those below take long to compile."""
ITEM = re.compile(rf"[ ]{{0,3}}(?:>[ \t]?)?[ ]{{0,3}}{_ITEM}(?P<item>\S.*)")
QUOTED = re.compile(r"[«“„\"]([^«»“”„\"]*)[»”“\"]\s*\.?")
Found = list[tuple[int, str]]
"""Index of the line, and label with title, of each title."""


@cache
def _line() -> re.Pattern[str]:
    return re.compile(rf"{_START}(?P<open>\()?(?P<rest>{_TITLED})(?(open)\))", re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    """Give what a label without a title is: it takes those of the list below it."""
    return re.compile(
        rf"{_START}(?:\#{{1,6}}[ \t]+)?[*_]{{0,3}}(?P<label>{LABEL})"
        rf"\s{{0,4}}[*_]{{0,3}}\s{{0,4}}(?P<colon>[:：]?)\s{{0,4}}[*_]{{0,3}}(?:[ \t]{{1,4}}\#+)?",
        re.IGNORECASE,
    )


@cache
def _beginning() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,9}}?(?P<label>{LABEL})[*_]*\s{{0,4}}[:：]?\s*(?:[–—|-]\s+)?", re.IGNORECASE)


def mark_lines(lines: Sequence[str], code: AbstractSet[int]) -> tuple[list[str], list[int]]:
    """Give each such line blank lines around it and a mark that tells its number.

    Args:
        lines: Of the Markdown text.
        code: Indices of lines to leave alone.

    Returns:
        The new lines, and the index of the old line for each number.

    >>> mark_lines(["Text.", "**Lire aussi :** B"], set())[1]
    [1]
    >>> mark_lines(["## Voir aussi", "", "- B", "- C"], set())[1]
    [2, 3]
    """
    out: list[str] = []
    places: list[int] = []
    index = 0
    while index < len(lines):
        found, end = _titles_at(lines, index, code)
        for place, text in found:
            out += ["", f"{OPEN}{len(places)}{CLOSE}{text}", ""]
            places.append(place)
        if not found:
            out.append(lines[index])
        index = end
    return out, places


def _titles_at(lines: Sequence[str], index: int, code: AbstractSet[int]) -> tuple[Found, int]:
    """Give the titles of the line « Lire aussi » that begins here, if one does, and the index of the next line."""
    if index in code:
        return [], index + 1
    bare = lines[index].rstrip()
    if not LABELLED.match(bare):
        return [], index + 1
    if line := _line().fullmatch(bare):
        end = _end(lines, index, code)
        return [(index, " ".join([line.group("rest"), *(text.strip() for text in lines[index + 1 : end])]))], end
    head = _head().fullmatch(bare)
    if head is None:
        return [], index + 1
    below, end = _list_below(lines, index, code)
    if not below and head.group("colon") and _is_lone(lines, index + 1, code):
        below, end = [(index, lines[index + 1].strip())], index + 2
    return [(at, text if _line().fullmatch(text) else f"{head.group('label')} : {text}") for at, text in below], end


def _list_below(lines: Sequence[str], head: int, code: AbstractSet[int]) -> tuple[Found, int]:
    """Give the entries of the list that follows a label; blank lines between them do not end it."""
    found: Found = []
    end = head + 1
    for index in _written(lines, head + 1):
        item = None if index in code else ITEM.fullmatch(lines[index])
        if index < end:
            continue
        if item is None:
            break
        end = _end(lines, index, code, indented=True)
        found.append((index, " ".join([item.group("item"), *(text.strip() for text in lines[index + 1 : end])])))
    return found, end


def _written(lines: Sequence[str], start: int) -> Iterator[int]:
    return (index for index in range(start, len(lines)) if lines[index].strip(" \t>"))


def _end(lines: Sequence[str], index: int, code: AbstractSet[int], *, indented: bool = False) -> int:
    """Find where a title ends that an editor's program may have wrapped: no new sentence begins in lower case."""
    end = index + 1
    while end < len(lines) and end not in code and (text := lines[end].strip()):
        goes_on = text[0].islower() or (indented and lines[end][0] in " \t" and text[0].isalnum())
        if not goes_on or ITEM.fullmatch(lines[end]):
            break
        end += 1
    return end


def _is_lone(lines: Sequence[str], index: int, code: AbstractSet[int]) -> bool:
    """Tell whether a line is a paragraph by itself, once the label above it is taken off."""
    after = lines[index + 1] if index + 1 < len(lines) else ""
    return index < len(lines) and index not in code and bool(lines[index].strip(" \t>#")) and not after.strip(" \t>")


def split_line(text: str) -> tuple[str, str]:
    """Cut the text of such a line into label and title; quotation marks around the title go.

    >>> split_line("Lire aussi : « L'OTAN à Bakou »")
    ('Lire aussi', "L'OTAN à Bakou")
    """
    beginning = _beginning().match(text)
    title = (text[beginning.end() :] if beginning else text).strip()
    quoted = QUOTED.fullmatch(title)
    return beginning.group("label") if beginning else "", quoted.group(1).strip() if quoted else title


def beginning_length(text: str) -> int:
    """Give the number of characters that label, colon and spaces take.

    >>> beginning_length("Lire aussi : Bakou")
    13
    """
    beginning = _beginning().match(text)
    return beginning.end() if beginning else 0
