from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from generator.toml_lines import KeyPath, key_lines

FILE = r'''
# title = "no"
title = """
title = "neither" \""" """"
'a.b'."c\u0064".e = 1979-05-27 07:32:00.5 # { x = 1 }
numbers = [ 1.5, # two = 2
  [2, "]"],
  { three = 3, four.five = [4] },
]

[ tables . "of tables" ]
key = '#'
[[rows]]
name = 'one'
  [rows.inner]
  depth = '''
FILE += "'''\ndepth = 3'''\n[[rows]]\n[[rows.deep]]\na = 1\n[[rows.deep]]\na = 2\n"


def paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Give the path of everything that a table holds."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths(inner, (*path, key))


def test_everything_has_a_line() -> None:
    assert set(key_lines(FILE)) == set(paths(tomllib.loads(FILE)))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 3),
        (("a.b", "cd", "e"), 5),
        (("numbers",), 6),
        (("numbers", 1), 7),
        (("numbers", 1, 1), 7),
        (("numbers", 2, "four", "five", 0), 8),
        (("tables", "of tables", "key"), 12),
        (("rows", 0, "name"), 14),
        (("rows", 0, "inner", "depth"), 16),
        (("rows", 1), 18),
        (("rows", 1, "deep", 0, "a"), 20),
        (("rows", 1, "deep", 1), 21),
        (("rows", 1, "deep", 1, "a"), 22),
    ],
)
def test_a_line_is_that_on_which_a_key_or_an_item_begins(path: KeyPath, line: int) -> None:
    assert key_lines(FILE)[path] == line


def test_lines_of_windows_count_once() -> None:
    assert key_lines("a = 1\r\n\r\n[b]\r\nc = 2\r\n") == {("a",): 1, ("b",): 3, ("b", "c"): 4}
