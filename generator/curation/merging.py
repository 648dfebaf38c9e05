"""What the editor decides about two tags is written to `tags.toml` [I/O]."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.assembly.topics import tag_slugs
from generator.curation.desk import Desk, EditionDesk
from generator.curation.tag_file import Joining, joined, kept_apart
from generator.errors import DigestError, UsageError
from generator.model import Tag
from generator.ordinary import read_ordinary
from generator.slugs import slugify


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about two tags.

    Attributes:
        lang: Their language.
        one, other: Their labels; in a merge `one` is now an alias of `other`.
        file: The file that holds the decision, as the editor knows it.
        is_new: Whether something was written; else the file said so already.
        aliases: In a merge, the names that were added.
        rule_went: In a merge, whether the merged tag had a rule, which was taken out.
    """

    lang: str
    one: str
    other: str
    file: str
    is_new: bool
    aliases: tuple[str, ...] = ()
    rule_went: bool = False


def merge(desk: Desk, one: str, other: str, lang: str | None) -> Decision:
    """Let one tag be an alias of another; its page leads there from the next build on.

    Args:
        desk: The tags as they are.
        one: Any name of the tag that becomes an alias.
        other: Any name of the tag that stays.
        lang: Of both; needed only where more than one edition has both.

    Raises:
        UsageError: there are no such two tags in one edition.
        DigestError: the file cannot be written.
    """
    edition, merged, into = desk.two_tags(one, other, lang)
    shown = _shown(desk)
    if merged.key == into.key:
        return Decision(edition.lang, one, into.label, shown, is_new=False)
    joining = _joining(edition, merged, into, _former_slug(desk, edition, merged))
    _write(desk, joined(_read(desk), joining))
    return Decision(
        lang=edition.lang,
        one=merged.label,
        other=into.label,
        file=shown,
        is_new=True,
        aliases=joining.aliases,
        rule_went=bool(joining.dropped),
    )


def keep_apart(desk: Desk, one: str, other: str, lang: str | None) -> Decision:
    """Remember that two tags are two, so that their merge is not suggested again.

    Raises:
        UsageError: there are no such two tags in one edition, or they are one.
        DigestError: the file cannot be written.
    """
    edition, first, second = desk.two_tags(one, other, lang)
    shown = _shown(desk)
    if first.key == second.key:
        cure = f"Delete the alias in {shown}; spellings that differ in case, accents or inflection are always one tag."
        raise UsageError(f"“{one}” and “{other}” are one tag, “{first.label}”\n    {cure}")
    is_new = not list(_refusals(edition, first, second))
    if is_new:
        _write(desk, kept_apart(_read(desk), edition.lang, first.label, second.label))
    return Decision(edition.lang, first.label, second.label, shown, is_new=is_new)


def _joining(edition: EditionDesk, merged: Tag, into: Tag, former_slug: str) -> Joining:
    """Find out what is to be written so that one tag becomes an alias of another."""
    rules = edition.vocabulary.rules
    dropped, kept = _places_of_rules(edition, merged), _places_of_rules(edition, into)
    aliases: list[str] = []
    led = {slugify(name) for name in (into.label, *into.aliases)}
    for name in (merged.label, *(alias for place in dropped for alias in rules[place].aliases), former_slug):
        if name and (edition.key_of(name) != into.key or slugify(name) not in led) and name not in aliases:
            aliases.append(name)
    return Joining(
        lang=edition.lang,
        label=into.label,
        aliases=tuple(aliases),
        rule=kept[0] if kept else None,
        dropped=dropped,
        released=tuple(_refusals(edition, merged, into)),
    )


def _places_of_rules(edition: EditionDesk, tag: Tag) -> tuple[int, ...]:
    """Give the places of the rules for a tag; the first one counts."""
    rules = enumerate(edition.vocabulary.rules)
    return tuple(place for place, rule in rules if edition.key_of(rule.label) == tag.key)


def _refusals(edition: EditionDesk, one: Tag, other: Tag) -> Iterator[int]:
    """Give the places in `apart` that tell two tags apart."""
    for place, pair in enumerate(edition.vocabulary.apart):
        if {edition.key_of(name) for name in pair} == {one.key, other.key}:
            yield place


def _former_slug(desk: Desk, edition: EditionDesk, merged: Tag) -> str:
    """Give the address of the page of a tag when it is not made from its label, so that it can lead on."""
    threshold = desk.config.tags.page_threshold
    paged = [tag for tag in edition.tags.values() if not tag.hidden and len(tag.articles) >= threshold]
    slug = tag_slugs(paged).get(merged.key, "")
    return "" if slug == slugify(merged.label) else slug


def _file(desk: Desk) -> Path:
    return desk.folders.content / "tags.toml"


def _shown(desk: Desk) -> str:
    return f"{desk.folders.shown_content}/tags.toml"


def _read(desk: Desk) -> str:
    """Give the text of the file, which the configuration has found to be valid; nothing when there is none."""
    file = _file(desk)
    return read_ordinary(file).decode() if file.exists() else ""


def _write(desk: Desk, text: str) -> None:
    """Put a new text in place of the file in one step; a link stays one."""
    file = _file(desk).resolve()
    new = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        new.write_bytes(text.encode())
        if file.exists():
            shutil.copymode(file, new)
        new.replace(file)
    except OSError as error:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        cure = "Make the file and its folder writable."
        raise DigestError(f"{_shown(desk)}: cannot be written ({error.strerror})\n    {cure}") from error
