"""`site.toml` and `tags.toml` are read [I/O]; every defect of both is told in one go."""

from __future__ import annotations

import dataclasses
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from generator.config import (
    CardSettings,
    EditionSettings,
    ImageSettings,
    Limits,
    ListSettings,
    SearchSettings,
    SiteConfig,
    TagRule,
    TagSettings,
    Vocabulary,
)
from generator.errors import Location, Problem, UsageError
from generator.slugs import is_reserved, slugify
from generator.toml_tables import Finder, from_table, read_toml, typed

ADDRESS = re.compile(r"(?:[A-Za-z0-9._~:/@!$&'()*+,;=\[\]-]|%[0-9A-Fa-f]{2})+")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
TABLES: Mapping[str, type[Any]] = MappingProxyType(
    {
        "tags": TagSettings,
        "lists": ListSettings,
        "limits": Limits,
        "search": SearchSettings,
        "images": ImageSettings,
        "social_cards": CardSettings,
    }
)
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
LARGEST = 2**31 - 1
"""Of every limit: more bytes, pixels or seconds no machine has, and no timer takes."""
WIDEST = 8192
"""Pixels: what is wider fills no screen, and WebP ends at 16383 (RFC 6386)."""


def load_config(site_file: Path | None, tags_file: Path | None, base_url: str | None = None) -> SiteConfig:
    """Read the configuration, or stand on the defaults where a file is not there.

    Args:
        site_file: `site.toml`, or None for the defaults.
        tags_file: `content/tags.toml`, or None; it need not exist.
        base_url: Address that beats the one in the file.

    Raises:
        UsageError: with every defect of both files.
    """
    problems: list[Problem] = []
    table, find = read_toml(site_file, problems)
    config = _site_config(table, find, problems)
    if base_url is not None:
        problem = _check_base_url(base_url, Location("--base-url"))
        problems += [problem] if problem else []
        config = dataclasses.replace(config, base_url=base_url)
    words, find = read_toml(tags_file if tags_file and os.path.lexists(tags_file) else None, problems)
    vocabularies = {lang: _vocabulary(lang, entry, config, find, problems) for lang, entry in words.items()}
    if problems:
        raise UsageError("the configuration has defects", problems)
    slashed = config.base_url if config.base_url.endswith("/") else config.base_url + "/"
    return dataclasses.replace(config, base_url=slashed, vocabularies=MappingProxyType(vocabularies))


def _site_config(table: dict[str, Any], find: Finder, problems: list[Problem]) -> SiteConfig:
    """Turn the table of `site.toml` into a SiteConfig; defects are added to `problems`."""
    inner = {name: from_table(cls, table.pop(name, {}), (name,), find, problems) for name, cls in TABLES.items()}
    editions = table.pop("editions", {})
    if not isinstance(editions, dict):
        problems.append(
            Problem(find("editions"), "`editions` is not a table", "Write `[editions.en]` and its keys below.")
        )
        editions = {}
    per_language = {k: from_table(EditionSettings, v, ("editions", k), find, problems) for k, v in editions.items()}
    table.pop("vocabularies", None)
    flat = from_table(SiteConfig, table, (), find, problems)
    config = dataclasses.replace(flat, **inner, editions=MappingProxyType(per_language))
    problems.extend(_check(config, find))
    return config


