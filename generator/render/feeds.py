"""Feeds in Atom (RFC 4287) and as JSON Feed (version 1.1).

An article stands in the feeds of its section, its authors, its tags and its story: its entry is written once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from generator.model import OutputFile
from generator.render.moments import rfc3339
from generator.render.xml import escaped, quoted
from generator.views import Feed, FeedEntry

ATOM = "http://www.w3.org/2005/Atom"
EMPTY = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
"""When a feed without entries was changed."""
MOST_KEPT = 2000
"""Entries that are held in each format, so that those of a large archive do not fill the memory."""


def atom(feed: Feed, lang: str) -> OutputFile:
    """Write a feed as Atom; `updated` is that of its newest change, so that same content gives the same bytes.

    Args:
        feed: The feed.
        lang: BCP 47 tag of its texts.
    """
    updated = rfc3339(max((entry.updated for entry in feed.entries), default=EMPTY))
    head = [
        "<?xml version='1.0' encoding='utf-8'?>",
        f"<feed xmlns={quoted(ATOM)} xml:lang={quoted(lang)}>",
        *_texts({"id": feed.id, "title": feed.title, "subtitle": feed.subtitle, "updated": updated}),
        f' <link rel="self" type="application/atom+xml" href={quoted(feed.atom.canonical)} />',
        f' <link rel="alternate" type="text/html" hreflang={quoted(lang)} href={quoted(feed.page_url)} />',
        *_person(feed.author),
        " <generator>News Digest</generator>",
    ]
    parts = ["\n".join(head).encode(), *map(_atom_entry, feed.entries), b"</feed>\n"]
    return OutputFile(feed.atom.path, b"\n".join(parts))


@lru_cache(MOST_KEPT)
def _atom_entry(entry: FeedEntry) -> bytes:
    lines = [
        " <entry>",
        *_texts({"id": entry.id, "title": entry.title}, "  "),
        f'  <link rel="alternate" type="text/html" href={quoted(entry.address.canonical)} />',
        *_texts({"published": rfc3339(entry.published), "updated": rfc3339(entry.updated)}, "  "),
        *(line for name in entry.authors for line in _person(name, "  ")),
        *(f"  <category term={quoted(tag)} />" for tag in entry.tags),
        *_texts({"summary": entry.summary}, "  "),
        _content(entry.content_html),
        " </entry>",
    ]
    return "\n".join(lines).encode()


def _content(html: str) -> str:
    return f'  <content type="html">{escaped(html)}</content>' if html else '  <content type="html" />'


def _texts(texts: Mapping[str, str], indent: str = " ") -> list[str]:
    """Write elements with plain text, but empty ones."""
    return [f"{indent}<{name}>{escaped(text)}</{name}>" for name, text in texts.items() if text]


def _person(name: str, indent: str = " ") -> list[str]:
    inside = _texts({"name": name}, f"{indent} ")
    return [f"{indent}<author>", *inside, f"{indent}</author>"] if inside else [f"{indent}<author />"]


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
    }
    head = _json({key: value for key, value in told.items() if value}).removesuffix(b"}")
    return OutputFile(feed.json.path, b'%b, "items": [%b]}\n' % (head, b", ".join(map(_json_item, feed.entries))))


@lru_cache(MOST_KEPT)
def _json_item(entry: FeedEntry) -> bytes:
    told = {
        "id": entry.id,
        "url": entry.address.canonical,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content_html,
        # An item has content (JSON Feed 1.1); of an article without a text its headline is all there is to read.
        "content_text": "" if entry.body else entry.summary or entry.title,
        "date_published": rfc3339(entry.published),
        "date_modified": rfc3339(entry.updated),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.tags),
    }
    return _json({key: value for key, value in told.items() if value})


def _json(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
