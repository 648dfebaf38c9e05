"""One address, one page: whatever claims an address is listed, and every clash is told with both names."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.errors import Location, Problem


@dataclass(frozen=True, slots=True)
class Claim:
    """A file that somebody wants on the site.

    Attributes:
        path: Its path below the output folder.
        owner: Who wants it, as a message names it.
        location: Where the editor can change that; None for pages that the site makes by itself.
    """

    path: str
    owner: str
    location: Location | None = None


def clashes(claims: Iterable[Claim]) -> Iterator[Problem]:
    """Find the files that two want, or that one wants as a file and another as a folder.

    Case and Unicode form do not tell two names apart: some file systems and hosts do not either.

    >>> one = Claim("a/index.html", "a.md", Location("a.md", 1))
    >>> two = Claim("A/index.html", "b.md", Location("b.md", 1))
    >>> [problem.message for problem in clashes([one, two])]
    ['two want the address /A/: a.md and b.md']
    """
    wanted: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        wanted[folded_path(claim.path)].append(claim)
    needed = wanted.keys() & _folders_over(wanted)
    doubtful = (p for p, same in wanted.items() if len(same) > 1 or (needed and needed.intersection(_folders(p))))
    for path in sorted(doubtful):
        first, *others = sorted(wanted[path], key=_turn)
        yield from (_clash(first, other) for other in others)
        yield from (_clash(min(wanted[folder], key=_turn), first) for folder in _folders(path) if folder in needed)


def _turn(claim: Claim) -> tuple[bool, Location, str]:
    """Put those first who can change something."""
    return claim.location is None, claim.location or Location(""), claim.owner


def _folders_over(paths: Iterable[str]) -> AbstractSet[str]:
    """Name the folders in which some paths lie."""
    found = {path.rpartition("/")[0] for path in paths}
    while more := {folder.rpartition("/")[0] for folder in found} - found:
        found |= more
    return found


def _clash(one: Claim, other: Claim) -> Problem:
    first, second = sorted(
        (one, other),
        key=lambda c: (c.location is not None, _is_alias(c), not _is_file(c), c.location or Location(""), c.owner),
    )
    place = second.location or first.location or Location("content")
    address = "/" + second.path.removesuffix("index.html")
    owners = " and ".join(sorted((first.owner, second.owner)))
    return Problem(place, f"two want the address {address}: {owners}", _cure(first, second))


def _cure(first: Claim, second: Claim) -> str:
    """Say what the editor can do about a clash."""
    if _is_alias(first) or _is_alias(second):
        return "Take the alias out, or give the other one another address."
    if _is_file(second) or second.location is None:
        return "Rename or remove the file."
    return "Give one of them another `slug`, section or file name."


def _is_file(claim: Claim) -> bool:
    return claim.owner.startswith("the file ")


def _is_alias(claim: Claim) -> bool:
    return claim.owner.startswith("an alias ")


def _folders(path: str) -> Iterator[str]:
    """Give the folders that a path lies in."""
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def is_free(path: str, taken: AbstractSet[str]) -> bool:
    """Tell whether a page may stand at a path beside files whose folded paths are known.

    >>> is_free("tags/a/index.html", {"tags/a"}), is_free("tags/a/index.html", {"tags/a/feed.xml"})
    (False, True)
    """
    folded = folded_path(path)
    return folded not in taken and not any(folder in taken for folder in _folders(folded))


def folded_path(path: str) -> str:
    """Give what names that a file system may confuse share."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
