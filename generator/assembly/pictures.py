"""Pictures that articles show, in the sizes in which readers are offered them: names and markup, no pixels."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import unquote

from generator.assembly.permalinks import Permalinks
from generator.config import SiteConfig
from generator.errors import Location, Problem
from generator.model import Article, Asset, Content
from generator.views import Original, Rendition

IMAGE = re.compile(r'<img\b([^<>]*?) src="((?:content|site):[^"]*)"([^<>]*)>')
SIDE = re.compile(r' (width|height)="(\d+)"')
PLAIN_WIDTH = 1280
"""Widest picture in the author's format: for browsers without WebP, feeds and social networks."""
TEXT_WIDTH = 640
"""Pixels that the column of text is wide at most (40rem)."""
LONGEST_SIDE = 16_383
"""Pixels that a side of a WebP picture has at most (RFC 6386, section 9.1)."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A picture as readers are offered it.

    Attributes:
        plain: In the author's format.
        modern: In WebP, the narrowest first.
    """

    plain: Rendition
    modern: tuple[Rendition, ...]


@dataclass(frozen=True, slots=True)
class Gallery:
    """The pictures of the site that are made in several sizes.

    Attributes:
        permalinks: Makes addresses.
        offers: By what references name: "content:" or "site:" and a path.
        originals: What they are made from, by name.
    """

    permalinks: Permalinks
    offers: Mapping[str, Offer] = field(default_factory=lambda: MappingProxyType({}))
    originals: tuple[Original, ...] = ()

    def offer(self, reference: str) -> Offer | None:
        """Give what readers are offered of a picture, if it is made in several sizes."""
        return self.offers.get(_key(reference))

    def srcset(self, offer: Offer) -> str:
        """Write the sizes of a picture as HTML wants them (section 4.8.4.2.1 of the standard)."""
        return ", ".join(f"{self.permalinks.file(made.path).url} {made.width}w" for made in offer.modern)

    def hang(self, text: str, *, has_lead: bool = False) -> str:
        """Let the pictures of a body be chosen by the width of the window.

        Args:
            text: HTML whose pictures are references.
            has_lead: Whether a picture stands above the text: then none in it is seen at once.
        """

        def frame(found: re.Match[str]) -> str:
            before, reference, after = found.groups()
            if has_lead and " loading=" not in before + after:
                after += ' loading="lazy" decoding="async"'
            offer = self.offer(html.unescape(reference))
            if offer is None:
                return f'<img{before} src="{reference}"{after}>'
            shown = dict(SIDE.findall(before + after))
            if not shown:
                after += f' width="{offer.plain.width}" height="{offer.plain.height}"'
            sizes = shown_width(int(shown.get("width", offer.plain.width)))
            modern = f'<source type="image/webp" srcset="{html.escape(self.srcset(offer))}" sizes="{sizes}">'
            plain = html.escape(self.permalinks.file(offer.plain.path).url)
            return f'<picture>{modern}<img{before} src="{plain}"{after}></picture>'

        return IMAGE.sub(frame, text)


def shown_width(width: int) -> str:
    """Say how wide a picture in a text is shown, so that a browser can choose one.

    >>> shown_width(4000), shown_width(300)
    ('(min-width: 44rem) 40rem, 92vw', '(min-width: 327px) 300px, 92vw')
    """
    if width >= TEXT_WIDTH:
        return "(min-width: 44rem) 40rem, 92vw"
    return f"(min-width: {width * 100 // 92 + 1}px) {width}px, 92vw"


