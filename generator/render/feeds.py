"""Feeds in Atom (RFC 4287) and as JSON Feed (version 1.1)."""

from __future__ import annotations

import json
from datetime import datetime
from xml.etree import ElementTree as ET

from generator.model import OutputFile
from generator.render.xml import clean, written
from generator.views import Feed, FeedEntry

ATOM = "http://www.w3.org/2005/Atom"
EMPTY = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
"""When a feed without entries was changed."""


def atom(feed: Feed, lang: str) -> OutputFile:
    """Write a feed as Atom; `updated` is that of its newest change, so that same content gives the same bytes.

    Args:
        feed: The feed.
        lang: BCP 47 tag of its texts.
    """
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": lang})
    _texts(root, {"id": feed.id, "title": feed.title, "subtitle": feed.subtitle})
    _texts(root, {"updated": _rfc3339(max((entry.updated for entry in feed.entries), default=EMPTY))})
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.atom.canonical})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "hreflang": lang, "href": feed.page_url})
    _texts(ET.SubElement(root, "author"), {"name": feed.author})
    ET.SubElement(root, "generator").text = "News Digest"
    for entry in feed.entries:
        root.append(_entry(entry))
    return OutputFile(feed.atom.path, written(root))


def json_feed(feed: Feed, lang: str) -> OutputFile:
    """Write a feed as JSON.

    Args:
        feed: The feed.
        lang: BCP 47 tag of its texts.
    """
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "language": lang,
        "home_page_url": feed.page_url,
        "feed_url": feed.json.canonical,
        "authors": [{"name": feed.author}],
        "items": [_item(entry) for entry in feed.entries],
    }
    text = json.dumps({key: value for key, value in told.items() if value or key == "items"}, ensure_ascii=False)
    return OutputFile(feed.json.path, text.encode("utf-8", "replace") + b"\n")


def _item(entry: FeedEntry) -> dict[str, object]:
    told = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content_html,
        "date_published": _rfc3339(entry.published),
        "date_modified": _rfc3339(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
    }
    return {key: value for key, value in told.items() if value or key == "content_html"}


def _entry(entry: FeedEntry) -> ET.Element:
    element = ET.Element("entry")
    _texts(element, {"id": entry.id, "title": entry.title})
    ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    _texts(element, {"published": _rfc3339(entry.published), "updated": _rfc3339(entry.updated)})
    for name in entry.authors:
        _texts(ET.SubElement(element, "author"), {"name": name})
    for tag in entry.tags:
        ET.SubElement(element, "category", {"term": clean(tag)})
    _texts(element, {"summary": entry.summary})
    content = ET.SubElement(element, "content", {"type": "html"})
    content.text = clean(entry.content_html)
    return element


def _texts(parent: ET.Element, texts: dict[str, str]) -> None:
    """Add elements with plain text, but empty ones."""
    for name, text in texts.items():
        if text:
            ET.SubElement(parent, name).text = clean(text)


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
