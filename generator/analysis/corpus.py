"""The corpus as a whole: what is said over all articles of each language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import unquote

from generator.analysis.authority import plain_key
from generator.analysis.chronicle import chronicle
from generator.analysis.duplicates import Reprint, find_reprints, oldest_first, original_of
from generator.analysis.editions import Understood, WatchedMemory, edition_key, encode, recalled
from generator.analysis.imprints import Imprint, imprints_of
from generator.analysis.keywords import ReadingAhead
from generator.analysis.ranking import best_rows
from generator.analysis.related import Comparables, Profile, relate_profiles
from generator.analysis.surveys import READ, Item, Survey, make_survey, terms_of, texts_of
from generator.analysis.tags import Tagged, Tagging, assign_tags
from generator.analysis.vocabulary import keywords_considered
from generator.config import AnalysisConfig, Vocabulary
from generator.garbage import give_back
from generator.handles import Handles
from generator.memory import Memory
from generator.model import Analysis, Article, ArticleAnalysis
from generator.texts import KnownText
from generator.workforce import ALONE, Workforce


def analyse(
    articles: Sequence[Article], config: AnalysisConfig, memory: Memory, workforce: Workforce = ALONE
) -> Analysis:
    """Understand all articles of all editions.

    Args:
        articles: Valid articles in any order; their ids are distinct.
        config: The analysis part of the configuration.
        memory: Where readings of single articles are kept.
        workforce: Who reads them.
    """
    editions = {lang: _edition(articles, lang) for lang in sorted({article.lang for article in articles})}
    keys = {lang: edition_key(edition, config) for lang, edition in editions.items()}
    understood = {lang: known for lang, key in keys.items() if (known := recalled(key, memory)) is not None}
    new = [lang for lang in editions if lang not in understood]
    for lang, after in zip_longest(new, new[1:]):
        watched = WatchedMemory(memory)
        following = editions[after] if after else ()
        understood[lang] = _understand_edition(editions[lang], following, config, watched, workforce)
        memory.keep(keys[lang], encode(understood[lang], watched.keys))
        give_back()
    found = {id_: article for lang in editions for id_, article in understood[lang].articles.items()}
    tags = {(lang, key): tag for lang in editions for key, tag in understood[lang].tags.items()}
    return Analysis(found, tags, tuple(story for lang in editions for story in understood[lang].stories))


def _understand_edition(
    edition: Sequence[Article],
    following: Sequence[Article],
    config: AnalysisConfig,
    memory: WatchedMemory,
    workforce: Workforce,
) -> Understood:
    """Understand one language; of a large one there is no room for what a step needs beside what another needed.

    Args:
        edition: Its articles.
        following: Those of the language that comes next, if any; they are read while this process compares.
        config: The analysis part of the configuration.
        memory: Notes what the answer stands on.
        workforce: Who reads.
    """
    lang = edition[0].lang
    imprints = _imprints(edition, memory, workforce)
    survey = _read(edition, imprints, config.vocabularies.get(lang, Vocabulary()), memory, workforce)
    imprints = {id_: imprint.without_marks for id_, imprint in imprints.items()}
    give_back()
    ahead = _read_ahead(following, config, memory.memory, workforce) if following else None
    tagging = _tag(edition, survey, config, memory)
    handles = _handles(edition)
    refused = {a.id: frozenset(_resolve(a.not_related, handles)) for a in edition}
    never = config.vocabularies.get(lang, Vocabulary()).never
    stories = chronicle(edition, survey, refused, never, memory)
    comparables = [_comparables(edition, imprints, survey, tagging, handles, memory)]
    survey.concordance.lexicon.keep()
    del survey
    give_back()
    links = relate_profiles(comparables.pop(), config.related, memory)
    if ahead:
        ahead.finish()
    found = {
        article.id: ArticleAnalysis(
            tags=tagging.by_article[article.id],
            related=links[article.id],
            summary=article.summary or imprints[article.id].extract,
        )
        for article in edition
    }
    return Understood(found, tagging.tags, stories)


def _read_ahead(
    edition: Sequence[Article], config: AnalysisConfig, memory: Memory, workforce: Workforce
) -> ReadingAhead:
    """Begin to read the articles of an edition."""
    imprints = _imprints(edition, memory, workforce)
    vocabulary = config.vocabularies.get(edition[0].lang, Vocabulary())
    return ReadingAhead(texts_of(*_asked(edition, imprints, vocabulary), memory), memory, workforce)


def read_edition(
    articles: Sequence[Article], lang: str, vocabulary: Vocabulary, memory: Memory, workforce: Workforce = ALONE
) -> tuple[Tagged, ...]:
    """Read the articles of one language, as the choice of tags wants them; `analyse` does so on its way.

    Args:
        articles: Of all languages, in any order.
        lang: The one that is wanted.
        vocabulary: The editor's words in it.
        memory: Where readings of single articles are kept.
        workforce: Who reads them.
    """
    edition = _edition(articles, lang)
    survey = _read(edition, _imprints(edition, memory, workforce), vocabulary, memory, workforce)
    return _tagged(edition, survey, None)


def _imprints(edition: Sequence[Article], memory: Memory, workforce: Workforce) -> Mapping[str, Imprint]:
    """Give the imprint of each article by id."""
    made = imprints_of(edition, memory, workforce)
    return {article.id: imprint for article, imprint in zip(edition, made, strict=True)}


def _read(
    edition: Sequence[Article],
    imprints: Mapping[str, Imprint],
    vocabulary: Vocabulary,
    memory: Memory,
    workforce: Workforce,
) -> Survey:
    """Read the articles of an edition."""
    items, chosen = _asked(edition, imprints, vocabulary)
    return make_survey(items, memory, workforce, chosen)


def _asked(
    edition: Sequence[Article], imprints: Mapping[str, Imprint], vocabulary: Vocabulary
) -> tuple[Sequence[Item], frozenset[str]]:
    """Give what is read of the articles of an edition, and the keys of the tags that people chose."""
    lang = edition[0].lang
    items = [Item(a.id, lang, a.title, a.plain, imprints[a.id].marks, imprints[a.id].pairs) for a in edition]
    return items, _chosen(edition, lang, vocabulary)


def find_article(written: str, edition: Sequence[Article]) -> Article | None:
    """Find an article of one language by what `related:` may call it: path, file name, slug or title."""
    found = _resolve([written], _handles(edition))
    return next((article for article in edition if article.id in found), None)


def _chosen(edition: Sequence[Article], lang: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Give the keys of the tags that the editor and the authors chose."""
    labels = {rule.label for rule in vocabulary.rules} | {tag for article in edition for tag in article.declared_tags}
    return frozenset(plain_key(label, lang) for label in labels)