def gallery_of(
    content: Content, static: Sequence[Asset], permalinks: Permalinks, config: SiteConfig
) -> tuple[Gallery, tuple[Problem, ...]]:
    """Gather the pictures that articles and texts about sections show.

    Args:
        content: Articles, texts, files beside them.
        static: Files that keep their path on the site.
        permalinks: Makes addresses.
        config: Widths, quality and the bound on pixels.

    Returns:
        The gallery, and a problem for each picture beyond the bound, at the place that shows it.
    """
    assets = {f"content:{asset.path}": asset for asset in content.assets}
    assets |= {f"site:{asset.path}": asset for asset in static}
    shown = {key: place for key, place in _shown(content) if key in assets}
    problems = tuple(
        _too_large(assets[key], place, config.limits.image_pixels)
        for key, place in sorted(shown.items())
        if _pixels(assets[key]) > config.limits.image_pixels
    )
    offers: dict[str, Offer] = {}
    originals: dict[str, Original] = {}
    for key, place in sorted(shown.items()):
        asset = assets[key]
        if not _is_offered(asset, config):
            continue
        offers[key] = offer = _offer(asset, permalinks, config)
        # A WebP file is its own plain form at one of the widths.
        made = tuple(dict.fromkeys((offer.plain, *offer.modern)))
        originals[offer.plain.path] = Original(asset.path, asset.data, asset.raster, config.images.quality, made, place)
    return Gallery(permalinks, offers, tuple(originals[path] for path in sorted(originals))), problems


def _shown(content: Content) -> Iterator[tuple[str, Location]]:
    """List what is shown and where; of several places of one picture the first by path comes last, and so stands."""
    for text in content.sections:
        for found in IMAGE.finditer(text.body_html):
            yield _key(html.unescape(found.group(2))), text.location
    for article in sorted(content.articles, key=lambda a: a.id, reverse=True):
        yield from ((_key(link.reference), link.location) for link in reversed(article.links) if link.is_image)
        if article.image:
            yield _key(article.image.target), lead_place(article)


def lead_place(article: Article) -> Location:
    """Give the place at which an article names its picture."""
    return Location(article.location.path, article.lines.get("image", 1))


def _key(reference: str) -> str:
    """Name the file that a reference means.

    >>> _key("content:monde/a%20b.jpg#x"), _key("site:/covers/a.jpg?v=2")
    ('content:monde/a b.jpg', 'site:covers/a.jpg')
    """
    kind, _sign, path = reference.partition(":")
    return f"{kind}:{unquote(re.split('[#?]', path)[0]).lstrip('/')}"


def _pixels(asset: Asset) -> int:
    """Count the pixels of a picture; a drawing has none."""
    return asset.size[0] * asset.size[1] if asset.size and not asset.path.lower().endswith(".svg") else 0


def _is_offered(asset: Asset, config: SiteConfig) -> bool:
    """Tell whether a picture is made in several sizes; what is small already, or moves, stays as it is."""
    if not (config.images.enabled and asset.raster and asset.size):
        return False
    width, height = asset.size
    is_wide = width > min(config.images.widths) and max(width, height) <= LONGEST_SIDE
    return is_wide and _pixels(asset) <= config.limits.image_pixels


def _offer(asset: Asset, permalinks: Permalinks, config: SiteConfig) -> Offer:
    """Name the sizes of a picture; none is larger than what the author gave."""
    size = asset.size or (0, 0)
    widest = min(size[0], max(config.images.widths))
    widths = sorted({width for width in config.images.widths if width < widest} | {widest})
    mark = hashlib.blake2b(asset.data, digest_size=5, salt=bytes([config.images.quality])).hexdigest()

    def made(kind: str, width: int) -> Rendition:
        height = max(1, (2 * size[1] * width + size[0]) // (2 * size[0]))
        return Rendition(permalinks.picture(asset.path, mark, width, kind).path, kind, width, height)

    plain = max(width for width in widths if width <= PLAIN_WIDTH or width == widths[0])
    return Offer(made(asset.raster, plain), tuple(made("webp", width) for width in widths))


def _too_large(asset: Asset, place: Location, limit: int) -> Problem:
    width, height = asset.size or (0, 0)
    message = f'the picture "{asset.path}" has {width} × {height} pixels, more than the {limit} allowed'
    return Problem(place, message, "Make it smaller, or raise `limits.image_pixels` in site.toml.")
