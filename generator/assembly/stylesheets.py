"""Style sheets as readers get them: without the comments, which are for those who change them."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.model import Asset

TOKEN = re.compile(
    r"""
    "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | url\([^"')]*\)
    | (?P<gap>(?:\s|/\*.*?(?:\*/|\Z))+)
    """,
    re.DOTALL | re.VERBOSE,
)
"""What may hold the signs of a comment, and gaps of comments and blanks (CSS Syntax Module Level 3, section 4.3)."""


def published(asset: Asset) -> Asset:
    """Give a file of the design as it is published; only a style sheet in UTF-8 is changed."""
    if not asset.path.endswith(".css"):
        return asset
    try:
        return replace(asset, data=without_comments(asset.data.decode("utf-8")).encode())
    except UnicodeDecodeError:
        return asset


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
