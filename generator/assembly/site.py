"""The whole site from what was read and understood: editions, files, and every clash told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from generator.assembly import dashboards, editions, lists, records, stories
from generator.assembly.claims import Claim, clashes, folded_path, is_free
from generator.assembly.galley import Galley
from generator.assembly.icon import icon_address
from generator.assembly.linking import Pages, linked, targets_of
from generator.assembly.newsroom import Newsroom
from generator.assembly.permalinks import Permalinks
from generator.assembly.pictures import Gallery, gallery_of
from generator.assembly.search import search_index, search_page
from generator.assembly.sections import section_key, sections_of
from generator.assembly.social_cards import card_address, social_cards
from generator.assembly.storylines import storylines_of
from generator.assembly.stylesheets import published
from generator.assembly.subscriptions import FOLDER as FEEDS
from generator.assembly.subscriptions import feeds_page, outline_paths, outlines
from generator.assembly.topic_index import index_pages
from generator.assembly.topics import page_keys, topics_of
from generator.assembly.wishes import lost_wishes
from generator.config import SiteConfig
from generator.errors import Location, Problem, sorted_problems, warning
from generator.model import Analysis, Article, Asset, Content
from generator.permanence import TEXTS, Entry
from generator.views import (
    AboutPage,
    ArticlePage,
    Edition,
    Link,
    Page,
    Site,
    SiteView,
    StaticFile,
)

OWNERS = {"section.html": "the section", "tag.html": "the tag", "author.html": "the author", "story.html": "the story"}
"""How a message names a page that has a title, by its template."""
MANIFEST = "site.webmanifest"
"""File name of the web app manifest of an edition."""
MACHINES = MappingProxyType(
    {"sitemap.xml": "the sitemap", "robots.txt": "the rules for robots", ".nojekyll": "the mark for GitHub Pages"}
)
"""Files for machines, made when all pages are; one of the editor's own stands instead."""
KEPT = MappingProxyType(
    {".digest-manifest.json": "the list of the files of the site", ".digest-incoming": "the folder of new files"}
)
"""What publishing keeps in the output for itself; no file of the editor's may stand there."""


def assemble(
    content: Content,
    analysis: Analysis,
    config: SiteConfig,
    static: Sequence[Asset] = (),
    design: Sequence[Asset] = (),
    past: Sequence[Entry] = (),
) -> tuple[Site, tuple[Problem, ...], Callable[[], Galley]]:
    """Arrange the site.

    Args:
        content: What is published: articles, texts about sections, files beside articles.
        analysis: What was understood of the articles.
        config: The configuration; most of it is about arranging.
        static: Files that keep their path on the site.
        design: Files of the templates (style sheet, icons), published under names with a hash.
        past: What was ever published.

    Returns:
        The site; every problem: addresses that two want, links that lead nowhere; and what gives, to whoever will
        show proofs of single articles, what they are set on.
    """
    permalinks = Permalinks.of(config)
    gallery, too_large = gallery_of(content, static, permalinks, config)
    newsrooms = _newsrooms(content, analysis, config, {asset.path: asset for asset in static}, gallery, past)
    design = published(design)
    designed = {asset.path: permalinks.design_file(asset.path, asset.data) for asset in design}
    files = [StaticFile(asset.path, asset.data) for asset in (*content.assets, *static)]
    files += [StaticFile(designed[asset.path].path, asset.data) for asset in design]
    gone = records.withdrawn_addresses(content, newsrooms)
    drafts = _pages(newsrooms, content)
    claims = [*_claims(drafts, newsrooms), *map(_claim_of_file, (*content.assets, *static))]
    claims += [Claim(address.path, f"the file {address.path}") for address in designed.values()]
    claims += records.withdrawn_claims(content, gone, permalinks)
    claims += [Claim(path, owner) for path, owner in MACHINES.items() if path not in {file.path for file in files}]
    claims += [Claim(path, owner) for path, owner in KEPT.items()]
    problems = [*clashes(claims), *_same_ids(content.articles), *_same_versions(content.articles), *too_large]
    redirects = _redirects(newsrooms, {folded_path(claim.path) for claim in claims})
    withdrawn = records.withdrawn_pages(content, newsrooms, gone)
    drafts = {lang: (*drafts[lang], *redirects[lang], *withdrawn[lang]) for lang in config.languages}
    known = {claim.path for claim in claims} | {page.address.path for made in redirects.values() for page in made}
    kept = records.kept_pages(drafts, newsrooms, past, known)
    drafts = {lang: (*drafts[lang], *kept[lang]) for lang in config.languages}
    known |= {page.address.path for made in kept.values() for page in made}
    taken = {folded_path(path) for path in known}
    targets = targets_of(newsrooms, frozenset(known))
    pages, bodies = linked(drafts, newsrooms, targets, content.sections, problems)
    problems += lost_wishes(newsrooms)
    homes = tuple(page for lang in config.languages for page in pages[lang] if page.key == "home")
    links = MappingProxyType({name: address.url for name, address in sorted(designed.items())})
    made = tuple(
        Edition(
            site=_site_view(newsroom, pages[lang], homes, links, icon_address(design, links)),
            pages=pages[lang],
            feeds=(*editions.feeds_of(newsroom, bodies), *records.kept_feeds(newsroom, past, taken)),
            outlines=tuple(outlines(newsroom)),
            tag_count=len(newsroom.topics.tags),
            search=search_index(newsroom) if newsroom.has_search else None,
            social_cards=social_cards(newsroom),
        )
        for lang, newsroom in newsrooms.items()
    )
    site = Site(
        editions=made,
        files=tuple(sorted(files, key=lambda file: file.path)),
        home_canonical=permalinks.file("").canonical,
        sitemap_canonical=permalinks.file("sitemap.xml").canonical,
        pictures=gallery.originals,
        entries=tuple(records.entries_of(made, newsrooms, content, gone)),
        lost=tuple(entry for entry in past if entry.kind in TEXTS and entry.path not in known),
    )
    return site, sorted_problems(problems), partial(Galley.of, made, newsrooms, targets)


