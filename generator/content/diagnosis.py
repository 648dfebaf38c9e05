"""What is wrong where a parser gave up, in words that an editor can follow; pure.

The parsers are only asked for the place: what they say differs between them and between versions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from generator.content.dates import likely_date
from generator.content.events import Defect
from generator.content.fences import position

QUOTES = "\"'"
OPENINGS: Mapping[str, str] = MappingProxyType({"[": "]", "{": "}"})
NAMES: Mapping[str, str] = MappingProxyType({"[": "list", "{": "table"})
SIGNS = "@`%&*!"
BLOCK_SIGNS = ">|-?"
"""Signs that YAML takes for the beginning of something longer, if it can."""

CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
NO_BLANK = re.compile(r"([A-Za-z_][\w-]*):([^\s:/].*)")
NO_BLANK_ITEM = re.compile(r"( *-)([^\s-].*)")
BARE_KEY = re.compile(r"[A-Za-z0-9_\"'. -]+")
FLAGS = frozenset({"true", "false", "yes", "no", "on", "off"})
DATED = re.compile(r"[0-9]{4}[-/][0-9]|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
WORD = re.compile(r"[^\s,:}\]]+")


def yaml_defect(head: str, line: int, column: int) -> Defect:
    """Say what YAML cannot read.

    Args:
        head: The whole front matter.
        line: Where the parser gave up, from 0.
        column: From 1.
    """
    lines = head.split("\n")
    line = min(line, len(lines) - 1)
    while line and not lines[line].strip():
        line -= 1
    for near in range(line, max(line - 3, -1), -1):
        if found := sign_defect(lines[near], near):
            return found
    for near in range(line, -1, -1):
        found = _yaml_line(lines, near, line)
        if found:
            return found
    cure = "Write `key: value` on one line, and put a value with signs in it in quotes."
    return Defect("front matter cannot be read here", cure, line, column)


def sign_defect(text: str, near: int) -> Defect | None:
    """Look for signs that are wrong in any line of YAML where something is; `near` is its number, from 0."""
    if re.match(r" *\t", text):
        return Defect("front matter is indented with a tab", "Indent with spaces.", near, 1)
    if CONFLICT.match(text):
        return Defect("a merge left its marks", "Keep the lines of one side, and delete the marks.", near, 1)
    if found := NO_BLANK.match(text):
        key, value = found.groups()
        cure = f"Write a blank: `{key}: {value[:60]}`."
        return Defect(f"`{key}` and its value are one word: no blank follows the colon", cure, near, found.end(1) + 1)
    return None


def _yaml_line(lines: Sequence[str], near: int, line: int) -> Defect | None:
    """Look for what may be wrong with one line, at or above the one where the parser gave up."""
    key, colon, value = (part.strip() for part in lines[near].partition(":"))
    above = lines[near - 1].partition(":")[2].strip() if near else ""
    if (
        key
        and near == line
        and lines[near][:1] == " "
        and colon
        and above
        and above[0] not in BLOCK_SIGNS + QUOTES + "[{&!"
    ):
        cure = "Remove the spaces at its beginning, or the value above it."
        return Defect(f'a line is indented below one that has its value: "{key[:40]}"', cure, near, 1)
    if value and (
        found := _yaml_value(key, value, near, lines[near].index(value, len(key) + 1) + 1, is_last=near == line)
    ):
        return found
    if key and not colon and lines[near][:1].isalnum() and near >= line - 1:
        return Defect(f'a line of front matter has no colon: "{key[:40]}"', "Write `key: value`.", near, 1)
    if near == line and (item := NO_BLANK_ITEM.match(lines[near])):
        dash, entry = item.groups()
        cure = f"Write it as `- {entry[:60]}`."
        return Defect("no blank follows the dash of an entry", cure, near, len(dash))
    if near == line and re.match(r" +- ", lines[near]):
        cure = "Begin it below the dash of the entry above."
        return Defect("an entry of a list is not in line with the others", cure, near, 1)
    return None


def _yaml_value(key: str, value: str, line: int, column: int, *, is_last: bool) -> Defect | None:
    """Look for what may be wrong with a value; `is_last` says that the parser gave up on its line."""
    sign = value[0]
    if sign in SIGNS or (is_last and sign in BLOCK_SIGNS):
        message = f"`{key}` begins with `{sign}`, a sign that means something else here"
        return Defect(message, _written(f"{key}: ", value), line, column)
    if sign in QUOTES and (is_last or value.count(sign) == 1):
        return _quote_defect(key, f"{key}: ", value, (line, column))
    if sign in OPENINGS and value.count(OPENINGS[sign]) < value.count(sign):
        message = f"`{key}` begins with `{sign}`, which opens a {NAMES[sign]} that is not closed"
        cure = f"Close it with `{OPENINGS[sign]}`; if it is a text, put all of it in quotes."
        return Defect(message, cure, line, column)
    if sign in OPENINGS and is_last:
        message = f"`{key}` begins with `{sign}`, which opens a {NAMES[sign]}, and goes on after it"
        return Defect(message, _written(f"{key}: ", value), line, column)
    return None


def _written(before: str, value: str) -> str:
    r"""Advise to write a value in quotes that it does not hold itself.

    >>> _written("title: ", '"Oui" dit-il')
    'Write it in quotes: `title: \'"Oui" dit-il\'`.'
    """
    quote = "'" if '"' in value else '"'
    return f"Write it in quotes: `{before}{quote}{value[:60]}{quote}`." if quote not in value else "Write it in quotes."


def _quote_defect(key: str, before: str, value: str, place: tuple[int, int]) -> Defect:
    """Say what is wrong with a value that begins with a quotation mark."""
    quote = value[0]
    if half := HALF.search(value):
        message = f"`{key}` holds half of a character: {half.group().lower()}"
        return Defect(message, "Write the character itself, not its code.", *place)
    if "\\" in value and value.count(quote) == 2 and value.endswith(quote):
        cure = f"Write it in single quotes: `{before}'{value[1:-1][:60]}'`."
        return Defect(f"`{key}` holds a backslash", cure, *place)
    if value.count(quote) == 1:
        cure = f"Close it: `{before}{value[:60]}{quote}`."
        return Defect(f"`{key}` begins with a quotation mark that is not closed", cure, *place)
    if value.endswith(quote):
        return Defect(f"`{key}` holds the quotation mark in which it is written", _written(before, value[1:-1]), *place)
    return Defect(f"`{key}` goes on after its closing quotation mark", _written(before, value), *place)


def toml_defect(head: str, line: int) -> Defect:
    """Say what TOML cannot read; the line counts from 0."""
    lines = head.split("\n")
    while line and not lines[line].strip():
        line -= 1
    key, equals, value = (part.strip() for part in lines[line].partition("="))
    place = (line, lines[line].index(value, len(key)) + 1 if value else 1)
    opened = next((at for at in range(line - 1, -1, -1) if re.search(r"=\s*\[", lines[at])), line)
    if "".join(lines[opened:line]).count("[") > "".join(lines[opened:line]).count("]"):
        return _list_defect(lines[opened].partition("=")[0].strip(), (opened, 1))
    if twice := _twice(lines[: line + 1]):
        return twice
    if not equals:
        return Defect(f'a line of front matter has no `=`: "{key[:40]}"', 'Write `key = "value"`.', line, 1)
    if not BARE_KEY.fullmatch(key):
        cure = "Write a key with letters, digits and hyphens before the `=`."
        return Defect(f'"{lines[line].strip()[:40]}" does not begin with a key', cure, line, 1)
    if not value:
        return Defect(f"`{key}` has no value", "Write one behind the `=`, or remove the line.", line, 1)
    return _toml_value(key, value, place)


def _twice(lines: Sequence[str]) -> Defect | None:
    """Find a key that stands twice in one table."""
    seen: dict[str, int] = {}
    for line, text in enumerate(lines):
        key = text.partition("=")[0].strip()
        if key.startswith("["):
            seen = {key: seen[key]} if key in seen else {}
        if key in seen:
            return Defect(f"`{key}` stands twice", "Keep one of them.", line, 1, other=seen[key] + 1)
        if key and not key.startswith("#"):
            seen[key] = line
    return None


def _toml_value(key: str, value: str, place: tuple[int, int]) -> Defect:
    """Say what is wrong with the value of a key."""
    if value[0] in QUOTES:
        return _quote_defect(key, f"{key} = ", value, place)
    if DATED.match(value):
        return Defect(f'`{key}` is not a date: "{value[:60]}"', f"Write it as {likely_date(value)}.", *place)
    if value[0] in OPENINGS:
        return _list_defect(key, place)
    if value.lower() in FLAGS:
        return Defect(f'`{key}` is neither true nor false: "{value}"', "Write true or false, in small letters.", *place)
    if not value[0].isalpha():
        cure = 'Write lines such as `title = "…"` and `date = 2017-02-16`.'
        return Defect(f'`{key}` cannot be read: "{value[:60]}"', cure, *place)
    return Defect(f'`{key}` is a text without quotes: "{value[:60]}"', _written(f"{key} = ", value), *place)


def _list_defect(key: str, place: tuple[int, int]) -> Defect:
    message = f"the list of `{key}` cannot be read to its end"
    return Defect(message, f'Write it as `{key} = ["first", "second"]`.', *place)


def json_defect(head: str, error: json.JSONDecodeError) -> Defect:
    """Say what JSON cannot read."""
    at = error.pos
    comma = re.compile(r",\s*(?=[}\]])").search(head, len(head[:at].rstrip().rstrip(",")))
    here = head[at : at + 1]
    if comma and comma.start() <= at <= comma.end():
        at, what = comma.start(), ("a comma stands before the closing bracket", "Remove it.")
    elif here in set("}],"):
        what = ("a value is missing before this", 'Write one; an empty text is `""`.')
    elif here == "'":
        what = ("a text stands in single quotes", "Write double quotes.")
    elif here < " ":
        what = ("a text goes on over the end of its line", "Write it on one line.")
    elif here == "\\":
        what = ("a text holds a backslash", "Write two of them.")
    elif "delimiter" in error.msg:
        sign = "colon" if "':'" in error.msg else "comma"
        what = (f"a {sign} is missing before this", f'Add a {sign}: `"title": "…", "date": "2017-02-16"`.')
    else:
        word = WORD.match(head, at)
        shown = f': "{word.group()[:40]}"' if word else ""
        cure = "Keys and texts stand in double quotes; numbers, true and false without them."
        what = (f"front matter cannot be read here{shown}", cure)
    line, column = position(head, at)
    return Defect(*what, line - 1, column)
