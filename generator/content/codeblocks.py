"""Which lines of a Markdown text are code, and so are left as they are; pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})(.*)")
LIST_ITEM = re.compile(r" {0,3}(?:[*+-]|[0-9]+[.)])[ \t]")
LANGUAGE = re.compile(r"\{?[ \t]*\.?([\w#+.-]++)(?!=)")


def code_lines(lines: Sequence[str]) -> frozenset[int]:
    """Find the lines of fenced and indented code, fences included.

    An indented line below a list belongs to the list, and a fence that is never closed opens no code: so does
    Python-Markdown.

    >>> sorted(code_lines(["a", "```", "b", "```", "", "    c", "d"]))
    [1, 2, 3, 5]
    """
    code: set[int] = set()
    closings = dict(_fences(lines))
    index, is_list, after_blank = 0, False, True
    while index < len(lines):
        line = lines[index]
        end = closings.get(index)
        if end is not None:
            code.update(range(index, end + 1))
            index, after_blank = end + 1, True
            continue
        indented = line.startswith(("    ", "\t"))
        if line.strip() and not indented:
            is_list = bool(LIST_ITEM.match(line)) or (is_list and not after_blank)
        if indented and line.strip() and not is_list and (after_blank or index - 1 in code):
            code.add(index)
        after_blank = not line.strip()
        index += 1
    return frozenset(code)


def plain_fences(lines: Sequence[str]) -> list[str]:
    """Write fences as Python-Markdown wants them: at the margin, and with nothing but a language.

    Zola's "rust,linenos", Hugo's "go {linenos=table}" and a fence that is indented by up to three spaces would not
    be fences to it. The number of lines stays the same.

    >>> plain_fences(["  ```go {linenos=table}", "  x", "  ```"])
    ['```go', 'x', '```']
    """
    plain = list(lines)
    for start, end in _fences(lines):
        found = FENCE.fullmatch(lines[start])
        margin, sign, rest = found.groups() if found else ("", "", "")
        language = LANGUAGE.match(rest.lstrip())
        plain[start] = sign + (language.group(1) if language else "")
        plain[end] = sign
        for index in range(start + 1, end):
            indent = len(lines[index]) - len(lines[index].lstrip(" "))
            plain[index] = lines[index][min(indent, len(margin)) :]
    return plain


def _fences(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pair each opening fence with the next line that closes it, in the order of the text."""
    openings: list[tuple[int, str]] = []
    closings: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        found = FENCE.fullmatch(line)
        if found:
            _margin, sign, rest = found.groups()
            # Backticks behind backticks are code in a line.
            openings += [] if "`" in rest and sign[0] == "`" else [(index, sign)]
            if not rest.strip():
                closings.setdefault(sign, []).append(index)
    last = -1
    for index, sign in openings:
        ends = closings.get(sign, [])
        at = bisect_right(ends, index)
        if index > last and at < len(ends):
            last = ends[at]
            yield index, last
