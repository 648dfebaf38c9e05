"""Every address of the site is made here, and nowhere else; the base path and the origin live only here.

/                                   /en/                        home
/international/                     /en/world/                  section, page 2 at page/2/
/international/bakou/               /en/world/baku/             article
/tags/  /tags/otan/                 /en/tags/nato/              index of tags, tag
/tags/page/2/  /tags/page/number/  recent/  map/                index of tags goes on, its other views
/archive/  /archive/2017/02/                                    archive, month
/digests/  /digests/2017-w07/                                   weekly digests, ISO week
/stories/  /stories/brexit/         /en/stories/brexit/         index of stories, story
/feed.xml                           /tags/otan/feed.xml         feeds
/feeds/                             /feeds/tags.opml            list of feeds, for people and for feed readers
/international/bakou/social-card.png                            picture of an article for social networks
/assets/pictures/baku.3f2a91bc04-640.webp                       picture in another size
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from generator.config import SiteConfig
from generator.model import Article
from generator.slugs import DEVICES, short_hash, slugify
from generator.views import Address

SAFE = "/!$&'()*+,;=:@-._~"
"""Signs of a path that RFC 3986 lets stand as they are."""
PLAIN = re.compile(rf"[A-Za-z0-9{re.escape(SAFE)}]*")


@dataclass(frozen=True, slots=True)
class Permalinks:
    """Makes addresses.

    Attributes:
        base_url: Address of the site, ending in a slash.
        first: Language of the edition at the root.
        identity: What ids in feeds are made from; the base URL unless the editor fixed another.
    """

    base_url: str
    first: str
    identity: str = ""
    _files: dict[str, Address] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, config: SiteConfig) -> Permalinks:
        """Give those of a site."""
        return cls(config.base_url, config.languages[0], config.identity)

    def file(self, path: str) -> Address:
        """Give the address of a file, by its path below the output folder.

        >>> Permalinks("https://user.github.io/repo/", "fr").file("a b/index.html").url
        '/repo/a%20b/'
        """
        if path not in self._files:
            shown = path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path
            encoded = shown if PLAIN.fullmatch(shown) else quote(shown, safe=SAFE)
            self._files[path] = Address(path, _base_path(self.base_url) + encoded, self.base_url + encoded)
        return self._files[path]

    def page(self, lang: str, *segments: str, number: int = 1) -> Address:
        """Give the address of a page of an edition; `number` counts the pages of a list from 1.

        >>> Permalinks("https://a.example/", "fr").page("en", "tags", "nato", number=2).path
        'en/tags/nato/page/2/index.html'
        """
        later = ("page", str(number)) if number > 1 else ()
        return self.file("/".join([*self._edition(lang), *segments, *later, "index.html"]))

    def beside(self, lang: str, *segments: str) -> Address:
        """Give the address of a file of an edition, such as the feed of a page: its last segment is its name."""
        return self.file("/".join([*self._edition(lang), *segments]))

    def article(self, article: Article, section_slug: str) -> Address:
        """Give the address of an article: the one that its author fixed, else section and slug."""
        if not article.url:
            return self.page(article.lang, section_slug, article.slug)
        fixed = article.url.strip("/")
        return self.file("/".join([*self._edition(article.lang), fixed + ("/index.html" if _is_folder(fixed) else "")]))

    def former(self, alias: str) -> Address:
        """Give the address of a former place of an article ("/2016/old/"), from the root of the site."""
        path = alias.strip("/")
        return self.file(path + "/index.html" if _is_folder(path) else path)

    def tag(self, lang: str, name: str) -> Address | None:
        """Give the address that a tag of some name would have; None when the name makes no slug."""
        slug = slugify(name)
        return self.page(lang, "tags", slug) if slug and slug not in DEVICES else None

    def week(self, lang: str, year: int, week: int) -> Address:
        """Give the address of the digest of an ISO week."""
        return self.page(lang, "digests", f"{year}-w{week:02}")

    def design_file(self, name: str, data: bytes) -> Address:
        """Give the address of a file of the design; it holds a hash, so that browsers may keep it for ever.

        >>> Permalinks("https://a.example/", "fr").design_file("style.css", b"").url
        '/assets/style.cae66941.css'
        """
        path = PurePosixPath(name)
        mark = short_hash(data.decode("latin-1"))
        return self.file(f"assets/{path.with_name(f'{path.stem}.{mark}{path.suffix}')}")

    def picture(self, name: str, mark: str, width: int, kind: str) -> Address:
        """Give the address of a picture in another size.

        Args:
            name: Path of the author's file.
            mark: Hash of all that the bytes depend on, so that browsers may keep them for ever.
            width: In pixels.
            kind: "jpeg", "png" or "webp".

        >>> Permalinks("https://a.example/", "fr").picture("monde/Été à Baku.JPG", "3f2a91bc04", 640, "jpeg").url
        '/assets/pictures/ete-a-baku.3f2a91bc04-640.jpg'
        """
        stem = slugify(PurePosixPath(name).stem) or "picture"
        return self.file(f"assets/pictures/{stem}.{mark}-{width}.{'jpg' if kind == 'jpeg' else kind}")

    def social_card(self, article: Address) -> Address:
        """Give the address of the picture that is drawn for an article; it stays when the headline changes.

        >>> links = Permalinks("https://a.example/", "fr")
        >>> links.social_card(links.file("monde/baku/index.html")).url, links.social_card(links.file("old.html")).url
        ('/monde/baku/social-card.png', '/old.social-card.png')
        """
        folder, sign, name = article.path.rpartition("/")
        own = "" if name == "index.html" else f"{PurePosixPath(name).stem}."
        return self.file(f"{folder}{sign}{own}social-card.png")

    def feed_id(self, kind: str, *parts: str) -> str:
        """Make an id for a feed or an entry, as a name-based UUID (RFC 9562, section 5.5) in a URN."""
        name = "\n".join([self.identity or self.base_url, kind, *parts])
        return uuid5(NAMESPACE_URL, name).urn

    def _edition(self, lang: str) -> tuple[str, ...]:
        return () if lang == self.first else (lang,)


@cache
def _base_path(base_url: str) -> str:
    return urlsplit(base_url).path


def _is_folder(path: str) -> bool:
    """Tell whether a fixed address names a folder, and not a file such as "old.html"."""
    return PurePosixPath(path).suffix.lower() not in {".html", ".htm"}
