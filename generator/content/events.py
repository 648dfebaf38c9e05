"""YAML events become values: no recursion, no constructors, every key once, places kept.

Knows PyYAML's events by their shape only; the parser itself is handed in by `frontmatter`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

from generator.config import Limits
from generator.content.values import Entry, Mark, Scalar, Value

ALIASES = 100
"""Aliases that one front matter may use; nested ones are refused, so that it cannot grow beyond measure."""

SCALARS = ("str", "int", "float", "bool", "null", "timestamp")
SAFE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in (*SCALARS, "seq", "map"))
STR_TAG = "tag:yaml.org,2002:str"

INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.?[0-9]+)(?:[eE][-+]?[0-9]+)?")
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}


class Defect(Exception):  # noqa: N818  # becomes a Problem at the door and never leaves it
    """What is wrong between the fences: line from 0 below the fence, column from 1 (0: the whole line)."""

    def __init__(self, message: str, cure: str, line: int = 0, column: int = 0, other: int = 0) -> None:
        """Keep the parts; `other` is a second line of the head, from 1, that the message should name."""
        super().__init__(message)
        self.message, self.cure, self.line, self.column, self.other = message, cure, line, column, other


def resolve_plain(text: str) -> Scalar:
    """Take an unquoted scalar for null, true, false or a number, and anything else for text.

    Only what YAML 1.2 (core schema, section 10.3) has: `no` and `on` stay words, dates stay text.

    >>> resolve_plain("no").value, resolve_plain("1.0"), resolve_plain("~").value
    ('no', Scalar(text='1.0', value=1.0), None)
    """
    if text in WORDS or (text.lower() in WORDS and text in {text.capitalize(), text.upper()}):
        return Scalar(text, WORDS[text.lower()])
    if INTEGER.fullmatch(text):
        return Scalar(text, int(text))
    if FLOAT.fullmatch(text) and math.isfinite(number := float(text)):
        return Scalar(text, number)
    return Scalar(text, text)


@dataclass(slots=True)
class _Frame:
    """A list or table that is still open."""

    start: Mark
    anchor: str | None
    is_mapping: bool
    items: list[Value] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: tuple[str, Mark] | None = None
    has_alias: bool = False

    def value(self) -> Value:
        return {key: entry.value for key, entry in self.entries.items()} if self.is_mapping else tuple(self.items)


class EventReader:
    """What `yaml.load` takes for a loader: it reads one document and gives the entries of its mapping."""

    def __init__(self, parser: Any, limits: Limits, stream: str) -> None:
        """Open a parser (PyYAML's, in Python or C) on a text."""
        self._parser = parser(stream)
        self._depth = limits.front_matter_depth
        self._frames: list[_Frame] = []
        self._anchors: dict[str, tuple[Value, bool]] = {}
        self._aliases = 0
        self._root: dict[str, Entry] | None = None

    def get_single_data(self) -> dict[str, Entry]:
        """Read all events; the name is PyYAML's."""
        documents = 0
        while self._parser.check_event():
            event = self._parser.get_event()
            kind = type(event).__name__
            mark = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
            documents += kind == "DocumentStartEvent"
            if documents > 1:
                cure = "Remove what stands behind the dashes: alone, they end front matter."
                raise _defect("front matter holds a second line that begins with `---`", cure, mark)
            self._take(kind, event, mark)
        return self._root or {}

    def dispose(self) -> None:
        """Let go of the parser; the name is PyYAML's."""
        self._parser.dispose()

    def _take(self, kind: str, event: Any, mark: Mark) -> None:
        if kind in {"MappingStartEvent", "SequenceStartEvent"}:
            self._check_tag(event, mark)
            self._open(_Frame(mark, event.anchor, kind == "MappingStartEvent"))
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._close()
        elif kind == "ScalarEvent":
            self._check_tag(event, mark)
            plain = event.implicit[0] and event.tag != STR_TAG
            scalar = resolve_plain(event.value) if plain else Scalar(event.value, event.value)
            self._add(scalar, mark, event.anchor)
        elif kind == "AliasEvent":
            self._add(self._alias(event.anchor, mark), mark, None)

    def _check_tag(self, event: Any, mark: Mark) -> None:
        if event.tag not in SAFE_TAGS | {None, "!"}:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            raise _defect(
                f"the YAML tag `{shown}` is not allowed", "Remove it; or put the whole value in quotes.", mark
            )

    def _open(self, frame: _Frame) -> None:
        if self._frames and self._frames[-1].is_mapping and self._frames[-1].key is None:
            raise _defect("a key is a list or a table", "Use a word as the key, or quote it.", frame.start)
        if len(self._frames) >= self._depth:
            message = f"front matter is nested more than {self._depth} deep"
            raise _defect(message, "Use fewer brackets within brackets.", frame.start)
        self._frames.append(frame)

    def _close(self) -> None:
        frame = self._frames.pop()
        if self._frames:
            self._frames[-1].has_alias |= frame.has_alias
            self._add(frame.value(), frame.start, frame.anchor, has_alias=frame.has_alias)
        elif frame.is_mapping:
            self._root = frame.entries
        else:
            raise _not_a_mapping("list", frame.start)

    def _alias(self, name: str, mark: Mark) -> Value:
        self._aliases += 1
        if any(frame.anchor == name for frame in self._frames):
            raise _defect(f"`*{name}` stands for a list or table that holds it", "Write the values out.", mark)
        if name not in self._anchors:
            raise _defect(
                f"`*{name}` refers to a value that is not there",
                f"Put a text with an asterisk in quotes: '*{name}'.",
                mark,
            )
        value, has_alias = self._anchors[name]
        if has_alias or self._aliases > ALIASES:
            raise _defect(f"aliases such as `*{name}` are nested or too many", "Write the values out.", mark)
        self._frames[-1].has_alias = not isinstance(value, Scalar) or self._frames[-1].has_alias
        return value

    def _add(self, value: Value, mark: Mark, anchor: str | None, *, has_alias: bool = False) -> None:
        """Put a value where it belongs: as key, as value of the key before, or in a list."""
        if anchor is not None:
            self._anchors[anchor] = (value, has_alias)
        if not self._frames:
            if not isinstance(value, Scalar) or value.value is not None:
                raise _not_a_mapping("text", mark)
            return
        frame = self._frames[-1]
        if not frame.is_mapping:
            frame.items.append(value)
        elif frame.key is None:
            frame.key = _key(value, mark), mark
            if (before := frame.entries.get(frame.key[0])) is not None:
                raise Defect(
                    f"`{frame.key[0]}` stands twice",
                    "Keep one of them.",
                    mark.line - 1,
                    mark.column,
                    before.key_mark.line,
                )
        else:
            key, key_mark = frame.key
            frame.entries[key] = Entry(key, value, key_mark, mark)
            frame.key = None


def _key(value: Value, mark: Mark) -> str:
    if isinstance(value, Scalar):
        return value.text
    raise _defect("a key is a list or a table", "Use a word as the key.", mark)


def _defect(message: str, cure: str, mark: Mark) -> Defect:
    return Defect(message, cure, mark.line - 1, mark.column)


def _not_a_mapping(what: str, mark: Mark) -> Defect:
    return _defect(f"front matter is a {what}, not keys with values", "Write lines such as `title: …`.", mark)
