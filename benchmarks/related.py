"""Ways to find related articles, tried on articles with human tags or groups; and what the search costs.

    python benchmarks/related.py FILE.jsonl ...         nDCG@5 of everything that was tried
    python benchmarks/related.py --scale N FILE.jsonl   CPU time and memory of the search among the first N articles

A file holds one article a line: `id`, `lang`, `title`, `text`, perhaps `date`, and as truth `keyphrases` (human tags)
or `group`. The truth is never shown to what is measured. Two articles are as relevant to each other as their tags
agree: rarity of the common ones over rarity of all; in one group, fully.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from sys import intern
from typing import Any

import numpy as np

from generator.analysis.documents import Document, comparables_of
from generator.analysis.languages import language
from generator.analysis.markdown_text import plain_text
from generator.analysis.readings import Term
from generator.analysis.similarity import compare
from generator.analysis.terms import OwnTerm, Terms
from generator.analysis.text import fold, stem

K = 5
Matrix = np.ndarray[Any, np.dtype[np.float64]]
Truth = Sequence[Mapping[int, float]]


@dataclass(frozen=True)
class Corpus:
    """Articles, three ways to see their terms, and the truth by place."""

    words: Sequence[Sequence[OwnTerm]]
    stems: Sequence[Sequence[OwnTerm]]
    terms: Sequence[Sequence[OwnTerm]]
    dates: Sequence[float | None]
    truth: Truth


@dataclass(frozen=True)
class Weighing:
    """How a term of an article is weighed."""

    power: float = 1.0
    rarity: float = 1.0
    title: int = 0
    phrase: float = 1.0
    phrases: bool = True
    saturation: str = "power"
    pivot: float = 1.0
    most: float = 0.5


def load(path: Path) -> Corpus:
    """Read a file, and find the terms of its articles."""
    rows = sorted(
        (json.loads(line) for line in path.open(encoding="utf-8") if line.strip()), key=lambda r: str(r["id"])
    )
    documents = [Document(str(r["id"]), r["lang"], r["title"], r["text"]) for r in rows]
    terms = {
        profile.id: edition.terms.own(place)
        for edition in comparables_of(documents)
        for place, profile in enumerate(edition.profiles)
    }
    return corpus_of(rows, [terms[document.id] for document in documents])


def corpus_of(rows: Sequence[Mapping[str, Any]], terms: Sequence[Sequence[OwnTerm]]) -> Corpus:
    """Put together what is compared; rows are ordered by id."""
    texts = [(r["lang"], r["title"], plain_text(r["text"], r["lang"])) for r in rows]
    dates = [datetime.fromisoformat(r["date"]).replace(tzinfo=UTC).timestamp() if r.get("date") else None for r in rows]
    return Corpus(
        [list(simple_terms(*text, stems=False)) for text in texts],
        [list(simple_terms(*text, stems=True)) for text in texts],
        terms,
        dates,
        truth_of(rows),
    )


def simple_terms(lang: str, title: str, prose: str, *, stems: bool) -> Iterator[OwnTerm]:
    """Give words and pairs of words, without function words; no pair crosses one, nor a mark."""
    stops = language(lang).stops | language(lang).links
    counts: Counter[str] = Counter()
    in_title: set[str] = set()
    for text, is_title in ((title, True), (prose, False)):
        for clause in re.split(r"[.,;:!?()«»“”\"\n]+", text):
            before = ""
            for word in re.findall(r"\w+", clause.casefold()):
                is_kept = word not in stops and len(word) > 1 and not word.isdigit()
                key = (stem(fold(word), lang) if stems else word) if is_kept else ""
                keys = [k for k in (key, f"{before} {key}" if key and before else "") if k]
                counts.update(keys)
                in_title |= {*keys} if is_title else set()
                before = key
    # Interned, as those of the program are.
    return (OwnTerm(intern(key), key, n, key in in_title) for key, n in sorted(counts.items()))


def truth_of(rows: Sequence[Mapping[str, Any]]) -> Truth:
    """Give what is relevant to each article, and how much."""
    tags = [frozenset([r["group"]] if "group" in r else (t.lower() for t in r["keyphrases"])) for r in rows]
    frequency = Counter(tag for found in tags for tag in found)
    rarity = {tag: math.log((len(rows) + 1) / n) for tag, n in frequency.items()}
    bearers: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(tags):
        for tag in found:
            bearers[tag].append(place)
    truth = []
    for place, found in enumerate(tags):
        others = {n for tag in found for n in bearers[tag]} - {place}
        shares = {n: sum(rarity[t] for t in found & tags[n]) / sum(rarity[t] for t in found | tags[n]) for n in others}
        truth.append({n: share for n, share in shares.items() if share > 0})
    return truth


def ndcg(found: Sequence[Sequence[int]], truth: Truth, least: float = 0.2) -> float:
    """Give the mean nDCG@5, in per cent, of the articles that have something relevant."""
    total, queries = 0.0, 0
    for links, relevant in zip(found, truth, strict=True):
        if max(relevant.values(), default=0) < least:
            continue
        queries += 1
        best = sorted(relevant.values(), reverse=True)[:K]
        gain = sum(relevant.get(n, 0) / math.log2(at + 2) for at, n in enumerate(links[:K]))
        total += gain / sum(value / math.log2(at + 2) for at, value in enumerate(best))
    return 100 * total / max(1, queries)


def vectors(texts: Sequence[Sequence[OwnTerm]], how: Weighing) -> Matrix:
    """Weigh the terms, densely."""
    frequency = Counter(t.key for terms in texts for t in terms)
    kept = sorted(k for k, n in frequency.items() if 2 <= n <= how.most * len(texts) and (how.phrases or " " not in k))
    places = {key: at for at, key in enumerate(kept)}
    rarity = [math.log((1 + len(texts)) / frequency[k]) ** how.rarity * (how.phrase if " " in k else 1) for k in kept]
    lengths = [sum(t.count for t in terms) for terms in texts]
    usual = sum(lengths) / len(lengths)
    found = np.zeros((len(texts), len(kept)))
    for row, terms in enumerate(texts):
        for term in terms:
            if term.key in places:
                n = term.count + how.title * term.in_title
                found[row, places[term.key]] = _saturated(n, how, lengths[row] / usual) * rarity[places[term.key]]
    norms = np.sqrt((found * found).sum(axis=1))
    norms[norms == 0] = 1
    divided: Matrix = found / ((1 - how.pivot) * norms.mean() + how.pivot * norms)[:, None]
    return divided


def _saturated(n: float, how: Weighing, length: float) -> float:
    if how.saturation == "bm25":
        return n * 2.2 / (n + 1.2 * (0.25 + 0.75 * length))
    return 1 + math.log(n) if how.saturation == "log" else n**how.power


def cosines(found: Matrix) -> Matrix:
    """Compare all with all; nothing with itself."""
    near = found @ found.T
    np.fill_diagonal(near, 0)
    return np.round(near, 6)


def first(near: Matrix) -> list[list[int]]:
    """Give the nearest of each."""
    return [list(row) for row in np.argsort(-near, axis=1, kind="stable")[:, :K]]


def latent(found: Matrix, size: int) -> Matrix:
    """Compare in the space of the largest singular vectors (LSA)."""
    left, values, _ = np.linalg.svd(found @ found.T)
    space = left[:, :size] * np.sqrt(values[:size])
    return cosines(space / np.maximum(1e-9, np.sqrt((space * space).sum(axis=1)))[:, None])


def projected(found: Matrix, size: int) -> Matrix:
    """Compare after a projection on directions without pattern, the same in every run."""
    signs = (np.arange(found.shape[1] * size, dtype=np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    signs ^= signs >> np.uint64(29)
    signs *= np.uint64(0xBF58476D1CE4E5B9)
    space = found @ np.where(signs >> np.uint64(63), 1.0, -1.0).reshape(found.shape[1], size)
    return cosines(space / np.maximum(1e-9, np.sqrt((space * space).sum(axis=1)))[:, None])


def mutual(near: Matrix, size: int = 15) -> Matrix:
    """Prefer those that have each other among their nearest."""
    ranks = np.argsort(np.argsort(-near, axis=1, kind="stable"), axis=1)
    is_near = ranks < size
    return near * np.where(is_near & is_near.T, 1.0, 0.5)


def diverse(near: Matrix, share: float) -> list[list[int]]:
    """Choose links that are near and unlike each other (MMR; Carbonell and Goldstein, 1998)."""
    chosen = []
    for row in near:
        pool, links = list(np.argsort(-row, kind="stable")[:30]), list[int]()
        while pool and len(links) < K:
            scores = [share * row[n] - (1 - share) * max((near[n, m] for m in links), default=0) for n in pool]
            links.append(int(pool.pop(int(np.argmax(scores)))))
        chosen.append(links)
    return chosen


def shipped(corpus: Corpus, *, dated: bool) -> list[list[int]]:
    """Ask the program."""
    near = compare(columns(corpus.terms), corpus.dates if dated else [None] * len(corpus.terms))
    return [list(near.nearest(place)) for place in range(len(corpus.terms))]


def columns(texts: Sequence[Sequence[OwnTerm]]) -> Terms:
    """Lay terms side by side, as the search wants them."""
    return Terms.of([[Term(*term) for term in sorted(text)] for text in texts])


def by_date(corpus: Corpus) -> list[list[int]]:
    """Give the nearest in time."""
    dates = [date or 0.0 for date in corpus.dates]
    return [
        sorted((n for n in range(len(dates)) if n != here), key=lambda n: (abs(dates[n] - dates[here]), n))[:K]
        for here in range(len(dates))
    ]


PLAIN = Weighing(phrases=False)
BASE = Weighing(title=3)
OURS = Weighing(power=0.6, rarity=0.5, title=3, phrase=1.2)


def _cosine(view: str, how: Weighing) -> Callable[[Corpus], list[list[int]]]:
    return lambda corpus: first(cosines(vectors(getattr(corpus, view), how)))


def _ours(change: Callable[[Matrix], Matrix]) -> Callable[[Corpus], list[list[int]]]:
    return lambda corpus: first(change(vectors(corpus.terms, OURS)))


WAYS: Mapping[str, Callable[[Corpus], list[list[int]]]] = {
    "nearest in time": by_date,
    "TF-IDF of words, stop words removed": _cosine("words", PLAIN),
    "the same, stemmed": _cosine("stems", PLAIN),
    "stemmed, 1-2-grams": _cosine("stems", Weighing()),
    "the same, title words +3": _cosine("stems", BASE),
    "terms of the analysis, title +3 (base)": _cosine("terms", BASE),
    "base, without phrases": _cosine("terms", Weighing(title=3, phrases=False)),
    "base, title not counted more": _cosine("terms", Weighing()),
    "base, sublinear tf (1 + log)": _cosine("terms", Weighing(title=3, saturation="log")),
    "base, tf saturated as in BM25": _cosine("terms", Weighing(title=3, saturation="bm25")),
    "base, pivoted length, slope 0.8": _cosine("terms", Weighing(title=3, pivot=0.8)),
    "base, terms of over 20 % of articles left out": _cosine("terms", Weighing(title=3, most=0.2)),
    "base, tf^0.6": _cosine("terms", Weighing(title=3, power=0.6)),
    "tf^0.6 idf^0.5, phrases x 1.2 (cosine)": _ours(cosines),
    "cosine, random projection on 300": _ours(lambda found: projected(found, 300)),
    "cosine, LSA 50": _ours(lambda found: latent(found, 50)),
    "cosine, LSA 100": _ours(lambda found: latent(found, 100)),
    "cosine + 0.4 LSA 50": _ours(lambda found: cosines(found) + 0.4 * latent(found, 50)),
    "cosine, mutual neighbours first": _ours(lambda found: mutual(cosines(found))),
    "cosine, MMR 0.9": lambda corpus: diverse(cosines(vectors(corpus.terms, OURS)), 0.9),
    "cosine, MMR 0.7": lambda corpus: diverse(cosines(vectors(corpus.terms, OURS)), 0.7),
    "cosine, circles, hubs (ships, without dates)": lambda corpus: shipped(corpus, dated=False),
    "the same with dates (ships)": lambda corpus: shipped(corpus, dated=True),
}


def table(corpora: Mapping[str, Corpus]) -> Iterable[str]:
    """Give the rows of a table of everything tried."""
    yield f"| way | {' | '.join(corpora)} |"
    yield "|---|" + "---:|" * len(corpora)
    for name, way in WAYS.items():
        yield f"| {name} | {' | '.join(f'{ndcg(way(corpus), corpus.truth):.1f}' for corpus in corpora.values())} |"


def scale(path: Path, count: int) -> str:
    """Measure the search among so many articles, all of one edition, given their terms.

    Args:
        path: Of the articles.
        count: How many of them.
    """
    rows = map(json.loads, islice(path.open(encoding="utf-8"), count))
    texts = [
        list(simple_terms(row["lang"], row["title"], plain_text(row["text"], row["lang"]), stems=True)) for row in rows
    ]
    terms = sum(map(len, texts))
    given = columns(texts)
    del texts
    before, started = _peak(), time.process_time()
    compare(given, [86_400.0 * n for n in range(count)])
    seconds = time.process_time() - started
    return f"| {count} | {terms / count:.0f} | {seconds:.1f} | {before:.0f} | {_peak():.0f} |"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--scale", type=int, help="measure the search among so many articles")
    given = parser.parse_args()
    if given.scale:
        print("| articles | terms each | CPU s | MiB before | MiB peak |\n|---:|---:|---:|---:|---:|")
        print(scale(given.files[0], given.scale))
        return
    for line in table({path.stem: load(path) for path in given.files}):
        print(line, flush=True)


if __name__ == "__main__":
    main()
