"""Texts on which the Markdown library would work for minutes are calmed or named before it starts; pure.

Some of its steps look through the rest of a paragraph, or of the text, at every sign of a kind. Their work is
estimated here, in steps of about a tenth of a microsecond as measured with Python-Markdown 3.11, and what grows no
faster than the text is not counted. Ordinary articles stay a thousand times below the bound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from generator.errors import Location, Problem

STEPS = 20_000_000
"""Most steps that one text may cost beside what its length costs: about two seconds."""

STEPS_PER_SIGN = 10
"""Steps that each sign of the text may cost: ordinary markup costs about one."""

DEEPEST = 40
"""Lists and quotations within each other; the library calls itself for each, and its stack has an end."""

UNFINISHED = 300
"""Unfinished tags that are left alone: their cost is not felt yet."""

COMMENT_OR_CODE = re.compile(r"<!--(?:(?!<!--).)*?-->|(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)", re.DOTALL)
OPEN_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")

SIGN = re.compile(r"[*_~<&{\\\[]|`+|  \n")
RUN = re.compile("`+")
ITEM = re.compile(r"[ \t>]*(?:[*+-]|[0-9]+[.)])[ \t]")
CUT = re.compile(r"[ \t>]*(?:#|=+[ \t]*$|(?:[-*_][ \t]*){2,}$|:[ \t]|\*\[|!!!)")
TABLE_RULE = frozenset("|:- \t>")
CONTAINER = re.compile(r"([ \t]*)(?:>|[-*+:][ \t]+|[0-9]+[.)][ \t]+|!!!)")
RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
NOTE = re.compile(r"\[\^([^\[\]\n]*)\]")
ABBREVIATION = re.compile(r"[ \t>]*\*\[[^\]\n]*\][ ]?:")

CURES: Mapping[str, str] = MappingProxyType(
    {
        "signs": "Cut it with blank lines, or make it a block of code.",
        "cuts": "Put a blank line between them.",
        "table": "Give it fewer columns, or fill its rows.",
        "notes": "Cut the article into several ones.",
        "fences": "Close each with a line of the same signs.",
    }
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Work that some lines would make: steps, index of the first line, what makes it, and the key of the cure."""

    steps: int
    line: int
    what: str
    cure: str


def costly_part(lines: Sequence[str], code: AbstractSet[int], shown_path: str, first_line: int) -> Problem | None:
    """Find what would keep the build too long: deep nesting, else the dearest part of a text that is too dear.

    Args:
        lines: Of the Markdown text.
        code: Indices of lines that are code.
        shown_path: For messages.
        first_line: Line of the file on which the text begins.
    """
    deep = next((index for index, line in enumerate(lines) if index not in code and _depth(line) > DEEPEST), None)
    if deep is not None:
        message = f"lists or quotations are nested more than {DEEPEST} deep"
        return Problem(Location(shown_path, first_line + deep), message, "Indent them less.")
    if _is_plain("\n".join(lines)):
        return None
    total, worst = 0, Cost(0, 0, "", "")
    for cost in chain(_costs_of_blocks(lines, code), _costs_of_text(lines, code)):
        total += cost.steps
        worst = cost if cost.steps > worst.steps else worst
    if total <= STEPS + STEPS_PER_SIGN * sum(map(len, lines)):
        return None
    return Problem(Location(shown_path, first_line + worst.line), worst.what, CURES[worst.cure])


def _is_plain(text: str) -> bool:
    """Tell in no time that a text cannot cost too much, as it has few signs for its length.

    Each sign is taken for the dearest that it could be, and the costs that grow with the square of a line are left to
    those who count.
    """
    if "!!!" in text or "```" in text or "~~~" in text:
        return False
    rows = text.count("\n") + 1
    signs = sum(map(text.count, ("[", "](", "`", "~", "{", "*", "_", "<", "&", "\\", "  \n")))
    return (rows + 14 * signs) * (len(text) + rows) + 300 * text.count("|") * rows <= STEPS


def _depth(line: str) -> int:
    """Count the lists and quotations that a line opens or goes on with.

    >>> _depth("    - > 1. a"), _depth("* * * * *"), _depth("        a")
    (4, 0, 0)
    """
    if line[:1].isalpha():
        return 0
    at = depth = containers = 0
    while containers <= DEEPEST and (found := CONTAINER.match(line, at)):
        depth += 1 + len(found.group(1).expandtabs(4)) // 4
        containers += 1
        at = found.end()
    # A rule of stars is no list of empty lists.
    return 0 if containers > 2 and RULE.fullmatch(line) else depth


