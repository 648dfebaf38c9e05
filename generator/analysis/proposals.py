"""Phrases that YAKE proposes for a text, by the stems that our own candidates have.

YAKE (Campos et al., "YAKE! Keyword extraction from single documents using multiple local features", 2020) is met here
and nowhere else. Its oddities stay behind this door: scores for which lower is better, numpy floats, newlines that glue
headings to sentences, exceptions that turn into an empty list. What it would answer is worked out by `yake_scores`; the
package itself gives the lists of stop words, and the answer where we do not know that ours is the same.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.analysis.languages import language
from generator.analysis.text import bare
from generator.analysis.tokens import Sentence, mid_sentence

PROPOSALS = 50
SHORTEST_TEXT = 2
PHRASE_OF_PLAIN_WORDS = re.compile(r"[\w' -]+")
REMEMBERED_WORDS = 50_000

YAKE_CODES: Mapping[str, str] = {"cs": "cz", "nb": "no", "nn": "no"}
"""Languages whose stop list YAKE names otherwise than ISO 639-1."""
EQUAL_TO = frozenset({"0.7.3"})
"""Releases of YAKE whose answers ours were compared with."""


def propose(text: Sequence[Sentence], lang: str) -> Mapping[str, float]:
    """Ask for YAKE's candidates.

    Args:
        text: Headline and body.
        lang: BCP 47 tag.

    Returns:
        Stemmed phrases with -ln of their score: higher is better, no bounds.
    """
    if sum(len(clause) for sentence in text for clause in sentence.clauses) < SHORTEST_TEXT:
        return {}
    code = language(lang).code
    proposals: dict[str, float] = {}
    for phrase, score in answer(prepare(text), code):
        key = _stems(phrase, code)
        better = round(-math.log(max(score, 1e-9)), 3)
        proposals[key] = max(better, proposals.get(key, better))
    return proposals


def prepare(text: Sequence[Sentence]) -> str:
    """Write text for YAKE, on one line: elisions dropped, marks as commas, each sentence with one full stop.

    >>> from generator.analysis.tokens import tokenise
    >>> prepare(tokenise("À Bakou : l'OTAN !", "fr"))
    'À Bakou, OTAN.'
    """
    return " ".join(map(_prepare, text))


def _prepare(sentence: Sentence) -> str:
    clauses = (
        " ".join(w.surface for w in clause if "'" not in (w.surface[0], w.surface[-1])) for clause in sentence.clauses
    )
    text = ", ".join(filter(None, clauses))
    return (text if sentence.tells_case or not text.isupper() else text.capitalize()) + "."


def _stems(phrase: str, code: str) -> str:
    """Write a phrase as our candidates are written; apart from a full stop no word changes its neighbour."""
    words = phrase.split(" ") if PHRASE_OF_PLAIN_WORDS.fullmatch(phrase) else [phrase]
    return " ".join([stems for word in words if (stems := _stems_of_part(word, code))])


@lru_cache(maxsize=REMEMBERED_WORDS)
def _stems_of_part(part: str, code: str) -> str:
    return " ".join(word.stem for word in mid_sentence(part, code) if word.stem)


def answer(text: str, code: str, equal_to: Collection[str] = EQUAL_TO) -> Sequence[tuple[str, float]]:
    """Give YAKE's best phrases of a text with their scores, for which lower is better.

    Args:
        text: As one line of words, commas and full stops.
        code: Of the language, ISO 639.
        equal_to: Releases of YAKE that need not be asked.
    """
    stop_words = _stop_words(code) if _release() in equal_to else None
    if stop_words is None:
        return package_answer(text, code)
    from generator.analysis.yake_scores import score_phrases  # noqa: PLC0415 - a second build needs no segtok

    return score_phrases(text, stop_words, PROPOSALS)


def package_answer(text: str, code: str) -> Sequence[tuple[str, float]]:
    """Give what the installed package answers: the reference for `answer`, at more than ten times its cost."""
    return [(phrase, float(score)) for phrase, score in _extractor(code).extract_keywords(text)]


@lru_cache(maxsize=1)
def _release() -> str:
    return version("yake")


@lru_cache(maxsize=64)
def _extractor(code: str) -> Any:
    """Make YAKE's extractor once per language."""
    import yake  # noqa: PLC0415 - not needed as a rule, and it loads numpy and networkx

    # At dedup_lim=1 it does not compare candidates with each other, which we do better on stems.
    return yake.KeywordExtractor(lan=YAKE_CODES.get(code, code), n=3, dedup_lim=1.0, top=PROPOSALS)


@lru_cache(maxsize=64)
def _stop_words(code: str) -> frozenset[str] | None:
    """Read YAKE's stop words from the installed package without running it; None where they are not found."""
    package = find_spec("yake")
    names = (YAKE_CODES.get(code, code)[:2].lower(), "noLang")
    folders = (package and package.submodule_search_locations) or ()
    paths = [Path(folder, "core", "StopwordsList", f"stopwords_{name}.txt") for name in names for folder in folders]
    return next((_read_list(path) for path in paths if path.is_file()), None)


def _read_list(path: Path) -> frozenset[str]:
    """Read a word a line, as YAKE does: some of its lists are in Latin-1."""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        text = path.read_text("iso-8859-1")
    return frozenset(text.lower().split("\n"))


@lru_cache(maxsize=64)
def stop_words(lang: str) -> frozenset[str]:
    """Give the words that YAKE passes over in a language, folded; a language that it does not know has few."""
    code = language(lang).code
    return frozenset(bare(word) for word in _stop_words(code) or _extractor(code).stopword_set)
