"""Where front matter begins and ends; pure, and it loses nothing of the file.

python-frontmatter returns an empty mapping without a word for a byte-order mark or an unclosed fence, so the
fences are found here and it only parses what stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.accents import MOST, accents_too_many
from generator.content.values import Dialect
from generator.errors import Location, Problem, warning

OTHER_MARKS = MappingProxyType(
    {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
)
"""Byte-order marks of encodings that are not ours; the longer ones first, as one begins with another."""
UTF_8_MARK = b"\xef\xbb\xbf"

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) or HTML (section 13.2.3.5) refuses; the non-characters serve us as marks."""

HEADER = re.compile(r"[A-Za-z][\w .-]{0,60}:(?:[ \t].*)?")
HEADER_KEYS = frozenset({"title", "date", "author", "authors", "slug", "tags", "category"})

JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\]]', re.DOTALL)

OPENING = re.compile(r"---[ \t]*([a-z]*)")
"""Eleventy names the language behind the dashes."""

DIALECTS: Mapping[str, Dialect] = MappingProxyType(
    {"": Dialect.YAML, "yaml": Dialect.YAML, "json": Dialect.JSON, "toml": Dialect.TOML}
)

SAVE = "Open it in an editor and save it with the encoding UTF-8."
BEGIN = "Begin the file with `---`, a line `title: …`, a line `date: 2017-02-16` and a line `---`."


@dataclass(frozen=True, slots=True)
class Fenced:
    """A file cut in two.

    Attributes:
        dialect: What the fence says of the language between.
        head: Text between the fences.
        head_line: Line of the file on which `head` begins, from 1.
        body: Text below.
        body_line: Line of the file on which `body` begins, from 1.
    """

    dialect: Dialect
    head: str
    head_line: int
    body: str
    body_line: int


