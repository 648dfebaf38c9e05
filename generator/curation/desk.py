"""The editor's desk: the tags of every edition with all on which they rest, and what the editor may call them."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from generator.analysis.authority import plain_key
from generator.analysis.corpus import find_article, read_edition
from generator.analysis.reasons import is_known
from generator.analysis.tags import Deliberation, deliberate, tagging_of
from generator.analysis.text import fold
from generator.build import checked
from generator.config import SiteConfig, Vocabulary
from generator.errors import UsageError
from generator.loading import load_content
from generator.model import Article, Tag
from generator.orders import Folders, Order
from generator.publish.cache import open_cache
from generator.slugs import slugify


@dataclass(frozen=True, slots=True)
class EditionDesk:
    """The tags of one edition.

    Attributes:
        lang: Its language.
        vocabulary: The editor's words.
        articles: Its articles.
        found: All on which the choice of tags rests.
        tags: By key.
    """

    lang: str
    vocabulary: Vocabulary
    articles: tuple[Article, ...]
    found: Deliberation
    tags: Mapping[str, Tag]

    def key_of(self, name: str) -> str:
        """Give the key of a tag or of any phrase, aliases resolved."""
        return self.found.authority.resolve(plain_key(name, self.lang))

    def tag_of(self, name: str) -> Tag | None:
        """Find a tag by a spelling, an alias or the last part of its address."""
        slug = slugify(name)
        by_slug = (tag for tag in self.tags.values() if slug and slug in {slugify(tag.slug), slugify(tag.label)})
        return self.tags.get(self.key_of(name)) or next(by_slug, None)


@dataclass(frozen=True, slots=True)
class Desk:
    """All editions that have articles, in the order of `languages`.

    Attributes:
        config: The configuration.
        folders: Where things are.
        editions: The editions.
    """

    config: SiteConfig
    folders: Folders
    editions: tuple[EditionDesk, ...]

    def chosen(self, lang: str | None) -> tuple[EditionDesk, ...]:
        """Give the edition that is asked for, or all.

        Raises:
            UsageError: there is no such edition.
        """
        if lang is None:
            return self.editions
        found = tuple(edition for edition in self.editions if edition.lang == lang)
        if not found:
            languages = ", ".join(edition.lang for edition in self.editions) or "none"
            raise UsageError(f'--lang: no edition in "{lang}" has articles\n    Editions with articles: {languages}.')
        return found

    def two_tags(self, one: str, other: str, lang: str | None) -> tuple[EditionDesk, Tag, Tag]:
        """Find two tags of one edition.

        Raises:
            UsageError: no edition has both, or more than one has.
        """
        editions = self.chosen(lang)
        pairs = [(edition, edition.tag_of(one), edition.tag_of(other)) for edition in editions]
        both = [(edition, a, b) for edition, a, b in pairs if a and b]
        if not both:
            for name, places in ((one, [a for _, a, _ in pairs if a]), (other, [b for _, _, b in pairs if b])):
                if not places:
                    raise _unknown("tag", name, _labels(editions))
            cure = "Only tags of one edition can be one; for another language write `translations` in tags.toml."
            raise UsageError(f"no edition has both “{one}” and “{other}”\n    {cure}")
        _check_is_one([edition for edition, _, _ in both], f"“{one}” and “{other}”")
        return both[0]

    def phrase_on_article(self, phrase: str, name: str, lang: str | None) -> tuple[EditionDesk, str, Article]:
        """Find the key of a tag, or of a phrase that is none, and an article of the same edition.

        Args:
            phrase: A tag as its edition may call it, or what some article says.
            name: Path, file name, slug or title of the article, as `related:` accepts them.
            lang: Of the edition, where more than one has both.

        Raises:
            UsageError: there is no such article, or no such phrase in its edition.
        """
        editions = self.chosen(lang)
        written = unicodedata.normalize("NFC", name).removeprefix(f"{self.folders.shown_content}/")
        on_article = [(edition, find_article(written, edition.articles)) for edition in editions]
        read = [(edition, article) for edition, article in on_article if article]
        if not read:
            articles = [article for edition in editions for article in edition.articles]
            raise _unknown("article", written, {handle: a.id for a in articles for handle in (a.id, a.slug, a.title)})
        known = [(edition, key, article) for edition, article in read if (key := _known_key(edition, phrase))]
        if not known:
            raise _unknown("tag", phrase, _labels(edition for edition, _ in read))
        _check_is_one([edition for edition, _, _ in known], f"“{phrase}” and “{written}”")
        return known[0]


@contextmanager
def open_desk(config: SiteConfig, folders: Folders, order: Order) -> Iterator[Desk]:
    """Read the articles and choose their tags, as a build would; their texts can be asked for until the desk is closed.

    Raises:
        ContentError: an article is at fault, so that the tags would not be those of the site.
    """
    with open_cache(folders.cache, order.notice, is_build=False) as memory:
        content, problems = load_content(config, folders, order, memory)
        checked(problems, strict=order.strict)
        order.progress("understanding", 0, 1)
        editions = []
        for lang in config.languages:
            articles = tuple(article for article in content.articles if article.lang == lang)
            if articles:
                vocabulary = config.vocabularies.get(lang, Vocabulary())
                found = deliberate(
                    read_edition(articles, lang, vocabulary, memory, order.workforce), lang, vocabulary, config.tags
                )
                editions.append(EditionDesk(lang, vocabulary, articles, found, tagging_of(found).tags))
        yield Desk(config, folders, tuple(editions))


def _known_key(edition: EditionDesk, phrase: str) -> str:
    """Give the key of what the edition knows by a name, else nothing."""
    key = edition.key_of(phrase)
    tag = edition.tag_of(phrase)
    return key if is_known(edition.found, key) else tag.key if tag else ""


def _check_is_one(editions: Sequence[EditionDesk], names: str) -> None:
    """Refuse what more than one edition has."""
    if len(editions) > 1:
        choices = " or ".join(f"`--lang {edition.lang}`" for edition in editions)
        raise UsageError(f"more than one edition has {names}\n    Say which one is meant with {choices}.")


def _labels(editions: Iterable[EditionDesk]) -> Mapping[str, str]:
    return {tag.label: tag.label for edition in editions for tag in edition.tags.values()}


def _unknown(kind: str, name: str, known: Mapping[str, str]) -> UsageError:
    """Make the error about a name that nothing has; its cure are the nearest ones.

    Args:
        kind: "tag" or "article".
        name: As written.
        known: What may be written, with what to offer for it.
    """
    by_fold = {fold(other).strip(): shown for other, shown in sorted(known.items(), reverse=True)}
    close = difflib.get_close_matches(fold(name).strip(), by_fold, 3)
    near = dict.fromkeys(by_fold[other] for other in close)
    cures = {
        "tag": "`digest tags report` lists the tags.",
        "article": "Name its path, file name, slug or title; a draft needs `--drafts`, one of tomorrow `--future`.",
    }
    cure = f"Did you mean {' or '.join(f'“{other}”' for other in near)}?" if near else cures[kind]
    return UsageError(f"there is no {kind} “{name}”\n    {cure}")
