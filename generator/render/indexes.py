"""Files for machines: sitemap (sitemaps.org 0.9), robots.txt (RFC 9309), web app manifest, .nojekyll."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from generator.model import OutputFile
from generator.render.locales import Locale
from generator.render.moments import rfc3339
from generator.render.xml import clean, escaped, quoted, written
from generator.views import ArticlePage, Site, SiteView

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
NEWS_FILE = "sitemap-news.xml"
MOST_NEWS = 1000
"""Articles that one sitemap for news may hold."""
MOST_URLS = 4_000
"""Addresses in one sitemap: of the 50,000 that sitemaps.org allows, so that none is heavier than other pages."""
ICONS = (192, 512)
"""Pixels of the icons of the design, `icon-192.png` and so on."""
Listed = tuple[str, datetime]


def indexes(site: Site, most: int = MOST_URLS) -> Iterator[OutputFile]:
    """Write the files for machines, but those that the editor gives.

    Args:
        site: The site.
        most: Addresses that one sitemap may hold; a larger site gets an index of several.
    """
    given = {file.path for file in site.files}
    yield from (file for file in _made(site, most) if file.path not in given)


def _made(site: Site, most: int) -> Iterator[OutputFile]:
    yield from _sitemaps(site, most)
    maps = [site.sitemap_canonical]
    if site.news_since:
        maps.append(site.home_canonical + NEWS_FILE)
        yield _news(site, site.news_since)
    lines = ["User-agent: *", "Allow: /", "", *(f"Sitemap: {address}" for address in maps)]
    yield OutputFile("robots.txt", "\n".join([*lines, ""]).encode())
    yield OutputFile(".nojekyll", b"")


def manifest(site: SiteView, locale: Locale) -> OutputFile:
    """Write the web app manifest of an edition (W3C Web Application Manifest)."""
    icons = [
        {"src": site.assets[name], "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
        for size in ICONS
        if (name := f"icon-{size}.png") in site.assets
    ]
    told = {
        "name": site.title,
        "short_name": site.title,
        "description": site.description,
        "lang": site.lang,
        "dir": locale.direction,
        "start_url": site.home,
        "scope": site.home,
        "display": "minimal-ui",
        "icons": icons,
    }
    text = json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False, indent=1)
    return OutputFile(site.manifest.path, text.encode("utf-8", "replace") + b"\n")


def _sitemaps(site: Site, most: int) -> Iterator[OutputFile]:
    listed = [
        (page.canonical, page.modified)
        for edition in site.editions
        for page in edition.pages
        if page.modified  # redirects and the page for lost readers have none
    ]
    if len(listed) <= most:
        yield OutputFile("sitemap.xml", _urls("urlset", "url", listed))
        return
    parts = [listed[at : at + most] for at in range(0, len(listed), most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield OutputFile(name, _urls("urlset", "url", part))
    newest = [max(moment for _url, moment in part) for part in parts]
    addresses = [site.home_canonical + name for name in names]
    yield OutputFile("sitemap.xml", _urls("sitemapindex", "sitemap", list(zip(addresses, newest, strict=True))))


def _news(site: Site, since: datetime) -> OutputFile:
    """Write the sitemap for news, of the articles since a moment, at most 1000, newest first."""
    pages = [
        (page, edition.site)
        for edition in site.editions
        for page in edition.pages
        if isinstance(page, ArticlePage) and page.card.date >= since
    ]
    root = ET.Element("urlset", {"xmlns": SITEMAP, "xmlns:news": NEWS})
    for page, view in sorted(pages, key=lambda pair: (pair[0].card.date, pair[0].url), reverse=True)[:MOST_NEWS]:
        element = ET.SubElement(root, "url")
        ET.SubElement(element, "loc").text = page.canonical
        news = ET.SubElement(element, "news:news")
        publication = ET.SubElement(news, "news:publication")
        ET.SubElement(publication, "news:name").text = clean(view.title)
        ET.SubElement(publication, "news:language").text = view.lang
        ET.SubElement(news, "news:publication_date").text = rfc3339(page.card.date)
        ET.SubElement(news, "news:title").text = clean(page.title)
    return OutputFile(NEWS_FILE, written(root))


def _urls(root: str, name: str, listed: Sequence[Listed]) -> bytes:
    """Write a list of addresses; by hand, as it holds every page of the site and is written by every build."""
    dated = ((escaped(url), rfc3339(moment)) for url, moment in listed)
    lines = [f" <{name}>\n  <loc>{url}</loc>\n  <lastmod>{date}</lastmod>\n </{name}>" for url, date in dated]
    start = f"<?xml version='1.0' encoding='utf-8'?>\n<{root} xmlns={quoted(SITEMAP)}"
    return "\n".join([f"{start}>", *lines, f"</{root}>\n"] if lines else [f"{start} />\n"]).encode()
