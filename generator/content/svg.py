"""SVG files are published as they are, and so may hold nothing that runs or calls elsewhere; pure."""

from __future__ import annotations

import re

from generator.content.references import INVISIBLE
from generator.errors import Location, Problem

FAULTS = (
    (re.compile("(\0)"), "a NUL byte"),
    (re.compile(r"<!(ENTITY)|<!DOCTYPE[^>]*\[|<\?xml-stylesheet", re.IGNORECASE), "the declaration `{}`"),
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
    targets = (INVISIBLE.sub("", found.group(1)) for found in REFERENCE.finditer(text))
    foreign = next((target for target in targets if target and not INSIDE.match(target)), "")
    return f'a reference to "{foreign[:60]}"' if foreign else ""
