"""The sentence or two that stand for an article in lists, feeds and descriptions.

News says first what matters, and the first sentences of a story are an extract that is hard to beat (Nenkova,
"Automatic text summarization of newswire: lessons learned from the Document Understanding Conference", 2005). So one
begins there; only when the first sentence does not fit is the most central of the next ones taken. None is ever cut.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from generator.analysis.credits import is_credit, without_dateline
from generator.analysis.text import fold
from generator.analysis.tokens import sentences

ENOUGH = 160
"""Characters from which an extract needs no further sentence."""
MOST = 280
"""Characters that several sentences may have together, and from which a single one is too long."""
LONGEST = 600
"""Characters from which a sentence is none, or none to be shown: a transcript without full stops."""
LEAST = 30
"""Characters below which a sentence says too little to stand alone."""
LONGEST_HEADING = 80
"""Characters from which a block without a full stop is more than a heading: some of its sentences may count."""
BLOCKS = 50
"""Blocks that are looked at."""
LONGEST_READ = 4_000
"""Characters of a block that are looked at."""
READ = 12
"""Sentences that are looked at."""
END = re.compile(r"[.!?…。！？｡؟।။។]['’»”\"“)\]」』]*(?:\s?»)?$")
EASTERN_END = re.compile(r"(?<=[。！？｡।။។])(?![」』）])")
WIDE_END = re.compile(r"[。！？｡][」』）]*$")
ORDINAL = re.compile(r"(?<!\w)[0-9]{1,2}\.$")
WITH_ORDINALS = frozenset({"cs", "da", "de", "et", "fi", "hr", "hu", "nb", "nn", "no", "pl", "sk", "sl", "sr"})
"""Languages that write « 16. » for sixteenth."""
PAIRS = (("«", "»"), ("“", "”"), ("(", ")"))


def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


DEPENDENT = _words_of(
    "il elle ils elles cela ceci ce cette ces mais or car donc aussi ainsi "
    "he she it they this that these those but and so "
    "er sie es dies diese dieser aber und doch hij zij ze het dit maar "
    "ello ellos esto esta este pero y ele eles ela elas isto mas lui lei loro questo questa ma"
)
"""Folded words with which a sentence begins that leans on the one before it."""


def extract(opening: str, prose: str, lang: str, title: str) -> str:
    """Give the extract of an article: of its running paragraphs, else of whatever it says."""
    return lead(opening, lang, title) or lead(prose, lang, title)


def lead(prose: str, lang: str, title: str = "") -> str:
    r"""Give the sentences that stand for a text, whole.

    Blocks that are no sentences (headings, by-lines, credits) are passed over when the text has any sentence; so is a
    dateline, and a quotation is not left open.

    Args:
        prose: Plain text, one block a line.
        lang: BCP 47 tag, for abbreviations.
        title: Of the article; helps to find the central sentence when the first one is too long.

    Returns:
        The first sentences, of 160 to 280 characters together where sentences allow it. When the first is longer, the
        most central one of the next that fit; when none fits, the shortest, of at most 600 characters. Empty when
        there is no such sentence.

    >>> lead("Par Claire Vasseur\nBAKOU, 16 février (AFP) — M. Dunford est à Bakou pour deux jours. Il y reste.", "fr")
    'M. Dunford est à Bakou pour deux jours. Il y reste.'
    """
    lines = (line.strip()[:LONGEST_READ] for line in prose.splitlines())
    blocks = [without_dateline(block) for block in islice(filter(None, lines), BLOCKS)]
    telling = [block for block in blocks if not is_credit(block)] or blocks
    told = list(islice(_told(telling, lang), READ))
    if told:
        return _choose(told, title)
    return next((block for block in telling if len(block) <= MOST), "")


def _told(blocks: Sequence[str], lang: str) -> Iterator[tuple[int, str]]:
    """Give the sentences, each with the number of its run: what is no sentence parts those before from those after."""
    run = 0
    for block in blocks:
        units = _units(block, lang)
        is_heading = len(block) <= LONGEST_HEADING and not END.search(block)
        for unit in units:
            if END.search(unit) and not is_heading:
                yield run, unit
            else:
                run += 1


def _units(block: str, lang: str) -> list[str]:
    """Cut a block into sentences; those between which a quotation is open stay together."""
    parts = (part.strip() for sentence in sentences(block, lang) for part in EASTERN_END.split(sentence))
    apart: list[str] = []
    for part in filter(None, parts):
        if apart and lang.partition("-")[0] in WITH_ORDINALS and ORDINAL.search(apart[-1]):
            apart[-1] += f" {part}"
        else:
            apart.append(part)
    together: list[str] = []
    for part in apart:
        if together and _is_open(together[-1]):
            together[-1] = _joined(together[-1], part)
        else:
            together.append(part)
    # One that is never closed would hold all the rest.
    return apart if together and _is_open(together[-1]) else together


def _joined(one: str, other: str) -> str:
    """Write two sentences side by side, with a blank where the signs are not as wide as one.

    >>> _joined("北約部長在巴庫會晤。", "他們談論敘利亞。"), _joined("Un.", "Deux.")
    ('北約部長在巴庫會晤。他們談論敘利亞。', 'Un. Deux.')
    """
    return f"{one}{other}" if WIDE_END.search(one) else f"{one} {other}"


def _is_open(text: str) -> bool:
    """Tell whether a quotation or a parenthesis is left open.

    >>> _is_open("« Nous partons."), _is_open("« Nous partons. »"), _is_open("„Wir gehen.“")
    (True, False, False)
    """
    if "„" in text:
        return text.count("„") > text.count("“") + text.count("”")
    return text.count('"') % 2 == 1 or any(text.count(begin) > text.count(end) for begin, end in PAIRS)


def _choose(told: Sequence[tuple[int, str]], title: str) -> str:
    """Choose where to begin, and go on while sentences fit."""
    lengths = [len(unit) for _run, unit in told]
    start = 0
    if lengths[0] > MOST or (lengths[0] < LEAST and len(told) > 1 and lengths[0] + lengths[1] >= MOST):
        fitting = [at for at, length in enumerate(lengths) if LEAST <= length <= MOST]
        if fitting:
            scores = _centralities([unit for _run, unit in told], title)
            start = max(fitting, key=lambda at: (scores[at], -at))
        else:
            start = min(range(len(told)), key=lambda at: (lengths[at], at))
    run, chosen = told[start]
    for other, unit in told[start + 1 :]:
        if len(chosen) >= ENOUGH or other != run or len(chosen) + 1 + len(unit) > MOST:
            break
        chosen = _joined(chosen, unit)
    return chosen if len(chosen) <= LONGEST else ""


def _centralities(units: Sequence[str], title: str) -> list[float]:
    """Weigh each sentence by the words that it shares with the title and the others, and by its place."""
    words = [frozenset(_words(unit)) for unit in units]
    spread = Counter(word for group in words for word in group)
    named = frozenset(_words(title))
    scores = []
    for at, group in enumerate(words):
        shared = sum(spread[word] - 1 + 2 * (word in named) for word in group)
        leans = fold(units[at]).split(" ", 1)[0].strip("'") in DEPENDENT
        scores.append(round((1 + shared) / (4 + len(group)) / (1 + 0.2 * at) / (3 if leans else 1), 6))
    return scores


def _words(text: str) -> Iterator[str]:
    """Give the words of a text that may tell what it is about, folded."""
    return (word for word in re.findall(r"\w+", fold(text)) if len(word) > 3)
