"""The story of a build: read, understand, arrange, render, publish."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import partial

from generator.assembly.selection import Span, span_around, turning_points
from generator.config import SearchSettings, SiteConfig
from generator.content.internal_links import Files
from generator.errors import ContentError, Location, Problem, Severity, sorted_problems
from generator.keeping import as_noted, is_kept, keep_ledger, noted
from generator.last_build import Footing, check_place, keep_report
from generator.loading import NEWS_AGE, Loaded, load_site
from generator.memory import Memory
from generator.model import Content, OutputFile
from generator.orders import Folders, Order, Problems, Report, Standing
from generator.permanence import ledger_text
from generator.publish.cache import open_cache
from generator.publish.left import left_by
from generator.publish.lock import hold_output
from generator.publish.manifest import read_manifest
from generator.publish.tree import publish
from generator.remainder import files_at_fault, paths_of, stops
from generator.render.cards import Drawing
from generator.render.locales import Locale, load_locales
from generator.render.search import has_search
from generator.render.site import render_site


def build(config: SiteConfig, folders: Folders, order: Order, footing: Footing | None = None) -> Report:
    """Build the site and put it in place.

    Args:
        config: The configuration.
        folders: Where things are.
        order: How the site is wanted.
        footing: What the build stands on, looked at before the configuration was read; with it the next build can
            tell whether it is needed.

    Raises:
        UsageError: the output or the configuration cannot be used.
        ContentError: articles or templates are at fault; carries all problems. The published site is as before.
        PublishError: the site could not be put in place.
    """
    check_place(folders)
    locales = load_locales(config.languages, folders.templates[0] / "locales")
    config, notices = _without_missing_parts(config)
    for notice in notices:
        order.notice(notice)
    with hold_output(folders.output) as held, open_cache(folders.cache, order.notice) as memory:
        left = left_by(footing.last if footing else None, held.folder)
        render = partial(_rendered, config, folders, order, memory, locales, left.marks)
        loaded, files, faults = render()
        while more := _spoiled_when_rendered(loaded, faults, order, folders):
            resolved = (*loaded.resolved, *(p for p in (*loaded.problems, *faults) if p.is_error))
            loaded, files, faults = render(loaded.read.left_out | more)
            loaded = dataclasses.replace(loaded, resolved=(*loaded.resolved, *resolved))
        site, problems = loaded.site, (*loaded.problems, *faults)
        is_sound = not any(problem.is_error for problem in problems)
        problems += _lost_site(len(loaded.articles), folders) if is_sound else ()
        told = _without_stop(problems, loaded, folders, order)
        order.progress("publishing", 0, 1)
        publication = publish(files, held, left, folders.cache)
        order.progress("remembering", 0, 1)
        ledger = _note(loaded, folders, order)
        told = as_noted(told, loaded.losses, ledger, folders.shown_content)
        report = Report(
            articles=len(loaded.articles),
            tags=sum(edition.tag_count for edition in site.editions),
            pages=sum(len(edition.pages) for edition in site.editions),
            publication=publication,
            warnings=tuple(problem for problem in told if not problem.is_error),
            notices=notices,
            errors=tuple(problem for problem in told if problem.is_error),
            left_out=len(loaded.read.left_out),
        )
        # A second build without articles is an error (see `_lost_site`), and errors are to be told by every build.
        if footing and loaded.articles and ledger is not None and not report.errors:
            span = _span(loaded.read, order, config)
            keep_report(footing, folders, report, files, ledger, span, config.timezone)
    _tell_standing(loaded, config, order)
    return report


def _rendered(
    config: SiteConfig,
    folders: Folders,
    order: Order,
    memory: Memory,
    locales: Mapping[str, Locale],
    standing: Mapping[str, bytes],
    spoiled: AbstractSet[str] = frozenset(),
) -> tuple[Loaded, tuple[OutputFile, ...], Problems]:
    """Load and render a site without some files; gives what rendering finds at fault as well."""
    loaded = load_site(config, folders, order, memory, spoiled)
    cards = [card for edition in loaded.site.editions for card in edition.social_cards]
    drawing = Drawing(cards, memory, standing, order.workforce)

    def progress(done: int, total: int) -> None:
        order.progress("rendering", done, total)
        drawing.keep_ready()

    files, faults = render_site(loaded.site, folders.templates, locales, progress, memory, order.jobs, standing)
    order.progress("drawing", 0, 1)
    drawing.finish()
    order.workforce.dismiss()
    return loaded, files, faults


def _spoiled_when_rendered(loaded: Loaded, faults: Problems, order: Order, folders: Folders) -> AbstractSet[str]:
    """Find what is still to be left out for faults that only rendering finds: a broken picture is shown there."""
    return files_at_fault(faults, folders.shown_content) & paths_of(loaded.read) if order.keep_going else frozenset()


def look_at_site(config: SiteConfig, folders: Folders, order: Order) -> None:
    """Find out what stands, when the last build needs no other one."""
    config, _notices = _without_missing_parts(config)
    with open_cache(folders.cache, order.notice, is_build=False) as memory:
        _tell_standing(load_site(config, folders, order, memory), config, order)


def _tell_standing(loaded: Loaded, config: SiteConfig, order: Order) -> None:
    """Tell whoever wants to know what stands."""
    if order.stands and loaded.galley:
        files = Files.of(loaded.read.paths, loaded.read.assets)
        order.stands(Standing(config, files, order.moment, loaded.galley))


def _note(loaded: Loaded, folders: Folders, order: Order) -> bytes | None:
    """Write the ledger, if this is a publication; gives what it holds, or None when that is not all of it."""
    ledger = ledger_text(loaded.ledger)
    is_served = folders.output.is_relative_to(folders.cache)
    if not is_served and is_kept(folders.content, folders.output, order.moment):
        keep_ledger(folders.content, folders.shown_content, ledger, order.notice)
    return noted(folders.content, ledger)


def _without_missing_parts(config: SiteConfig) -> tuple[SiteConfig, tuple[str, ...]]:
    """Leave out what cannot be done on this machine, and say so."""
    if not config.search.enabled or has_search():
        return config, ()
    notice = "search is left out: Pagefind has no program for this platform"
    return dataclasses.replace(config, search=SearchSettings(enabled=False)), (notice,)


def _span(content: Content, order: Order, config: SiteConfig) -> Span:
    """Find the time in which the same content makes the same site: all that the moment decides is named here."""
    points = set(turning_points(content.articles))
    if config.news_sitemap:
        points |= {a.date + NEWS_AGE for a in content.articles if a.date <= order.moment.now}
    return span_around(order.moment.now, points)


def _lost_site(articles: int, folders: Folders) -> Problems:
    """Refuse to replace a site by an empty one: more likely the wrong folder was named."""
    place = Location(folders.shown_content)
    if articles:
        return ()
    if read_manifest(folders.output):
        cure = "Name the right folder with `--content`; to empty the site on purpose, remove the output folder first."
        return (Problem(place, "there are no articles, but a site is published", cure),)
    return (Problem(place, "there are no articles", "Put Markdown files there.", Severity.WARNING),)


def _without_stop(problems: Problems, loaded: Loaded, folders: Folders, order: Order) -> Problems:
    """Give what is to be told of a site that may be published.

    Raises:
        ContentError: it may not.
    """
    if not order.keep_going:
        return checked(problems, strict=order.strict)
    left_out = loaded.read.left_out
    is_empty = left_out and not loaded.articles
    told = (*problems, *loaded.resolved)
    if is_empty or any(stops(problem, left_out, folders.shown_content) for problem in problems):
        raise ContentError(told)
    return sorted_problems(_weighed(told, strict=order.strict))


def _weighed(problems: Problems, *, strict: bool) -> Problems:
    """Make errors of warnings, when those count as errors."""
    return tuple(dataclasses.replace(p, severity=Severity.ERROR) for p in problems) if strict else problems


def checked(problems: Problems, *, strict: bool) -> Problems:
    """Give the warnings, if there is nothing worse.

    Raises:
        ContentError: there is an error, or a warning when those count as errors.
    """
    problems = _weighed(problems, strict=strict)
    if any(problem.is_error for problem in problems):
        raise ContentError(problems)
    return sorted_problems(problems)
