"""What a build does about the ledger: articles are known again, and what would be lost is told."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from generator.analysis.fingerprints import fingerprints_of
from generator.assembly.permalinks import Permalinks
from generator.assembly.selection import Moment, published, withdrawn
from generator.errors import Location, Problem, warning
from generator.memory import Memory
from generator.model import Article, Content
from generator.ordinary import read_ordinary
from generator.permanence import LEDGER, Entry, Loss, Text, recognise
from generator.publish.ledger import write_ledger
from generator.publish.manifest import read_manifest
from generator.workforce import ALONE, Workforce

IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+""")
"""What may be an id in Atom: an address with its scheme (RFC 4287, section 4.2.6; RFC 3987)."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How articles are known again.

    Attributes:
        known: Entries of the ledger, by id of the article.
        marks: Fingerprints, by id of the article.
    """

    known: Mapping[str, Entry]
    marks: Mapping[str, str]

    def marked(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Give entries with the fingerprints of their articles."""
        for entry in entries:
            has_text = entry.kind in {"article", "withdrawn"}
            yield dataclasses.replace(entry, mark=self.marks[entry.source]) if has_text else entry


def recognised(
    read: Content,
    past: Sequence[Entry],
    moment: Moment,
    permalinks: Permalinks,
    memory: Memory,
    workforce: Workforce = ALONE,
) -> tuple[Content, Recognition]:
    """Know articles again that were published before.

    Args:
        read: All that was read.
        past: The ledger.
        moment: Of the build.
        permalinks: Makes ids.
        memory: Where fingerprints are remembered.
        workforce: Who makes them.

    Returns:
        What is published, and what was taken back, with the ids that it always had in feeds; and how it is known.
    """
    shown = published(read.articles, moment)
    gone = withdrawn(read.articles, moment, {entry.source for entry in past if entry.kind != "alias"})
    there = (*shown, *gone)
    made = fingerprints_of([article.plain for article in there], memory, workforce)
    marks = {article.id: mark for article, mark in zip(there, made, strict=True)}
    texts = [Text(article.id, _fixed_id(article, permalinks), marks[article.id]) for article in there]
    known = recognise(texts, (*(article.id for article in read.articles), *read.left_out), past)
    ids = {entry.id for entry in past}
    content = dataclasses.replace(
        read,
        articles=tuple(_with_id(article, known.get(article.id), ids, permalinks) for article in shown),
        withdrawn=tuple(_with_id(article, known.get(article.id), ids, permalinks) for article in gone),
    )
    return content, Recognition(known, marks)


def _fixed_id(article: Article, permalinks: Permalinks) -> str:
    """Give the id that an author fixed; a word, which is none yet in Atom, takes the place of the path in one."""
    if not article.feed_id or IRI.fullmatch(article.feed_id):
        return article.feed_id
    return permalinks.feed_id("article", article.lang, article.feed_id)


def _with_id(article: Article, entry: Entry | None, ids: AbstractSet[str], permalinks: Permalinks) -> Article:
    """Give an article the id that it always had, unless its author fixed one.

    A new article gets one of its own, though it stands where another one was before that kept its id.
    """
    fixed = _fixed_id(article, permalinks)
    if fixed == article.feed_id != "":
        return article
    made = (permalinks.feed_id("article", article.lang, article.id, *number) for number in _numbers())
    id_ = entry.id if entry and entry.id else fixed or next(id_ for id_ in made if id_ not in ids)
    return dataclasses.replace(article, feed_id=id_)


def _numbers() -> Iterator[tuple[str, ...]]:
    yield ()
    yield from ((str(number),) for number in count(2))


def lost_addresses(
    losses: Iterable[Loss], articles: Sequence[Article], shown_content: str, now: datetime
) -> Iterator[Problem]:
    """Tell which addresses a site would drop.

    Args:
        losses: From `permanence.losses`.
        articles: All articles of the content folder.
        shown_content: How messages name it.
        now: The moment of the build: what is published later than that is not lost.
    """
    there = {article.id: article for article in articles}
    for loss in losses:
        article = there.get(loss.entry.source)
        if loss.successor:
            place = Location(f"{shown_content}/{loss.successor}", 1)
            message = f"{loss.entry.url}, where this article was published, leads nowhere now{_was(loss)}"
            cure = f"Run `digest check --fix`, or add to its front matter: `aliases: [{loss.entry.url}]`."
            yield warning(place, message, cure)
        elif article is None:
            place = Location(f"{shown_content}/{LEDGER}", loss.entry.line)
            message = f"{loss.entry.url} was published, and is gone; it was {shown_content}/{loss.entry.source}"
            cure = (
                "Bring the file back, with `withdrawn: true` if it is to go; or add the address to `aliases` of the "
                f"article in its place. To let it die, take its line out of {LEDGER}."
            )
            yield warning(place, message, cure)
        elif article.date <= now:
            message = f"{loss.entry.url} was published, and is gone, since this article is published no more"
            cure = "Publish it again, or take it back in public: `withdrawn: true`, or `withdrawn:` with the reason."
            yield warning(article.location, message, cure)


def _was(loss: Loss) -> str:
    return f"; it was {loss.entry.source}" if loss.entry.source != loss.successor else ""


def is_kept(content: Path, output: Path, moment: Moment) -> bool:
    """Tell whether a build is a publication, and no look at drafts or a copy beside the published site."""
    home = content.resolve().parent / "output"
    is_copy = output.resolve() != home and bool(read_manifest(home))
    return not (moment.drafts or moment.future or is_copy)


def keep_ledger(content: Path, shown_content: str, ledger: str, notice: Callable[[str], None]) -> None:
    """Write a ledger (`ledger_text`) and say so; what cannot be written now is found again by the next build."""
    shown = f"{shown_content}/{LEDGER}"
    try:
        lines = write_ledger(content, ledger)
    except OSError as error:
        notice(f"{shown} cannot be written ({error.strerror}): what is new on the site is not noted")
        return
    if lines:
        notice(f"{shown} has {lines} new or changed {'line' if lines == 1 else 'lines'}; commit it with the articles")


def noted(content: Path, ledger: str) -> bytes | None:
    """Give what the ledger holds when that is all that it should, else None."""
    data = ledger.encode()
    try:
        return data if read_ordinary(content / LEDGER) == data else None
    except OSError:
        return None


def as_noted(
    problems: Iterable[Problem], losses: Iterable[Loss], ledger: bytes | None, shown_content: str
) -> tuple[Problem, ...]:
    """Let what is told of lines of the ledger stand where these lines are now that it was written.

    Args:
        problems: As they were found, with the lines that were read.
        losses: Addresses that the site drops.
        ledger: What it holds now; None when that is not what it should.
        shown_content: How messages name the content folder.
    """
    if ledger is None:
        return tuple(problems)
    shown = f"{shown_content}/{LEDGER}"
    lines = {line.partition(" ")[0]: number for number, line in enumerate(ledger.decode().splitlines(), 1)}
    entries = [loss.entry for loss in losses]
    now = {Location(shown, entry.line): Location(shown, lines.get(entry.url, entry.line)) for entry in entries}
    return tuple(dataclasses.replace(p, location=now.get(p.location, p.location)) for p in problems)
