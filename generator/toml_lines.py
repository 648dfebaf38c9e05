"""Where the keys of a TOML file stand, which the library that reads the values does not tell; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]
"""Keys from the outermost table inwards, and places in lists, counted from 0."""

TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<long>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5})
    | (?P<text>"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<sign>[\[\]{},=.\n])
    | (?P<bare>[^\s\[\]{},=.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
ESCAPED: Mapping[str, str] = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
ENDS = frozenset({"\n", ",", "]", "}", ""})
"""What a value ends before; "" is the end of the file."""


def key_lines(text: str) -> Mapping[KeyPath, int]:
    r"""Find the line of each table, key and item.

    Args:
        text: A file that the library has read without an error.

    >>> lines = key_lines('title = "a"\n[[fr.tag]]\nlabel = "b"\n[[fr.tag]]\nlabel = "c"\n')
    >>> lines["title",], lines["fr", "tag", 1], lines["fr", "tag", 1, "label"]
    (1, 4, 5)
    """
    walk = _Walk(text)
    walk.document()
    return walk.lines


class _Walk:
    """One walk over the tokens of a file."""

    def __init__(self, text: str) -> None:
        """Cut the text into tokens, each with its line."""
        self.lines: dict[KeyPath, int] = {}
        self._lengths: dict[KeyPath, int] = {}
        self._tokens: list[tuple[str, int]] = []
        self._at = 0
        line = 1
        for found in TOKEN.finditer(text):
            if found.lastgroup != "blank":
                self._tokens.append((found.group(), line))
            line += found.group().count("\n")
        self._tokens.append(("", line))

    def document(self) -> None:
        """Walk over all headers and keys."""
        table: KeyPath = ()
        while self._next:
            if self._next == "\n":
                self._at += 1
            elif self._next == "[":
                table = self._header()
            else:
                self._pair(table)

    @property
    def _next(self) -> str:
        return self._tokens[self._at][0]

    def _note(self, path: KeyPath) -> None:
        self.lines.setdefault(path, self._tokens[self._at][1])

    def _header(self) -> KeyPath:
        """Walk over `[a.b]` or `[[a.b]]`; give the table that it opens."""
        brackets = 2 if self._tokens[self._at + 1][0] == "[" else 1
        path: KeyPath = ()
        self._at += brackets
        while self._next != "]":
            path = self._inner(path)
            if self._next == ".":
                self._at += 1
                path = self._newest(path)
        if brackets == 2:
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = self._newest(path)
            self._note(path)
        self._at += brackets
        return path

    def _newest(self, path: KeyPath) -> KeyPath:
        """Give the last table of a list of tables; any other path as it is."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _inner(self, path: KeyPath) -> KeyPath:
        """Walk over one part of a key."""
        inner = (*path, _unquoted(self._next))
        self._note(inner)
        self._at += 1
        return inner

    def _pair(self, path: KeyPath) -> None:
        """Walk over a key, which may have dots, and its value."""
        path = self._inner(path)
        while self._next == ".":
            self._at += 1
            path = self._inner(path)
        self._at += 1  # the sign of equality
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        if self._next not in {"[", "{"}:
            while self._next not in ENDS:
                self._at += 1
            return
        is_list = self._next == "["
        self._at += 1
        number = 0
        while self._next not in {"]", "}"}:
            if self._next in {"\n", ","}:
                self._at += 1
            elif is_list:
                self._note((*path, number))
                self._value((*path, number))
                number += 1
            else:
                self._pair(path)
        self._at += 1


def _unquoted(key: str) -> str:
    r"""Give a key as it is meant.

    >>> _unquoted("'a.b'"), _unquoted(r'"a\u0062"'), _unquoted("a")
    ('a.b', 'ab', 'a')
    """
    if key[:1] == '"':
        return ESCAPE.sub(lambda sign: _meant(*sign.groups()), key[1:-1])
    return key[1:-1] if key[:1] == "'" else key


def _meant(short: str | None, long: str | None, letter: str | None) -> str:
    code = short or long
    return chr(int(code, 16)) if code else ESCAPED.get(letter or "", letter or "")
