"""Lines « Lire aussi » find the articles that they name: by title, in their edition first, and never a doubtful one."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.errors import Problem, warning
from generator.model import Article, ReadAlso
from generator.titles import Titles

SEVERAL = re.compile(r"\s?[;·•|]\s|(?<=[»”])\s{0,2}(?:,|et|and|und|y|e|en)?\s{0,2}(?=[«“„])")
"""What may stand between titles on one line."""
QUOTED = re.compile(r"[«“„]([^«»“”„]*)[»”“]")


@dataclass(frozen=True, slots=True)
class Shelf:
    """The articles of one edition that may be named: its language, their titles, their addresses by id."""

    lang: str
    titles: Titles
    urls: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """An article that a line names: its shelf and its id."""

    shelf: Shelf
    id: str


def find(title: str, article_id: str, shelves: Sequence[Shelf]) -> Named | None:
    """Find the article that a title means.

    Args:
        title: As the author wrote it.
        article_id: The article in which it is written; it does not name itself.
        shelves: Of the edition first; in the others only the same title counts.
    """
    own, *others = shelves
    for shelf in (own, *others):
        if found := shelf.titles.named(title, article_id):
            return Named(shelf, found)
        if shelf is own and (found := own.titles.meant(title, article_id)):
            return Named(own, found)
    return None


def split_titles(text: str) -> tuple[str, ...]:
    """Cut a line into the titles that it may hold; quotation marks around each go.

    >>> split_titles("L'OTAN à Bakou ; Le sommet"), split_titles("« A » et « B »")
    (("L'OTAN à Bakou", 'Le sommet'), ('A', 'B'))
    """
    parts = (part.strip() for part in SEVERAL.split(text))
    return tuple(quoted.group(1).strip() if (quoted := QUOTED.fullmatch(part)) else part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line « Lire aussi » became.

    Attributes:
        marker: What stands in the body.
        html: What stands there instead: a paragraph for each title.
        cited: Ids of the articles that it names.
        problems: A warning for each title that no article has.
    """

    marker: str
    html: str
    cited: tuple[str, ...]
    problems: tuple[Problem, ...]


def lines_of(article: Article, shelves: Sequence[Shelf]) -> Iterator[Line]:
    """Resolve the lines of an article that the author did not link; `shelves` begin with that of its edition."""
    for also in article.read_also:
        if also.target:
            continue
        whole = find(also.title, article.id, shelves)
        titles = (also.title,) if whole else split_titles(also.title) or (also.title,)
        found = [(title, whole or find(title, article.id, shelves)) for title in titles]
        problems = tuple(_unknown(also, title, article, shelves[0]) for title, named in found if not named)
        if len(problems) == len(found):
            yield Line(also.marker, also.marker, (), problems)
            continue
        colon = "\N{NO-BREAK SPACE}:" if article.lang.partition("-")[0] == "fr" else ":"
        made = (_paragraph(f"{also.label}{colon}", title, named, shelves[0]) for title, named in found)
        yield Line(also.marker, "\n".join(made), tuple(named.id for _title, named in found if named), problems)


def _paragraph(label: str, title: str, named: Named | None, own: Shelf) -> str:
    begin = f'<p class="read-also"><span class="read-also-label">{html.escape(label)}</span> '
    if named is None:
        return f"{begin}{html.escape(title, quote=False)}</p>"
    lang = "" if named.shelf is own else f' lang="{named.shelf.lang}" hreflang="{named.shelf.lang}"'
    url, headline = html.escape(named.shelf.urls[named.id]), html.escape(named.shelf.titles.labels[named.id])
    return f'{begin}<a href="{url}"{lang}>{headline}</a></p>'


def _unknown(also: ReadAlso, title: str, article: Article, own: Shelf) -> Problem:
    message = f'no article has the title that « {also.label} » names: "{title}"'
    if own.titles.named(title):
        return warning(also.location, message, "It is the title of this article: name another one.")
    if re.match(r"https?://\S+$", title):
        return warning(also.location, message, f"Make it a link: [its title]({title}).")
    cure = " or ".join(f"« {label} »" for label in own.titles.nearest(title, article.id))
    later = "Copy its title exactly, or leave the line: it becomes a link once that article is published."
    return warning(also.location, message, f"Did you mean {cure}?" if cure else later)
