"""The pages of stories, and the place of an article in its story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.assembly.lists import Sheet, sheets
from generator.assembly.newsroom import Newsroom
from generator.assembly.storylines import Storyline
from generator.assembly.topics import Topics
from generator.model import Article
from generator.slugs import slugify
from generator.views import (
    Link,
    Page,
    StoriesPage,
    StoryEvent,
    StoryLink,
    StoryPage,
    StoryPlace,
)

FOLDER = "stories"
ON_HOME = 3


def story_link(newsroom: Newsroom, line: Storyline) -> StoryLink:
    """Link a story and the newest of its articles."""
    newest = line.articles[-1]
    return StoryLink(
        url=newsroom.permalinks.page(newsroom.lang, FOLDER, line.slug).url,
        title=line.title,
        count=len(line.articles),
        first_date=newsroom.local(line.articles[0].date),
        last_date=newsroom.local(newest.date),
        newest=Link(newest.title, newsroom.addresses[newest.id].url),
    )


def newest_stories(newsroom: Newsroom) -> tuple[StoryLink, ...]:
    """Give the stories of the front page."""
    return tuple(story_link(newsroom, line) for line in newsroom.storylines[:ON_HOME])


def places(newsroom: Newsroom) -> Mapping[str, StoryPlace]:
    """Give the place of each article that stands in a story, by its id."""
    return {
        article.id: StoryPlace(
            story=story,
            position=at + 1,
            previous=_step(newsroom, line.articles, at - 1),
            next=_step(newsroom, line.articles, at + 1),
        )
        for line in newsroom.storylines
        for story in [story_link(newsroom, line)]
        for at, article in enumerate(line.articles)
    }


def _step(newsroom: Newsroom, articles: Sequence[Article], at: int) -> Link | None:
    if not 0 <= at < len(articles):
        return None
    return Link(articles[at].title, newsroom.addresses[articles[at].id].url)


def story_pages(newsroom: Newsroom, keys: Mapping[str, str]) -> Iterator[Page]:
    """Make the pages of all stories and the list of them; nothing in an edition without.

    Args:
        newsroom: The edition.
        keys: What an article shares with its translations, by id; a story shares that of its first article.
    """
    if newsroom.storylines:
        yield _stories_page(newsroom)
    pages = _pages_by_name(newsroom.topics) if newsroom.storylines else {}
    for line in newsroom.storylines:
        names = tuple(_name_links(newsroom.topics, pages, line.story.names))
        for sheet in sheets(newsroom, line.articles, (FOLDER, line.slug)):
            key = f"story:{keys[line.articles[0].id]}:{sheet.pagination.number}"
            yield _story_page(newsroom, line, key, sheet, names)


def _stories_page(newsroom: Newsroom) -> StoriesPage:
    return StoriesPage(
        template="stories.html",
        key=FOLDER,
        address=newsroom.permalinks.page(newsroom.lang, FOLDER),
        feeds=newsroom.feeds(),
        modified=newsroom.modified([article for line in newsroom.storylines for article in line.articles]),
        stories=tuple(story_link(newsroom, line) for line in newsroom.storylines),
    )


def _story_page(newsroom: Newsroom, line: Storyline, key: str, sheet: Sheet, names: tuple[Link, ...]) -> StoryPage:
    return StoryPage(
        template="story.html",
        key=key,
        address=sheet.address,
        title=line.title,
        feeds=newsroom.feeds(newsroom.feed_link(line.title, FOLDER, line.slug)),
        pagination=sheet.pagination,
        modified=newsroom.modified(sheet.articles),
        story=story_link(newsroom, line),
        events=tuple(StoryEvent(newsroom.card(a), line.story.news.get(a.id, ())) for a in sheet.articles),
        names=names,
    )


def _pages_by_name(topics: Topics) -> Mapping[str, str]:
    """Give the keys of the tags with a page by the slugs of all their names."""
    pages = {slugify(spelling): key for key in topics.paged() for spelling in topics.tags[key].spellings}
    return pages | {slugify(topics.views[key].label): key for key in topics.paged()}


def _name_links(topics: Topics, pages: Mapping[str, str], names: Sequence[str]) -> Iterator[Link]:
    """Link the names that are tags with a page; the others are shown without."""
    for name in names:
        key = pages.get(slugify(name))
        yield Link(name, topics.views[key].url if key else "")


def followed(newsroom: Newsroom) -> Iterator[tuple[tuple[str, str], str, Sequence[Article]]]:
    """Give the stories that have a feed: segments of the page, name, articles, newest first.

    The feed at a former address goes on, for those who follow it.
    """
    for line in newsroom.storylines:
        for slug in (line.slug, *line.former):
            yield (FOLDER, slug), line.title, line.articles[::-1]
