"""Automatic tags of whole sites against those that people gave the same articles, which are hidden from the build.

    python -m benchmarks.tags SITE.jsonl ...

Each file is a site: its articles go through the content and analysis stages as in a build. Beside our tags stand two
plain ways to choose tags for the same articles: the five-line rule of `rule_tags`, and the first eight phrases of YAKE.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks.scores import Gold, Readings, f1, form, forms, read_gold
from generator.analysis.candidates import Candidate
from generator.analysis.corpus import analyse
from generator.analysis.keywords import Ranked, Rarities, Text, document_frequencies, rank, read_articles
from generator.analysis.mentions import is_nested
from generator.analysis.text import fold
from generator.config import SiteConfig
from generator.content.articles import parse_content
from generator.memory import Memory, NoMemory
from generator.model import Article, Source

Tags = Mapping[str, Sequence[str]]
"""Labels by id of the article."""
YAKE_TAGS = 8
ENOUGH = 3
RULE_TOP, RULE_ARTICLES, RULE_SHARE, RULE_MOST, RULE_ROUNDS = 30, 3, 0.6, 6, 4


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the tags of a site are; shares and F1 in per cent.

    Attributes:
        f1: Mean over articles against the tags of people.
        distinct: Different tags.
        once: Share of tags that only one article has.
        duplicates: Tags of one form with another but for accents.
        nested: Articles with a tag that is part of another.
        enough: Share of articles with three tags or more.
    """

    f1: float
    distinct: int
    once: float
    duplicates: int
    nested: int
    enough: float


def articles_of(site: Sequence[Gold]) -> tuple[Article, ...]:
    """Read the articles of a site as the build would, without the tags of people; ids are those of `site`."""
    sources = [
        Source(f"news/{number:06}.md", f"{number:06}.md", _file(item).encode()) for number, item in enumerate(site)
    ]
    config = SiteConfig(languages=tuple(sorted({item.lang for item in site})))
    return parse_content(sources, config.content, NoMemory())[0].articles


def _file(item: Gold) -> str:
    head = {"title": item.title, "date": item.date.isoformat(), "lang": item.lang}
    return f"{json.dumps(head)}\n\n{item.text}\n"


def our_tags(articles: Sequence[Article], memory: Memory) -> Tags:
    """Tag articles as the build does."""
    analysis = analyse(articles, SiteConfig().analysis, memory)
    return {a.id: [analysis.tags[a.lang, key].label for key in analysis.articles[a.id].tags] for a in articles}


def rule_tags(articles: Sequence[Article], memory: Memory) -> Tags:
    """Tag articles by a plain rule, on the keywords that we find.

    1. Phrases of one key are one tag.
    2. The vocabulary are the keys among the best 30 keywords of three articles or more, in 60 % at the most.
    3. An article may bear what is among its own best 30, in its title, or occurs twice.
    4. Rank by (1 + ln count) * sqrt(support / document frequency) * (1 + share capitalised); none nested, six at most.
    5. Drop tags of fewer than three articles and assign again, up to four rounds.
    """
    readings = read_articles([Text(a.lang, a.title, a.plain) for a in articles], memory)
    frequencies = document_frequencies(readings)
    rarities = Rarities(frequencies, len(articles))
    ranked = [rank(reading, rarities, most=RULE_TOP) for reading in readings]
    support = Counter(item.key for best in ranked for item in best)
    most = RULE_SHARE * len(articles)
    allowed = {key for key, count in support.items() if count >= RULE_ARTICLES and frequencies[key] <= most}

    def merit(c: Candidate) -> float:
        return (1 + math.log(c.count)) * math.sqrt(support[c.key] / frequencies[c.key]) * (1 + c.capital)

    bearable = [
        [
            Ranked(c.key, c.phrase, round(merit(c), 9))
            for c in reading.candidates
            if c.key in support and (c.in_title or c.count >= 2 or c.key in {item.key for item in best})
        ]
        for reading, best in zip(readings, ranked, strict=True)
    ]
    for _ in range(RULE_ROUNDS):
        chosen = [_best([item for item in items if item.key in allowed]) for items in bearable]
        borne = Counter(item.key for items in chosen for item in items)
        allowed = {key for key in allowed if borne[key] >= RULE_ARTICLES}
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for item in (item for items in chosen for item in items):
        spellings[item.key][item.phrase] += 1
    return {
        article.id: [
            min(spellings[key], key=lambda s: (-spellings[key][s], s))
            for key in (item.key for item in items)
            if key in allowed
        ]
        for article, items in zip(articles, chosen, strict=True)
    }


def _best(items: Sequence[Ranked]) -> list[Ranked]:
    """Choose the best of an article, none nested in another."""
    chosen: list[Ranked] = []
    for item in sorted(items, key=lambda item: (-item.score, item.key)):
        if len(chosen) < RULE_MOST and not any(is_nested(item.key, c.key) for c in chosen):
            chosen.append(item)
    return chosen


def yake_tags(articles: Sequence[Article], _memory: Memory) -> Tags:
    """Take the first phrases that YAKE finds, as it comes."""
    import yake  # noqa: PLC0415 - numpy and networkx come with it

    return {
        a.id: [
            phrase
            for phrase, _ in yake.KeywordExtractor(lan=a.lang, n=3, top=YAKE_TAGS).extract_keywords(
                f"{a.title}. {a.prose}"
            )
        ]
        for a in articles
    }


def quality(tags: Tags, site: Sequence[Gold], articles: Sequence[Article]) -> Quality:
    """Measure tags; `articles` are those of the site, in its order."""
    lang = {article.id: article.lang for article in articles}
    found = {id_: forms(labels, lang[id_]) for id_, labels in tags.items()}
    told = [(item, article) for item, article in zip(site, articles, strict=True) if item.phrases]
    borne = Counter((lang[id_], label) for id_, labels in tags.items() for label in labels)
    keys = Counter((language, fold(form(label, language))) for language, label in borne)
    return Quality(
        f1=100 * sum(f1(found[a.id], forms(i.phrases, i.lang), len(found[a.id])) for i, a in told) / max(1, len(told)),
        distinct=len(borne),
        once=100 * sum(count == 1 for count in borne.values()) / max(1, len(borne)),
        duplicates=sum(count for count in keys.values() if count > 1),
        nested=sum(any(is_nested(*pair) for pair in combinations(keys, 2)) for keys in found.values()),
        enough=100 * sum(len(labels) >= ENOUGH for labels in tags.values()) / len(articles),
    )


WAYS: Mapping[str, Callable[[Sequence[Article], Memory], Tags]] = {
    "YAKE's first 8": yake_tags,
    "the plain rule": rule_tags,
    "ours": our_tags,
}


def main() -> None:
    """Measure every way on every site and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", type=Path, help="JSON lines, a file for each site")
    given = parser.parse_args()
    print("| site | tags | distinct | used once | same key | nested | F1 | 3 or more |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    memory = Readings()
    for file in given.sites:
        site = read_gold(file)
        articles = articles_of(site)
        for name, way in WAYS.items():
            q = quality(way(articles, memory), site, articles)
            print(
                f"| {file.stem} | {name} | {q.distinct} | {q.once:.1f} % | {q.duplicates} | {q.nested} "
                f"| {q.f1:.2f} | {q.enough:.1f} % |"
            )


if __name__ == "__main__":
    main()
