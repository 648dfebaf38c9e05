"""All files of the site, as bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.errors import Location, Problem
from generator.memory import Memory
from generator.model import OutputFile
from generator.render.cards import card_files
from generator.render.feeds import atom, json_feed
from generator.render.indexes import indexes, manifest
from generator.render.locales import Locale
from generator.render.outlines import opml
from generator.render.pictures import picture_files
from generator.render.remembered import Remembered, rendering_ground
from generator.render.search import search_files
from generator.render.templates import TemplateError, Templates
from generator.views import Feed, Page, Site, SiteView


def render_site(
    site: Site,
    folders: Sequence[Path],
    locales: Mapping[str, Locale],
    progress: Callable[[int, int], None],
    memory: Memory,
    jobs: int = 1,
) -> tuple[tuple[OutputFile, ...], tuple[Problem, ...]]:
    """Render every page, feed and index.

    Args:
        site: The arranged site.
        folders: Where templates are looked for, in that order.
        locales: Words and dates of each edition, by language.
        progress: Told how many pages are done, of how many.
        memory: Where pages, feeds, pictures and the search index are remembered.
        jobs: Pictures that may be worked on at the same time.

    Returns:
        The files, and a problem for each template and each picture that is at fault.
    """
    templates = Templates(folders, locales)
    remembered = Remembered(memory, rendering_ground(folders, locales))
    files = [OutputFile(file.path, file.data) for file in site.files]
    pictures, broken_pictures = picture_files(site.pictures, memory, jobs)
    files += pictures
    problems: dict[tuple[Location, str], Problem] = {}
    total, done = sum(len(edition.pages) for edition in site.editions), 0
    broken: set[str] = set()
    for edition in site.editions:
        frame = repr(edition.site)
        for page in edition.pages:
            done += 1
            if page.template in broken:
                continue
            try:
                data = remembered.bytes_of("page", (frame, page), partial(_page, templates, edition.site, page))
                files.append(OutputFile(page.address.path, data))
            except TemplateError as error:
                broken.add(page.template)
                # Many pages share a partial; that it is at fault is told once.
                problems.setdefault((error.problem.location, error.problem.message), error.problem)
            progress(done, total)
        for feed in edition.feeds:
            files += _feed_files(feed, edition.site.lang, remembered)
        locale = locales[edition.site.lang]
        files += [opml(outline, locale, edition.site.origin) for outline in edition.outlines]
        if edition.search:
            files += search_files(edition.search, locale, memory)
        files += card_files(edition.social_cards, memory)
        files.append(manifest(edition.site, locale))
    files += indexes(site)
    return tuple(files), (*problems.values(), *broken_pictures)


def _page(templates: Templates, site: SiteView, page: Page) -> bytes:
    return templates.render(site, page).encode("utf-8", "replace")


def _feed_files(feed: Feed, lang: str, remembered: Remembered) -> Iterator[OutputFile]:
    """Write a feed in both formats."""
    shown = repr(feed)
    for address, write in ((feed.atom, atom), (feed.json, json_feed)):
        data = remembered.bytes_of(write.__name__, (lang, shown), partial(_written, write, feed, lang))
        yield OutputFile(address.path, data)


def _written(write: Callable[[Feed, str], OutputFile], feed: Feed, lang: str) -> bytes:
    return write(feed, lang).data
