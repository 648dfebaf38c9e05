"""What search engines and social networks read of a page: the way to it and schema.org's description, as JSON-LD."""

from __future__ import annotations

from typing import Any

from generator.render.locales import Locale
from generator.render.moments import rfc3339
from generator.views import (
    AboutPage,
    ArticlePage,
    Card,
    DigestPage,
    HomePage,
    Link,
    ListPage,
    MapPage,
    MonthPage,
    NotFoundPage,
    Page,
    Picture,
    SiteView,
    StoryPage,
    TagPage,
    TagsPage,
)

HEADLINE = 110
"""Characters of a headline that search engines show."""
SHARE_IMAGE = "share.png"
"""File of the design that stands for pages without a picture."""


def trail(page: Page, site: SiteView, locale: Locale) -> tuple[Link, ...]:
    """Give the way from the home page down to the page above this one; nothing on the home page itself."""
    if isinstance(page, HomePage | NotFoundPage):
        return ()
    return (Link(locale.word("site.home"), site.home), *_above(page, site, locale))


def _above(page: Page, site: SiteView, locale: Locale) -> tuple[Link, ...]:
    """Give the page between the home page and this one, if there is one."""
    match page:
        case ArticlePage(card=Card(section=Link() as section)):
            return (section,)
        case TagPage() | MapPage() | TagsPage(view="number" | "recent"):
            return (Link(locale.word("tags.title"), site.tags),)
        case StoryPage():
            return (Link(locale.word("stories.title"), site.stories),)
        case MonthPage():
            return (Link(locale.word("archive.title"), site.archive),)
        case DigestPage():
            return (Link(locale.word("digest.all_title"), site.digests),)
        case _:
            return ()


NAMES = {
    "archive": "archive.title",
    "tags": "tags.title",
    "tags:number": "tags.by_number_title",
    "tags:recent": "tags.by_recency_title",
    "tags:map": "tags.map",
    "digests": "digest.all_title",
    "stories": "stories.title",
    "search": "search.title",
    "feeds": "feeds.title",
}
"""Words for the pages that have no title of their own, by their keys."""


def page_name(page: Page, site: SiteView, locale: Locale) -> str:
    """Say what a page is about, in words."""
    match page:
        case MonthPage():
            return locale.month(page.first_day)
        case DigestPage(week=week):
            return locale.word("digest.title", span=locale.span(week.first_day, week.last_day))
        case TagsPage(view="letters"):
            return locale.word(NAMES["tags"])
        case _:
            return page.title or (locale.word(NAMES[page.key]) if page.key in NAMES else site.title)


def structured_data(page: Page, site: SiteView, locale: Locale) -> dict[str, Any]:
    """Describe a page in the vocabulary of schema.org, as one JSON-LD graph."""
    way = trail(page, site, locale)
    graph = [_description(page, site, locale)]
    if way:
        graph.append(_breadcrumbs(way, page, page_name(page, site, locale), site))
    return {"@context": "https://schema.org", "@graph": graph}


def _description(page: Page, site: SiteView, locale: Locale) -> dict[str, Any]:
    named = _named(page, page_name(page, site, locale), site)
    match page:
        case ArticlePage():
            return _article(page, site)
        case HomePage():
            return {"@type": "WebSite", "@id": f"{site.home_canonical}#site", **named, "name": site.title}
        case AboutPage():
            return {"@type": "AboutPage", **named}
        case ListPage() | DigestPage() | StoryPage():
            return {"@type": "CollectionPage", **named, **_items(page, site)}
        case _:
            return {"@type": "WebPage", **named}


def _named(page: Page, name: str, site: SiteView) -> dict[str, Any]:
    described = {"name": name, "description": page.description}
    return {"url": page.canonical, "inLanguage": site.lang} | {k: v for k, v in described.items() if v}


def _items(page: ListPage | DigestPage | StoryPage, site: SiteView) -> dict[str, Any]:
    """List the articles of a collection in their order."""
    match page:
        case StoryPage():
            cards = [event.card for event in page.events]
        case DigestPage():
            cards = [card for block in page.blocks for card in block.cards]
        case _:
            cards = list(page.cards)
    items = [
        {"@type": "ListItem", "position": at, "url": site.origin + card.url, "name": card.title}
        for at, card in enumerate(cards, 1)
    ]
    return {"mainEntity": {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}}


def _article(page: ArticlePage, site: SiteView) -> dict[str, Any]:
    card = page.card
    publisher = {"@type": "NewsMediaOrganization", "name": site.title, "url": site.home_canonical}
    authors = [{"@type": "Person", "name": a.label, "url": site.origin + a.url} for a in card.authors]
    described: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": card.title if len(card.title) <= HEADLINE else card.title[: HEADLINE - 1].rstrip() + "…",
        "description": page.description,
        "url": page.canonical,
        "mainEntityOfPage": page.canonical,
        "keywords": [tag.label for tag in card.tags],
        "datePublished": rfc3339(card.date),
        "dateModified": rfc3339(card.updated or card.date),
        "author": authors or [publisher],
        "publisher": publisher,
        "inLanguage": site.lang,
        "articleSection": card.section.label if card.section else "",
        "image": image.canonical if (image := share_image(page, site)) else "",
        "isBasedOn": page.attribution.url if page.attribution else "",
    }
    return {key: value for key, value in described.items() if value}


def share_image(page: Page, site: SiteView) -> Picture | None:
    """Give the picture that stands for a page in social networks: its own, the one drawn for it, that of the site."""
    if isinstance(page, ArticlePage) and page.social_card:
        return page.social_card
    if isinstance(page, ArticlePage) and page.card.picture and page.card.picture.is_shareable:
        return page.card.picture
    url = site.assets.get(SHARE_IMAGE)
    return Picture(url, site.origin + url, site.title, "", "") if url else None


def _breadcrumbs(way: tuple[Link, ...], page: Page, name: str, site: SiteView) -> dict[str, Any]:
    """Describe the way to a page; its own name ends it."""
    steps = [(link.label, site.origin + link.url) for link in way]
    steps.append((name, page.canonical))
    items = [
        {"@type": "ListItem", "position": at, "name": step, "item": url} for at, (step, url) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
