"""The door to python-frontmatter and PyYAML: text between fences becomes keys and values with places.

Both are kept for their parsers alone. PyYAML's constructors are not used: they turn `no` into False, `2026-02-30`
into an exception without a place and keep the last of two keys, so that values are made from its events here.
libyaml's parser and the one in Python give the same events; the faster is used where it is there.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from functools import partial
from itertools import accumulate
from typing import Any

import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from generator.config import Limits
from generator.content.diagnosis import json_defect, sign_defect, toml_defect, yaml_defect
from generator.content.events import Defect, EventReader, resolve_plain
from generator.content.fences import JSON_TOKEN, Fenced, find_fences, position
from generator.content.values import Dialect, Entry, FrontMatter, Mark, Scalar, Value
from generator.errors import Location, Problem

Entries = Mapping[str, Entry]
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

TEXT_WITH_COLON = re.compile(r"([A-Za-z_][\w-]*):[ \t]+(?![\"'\[{>|&*!%@`#])(\S.*?)[ \t]*")
SEPARATORS = re.compile("[\u2028\u2029]")
TITLE_KEYS = frozenset({"title", "Title"})


def read_front_matter(text: str, shown_path: str, limits: Limits) -> FrontMatter | Problem:
    r"""Read the head of an article in any of the four dialects.

    Args:
        text: The whole file, with `\n` as line end.
        shown_path: For messages.
        limits: `front_matter_bytes` and `front_matter_depth` bound it.

    >>> front = read_front_matter("---\ntitle: Guerre : ce que\n---\nTexte", "a.md", Limits())
    >>> front.entries["title"].value.text, front.body
    ('Guerre : ce que', 'Texte')
    """
    fenced = find_fences(text, shown_path)
    if isinstance(fenced, Problem):
        return fenced
    size = len(fenced.head.encode())
    if size > limits.front_matter_bytes:
        message = f"front matter has {size} bytes, more than the {limits.front_matter_bytes} allowed"
        cure = "Make it shorter, or raise `limits.front_matter_bytes` in site.toml."
        return Problem(Location(shown_path, fenced.head_line), message, cure)
    try:
        entries = _parse(fenced, limits)
    except Defect as defect:
        line = fenced.head_line + defect.line
        also = f" (first in line {fenced.head_line + defect.other - 1})" if defect.other else ""
        return Problem(Location(shown_path, line, defect.column), defect.message + also, defect.cure)
    return FrontMatter(_moved(entries, fenced.head_line - 1), fenced.dialect, fenced.body, fenced.body_line)


def _parse(fenced: Fenced, limits: Limits) -> Entries:
    """Hand the head to the handler of its dialect."""
    handlers: dict[Dialect, Callable[[], Any]] = {
        Dialect.YAML: partial(YamlHandler().load, fenced.head, Loader=partial(EventReader, PARSER, limits)),
        Dialect.TOML: partial(TomlHandler().load, fenced.head, deepest=limits.front_matter_depth),
        Dialect.JSON: partial(JsonHandler().load, fenced.head, deepest=limits.front_matter_depth),
        Dialect.HEADERS: partial(HeaderHandler().load, fenced.head),
    }
    if fenced.dialect in {Dialect.JSON, Dialect.TOML}:
        _check_depth(fenced.head, limits.front_matter_depth, outer=fenced.dialect is Dialect.JSON)
    entries: Entries = handlers[fenced.dialect]()
    for entry in entries.values():
        _check_characters(entry)
    return entries


def _check_characters(entry: Entry) -> None:
    """Refuse half of a character, which an escape may write and no file can hold."""
    halves = [sign for text in _texts(entry.value) for sign in text if "\ud800" <= sign <= "\udfff"]
    if halves:
        message = f"`{entry.key}` holds half of a character: \\u{ord(halves[0]):04x}"
        mark = entry.value_mark
        raise Defect(message, "Write the character itself, not its code.", mark.line - 1, mark.column)


def _texts(value: Value) -> Iterator[str]:
    """Give all texts that a value holds, keys among them."""
    if isinstance(value, Scalar):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    else:
        for key, item in value.items():
            yield key
            yield from _texts(item)


def _moved(entries: Entries, lines: int) -> Entries:
    """Count lines from the top of the file."""
    return {
        key: Entry(
            key,
            entry.value,
            Mark(entry.key_mark.line + lines, entry.key_mark.column),
            Mark(entry.value_mark.line + lines, entry.value_mark.column),
        )
        for key, entry in entries.items()
    }


class YamlHandler(YAMLHandler):
    """YAML whose titles may hold a colon or a ` #`."""

    def load(self, fm: str, **kwargs: object) -> Any:
        """Parse YAML after mending it."""
        try:
            return super().load(_mended(fm), **kwargs)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line, mark.column + 1) if mark else (0, 0)
            raise yaml_defect(fm, line, column) from error
        except Defect as defect:
            raise sign_defect(fm.split("\n")[defect.line], defect.line) or defect from None
        except yaml.YAMLError as error:
            cure = "Put the value in double quotes."
            raise Defect("front matter holds a character that YAML refuses", cure) from error


def _mended(head: str) -> str:
    """Quote what the author plainly meant as text.

    A value at the top level with a colon and a space in it, and a title with ` #` in it, stand on one line; a value
    that goes on below is left to YAML. Separators of lines and paragraphs, which come with pasted texts, end no line
    (YAML 1.2, section 5.4); the parser, which knows YAML 1.1, would take them for ends.
    """
    lines = SEPARATORS.sub(" ", head).split("\n")
    for index, line in enumerate(lines):
        found = TEXT_WITH_COLON.fullmatch(line)
        goes_on = index + 1 < len(lines) and lines[index + 1][:1] in {" ", "\t"} and lines[index + 1].strip()
        if not found or goes_on:
            continue
        key, value = found.groups()
        if key in TITLE_KEYS and " #" in value:
            lines[index] = _quoted(line, found.start(2), value)
        elif ": " in (text := value.split(" #")[0]) or text.endswith(":"):
            lines[index] = _quoted(line, found.start(2), text.rstrip())
    return "\n".join(lines)


def _quoted(line: str, at: int, value: str) -> str:
    return line[:at] + "'" + value.replace("'", "''") + "'"


class TomlHandler(BaseHandler):
    """TOML by the standard library; the library's own handler wants a package that is not maintained."""

    FM_BOUNDARY = re.compile(r"^\+{3}\s*$", re.MULTILINE)

    def load(self, fm: str, **kwargs: Any) -> Any:
        """Parse TOML, `deepest` tables deep; a key with dots opens one for each, which no count of brackets tells."""
        try:
            table = tomllib.loads(fm, parse_float=_number)
            values = {key: _value(item, kwargs["deepest"]) for key, item in table.items()}
        except tomllib.TOMLDecodeError as error:
            at = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
            raise toml_defect(fm, int(at.group(1)) - 1 if at else fm.count("\n")) from error
        except (ValueError, RecursionError) as error:
            raise Defect("front matter holds a value that TOML cannot read", "Make it simpler.") from error
        return {key: Entry(key, value, *_toml_marks(fm, key)) for key, value in values.items()}


