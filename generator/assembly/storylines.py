"""Stories as readers meet them: a name and an address for each, which do not move when articles are added.

The address is the editor's name for the story, else the slug of its first article, which later ones leave as it is.
When the editor names a story that has been published without, its former address leads to the new one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import Article, Story
from generator.slugs import DEVICES, short_hash, slugify


@dataclass(frozen=True, slots=True)
class Storyline:
    """A story of one edition.

    Attributes:
        story: What was understood of it.
        title: Its name.
        slug: Last part of its address.
        former: Last parts of the addresses that it would have without the editor's name.
        articles: Its articles, oldest first.
    """

    story: Story
    title: str
    slug: str
    former: tuple[str, ...]
    articles: tuple[Article, ...]


def storylines_of(lang: str, articles: Sequence[Article], stories: Sequence[Story]) -> tuple[Storyline, ...]:
    """Give the stories of an edition, the one with the newest article first.

    Of several that want one address the oldest keeps it, the others add four digits of a hash.
    """
    by_id = {article.id: article for article in articles}
    own = [story for story in stories if story.lang == lang]
    slugs: dict[str, Story] = {}
    for story in sorted(own, key=lambda story: (by_id[story.articles[0]].date, story.articles[0])):
        wanted = _slug(story, by_id)
        mark = short_hash(story.name or story.articles[0], 4)
        slugs[f"{wanted}-{mark}" if wanted in slugs else wanted] = story
    made = [
        Storyline(story, _title(story), slug, _former(story, by_id, slugs), tuple(by_id[id_] for id_ in story.articles))
        for slug, story in slugs.items()
    ]
    return tuple(sorted(made, key=lambda line: (-line.articles[-1].date.timestamp(), line.slug)))


def _slug(story: Story, articles: Mapping[str, Article]) -> str:
    slug = slugify(story.name) or articles[story.articles[0]].slug
    return f"story-{slug}" if slug in DEVICES or slug == "page" else slug


def _former(story: Story, articles: Mapping[str, Article], taken: Mapping[str, Story]) -> tuple[str, ...]:
    """Give the addresses of the stories that would begin with its articles, where nothing else stands."""
    return tuple(slug for slug in (articles[id_].slug for id_ in story.starts) if slug not in taken)


def _title(story: Story) -> str:
    r"""Name a story: by the editor's word, else by its terms, with the colon of its language.

    >>> _title(Story(lang="fr", articles=("a.md",), terms=("présidentielle", "Macron")))
    'Présidentielle\xa0: Macron'
    """
    if story.name:
        return story.name
    colon = "\N{NO-BREAK SPACE}: " if story.lang.partition("-")[0] == "fr" else ": "
    name = colon.join(story.terms)
    return name[:1].upper() + name[1:]
