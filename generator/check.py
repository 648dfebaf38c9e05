"""What `digest check` finds: every problem of a build without building, and texts that were published before."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.analysis.account import Account, account_for
from generator.analysis.agreement import Agreement, agreement
from generator.analysis.corpus import comparables_of, editors_links, find_article, reprints_of
from generator.config import SearchSettings, SiteConfig
from generator.content.aliases import with_alias
from generator.errors import Problem, UsageError, sorted_problems, warning
from generator.loading import load_content, load_site
from generator.memory import Memory, NoMemory
from generator.model import Article
from generator.orders import Folders, Order, Problems
from generator.publish.disk import replace_file
from generator.render.locales import load_locales
from generator.render.search import has_search
from generator.render.site import render_site


def check_site(config: SiteConfig, folders: Folders, order: Order, memory: Memory) -> Problems:
    """Find every problem that a build would tell, and reprints; nothing is published.

    Returns:
        Problems of content, addresses and templates, by place.
    """
    config = dataclasses.replace(config, search=SearchSettings(enabled=config.search.enabled and has_search()))
    locales = load_locales(config.languages, folders.templates[0] / "locales")
    loaded = load_site(config, folders, order, memory)
    # The search index and the cards are made of what was checked already, and take longer than all else.
    bare = (dataclasses.replace(edition, search=None, social_cards=()) for edition in loaded.site.editions)
    site = dataclasses.replace(loaded.site, editions=tuple(bare))
    _files, faults = render_site(
        site, folders.templates, locales, partial(order.progress, "rendering"), memory, order.jobs
    )
    articles, problems = loaded.articles, loaded.problems
    return sorted_problems((*problems, *faults, *reprinted(articles)))


def mend(config: SiteConfig, folders: Folders, order: Order, memory: Memory) -> tuple[str, ...]:
    """Write addresses that the site would drop into the `aliases` of the articles that have taken their place.

    Returns:
        One line for each address.
    """
    told: list[str] = []
    for loss in load_site(config, folders, order, memory).losses:
        if not loss.successor:
            continue
        file = Path(os.path.realpath(folders.content / loss.successor))
        shown, url = f"{folders.shown_content}/{loss.successor}", loss.entry.url
        try:
            new = with_alias(file.read_bytes(), url, config.content)
            if new is not None:
                replace_file(file, new)
        except OSError as error:
            told.append(f"{shown}: {url} is not written: {error.strerror}")
            continue
        told.append(f"{shown}: {url} leads here now" if new else f"{shown}: add {url} to its `aliases` yourself")
    return tuple(told)


def reprinted(articles: Sequence[Article]) -> Problems:
    """Warn of texts that were published before in the same language, unless the article names its origin."""
    found: list[Problem] = []
    for lang in sorted({article.lang for article in articles}):
        edition = {article.id: article for article in articles if article.lang == lang}
        for reprint in reprints_of(tuple(edition.values()), NoMemory()).values():
            article, original = edition[reprint.id], edition[reprint.original]
            if article.attribution and article.attribution.url:
                continue
            message = f"its text is that of {original.location.path} ({reprint.resemblance:.0%} of both)"
            cure = (
                "Is it an update? Keep one, with the address of the other in its `aliases`. "
                "Is it a reprint? Name the first one with `canonical_url` or `source`."
            )
            found.append(warning(article.location, message, cure))
    return tuple(found)


def check_related(config: SiteConfig, folders: Folders, order: Order, memory: Memory) -> Agreement:
    """Measure by the editor's own links what the machine offers."""
    content, _ = load_content(config, folders, order, memory)
    editions = comparables_of(content.articles, config.analysis, memory, order.workforce)
    return agreement(editions, editors_links(content.articles))


def explain(
    named: tuple[str, str], config: SiteConfig, folders: Folders, order: Order, memory: Memory
) -> tuple[Article, Article, Account]:
    """Tell why the second article is, or is not, offered under the first.

    Args:
        named: What `related:` may call them: paths, file names, slugs or titles.
        config: The configuration.
        folders: Where things are.
        order: For when.
        memory: Of expensive answers.

    Raises:
        UsageError: one is not known, both are the same, or their languages differ.
    """
    content, _ = load_content(config, folders, order, memory)
    one = _named(named[0], content.articles, folders.shown_content)
    other = _named(named[1], content.articles, folders.shown_content, one.lang)
    if one.lang != other.lang:
        raise UsageError(f"{one.id} and {other.id} are in different languages\n    Editions do not mix.")
    if one.id == other.id:
        raise UsageError(f"{one.id}: no article is offered under itself\n    Name two articles.")
    edition = [a for a in content.articles if a.lang == one.lang]
    (articles,) = comparables_of(edition, config.analysis, memory, order.workforce)
    return one, other, account_for(one.id, other.id, articles, config.lists.related)


def _named(written: str, articles: Sequence[Article], folder: str, lang: str = "") -> Article:
    """Find an article by what people call it, in one language first."""
    editions: Mapping[str, list[Article]] = {article.lang: [] for article in articles}
    for article in articles:
        editions[article.lang].append(article)
    bare = written.removeprefix("./").removeprefix(f"{folder}/")
    for code in sorted(editions, key=lambda code: (code != lang, code)):
        if found := find_article(bare, editions[code]):
            return found
    raise UsageError(
        f"{written}: there is no such article\n    Name it by path, file name, slug or title; is it a draft?"
    )
