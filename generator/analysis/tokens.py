"""Text as the analysis sees it: sentences, clauses and words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from generator.analysis.languages import Language, language
from generator.analysis.text import APOSTROPHES, replaced, split_elision
from generator.analysis.words import (
    UNSPACED,
    UNSPACED_SCRIPTS,
    Word,
    describe,
    may_be_first_name,
    with_particles,
    without_verbs,
)

SCRIPT_BORDER = re.compile(f"(?<=[A-Za-z0-9])(?=[{UNSPACED}])|(?<=[{UNSPACED}])(?=[A-Za-z0-9])")
"""Where a name in Latin letters is glued to a script without blanks (« NATOは »)."""
TOKEN = re.compile(
    r"(?P<address>https?://\S+|www\.\S+|[^\s@]{1,64}@\S{1,255}\.\w+)"
    r"|(?P<acronym>(?<!\w)(?:[A-ZÀ-Þ]\.){2,}[A-ZÀ-Þ]?(?!\w))"
    r"|(?P<number>\d+(?:[.,:/]\d+)+)"
    r"|(?P<word>\w+(?:['&-](?![A-ZÀ-Þ]\.[A-ZÀ-Þ])\w+|\.[a-z]{2,}(?!\w))*(?:'(?=\w)|(?<=s)'(?!\w))?)"
    r"|(?P<mark>[^\w\s])"
)
WORDS = frozenset({"word", "acronym", "number"})
PLAIN = APOSTROPHES | dict.fromkeys(map(ord, "\u00a0\u202f"), " ")
LONE_APOSTROPHE = re.compile(r"'(?<!\w')[knst](?= \w)")
"""The short words of Dutch (« 't Is laat »), whose apostrophe also parts quotes in other languages."""
DOTTED = re.compile(r"(?<![\w.])[a-zà-öø-ÿ]\.(?:[ \u00a0\u202f]?[A-Za-zÀ-ÿ]\.(?!\w))+[ \u00a0\u202f]*")
HAS_DOTTED = re.compile(r"\.(?<=[a-zà-öø-ÿ]\.)(?<![\w.].\.)(?:[ \u00a0\u202f]?[A-Za-zÀ-ÿ]\.(?!\w))")
"""The same from its first dot on: dots are found faster than letters."""
BEFORE_LAST_WORD = re.compile(r".*[\s(«“\"']", re.DOTALL)
LONGEST_WORD = 100
"""Characters; what goes on for longer is no word of any language."""
REMEMBERED_SPANS = 100_000
SENTENCE_END = re.compile(r"[.!?…](?<![.!?…].)[.!?…]*+\s?[»”\"')\]]*+(?=\s|$)")
"""A mark without one before it: where the first sign of a pattern is known, Python passes over all others at once."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence cut at its punctuation marks.

    Attributes:
        clauses: Runs of words between marks; none is empty.
        tells_case: Whether capitals mean something in it: not in a headline in Title Case or ALL CAPS.
    """

    clauses: tuple[tuple[Word, ...], ...]
    tells_case: bool


def sentences(text: str, lang: str) -> tuple[str, ...]:
    """Split text into sentences; a line end always ends one.

    >>> sentences("M. Dunford est à Bakou. Il y a vu le gén. Guérassimov !", "fr")
    ('M. Dunford est à Bakou.', 'Il y a vu le gén. Guérassimov !')
    """
    table = language(lang)
    return tuple(sentence for block in text.splitlines() for sentence in _split_block(block.strip(), table) if sentence)


def _split_block(block: str, table: Language) -> Iterator[str]:
    start = 0
    for match in SENTENCE_END.finditer(block):
        if _ends_sentence(block, match, table):
            yield block[start : match.end()].strip()
            start = match.end()
    yield block[start:].strip()


def _ends_sentence(block: str, match: re.Match[str], table: Language) -> bool:
    """Tell a full stop from the dot of an abbreviation, by the words on both sides."""
    following = block[match.end() :].lstrip(" \t\u00a0\u202f«“\"'(—–-¿¡[")
    if following and following[0].islower():
        return False
    if match.group()[0] != ".":
        return True
    near = max(0, match.start() - LONGEST_WORD)
    before = BEFORE_LAST_WORD.match(block, near, match.start())
    word = block[before.end() if before else near : match.start()].casefold()
    is_initial = len(word) == 1 and word.isalpha() and block[match.start() - 1].isupper()
    if word in table.before_numbers and following[:1].isdigit():
        return False
    return not (is_initial or word in table.abbreviations) or not following


def tokenise(text: str, lang: str) -> tuple[Sentence, ...]:
    """Read text, one block a line, as sentences of words.

    Addresses of pages and people, hashes of hashtags and emoji are punctuation here.

    >>> [word.surface for word in tokenise("L’OTAN d'aujourd'hui.", "fr")[0].clauses[0]]
    ["L'", 'OTAN', "d'", "aujourd'hui"]
    """
    spans = _spans_of(language(lang).code)
    clean = _prepared(text, spans.table)
    return tuple(filter(None, (_sentence(raw, spans) for raw in sentences(clean, lang))))


def _prepared(text: str, table: Language) -> str:
    """Make apostrophes and spaces plain, part scripts, and take out what is spelled with dots and says nothing."""
    clean = LONE_APOSTROPHE.sub("", replaced(unicodedata.normalize("NFC", text), PLAIN))
    if HAS_DOTTED.search(clean):
        clean = DOTTED.sub(" " if table.nouns_capitalised else _dotted, clean)
    return SCRIPT_BORDER.sub(" ", clean) if UNSPACED_SCRIPTS.search(clean) else clean


def _dotted(match: re.Match[str]) -> str:
    """Let the last dot end a sentence before a capital."""
    following = match.string[match.end() : match.end() + 1]
    return ". " if following.isupper() else " "


class Written(NamedTuple):
    """A word as written, described for each place in which it may stand.

    Attributes:
        plain: Where capitals mean nothing.
        first: At the start of a clause.
        inner: Behind another word.
        surname: Behind a first name, if it is something else there.
        is_small: Whether it counts as one in lower case.
    """

    plain: Word
    first: Word
    inner: Word
    surname: Word | None
    is_small: bool


Runs = tuple[tuple[Written, ...], ...]


class Spans(dict[str, Runs | None]):
    """What stands between blanks: runs of words, parted by marks; most of it comes again and again.

    None is what hangs on its neighbours: a full stop that may belong to the word before it or to the number behind it.
    """

    def __init__(self, table: Language) -> None:  # noqa: D107 - of no use elsewhere
        super().__init__()
        self.table = table

    def __missing__(self, span: str) -> Runs | None:
        """Take a span apart."""
        if len(self) >= REMEMBERED_SPANS:
            self.clear()
        runs = _cut(span, self.table)
        hangs = span.startswith(".") or (span.endswith(".") and _is_numbered(span, runs, self.table))
        self[span] = found = None if hangs else self.written(runs)
        return found

    def written(self, runs: Sequence[Sequence[str]]) -> Runs:
        """Describe the words of some runs."""
        return tuple(tuple(_written(surface, self.table.code) for surface in run) for run in runs)


def _is_numbered(span: str, runs: Sequence[Sequence[str]], table: Language) -> bool:
    """Tell whether a span is cut in another way before a number."""
    followed = _cut(f"{span} 0", table)
    followed[-1].pop()
    return followed != runs


@lru_cache(maxsize=64)
def _spans_of(code: str) -> Spans:
    return Spans(language(code))


def _written(surface: str, code: str) -> Written:
    table = language(code)
    plain = describe(surface, code, False)
    if not surface[0].isupper():
        # Determiners are small in headlines in Title Case too; German headlines are not in Title Case.
        is_small = surface[0].islower() and (table.nouns_capitalised or surface not in table.links)
        return Written(plain, plain, plain, None, is_small)
    inner = describe(surface, code, True)
    surname = describe(surface, code, True, True) if surface.casefold() in table.months else inner
    first = inner if surface.isupper() else plain
    return Written(plain, first, inner, None if surname == inner else surname, is_small=False)


def _sentence(raw: str, spans: Spans) -> Sentence | None:
    runs = [run for run in _written_runs(raw, spans) if run]
    if not runs:
        return None
    table = spans.table
    # Lower-case words must be common enough for capitals to be chosen.
    small = sum(word.is_small for run in runs for word in run)
    if small * 5 < sum(map(len, runs)):
        return Sentence(tuple(without_verbs(tuple(word.plain for word in run), table) for run in runs), False)
    clauses = (without_verbs(_clause(run, table), table) for run in runs)
    return Sentence(tuple(with_particles(clause, table) for clause in clauses), True)


def _written_runs(raw: str, spans: Spans) -> Sequence[Sequence[Written]]:
    """Cut a sentence into runs of words between marks; a run may be empty."""
    runs: list[list[Written]] = [[]]
    for span in raw.split():
        found = spans[span]
        if found is None:
            return spans.written(_cut(raw, spans.table))
        runs[-1] += found[0]
        if len(found) > 1:
            runs += map(list, found[1:])
    return runs


def _clause(run: Sequence[Written], table: Language) -> tuple[Word, ...]:
    """Describe the words of a run in a sentence whose capitals tell something."""
    words = [word.inner for word in run]
    words[0] = run[0].first
    for place, word in enumerate(run):
        if word.surname and place and may_be_first_name(run[place - 1].plain.surface, table):
            words[place] = word.surname
    return tuple(words)


def _runs(raw: str, table: Language) -> list[list[str]]:
    """Cut a sentence into runs of words between punctuation marks."""
    return [run for run in _cut(raw, table) if run]


def _cut(raw: str, table: Language) -> list[list[str]]:
    """Cut a text at its marks, also where nothing stands between two; what is too long for a word is a mark."""
    runs: list[list[str]] = [[]]
    for match in TOKEN.finditer(raw):
        written = match.group()
        if match.lastgroup in WORDS and len(written) <= LONGEST_WORD:
            runs[-1].extend(_parts(written, table.code))
        elif not (written == "." and runs[-1] and _keeps_dot(runs[-1], raw[match.end() :].lstrip()[:1], table)):
            runs.append([])
    return runs


@lru_cache(maxsize=200_000)
def _parts(written: str, code: str) -> tuple[str, ...]:
    """Split a word at its elisions and before its possessive ending."""
    table = language(code)
    return tuple(part for piece in split_elision(written, table) for part in _possessive(piece, table))


def _possessive(surface: str, table: Language) -> list[str]:
    """Split « city's » and « cities' » before the ending, which announces a noun as « of » does."""
    if not (table.possessive or table.suffix_apostrophe) or surface.casefold() in table.stops or len(surface) < 3:
        return [surface]
    if table.suffix_apostrophe and surface[0].isupper() and "'" in surface:
        return [surface.partition("'")[0]]
    ending = "'s" if surface.casefold().endswith("'s") else "'" if surface.endswith("s'") else ""
    return [surface.removesuffix(ending), ending] if ending else [surface]


def _keeps_dot(run: list[str], following: str, table: Language) -> bool:
    """Keep the dot of an initial or of « art. 61 » in the word; a dot after an abbreviation cuts nothing either."""
    last = run[-1]
    if (len(last) == 1 and last.isupper()) or (last.casefold() in table.before_numbers and following.isdigit()):
        run[-1] += "."
        return True
    return last.casefold() in table.abbreviations


def mid_sentence(phrase: str, lang: str) -> tuple[Word, ...]:
    """Read a phrase as it would stand in the middle of a sentence, where a capital means something.

    >>> [word.role.name for word in mid_sentence("New York Times", "en")]
    ['CONTENT', 'CONTENT', 'CONTENT']
    """
    table = language(lang)
    clean = replaced(unicodedata.normalize("NFC", phrase), APOSTROPHES)
    clause = tuple(describe(s, table.code, s[0].isupper()) for run in _runs(clean, table) for s in run)
    return with_particles(clause, table)
