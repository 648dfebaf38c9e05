"""The story of a build: read, understand, arrange, render, publish."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from generator.analysis.corpus import analyse
from generator.assembly.selection import Moment, published
from generator.assembly.site import assemble
from generator.config import SearchSettings, SiteConfig
from generator.content.articles import parse_content
from generator.content.sources import read_sources, read_static
from generator.errors import ContentError, Location, Problem, Severity, sorted_problems
from generator.memory import Memory
from generator.model import Article, Asset, Content, Publication
from generator.publish.cache import open_cache
from generator.publish.destination import check_output
from generator.publish.lock import hold_output
from generator.publish.manifest import read_manifest
from generator.publish.tree import publish
from generator.render.locales import load_locales
from generator.render.search import has_search
from generator.render.site import render_site
from generator.views import Site

NEWS_AGE = timedelta(days=2)
"""Age to which news search engines take articles as news."""
Problems = tuple[Problem, ...]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are.

    Attributes:
        content: Articles, `tags.toml`, files to publish as they are.
        templates: Where templates are looked for, the site's own folder first.
        output: The site.
        cache: The memory of expensive answers.
        site_file: `site.toml`, or None.
        shown_content: How messages name the content folder.
    """

    content: Path
    templates: tuple[Path, ...]
    output: Path
    cache: Path
    site_file: Path | None
    shown_content: str

    @property
    def inputs(self) -> tuple[Path, ...]:
        """All that a build reads."""
        return (self.content, *self.templates, *((self.site_file,) if self.site_file else ()))


@dataclass(frozen=True, slots=True)
class Order:
    """How a build is wanted.

    Attributes:
        moment: For when, and what is shown before its time.
        strict: Whether warnings stop the publication.
        jobs: Processes that may work at the same time.
        progress: Told the step, how much of it is done, and of how much.
        notice: Told one line about what is unusual but no problem of the content.
    """

    moment: Moment
    strict: bool
    jobs: int
    progress: Progress
    notice: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, in numbers, and the warnings that it met."""

    articles: int
    tags: int
    pages: int
    publication: Publication
    warnings: Problems

    def __str__(self) -> str:
        """Write the line that ends a build, without its time."""
        files = self.publication
        return (
            f"{self.articles} articles, {self.tags} tags, {self.pages} pages, {files.written} written, "
            f"{files.unchanged} unchanged, {files.deleted} deleted, {len(self.warnings)} warnings"
        )


def load_content(config: SiteConfig, folders: Folders, order: Order, memory: Memory) -> tuple[Content, Problems]:
    """Read what is published at the moment, and every problem of what was read."""
    order.progress("reading", 0, 1)
    sources, problems = read_sources(folders.content, folders.shown_content, config.limits)
    content, found = parse_content(sources, config.content, memory)
    return dataclasses.replace(content, articles=published(content.articles, order.moment)), (*problems, *found)


def load_site(
    config: SiteConfig, folders: Folders, order: Order, memory: Memory
) -> tuple[Site, tuple[Article, ...], Problems]:
    """Do everything but render; other commands start here too.

    Returns:
        The site, its articles, and every problem of its content.
    """
    content, problems = load_content(config, folders, order, memory)
    order.progress("understanding", 0, 1)
    analysis = analyse(content.articles, config.analysis, memory, order.jobs)
    order.progress("arranging", 0, 1)
    static, found = read_static(folders.content / "static", f"{folders.shown_content}/static", config.limits)
    design, faults = _design(folders.templates, config)
    site, clashes = assemble(content, analysis, config, static, design)
    if config.news_sitemap:
        site = dataclasses.replace(site, news_since=order.moment.now - NEWS_AGE)
    return site, content.articles, (*problems, *found, *faults, *_heard(clashes, problems))


def build(config: SiteConfig, folders: Folders, order: Order) -> Report:
    """Build the site and put it in place.

    Raises:
        UsageError: the output or the configuration cannot be used.
        ContentError: articles or templates are at fault; carries all problems. The published site is as before.
        PublishError: the site could not be put in place.
    """
    is_served = folders.output.is_relative_to(folders.cache)
    check_output(folders.output, folders.inputs if is_served else (*folders.inputs, folders.cache))
    locales = load_locales(config.languages, folders.templates[0] / "locales")
    if config.search.enabled and not has_search():
        order.notice("search is left out: Pagefind has no program for this platform")
        config = dataclasses.replace(config, search=SearchSettings(enabled=False))
    with hold_output(folders.output) as held, open_cache(folders.cache, order.notice) as memory:
        site, articles, problems = load_site(config, folders, order, memory)
        files, faults = render_site(
            site, folders.templates, locales, partial(order.progress, "rendering"), memory, order.jobs
        )
        problems += faults
        problems += () if any(problem.is_error for problem in problems) else _lost_site(len(articles), folders)
        warnings = checked(problems, strict=order.strict)
        order.progress("publishing", 0, 1)
        publication = publish(files, held)
    return Report(
        articles=len(articles),
        tags=sum(edition.tag_count for edition in site.editions),
        pages=sum(len(edition.pages) for edition in site.editions),
        publication=publication,
        warnings=warnings,
    )


def _design(templates: Sequence[Path], config: SiteConfig) -> tuple[tuple[Asset, ...], Problems]:
    """Read the files of the design; those of the site's own templates stand before those of the program."""
    assets: dict[str, Asset] = {}
    problems: Problems = ()
    for folder in reversed(templates):
        found, faults = read_static(folder / "static", str(folder / "static"), config.limits)
        assets |= {asset.path: asset for asset in found}
        problems += faults
    return tuple(assets[path] for path in sorted(assets)), problems


def _heard(clashes: Problems, problems: Problems) -> Problems:
    """Keep warnings about lost links back while articles are missing because of errors of their own."""
    is_whole = not any(problem.is_error for problem in problems)
    return tuple(problem for problem in clashes if is_whole or problem.is_error)


def _lost_site(articles: int, folders: Folders) -> Problems:
    """Refuse to replace a site by an empty one: more likely the wrong folder was named."""
    place = Location(folders.shown_content)
    if articles:
        return ()
    if read_manifest(folders.output):
        cure = "Name the right folder with `--content`; to empty the site on purpose, remove the output folder first."
        return (Problem(place, "there are no articles, but a site is published", cure),)
    return (Problem(place, "there are no articles", "Put Markdown files there.", Severity.WARNING),)


def checked(problems: Problems, *, strict: bool) -> Problems:
    """Give the warnings, if there is nothing worse.

    Raises:
        ContentError: there is an error, or a warning when those count as errors.
    """
    if strict:
        problems = tuple(dataclasses.replace(problem, severity=Severity.ERROR) for problem in problems)
    if any(problem.is_error for problem in problems):
        raise ContentError(problems)
    return sorted_problems(problems)
