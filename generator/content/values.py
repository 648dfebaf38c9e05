"""What front matter holds, whatever dialect it was written in: keys, values and their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import TypeAlias


class Dialect(Enum):
    """How front matter is written."""

    YAML = "YAML"
    TOML = "TOML"
    JSON = "JSON"
    HEADERS = "headers"


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value that is no list and no table.

    Attributes:
        text: As the author spelled it, so that a title `2017` or a tag `1.0` stays what it was.
        value: What the dialect takes it for; dates stay text everywhere.
    """

    text: str
    value: str | int | float | bool | None


Value: TypeAlias = "Scalar | tuple[Value, ...] | Mapping[str, Value]"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file: line and column, both counted from 1; column 0 when it is not known."""

    line: int
    column: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A top-level key with its value, and where both stand."""

    key: str
    value: Value
    key_mark: Mark
    value_mark: Mark


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of an article, read, and the text below it.

    Attributes:
        entries: By raw key, in the order of the file.
        dialect: How it was written.
        body: All that follows the front matter.
        body_line: Line of the file on which `body` begins, from 1.
    """

    entries: Mapping[str, Entry]
    dialect: Dialect
    body: str
    body_line: int


def plain(value: Value) -> object:
    """Give a value as templates like it: typed, and frozen to the bottom.

    >>> plain((Scalar("1.0", 1.0), Scalar("a", "a")))
    (1.0, 'a')
    """
    if isinstance(value, Scalar):
        return value.value
    if isinstance(value, tuple):
        return tuple(plain(item) for item in value)
    return MappingProxyType({key: plain(item) for key, item in value.items()})
