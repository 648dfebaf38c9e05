"""The ledger: every address and feed id ever published, one a line, and what became of each; pure.

    /international/bakou/ article urn:uuid:… 00f3c2… international/bakou.md

Address, kind, id, fingerprint of the text, source; a hyphen stands for what is not there. The lines are sorted, so
that two branches of a repository merge without thought. An article is known by its file, else by the `id` that its
author gave, else by its text: a renamed file keeps its id in feeds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from urllib.parse import quote, unquote

from generator.errors import Location, Problem

LEDGER = "urls.lock"
HEAD = "# Every address and feed id ever published: commit this file with the articles. Format "
FORMAT = 1
KINDS = frozenset({"article", "alias", "withdrawn", "page", "feed"})
TEXTS = frozenset({"article", "alias", "withdrawn"})
"""Kinds that an editor answers for; pages and feeds of the site are kept by the site itself."""
SAME = 0.5
"""Resemblance of fingerprints from which two texts are one article."""
STEADY = 0.75
"""Resemblance above which the older fingerprint stays, so that a corrected word changes no line."""
ORDER = attrgetter("url", "kind", "id", "mark", "source")
"""The order of entries, as `Entry` has it; to ask two of them which comes first costs ten times as much."""
CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
SAFE = "/!$&'()*+,;=:@-._~"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One address that was published.

    Attributes:
        url: From the root of the site, percent-encoded: neither host nor base path belong to it.
        kind: One of `KINDS`.
        id: Identifier in feeds, of an article or a feed.
        mark: Fingerprint of the text of an article.
        source: Path of its file below the content folder.
        line: Where it stands in the ledger; 0 for a new one.
    """

    url: str
    kind: str
    id: str = ""
    mark: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)

    @property
    def path(self) -> str:
        """Path of its file below the output folder.

        >>> Entry("/a%20b/", "page").path, Entry("/feed.xml", "feed").path
        ('a b/index.html', 'feed.xml')
        """
        path = unquote(self.url).removeprefix("/")
        return f"{path}index.html" if not path or path.endswith("/") else path


@dataclass(frozen=True, slots=True)
class Text:
    """What an article is known by: its file, the id that its author gave, and its fingerprint."""

    source: str
    id: str
    mark: str


@dataclass(frozen=True, slots=True)
class Loss:
    """An address that the site would drop, and the file of the article that has taken its place, if one has."""

    entry: Entry
    successor: str


