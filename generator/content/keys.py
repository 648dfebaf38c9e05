"""Our names for the keys of front matter, and those of other generators; pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from generator.content.values import Entry, FrontMatter, Value, plain
from generator.errors import Location, Problem, warning

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title",),
        "date": ("date", "pubDate", "publishDate", "published"),
        "updated": ("updated", "lastmod", "modified", "last_modified_at", "updatedDate"),
        "expires": ("expires", "expiryDate", "unpublishDate"),
        "draft": ("draft",),
        "published": ("published",),
        "status": ("status",),
        "withdrawn": ("withdrawn",),
        "section": ("section", "category", "categories"),
        "tags": ("tags", "tag", "topics", "keywords"),
        "authors": ("authors", "author"),
        "slug": ("slug",),
        "url": ("url", "permalink", "path"),
        "aliases": ("aliases", "redirect_from"),
        "summary": ("summary", "lead", "description", "excerpt"),
        "lang": ("lang", "language"),
        "translation_key": ("translation_key", "translationKey"),
        "image": ("image", "hero", "heroImage", "featured_image", "images"),
        "image_alt": ("image_alt",),
        "story": ("story", "series"),
        "source": ("source",),
        "source_url": ("source_url", "canonical_url", "link"),
        "related": ("related",),
        "not_related": ("not_related",),
        "id": ("id", "guid", "uid"),
        "weight": ("weight",),
        "description": ("description",),
    }
)
"""Our name of each field, and the spellings under which it is read, the best first."""

SECTION_FIELDS = frozenset({"weight", "description"})
"""Fields that only `_index.md` has; an article keeps such keys for its templates."""

NESTED = ("taxonomies", "extra", "params")
"""Tables of Zola and Hugo in which some fields stand."""

MOMENTS: Mapping[str, str] = MappingProxyType({"created": "date", "updated": "updated"})
"""What Material for MkDocs calls the parts of a date that is a table."""

OTHERS = frozenset({"created", "links", "publish", "redirect_to", "resources", "translation"})
"""Keys of Obsidian, Material for MkDocs, Jekyll, Hugo and Pelican that only look like some of these."""


@dataclass(frozen=True, slots=True)
class Known:
    """Front matter by our names, what is left of it, and warnings about keys."""

    entries: Mapping[str, Entry]
    extra: Mapping[str, object]
    problems: tuple[Problem, ...]


def name_fields(front: FrontMatter, shown_path: str, *, of_section: bool = False) -> Known:
    """Find our fields in front matter.

    Of several keys for one field the best spelling wins, and the others stay among the unknown ones. A key that
    is nearly one of ours (`taggs`) is unknown too, and warned about.
    """
    spelled = {spelling: entry for entry in _flat(front) for spelling in (_folded(entry.key),) if spelling}
    wanted = {name: keys for name, keys in FOLDED.items() if of_section or name not in SECTION_FIELDS}
    entries: dict[str, Entry] = {}
    for name, keys in wanted.items():
        found = next((spelled[key] for key in keys if key in spelled), None)
        if found:
            entries[name] = found
    used = {entry.key for entry in entries.values()}
    extra = {entry.key: plain(entry.value) for entry in front.entries.values() if entry.key not in used}
    problems = (_near_miss(front.entries[key], shown_path) for key in extra)
    return Known(entries, MappingProxyType(extra), tuple(p for p in problems if p))


def _flat(front: FrontMatter) -> Iterator[Entry]:
    """Give nested fields first, so that the ones at the top beat them."""
    for name in NESTED:
        table = front.entries.get(name)
        if table and isinstance(table.value, Mapping):
            for key, value in table.value.items():
                yield Entry(key, value, table.key_mark, table.value_mark)
    for entry in front.entries.values():
        if entry.key == "date" and isinstance(entry.value, Mapping):
            for key, value in entry.value.items():
                yield Entry(MOMENTS.get(key, key), value, entry.key_mark, entry.value_mark)
        else:
            yield entry


def _snake(key: str) -> str:
    """Write a key in lower case with underscores.

    >>> _snake("pubDate"), _snake("image-alt")
    ('pub_date', 'image_alt')
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key).replace("-", "_").replace(" ", "_").lower()


WORDS = re.compile("[A-Z]?[a-z]+(?:[A-Z][a-z]+)+")

FOLDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(map(_snake, keys)) for name, keys in NAMES.items()}
)
SPELLINGS = frozenset(key for keys in FOLDED.values() for key in keys)


@lru_cache(maxsize=1000)
def _folded(key: str) -> str:
    """Give the known spelling that a key stands for, or nothing.

    Words may begin with a capital or be all capitals, as Hugo allows; capitals elsewhere (`tagS`) are a slip.

    >>> _folded("Tags"), _folded("TITLE"), _folded("pubDate"), _folded("LastMod"), _folded("tagS")
    ('tags', 'title', 'pub_date', 'lastmod', '')
    """
    folded = _snake(key)
    joined = next((s for s in SPELLINGS if s.replace("_", "") == key.lower()), "")
    if folded in SPELLINGS:
        return folded
    return joined if joined and (key.islower() or key.isupper() or WORDS.fullmatch(key)) else ""


def _near_miss(entry: Entry, shown_path: str) -> Problem | None:
    """Warn about a key that is nearly one of ours."""
    folded = _snake(entry.key)
    if folded in SPELLINGS or folded in OTHERS or not entry.key:
        return None
    candidates = {"dates": "date", "titre": "title", "datum": "date", "etiquettes": "tags"}
    simple = entry.key.lower()
    near = (
        [candidates[simple]] if simple in candidates else difflib.get_close_matches(simple, sorted(SPELLINGS), 1, 0.8)
    )
    if not near:
        return None
    place = Location(shown_path, entry.key_mark.line, entry.key_mark.column)
    return warning(place, f"`{entry.key}` is not a known key", f"Did you mean `{near[0]}`?")


def items(value: Value) -> tuple[Value, ...]:
    """Give a list as it is, and anything else as a list of one."""
    return value if isinstance(value, tuple) else (value,)
