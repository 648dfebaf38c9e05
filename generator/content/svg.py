"""SVG files are published as they are, and so may hold nothing that runs or calls elsewhere; pure."""

from __future__ import annotations

import html
import re
from itertools import chain

from generator.content.references import INVISIBLE
from generator.errors import Location, Problem

FAULTS = (
    (re.compile("(\0)"), "a NUL byte"),
    # Its own declarations may give attributes to elements that have none in the text.
    (
        re.compile(r"<!(ENTITY|ATTLIST|ELEMENT|NOTATION)|<!DOCTYPE[^<>\[]*\[|<\?xml-stylesheet", re.IGNORECASE),
        "the declaration `{}`",
    ),
    (
        re.compile(
            r"<\s*(?:[\w-]+:)?(script|foreignObject|iframe|object|embed|handler|listener|set|animate\w*)\b",
            re.IGNORECASE,
        ),
        "the element `{}`",
    ),
    (re.compile(r"[\s\"'/](on[a-z]+)\s*=", re.IGNORECASE), "the event handler `{}`"),
)
REFERENCE = re.compile(
    r"(?:[\s\"'/](?:[\w-]+:)?(?:href|src)\s*=\s*[\"']?\s*|url\(\s*[\"']?|@import\s+[\"']?)([^\"'\s)>]*)", re.IGNORECASE
)
NUMBERED = re.compile("&#(?:[0-9]{1,9}|x[0-9a-f]{1,8});", re.IGNORECASE)


def _spelled(word: str) -> str:
    """Give a pattern of a word of CSS, each letter as it is or escaped (CSS Syntax 3, section 4.3.7)."""
    return "".join(rf"(?:\\?{c}|\\0{{0,4}}(?:{ord(c):x}|{ord(c.upper()):x})[ \t\n]?)" for c in word)


CALL = re.compile(
    rf"(?:(?:{_spelled('url')}|{_spelled('src')}|image-set)\([\s\"']*|@{_spelled('import')}[\s\"']*)([^\"'\s)>]*)",
    re.IGNORECASE,
)
"""What a style sheet calls."""
INSIDE = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)


def drawing_problem(path: str, data: bytes) -> Problem | None:
    """Tell what is wrong with a file that is published as it is, if it is an SVG file and unsafe.

    Args:
        path: As messages show it.
        data: The file.
    """
    if not path.lower().endswith(".svg") or not (fault := svg_fault(data)):
        return None
    cure = "Export it again as plain SVG, without scripts, events and links to other files."
    return Problem(Location(path), f"the drawing holds {fault}", cure)


def svg_fault(data: bytes) -> str:
    """Say what makes an SVG file unsafe; empty when nothing does.

    It is refused rather than cleaned, so that what is published is what the author drew.

    >>> svg_fault(b'<svg onload="alert(1)"/>'), svg_fault(b'<svg><use href="#a"/></svg>')
    ('the event handler `onload`', '')
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "text that is not UTF-8"
    for pattern, what in FAULTS:
        if found := pattern.search(text):
            return what.format(found.group(1) or found.group())
    styled = NUMBERED.sub(lambda found: html.unescape(found.group()), text)
    calls = chain(REFERENCE.finditer(text), CALL.finditer(styled))
    targets = (INVISIBLE.sub("", found.group(1)) for found in calls)
    foreign = next((target for target in targets if target and not INSIDE.match(target)), "")
    return f'a reference to "{foreign[:60]}"' if foreign else ""
