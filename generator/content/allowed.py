"""What HTML an article may hold: the list that docs/content.md prints, as data for the sanitiser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from generator.content.references import web_url


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _words(
    "address article aside blockquote caption col colgroup dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hr li ol p pre section summary table tbody td tfoot th thead tr ul"
)
INLINE = _words(
    "a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong sub sup "
    "time u var wbr"
)
TAGS = BLOCKS | INLINE
DROPPED_WHOLE = _words("iframe math noscript object script select style svg template textarea title")
"""Elements that go with all that they hold."""

ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "*": frozenset({"class", "id", "lang", "dir", "title"}),
        "a": frozenset({"href", "hreflang", "rel"}),
        "blockquote": frozenset({"cite"}),
        "bdo": frozenset({"dir"}),
        "col": frozenset({"span"}),
        "colgroup": frozenset({"span"}),
        "del": frozenset({"cite", "datetime"}),
        "details": frozenset({"open"}),
        "img": frozenset({"src", "alt", "width", "height", "loading"}),
        "ins": frozenset({"cite", "datetime"}),
        "li": frozenset({"value"}),
        "ol": frozenset({"start", "reversed", "type"}),
        "q": frozenset({"cite"}),
        "td": frozenset({"align", "colspan", "rowspan"}),
        "th": frozenset({"align", "colspan", "rowspan", "scope", "abbr"}),
        "time": frozenset({"datetime"}),
    },
)

CLASSES = _words(
    "admonition admonition-title footnote footnote-ref footnote-backref align-left align-center align-right "
    "note info tip hint success question warning important caution attention danger error bug example quote "
    "abstract pullquote lead wide left right center caption credit"
)
"""Classes that authors may set on any element; beside them, `language-…` on code."""

RELATIONS = _words("nofollow noopener noreferrer sponsored ugc external license tag author")
NUMBER, SPAN, LANGUAGE = (
    re.compile(pattern) for pattern in ("[0-9]{1,5}", "[1-9][0-9]{0,2}", "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
)
SHAPES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    dict.fromkeys(("width", "height", "start", "value"), NUMBER)
    | dict.fromkeys(("colspan", "rowspan", "span"), SPAN)
    | dict.fromkeys(("lang", "hreflang"), LANGUAGE)
)
CHOICES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "loading": frozenset({"lazy", "eager"}),
        "dir": frozenset({"ltr", "rtl", "auto"}),
        "align": frozenset({"left", "center", "right"}),
        "scope": frozenset({"row", "col", "rowgroup", "colgroup"}),
        "type": frozenset({"1", "a", "A", "i", "I"}),
    },
)


def filter_attribute(tag: str, name: str, value: str) -> str | None:
    """Give the value that an attribute may keep, or None when it has to go.

    >>> filter_attribute("p", "class", "lead evil"), filter_attribute("code", "class", "language-python")
    ('lead', 'language-python')
    >>> filter_attribute("img", "width", "100%")
    """
    if name == "class":
        kept = [c for c in value.split() if c in CLASSES or (tag == "code" and re.fullmatch(r"language-[\w+#.-]+", c))]
        return " ".join(kept) or None
    if name == "rel":
        return " ".join(word for word in value.lower().split() if word in RELATIONS) or None
    if name == "cite":
        # nh3 checks the scheme of links and images alone.
        return web_url(value) or None
    if name in SHAPES:
        return value if SHAPES[name].fullmatch(value) else None
    if name in CHOICES:
        return value if value in CHOICES[name] else None
    return value