def _edition(articles: Iterable[Article], lang: str) -> list[Article]:
    """Give the articles of one language by id, each as far as it is read."""
    return sorted((_begun(article) for article in articles if article.lang == lang), key=lambda a: a.id)


def _begun(article: Article) -> Article:
    """Give an article with as much of its prose as is read."""
    if article.plain.size <= READ:  # in bytes, of which it has as many as characters or more
        return article
    return replace(article, plain=KnownText.of(article.prose[:READ]))


def comparables_of(
    articles: Sequence[Article], config: AnalysisConfig, memory: Memory, workforce: Workforce = ALONE
) -> Iterator[Comparables]:
    """Give what is compared of the articles of each language, as `analyse` compares it; the arguments are its own."""
    for lang in sorted({article.lang for article in articles}):
        edition = _edition(articles, lang)
        imprints = _imprints(edition, memory, workforce)
        survey = _read(edition, imprints, config.vocabularies.get(lang, Vocabulary()), memory, workforce)
        tagging = _tag(edition, survey, config, memory)
        yield _comparables(edition, imprints, survey, tagging, _handles(edition), memory)


def reprints_of(
    edition: Sequence[Article], memory: Memory, imprints: Mapping[str, Imprint] | None = None
) -> Mapping[str, Reprint]:
    """Find the articles of one language whose text was published before; their imprints save reading them."""
    ordered = sorted(edition, key=lambda a: oldest_first(a.id, a.date))
    sketches = None if imprints is None else {a.id: imprints[a.id].sketch for a in ordered}
    return find_reprints({a.id: a.plain for a in ordered}, edition[0].lang, memory, sketches)


