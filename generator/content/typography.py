"""Quotation marks, apostrophes, dashes and no-break spaces, as each language sets them; pure.

French follows the Imprimerie nationale (« Lexique des règles typographiques en usage à l'Imprimerie nationale », 2002):
a no-break space before the colon and inside « », a narrow one before ; ! ? and between groups of digits. The marks of
the other languages are those of the Unicode CLDR. What is set already stays; no space is added but inside « », so
that « Yahoo! » keeps its name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from xml.etree.ElementTree import Element

from generator.content.allowed import BLOCKS
from generator.content.trees import has_class

WIDE, NARROW = "\u00a0", "\u202f"
OBJECT = "\ufffc"
"""Stands for an element whose inside is not ours to set, so that marks beside it see that something is there."""

LITERAL = frozenset({"pre", "code", "kbd", "samp", "var", "math", "img"})
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"«»“”]+|[^\s\"«»“”]+@[^\s\"«»“”]+\.\w+")

TO_SET = re.compile(r"[\"'«»;:!?%‰€$£¥°]|--|\.\.\.|\d \d")
DASHES = re.compile(r"(?<![-<])(?<!<!)-{2,3}(?![->])")
DOTS = re.compile(r"(?<!\.)\.{3}(?!\.)")
MARK = re.compile("[\"']")
SHORTENED = re.compile(r"(?:\d\ds?|tis|twas|em|n|til|cause|round|bout)\b", re.IGNORECASE)
"""What an English apostrophe begins: '90s, 'tis, rock 'n' roll."""

SPACED = re.compile(r"[ \n]+(?=[:;!?»%‰€$£¥°])")
FOLLOWED = re.compile(r":(?=[\s»”\"]|$)|[;!?]+(?=[\s»”\")\].,…]|$)")
"""A sign that ends something; `:smile:` and `!=` are no punctuation."""

INSIDE = re.compile(r"«(?=[^\s«»])|(?<=«)[ \n]+(?=[^\s»])|(?<=[^\s«»])(?=»)")
GROUPED = re.compile(r"(?<![\d.,\u00a0\u202f])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)")


@dataclass(frozen=True, slots=True)
class Style:
    """How a language sets its quotations.

    Attributes:
        opening: What begins one, with its space.
        closing: What ends one.
        single: Whether single marks are quotations too; elsewhere they are left but for apostrophes.
        spaces: Whether French spaces are set.
    """

    opening: str
    closing: str
    single: bool = False
    spaces: bool = False


STYLES: Mapping[str, Style] = MappingProxyType(
    {
        "ca": Style("«", "»"),
        "cs": Style("„", "“"),
        "de": Style("„", "“"),
        "en": Style("“", "”", single=True),
        "es": Style("«", "»"),
        "fr": Style(f"«{WIDE}", f"{WIDE}»", spaces=True),
        "it": Style("«", "»"),
        "nl": Style("“", "”"),
        "pl": Style("„", "”"),
        "pt": Style("“", "”"),
        "pt-pt": Style("«", "»"),
        "ru": Style("«", "»"),
        "uk": Style("«", "»"),
    },
)
"""By language; texts in others are left as they are."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Other text for a part of the text."""

    start: int
    end: int
    text: str


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
    'L’Otan dit «\xa0non\xa0»\xa0: pourquoi\u202f?'
    >>> typeset("'Tis the ministers' \"third\" no -- or was it...", "en")
    '’Tis the ministers’ “third” no – or was it…'
    """
    style = _style(lang)
    return _set([text], style)[0] if style else text


def typeset_tree(root: Element, lang: str) -> None:
    """Set the text of a tree in place; code, addresses, attributes and text in another language are left."""
    style = _style(lang)
    if not style:
        return
    for run in _runs(root, lang):
        for slot, text in zip(run, _set([slot.text for slot in run], style), strict=True):
            if slot.element is None or text == slot.text:
                continue
            if slot.is_tail:
                slot.element.tail = text
            else:
                slot.element.text = text


def _style(lang: str) -> Style | None:
    return STYLES.get(lang) or STYLES.get(lang.split("-", maxsplit=1)[0])


def _runs(root: Element, lang: str) -> Iterator[list[Slot]]:
    """Cut a tree into runs of text that no block interrupts: marks of quotation may stand on both sides of a tag."""
    run: list[Slot] = []
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack:
        element, is_left = stack.pop()
        is_block = element.tag in BLOCKS
        if is_block:
            yield run
            run = []
        if is_left:
            run += [Slot(element.tail, element, is_tail=True)] if element.tail else []
            continue
        stack.append((element, True))
        if _is_foreign(element, lang):
            run.append(Slot(OBJECT))
            continue
        run += [Slot("\n")] if element.tag == "br" else []
        run += [Slot(element.text, element)] if element.text else []
        stack += [(child, False) for child in reversed(element)]
    yield run


def _is_foreign(element: Element, lang: str) -> bool:
    """Tell whether the inside of an element is not ours to set."""
    own = element.get("lang", lang).lower().replace("_", "-")
    is_other = own.split("-", maxsplit=1)[0] != lang.split("-", maxsplit=1)[0]
    return is_other or element.tag in LITERAL or has_class(element, "footnote-ref")


def _set(texts: Sequence[str], style: Style) -> Sequence[str]:
    """Set pieces of text that follow each other."""
    if not TO_SET.search("".join(texts)):
        return texts
    passes: list[Callable[[str, Style], Iterator[Edit]]] = [_dashes, _marks]
    if style.spaces:
        passes.append(_spaces)
    for find in passes:
        whole = "".join(texts)
        edits = [edit for edit in find(whole, style) if whole[edit.start : edit.end] != edit.text]
        if edits and (kept := _outside_addresses(whole, edits)):
            texts = _edited(texts, kept)
    return texts


def _outside_addresses(whole: str, edits: Sequence[Edit]) -> Sequence[Edit]:
    """Leave addresses of pages and people alone."""
    if "//" not in whole and "www." not in whole and "@" not in whole:
        return edits
    spans = [found.span() for found in ADDRESS.finditer(whole)]
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


def _dashes(whole: str, _style: Style) -> Iterator[Edit]:
    """Find dashes and ellipses typed as signs; `--flag` is no dash."""
    found = [*DASHES.finditer(whole), *DOTS.finditer(whole)]
    for match in sorted(found, key=lambda match: match.start()):
        start, end = match.span()
        is_flag = whole[end : end + 1].isalnum() and not whole[start - 1 : start].strip()
        if match.group() == "..." or not is_flag:
            yield Edit(start, end, {"...": "…", "---": "—", "--": "–"}[match.group()])


def _marks(whole: str, style: Style) -> Iterator[Edit]:
    """Find straight quotation marks and apostrophes, from left to right."""
    depth, opened_at = 0, -1
    for match in MARK.finditer(whole):
        at = match.start()
        before, after = whole[at - 1 : at], whole[at + 1 : at + 2]
        follows_opening = opened_at == at - 1 or _is_opening(before, style)
        can_open = bool(after.strip()) and (follows_opening or _is_elision(whole[max(at - 2, 0) : at]))
        can_close = bool(before.strip()) and (not follows_opening or unicodedata.category(before) == "Pd")
        if match.group() == "'":
            text = _single(whole, at, style, can_open=can_open and follows_opening, can_close=can_close)
            opened_at = at if text == "‘" else opened_at
        elif can_close and depth:
            depth, text = depth - 1, style.closing
        elif can_open:
            depth, text, opened_at = depth + 1, style.opening, at
        else:
            text = '"'
        yield Edit(at, at + 1, text)


def _is_opening(before: str, style: Style) -> bool:
    """Tell whether a quotation may begin after a sign: nothing, a space, a dash, a bracket, another quotation."""
    if not before.strip():
        return True
    # Letters set aside by us as marks are no characters to Unicode.
    return before not in style.closing and unicodedata.category(before) in {"Ps", "Pi", "Pd", "Cn"}


def _is_elision(before: str) -> bool:
    return len(before) == 2 and before[0].isalpha() and before[1] in "'’"


def _single(whole: str, at: int, style: Style, *, can_open: bool, can_close: bool) -> str:
    """Choose what a straight single mark becomes."""
    before, after = whole[at - 1 : at], whole[at + 1 : at + 2]
    if before.isalpha() and (after.isalnum() or after in {"«", "“", '"', OBJECT}) and after:
        return "’"
    if not style.single or (before.isdigit() and not after.isalpha()):
        return "'"
    if can_open:
        return "’" if SHORTENED.match(whole, at + 1) else "‘"
    return "’" if can_close else "'"


def _spaces(whole: str, _style: Style) -> Iterator[Edit]:
    """Find the spaces of French that no line may break."""
    edits = [Edit(*found.span(), f"«{WIDE}" if found.group() == "«" else WIDE) for found in INSIDE.finditer(whole)]
    for found in SPACED.finditer(whole):
        space = _space(whole, *found.span())
        edits += [Edit(*found.span(), space)] if space else []
    for found in GROUPED.finditer(whole):
        edits += [Edit(at, at + 1, NARROW) for at in range(*found.span()) if whole[at] == " "]
    yield from sorted(edits, key=lambda edit: edit.start)


def _space(whole: str, start: int, end: int) -> str:
    """Choose the space before a sign; nothing when it is to be left."""
    before, sign = whole[start - 1 : start], whole[end]
    if not before.strip() or (before == "«" and sign != "»"):
        return ""
    if sign == "»":
        return WIDE
    if sign in ":;!?":
        return (WIDE if sign == ":" else NARROW) if FOLLOWED.match(whole, end) else ""
    return WIDE if before.isdigit() else ""
