"""Links that the author wrote are pointed to final addresses, and each article tells which others it cites."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, unquote

from generator.assembly.onward import Line, Shelf, lines_of
from generator.assembly.permalinks import Permalinks
from generator.assembly.pictures import Gallery, lead_place
from generator.errors import Location, Problem, warning
from generator.model import Article
from generator.texts import KnownText
from generator.views import Address

REFERENCE = re.compile(r'(<(?:a|img)\b[^<>]*?) (href|src)="((?:content|site):[^"]*)"')
IMAGE = re.compile(r'<img\b([^<>]*? src="site:/([^"]*)"[^<>]*)>')


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the links of one edition may lead.

    Attributes:
        files: Addresses by path below the content folder.
        known: Paths of all files of the site, below the output folder.
        shelves: Articles that may be named by their title, those of the edition first.
        articles: Ids of articles by the path of their page, and of pages that lead to it, below the output folder.
        sizes: Width and height of static images, by path on the site; those beside articles are measured already.
        permalinks: Makes addresses.
        gallery: Pictures that are made in several sizes.
    """

    files: Mapping[str, Address]
    known: frozenset[str]
    shelves: Sequence[Shelf]
    articles: Mapping[str, str]
    sizes: Mapping[str, tuple[int, int]]
    permalinks: Permalinks
    gallery: Gallery

    def find(self, reference: str) -> tuple[Address | None, str]:
        """Give the address that a reference means, if it is on the site, and its fragment with the sign."""
        place, sign, fragment = reference.partition("#")
        if place.startswith("content:"):
            return self.files.get(unquote(place.removeprefix("content:"))), sign + fragment
        path = unquote(place.removeprefix("site:/").partition("?")[0])
        candidates = [path.rstrip("/") + "/index.html", path, f"{path}.html"] if path else ["index.html"]
        found = next((c for c in candidates if c in self.known), None)
        return (self.permalinks.file(found) if found else None), sign + fragment


@dataclass(frozen=True, slots=True)
class Settled:
    """A body as it is published.

    Attributes:
        body: Its HTML, with addresses from the root of the host.
        problems: A warning for each link that leads nowhere: its text stays, its link goes.
        cited: Ids of the other articles to which links and « Lire aussi » lines lead, sorted.
    """

    body: KnownText
    problems: tuple[Problem, ...]
    cited: tuple[str, ...]


def settle(article: Article, targets: Targets) -> Settled:
    """Point every link of a body to its final address."""
    found = [(link, targets.find(link.reference)[0]) for link in article.links]
    problems = [
        _lost(link.location, link.reference, is_image=link.is_image) for link, address in found if address is None
    ]
    if article.image and article.image.target.startswith("site:") and not targets.find(article.image.target)[0]:
        problems.append(_lost(lead_place(article), article.image.target, is_image=True))
    cited = {targets.articles.get(address.path, "") for _link, address in found if address}
    lines = tuple(lines_of(article, targets.shelves))
    for line in lines:
        cited.update(line.cited)
        problems += line.problems
    return Settled(_settled_body(article, lines, targets), tuple(problems), tuple(sorted(cited - {"", article.id})))


def _settled_body(article: Article, lines: Sequence[Line], targets: Targets) -> KnownText:
    """Give a body as it is published; where nothing in it is to be settled it is not even read."""
    if not (lines or article.has_references):
        return article.body
    body = article.body_html
    for line in lines:
        body = body.replace(line.marker, line.html, 1)
    return KnownText.of(rewrite(body, targets, has_lead=article.image is not None))


def lost_links(text: str, location: Location, targets: Targets) -> tuple[Problem, ...]:
    """Find the references in HTML that lead nowhere; all are told at one place."""
    found = [html.unescape(match.group(3)) for match in REFERENCE.finditer(text)]
    return tuple(_lost(location, reference, is_image=False) for reference in found if not targets.find(reference)[0])


def rewrite(text: str, targets: Targets, *, has_lead: bool = False) -> str:
    """Replace the references in HTML; one that leads nowhere loses its attribute.

    Args:
        text: The HTML.
        targets: Where references lead.
        has_lead: Whether a picture stands above the text.
    """
    hung = targets.gallery.hang(IMAGE.sub(partial(_measured, targets), text), has_lead=has_lead)
    return REFERENCE.sub(partial(_address, targets), hung)


def _measured(targets: Targets, found: re.Match[str]) -> str:
    """Give a static image its width and height, unless the author did."""
    size = targets.sizes.get(unquote(html.unescape(found.group(2))))
    if not size or re.search(r" (?:width|height)=", found.group(1)):
        return found.group()
    return f'<img{found.group(1)} width="{size[0]}" height="{size[1]}">'


def _address(targets: Targets, found: re.Match[str]) -> str:
    address, fragment = targets.find(html.unescape(found.group(3)))
    if address is None:
        return found.group(1)
    return (
        f'{found.group(1)} {found.group(2)}="{html.escape(address.url + quote(fragment, safe="#%/?&=;:@!$()*+,~.-_"))}"'
    )


def _lost(location: Location, reference: str, *, is_image: bool) -> Problem:
    place = unquote(reference.partition(":")[2])
    if is_image:
        return Problem(
            location, f'the image "{place}" is not on the site', "Correct its address, or put the file there."
        )
    cure = "Correct it, or publish what it leads to (is it a draft, or dated in the future?)."
    return warning(location, f'a link leads to "{place}", which is not on the site', cure)