def _check(config: SiteConfig, find: Finder) -> Iterator[Problem]:
    """Check what types alone do not say."""
    if not config.title.strip():
        yield Problem(find("title"), "`title` is empty", "Name the publication.")
    yield from _check_languages(config, find)
    try:
        ZoneInfo(config.timezone)
    except (OSError, ValueError, KeyError):
        yield Problem(
            find("timezone"), f'"{config.timezone}" is not a time zone', "Use an IANA name such as Europe/Paris."
        )
    if problem := _check_base_url(config.base_url, find("base_url")):
        yield problem
    if problem := _check_default_section(config, find("default_section")):
        yield problem
    for name in Limits.__slots__:
        least = 0 if name == "tags_per_article" else 1
        if not least <= getattr(config.limits, name) <= LARGEST:
            cure = f"Give a whole number from {least} to {LARGEST}."
            yield Problem(find("limits", name), f"`{name}` is {getattr(config.limits, name)}", cure)
    for name, least in (("page_size", 1), ("feed_size", 1), ("related", 0)):
        if getattr(config.lists, name) < least:
            yield Problem(find("lists", name), f"`{name}` is below {least}", f"Give a whole number from {least}.")
    yield from _check_pictures(config, find)


def _check_pictures(config: SiteConfig, find: Finder) -> Iterator[Problem]:
    """Check sizes, quality and colours of what is drawn."""
    if not config.images.widths or not all(16 <= width <= WIDEST for width in config.images.widths):
        cure = f"Give whole numbers from 16 to {WIDEST}, such as [400, 800, 1600]."
        yield Problem(find("images", "widths"), f"`widths` is no list of widths: {list(config.images.widths)}", cure)
    if not 1 <= config.images.quality <= 100:
        yield Problem(
            find("images", "quality"), f"`quality` is {config.images.quality}", "Give a whole number from 1 to 100."
        )
    for name in ("paper", "ink", "accent"):
        if not COLOUR.fullmatch(colour := getattr(config.social_cards, name)):
            yield Problem(
                find("social_cards", name),
                f'`{name}` is no colour: "{colour}"',
                "Write it as #rrggbb, such as #8f1d22.",
            )


def _check_languages(config: SiteConfig, find: Finder) -> Iterator[Problem]:
    """Check the names of the editions."""
    if not config.languages or len(set(config.languages)) < len(config.languages):
        yield Problem(find("languages"), "`languages` is empty or names one twice", 'Write it as ["fr", "en"].')
    for lang in config.languages:
        if not LANGUAGE_TAG.fullmatch(lang):
            yield Problem(
                find("languages"), f'"{lang}" is not a language', "Use lower-case BCP 47 tags such as fr, en or pt-br."
            )
    for lang in config.editions.keys() - set(config.languages):
        yield Problem(
            find("editions", lang), f'"{lang}" is not among `languages`', "Add it there, or remove its table."
        )


def _check_default_section(config: SiteConfig, location: Location) -> Problem | None:
    """Check that articles without a section get an address that nothing else has."""
    section = slugify(config.default_section)
    if section and not is_reserved(section) and section not in config.languages[1:]:
        return None
    return Problem(
        location,
        f'`default_section` is no name that a section may have: "{config.default_section}"',
        "Choose another word, such as news.",
    )


def _check_base_url(url: str, location: Location) -> Problem | None:
    """Check that an address is absolute, http(s), percent-encoded, and has no user, query or fragment."""
    cure = "Write it as https://user.github.io/project/."
    try:
        parts = urlsplit(url)
        is_host = bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        parts, is_host = urlsplit(""), False
    is_path = not {".", ".."}.intersection(unquote(parts.path).split("/"))
    if parts.scheme in {"http", "https"} and is_host and is_path and ADDRESS.fullmatch(url):
        return None
    if is_host and not url.isascii():
        cure = "Write it in ASCII: a name such as xn--mnchen-3ya.de, and other letters percent-encoded."
    return Problem(location, f'`base_url` is not a web address: "{url}"', cure)


