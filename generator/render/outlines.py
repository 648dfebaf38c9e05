"""Lists of feeds for feed readers, in OPML 2.0 (opml.org/spec2.opml)."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from generator.model import OutputFile
from generator.render.locales import Locale
from generator.render.xml import clean, written
from generator.views import Outline


def opml(outline: Outline, locale: Locale, origin: str) -> OutputFile:
    """Write the feeds of one kind as one list.

    Args:
        outline: The feeds.
        locale: How the kind is called.
        origin: Scheme and host of the site.
    """
    title = clean(f"{outline.title} – {locale.word(f'feeds.{outline.kind}')}")
    root = ET.Element("opml", {"version": "2.0"})
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    folder = ET.SubElement(ET.SubElement(root, "body"), "outline", {"text": title, "title": title})
    for followed in outline.feeds:
        told = {
            "type": "rss",  # what the specification says of every feed, whatever its format
            "text": followed.label,
            "title": followed.label,
            "xmlUrl": origin + followed.feed.atom,
            "htmlUrl": origin + followed.url,
            "language": locale.lang,
        }
        ET.SubElement(folder, "outline", {name: clean(value) for name, value in told.items()})
    return OutputFile(outline.address.path, written(root))
