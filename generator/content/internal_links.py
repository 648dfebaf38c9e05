"""Links and pictures that point into the content folder: they must find a file, and images learn their size."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from generator.content.origins import PictureFile
from generator.content.places import is_article
from generator.content.references import has_references, quoted_path
from generator.content.remembered import Body
from generator.errors import Location, Problem, warning
from generator.model import Asset, InternalLink
from generator.texts import KnownText

REFERENCE = re.compile(r'(<a\b[^>]*? href|<img\b[^>]*? src)="((?:content|site):[^"]*)"')
IMAGE = re.compile(r'<img\b([^>]*? src="(content:[^"]*)"[^>]*)>')
SIDE = re.compile(r' (width|height)="([0-9]+)"')
NAME_A_PICTURE = "Name the file of a picture."
SUGGESTIONS = 20
"""Missing targets of one article for which the nearest name is sought."""
COMPARED = 300_000
"""Paths that are compared with missing targets in one build: some seconds, on the largest site too."""


@dataclass(frozen=True, slots=True)
class Files:
    """What the content folder holds: paths, folders among them, and sizes of images in pixels."""

    paths: frozenset[str]
    folders: frozenset[str]
    sizes: Mapping[str, tuple[int, int]]
    _compared: list[int] = field(default_factory=list, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, paths: Iterable[str], assets: Sequence[Asset]) -> Files:
        """Gather the paths of all sources and the sizes of assets."""
        known = frozenset(paths)
        folders = {path[:at] for path in known for at in range(len(path)) if path[at] == "/"}
        return cls(known, frozenset(folders), {a.path: a.size for a in assets if a.size})

    def find(self, path: str) -> str:
        """Find the file that a link means, when it names it without extension, as a folder or as a page.

        A folder without a file of its own is found as itself: it is a section.
        """
        bare = re.sub(r"(/index)?\.html$", "", path).rstrip("/")
        longer = re.sub(r"\.md$", ".markdown", path)
        for candidate in (path, longer, f"{bare}.md", f"{bare}.markdown", f"{bare}/index.md", f"{bare}/_index.md"):
            if candidate in self.paths:
                return candidate
        return bare if bare in self.folders else ""

    def file_at(self, path: str) -> str:
        """Find the file that an address from the root means: "/monde/baku.jpg" for one beside an article."""
        return path[1:] if path[1:] in self.paths and not is_article(path) else ""

    def near(self, path: str, *, is_image: bool) -> str:
        """Find the path that is spelled nearly so; empty when there is none, or when too many were sought.

        What is shown as an image must be one, or be called like one.
        """
        if sum(self._compared) > COMPARED:
            return ""
        ending = path.rpartition(".")[2]
        shown = (known for known in self.paths if known in self.sizes or known.endswith(f".{ending}"))
        paths = sorted((known for known in shown if not is_article(known)) if is_image else self.paths)
        self._compared.append(len(paths))
        if sum(self._compared) > COMPARED:
            return ""
        return next(iter(difflib.get_close_matches(path, paths, 1)), "")


def settle_picture(picture: PictureFile, files: Files) -> tuple[str, Problem | None]:
    """Find the picture that stands for an article: in the content folder, else perhaps among the static files.

    Returns:
        A reference to it, empty when there is none, and what is wrong with it.
    """
    if is_article(picture.path) and picture.path in files.paths:
        return "", Problem(picture.location, f'`{picture.key}` names an article: "{picture.written}"', NAME_A_PICTURE)
    if picture.path in files.paths:
        unmeasured = None if picture.path in files.sizes else _unmeasured(picture.location, picture.path)
        return f"content:{quoted_path(picture.path)}", unmeasured
    if picture.address:
        return picture.address, None
    near = files.near(picture.path, is_image=True)
    cure = f"Did you mean {near}?" if near else "Put the file beside the article."
    message = f'`{picture.key}` names a file that is not there: "{picture.written}"'
    return "", Problem(picture.location, message, cure)


def settle_links(body: Body, files: Files) -> tuple[Body, tuple[Problem, ...]]:
    """Point each link to the file that it means, and give images of known size their width and height.

    Returns:
        The body with references that name a file, and a problem for each that finds none: an error for an
        image, a warning for a link.
    """
    if not (body.links or body.read_also or body.has_references):
        return body, ()
    settled: dict[str, str] = {}
    problems: list[Problem] = []
    for link in body.links:
        path, fragment = _parts(link.reference)
        found = files.find(path) if link.reference.startswith("content:") else files.file_at(path)
        if found:
            settled[link.reference] = f"content:{quoted_path(found)}" + (f"#{fragment}" if fragment else "")
            if link.is_image and (is_article(found) or found in files.folders):
                problems.append(Problem(link.location, f'"{found}" is shown as an image, but is none', NAME_A_PICTURE))
            elif link.is_image and found not in files.sizes:
                problems.append(_unmeasured(link.location, found))
        elif link.reference.startswith("content:"):
            near = files.near(path, is_image=link.is_image) if len(problems) < SUGGESTIONS else ""
            problems.append(_missing(link, path, near))
    links = tuple(
        replace(link, reference=settled.get(link.reference, link.reference))
        for link in body.links
        # A link to a file that is not there has been told, and is not told again by those who look at the site.
        if link.reference in settled or not link.reference.startswith("content:")
    )
    rewritten = KnownText.of(_rewrite(str(body.html), settled, files))
    also = tuple(
        replace(a, marker=_rewrite(a.marker, settled, files), target=settled.get(a.target, a.target))
        for a in body.read_also
    )
    return replace(body, html=rewritten, links=links, read_also=also), tuple(problems)


def _parts(reference: str) -> tuple[str, str]:
    path, _sign, fragment = reference.partition(":")[2].partition("#")
    return unquote(path), fragment


def _missing(link: InternalLink, path: str, near: str) -> Problem:
    cure = f"Did you mean {near}?" if near else "Correct the path; it starts from the folder of the article."
    if link.is_image:
        return Problem(link.location, f'the image "{path}" is not there', cure)
    return warning(link.location, f'a link leads to "{path}", which is not there', cure)


def _unmeasured(place: Location, path: str) -> Problem:
    message = f'"{path}" is no image whose width and height can be read'
    return warning(place, message, "Save it again as a JPEG, PNG, WebP, AVIF, GIF or SVG file.")


def _rewrite(text: str, settled: Mapping[str, str], files: Files) -> str:
    """Put settled references and sizes into HTML that `markup` wrote."""
    if not has_references(text):
        return text

    def settle(found: re.Match[str]) -> str:
        reference = html.unescape(found.group(2))
        return f'{found.group(1)}="{html.escape(settled.get(reference, reference))}"'

    def measure(found: re.Match[str]) -> str:
        size = files.sizes.get(_parts(html.unescape(found.group(2)))[0])
        given = {side: int(pixels) for side, pixels in SIDE.findall(found.group(1))}
        if not size or len(given) == 2:
            return found.group()
        width, height = _fitted(size, given)
        return f'<img{SIDE.sub("", found.group(1))} width="{width}" height="{height}">'

    return IMAGE.sub(measure, REFERENCE.sub(settle, text))


def _fitted(size: tuple[int, int], given: Mapping[str, int]) -> tuple[int, int]:
    """Scale an image to the one side that the author gave.

    >>> _fitted((640, 480), {"width": 320}), _fitted((640, 480), {})
    ((320, 240), (640, 480))
    """
    width, height = size
    if "width" in given:
        return given["width"], round(given["width"] * height / width)
    return (round(given["height"] * width / height), given["height"]) if "height" in given else size
