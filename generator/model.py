"""The frozen data that flow between the stages.

    Source -> Article -> Analysis -> (views.Site) -> OutputFile -> Publication

Everything is immutable, refers to other things by id, and holds aware datetimes only. A number called
*weight* or *similarity* lies in (0, 1], and higher is better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from generator.errors import Location
from generator.texts import NO_TEXT, KnownText

NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the content folder, as read.

    Attributes:
        path: Path below the content folder, with forward slashes, in Unicode NFC.
        shown_path: Path that messages name: as the editor would type it from where the program was started.
        data: The bytes of the file.
    """

    path: str
    shown_path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is published as it is.

    Attributes:
        path: Path below the content folder for files beside an article ("international/baku.jpg"); path below
            the site's root for files of a static folder ("CNAME").
        data: The bytes of the file.
        is_static: Whether it comes from a static folder, and so keeps its path on the site.
        size: Width and height in pixels when the file is a raster image that we can read.
        raster: Format of a still picture that can be made smaller ("jpeg", "png", "webp"); else empty.
        shown_path: Path of the file as messages name it; empty for one that no editor gave.
    """

    path: str
    data: bytes
    is_static: bool = False
    size: tuple[int, int] | None = None
    raster: str = ""
    shown_path: str = ""


@dataclass(frozen=True, slots=True)
class ImageRef:
    """The picture that stands for an article.

    Attributes:
        target: An `https:` URL, or an internal reference ("content:international/baku.jpg").
        alt: What the picture shows, for those who do not see it; empty when it only decorates.
        caption: Line to print below, or empty.
        credit: Author of the picture, or empty.
    """

    target: str
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Where the facts of an article come from; `url` is empty or an http(s) URL."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReadAlso:
    """A line « Lire aussi : title » that the author wrote.

    Attributes:
        marker: The whole HTML that the line became in `Article.body_html`; whoever knows the target replaces it.
        label: The words before the colon, as written.
        title: The title after the colon, in plain text.
        target: Internal reference or URL when the author made a Markdown link of it, else empty.
        location: Place of the line.
    """

    marker: str
    label: str
    title: str
    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link or image in a body that points into the site.

    `reference` is `content:PATH[#FRAGMENT]` for a file of the content folder, `site:/PATH` for a page by its
    address below the site's root. Neither knows the base URL, so that bodies are remembered whatever it is.
    """

    reference: str
    location: Location
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body, for a contents list: level 2 to 6, id in the page, text without markup."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A valid news item.

    Attributes:
        id: Path of its source below the content folder; the handle by which everything refers to it.
        location: Line 1 of its source, for messages.
        lang: BCP 47 tag of its language, in lower case ("fr", "pt-br").
        section: Key of its section: the name of its folder, or what `section:` says, as a slug; may be empty.
        slug: Last part of its address.
        url: Whole address below the edition's root when the author fixed one ("/2017/02/baku/"), else empty.
        title: Headline in plain text, one line.
        date: When it was published.
        has_time: Whether the author gave an hour.
        updated: When it was last changed in substance, not before `date`.
        expires: When it leaves the site.
        draft: Whether it is published only on request.
        withdrawn: Whether it was taken back: its page says so, and nothing else shows it.
        withdrawal: Why, in plain text; may be empty.
        authors: Names, in the order given.
        declared_tags: Tags as the author wrote them, without doubles.
        summary: Standfirst in plain text, else what stands before `<!--more-->`; empty when there is neither.
        body: Sanitised HTML of the body; links into the site are `content:` and `site:` references.
        plain: Plain text to be understood: no code, no « Lire aussi » lines; one block a line.
        opening: Text of its first running paragraphs, one a line, from which a summary may be taken; empty when it has
            none.
        has_references: Whether there may be references in the body; in most there are none.
        word_count: Words of the body that a reader reads.
        headings, links, read_also: What the body holds.
        image: The picture that stands for it.
        attribution: Where the facts come from.
        aliases: Former addresses ("/old/place/").
        related, not_related: Editor's word, as written (paths, slugs or titles).
        translation_key: Shared by the versions of one article in several languages; empty when alone.
        story: Name of the running story, as written.
        feed_id: Identifier in feeds for ever, when the author fixed one.
        extra: Front matter that we do not know, for templates.
        lines: Line in the source of each front-matter field, by our name for it.
    """

    id: str
    location: Location
    lang: str
    section: str
    slug: str
    title: str
    date: datetime
    body: KnownText
    plain: KnownText
    word_count: int
    url: str = ""
    has_time: bool = False
    updated: datetime | None = None
    expires: datetime | None = None
    draft: bool = False
    withdrawn: bool = False
    withdrawal: str = ""
    authors: tuple[str, ...] = ()
    declared_tags: tuple[str, ...] = ()
    summary: str = ""
    opening: KnownText = NO_TEXT
    has_references: bool = True
    headings: tuple[Heading, ...] = ()
    links: tuple[InternalLink, ...] = ()
    read_also: tuple[ReadAlso, ...] = ()
    image: ImageRef | None = None
    attribution: Attribution | None = None
    aliases: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    not_related: tuple[str, ...] = ()
    translation_key: str = ""
    story: str = ""
    feed_id: str = ""
    extra: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def body_html(self) -> str:
        """The HTML of its body."""
        return str(self.body)

    @property
    def prose(self) -> str:
        """Its plain text."""
        return str(self.plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionText:
    """What `_index.md` of a folder says about it in one language.

    Attributes:
        section: Key of the section (folder name as a slug); empty for the content folder itself.
        lang: Language of the text.
        title: Name of the section; empty when the file gives none.
        slug: Its address in this language; empty means the key.
        description: One or two plain sentences.
        body_html: Sanitised HTML.
        weight: Place among the sections, smaller first; None comes after all that have one.
        location: For messages.
    """

    section: str
    lang: str
    title: str
    location: Location
    slug: str = ""
    description: str = ""
    body_html: str = ""
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """All that was read: the answer of the content stage.

    Attributes:
        articles: Those that are read, later those that are published.
        sections: Texts about sections.
        assets: Files beside articles.
        withdrawn: Articles that were taken back and leave a page that says so.
        left_out: Paths of files that are not among them because of their errors.
        paths: Paths of all files that could be read, these among them.
    """

    articles: tuple[Article, ...]
    sections: tuple[SectionText, ...] = ()
    assets: tuple[Asset, ...] = ()
    withdrawn: tuple[Article, ...] = ()
    left_out: frozenset[str] = frozenset()
    paths: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Keyword:
    """A phrase that the extractor found in one article, with its weight in (0, 1]."""

    phrase: str
    weight: float


@dataclass(frozen=True, slots=True)
class Related:
    """A link from one article to another, with its reason.

    Attributes:
        id: The other article.
        similarity: In (0, 1], rounded so that every machine agrees.
        shared_terms: Terms that weigh most in the similarity, readable, heaviest first; may be empty when the
            link falls back on section or date.
    """

    id: str
    similarity: float
    shared_terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleAnalysis:
    """What was understood of one article.

    Attributes:
        tags: Keys of its tags: declared ones first in the author's order, then automatic ones, best first.
        related: Nearest articles, best first.
        summary: The author's summary, else an extract; plain text.
    """

    tags: tuple[str, ...]
    related: tuple[Related, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A canonical tag of one edition.

    Attributes:
        key: What its spellings share: folded, stemmed; unique in the edition.
        lang: Language of the edition.
        label: Spelling shown: the editor's, else the one that most articles use.
        spellings: Other spellings met, sorted.
        slug: The editor's slug, or empty: made from the label.
        aliases: Former slugs or spellings that should lead here.
        description: The editor's sentence about it.
        hidden: Borne, but shown nowhere.
        declared: Whether some author wrote it or the editor described it.
        articles: Ids of the articles that bear it, newest first (date, then id).
    """

    key: str
    lang: str
    label: str
    articles: tuple[str, ...]
    spellings: tuple[str, ...] = ()
    slug: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""
    hidden: bool = False
    declared: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles of one edition that tell one running event.

    Attributes:
        lang: Language of the edition.
        articles: Ids of its articles, oldest first. The first one is what the story is known by, unless it has a name.
        name: What the editor calls it, or empty.
        terms: Its strongest terms, readable, the widest first; they name it when the editor does not.
        names: Names of people, places and bodies that several of its articles have, commonest first.
        news: By article, the terms that no earlier article of it has, heaviest first; not for the first article.
        starts: Ids of the articles with which stories would begin if the editor had named none.
    """

    lang: str
    articles: tuple[str, ...]
    name: str = ""
    terms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    news: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    starts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was understood of all articles.

    Attributes:
        articles: By id.
        tags: The tags of all editions by (lang, key).
        stories: Those of all editions, by language and the date of their first article; no article is in two.
    """

    articles: Mapping[str, ArticleAnalysis]
    tags: Mapping[tuple[str, str], Tag]
    stories: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the rendered site.

    Attributes:
        path: Where it stands below the output folder.
        made: Its bytes, or what makes them, the same at each call.
        mark: Hash of all that its bytes depend on: files of one path and one mark hold the same. Empty when none is
            known.
    """

    path: str
    made: bytes | Callable[[], bytes]
    mark: bytes = b""

    @property
    def data(self) -> bytes:
        """Its bytes; nothing keeps them, so that a large site is never held as a whole."""
        return self.made if isinstance(self.made, bytes) else self.made()


@dataclass(frozen=True, slots=True)
class Trace:
    """How a published file was known: its size, its time of change when it stood already, the seal of new bytes.

    Attributes:
        size: In bytes.
        changed: Nanoseconds since 1970 of a file that was there before; 0 of one that was written.
        seal: Hash of what was written; empty for a file that was there.
    """

    size: int
    changed: int = 0
    seal: bytes = b""


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did, in numbers of files.

    Attributes:
        written, unchanged, deleted: Numbers of files; the manifest is not counted.
        traces: How each file was known that got a name, by path.
        signs: What the others looked like, which nobody touched: size, times of content and inode, inode.
    """

    written: int
    unchanged: int
    deleted: int
    traces: Mapping[str, Trace] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)
    signs: Mapping[str, tuple[int, int, int, int]] = field(
        default_factory=lambda: MappingProxyType({}), compare=False, repr=False
    )
