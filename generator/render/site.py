"""All files of the site: those that are known to stand already are named, the others are made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from generator.errors import Location, Problem
from generator.memory import Memory
from generator.model import OutputFile
from generator.render.cards import card_files
from generator.render.feeds import atom, json_feed
from generator.render.indexes import indexes, manifest
from generator.render.locales import Locale
from generator.render.marks import MARK_BYTES, Marks, rendering_ground
from generator.render.outlines import opml
from generator.render.pictures import picture_files
from generator.render.remembered import Remembered, packed
from generator.render.search import search_files
from generator.render.templates import TemplateError, Templates
from generator.views import Edition, Feed, Page, Site, SiteView

Progress = Callable[[int, int], None]
NOTHING_STANDS: Mapping[str, bytes] = MappingProxyType({})


def render_site(
    site: Site,
    folders: Sequence[Path],
    locales: Mapping[str, Locale],
    progress: Progress,
    memory: Memory,
    jobs: int = 1,
    standing: Mapping[str, bytes] = NOTHING_STANDS,
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Render every page, feed and index.

    Args:
        site: The arranged site.
        folders: Where templates are looked for, in that order.
        locales: Words and dates of each edition, by language.
        progress: Told how many pages are done, of how many.
        memory: Where pages, pictures and the search index are remembered.
        jobs: Pictures that may be worked on at the same time.
        standing: Marks of the files that are published already, by path: a page with the same mark is rendered only
            if somebody asks for its bytes after all.

    Returns:
        The files, and a problem for each template, each picture and each word of the site's own that is at fault.
    """
    marks = Marks(rendering_ground(folders, locales))
    press = Press(Templates(folders, locales), Remembered(memory), marks, standing)
    files = [_static(file.path, file.data) for file in site.files]
    pictures, broken_pictures = picture_files(site.pictures, memory, jobs)
    files += pictures
    pages, problems = press.pages(site.editions, progress)
    files += pages
    for edition in site.editions:
        locale = locales[edition.site.lang]
        files += (file for feed in edition.feeds for file in _feed_files(feed, edition.site.lang, marks))
        for outline in edition.outlines:
            write = partial(opml, outline, locale, edition.site.origin)
            mark = marks.of("opml", outline, edition.site.lang, edition.site.origin)
            files.append(OutputFile(outline.address.path, partial(_written, write), mark))
        if edition.search:
            files += search_files(edition.search, locale, memory)
        files += card_files(edition.social_cards, memory)
        files.append(manifest(edition.site, locale))
    files += indexes(site)
    strays = (stray for locale in locales.values() for stray in locale.strays)
    return tuple(files), (*problems, *broken_pictures, *strays)


class Press:
    """Renders the pages that do not stand already."""

    def __init__(
        self, templates: Templates, remembered: Remembered, marks: Marks, standing: Mapping[str, bytes]
    ) -> None:
        """Make ready.

        Args:
            templates: How pages look.
            remembered: What was rendered before.
            marks: Marks what is to be rendered.
            standing: Marks of what is published already, by path.
        """
        self._templates = templates
        self._remembered = remembered
        self._marks = marks
        self._standing = standing

    def pages(self, editions: Sequence[Edition], progress: Progress) -> tuple[list[OutputFile], list[Problem]]:
        """Render pages.

        Args:
            editions: All editions.
            progress: Told how many pages are done, of how many.

        Returns:
            The files, and the problems of templates.
        """
        total, done = sum(len(edition.pages) for edition in editions), 0
        files: list[OutputFile] = []
        problems: dict[tuple[Location, str], Problem] = {}
        broken: set[str] = set()
        for edition in editions:
            for page in edition.pages:
                done += 1
                if page.template in broken:
                    continue
                try:
                    files.append(self._file(edition.site, page))
                except TemplateError as error:
                    broken.add(page.template)
                    # Many pages share a partial; that it is at fault is told once.
                    problems.setdefault((error.problem.location, error.problem.message), error.problem)
                progress(done, total)
        return files, list(problems.values())

    def _file(self, site: SiteView, page: Page) -> OutputFile:
        path, mark = page.address.path, self._marks.of("page", site, page)
        render = partial(self._rendered, site, page)
        if self._standing.get(path) != mark and self._remembered.recall(mark) is None:
            self._remembered.keep(mark, packed(render()))
        # Recalled when it is written: pages of a large site would fill the memory.
        return OutputFile(path, partial(self._remembered.bytes_of, mark, render), mark)

    def _rendered(self, site: SiteView, page: Page) -> bytes:
        return self._templates.render(site, page).encode("utf-8", "replace")


def _static(path: str, data: bytes) -> OutputFile:
    return OutputFile(path, data, hashlib.blake2b(data, digest_size=MARK_BYTES).digest())


def _feed_files(feed: Feed, lang: str, marks: Marks) -> Iterator[OutputFile]:
    """Name the files of a feed in both formats; they are written when asked for."""
    for address, write in ((feed.atom, atom), (feed.json, json_feed)):
        mark = marks.of(write.__name__, lang, feed)
        yield OutputFile(address.path, partial(_written, partial(write, feed, lang)), mark)


def _written(write: Callable[[], OutputFile]) -> bytes:
    return write().data