def _toml_marks(head: str, key: str) -> tuple[Mark, Mark]:
    """Find a top-level key of TOML, by itself, with a dot, or as the name of a table."""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    found = re.search(rf"^[ \t]*(?:\[+[ \t]*)?({name})[ \t]*(?:=[ \t]*()|\]|\.)", head, re.MULTILINE)
    if not found:
        return Mark(1), Mark(1)
    value_at = found.start(2) if found.group(2) is not None else found.start(1)
    return Mark(*position(head, found.start(1))), Mark(*position(head, value_at))


class JsonHandler(JSONHandler):
    """JSON in which no key may stand twice."""

    def load(self, fm: str, **kwargs: Any) -> Any:
        """Parse JSON, `deepest` tables and lists deep."""
        marks = _json_marks(fm)
        try:
            table = super().load(
                fm, parse_int=_number, parse_float=_number, parse_constant=_text, object_pairs_hook=_once
            )
        except json.JSONDecodeError as error:
            raise json_defect(fm, error) from error
        except RecursionError as error:
            raise Defect("front matter is nested too deeply", "Use fewer brackets within brackets.") from error
        return {
            key: Entry(key, _value(item, kwargs["deepest"]), *marks.get(key, (Mark(1), Mark(1))))
            for key, item in table.items()
        }


