"""The pages of tags: what a topic is, how it goes, what belongs to it, and its articles by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.assembly.activity import activity_of
from generator.assembly.affinity import companions
from generator.assembly.calendar import days
from generator.assembly.lists import Sheet, sheets
from generator.assembly.newsroom import Newsroom
from generator.assembly.stories import story_link
from generator.assembly.storylines import Storyline
from generator.assembly.trends import trends
from generator.model import Article
from generator.views import Dashboard, Page, SectionCount, StoryLink, TagPage, TagView

COMPANIONS = 10
"""Tags beside a tag."""
STORIES = 4
"""Stories of a tag."""
LEAST_OF_A_STORY = 2
"""Articles of a story that must bear a tag."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What all dashboards of an edition are made from: when its articles came, what each is about and beside what."""

    newsroom: Newsroom
    stories: Mapping[str, Storyline]
    days: Mapping[str, date]
    sections: Mapping[str, str]
    companions: Mapping[str, tuple[TagView, ...]]

    @classmethod
    def of(cls, newsroom: Newsroom) -> Overview:
        """Look over an edition."""
        stories = {article.id: line for line in newsroom.storylines for article in line.articles}
        sections = {article.id: newsroom.section_of(article).key for article in newsroom.articles}
        return cls(newsroom, stories, days(newsroom), sections, companions(newsroom.topics, COMPANIONS))


def tag_pages(newsroom: Newsroom, keys: Mapping[tuple[str, str], str]) -> Iterator[Page]:
    """Make the pages of each tag that has enough articles.

    Args:
        newsroom: The edition.
        keys: What a tag's page shares with its translations, by (language, key of the tag).
    """
    by_id = {article.id: article for article in newsroom.articles}
    overview = Overview.of(newsroom)
    for key in newsroom.topics.paged():
        articles = tuple(by_id[id_] for id_ in newsroom.topics.tags[key].articles)
        for sheet in sheets(newsroom, articles, ("tags", newsroom.topics.slugs[key])):
            yield _tag_page(overview, key, keys[newsroom.lang, key], articles, sheet)


def _tag_page(overview: Overview, key: str, page_key: str, articles: Sequence[Article], sheet: Sheet) -> TagPage:
    newsroom, tag = overview.newsroom, overview.newsroom.topics.tags[key]
    is_first = sheet.pagination.number == 1
    return TagPage(
        template="tag.html",
        key=f"{page_key}:{sheet.pagination.number}",
        address=sheet.address,
        title=tag.label,
        description=tag.description,
        feeds=newsroom.feeds(newsroom.feed_link(tag.label, "tags", newsroom.topics.slugs[key])),
        pagination=sheet.pagination,
        modified=newsroom.modified(sheet.articles),
        cards=newsroom.cards(sheet.articles),
        count=len(articles),
        topics=overview.companions[key] if is_first else (),
        spellings=tag.spellings,
        first_date=newsroom.local(articles[-1].date),
        last_date=newsroom.local(articles[0].date),
        dashboard=_dashboard(overview, key, articles) if is_first else None,
    )


def _dashboard(overview: Overview, key: str, articles: Sequence[Article]) -> Dashboard:
    """Sum up the articles of a tag."""
    newsroom = overview.newsroom
    here = [overview.days[article.id] for article in articles]
    oldest, newest = (overview.days[newsroom.articles[at].id] for at in (-1, 0))
    return Dashboard(
        trend=trends(newsroom)[key],
        activity=activity_of(here, oldest, newest),
        sections=_sections(overview, articles),
        stories=_stories(overview, articles),
    )


def _sections(overview: Overview, articles: Sequence[Article]) -> tuple[SectionCount, ...]:
    """Count articles by section, the one with most first."""
    newsroom = overview.newsroom
    counts = Counter([overview.sections[article.id] for article in articles])
    keys = sorted(newsroom.sections, key=lambda key: -counts[key])
    return tuple(
        SectionCount(newsroom.section_link(newsroom.sections[key]), counts[key]) for key in keys if counts[key]
    )


def _stories(overview: Overview, articles: Sequence[Article]) -> tuple[StoryLink, ...]:
    """Give the stories that a tag belongs to, the one with most of its articles first."""
    lines = [overview.stories[article.id] for article in articles if article.id in overview.stories]
    told = Counter(line.slug for line in lines)
    found = {line.slug: line for line in lines if told[line.slug] >= LEAST_OF_A_STORY}
    slugs = sorted(found, key=lambda slug: -told[slug])[:STORIES]
    return tuple(story_link(overview.newsroom, found[slug]) for slug in slugs)
