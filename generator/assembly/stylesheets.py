"""Style sheets as readers get them: with the sheets that they import, without comments and blanks for editors."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model import Asset

IMPORT = re.compile(r"""^@import\s+(?:url\(\s*)?["']([^"':?#]+)["']\s*\)?\s*;\n?""", re.MULTILINE)
"""A rule that takes in another sheet of the design, for all media (CSS Cascading and Inheritance 4, section 2)."""

TOKEN = re.compile(
    r"""
    "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | url\([^"')]*\) | \\.
    | (?P<gap>(?:\s|/\*.*?(?:\*/|\Z))+)
    | ;(?P<end>(?=(?:\s|/\*.*?\*/)*\}))
    """,
    re.DOTALL | re.VERBOSE,
)
"""What may hold the signs of a comment, gaps of comments and blanks, and the semicolon that a block does not need
(CSS Syntax Module Level 3, sections 4.3 and 5.4)."""
BEFORE = frozenset("{};,")
"""Signs that no blank need stand before, anywhere."""
AFTER = BEFORE | {":"}
"""Signs that no blank need stand behind. Before a colon one may count: `a :hover` is not `a:hover`."""


def published(design: Sequence[Asset]) -> tuple[Asset, ...]:
    """Give the files of the design as they are published; only style sheets in UTF-8 are changed.

    A sheet that another imports is put in its place, so that a page asks for one file, whichever it uses.
    """
    sheets = {asset.path: css for asset in design if (css := _css(asset)) is not None}
    return tuple(
        replace(asset, data=narrowed(whole(asset.path, sheets)).encode()) if asset.path in sheets else asset
        for asset in design
    )


def whole(path: str, sheets: Mapping[str, str], within: tuple[str, ...] = ()) -> str:
    r"""Give a sheet with the sheets of the design that it imports; what is no such sheet stays as it is.

    Args:
        path: Name of the sheet below `static`.
        sheets: All sheets by name.
        within: Sheets that are being put together, which are not put in again.

    >>> whole("tags.css", {"tags.css": '@import "style.css";\nb{}', "style.css": "a{}\n"})
    'a{}\nb{}'
    """

    def put_in(rule: re.Match[str]) -> str:
        target = _target(path, rule)
        if target not in sheets or target in (path, *within):
            return rule.group()
        return whole(target, sheets, (path, *within))

    return IMPORT.sub(put_in, sheets[path])


def lost_imports(design: Sequence[Asset]) -> Iterator[tuple[str, int, str]]:
    r"""Find imports of sheets that the design does not have; an address from the root on may stand elsewhere.

    Yields:
        Name of the sheet below `static`, line, and what is imported, as it is written there.

    >>> list(lost_imports([Asset("theme.css", b'a{}\n@import "own.css";')]))
    [('theme.css', 2, 'own.css')]
    """
    sheets = {asset.path: css for asset in design if (css := _css(asset)) is not None}
    for path, css in sheets.items():
        for rule in IMPORT.finditer(css):
            if not rule[1].startswith("/") and _target(path, rule) not in sheets:
                yield path, css.count("\n", 0, rule.start()) + 1, rule[1]


def _target(path: str, rule: re.Match[str]) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), rule[1]))


def _css(asset: Asset) -> str | None:
    """Read a style sheet; None when it is none, or no text in UTF-8."""
    if not asset.path.endswith(".css"):
        return None
    try:
        return asset.data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def narrowed(css: str) -> str:
    r"""Take out comments, and the blanks and semicolons that mean nothing.

    >>> narrowed("/* why */\na :hover {\n  content: '/* no */'; /* x */\n}\n")
    "a :hover{content:'/* no */'}"
    """
    return TOKEN.sub(_narrowed, css)


def _narrowed(token: re.Match[str]) -> str:
    """Give a token as it is, of a gap one sign or none."""
    if token["end"] is not None:
        return ""
    if token["gap"] is None:
        return token.group()
    css, at = token.string, token.start()
    before, after = css[max(0, at - 2) : at], css[token.end() : token.end() + 1]
    if not before or not after or after in BEFORE:
        # A custom property with nothing but a blank is valid in more browsers than one with nothing at all.
        return " " if before.endswith(":") and after in {";", "}"} else ""
    if before[-1] in AFTER and not before.startswith("\\"):
        return ""
    # A comment alone parts two signs, but does not put a blank, which in a selector would mean a descendant.
    return " " if re.search(r"^\s|\*/\s|\s\Z", token["gap"]) else "/**/"