def _vocabulary(lang: str, entry: Any, config: SiteConfig, find: Finder, problems: list[Problem]) -> Vocabulary:
    """Read what `tags.toml` says for one language."""
    if lang in config.languages and not isinstance(entry, dict):
        problems.append(Problem(find(lang), f"`{lang}` is not a table", f"Write `[{lang}]` or `[[{lang}.tag]]`."))
        return Vocabulary()
    if lang not in config.languages:
        cure = f"Write `[[{config.languages[0]}.tag]]` for a tag of the {config.languages[0]} edition."
        problems.append(Problem(find(lang), f'"{lang}" is not a language of the site', cure))
        return Vocabulary()
    rules = entry.pop("tag", [])
    never = typed(entry.pop("never", []), "tuple[str, ...]")
    apart = _apart(entry.pop("apart", []), partial(find, lang, "apart"), problems)
    cure = f"Use `never`, `apart` or `[[{lang}.tag]]`."
    problems += [Problem(find(lang, key), f"`{key}` is not known here", cure) for key in entry]
    if never is None or not isinstance(rules, list):
        problems.append(
            Problem(
                find(lang, "never" if never is None else "tag"),
                "`never` is a list of words, `tag` a list of tables",
                "See docs/content.md.",
            )
        )
        return Vocabulary()
    read = [_tag_rule(lang, rule, partial(find, lang, "tag", number), problems) for number, rule in enumerate(rules)]
    problems += _contradictions(read, partial(find, lang, "tag"))
    return Vocabulary(tuple(filter(None, read)), never, apart)


def _contradictions(rules: Sequence[TagRule | None], find: Finder) -> Iterator[Problem]:
    """Find words to which two rules give a meaning: one of the two would not count, and nobody would know."""
    numbered = [(number, rule) for number, rule in enumerate(rules) if rule]
    owners: dict[str, TagRule] = {}
    for number, rule in numbered:
        if owners.setdefault(_folded(rule.label), rule) is not rule:
            yield Problem(find(number, "label"), f'"{rule.label}" has a rule already', "Make one rule of the two.")
    for number, rule in numbered:
        for place, alias in enumerate(rule.aliases):
            owner = owners.setdefault(_folded(alias), rule)
            if _folded(owner.label) != _folded(rule.label):
                message = f'"{alias}" is an alias of "{rule.label}", and means "{owner.label}" already'
                yield Problem(find(number, "aliases", place), message, "Keep it in one of the two rules.")


def _folded(word: str) -> str:
    return " ".join(word.casefold().split())


def _apart(pairs: Any, find: Finder, problems: list[Problem]) -> tuple[tuple[str, str], ...]:
    """Read the pairs of tags that the editor keeps apart."""
    cure = 'Write it as [["Iran", "Irak"]]: two tags in each inner list.'
    if not isinstance(pairs, list):
        problems.append(Problem(find(), "`apart` is not a list of pairs", cure))
        return ()
    wrong = [(number, pair) for number, pair in enumerate(pairs) if not _is_pair(pair)]
    for number, pair in wrong:
        shown = json.dumps(pair, ensure_ascii=False, default=str)
        problems.append(Problem(find(number), f"`apart` holds what is no pair of tags: {shown}", cure))
    return () if wrong else tuple((one, other) for one, other in pairs)


def _is_pair(value: Any) -> bool:
    """Tell whether a value is a list of two different words."""
    words = typed(value, "tuple[str, ...]") or ()
    return len(set(words)) == len(words) == 2 and all(word.strip() for word in words)


def _tag_rule(lang: str, rule: Any, find: Finder, problems: list[Problem]) -> TagRule | None:
    """Read one `[[LANG.tag]]`."""
    translations = rule.pop("translations", {}) if isinstance(rule, dict) else {}
    if not isinstance(rule, dict) or not isinstance(rule.get("label"), str) or not rule["label"].strip():
        problems.append(Problem(find("label"), "a tag has no `label`", f'Write `label = "…"` below `[[{lang}.tag]]`.'))
        return None
    if not isinstance(translations, dict) or not all(isinstance(v, str) for v in translations.values()):
        problems.append(
            Problem(find("translations"), "`translations` is not a table of labels", 'Write it as { en = "NATO" }.')
        )
        translations = {}
    read = from_table(TagRule, rule, (), find, problems, TagRule(""))
    return dataclasses.replace(read, translations=MappingProxyType(translations))
