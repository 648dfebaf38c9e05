"""A site before it is rendered: everything read, understood and arranged; other commands start here too."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

from generator.analysis.corpus import analyse
from generator.assembly.galley import Galley
from generator.assembly.permalinks import Permalinks
from generator.assembly.selection import published
from generator.assembly.site import assemble
from generator.config import SiteConfig
from generator.content.articles import parse_content
from generator.content.sources import read_sources, read_static
from generator.design import read_design
from generator.garbage import lasting
from generator.keeping import lost_addresses, recognised
from generator.memory import Memory
from generator.model import Article, Asset, Content
from generator.orders import Folders, Order, Problems
from generator.permanence import Entry, Loss, losses, settled
from generator.publish.ledger import read_ledger
from generator.remainder import files_at_fault, intruders, paths_of, reserved, settled_claims, without
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
    left_out = frozenset(path for path in at_fault if not os.path.isdir(folders.content / path))  # noqa: PTH112 - that of pathlib raises for a name that is too long
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
    with lasting():
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


def _heard(clashes: Problems, problems: Problems) -> Problems:
    """Keep warnings about lost links back while articles are missing because of errors of their own."""
    is_whole = not any(problem.is_error for problem in problems)
    return tuple(problem for problem in clashes if is_whole or problem.is_error)