def _costs_of_blocks(lines: Sequence[str], code: AbstractSet[int]) -> Iterator[Cost]:
    for start, block in _blocks(lines, code):
        size = sum(map(len, block)) + len(block)
        cuts = sum(1 for line in block if CUT.match(line))
        what = f"{cuts} headings, rules or definitions follow each other without a blank line: too many to be followed"
        yield Cost(cuts * size, start, what, "cuts")
        longest = max((len(line) for line in block if line.lstrip(" >").startswith("!!!")), default=0)
        what = f"a line that begins with `!!!` has {longest} characters: too many to be followed"
        yield Cost(longest * longest // 10, start, what, "signs")
        table = next((at for at in range(1, len(block)) if "-" in block[at] and TABLE_RULE.issuperset(block[at])), 0)
        if table:
            yield _table_cost(block[table - 1 :], start + table - 1)
        for at, unit in _units(block, is_table=bool(table)):
            yield from _inline_costs(unit, start + at)


def _table_cost(rows: Sequence[str], line: int) -> Cost:
    """Count the cells that the library adds where a row is shorter than the head."""
    columns = rows[0].count("|") + 1
    missing = columns * len(rows) - sum(row.count("|") + 1 for row in rows)
    what = f"most cells of a table of {columns} columns and {len(rows)} rows are empty: it is too large"
    return Cost(300 * max(missing, 0), line, what, "table")


def _units(block: Sequence[str], *, is_table: bool) -> Iterator[tuple[int, str]]:
    """Cut a block where the library does before it looks for links and emphasis: at list items and rows."""
    start = 0
    for index in range(1, len(block) + 1):
        if index == len(block) or is_table or ITEM.match(block[index]):
            yield start, "\n".join(block[start:index])
            start = index


def _inline_costs(unit: str, line: int) -> Iterator[Cost]:
    signs = len(SIGN.findall(unit))
    if signs < 2:
        return
    found = (
        # The text is copied for each of them.
        (signs * len(unit) // 80, f"{signs} signs of markup"),
        (unit.count(" {") * len(unit) // 12, f"{unit.count(' {')} times `{{`"),
        (unit.count("~~") * len(unit) // 8, f"{unit.count('~~')} times `~~`"),
        # Five patterns begin with a bracket.
        (5 * _steps(unit, "[", "[", "]"), f"{unit.count('[')} times `[`, far from what closes it"),
        (5 * _steps(unit, "](", "(", ")"), f"{unit.count('](')} times `](`, far from what closes it"),
        (_unclosed_runs(unit), f"{unit.count('`')} backticks, many of which nothing closes"),
    )
    for steps, what in found:
        yield Cost(steps, line, f"a paragraph of {len(unit)} characters holds {what}: too many to be followed", "signs")


def _steps(text: str, start: str, opening: str, closing: str) -> int:
    """Add up the ways from each start to the bracket that closes it, or to the end.

    >>> _steps("[[a]b", "[", "[", "]"), _steps("(a) [b](c)", "](", "(", ")")
    (7, 2)
    """
    if start not in text:
        return 0
    total = 0
    opened: list[int | None] = []
    for found in re.finditer(rf"[{re.escape(opening + closing)}]", text):
        at = found.start()
        if found.group() == opening:
            opened.append(at if text.startswith(start, at - len(start) + 1) else None)
        elif opened and (since := opened.pop()) is not None:
            total += at - since
    return total + sum(len(text) - at for at in opened if at is not None)


def _unclosed_runs(text: str) -> int:
    """Add up the ways from each run of backticks that no run of the same length follows to the end."""
    last = {len(run.group()): run.start() for run in RUN.finditer(text)}
    return sum(len(text) - at for at in last.values())


def _costs_of_text(lines: Sequence[str], code: AbstractSet[int]) -> Iterator[Cost]:
    size = sum(map(len, lines)) + len(lines)
    read = [(index, line) for index, line in enumerate(lines) if index not in code]
    calls = Counter(label for _index, line in read if "[^" in line for label in NOTE.findall(line))
    place = {label: index for index, line in reversed(read) if "[^" in line for label in NOTE.findall(line)}
    for label, times in calls.items():
        what = f"the note `[^{label[:40]}]` is called {times} times: too many to be followed"
        yield Cost(13 * times * times if times > 2 else 0, place[label], what, "notes")
    yield Cost(len(calls) ** 2 // 2, min(place.values(), default=0), f"{len(calls)} notes are too many", "notes")
    short = [index for index, line in read if ABBREVIATION.match(line)]
    yield Cost(len(short) * size // 50, min(short, default=0), f"{len(short)} abbreviations are too many", "notes")
    open_fences = [(index, len(line)) for index, line in read if line.startswith(("```", "~~~"))]
    steps = sum(size // 2 + length * length // 50 for _index, length in open_fences)
    what = f"{len(open_fences)} fences of code are never closed"
    yield Cost(steps, open_fences[0][0] if open_fences else 0, what, "fences")


def calm(text: str) -> str:
    """Write `<` as an entity where no tag ends before the next one begins, when there are very many of these.

    >>> calm("a < b")
    'a < b'
    """
    if text.count("<") <= UNFINISHED or len(OPEN_TAG.findall(text)) <= UNFINISHED:
        return text
    parts: list[str] = []
    last = 0
    for kept in COMMENT_OR_CODE.finditer(text):
        parts += [OPEN_TAG.sub("&lt;", text[last : kept.start()] + "<")[:-4], kept.group()]
        last = kept.end()
    return "".join(parts) + OPEN_TAG.sub("&lt;", text[last:])


def _blocks(lines: Sequence[str], code: AbstractSet[int]) -> Iterator[tuple[int, Sequence[str]]]:
    """Give the runs of lines between blank lines and code, each with the index of its first line."""
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or index in code or not lines[index].strip():
            if index > start:
                yield start, lines[start:index]
            start = index + 1
