"""The galley: what the pages of articles were set on, kept so that one of them can be set again without the others."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.assembly.newsroom import Newsroom
from generator.assembly.references import Targets, settle
from generator.assembly.sections import section_key
from generator.assembly.social_cards import share_picture
from generator.model import Article, ArticleAnalysis, Asset
from generator.texts import NO_TEXT
from generator.views import ArticlePage, Edition, SiteView


@dataclass(frozen=True, slots=True)
class Galley:
    """What the page of an article is set on.

    It is kept as long as a site is served: no text of an article and no bytes of a picture are in it.

    Attributes:
        pages: The page of each article without its body, and what all pages of its edition share, by id.
        newsrooms: What the pages were made from, by language.
        targets: Where links lead, by language.
    """

    pages: Mapping[str, tuple[SiteView, ArticlePage]]
    newsrooms: Mapping[str, Newsroom]
    targets: Mapping[str, Targets]

    @classmethod
    def of(
        cls, editions: Sequence[Edition], newsrooms: Mapping[str, Newsroom], targets: Mapping[str, Targets]
    ) -> Galley:
        """Take from a whole site what its articles are set on."""
        pages = {
            targets[edition.site.lang].articles[page.address.path]: (
                edition.site,
                dataclasses.replace(page, body=NO_TEXT),
            )
            for edition in editions
            for page in edition.pages
            if isinstance(page, ArticlePage)
        }
        rooms = {lang: _emptied(newsroom) for lang, newsroom in newsrooms.items()}
        leads = {lang: dataclasses.replace(found, gallery=rooms[lang].gallery) for lang, found in targets.items()}
        return cls(pages, rooms, leads)

    def proof(self, article: Article) -> tuple[SiteView, ArticlePage] | None:
        """Set the page of an article again.

        Its own words are new; what other articles have a part in (tags, related articles, stories, an extract that
        stands for a summary) is as it was.

        Args:
            article: As it is now.

        Returns:
            What the pages of its edition share and its page, or None when it had none at the address that it has now.
        """
        if article.id not in self.pages:
            return None
        site, page = self.pages[article.id]
        newsroom = self.newsrooms[site.lang]
        section = newsroom.sections.get(section_key(article, newsroom.config.default_section))
        if section is None or newsroom.permalinks.article(article, section.slug) != page.address:
            return None
        desk = dataclasses.replace(newsroom, understood={article.id: _summed_up(article, page)})
        again = dataclasses.replace(
            page,
            title=article.title,
            description=desk.understood[article.id].summary,
            modified=desk.local(article.updated or article.date),
            card=desk.card(article),
            social_card=share_picture(desk, article),
            body=settle(article, self.targets[site.lang]).body,
            word_count=article.word_count,
            headings=article.headings,
            attribution=article.attribution,
            extra=article.extra,
        )
        return site, again


def _emptied(newsroom: Newsroom) -> Newsroom:
    """Take out of a newsroom what one article is not set on; its articles and pictures are most of it."""
    return dataclasses.replace(
        newsroom,
        articles=(),
        understood={},
        storylines=(),
        assets={path: _without_bytes(asset) for path, asset in newsroom.assets.items()},
        static={path: _without_bytes(asset) for path, asset in newsroom.static.items()},
        gallery=dataclasses.replace(newsroom.gallery, originals=()),
    )


def _without_bytes(asset: Asset) -> Asset:
    return dataclasses.replace(asset, data=b"")


def _summed_up(article: Article, page: ArticlePage) -> ArticleAnalysis:
    """Give the summary of an article: its author's, else the one that was found before."""
    return ArticleAnalysis(tags=(), related=(), summary=article.summary or page.description)
