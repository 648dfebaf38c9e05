"""The pages of one edition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.assembly.calendar import Week, by_week, days, digest_links, month_links
from generator.assembly.feeds import entry, make_feed
from generator.assembly.lists import by_author, by_section
from generator.assembly.newsroom import Newsroom
from generator.assembly.social_cards import share_picture
from generator.assembly.stories import followed, newest_stories, places
from generator.assembly.trends import rising
from generator.model import Article, Related, SectionText
from generator.texts import NO_TEXT, KnownText
from generator.views import (
    AboutPage,
    Address,
    ArchivePage,
    ArchiveYear,
    ArticlePage,
    DigestLink,
    DigestPage,
    DigestsPage,
    Feed,
    FeedEntry,
    HomePage,
    NotFoundPage,
    Page,
    RedirectPage,
    RelatedView,
    SectionBlock,
)

LATEST = 7
"""Articles on the front page below the first one."""
OF_A_SECTION = 3
OF_A_SECTION_IN_A_WEEK = 40
"""Articles of a section in a digest; of a week with more, as after an import, the rest is in the archive."""
TOPICS = 16
ON_NOT_FOUND = 5


def article_pages(newsroom: Newsroom, keys: Mapping[str, str]) -> Iterator[Page]:
    """Make the page of each article, and of each of its former addresses.

    Args:
        newsroom: The edition.
        keys: What an article shares with its translations, by id.
    """
    links = digest_links(newsroom)
    digests = {article.id: links[week] for week, group in by_week(newsroom).items() for article in group}
    by_id = {article.id: article for article in newsroom.articles}
    in_stories = places(newsroom)
    for article in newsroom.articles:
        understood = newsroom.understood[article.id]
        address = newsroom.addresses[article.id]
        yield ArticlePage(
            template="article.html",
            key=keys[article.id],
            address=address,
            title=article.title,
            description=understood.summary,
            feeds=newsroom.feeds(newsroom.section_feed(newsroom.section_of(article))),
            modified=newsroom.local(article.updated or article.date),
            card=newsroom.card(article),
            standfirst=understood.summary if "summary" in article.lines else "",
            social_card=share_picture(newsroom, article),
            body=NO_TEXT,  # set when all addresses are known, to which it leads
            word_count=article.word_count,
            headings=article.headings,
            attribution=article.attribution,
            related=_related(newsroom, article, [(by_id[x.id], x) for x in understood.related if x.id in by_id]),
            digest=digests[article.id],
            story=in_stories.get(article.id),
            extra=article.extra,
        )
        for old in former_addresses(newsroom, article):
            yield redirect(old, address, article.title)


def former_addresses(newsroom: Newsroom, article: Article) -> tuple[Address, ...]:
    """Give the former addresses of an article, each once, without the one that it has."""
    places = {newsroom.permalinks.former(alias): None for alias in article.aliases}
    return tuple(place for place in places if place != newsroom.addresses[article.id])


def redirect(old: Address, new: Address, title: str) -> RedirectPage:
    """Make the page that leads from a former address to the one that holds now."""
    return RedirectPage(
        template="redirect.html",
        key=f"redirect:{old.path}",
        address=old,
        title=title,
        target=new.url,
        target_canonical=new.canonical,
    )


def _related(newsroom: Newsroom, article: Article, links: Sequence[tuple[Article, Related]]) -> tuple[RelatedView, ...]:
    """Show where an article leads on; what came before and what came since is told where both are met."""
    known = days(newsroom)
    day, there = known[article.id], [known[other.id] for other, _ in links]
    are_told = bool(there) and min(there) < day < max(there)
    return tuple(
        [
            RelatedView(newsroom.card(other), link.shared_terms, _timing(day, known[other.id]) if are_told else "")
            for other, link in links
        ]
    )


def _timing(here: date, there: date) -> str:
    """Tell on which side of the day of an article another one was published."""
    return "before" if there < here else "since" if there > here else ""


def home_page(newsroom: Newsroom) -> HomePage:
    """Make the front page; no article stands on it twice."""
    address = newsroom.permalinks.page(newsroom.lang)
    lead, latest, rest = newsroom.articles[:1], newsroom.articles[1 : LATEST + 1], newsroom.articles[LATEST + 1 :]
    return HomePage(
        template="home.html",
        key="home",
        address=address,
        description=newsroom.texts.description,
        feeds=newsroom.feeds(),
        modified=newsroom.modified(newsroom.articles),
        lead=newsroom.card(lead[0]) if lead else None,
        latest=newsroom.cards(latest),
        sections=_blocks(newsroom, rest, OF_A_SECTION),
        topics=newsroom.topics.common((a.id for a in newsroom.articles), TOPICS),
        digest=next(iter(digest_links(newsroom).values()), None),
        stories=newest_stories(newsroom),
        rising=rising(newsroom),
    )


def _blocks(newsroom: Newsroom, articles: Sequence[Article], most: int) -> tuple[SectionBlock, ...]:
    """Group articles by section, in the order of the sections."""
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[newsroom.section_of(article).key].append(article)
    return tuple(
        SectionBlock(newsroom.section_link(section), newsroom.cards(groups[key][:most]), len(groups[key][most:]))
        for key, section in newsroom.sections.items()
        if key in groups
    )


def about_page(newsroom: Newsroom, text: SectionText) -> AboutPage:
    """Make the page about the publication."""
    address = newsroom.permalinks.page(newsroom.lang, text.slug or "about")
    return AboutPage(
        template="about.html",
        key="about",
        address=address,
        title=text.title,
        description=text.description,
        feeds=newsroom.feeds(),
        modified=newsroom.modified(newsroom.articles),
        body_html=text.body_html,
    )


def archive_page(newsroom: Newsroom) -> ArchivePage:
    """Make the overview of the archive."""
    links = [*month_links(newsroom).values()]
    address = newsroom.permalinks.page(newsroom.lang, "archive")
    years = {link.first_day.year: [x for x in links if x.first_day.year == link.first_day.year] for link in links}
    return ArchivePage(
        template="archive.html",
        key="archive",
        address=address,
        feeds=newsroom.feeds(),
        modified=newsroom.modified(newsroom.articles),
        years=tuple(ArchiveYear(year, sum(x.count for x in group), tuple(group)) for year, group in years.items()),
    )


def digest_pages(newsroom: Newsroom) -> Iterator[Page]:
    """Make the weekly digests, and the list of them."""
    links = [*digest_links(newsroom).values()]
    address = newsroom.permalinks.page(newsroom.lang, "digests")
    yield DigestsPage(
        template="digests.html",
        key="digests",
        address=address,
        feeds=newsroom.feeds(),
        modified=newsroom.modified(newsroom.articles),
        digests=tuple(links),
    )
    for at, (week, articles) in enumerate(by_week(newsroom).items()):
        yield _digest_page(newsroom, week, articles, links, at)


def _digest_page(
    newsroom: Newsroom, week: Week, articles: Sequence[Article], links: Sequence[DigestLink], at: int
) -> DigestPage:
    address = newsroom.permalinks.week(newsroom.lang, week.year, week.number)
    return DigestPage(
        template="digest.html",
        key=f"week:{week.year}-{week.number:02}",
        address=address,
        feeds=newsroom.feeds(),
        modified=newsroom.modified(articles),
        week=links[at],
        blocks=_blocks(newsroom, articles, OF_A_SECTION_IN_A_WEEK),
        previous=links[at + 1] if at + 1 < len(links) else None,
        next=links[at - 1] if at else None,
    )


def not_found_page(newsroom: Newsroom) -> NotFoundPage:
    """Make the page for addresses that do not exist; hosts look for it at the root."""
    address = newsroom.permalinks.file("404.html")
    return NotFoundPage(
        template="404.html",
        key="404",
        address=address,
        feeds=newsroom.feeds(),
        latest=newsroom.cards(newsroom.articles[:ON_NOT_FOUND]),
    )


def feeds_of(newsroom: Newsroom, bodies: Mapping[str, KnownText]) -> Iterator[Feed]:
    """Make all feeds of an edition.

    Args:
        newsroom: The edition.
        bodies: HTML of the articles with final addresses, by id.
    """
    entries: dict[str, FeedEntry] = {}

    def entry_of(article: Article) -> FeedEntry:
        if article.id not in entries:
            entries[article.id] = entry(newsroom, article, bodies[article.id])
        return entries[article.id]

    for segments, title, articles in _followed(newsroom):
        yield make_feed(newsroom, segments, title, articles, entry_of)


def feed_paths(newsroom: Newsroom) -> frozenset[str]:
    """Give the files of all feeds of an edition."""
    return frozenset(
        file.path for segments, _title, _articles in _followed(newsroom) for file in newsroom.feed_files(*segments)
    )


def _followed(newsroom: Newsroom) -> Iterator[tuple[tuple[str, ...], str, Sequence[Article]]]:
    """Give what has a feed: segments of its page, what it is about, its articles."""
    by_id = {article.id: article for article in newsroom.articles}
    yield (), "", newsroom.articles
    for section_key, articles in by_section(newsroom).items():
        section = newsroom.sections[section_key]
        yield (section.slug,), section.title, articles
    for slug, (name, written) in by_author(newsroom).items():
        yield ("authors", slug), name, written
    for key in newsroom.topics.paged():
        tag = newsroom.topics.tags[key]
        yield ("tags", newsroom.topics.slugs[key]), tag.label, [by_id[id_] for id_ in tag.articles]
    yield from followed(newsroom)
