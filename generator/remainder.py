"""What remains of a content folder when files with errors are left out (`--keep-going`); pure.

A file that is left out is not gone: what it published before stays in the ledger, nothing else may take its address
or its id, and no address is called lost because of it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from generator.content.places import is_section_text
from generator.errors import Location, Problem
from generator.model import Content
from generator.permanence import TEXTS, Entry


def files_at_fault(problems: Iterable[Problem], shown_content: str) -> frozenset[str]:
    """Find the files of the content folder that can be left out for their errors.

    The text about a section is none of them: it decides the addresses of all articles of its section.

    Args:
        problems: Of the files of the content folder.
        shown_content: How messages name it.

    Returns:
        Paths below it.

    >>> files_at_fault([Problem(Location(f"news/{name}"), "", "") for name in ("a/b.md", "a/_index.md")], "news")
    frozenset({'a/b.md'})
    """
    prefix = "" if shown_content in {"", "."} else f"{shown_content.rstrip('/')}/"
    places = {problem.location.path for problem in problems if problem.is_error}
    inside = (place.removeprefix(prefix) for place in places if place.startswith(prefix))
    return frozenset(path for path in inside if not is_section_text(path))


def without(content: Content, files: AbstractSet[str]) -> Content:
    """Leave files out."""
    return dataclasses.replace(
        content,
        articles=tuple(article for article in content.articles if article.id not in files),
        assets=tuple(asset for asset in content.assets if asset.path not in files),
        left_out=content.left_out | files,
    )


def paths_of(content: Content) -> frozenset[str]:
    """Give the paths of what can be left out."""
    return frozenset((*(article.id for article in content.articles), *(asset.path for asset in content.assets)))


def stops(problem: Problem, left_out: AbstractSet[str], shown_content: str) -> bool:
    """Tell whether a problem stops the publication even of the rest."""
    return problem.is_error and not files_at_fault([problem], shown_content) & left_out


def settled_claims(at_fault: AbstractSet[str], entries: Iterable[Entry], past: Sequence[Entry]) -> AbstractSet[str]:
    """Leave an address that several want to the one that was published there.

    Args:
        at_fault: What is to be left out.
        entries: What the site would publish.
        past: The ledger.

    Returns:
        What is to be left out in its place.

    >>> past = [Entry("/a/", "article", source="b.md")]
    >>> settled_claims({"b.md", "c.md"}, [*past, Entry("/a/", "article", source="a.md")], past) == {"a.md", "c.md"}
    True
    """
    owners = {entry.url: entry.source for entry in past if entry.kind in TEXTS}
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        if entry.url in owners and entry.source:
            wanted[entry.url].add(entry.source)
    disputed = {url: sources for url, sources in wanted.items() if len(sources) > 1 and owners[url] in sources}
    others = {source for url, sources in disputed.items() for source in sources - {owners[url]}}
    return (at_fault - {owners[url] for url in disputed}) | others


def reserved(past: Sequence[Entry], left_out: AbstractSet[str]) -> Mapping[str, Entry]:
    """Give the addresses that belong to files which are left out."""
    return {entry.url: entry for entry in past if entry.kind in TEXTS and entry.source in left_out}


def intruders(entries: Iterable[Entry], kept: Mapping[str, Entry], shown_content: str) -> Iterator[Problem]:
    """Find articles that would take an address that is reserved.

    Args:
        entries: What the site would publish.
        kept: From `reserved`.
        shown_content: How messages name the content folder.
    """
    for entry in entries:
        owner = kept.get(entry.url)
        if owner and entry.source and entry.source != owner.source:
            message = f"{entry.url} is the address of {shown_content}/{owner.source}, which is left out for its errors"
            cure = "Correct that file, or give this one another address."
            yield Problem(Location(f"{shown_content}/{entry.source}", 1), message, cure)
