"""Marks: short hashes of all that rendered bytes depend on, so that what is known need not be made again.

A page is a pure function of its views, the templates, the words and dates of its language, and the code that renders.
Views that many pages show, such as cards, are read once.
"""

from __future__ import annotations

import dataclasses
import marshal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from importlib import resources
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from generator.errors import ContentError, Location, Problem
from generator.memory import memory_key
from generator.ordinary import read_ordinary
from generator.render.locales import Locale
from generator.texts import KnownText
from generator.views import Card, DigestLink, Feed, FeedEntry, Pagination, Period, SiteView

LIBRARIES = ("babel", "jinja2", "markupsafe", "tzdata")
STATIC = "static"
"""Folder of the templates that holds no templates, but files to be copied."""
MARK_BYTES = 16
PLAIN = frozenset({str, int, bool, float, bytes, type(None)})
"""Kinds of values that show themselves, and all of themselves."""
MOMENTS = frozenset({date, datetime})
PORTABLE = 0
"""Version of Python's own format in which equal values have equal bytes, however often each of them is met."""
SHARED = frozenset({Card, DigestLink, Feed, FeedEntry, Pagination, Period, SiteView})
"""Views that are shown at many places; to read them again costs more than to know them again."""
LONG = 8
"""Views in a run from which it is known again when another page has the same run, such as the pages of one list."""


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
        self._moments: dict[int, tuple[date, str]] = {}

    def of(self, kind: str, *views: object) -> bytes:
        """Give the mark of what is made of some views.

        Args:
            kind: What is made of them.
            views: Frozen dataclasses; with one that shows itself by its place in memory the mark is always another.

        >>> Marks("ground").of("page", ("a", "b")) == Marks("ground").of("page", ("a", "b"))
        True
        """
        return _hashed((self._ground, kind, *[self._told(view) for view in views]))

    def _told(self, value: Any) -> object:
        """Give what shows all of a value: itself, the parts of a view, or the mark of a view that many pages show."""
        kind = type(value)
        if kind in PLAIN:
            return value
        if kind is tuple:
            return self._all_told(value) if value else value
        if kind is KnownText:
            return value.mark
        if kind in SHARED:
            return self._mark_of(value, kind)
        if kind in MOMENTS:
            moment = self._moments.get(id(value))
            if moment is None:
                moment = self._moments[id(value)] = (value, repr(value))
            return ..., moment[1]
        return self._apart(value, kind)

    def _mark_of(self, value: Any, kind: type) -> bytes:
        """Give the mark of a view that many pages show."""
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, _hashed(self._apart(value, kind)))
        return known[1]

    def _all_told(self, values: tuple[Any, ...]) -> tuple[object, ...]:
        """Give what shows all of some values; views of one kind with plain parts only are taken apart together."""
        kinds = {*map(type, values)}
        if kinds <= PLAIN:
            return values
        if len(kinds) == 1:
            (kind,) = kinds
            if kind in SHARED:
                return tuple([self._mark_of(value, kind) for value in values])
            taker = _taker(kind)
            if taker:
                return self._taken(taker, values)
        return tuple([part if type(part) in PLAIN else self._told(part) for part in values])

    def _taken(self, taker: _Taker, values: tuple[Any, ...]) -> tuple[object, ...]:
        """Take views of one kind apart; a long run of views that show themselves is read once, as pages share it."""
        if taker.deep:
            return ..., ..., taker.name, *[self._parts(taker, value) for value in values]
        if len(values) < LONG:
            return ..., ..., taker.name, *map(taker.parts, values)
        known = self._known.get(id(values))
        if known is None:
            told = ..., ..., taker.name, *map(taker.parts, values)
            known = self._known[id(values)] = (values, _hashed(told))
        return ..., ..., ..., known[1]

    def _apart(self, value: Any, kind: type) -> tuple[object, ...]:
        """Take a view apart; what is no view shows itself."""
        taker = _taker(kind)
        if taker is None:
            return ..., kind.__qualname__, repr(value)
        return ..., taker.name, self._parts(taker, value)

    def _parts(self, taker: _Taker, value: Any) -> Sequence[object]:
        """Give what shows all parts of a view."""
        if not taker.deep:
            return taker.parts(value)
        parts = [*taker.parts(value)]
        for place in taker.deep:
            parts[place] = self._told(parts[place])
        return parts


def _hashed(told: tuple[Any, ...]) -> bytes:
    return blake2b(marshal.dumps(told, PORTABLE), digest_size=MARK_BYTES).digest()


class _Taker(NamedTuple):
    """How views of one kind are taken apart.

    Attributes:
        name: Of the kind.
        parts: Gives the parts of a view.
        deep: Places of the parts that do not show themselves.
    """

    name: str
    parts: Callable[[Any], tuple[object, ...]]
    deep: tuple[int, ...]


@cache
def _taker(kind: type) -> _Taker | None:
    """Give what takes a dataclass apart; None for other kinds."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = [field.name for field in dataclasses.fields(kind)]
    parts = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    hints = get_type_hints(kind)
    return _Taker(kind.__qualname__, parts, tuple(n for n, name in enumerate(names) if not _is_plain(hints[name])))


def _is_plain(hint: object) -> bool:
    """Tell whether all values of a type show themselves, as texts and runs of them do."""
    if get_origin(hint) is tuple:
        return all(part is ... or part in PLAIN for part in get_args(hint))
    return all(part in PLAIN for part in (get_args(hint) if isinstance(hint, UnionType) else (hint,)))


def _is_template(file: Path) -> bool:
    """Tell whether a file stands for a template: a pipe or a link to nothing does, and is told when it is read.

    Jinja would pass over it and take the program's own without a word. Hidden ones are what editors leave behind.
    """
    return file.is_file() or not (file.is_dir() or file.name.startswith("."))


def _template(file: Path) -> bytes:
    try:
        return read_ordinary(file)
    except OSError as error:
        problem = Problem(Location(str(file)), f"cannot be read: {error.strerror}", "Check that you may read it.")
        raise ContentError([problem]) from error


def rendering_ground(folders: Sequence[Path], locales: Mapping[str, Locale]) -> str:
    """Name all that every page of the site depends on: templates, words, code and libraries.

    Args:
        folders: Where templates are looked for.
        locales: Words and dates of each edition; what more they know comes with Babel.

    Raises:
        ContentError: a template cannot be read.
    """
    templates = [
        part
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if _is_template(file) and file.relative_to(folder).parts[0] != STATIC
        for part in (file.relative_to(folder).as_posix(), _template(file))
    ]
    words = [repr((lang, str(locales[lang].cldr), sorted(locales[lang].words.items()))) for lang in sorted(locales)]
    package = resources.files("generator")
    sources = [file for folder in ("render", "views") for file in package.joinpath(folder).iterdir()]
    code = [file.read_bytes() for file in sorted(sources, key=lambda file: file.name) if file.name.endswith(".py")]
    libraries = [f"{name} {version(name)}" for name in LIBRARIES]
    return memory_key("ground/1", *templates, *words, *code, *libraries, sys.version)