def decode(data: bytes, shown_path: str) -> tuple[str, tuple[Problem, ...]]:
    r"""Turn the bytes of an article into text with `\n` as its only line end.

    Returns:
        The text, and its problems; when one of them is an error, the text is empty.

    >>> decode(b"\xef\xbb\xbfa\r\nb\rc", "a.md")
    ('a\nb\nc', ())
    """
    if found := next((name for mark, name in OTHER_MARKS.items() if data.startswith(mark)), ""):
        return "", (Problem(Location(shown_path, 1), f"the file is in {found}, not in UTF-8", SAVE),)
    if (at := data.find(b"\0")) >= 0:
        message = "the file is no text: it holds a byte of value 0"
        cure = f"{SAVE} If it is no article, give it another extension than .md."
        return "", (Problem(_place(shown_path, data[:at]), message, cure),)
    try:
        text = data.removeprefix(UTF_8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        at = error.start + (len(UTF_8_MARK) if data.startswith(UTF_8_MARK) else 0)
        old = data[at : at + 1].decode("cp1252", "replace")
        message = f'the file is not in UTF-8: it holds "{old}" in another encoding (byte 0x{data[at]:02x})'
        return "", (Problem(_place(shown_path, data[:at]), message, SAVE),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if (heap := accents_too_many(text)) >= 0:
        place = Location(shown_path, *position(text, heap))
        return "", (Problem(place, f"a letter has more than {MOST} accents", "Delete them."),)
    return _without_controls(text, shown_path)


def _place(shown_path: str, before: bytes) -> Location:
    """Give the place that follows some bytes."""
    lines = before.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return Location(shown_path, len(lines), len(lines[-1].decode("utf-8", "replace")) + 1)


def _without_controls(text: str, shown_path: str) -> tuple[str, tuple[Problem, ...]]:
    """Take out characters that no page or feed may hold."""
    found = ILLEGAL.search(text)
    if not found:
        return text, ()
    clean, count = ILLEGAL.subn(lambda m: " " if m.group() in "\x0b\x0c\x85" else "", text)
    line, column = position(text, found.start())
    first = f"U+{ord(found.group()):04X}"
    many = f"holds {count} control characters, the first is {first}; they are left out"
    what = f"holds the control character {first}; it is left out" if count == 1 else many
    place = Location(shown_path, line, column)
    return clean, (warning(place, what, "Delete it; such characters often come with text pasted from elsewhere."),)


def position(text: str, at: int) -> tuple[int, int]:
    r"""Give line and column, from 1, of an offset.

    >>> position("ab\ncd", 4)
    (2, 2)
    """
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def find_fences(text: str, shown_path: str) -> Fenced | Problem:
    r"""Cut a text into front matter and body.

    Args:
        text: A whole file, with `\n` as line end.
        shown_path: For messages.

    >>> find_fences("---\ntitle: A\n---\nBody", "a.md").body_line
    4
    >>> print(find_fences("---\ntitle: A\n", "a.md"))
    a.md:1: front matter is not closed
        Put a line of three dashes below its last line.
    """
    blank = re.match(r"(?:[ \t]*\n)*", text)
    start = blank.end() if blank else 0
    first = text[start : (text + "\n").index("\n", start)].rstrip()
    line = text.count("\n", 0, start) + 1
    if opening := OPENING.fullmatch(first):
        dialect = DIALECTS.get(opening.group(1))
        if not dialect:
            message = f"front matter in `{opening.group(1)}` cannot be read"
            return Problem(Location(shown_path, line, 4), message, "Write it as YAML, below a line of three dashes.")
        return _between(text, start, dialect, shown_path)
    if first == "+++":
        return _between(text, start, Dialect.TOML, shown_path)
    if first.startswith("{") and not first.startswith(("{{", "{%")):
        return _json(text, start, shown_path)
    headers = _headers(text, start)
    if headers:
        return headers
    what = "front matter is missing: the file begins with its text" if text.strip() else "the file is empty"
    return Problem(Location(shown_path, line if text.strip() else 1), what, BEGIN)


def _between(text: str, start: int, dialect: Dialect, shown_path: str) -> Fenced | Problem:
    """Cut at the next closing fence below the opening one."""
    is_plus = text.startswith("+", start)
    closing = re.compile(r"^\+\+\+[ \t]*$" if is_plus else r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
    head_start = text.find("\n", start) + 1
    end = closing.search(text, head_start) if head_start else None
    line = text.count("\n", 0, start) + 1
    if not end:
        signs = "plus signs" if is_plus else "dashes"
        cure = f"Put a line of three {signs} below its last line."
        return Problem(Location(shown_path, line), "front matter is not closed", cure)
    return _cut(dialect, text, (head_start, end.start()), min(end.end() + 1, len(text)))


def _json(text: str, start: int, shown_path: str) -> Fenced | Problem:
    """Cut after the brace that closes the first one; what strings hold does not count."""
    depth = 0
    for token in JSON_TOKEN.finditer(text, start):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token.group(), 0)
        if depth == 0:
            end = text.find("\n", token.end())
            rest = text[token.end() : end if end >= 0 else len(text)]
            body_start = token.end() if rest.strip() or end < 0 else end + 1
            return _cut(Dialect.JSON, text, (start, token.end()), body_start)
    line = text.count("\n", 0, start) + 1
    return Problem(Location(shown_path, line), "front matter is not closed", "End it with the brace that closes `{`.")


def _headers(text: str, start: int) -> Fenced | None:
    """Cut at the first blank line when what stands before are headers, and one of them is one that we know."""
    blank = re.compile(r"^[ \t]*$", re.MULTILINE).search(text, start)
    end = blank.start() if blank else len(text)
    lines = text[start:end].rstrip("\n").split("\n")
    known = {line.partition(":")[0].strip().lower() for line in lines if HEADER.fullmatch(line)} & HEADER_KEYS
    if not known or not all(HEADER.fullmatch(line) or line[:1].isspace() for line in lines):
        return None
    return _cut(Dialect.HEADERS, text, (start, end), min(blank.end() + 1, len(text)) if blank else end)


def _cut(dialect: Dialect, text: str, head: tuple[int, int], body_start: int) -> Fenced:
    first, last = head
    return Fenced(
        dialect=dialect,
        head=text[first:last],
        head_line=text.count("\n", 0, first) + 1,
        body=text[body_start:],
        body_line=text.count("\n", 0, body_start) + 1,
    )