def editors_links(articles: Sequence[Article]) -> Mapping[str, tuple[str, ...]]:
    """Give the articles of its language to which each one's author or editor leads, in any way.

    In front matter, by a « Lire aussi » line, or by a link in the body.
    """
    found = {}
    for lang in sorted({article.lang for article in articles}):
        edition = [a for a in articles if a.lang == lang]
        handles = _handles(edition)
        for a in edition:
            references = [*(link.reference for link in a.links), *(also.target for also in a.read_also)]
            paths = (unquote(r.partition("#")[0].removeprefix("content:")) for r in references)
            named = _resolve([*a.related, *(also.title for also in a.read_also)], handles)
            ids = dict.fromkeys([*named, *(path for path in paths if path in handles.headlines.labels)])
            found[a.id] = tuple(id_ for id_ in ids if id_ != a.id)
    return found


def _tag(edition: Sequence[Article], survey: Survey, config: AnalysisConfig, memory: Memory) -> Tagging:
    """Tag the articles of one language."""
    lang = edition[0].lang
    vocabulary = config.vocabularies.get(lang, Vocabulary())
    tagged = _tagged(edition, survey, keywords_considered(len(edition)))
    return assign_tags(tagged, lang, vocabulary, config.tags, survey.concordance, survey.splinters, memory)


def _tagged(edition: Sequence[Article], survey: Survey, most: int | None) -> tuple[Tagged, ...]:
    """Give what tagging needs of the articles of one language: with so many keywords of each, or all."""
    ranked = zip(edition, survey.readings.values(), best_rows(survey.concordance, most), strict=True)
    return tuple(Tagged(a.id, a.date, a.declared_tags, reading, best, a.title, a.plain) for a, reading, best in ranked)


def _comparables(
    edition: Sequence[Article],
    imprints: Mapping[str, Imprint],
    survey: Survey,
    tagging: Tagging,
    handles: Handles,
    memory: Memory,
) -> Comparables:
    """Make what is compared, the editor's word resolved."""
    lang = edition[0].lang
    reprints = reprints_of(edition, memory, imprints)
    translations = _translations(edition)
    profiles = [
        Profile(
            id=a.id,
            date=a.date,
            section=a.section,
            tags={key: tagging.tags[key].label for key in tagging.by_article[a.id] if not tagging.tags[key].hidden},
            wanted=tuple(dict.fromkeys(_resolve(a.related, handles))),
            unwanted=frozenset(_resolve(a.not_related, handles)) | translations.get(a.translation_key, frozenset()),
            original=original_of(a.id, reprints),
        )
        for a in edition
    ]
    return Comparables(lang, profiles, terms_of(survey, lang))


def _handles(edition: Sequence[Article]) -> Handles:
    return Handles.of((a.id, a.slug, a.title) for a in edition)


def _resolve(written: Iterable[str], handles: Handles) -> list[str]:
    """Find the articles that the editor names; an unknown name leads nowhere."""
    return [id_ for name in written if (id_ := handles.find(name))]


def _translations(edition: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """Find articles that are the same text under several addresses, by their key."""
    found: dict[str, set[str]] = defaultdict(set)
    for a in edition:
        if a.translation_key:
            found[a.translation_key].add(a.id)
    return {key: frozenset(ids) for key, ids in found.items()}
