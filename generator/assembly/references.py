"""Links that the author wrote are pointed to final addresses; « Lire aussi » lines find the article that they name."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, unquote

from generator.assembly.permalinks import Permalinks
from generator.errors import Location, Problem, warning
from generator.model import Article, ReadAlso
from generator.slugs import slugify
from generator.views import Address

REFERENCE = re.compile(r'(<(?:a|img)\b[^<>]*?) (href|src)="((?:content|site):[^"]*)"')
IMAGE = re.compile(r'<img\b([^<>]*? src="site:/([^"]*)"[^<>]*)>')
ROOTED = re.compile(r'(<(?:a|img)\b[^<>]*? (?:href|src))="(#[^"]*)"')


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the links of one edition may lead.

    Attributes:
        files: Addresses by path below the content folder.
        known: Paths of all files of the site, below the output folder.
        titles: Addresses of the edition's articles by folded title.
        headlines: Their titles as written, for advice.
        sizes: Width and height of static images, by path on the site; those beside articles are measured already.
        permalinks: Makes addresses.
    """

    files: Mapping[str, Address]
    known: frozenset[str]
    titles: Mapping[str, Address]
    headlines: Mapping[str, str]
    sizes: Mapping[str, tuple[int, int]]
    permalinks: Permalinks

    def find(self, reference: str) -> tuple[Address | None, str]:
        """Give the address that a reference means, if it is on the site, and its fragment with the sign."""
        place, sign, fragment = reference.partition("#")
        if place.startswith("content:"):
            return self.files.get(unquote(place.removeprefix("content:"))), sign + fragment
        path = unquote(place.removeprefix("site:/").partition("?")[0])
        candidates = [path.rstrip("/") + "/index.html", path, f"{path}.html"] if path else ["index.html"]
        found = next((c for c in candidates if c in self.known), None)
        return (self.permalinks.file(found) if found else None), sign + fragment


def titles_of(articles: Sequence[tuple[Article, Address]]) -> tuple[Mapping[str, Address], Mapping[str, str]]:
    """Index articles by their titles, folded: case, accents and signs do not count; the newest one wins."""
    ordered = sorted(articles, key=lambda pair: (pair[0].date, pair[0].id))
    return (
        {_folded(article.title): address for article, address in ordered},
        {_folded(article.title): article.title for article, _address in ordered},
    )


def _folded(title: str) -> str:
    """Give what spellings of a title share; one of signs alone is only itself."""
    return slugify(title) or title


def settle(article: Article, targets: Targets) -> tuple[str, tuple[Problem, ...]]:
    """Point every link of a body to its final address.

    Returns:
        The HTML, with addresses from the root of the host, and a warning for each link that leads nowhere: its text
        stays, its link goes.
    """
    problems = [
        _lost(link.location, link.reference, is_image=link.is_image)
        for link in article.links
        if targets.find(link.reference)[0] is None
    ]
    if article.image and article.image.target.startswith("site:") and not targets.find(article.image.target)[0]:
        place = Location(article.location.path, article.lines.get("image", 1))
        problems.append(_lost(place, article.image.target, is_image=True))
    body = article.body_html
    for also in article.read_also:
        linked, problem = _read_also(also, article.lang, targets)
        body = body.replace(also.marker, linked, 1)
        problems += [problem] if problem else []
    return rewrite(body, targets), tuple(problems)


def lost_links(text: str, location: Location, targets: Targets) -> tuple[Problem, ...]:
    """Find the references in HTML that lead nowhere; all are told at one place."""
    found = [html.unescape(match.group(3)) for match in REFERENCE.finditer(text)]
    return tuple(_lost(location, reference, is_image=False) for reference in found if not targets.find(reference)[0])


def rewrite(text: str, targets: Targets) -> str:
    """Replace the references in HTML; one that leads nowhere loses its attribute."""
    return REFERENCE.sub(partial(_address, targets), IMAGE.sub(partial(_measured, targets), text))


def _measured(targets: Targets, found: re.Match[str]) -> str:
    """Give a static image its width and height, unless the author did."""
    size = targets.sizes.get(unquote(html.unescape(found.group(2))))
    if not size or re.search(r" (?:width|height)=", found.group(1)):
        return found.group()
    return f'<img{found.group(1)} width="{size[0]}" height="{size[1]}">'


def absolute(text: str, page: Address, permalinks: Permalinks) -> str:
    """Make the addresses of a settled body absolute, for readers far from the page (feeds)."""
    base = permalinks.file("").url
    origin = page.canonical.removesuffix(page.url)
    rooted = re.compile(rf'(<(?:a|img)\b[^<>]*? (?:href|src))="({re.escape(html.escape(base))}(?!/)[^"]*)"')
    with_page = ROOTED.sub(lambda m: f'{m.group(1)}="{html.escape(page.canonical)}{m.group(2)}"', text)
    return rooted.sub(lambda m: f'{m.group(1)}="{origin}{m.group(2)}"', with_page)


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


def _read_also(also: ReadAlso, lang: str, targets: Targets) -> tuple[str, Problem | None]:
    """Link a « Lire aussi » line, unless the author linked it or no article has that title."""
    if also.target:
        return also.marker, None
    folded = _folded(also.title)
    if address := targets.titles.get(folded):
        colon = "\N{NO-BREAK SPACE}:" if lang.partition("-")[0] == "fr" else ":"
        return (
            f'<p class="read-also"><span class="read-also-label">{html.escape(also.label)}{colon}</span> '
            f'<a href="{html.escape(address.url)}">{html.escape(targets.headlines[folded])}</a></p>'
        ), None
    near = difflib.get_close_matches(folded, targets.titles, 2, 0.6)
    cure = " or ".join(f"« {targets.headlines[name]} »" for name in near)
    message = f'no article has the title that « {also.label} » names: "{also.title}"'
    return also.marker, warning(also.location, message, f"Did you mean {cure}?" if cure else "Copy its title exactly.")
