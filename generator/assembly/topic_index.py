"""The index of topics: from A to Z, by number of articles, by their newest article, and as a map.

An index of thousands of topics is cut: A to Z into pages of `ON_A_PAGE` topics with one jump bar over all of them, the
other views to their first `ON_A_VIEW`, for what nobody follows or follows any more is found by its name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from generator.assembly.newsroom import Newsroom
from generator.assembly.topic_map import topic_map
from generator.assembly.trends import rising, trends
from generator.slugs import slugify
from generator.views import (
    Address,
    Link,
    MapPage,
    Page,
    Pagination,
    TagLetter,
    TagsPage,
    TagView,
    TopicMap,
    TopicRow,
    TopicViews,
    TopicWeek,
)

ON_A_PAGE = 800
"""Topics on one page from A to Z."""
ON_A_VIEW = 200
"""Topics by number and by their newest article."""
MOST_LETTERS = 60
"""Beginnings in the jump bar; scripts with thousands of signs have none."""
MOST_USED = 16
VIEWS = ("number", "recent", "map")
"""Last segments of the addresses; below `page`, which no tag has as its address."""


def index_pages(newsroom: Newsroom) -> Iterator[Page]:
    """Make all pages of the index."""
    drawn = topic_map(newsroom.topics)
    views = _views(newsroom, drawn)
    yield from _letter_pages(newsroom, views)
    if newsroom.topics.slugs:
        yield _page(newsroom, views, "number", rows=_rows(newsroom))
        yield _page(newsroom, views, "recent", weeks=_weeks(newsroom))
    if drawn:
        yield MapPage(
            template="map.html",
            key="tags:map",
            address=_address(newsroom, "map"),
            feeds=newsroom.feeds(),
            modified=newsroom.modified(newsroom.articles),
            views=views,
            map=drawn,
            newest=tuple(_newest(newsroom, group) for group in drawn.groups),
        )


def _address(newsroom: Newsroom, view: str) -> Address:
    return newsroom.permalinks.page(newsroom.lang, "tags", "page", view)


def _newest(newsroom: Newsroom, group: Sequence[TagView]) -> Link:
    """Link the newest article about one of some topics."""
    urls = {topic.url for topic in group}
    of = newsroom.topics.of
    newest = next(article for article in newsroom.articles if any(topic.url in urls for topic in of(article.id)))
    return Link(newest.title, newsroom.addresses[newest.id].url)


def _views(newsroom: Newsroom, drawn: TopicMap | None) -> TopicViews:
    urls = {view: _address(newsroom, view).url for view in VIEWS} if newsroom.topics.slugs else dict.fromkeys(VIEWS, "")
    home = newsroom.permalinks.page(newsroom.lang, "tags").url
    return TopicViews(home, urls["number"], urls["recent"], urls["map"] if drawn else "")


def _page(
    newsroom: Newsroom,
    views: TopicViews,
    view: str,
    rows: Sequence[TopicRow] = (),
    weeks: Sequence[TopicWeek] = (),
) -> TagsPage:
    return TagsPage(
        template="tags.html",
        key=f"tags:{view}",
        address=_address(newsroom, view),
        feeds=newsroom.feeds(),
        modified=newsroom.modified(newsroom.articles),
        views=views,
        view=view,
        rows=tuple(rows),
        weeks=tuple(weeks),
        count=len(newsroom.topics.slugs),
    )


def _letter_pages(newsroom: Newsroom, views: TopicViews) -> Iterator[TagsPage]:
    """Make the pages from A to Z; at least one."""
    topics = newsroom.topics
    keys = topics.paged()
    parts = [keys[at : at + ON_A_PAGE] for at in range(0, len(keys), ON_A_PAGE)] or [()]
    addresses = [newsroom.permalinks.page(newsroom.lang, "tags", number=n) for n in range(1, len(parts) + 1)]
    links = tuple(Link(str(number), address.url) for number, address in enumerate(addresses, 1))
    letters = [_letters([topics.views[key] for key in part], number) for number, part in enumerate(parts, 1)]
    jump = _jump(letters, addresses)
    for at, address in enumerate(addresses):
        yield TagsPage(
            template="tags.html",
            key="tags" if at == 0 else f"tags:{at + 1}",
            address=address,
            feeds=newsroom.feeds(),
            pagination=Pagination(at + 1, links),
            modified=newsroom.modified(newsroom.articles),
            views=views,
            view="letters",
            letters=letters[at],
            jump=jump,
            most_used=() if at else topics.common((a.id for a in newsroom.articles), MOST_USED),
            rising=() if at else rising(newsroom),
            count=len(keys),
        )


def _letters(views: Sequence[TagView], number: int) -> tuple[TagLetter, ...]:
    """Group tags by their first letter; the anchors are unique over all pages."""
    groups: dict[str, list[TagView]] = defaultdict(list)
    for view in views:
        groups[_letter(view.label)].append(view)
    first = "" if number == 1 else f"{number}-"
    return tuple(TagLetter(letter, f"letter-{first}{at}", tuple(groups[letter])) for at, letter in enumerate(groups, 1))


def _letter(label: str) -> str:
    """Give the letter under which a label stands, without its accent; all digits stand together.

    >>> _letter("États-Unis"), _letter("G20"), _letter("4 L"), _letter("«»")
    ('E', 'G', '0–9', '#')
    """
    first = slugify(label)[:1].upper()
    return "0–9" if first.isdigit() else first or "#"


def _jump(pages: Sequence[Sequence[TagLetter]], addresses: Sequence[Address]) -> tuple[Link, ...]:
    """Link each letter to where it begins, on whichever page."""
    found: dict[str, Link] = {}
    for letters, address in zip(pages, addresses, strict=True):
        for letter in letters:
            found.setdefault(letter.letter, Link(letter.letter, f"{address.url}#{letter.anchor}"))
    return tuple(found.values()) if len(found) <= MOST_LETTERS else ()


def _rows(newsroom: Newsroom) -> tuple[TopicRow, ...]:
    """Give the tags with most articles."""
    topics, by_id = newsroom.topics, {article.id: article for article in newsroom.articles}
    best = sorted(topics.paged(), key=lambda key: -topics.views[key].count)[:ON_A_VIEW]
    return tuple(
        TopicRow(
            topics.views[key],
            trends(newsroom)[key].direction,
            newsroom.local(by_id[topics.tags[key].articles[0]].date),
        )
        for key in best
    )


def _weeks(newsroom: Newsroom) -> tuple[TopicWeek, ...]:
    """Group tags by the week of their newest article, the newest week first."""
    topics = newsroom.topics
    by_id = {article.id: article for article in newsroom.articles}
    dates = {key: newsroom.local(by_id[topics.tags[key].articles[0]].date) for key in topics.paged()}
    groups: dict[date, list[TagView]] = defaultdict(list)
    for key in sorted(dates, key=lambda key: -dates[key].timestamp())[:ON_A_VIEW]:
        day = dates[key].date()
        groups[day - timedelta(days=day.weekday())].append(topics.views[key])
    return tuple(TopicWeek(monday, monday + timedelta(days=6), tuple(tags)) for monday, tags in groups.items())
