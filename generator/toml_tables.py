"""A TOML file is read [I/O], and its tables become dataclasses; every defect comes with its line."""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from generator.errors import Location, Problem, UsageError
from generator.ordinary import read_ordinary
from generator.toml_lines import KeyPath, key_lines

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Signs that XML 1.0 does not allow, or discourages."""
T = TypeVar("T")
Finder = Callable[..., Location]
"""Gives the place of a key, of which the names and numbers on the way to it are told."""


def read_toml(file: Path | None, problems: list[Problem]) -> tuple[dict[str, Any], Finder]:
    """Read a TOML file; give its table and a way to find the line of a key."""
    if file is None:
        return {}, lambda *_keys: Location("site.toml")
    try:
        text = read_ordinary(file).decode("utf-8-sig")
        table = tomllib.loads(text)
        _check_numbers(table)
        return table, partial(_find_key, str(file), cache(partial(key_lines, text)))
    except OSError as error:
        is_lost = isinstance(error, FileNotFoundError) and not file.is_symlink()
        cure = "Name an existing file with --config." if is_lost else "Put an ordinary file there that you may read."
        raise UsageError(f"{file}: cannot be read ({error.strerror})\n    {cure}") from error
    except UnicodeDecodeError:
        problems.append(Problem(Location(str(file)), "is not UTF-8", "Save the file as UTF-8."))
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        place = Location(str(file), *(map(int, at.groups()) if at else ()))
        problems.append(
            Problem(place, f"is not TOML: {str(error).split(' (at')[0]}", "See https://toml.io for the syntax.")
        )
    except (ValueError, RecursionError):
        cure = "Make it simpler: fewer brackets within brackets, shorter numbers."
        problems.append(Problem(Location(str(file)), "holds a value that TOML cannot read", cure))
    return {}, lambda *_keys: Location(str(file))


def _check_numbers(value: Any) -> None:
    """Refuse whole numbers beyond those that TOML has; Python would not even write down the longest of them.

    Raises:
        ValueError: there is one.
    """
    if isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            _check_numbers(item)
    elif isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError


def _find_key(file: str, lines: Callable[[], Mapping[KeyPath, int]], *path: str | int) -> Location:
    """Find the line of a key, else that of the innermost table around it that has one."""
    while path and path not in lines():
        path = path[:-1]
    return Location(file, lines().get(path, 0))


def from_table(
    cls: type[T], table: Any, path: tuple[str, ...], find: Finder, problems: list[Problem], blank: T | None = None
) -> T:
    """Make a dataclass of a TOML table whose keys are its fields."""
    default = cls() if blank is None else blank
    find = partial(find, *path)
    if not isinstance(table, dict):
        name = ".".join(path)
        problems.append(Problem(find(), f"`{name}` is not a table", f"Write `[{name}]`, its keys below."))
        return default
    kinds = {f.name: str(f.type) for f in dataclasses.fields(cls)}  # type: ignore[arg-type]
    known = [name for name in kinds if name != "vocabularies"]
    simple = {key: kind for key, kind in kinds.items() if kind in EXPECTED}
    values = {}
    for key, value in table.items():
        if key not in simple:
            near = difflib.get_close_matches(key.lower(), known, 1)
            cure = f"Did you mean `{near[0]}`?" if near else f"Known here: {', '.join(known)}."
            problems.append(Problem(find(key), f"`{key}` is not a known key", cure))
        elif (meant := typed(value, simple[key])) is None:
            problems.append(Problem(find(key), f"`{key}` is not {EXPECTED[simple[key]]}", "See docs/configuration.md."))
        elif isinstance(meant, str) and CONTROL.search(meant):
            problems.append(Problem(find(key), f"`{key}` holds control characters", "Delete them."))
        else:
            values[key] = meant
    return dataclasses.replace(default, **values)  # type: ignore[type-var]


EXPECTED = {
    "str": "a text",
    "int": "a whole number from 0",
    "bool": "true or false",
    "tuple[str, ...]": "a list of texts",
    "tuple[int, ...]": "a list of whole numbers",
}


def typed(value: Any, kind: str) -> Any:
    """Give a TOML value as the kind that a field has, or None when it is of another kind."""
    if kind == "tuple[str, ...]":
        return tuple(value) if isinstance(value, list) and all(isinstance(v, str) for v in value) else None
    if kind == "tuple[int, ...]":
        return tuple(value) if isinstance(value, list) and all(typed(v, "int") is not None for v in value) else None
    if kind == "int":
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
    return value if isinstance(value, {"str": str, "bool": bool}[kind]) else None
