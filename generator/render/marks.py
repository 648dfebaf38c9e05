"""Marks: short hashes of all that rendered bytes depend on, so that what is known need not be made again.

A page is a pure function of its views, the templates, the words and dates of its language, and the code that renders.
Views that many pages show, such as cards, are read once.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import Any

from generator.memory import memory_key
from generator.render.locales import Locale
from generator.views import Card, DigestLink, Feed, FeedEntry, Pagination, SiteView

LIBRARIES = ("babel", "jinja2", "markupsafe", "tzdata")
STATIC = "static"
"""Folder of the templates that holds no templates, but files to be copied."""
MARK_BYTES = 16
PLAIN = frozenset({str, int, bool, float, bytes, type(None), date, datetime})
"""Kinds of values that show themselves, and all of themselves."""
SHARED = frozenset({Card, DigestLink, Feed, FeedEntry, Pagination, SiteView})
"""Views that are shown at many places; to read them again costs more than to know them again."""


class Marks:
    """Marks what is rendered in one build."""

    def __init__(self, ground: str) -> None:
        """Begin a build.

        Args:
            ground: What all that is rendered depends on, beside its own views; from `rendering_ground`.
        """
        self._ground = ground
        # The view is held beside its mark, so that nothing else takes its place in memory.
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, kind: str, *views: object) -> bytes:
        """Give the mark of what is made of some views.

        Args:
            kind: What is made of them.
            views: Frozen dataclasses; with one that shows itself by its place in memory the mark is always another.

        >>> Marks("ground").of("page", ("a", "b")) == Marks("ground").of("page", ("a", "b"))
        True
        """
        return _hashed(repr((self._ground, kind, tuple([self._told(view) for view in views]))))

    def _told(self, value: Any) -> object:
        """Give what shows all of a value: itself, the parts of a view, or the mark of a view that many pages show."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is tuple:
            return tuple([part if type(part) in PLAIN else self._told(part) for part in value])
        if kind in SHARED:
            known = self._known.get(id(value))
            if known is None:
                known = self._known[id(value)] = (value, _hashed(repr(self._apart(value, kind))))
            return known[1]
        return self._apart(value, kind)

    def _apart(self, value: Any, kind: type) -> tuple[object, ...]:
        """Take a view apart; what is no view shows itself."""
        parts = _parts(kind)
        if parts is None:
            return ..., kind.__qualname__, repr(value)
        return ..., kind.__qualname__, *[part if type(part) in PLAIN else self._told(part) for part in parts(value)]


def _hashed(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=MARK_BYTES).digest()


@cache
def _parts(kind: type) -> Callable[[Any], tuple[object, ...]] | None:
    """Give what takes a dataclass apart; None for other kinds."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = [field.name for field in dataclasses.fields(kind)]
    return attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)


def rendering_ground(folders: Sequence[Path], locales: Mapping[str, Locale]) -> str:
    """Name all that every page of the site depends on: templates, words, code and libraries.

    Args:
        folders: Where templates are looked for.
        locales: Words and dates of each edition; what more they know comes with Babel.
    """
    templates = [
        part
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.relative_to(folder).parts[0] != STATIC
        for part in (file.relative_to(folder).as_posix(), file.read_bytes())
    ]
    words = [repr((lang, str(locales[lang].cldr), sorted(locales[lang].words.items()))) for lang in sorted(locales)]
    package = resources.files("generator")
    sources = [file for folder in ("render", "views") for file in package.joinpath(folder).iterdir()]
    code = [file.read_bytes() for file in sorted(sources, key=lambda file: file.name) if file.name.endswith(".py")]
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    return memory_key("ground/1", *templates, *words, *code, *libraries, sys.version)
