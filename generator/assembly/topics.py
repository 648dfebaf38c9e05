"""Tags as readers meet them: an address for each that has enough articles, and which of them stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest, nsmallest
from itertools import chain

from generator.assembly.permalinks import Permalinks
from generator.config import TagRule
from generator.model import Article, ArticleAnalysis, Tag
from generator.slugs import DEVICES, short_hash, slugify
from generator.views import Link, TagView


@dataclass(frozen=True, slots=True)
class Topics:
    """The tags of one edition that are shown.

    Attributes:
        tags: By key; hidden ones are not among them.
        views: The same as templates see them.
        slugs: Last part of the address, of those that have a page.
        by_article: Keys of the shown tags of each article, in the order of the article.
        ranks: Place of each key in the order of the labels.
    """

    tags: Mapping[str, Tag]
    views: Mapping[str, TagView]
    slugs: Mapping[str, str]
    by_article: Mapping[str, tuple[str, ...]]
    ranks: Mapping[str, int]
    _shown: dict[str, tuple[Link, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def of(self, article_id: str) -> tuple[Link, ...]:
        """Give the tags of an article."""
        if article_id not in self._shown:
            views = [self.views[key] for key in self.by_article[article_id]]
            self._shown[article_id] = tuple([Link(view.label, view.url) for view in views])
        return self._shown[article_id]

    def borne(self, article_ids: Iterable[str]) -> Counter[str]:
        """Count the keys of the tags that some articles bear."""
        return Counter(chain.from_iterable(map(self.by_article.__getitem__, article_ids)))

    def common(self, article_ids: Iterable[str], count: int, without: str = "") -> tuple[TagView, ...]:
        """Give the tags with a page that most of some articles bear; `count` in them is that of these articles."""
        borne = self.borne(article_ids)
        keys = [key for key in borne if key in self.slugs and key != without]
        # Most tags are borne once: only those that can be among the best are put in order.
        least = min(nlargest(count, map(borne.__getitem__, keys)), default=0)
        keys = [key for key in keys if borne[key] >= least]
        best = nsmallest(count, keys, key=lambda key: (-borne[key], -self.views[key].count, self.ranks[key]))
        return tuple(TagView(self.views[key].label, self.views[key].url, borne[key]) for key in best)

    def paged(self) -> tuple[str, ...]:
        """Give the keys of the tags that have a page, by label."""
        return tuple(sorted(self.slugs, key=self.ranks.__getitem__))


def topics_of(
    lang: str,
    articles: Sequence[Article],
    understood: Mapping[str, ArticleAnalysis],
    tags: Mapping[tuple[str, str], Tag],
    permalinks: Permalinks,
    threshold: int,
) -> Topics:
    """Give the shown tags of an edition.

    Args:
        lang: Language of the edition.
        articles: Its articles.
        understood: What was understood of them.
        tags: Tags of all editions.
        permalinks: Makes addresses.
        threshold: Articles that a tag needs to have a page.
    """
    shown = {key: tag for (of, key), tag in tags.items() if of == lang and not tag.hidden}
    slugs = tag_slugs([tag for tag in shown.values() if len(tag.articles) >= threshold])
    views = {
        key: TagView(
            tag.label, permalinks.page(lang, "tags", slugs[key]).url if key in slugs else "", len(tag.articles)
        )
        for key, tag in shown.items()
    }
    by_article = {a.id: tuple(key for key in understood[a.id].tags if key in shown) for a in articles}
    order = sorted(shown, key=lambda key: (slugify(shown[key].label), key))
    return Topics(shown, views, slugs, by_article, {key: rank for rank, key in enumerate(order)})


def tag_slugs(tags: Sequence[Tag]) -> Mapping[str, str]:
    """Give each tag the last part of its address, by key.

    The editor's slug, else one made from the label; names that Windows keeps for devices get a prefix. Of several
    tags with one slug, the one with most articles keeps it, the others add four digits of their key's hash.
    """
    taken: set[str] = set()
    slugs: dict[str, str] = {}
    for tag in sorted(tags, key=lambda tag: (not tag.slug, -len(tag.articles), tag.key)):
        wanted = slugify(tag.slug) or slugify(tag.label) or short_hash(tag.key)
        if wanted in DEVICES or wanted == "page":
            wanted = f"tag-{wanted}"
        slug = f"{wanted}-{short_hash(tag.key, 4)}" if wanted in taken else wanted
        taken.add(slug)
        slugs[tag.key] = slug
    return slugs


def page_keys(
    languages: Sequence[str], topics: Mapping[str, Topics], rules: Mapping[str, Sequence[TagRule]]
) -> Mapping[tuple[str, str], str]:
    """Give tag pages of several editions that the editor called translations of each other one key.

    Returns:
        The key of the page by (language, key of the tag), for every tag that has a page.
    """
    labels = {
        lang: {slugify(name): key for key in topics[lang].slugs for name in _names(topics[lang].tags[key])}
        for lang in languages
    }
    keys = {(lang, key): f"tag:{lang}:{key}" for lang in languages for key in topics[lang].slugs}
    for lang in languages:
        for rule in rules.get(lang, ()):
            own = labels[lang].get(slugify(rule.label))
            for other, label in rule.translations.items():
                theirs = labels.get(other, {}).get(slugify(label))
                if own is not None and theirs is not None:
                    _join(keys, (lang, own), (other, theirs))
    return keys


def _join(keys: dict[tuple[str, str], str], one: tuple[str, str], other: tuple[str, str]) -> None:
    """Give all translations of two tags one key, unless two of one language would share it."""
    members = [tag for tag, key in keys.items() if key in {keys[one], keys[other]}]
    if len({lang for lang, _key in members}) == len(members):
        keys |= dict.fromkeys(members, keys[one])


def _names(tag: Tag) -> tuple[str, ...]:
    """Give all names of a tag, its label last, so that it wins."""
    return (*tag.aliases, *tag.spellings, tag.label)
