"""The text of articles is set as its language asks: quotation marks, apostrophes, dashes, no-break spaces; pure.

What each language asks stands in `typestyles`. Spaces are turned, never added, but for those that belong to the marks
« » which we set ourselves: « Yahoo! » keeps its name. Nothing else but quotation marks, apostrophes, hyphens and dots
changes: « 1er » and « XXIe » stay as typed, since their superscripts are markup (`1<sup>er</sup>`), not letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from xml.etree.ElementTree import Element

from generator.content.allowed import BLOCKS
from generator.content.quotations import OBJECT, Quotations
from generator.content.spacing import spaces
from generator.content.trees import has_class
from generator.content.typestyles import Edit, Style, style_of

LITERAL = frozenset({"pre", "code", "kbd", "samp", "var", "math", "img"})
PAGE = r"(?:https?://|www\.)[^\s\"«»“”]+"
PERSON = r"[^\s\"«»“”@]{1,64}@[^\s\"«»“”@]{1,255}\.\w+"
HOST = r"(?<![\w.-])[\w-]++(?:\.[\w-]+)*\.[a-z]{2,6}\b(?:/[^\s\"«»“”]*+)?"
ADDRESS = re.compile(f"{PAGE}|{PERSON}|{HOST}")
"""Addresses of pages and people, and names of hosts and files."""
IMPERSONAL = re.compile(f"{PAGE}|{HOST}")
"""The same where there is no @, which else is looked for from every sign on."""
ADDRESSED = re.compile(r"//|@|www\.|\.[a-z]")
"""What every address holds."""

TO_SET = re.compile(r"[\"'«»;:!?%‰€$£¥°]|--|\.\.\.| - |\d{4}-\d|[\d.°e]\s\w", re.ASCII)
DASHES = re.compile(r"(?<![-<])(?<!<!)-{2,3}(?![->])")
ASIDE = re.compile(r"-(?<=[^\s–—-][ \n]-)(?=[ \n][^\s–—-])")
"""A hyphen between spaces, which stands for a dash."""
DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
RANGE = re.compile(r"\d-\d")
YEARS = re.compile(r"(?<![\w.,/…–—-])((?:1\d|20)\d\d)-((?:1\d|20)?\d\d)(?![\w/–—-])")


@dataclass(frozen=True, slots=True)
class Slot:
    """A piece of text in a tree; a piece without element stands for what is not set, and never changes."""

    text: str
    element: Element | None = None
    is_tail: bool = False


def typeset(text: str, lang: str) -> str:
    r"""Set a plain text, such as a title.

    Args:
        text: In one language.
        lang: Its BCP 47 tag.

    >>> typeset('L\'Otan dit "non" : pourquoi ?', "fr")
    'L’Otan dit «\u202fnon\u202f»\xa0: pourquoi\u202f?'
    >>> typeset("'Tis the ministers' \"third\" no -- or was it...", "en")
    '’Tis the ministers’ “third” no — or was it…'
    """
    style = style_of(lang)
    return _set([text], style)[0] if style else text


def typeset_tree(root: Element, lang: str) -> None:
    """Set the text of a tree in place, passages with a `lang` of their own in that; code and attributes are left."""
    waiting = deque([(root, lang)])
    while waiting:
        element, own = waiting.popleft()
        style = style_of(own)
        for run in _runs(element, style, own, waiting):
            if style:
                _set_run(run, style)


def _set_run(run: Sequence[Slot], style: Style) -> None:
    for slot, text in zip(run, _set([slot.text for slot in run], style), strict=True):
        if slot.element is None or text == slot.text:
            continue
        if slot.is_tail:
            slot.element.tail = text
        else:
            slot.element.text = text


def _runs(
    root: Element, style: Style | None, lang: str, waiting: deque[tuple[Element, str]]
) -> Iterator[Sequence[Slot]]:
    """Cut a tree into runs of text that no block interrupts: marks of quotation may stand on both sides of a tag.

    Args:
        root: The tree.
        style: Of its language; what is set in another way waits for its own turn.
        lang: Its language.
        waiting: Where elements in other languages are put.
    """
    run: list[Slot] = []
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, is_left = stack.pop()
        if element.tag in BLOCKS:
            yield run
            run = []
        if is_left:
            run += [Slot(element.tail, element, is_tail=True)] if element.tail and element is not root else []
            continue
        stack.append((element, True))
        own = lang if element is root else element.get("lang") or lang
        if element.tag in LITERAL or has_class(element, "footnote-ref"):
            run.append(Slot(OBJECT))
        elif style_of(own) is not style:
            waiting.append((element, own))
            run.append(Slot(OBJECT))
        else:
            run += [Slot("\n")] if element.tag == "br" else []
            run += [Slot(element.text, element)] if element.text else []
            stack += [(child, False) for child in reversed(element)]
    yield run


def _set(texts: Sequence[str], style: Style) -> Sequence[str]:
    """Set pieces of text that follow each other."""
    if not TO_SET.search("".join(texts)):
        return texts
    passes: list[Callable[[str], Iterator[Edit]]] = [
        lambda whole: _dashes(whole, style),
        lambda whole: Quotations(whole, style).edits(),
    ]
    if spacing := style.spacing:
        passes.append(lambda whole: spaces(whole, spacing))
    for find in passes:
        whole = "".join(texts)
        edits = [edit for edit in find(whole) if whole[edit.start : edit.end] != edit.text]
        if edits and (kept := _outside_addresses(whole, edits)):
            texts = _edited(texts, kept)
    return texts


def _outside_addresses(whole: str, edits: Sequence[Edit]) -> Sequence[Edit]:
    """Leave addresses of pages and people alone."""
    if not ADDRESSED.search(whole):
        return edits
    spans = [found.span() for found in (ADDRESS if "@" in whole else IMPERSONAL).finditer(whole)]
    starts = [start for start, _end in spans]
    return [edit for edit in edits if not (at := bisect_right(starts, edit.start)) or spans[at - 1][1] <= edit.start]


def _edited(texts: Sequence[str], edits: Sequence[Edit]) -> Sequence[str]:
    """Put edits into the pieces in which they begin; one that spans two pieces is left."""
    ends = list(accumulate(map(len, texts)))
    parts: list[list[str]] = [[] for _text in texts]
    done = [end - len(text) for end, text in zip(ends, texts, strict=True)]
    for edit in edits:
        piece = bisect_right(ends, edit.start)
        if piece == len(texts) or edit.end > ends[piece]:
            continue
        offset = ends[piece] - len(texts[piece])
        parts[piece] += [texts[piece][done[piece] - offset : edit.start - offset], edit.text]
        done[piece] = edit.end
    return [
        "".join(part) + text[at - (end - len(text)) :]
        for part, text, at, end in zip(parts, texts, done, ends, strict=True)
    ]


def _dashes(whole: str, style: Style) -> Iterator[Edit]:
    """Find dashes and ellipses typed as signs; `--flag` is no dash."""
    edits: list[Edit] = []
    if "..." in whole:
        edits += [Edit(*found.span(), "…") for found in DOTS.finditer(whole)]
    if "-" not in whole:
        yield from edits
        return
    if "--" in whole:
        edits += [Edit(*found.span(), _dash(found, style)) for found in DASHES.finditer(whole) if not _is_flag(found)]
    edits += [Edit(*found.span(), "–") for found in ASIDE.finditer(whole)]
    if style.has_ranges and RANGE.search(whole):
        edits += [Edit(at, at + 1, "–") for at in (found.end(1) for found in YEARS.finditer(whole) if _is_span(found))]
    yield from sorted(edits, key=lambda edit: edit.start)


def _is_flag(found: re.Match[str]) -> bool:
    start, end = found.span()
    return found.string[end : end + 1].isalnum() and not found.string[start - 1 : start].strip()


def _dash(found: re.Match[str], style: Style) -> str:
    """Choose the dash for two or three hyphens; between digits they are a range."""
    start, end = found.span()
    if len(found.group()) == 3:
        return "—"
    is_range = found.string[start - 1 : start].isdigit() and found.string[end : end + 1].isdigit()
    return "–" if is_range else style.dash


def _is_span(found: re.Match[str]) -> bool:
    """Tell whether two numbers are years from one to the other; 2016-12 is a month.

    >>> [bool(_is_span(YEARS.match(text))) for text in ("1914-1918", "2016-17", "2016-12", "1918-1914")]
    [True, True, False, False]
    """
    first, last = found.groups()
    if len(last) == 4:
        return first < last
    return int(last) > 12 and int(last) == (int(first) + 1) % 100
