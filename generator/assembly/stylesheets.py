"""Style sheets as readers get them: with the sheets that they import, without the comments, which are for editors."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.model import Asset

IMPORT = re.compile(r"""^@import\s+(?:url\(\s*)?["']([^"':?#]+)["']\s*\)?\s*;\n?""", re.MULTILINE)
"""A rule that takes in another sheet of the design, for all media (CSS Cascading and Inheritance 4, section 2)."""

TOKEN = re.compile(
    r"""
    "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | url\([^"')]*\)
    | (?P<gap>(?:\s|/\*.*?(?:\*/|\Z))+)
    """,
    re.DOTALL | re.VERBOSE,
)
"""What may hold the signs of a comment, and gaps of comments and blanks (CSS Syntax Module Level 3, section 4.3)."""


def published(design: Sequence[Asset]) -> tuple[Asset, ...]:
    """Give the files of the design as they are published; only style sheets in UTF-8 are changed.

    A sheet that another imports is put in its place, so that a page asks for one file, whichever it uses.
    """
    sheets = {asset.path: css for asset in design if (css := _css(asset)) is not None}
    return tuple(
        replace(asset, data=without_comments(whole(asset.path, sheets)).encode()) if asset.path in sheets else asset
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
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), rule[1]))
        if target not in sheets or target in (path, *within):
            return rule.group()
        return whole(target, sheets, (path, *within))

    return IMPORT.sub(put_in, sheets[path])


def _css(asset: Asset) -> str | None:
    """Read a style sheet; None when it is none, or no text in UTF-8."""
    if not asset.path.endswith(".css"):
        return None
    try:
        return asset.data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def without_comments(css: str) -> str:
    r"""Take out comments, indents and blank lines.

    >>> without_comments("/* why */\na {\n  content: '/* no */'; /* x */\n}\n")
    "a {\ncontent: '/* no */';\n}\n"
    """
    return TOKEN.sub(_narrowed, css).lstrip()


def _narrowed(token: re.Match[str]) -> str:
    """Give a token as it is, of a gap one sign."""
    gap = token["gap"]
    if not gap:
        return token.group()
    return "\n" if "\n" in gap else " "
