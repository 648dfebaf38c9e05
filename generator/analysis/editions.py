"""Editions remembered whole: what was understood of one language, when nothing on which it stands has changed.

An edit touches one language, and a change of templates none. What is recalled is not worked out at all; whatever
changed in an edition, all of it is worked out again, and from remembered readings.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from typing import Any

from generator.analysis.rows import story_of, story_row, tag_of, tag_row
from generator.config import AnalysisConfig, Vocabulary
from generator.memory import Memory, memory_key
from generator.model import Article, ArticleAnalysis, Related, Story, Tag

VERSION = "analysis.edition/1"
LIBRARIES = ("numpy", "pystemmer", "segtok", "yake")
KEY_LENGTH = len(memory_key(VERSION))


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of the articles of one language.

    Attributes:
        articles: By id; their links lead to each other.
        tags: By key.
        stories: By the date of their first article.
    """

    articles: Mapping[str, ArticleAnalysis]
    tags: Mapping[str, Tag]
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class WatchedMemory:
    """A memory that notes which answers it gave and kept: on these an edition stands.

    Attributes:
        memory: Where answers are kept.
        keys: Of the answers, in the order in which they were given or kept.
    """

    memory: Memory
    keys: dict[str, None] = field(default_factory=dict)

    def recall(self, key: str) -> bytes | None:
        """Give the answer kept under a key, or None."""
        answer = self.memory.recall(key)
        if answer is not None:
            self.keys[key] = None
        return answer

    def keep(self, key: str, answer: bytes) -> None:
        """Keep an answer."""
        self.keys[key] = None
        self.memory.keep(key, answer)

    def use(self, keys: Iterable[str]) -> None:
        """Keep answers from being forgotten."""
        self.memory.use(keys)


def edition_key(edition: Sequence[Article], config: AnalysisConfig) -> str:
    """Name all that the analysis of one language depends on.

    Args:
        edition: The articles of the language, at least one, by id.
        config: The analysis part of the configuration.
    """
    lang = edition[0].lang
    settings = repr((config.tags, config.related, config.vocabularies.get(lang, Vocabulary())))
    return memory_key(VERSION, ground(), lang, settings, *(part for a in edition for part in _parts(a)))


def _parts(article: Article) -> Iterator[str | bytes]:
    """Give all of an article that the analysis looks at; what is short at one go, as each part costs by itself."""
    words = article.id, article.title, article.summary, article.date.isoformat(), article.section, article.slug
    named = article.declared_tags, article.related, article.not_related
    yield repr((words, article.translation_key, article.story, named))
    yield article.plain.mark
    yield article.opening.mark


@lru_cache(maxsize=1)
def ground() -> str:
    """Name the code and the tables of the analysis, and the libraries that it asks: another one, other answers."""
    package = resources.files("generator")
    folders = [package.joinpath("analysis"), package.joinpath("analysis", "tables")]
    files = [file for folder in folders for file in folder.iterdir() if file.is_file()]
    files += [package.joinpath(name) for name in ("handles.py", "slugs.py", "titles.py", "model.py")]
    code = [part for file in sorted(files, key=lambda f: f.name) for part in (file.name, file.read_bytes())]
    return memory_key("ground/1", *code, *(f"{name} {version(name)}" for name in LIBRARIES), sys.version)


def recalled(key: str, memory: Memory) -> Understood | None:
    """Remember an edition, and with it the readings on which it stands: the next edit asks for them."""
    answer = memory.recall(key)
    found = None if answer is None else decode(answer)
    if found is None:
        return None
    understood, keys = found
    memory.use(keys)
    return understood


def encode(understood: Understood, keys: Iterable[str]) -> bytes:
    """Write an edition as bytes, with the keys of the answers on which it stands."""
    places = {id_: place for place, id_ in enumerate(understood.articles)}
    articles = {
        id_: [
            a.tags,
            [[places[link.id], link.similarity, link.shared_terms] for link in a.related],
            a.summary,
        ]
        for id_, a in understood.articles.items()
    }
    tags = [tag_row(tag) for tag in understood.tags.values()]
    stories = [story_row(story) for story in understood.stories]
    answer = [articles, tags, stories, "".join(keys)]
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode(answer: bytes) -> tuple[Understood, Sequence[str]] | None:
    """Read an edition, and the keys of the answers on which it stands; bytes that are damaged are none."""
    try:
        articles, tags, stories, keys = json.loads(answer.decode("utf-8", "surrogatepass"))
        ids = list(articles)
        understood = Understood(
            {id_: _article(ids, *row) for id_, row in articles.items()},
            {row[0]: tag_of(row) for row in tags},
            tuple(map(story_of, stories)),
        )
        return understood, [keys[at : at + KEY_LENGTH] for at in range(0, len(keys), KEY_LENGTH)]
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def _article(ids: Sequence[str], tags: Any, related: Any, summary: str) -> ArticleAnalysis:
    return ArticleAnalysis(
        tags=tuple(tags),
        related=tuple(Related(ids[place], similarity, tuple(terms)) for place, similarity, terms in related),
        summary=summary,
    )