def _newsrooms(
    content: Content,
    analysis: Analysis,
    config: SiteConfig,
    static: Mapping[str, Asset],
    gallery: Gallery,
    past: Sequence[Entry],
) -> Mapping[str, Newsroom]:
    """Sort the articles into editions, and give each its address."""
    permalinks = gallery.permalinks
    by_lang = {lang: tuple(a for a in content.articles if a.lang == lang) for lang in config.languages}
    sections = {
        lang: {s.key: s for s in sections_of(articles, content.sections, lang, config.default_section)}
        for lang, articles in by_lang.items()
    }
    addresses = {
        a.id: permalinks.article(a, sections[a.lang][section_key(a, config.default_section)].slug)
        for a in content.articles
    }
    newest = max((a.updated or a.date for a in content.articles), default=None)
    assets = {asset.path: asset for asset in content.assets}
    targets = addresses | {path: permalinks.file(path) for path in assets}
    return {
        lang: Newsroom(
            config=config,
            lang=lang,
            permalinks=permalinks,
            articles=tuple(sorted(by_lang[lang], key=lambda a: (-a.date.timestamp(), a.id))),
            addresses=addresses,
            understood=analysis.articles,
            sections=sections[lang],
            topics=topics_of(
                lang, by_lang[lang], analysis.articles, analysis.tags, permalinks, config.tags.page_threshold
            ),
            assets=assets,
            static=static,
            targets=targets,
            gallery=gallery,
            storylines=storylines_of(lang, by_lang[lang], analysis.stories),
            feed_ids={entry.path: entry.id for entry in past if entry.kind == "feed"},
            newest=newest,
        )
        for lang in config.languages
    }


def _pages(newsrooms: Mapping[str, Newsroom], content: Content) -> Pages:
    """Make all pages; links in bodies still are references, and no page knows its counterparts."""
    config = next(iter(newsrooms.values())).config
    rules = {lang: vocabulary.rules for lang, vocabulary in config.vocabularies.items()}
    topics = {lang: newsroom.topics for lang, newsroom in newsrooms.items()}
    tag_keys = page_keys(config.languages, topics, rules)
    article_keys = _article_keys(content.articles)
    searched = [newsroom for newsroom in newsrooms.values() if newsroom.has_search]
    pages = {}
    for lang, newsroom in newsrooms.items():
        texts = {text.section: text for text in content.sections if text.lang == lang}
        made: list[Page] = [editions.home_page(newsroom)]
        made += [editions.about_page(newsroom, texts[""])] if texts.get("") and texts[""].body_html else []
        made += lists.section_pages(newsroom, {key: text.body_html for key, text in texts.items()})
        made += editions.article_pages(newsroom, article_keys)
        made += [*index_pages(newsroom), *dashboards.tag_pages(newsroom, tag_keys)]
        made += lists.author_pages(newsroom)
        made += stories.story_pages(newsroom, article_keys)
        made += [editions.archive_page(newsroom), *lists.month_pages(newsroom), *editions.digest_pages(newsroom)]
        made.append(feeds_page(newsroom))
        made += [search_page(newsroom, searched)] if newsroom.has_search else []
        made += [editions.not_found_page(newsroom)] if lang == config.languages[0] else []
        pages[lang] = tuple(made)
    return pages


def _article_keys(articles: Sequence[Article]) -> Mapping[str, str]:
    """Give articles that are translations of each other one key; two of one language are none."""
    counts = Counter((article.translation_key, article.lang) for article in articles)
    return {
        a.id: f"article:{a.translation_key}"
        if a.translation_key and counts[a.translation_key, a.lang] == 1
        else f"article:{a.lang}:{a.id}"
        for a in articles
    }


