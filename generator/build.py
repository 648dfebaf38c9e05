"""The story of a build: read, understand, arrange, render, publish."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from generator.analysis.corpus import analyse
from generator.assembly.galley import Galley
from generator.assembly.permalinks import Permalinks
from generator.assembly.selection import Span, published, span_around, turning_points
from generator.assembly.site import assemble
from generator.config import SearchSettings, SiteConfig
from generator.content.articles import parse_content
from generator.content.internal_links import Files
from generator.content.sources import read_sources, read_static
from generator.design import read_design
from generator.errors import ContentError, Location, Problem, Severity, sorted_problems
from generator.keeping import is_kept, keep_ledger, lost_addresses, noted, recognised
from generator.last_build import Footing, check_place, keep_report
from generator.memory import Memory
from generator.model import Article, Asset, Content, OutputFile
from generator.orders import Folders, Order, Problems, Report, Standing
from generator.permanence import Entry, Loss, losses, settled
from generator.publish.cache import open_cache
from generator.publish.ledger import read_ledger
from generator.publish.left import left_by
from generator.publish.lock import hold_output
from generator.publish.manifest import read_manifest
from generator.publish.tree import publish
from generator.remainder import files_at_fault, intruders, paths_of, reserved, settled_claims, stops, without
from generator.render.cards import Drawing
from generator.render.locales import Locale, load_locales
from generator.render.search import has_search
from generator.render.site import render_site
from generator.views import Site

NEWS_AGE = timedelta(days=2)
"""Age to which news search engines take articles as news."""


def read_content(config: SiteConfig, folders: Folders, order: Order, memory: Memory) -> tuple[Content, Problems]:
    """Read all there is, and every problem of it."""
    order.progress("reading", 0, 1)
    sources, problems = read_sources(folders.content, folders.shown_content, config.limits)
    order.progress("parsing", 0, 1)
    content, found = parse_content(sources, config.content, memory, order.workforce)
    problems = (*problems, *found)
    # What a folder that cannot be read holds is not known, so that it cannot be left out.
    at_fault = files_at_fault(problems, folders.shown_content)
    left_out = frozenset(path for path in at_fault if not (folders.content / path).is_dir())
    read = without(content, left_out) if order.keep_going else dataclasses.replace(content, left_out=left_out)
    return read, problems


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site before it is rendered.

    Attributes:
        site: The arranged site.
        galley: What the pages of its articles were set on, if somebody wants it.
        read: All that the content folder holds, at whatever moment it is to be published.
        articles: What is published.
        problems: Every problem of its content.
        ledger: Every address that was ever published, those of this site included.
        losses: Addresses that this site would drop.
        resolved: Errors that are none any more, since files were left out; they are told all the same.
    """

    site: Site
    galley: Galley | None
    read: Content
    articles: tuple[Article, ...]
    problems: Problems
    ledger: tuple[Entry, ...] = ()
    losses: tuple[Loss, ...] = ()
    resolved: Problems = ()


def load_content(config: SiteConfig, folders: Folders, order: Order, memory: Memory) -> tuple[Content, Problems]:
    """Read what is published at the moment, and every problem of what was read."""
    content, problems = read_content(config, folders, order, memory)
    return dataclasses.replace(content, articles=published(content.articles, order.moment)), problems


def load_site(
    config: SiteConfig, folders: Folders, order: Order, memory: Memory, spoiled: AbstractSet[str] = frozenset()
) -> Loaded:
    """Do everything but render; other commands start here too.

    Args:
        config: The configuration.
        folders: Where things are.
        order: How the site is wanted.
        memory: Of expensive answers.
        spoiled: Files to leave out beside those with errors that show here.
    """
    past, damage = read_ledger(folders.content, folders.shown_content)
    read, problems = read_content(config, folders, order, memory)
    read = without(read, spoiled) if spoiled else read
    static, found = read_static(folders.content / "static", f"{folders.shown_content}/static", config.limits)
    design, faults = read_design(folders.templates, config.limits)
    ground = Ground(past, static, design, (*problems, *damage, *found, *faults))
    loaded = _arranged(read, ground, config, folders, order, memory)
    while order.keep_going and (more := _spoiled(loaded, past, folders)):
        resolved = (*loaded.resolved, *(problem for problem in loaded.problems if problem.is_error))
        loaded = _arranged(without(loaded.read, more), ground, config, folders, order, memory)
        loaded = dataclasses.replace(loaded, resolved=resolved)
    return loaded


@dataclass(frozen=True, slots=True)
class Ground:
    """What a site is arranged on beside its content.

    Attributes:
        past: The ledger.
        static, design: Files that are published as they are.
        problems: What was found so far.
    """

    past: tuple[Entry, ...]
    static: tuple[Asset, ...]
    design: tuple[Asset, ...]
    problems: Problems


def _spoiled(loaded: Loaded, past: Sequence[Entry], folders: Folders) -> frozenset[str]:
    """Find what is still to be left out for errors that only show when all is arranged."""
    at_fault = files_at_fault(loaded.problems, folders.shown_content) & paths_of(loaded.read)
    return frozenset(settled_claims(at_fault, loaded.site.entries, past)) if at_fault else at_fault


def _arranged(
    read: Content, ground: Ground, config: SiteConfig, folders: Folders, order: Order, memory: Memory
) -> Loaded:
    past, shown = ground.past, folders.shown_content
    order.progress("recognising", 0, 1)
    content, recognition = recognised(read, past, order.moment, Permalinks.of(config), memory, order.workforce)
    order.progress("understanding", 0, 1)
    analysis = analyse(content.articles, config.analysis, memory, order.workforce)
    order.progress("arranging", 0, 1)
    site, clashes, galley_of_site = assemble(content, analysis, config, ground.static, ground.design, past)
    if config.news_sitemap:
        site = dataclasses.replace(site, news_since=order.moment.now - NEWS_AGE)
    kept = reserved(past, read.left_out)
    lost = losses((entry for entry in site.lost if entry.url not in kept), recognition.known)
    told = lost if content.articles else ()
    dropped = lost_addresses(told, read.articles, folders.shown_content, order.moment.now)
    found = (*clashes, *dropped, *(intruders(site.entries, kept, shown) if order.keep_going else ()))
    problems = (*ground.problems, *(found if order.keep_going else _heard(found, ground.problems)))
    present = recognition.marked(entry for entry in site.entries if entry.url not in kept)
    galley = galley_of_site() if order.stands else None
    return Loaded(site, galley, read, content.articles, problems, settled(past, present), lost)


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
        ledger = _note(loaded, folders, order)
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
    is_served = folders.output.is_relative_to(folders.cache)
    if not is_served and is_kept(folders.content, folders.output, order.moment):
        keep_ledger(folders.content, folders.shown_content, loaded.ledger, order.notice)
    return noted(folders.content, loaded.ledger)


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