def read_entries(text: str, shown_path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read a ledger; lines may stand in any order.

    Returns:
        Its entries by address, and a problem for each line that is damaged.
    """
    lines = text.splitlines()
    if not lines or lines[0] != f"{HEAD}{FORMAT}":
        message = "is not a ledger of this version" if lines else "is empty"
        return (), (Problem(Location(shown_path, 1), message, _restore()),)
    found: dict[str, Entry] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines[1:], 2):
        entry = _entry(line, number, shown_path) if line.strip() else None
        if isinstance(entry, Problem):
            problems.append(entry)
        elif entry and (known := found.get(entry.url)) and known.id and entry.id and known.id != entry.id:
            message = f"{entry.url} has another id on line {known.line}"
            problems.append(Problem(Location(shown_path, number), message, "Keep the line that was published first."))
        elif entry:
            found[entry.url] = entry
    return tuple(sorted(found.values())), tuple(problems)


def _restore() -> str:
    return f"Take {LEDGER} from your repository; without one, remove it: it begins anew with what is published."


def _entry(line: str, number: int, shown_path: str) -> Entry | Problem:
    """Read one line."""
    place = Location(shown_path, number)
    if CONFLICT.match(line):
        return Problem(place, "a merge left its marks", "Keep the lines of both sides, in any order; delete the marks.")
    url, *others = line.split(" ")
    kind, id_, mark, source = ("" if part == "-" else part for part in [*others, "-", "-", "-", "-"][:4])
    if kind not in KINDS or len(others) > 4 or not _is_address(url):
        return Problem(place, f'the line is damaged: "{line[:80]}"', _restore())
    return Entry(url, kind, unquote(id_), mark, unquote(source), number)


def _is_address(url: str) -> bool:
    r"""Tell whether an address stays on the site, however it is spelled.

    >>> [_is_address(url) for url in ("/", "/a/b.html", "/a/%2e%2e/b", "a/", "//a/", "/a\\b", "/.digest-x")]
    [True, True, False, False, False, False, False]
    """
    path = unquote(url)
    parts = path.removeprefix("/").removesuffix("/").split("/")
    is_plain = path == "/" or not (set(parts) & {"", ".", ".."} or any(part.startswith(".digest") for part in parts))
    return path.startswith("/") and is_plain and path.isprintable() and "\\" not in path


def ledger_text(entries: Iterable[Entry]) -> str:
    """Write a ledger.

    >>> print(ledger_text([Entry("/b/", "page"), Entry("/a/", "article", "urn:x", "", "a b.md")]), end="")
    # Every address and feed id ever published: commit this file with the articles. Format 1
    /a/ article urn:x - a%20b.md
    /b/ page
    """
    return "".join(f"{line}\n" for line in [f"{HEAD}{FORMAT}", *map(_line, sorted(entries, key=ORDER))])


def _line(entry: Entry) -> str:
    parts = (entry.kind, quote(entry.id, safe=SAFE), entry.mark, quote(entry.source, safe=SAFE))
    line = " ".join([entry.url, *[part or "-" for part in parts]])
    while line.endswith(" -"):
        line = line[:-2]
    return line


def resemblance(one: str, other: str) -> float:
    """Compare two fingerprints: the share of marks in common, in [0, 1].

    >>> resemblance("aa.bb.cc.dd", "bb.cc.dd.ee"), resemblance("", "")
    (0.75, 0.0)
    """
    if one == other:
        return 1.0 if one.strip(".") else 0.0
    here, there = ({mark for mark in text.split(".") if mark} for text in (one, other))
    return len(here & there) / max(len(here), len(there), 1)


def recognise(texts: Sequence[Text], sources: Iterable[str], past: Sequence[Entry]) -> Mapping[str, Entry]:
    """Find what each article was in the ledger.

    Args:
        texts: What is published now.
        sources: All articles of the content folder, published or not.
        past: The ledger.

    Returns:
        Entries by source; an article that is new has none.
    """
    articles = [entry for entry in past if entry.kind in {"article", "withdrawn"}]
    by_source: dict[str, list[Entry]] = defaultdict(list)
    for entry in articles:
        by_source[entry.source].append(entry)
    by_id = {entry.id: entry for entry in reversed(articles)}
    there = {*sources}
    found = _one_each([(text, entry) for text in texts for entry in by_source.get(text.source, ())])
    named = (text for text in texts if text.id in by_id and text.source not in found)
    found |= {text.source: by_id[text.id] for text in named if text.id}
    taken = {*found.values()}
    ids = {entry.id for entry in taken}
    orphans = [entry for entry in articles if entry.source not in there and entry.id not in ids]
    for _share, source, entry in _alike([t for t in texts if t.source not in found and not t.id], orphans):
        if source not in found and entry not in taken:
            found[source] = entry
            taken.add(entry)
    return found


def _one_each(claims: Sequence[tuple[Text, Entry]]) -> dict[str, Entry]:
    """Give an id to one article: of a file that was renamed and a new one at its old place, to the likest."""
    found: dict[str, Entry] = {}
    given: set[str] = set()
    likest = sorted(claims, key=lambda pair: (-resemblance(pair[0].mark, pair[1].mark), pair[0].source, pair[1]))
    for text, entry in likest:
        if text.source not in found and entry.id not in given:
            found[text.source] = entry
            given.add(entry.id)
    return found


def _alike(texts: Sequence[Text], orphans: Sequence[Entry]) -> Sequence[tuple[float, str, Entry]]:
    """Pair articles that are new with lost ones that read the same, the likest first."""
    by_mark: dict[str, list[Entry]] = defaultdict(list)
    for entry in orphans:
        for mark in filter(None, entry.mark.split(".")):
            by_mark[mark].append(entry)
    pairs = {(t.source, e): resemblance(t.mark, e.mark) for t in texts for m in t.mark.split(".") for e in by_mark[m]}
    likest = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(share, source, entry) for (source, entry), share in likest if share >= SAME]


def losses(lost: Iterable[Entry], known: Mapping[str, Entry]) -> tuple[Loss, ...]:
    """Find out what has taken the place of addresses that a site would drop.

    Args:
        lost: Those addresses.
        known: From `recognise`.
    """
    by_id = {entry.id: source for source, entry in sorted(known.items()) if entry.id}
    return tuple(Loss(e, e.source if e.source in known else by_id.get(e.id, "")) for e in lost)


def settled(past: Sequence[Entry], present: Iterable[Entry]) -> tuple[Entry, ...]:
    """Give the new ledger: what was ever published, as it is now."""
    entries = {entry.url: entry for entry in past}
    for entry in present:
        old = entries.get(entry.url)
        is_steady = old is not None and resemblance(old.mark, entry.mark) >= STEADY
        entries[entry.url] = replace(entry, mark=old.mark) if old and is_steady and old.mark != entry.mark else entry
    return tuple(sorted(entries.values(), key=ORDER))
