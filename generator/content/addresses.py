"""Slug, fixed address and former addresses of an article, and the names that none of them may have."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from generator.content.reading import Reading, one_line
from generator.content.references import address
from generator.content.values import Scalar
from generator.slugs import is_reserved, short_hash, slugify

CLIMBING = re.compile(r"(?:^|[/\\])\.\.?(?:$|[/\\])|\.\.")
SLUG_CURE = "Write words joined by hyphens, such as sommet-de-bakou."


def read_slug(reading: Reading, name: str, title: str, path: str) -> str:
    """Read the slug, else make it from the file name, else from the title, else from a hash of the path.

    Args:
        reading: Fields of the article.
        name: File name without date, language and extension.
        title: Headline.
        path: Path below the content folder.
    """
    if not reading.is_given("slug"):
        slug = slugify(name) or slugify(title) or short_hash(path)
        if is_reserved(slug):
            what, other = ("file name", "Rename the file") if slugify(name) else ("title", "Change the title")
            message = f'the {what} gives the slug "{slug}", a name that the site itself needs'
            reading.error("slug", message, f"{other}, or add a line `slug: …`.")
        return slug
    value = reading.entries["slug"].value
    if not isinstance(value, Scalar):
        return reading.text("slug")
    written = value.text.strip()
    # Twice, for `%252e`; NFKC, for « ．．／ ».
    decoded = unicodedata.normalize("NFKC", unquote(unquote(written)))
    slug = slugify(decoded)
    reason = _slug_fault(decoded, slug)
    if reason:
        reading.error("slug", f'`{reading.called("slug")}` {reason}: "{one_line(written)[:80]}"', SLUG_CURE)
    return slug


def _slug_fault(decoded: str, slug: str) -> str:
    """Say why a slug cannot be used; empty when it can."""
    faults = (
        (bool(CLIMBING.search(decoded)), "leads out of its folder"),
        ("/" in decoded or "\\" in decoded, "is a path, not one word"),
        (any(unicodedata.category(char) == "Cc" for char in decoded), "holds control characters"),
        (not slug, "holds neither letters nor digits"),
        (bool(slug) and _is_device(slug), "is a name that Windows keeps for itself"),
        (is_reserved(slug) or is_reserved(decoded.strip()), "is a name that the site itself needs"),
    )
    return next((reason for is_so, reason in faults if is_so), "")


def read_url(reading: Reading) -> str:
    """Read the address that the author fixed; empty when there is none."""
    text = reading.text("url")
    if text.lower() == "false":
        reading.error("url", f"`{reading.called('url')}` is `{text}`", "Write `draft: true` to keep it off the site.")
        return ""
    return _address(reading, "url", text)


def read_aliases(reading: Reading) -> tuple[str, ...]:
    """Read the former addresses."""
    found = (_address(reading, "aliases", text) for text in reading.texts("aliases"))
    return tuple(dict.fromkeys(path for path in found if path))


def _address(reading: Reading, name: str, text: str) -> str:
    if not text:
        return ""
    key = reading.called(name)
    cure = "Write it from the root of the site, such as /2017/02/baku/."
    if re.search(r"/:[a-z_]+|\{[{%]", text):
        reading.error(name, f'`{key}` holds a placeholder: "{text[:80]}"', cure)
        return ""
    try:
        path = address(text)
    except ValueError as error:
        reading.error(name, f'`{key}` {error}: "{text[:80]}"', cure)
        return ""
    if re.search(r"[. ](?:/|$)", path):
        reading.error(
            name,
            f'`{key}` has a part that ends with a dot or a blank: "{text[:80]}"',
            "Leave it out: Windows does so too, and finds no page there.",
        )
        return ""
    device = next((part for part in path.split("/") if part and _is_device(part)), "")
    if device:
        reading.error(name, f'`{key}` holds "{device}", a name that Windows keeps for itself', cure)
    return path


def _is_device(part: str) -> bool:
    return is_reserved(part.split(".", maxsplit=1)[0] + ".device")
