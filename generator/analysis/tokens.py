"""Text as the analysis sees it: sentences, clauses and words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.analysis.languages import Language, language
from generator.analysis.text import APOSTROPHES, split_elision
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
LONE_APOSTROPHE = re.compile(r"(?<!\w)'[knst](?= \w)")
"""The short words of Dutch (« 't Is laat »), whose apostrophe also parts quotes in other languages."""
DOTTED = re.compile(r"(?<![\w.])[a-zà-öø-ÿ]\.(?:[ \u00a0\u202f]?[A-Za-zÀ-ÿ]\.(?!\w))+[ \u00a0\u202f]*")
LAST_WORD = re.compile(r"[^\s(«“\"']*$")
LONGEST_WORD = 100
"""Characters; what goes on for longer is no word of any language."""
SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++\s?[»”\"')\]]*+(?=\s|$)")


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
    before = LAST_WORD.search(block, max(0, match.start() - LONGEST_WORD), match.start())
    word = before.group().casefold() if before else ""
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
    code = language(lang).code
    clean = _prepared(text, language(code))
    return tuple(filter(None, (_sentence(raw, code) for raw in sentences(clean, code))))


def _prepared(text: str, table: Language) -> str:
    """Make apostrophes and spaces plain, part scripts, and take out what is spelled with dots and says nothing."""
    clean = LONE_APOSTROPHE.sub("", unicodedata.normalize("NFC", text).translate(PLAIN))
    clean = DOTTED.sub(" " if table.nouns_capitalised else _dotted, clean)
    return SCRIPT_BORDER.sub(" ", clean) if UNSPACED_SCRIPTS.search(clean) else clean


def _dotted(match: re.Match[str]) -> str:
    """Let the last dot end a sentence before a capital."""
    following = match.string[match.end() : match.end() + 1]
    return ". " if following.isupper() else " "


def _sentence(raw: str, code: str) -> Sentence | None:
    table = language(code)
    runs = _runs(raw, table)
    if not runs:
        return None
    tells = _tells_case([surface for run in runs for surface in run], table)
    clauses = tuple(
        tuple(
            describe(
                surface,
                code,
                tells and surface[0].isupper() and (place > 0 or surface.isupper()),
                tells and surface[0].isupper() and place > 0 and may_be_first_name(run[place - 1], table),
            )
            for place, surface in enumerate(run)
        )
        for run in runs
    )
    known = tuple(without_verbs(clause, table) for clause in clauses)
    return Sentence(tuple(with_particles(clause, table) for clause in known) if tells else known, tells)


def _tells_case(surfaces: Sequence[str], table: Language) -> bool:
    """Tell whether lower-case words are common enough for capitals to be chosen.

    Determiners do not count, as headlines in Title Case keep them small; German headlines are not in Title Case.
    """
    small = frozenset() if table.nouns_capitalised else table.links
    lower = sum(1 for surface in surfaces if surface[0].islower() and surface not in small)
    return lower * 5 >= len(surfaces)


def _runs(raw: str, table: Language) -> list[list[str]]:
    """Cut a sentence into runs of words between punctuation marks; what is too long for a word is a mark."""
    runs: list[list[str]] = [[]]
    for match in TOKEN.finditer(raw):
        written = match.group()
        if match.lastgroup in WORDS and len(written) <= LONGEST_WORD:
            runs[-1].extend(_parts(written, table.code))
        elif not (written == "." and runs[-1] and _keeps_dot(runs[-1], raw[match.end() :].lstrip()[:1], table)):
            runs.append([])
    return [run for run in runs if run]


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
    clean = unicodedata.normalize("NFC", phrase).translate(APOSTROPHES)
    clause = tuple(describe(s, table.code, s[0].isupper()) for run in _runs(clean, table) for s in run)
    return with_particles(clause, table)


def spell(words: Sequence[Word]) -> str:
    """Write words as one phrase, as it may be shown: with the typographic apostrophe.

    >>> spell(tokenise("traité de l'Atlantique nord", "fr")[0].clauses[0])
    'traité de l’Atlantique nord'
    """
    if len(words) == 1:
        return words[0].surface.replace("'", "’")
    written = ""
    for before, word in zip((None, *words), words, strict=False):
        elided = before is None or (before.surface.endswith("'") and before.stem)
        written += word.surface if elided or not word.stem else f" {word.surface}"
    return written.replace("'", "’")
