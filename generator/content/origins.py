"""The picture of an article and the source of its facts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from generator.content.keys import items
from generator.content.reading import Reading
from generator.content.references import OutsideError, host_of, join, quoted_path, scheme_of, web_url
from generator.content.values import Scalar, Value
from generator.errors import Location
from generator.model import Attribution, ImageRef


def read_attribution(reading: Reading) -> Attribution | None:
    """Read where the facts come from: a name, a web address, or both."""
    name, url = _named(reading, "source", ("name", "title"), ("url", "link", "href"))
    other = reading.text("source_url")
    if not url and (scheme_of(name) or name.startswith("//")) and "://" in name:
        name, url = "", name
    if scheme_of(name) in {"javascript", "data", "vbscript"}:
        name, url = "", name
    field, raw = ("source", url) if url else ("source_url", other)
    address = web_url(raw)
    if raw and not address:
        message = f'`{reading.called(field)}` is not a web address: "{raw[:80]}"'
        reading.error(field, message, "Write it in full, such as https://www.nato.int/.")
    name = name or (host_of(address) if address else "")
    return Attribution(name, address) if name else None


def _named(reading: Reading, name: str, names: tuple[str, ...], urls: tuple[str, ...]) -> tuple[str, str]:
    """Read a text, or a table with a name and an address."""
    entry = reading.entries.get(name)
    first = items(entry.value)[:1] if entry else ()
    if first and isinstance(first[0], Mapping):
        return _part(reading, name, first[0], names), _part(reading, name, first[0], urls)
    if first and isinstance(first[0], Scalar):
        return (reading.clean(name, first[0].text) if first[0].value is not None else ""), ""
    return "", ""


def _part(reading: Reading, name: str, table: Mapping[str, Value], keys: tuple[str, ...]) -> str:
    """Read the first of several keys of a table."""
    found = next((table[key] for key in keys if key in table), None)
    if isinstance(found, Scalar):
        return "" if found.value is None else reading.clean(name, found.text)
    if found is not None:
        message = f"`{reading.called(name)}` holds a list or table where one text is due"
        reading.error(name, message, f"Write one text behind `{next(key for key in keys if key in table)}:`.")
    return ""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture of the content folder that an article names; whether it is there is not known yet.

    Attributes:
        path: Path below the content folder.
        address: Reference to a static file, "site:/PATH", which it may be when it was written from the root; or empty.
        written: As the author wrote it.
        key: The name of the field.
        location: The place of the field.
    """

    path: str
    address: str
    written: str
    key: str
    location: Location


def read_image(reading: Reading, folder: str) -> tuple[ImageRef | None, PictureFile | None]:
    """Read the picture that stands for an article.

    Args:
        reading: Fields of the article.
        folder: Its folder, from which relative paths start.

    Returns:
        The picture, and the file that it is unless it is an address on the web.
    """
    entry = reading.entries.get("image")
    first = items(entry.value)[:1] if entry else ()
    table = first[0] if first and isinstance(first[0], Mapping) else {}
    written = (
        _part(reading, "image", table, ("src", "url", "path", "file")) if table else _named(reading, "image", (), ())[0]
    )
    if not written:
        return None, None
    alt = _part(reading, "image", table, ("alt",)) or reading.text("image_alt")
    target, file = _target(reading, written, folder)
    if not target:
        return None, None
    return ImageRef(target, alt, *(_part(reading, "image", table, (key,)) for key in ("caption", "credit"))), file


def _target(reading: Reading, written: str, folder: str) -> tuple[str, PictureFile | None]:
    """Find the file or URL that an image names."""
    key = reading.called("image")
    if scheme_of(written) or written.startswith("//"):
        if not (url := web_url(written)):
            cure = "Name a file beside the article, or an https address."
            reading.error("image", f'`{key}` is not a web address: "{written[:80]}"', cure)
        return url, None
    decoded = unicodedata.normalize("NFC", unquote(written))
    is_from_root = decoded.startswith("/")
    try:
        path = join("" if is_from_root else folder, decoded.lstrip("/"))
    except OutsideError:
        reading.error(
            "image", f'`{key}` leads out of the content folder: "{written}"', "Put the file beside the article."
        )
        return "", None
    # A static file keeps its place on the site; whoever publishes those knows whether it is there.
    address = f"site:{decoded}" if is_from_root else ""
    return f"content:{quoted_path(path)}", PictureFile(path, address, written, key, reading.place("image"))
