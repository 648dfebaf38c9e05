"""A former address is written into the front matter of an article; all else in its file stays byte for byte; pure.

The line is put where each dialect has it, in one of a few ways, and the file is read again: only when it now says all
that it said before, and the address besides, is it taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from generator.config import ContentConfig
from generator.content.fences import decode
from generator.content.frontmatter import read_front_matter
from generator.content.keys import items, name_fields
from generator.content.values import Dialect, Entry, FrontMatter, Scalar, Value
from generator.errors import Problem

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
ITEM = re.compile(r"([ \t]*)-[ \t]")


def with_alias(data: bytes, alias: str, config: ContentConfig) -> bytes | None:
    r"""Add a former address to an article.

    Args:
        data: The file.
        alias: From the root of the site, percent-encoded.
        config: Limits.

    Returns:
        The new file, or None when no way was found that changes nothing else.

    >>> with_alias(b"---\r\ntitle: A\r\n---\r\nText", "/old/", ContentConfig())
    b'---\r\ntitle: A\r\naliases: ["/old/"]\r\n---\r\nText'
    """
    front = _read(data, config)
    if front is None:
        return None
    entry = name_fields(front, "").entries.get("aliases")
    lines = LINE.findall(data.decode())
    ways = _added(lines, front, alias) if entry is None else _extended(lines, entry, alias)
    for way in ways:
        new = "".join(way).encode()
        if _says(_read(new, config), front, entry, alias):
            return new
    return None


def _read(data: bytes, config: ContentConfig) -> FrontMatter | None:
    text, problems = decode(data, "")
    front = None if problems else read_front_matter(text, "", config.limits)
    return None if isinstance(front, Problem) else front


def _added(lines: list[str], front: FrontMatter, alias: str) -> Iterator[list[str]]:
    """Write a new field: last in YAML and headers, first in TOML, where tables may follow, and in JSON."""
    end = re.sub(r"[^\r\n]", "", lines[0]) or "\n"
    written = json.dumps([alias])
    last = front.body_line - 2
    if front.dialect is Dialect.YAML:
        yield [*lines[:last], f"aliases: {written}{end}", *lines[last:]]
    elif front.dialect is Dialect.TOML:
        first = next((at for at, line in enumerate(lines) if line.strip()), 0) + 1
        yield [*lines[:first], f"aliases = {written}{end}", *lines[first:]]
    elif front.dialect is Dialect.JSON:
        yield ["".join(lines).replace("{", f'{{"aliases": {written}, ', 1)]
        yield ["".join(lines).replace("{", f'{{"aliases": {written}', 1)]
    else:
        yield [*lines[:last], f"Aliases: {alias}{end}", *lines[last:]]


def _extended(lines: list[str], entry: Entry, alias: str) -> Iterator[list[str]]:
    """Write one more address into the field that is there."""
    at = entry.key_mark.line - 1
    before, here, after = lines[:at], lines[at], lines[at + 1 :]
    quoted = json.dumps(alias)
    start = here.find("[", max(entry.key_mark.column - 1, 0))
    if start >= 0:
        for shown in (f"{quoted}, ", quoted):
            yield [*before, here[: start + 1] + shown + here[start + 1 :], *after]
    for number, line in enumerate(after[:3]):
        if item := ITEM.match(line):
            end = re.sub(r"[^\r\n]", "", line) or "\n"
            yield [*before, here, *after[:number], f"{item.group(1)}- {quoted}{end}", *after[number:]]
            break
    if found := re.fullmatch(r"([^:=]+[:=][ \t]*)([^\r\n]*?)([ \t]*(?:\r\n|\r|\n)?)", here):
        head, value, end = found.groups()
        yield [*before, f"{head}[{quoted}, {value}]{end}" if value else f"{head.rstrip()} [{quoted}]{end}", *after]


def _says(new: FrontMatter | None, old: FrontMatter, entry: Entry | None, alias: str) -> bool:
    """Tell whether front matter says what it said, and the address besides."""
    if new is None or new.body != old.body:
        return False
    found = name_fields(new, "").entries.get("aliases")
    if found is None or _texts(found) != _texts(entry) | {alias}:
        return False
    key = entry.key if entry else found.key
    return _others(new, key) == _others(old, key)


def _texts(entry: Entry | None) -> set[str]:
    value = entry.value if entry else ()
    return {item.text for item in items(value) if isinstance(item, Scalar) and item.value is not None}


def _others(front: FrontMatter, key: str) -> dict[str, Value]:
    """Give all fields but one, wherever they stand."""
    return {name: entry.value for name, entry in front.entries.items() if name != key}
