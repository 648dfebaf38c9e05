"""What `site.toml` and `tags.toml` say, as frozen dataclasses; a stage gets its own part and no other.

Each field of a dataclass marked as a table below is one key of the file, with the same name; its docstring
entry is what docs/configuration.md says of it, and a test keeps the two in step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Limits:
    """`[limits]`: how much one article may ask of the build.

    Attributes:
        file_bytes: Largest article, in bytes.
        front_matter_bytes: Largest front matter, in bytes.
        front_matter_depth: Deepest nesting of lists and tables in front matter.
        tags_per_article: Declared tags that one article may have.
        title_characters: Longest title.
        image_pixels: Pixels of the largest picture that an article may show.
        blocks_per_article: Paragraphs, headings, list items and table cells that one article may have.
        article_seconds: CPU seconds that reading one article may take.
    """

    file_bytes: int = 16_000_000
    front_matter_bytes: int = 256_000
    front_matter_depth: int = 20
    tags_per_article: int = 5_000
    title_characters: int = 1_000
    image_pixels: int = 50_000_000
    blocks_per_article: int = 20_000
    article_seconds: int = 20


@dataclass(frozen=True, slots=True)
class TagSettings:
    """`[tags]`: how automatic tags are chosen and shown.

    Attributes:
        per_article: Automatic tags on one article at the most, beside the declared ones.
        minimum_articles: Articles that must share a tag before it becomes automatic; 0: the site's size decides.
        page_threshold: Articles a tag needs to get a page of its own; below, it is shown but not linked.
    """

    per_article: int = 6
    minimum_articles: int = 0
    page_threshold: int = 2


@dataclass(frozen=True, slots=True)
class ListSettings:
    """`[lists]`: how much a page shows.

    Attributes:
        page_size: Articles on one page of a section, a tag or the archive.
        feed_size: Articles in a feed.
        related: Related articles under an article.
    """

    page_size: int = 20
    feed_size: int = 20
    related: int = 5


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """`[search]`: the search of the site.

    Attributes:
        enabled: Whether readers can search.
    """

    enabled: bool = True


@dataclass(frozen=True, slots=True)
class ImageSettings:
    """`[images]`: what is made of the pictures of articles.

    Attributes:
        enabled: Whether each picture is made in several sizes; without it readers get the author's file alone.
        widths: Widths in pixels in which a picture is offered, of those that do not enlarge it.
        quality: Quality of JPEG and WebP files, from 1 to 100.
    """

    enabled: bool = True
    widths: tuple[int, ...] = (400, 640, 960, 1280, 1920)
    quality: int = 80


@dataclass(frozen=True, slots=True)
class CardSettings:
    """`[social_cards]`: pictures drawn for articles that have none, for social networks.

    Attributes:
        enabled: Whether they are drawn; without it such articles are shared with the picture of the site.
        paper: Colour behind the text, as #rrggbb.
        ink: Colour of the headline.
        accent: Colour of the section.
    """

    enabled: bool = True
    paper: str = "#fdfcf9"
    ink: str = "#1b1a18"
    accent: str = "#8f1d22"


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """`[editions.LANG]`: what differs in one language; an empty text means the site's.

    Attributes:
        title: Name of the publication in this language.
        description: One sentence about it.
        author: Author of articles that name none.
    """

    title: str = ""
    description: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class TagRule:
    """One `[[LANG.tag]]` of `content/tags.toml`: the editor's word about a tag.

    Attributes:
        label: The spelling to show; its key tells which tag is meant.
        slug: Address of its page, if not made from the label.
        aliases: Other words that mean the same tag.
        description: One or two sentences for its page.
        hidden: Keep it on articles, but show it nowhere.
        translations: Its label in other editions, by language.
    """

    label: str
    slug: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""
    hidden: bool = False
    translations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`[LANG]` of `content/tags.toml`: the editor's words about tags in one language.

    Attributes:
        rules: The rules, each a table `[[LANG.tag]]`.
        never: Phrases that must never become an automatic tag.
        apart: Pairs of tags that must not be suggested as one.
    """

    rules: tuple[TagRule, ...] = ()
    never: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ContentConfig:
    """What the content stage needs to know.

    Attributes:
        languages: Languages of the editions; the first is that of articles which say nothing.
        timezone: Zone of dates that name none.
        limits: Bounds on one article.
    """

    languages: tuple[str, ...] = ("fr",)
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class AnalysisConfig:
    """What the analysis stage needs to know."""

    tags: TagSettings = field(default_factory=TagSettings)
    related: int = 5
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """Top level of `site.toml`.

    Attributes:
        title: Name of the publication.
        description: One sentence about it, for search engines and feeds.
        base_url: Address at which the site is published, path included.
        languages: Languages of the editions; the first stands at the root, the others under `/LANG/`.
        timezone: IANA name of the zone of dates that name none, and of the dates that readers see.
        author: Author of articles that name none.
        identity: Address from which ids in feeds are made; when the site moves, put its first `base_url` here.
        news_sitemap: Whether a sitemap for news search engines is written, of articles of the last two days.
        default_section: Section of articles that lie in no folder and name none.
        tags, lists, limits, search, images, social_cards: Tables of their own.
        editions: Tables by language.
        vocabularies: The words of `tags.toml` by language.
    """

    title: str = "News Digest"
    description: str = ""
    base_url: str = "http://localhost:8000/"
    languages: tuple[str, ...] = ("fr",)
    timezone: str = "Europe/Paris"
    author: str = ""
    identity: str = ""
    news_sitemap: bool = False
    default_section: str = "news"
    tags: TagSettings = field(default_factory=TagSettings)
    lists: ListSettings = field(default_factory=ListSettings)
    limits: Limits = field(default_factory=Limits)
    search: SearchSettings = field(default_factory=SearchSettings)
    images: ImageSettings = field(default_factory=ImageSettings)
    social_cards: CardSettings = field(default_factory=CardSettings)
    editions: Mapping[str, EditionSettings] = field(default_factory=lambda: MappingProxyType({}))
    vocabularies: Mapping[str, Vocabulary] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def content(self) -> ContentConfig:
        """Give the content stage its part."""
        return ContentConfig(self.languages, ZoneInfo(self.timezone), self.limits)

    @property
    def analysis(self) -> AnalysisConfig:
        """Give the analysis stage its part."""
        return AnalysisConfig(self.tags, self.lists.related, self.vocabularies)

    def edition(self, lang: str) -> EditionSettings:
        """Give what one edition says of itself, with the site's words where it says nothing."""
        own = self.editions.get(lang, EditionSettings())
        return EditionSettings(own.title or self.title, own.description or self.description, own.author or self.author)