def _json_marks(head: str) -> dict[str, tuple[Mark, Mark]]:
    """Find the keys of the outermost table."""
    marks: dict[str, tuple[Mark, Mark]] = {}
    depth = 0
    for token in JSON_TOKEN.finditer(head):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token.group(), 0)
        after = re.compile(r"\s*:\s*").match(head, token.end())
        if depth != 1 or not token.group().startswith('"') or not after:
            continue
        key, mark = token.group()[1:-1], Mark(*position(head, token.start()))
        if key in marks:
            raise _twice(key, marks[key][0].line, mark)
        marks[key] = (mark, Mark(*position(head, after.end())))
    return marks


def _twice(key: str, first: int, mark: Mark) -> Defect:
    return Defect(f"`{key}` stands twice", "Keep one of them.", mark.line - 1, mark.column, other=first)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _item in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise Defect(f"`{twice}` stands twice in one table", "Keep one of them.")
    return table


class HeaderHandler(BaseHandler):
    """`Key: value` lines up to the first blank line, as Pelican and MultiMarkdown have them."""

    FM_BOUNDARY = re.compile(r"^$", re.MULTILINE)

    def load(self, fm: str) -> Any:
        """Parse headers; an indented line goes on with the value above it."""
        entries: dict[str, Entry] = {}
        last = ""
        for number, line in enumerate(fm.rstrip("\n").split("\n"), 1):
            if line[:1].isspace() and last:
                entry = entries[last]
                value = _text(f"{_spelling(entry.value)} {line.strip()}".strip())
                entries[last] = Entry(last, value, entry.key_mark, entry.value_mark)
                continue
            key, _colon, text = line.partition(":")
            column = len(key) + 2 + len(text) - len(text.lstrip())
            last = key.strip()
            if last in entries:
                raise _twice(last, entries[last].key_mark.line, Mark(number, 1))
            entries[last] = Entry(last, _text(text.strip()), Mark(number, 1), Mark(number, column))
        return entries


def _spelling(value: Value) -> str:
    return value.text if isinstance(value, Scalar) else ""


def _text(text: str) -> Scalar:
    return Scalar(text, text)


def _number(text: str) -> Scalar:
    """Keep how a number was spelled; one that is not finite stays text."""
    scalar = resolve_plain(text)
    return _text(text) if isinstance(scalar.value, float) and not math.isfinite(scalar.value) else scalar


def _value(item: Any, deepest: int) -> Value:
    """Turn what TOML and JSON give into values, so many tables and lists deep at the most."""
    if isinstance(item, Scalar):
        return item
    if isinstance(item, dict | list) and not deepest:
        raise Defect("front matter is nested too deeply", "Use fewer tables and lists within each other.")
    if isinstance(item, dict):
        return {key: _value(inner, deepest - 1) for key, inner in item.items()}
    if isinstance(item, list):
        return tuple(_value(inner, deepest - 1) for inner in item)
    if isinstance(item, datetime | date | time):
        return _text(item.isoformat())
    spelled = {None: "null", True: "true", False: "false"}
    return Scalar(str(item) if isinstance(item, int | str) and not isinstance(item, bool) else spelled[item], item)


def _check_depth(head: str, limit: int, *, outer: bool) -> None:
    """Refuse brackets that nest too deeply before a recursive parser meets them."""
    tokens = [t for t in JSON_TOKEN.finditer(head) if not t.group().startswith('"')]
    for token, depth in zip(tokens, accumulate(1 if t.group() in "{[" else -1 for t in tokens), strict=True):
        if depth > limit + outer:
            line, column = position(head, token.start())
            raise Defect(
                f"front matter is nested more than {limit} deep",
                "Use fewer brackets within brackets.",
                line - 1,
                column,
            )
