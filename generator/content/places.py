"""What the path of an article says of it before it is opened; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.errors import Location, Problem

DATE_PREFIX = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:T[0-9:.]+(?:Z|[+-][0-9:]+)?)?)(?:[-_ ]+|$)")
"""How Jekyll, Zola and Eleventy begin names; Zola may add an hour."""

LANG_SUFFIX = re.compile(r"\.([a-z]{2}(?:-[a-zA-Z]{2,4})?)$")
EXTENSION = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
JEKYLLS = frozenset({"_posts", "_drafts"})


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says.

    Attributes:
        folder: Folder of the file, "" for the top; links in the article start here.
        lang: Language by suffix or top folder; empty when the path says nothing.
        section: First folder, without that of the language; empty when there is none.
        name: File name (or that of the bundle's folder) without date, language and extension.
        day: Date in the name ("2017-02-16"), with its hour if it has one, or empty.
        stem: Path without language and extension, which the versions of one article share.
        is_draft: Whether it lies in Jekyll's `_drafts`.
        is_jekylls: Whether it lies in one of Jekyll's folders, and so has words where others have lists.
        depth: Folders above it, without that of the language.
    """

    folder: str
    lang: str
    section: str
    name: str
    day: str
    stem: str
    is_draft: bool
    is_jekylls: bool
    depth: int


def is_article(path: str) -> bool:
    """Tell whether a file is Markdown."""
    return EXTENSION.search(path) is not None


def is_section_text(path: str) -> bool:
    """Tell whether a file speaks of its folder: `_index.md`, `_index.en.md`.

    >>> is_section_text("monde/_index.en.md"), is_section_text("monde/index.md")
    (True, False)
    """
    return re.fullmatch(r"_index(\.[a-zA-Z-]+)?\.(md|markdown)", path.rpartition("/")[2]) is not None


def naming_problem(path: str, shown_path: str) -> Problem | None:
    """Say why a file cannot keep its name on the site, if it cannot.

    Args:
        path: On the site, with forward slashes.
        shown_path: For messages.
    """
    if "\\" not in path and ":" not in path.partition("/")[0]:
        return None
    message = "a file of this name cannot be published: elsewhere `\\` leads into a folder, and `:` to a disk"
    return Problem(Location(shown_path), message, "Rename it.")


def read_place(path: str, languages: Sequence[str]) -> Place:
    """Read a path below the content folder.

    Args:
        path: With forward slashes.
        languages: Languages of the editions.

    >>> place = read_place("en/world/2017-02-16-baku.md", ("fr", "en"))
    >>> place.lang, place.section, place.name, place.day, place.stem
    ('en', 'world', 'baku', '2017-02-16', 'world/2017-02-16-baku')
    >>> read_place("monde/baku/index.en.md", ("fr", "en")).name
    'baku'
    """
    folder, _slash, file = path.rpartition("/")
    folders = folder.split("/") if folder else []
    base = EXTENSION.sub("", file)
    suffix = LANG_SUFFIX.search(base)
    lang = suffix.group(1).lower() if suffix else ""
    base = base[: suffix.start()] if suffix else base
    if folders and folders[0] in languages:
        lang = lang or folders[0]
        folders = folders[1:]
    shared = [*folders, base]
    is_draft, is_jekylls = "_drafts" in folders, not JEKYLLS.isdisjoint(folders)
    folders = [name for name in folders if name not in JEKYLLS]
    if base == "index" and folders:
        base = folders.pop()
        shared.pop()
    dated = DATE_PREFIX.match(base)
    return Place(
        folder=folder,
        lang=lang,
        section=folders[0] if folders else "",
        name=base[dated.end() :] if dated else base,
        day=dated.group(1) if dated else "",
        stem="/".join(shared),
        is_draft=is_draft,
        is_jekylls=is_jekylls,
        depth=len(folders),
    )