def _same_versions(articles: Sequence[Article]) -> Iterator[Problem]:
    """Find articles of one language that have the translation key of one in another: neither is led to from there."""
    versions: dict[str, dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for article in sorted(articles, key=lambda a: a.id):
        if article.translation_key:
            versions[article.translation_key][article.lang].append(article)
    for of_key in versions.values():
        for first, *others in of_key.values() if len(of_key) > 1 else ():
            for other in others:
                place = Location(other.location.path, other.lines.get("translation_key", 1))
                message = f"{first.location.path} is a version of the same article in the same language"
                cure = "Give one of them another `translation_key`; until then no translation leads to either."
                yield warning(place, message, cure)


def _same_ids(articles: Sequence[Article]) -> Iterator[Problem]:
    """Find articles that claim one id in feeds: readers of feeds would take them for one."""
    first: dict[str, Article] = {}
    for article in sorted(articles, key=lambda a: a.id):
        if article.feed_id and first.setdefault(article.feed_id, article) is not article:
            place = Location(article.location.path, article.lines.get("id", 1))
            message = f"its `id` is that of {first[article.feed_id].location.path} too"
            yield Problem(place, message, "Give each article an id of its own, or leave it out.")


def _redirects(newsrooms: Mapping[str, Newsroom], taken: set[str]) -> Pages:
    """Lead from other names of tags and stories to their pages; what is added is added to `taken`."""
    made: dict[str, tuple[Page, ...]] = {}
    for lang, newsroom in newsrooms.items():
        redirects: list[Page] = []
        for key in newsroom.topics.paged():
            tag = newsroom.topics.tags[key]
            new = newsroom.permalinks.page(lang, "tags", newsroom.topics.slugs[key])
            for alias in tag.aliases:
                old = newsroom.permalinks.tag(lang, alias)
                if old and is_free(old.path, taken):
                    taken.add(folded_path(old.path))
                    redirects.append(editions.redirect(old, new, tag.label))
        for line in newsroom.storylines:
            new = newsroom.permalinks.page(lang, stories.FOLDER, line.slug)
            former = (newsroom.permalinks.page(lang, stories.FOLDER, slug) for slug in line.former)
            redirects += (editions.redirect(old, new, line.title) for old in former if is_free(old.path, taken))
        made[lang] = tuple(redirects)
    return made


def _claims(pages: Pages, newsrooms: Mapping[str, Newsroom]) -> Iterator[Claim]:
    """List who wants which file."""
    feeds = {path for newsroom in newsrooms.values() for path in editions.feed_paths(newsroom)}
    feeds |= {path for newsroom in newsrooms.values() for path in outline_paths(newsroom)}
    yield from (Claim(path, "a feed of the site") for path in sorted(feeds))
    for lang, newsroom in newsrooms.items():
        yield Claim(newsroom.permalinks.beside(lang, MANIFEST).path, "the web app manifest")
        by_path: dict[str, list[Article]] = defaultdict(list)
        for article in newsroom.articles:
            by_path[newsroom.addresses[article.id].path].append(article)
            for alias in editions.former_addresses(newsroom, article):
                place = Location(article.location.path, article.lines.get("aliases", 1))
                yield Claim(alias.path, f"an alias of {article.location.path}", place)
        for path, articles in by_path.items():
            if card := card_address(newsroom, articles[0]):
                yield Claim(card.path, f"the social card of {articles[0].location.path}", articles[0].location)
            for article in articles:
                line = article.lines.get("url") or article.lines.get("slug") or 1
                yield Claim(path, article.location.path, Location(article.location.path, line))
        places = {newsroom.permalinks.page(lang, s.slug).path: s.location for s in newsroom.sections.values()}
        for page in pages[lang]:
            if page.template == "redirect.html" or isinstance(page, ArticlePage):
                continue
            owner = f"{OWNERS[page.template]} “{page.title}”" if page.template in OWNERS else "a page of the site"
            yield Claim(page.address.path, owner, places.get(page.address.path))


def _claim_of_file(asset: Asset) -> Claim:
    return Claim(asset.path, f"the file {asset.path}", Location(asset.shown_path) if asset.shown_path else None)


def _site_view(
    newsroom: Newsroom, pages: Sequence[Page], homes: Sequence[Page], assets: Mapping[str, str], icon: str
) -> SiteView:
    """Give what all pages of an edition share."""
    texts, links = newsroom.texts, newsroom.permalinks
    languages = newsroom.config.languages
    about = next((page for page in pages if isinstance(page, AboutPage)), None)
    home = links.page(newsroom.lang)
    return SiteView(
        title=texts.title,
        description=texts.description,
        author=texts.author,
        lang=newsroom.lang,
        editions=homes[0].alternates if len(languages) > 1 else (),
        origin=home.canonical.removesuffix(home.url),
        home=home.url,
        home_canonical=home.canonical,
        about=Link(about.title, about.url) if about else None,
        tags=links.page(newsroom.lang, "tags").url,
        archive=links.page(newsroom.lang, "archive").url,
        digests=links.page(newsroom.lang, "digests").url,
        stories=links.page(newsroom.lang, stories.FOLDER).url if newsroom.storylines else "",
        feed=newsroom.feed_link(texts.title),
        feeds=links.page(newsroom.lang, FEEDS).url,
        search=links.page(newsroom.lang, "search").url if newsroom.has_search else "",
        manifest=links.beside(newsroom.lang, MANIFEST),
        sections=tuple(newsroom.section_link(section) for section in newsroom.sections.values()),
        icon=icon,
        assets=assets,
    )
