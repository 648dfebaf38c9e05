"""Text as the analysis sees it: sentences, clauses and words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from generator.analysis.languages import Language, language
from generator.analysis.text import APOSTROPHES, fold, split_elision, stem

UNSPACED_SCRIPTS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
NUMBER = re.compile(r"[\d.,:/]*\d(?:e|er|re|nd|ème|th|st|rd|h|h\d+|º|ª)?", re.IGNORECASE)
TOKEN = re.compile(
    r"(?P<address>https?://\S+|www\.\S+|\S+@\S+\.\w+)"
    r"|(?P<acronym>(?<!\w)(?:[A-ZÀ-Þ]\.){2,}[A-ZÀ-Þ]?(?!\w))"
    r"|(?P<number>\d+(?:[.,:/\u00a0\u202f]\d+)+)"
    r"|(?P<word>\w+(?:['&-](?![A-ZÀ-Þ]\.[A-ZÀ-Þ])\w+|\.[a-z]{2,}(?!\w))*(?:'(?=\w)|(?<=s)'(?!\w))?)"
    r"|(?P<mark>[^\w\s])"
)
LONE_APOSTROPHE = re.compile(r"(?<!\w)'[knst](?= \w)")
"""The short words of Dutch (« 't Is laat »), whose apostrophe also parts quotes in other languages."""
SENTENCE_END = re.compile(r"[.!?…]+[\s]?[»”\"')\]]*(?=\s|$)")


LONGEST_FOREIGN_PARTICLE = 3
SHORTEST_INFLECTED = 4
"""Letters from which the ending of a word tells what it is."""
POSSESSIVES = frozenset({"'s", "'"})


class Role(Enum):
    """What a word may do in a phrase."""

    CONTENT = auto()
    PARTICIPLE = auto()
    LINK = auto()
    PARTICLE = auto()
    UNIT = auto()
    NUMBER = auto()
    STOP = auto()


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, and what the language says of it.

    Attributes:
        surface: As written, with straight apostrophe; an elided word and a possessive ending are words of their own.
        stem: What its inflected forms share: folded and stemmed, without hyphens.
        role: What it may do in a phrase.
        capital: Whether it begins with a capital letter.
        vague: Whether it says too little alone.
        title: Whether it stands before a name and is no part of it.
    """

    surface: str
    stem: str
    role: Role
    capital: bool
    vague: bool
    title: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence cut at its punctuation marks.

    Attributes:
        clauses: Runs of words between marks; none is empty.
        tells_case: Whether capitals mean something in it: not in a headline in Title Case or ALL CAPS.
    """

    clauses: tuple[tuple[Word, ...], ...]
    tells_case: bool


@lru_cache(maxsize=200_000)
def _word(surface: str, code: str, is_name: bool) -> Word:
    """Describe a word; `is_name` says that its capital in mid-sentence means something."""
    table = language(code)
    if surface in POSSESSIVES:
        return Word(surface, "", Role.LINK, capital=False, vague=False)
    low = surface.casefold()
    acronym = surface.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w?", surface) else surface
    parts = re.split(r"[-&']+", fold(acronym).strip("'"))
    stemmed = " ".join(stem(part, code) for part in parts if part)
    # « Le » of « Le Pen » belongs to the name, and is none.
    vague = low in table.vague or (low in table.links and not surface.isupper()) or len(surface.strip(".'")) < 2
    role = _role(surface, low, table, is_name=is_name)
    return Word(surface, stemmed, role, surface[:1].isupper(), vague, _is_title(low, table))


def _is_title(low: str, table: Language) -> bool:
    """Tell a title or a people (M., ex-président, Bundesumweltministerin), which are no part of the name after them."""
    last = low.rstrip(".").rsplit("-", 1)[-1]
    known = last in table.titles or low in table.titles or low in table.demonyms
    return known or (bool(table.title_endings) and last.endswith(table.title_endings))


def _role(surface: str, low: str, table: Language, *, is_name: bool) -> Role:  # noqa: PLR0911 - one line a rule
    """Decide what a word may do in a phrase."""
    if NUMBER.fullmatch(surface):
        return Role.NUMBER
    if UNSPACED_SCRIPTS.search(surface):
        return Role.STOP
    if surface[-1] == "." and low[:-1] in table.before_numbers:
        return Role.STOP
    if is_name and _can_be_name(surface, low, table):
        return Role.CONTENT
    if low in table.links:
        return Role.LINK
    if low in table.stops or low in table.calendar or _is_title_abbreviation(low, table):
        return Role.STOP
    if low in table.units:
        return Role.UNIT
    if surface.islower() and (role := _by_ending(low, table)):
        return role
    return Role.STOP if len(surface.strip("'.")) < 2 else Role.CONTENT


def _by_ending(low: str, table: Language) -> Role | None:
    """Tell a verb or an adverb by its ending, where the language shows it."""
    if len(low) < SHORTEST_INFLECTED or low in table.nouns:
        return None
    if low.endswith(table.clitics + table.verb_endings):
        return Role.STOP
    if table.adjective_endings and not low.endswith(table.adjective_endings):
        return Role.STOP
    return Role.PARTICIPLE if table.participle_endings and low.endswith(table.participle_endings) else None


def _can_be_name(surface: str, low: str, table: Language) -> bool:
    """Tell whether a capital in mid-sentence makes a function word part of a name (New York, US, Mars) or noun."""
    if _is_title_abbreviation(low, table) or len(surface) < 2 or "'" in surface:
        return False
    if low in table.calendar:
        return table.lower_case_months and low in table.months
    return surface.isupper() or not table.nouns_capitalised or low not in table.links | table.polite


def _is_title_abbreviation(low: str, table: Language) -> bool:
    return low.rstrip(".") in table.titles and low.rstrip(".") in table.abbreviations


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
    before = re.search(r"[^\s(«“\"']*$", block[: match.start()])
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
    clean = LONE_APOSTROPHE.sub("", unicodedata.normalize("NFC", text).translate(APOSTROPHES))
    code = language(lang).code
    return tuple(filter(None, (_sentence(raw, code) for raw in sentences(clean, code))))


def _sentence(raw: str, code: str) -> Sentence | None:
    table = language(code)
    runs = _runs(raw, table)
    if not runs:
        return None
    tells = _tells_case([surface for run in runs for surface in run], table)
    clauses = tuple(
        tuple(
            _word(surface, code, tells and surface[0].isupper() and (place > 0 or surface.isupper()))
            for place, surface in enumerate(run)
        )
        for run in runs
    )
    return Sentence(tuple(_with_particles(clause, table) for clause in clauses) if tells else clauses, tells)


def _with_particles(clause: tuple[Word, ...], table: Language) -> tuple[Word, ...]:
    """Let what joins two names in lower case say nothing alone (« Ursula von der Leyen », « Hall of Fame »)."""
    if table.nouns_capitalised:
        return clause
    return tuple(
        _joining(word, table) if word.role is Role.CONTENT and _stands_between_names(clause, place, table) else word
        for place, word in enumerate(clause)
    )


def _joining(word: Word, table: Language) -> Word:
    return replace(word, role=Role.PARTICLE if word.surface in table.particles else word.role, vague=True)


def _stands_between_names(clause: tuple[Word, ...], place: int, table: Language) -> bool:
    """Tell whether a short word in lower case has a name on both sides, perhaps beyond another particle."""
    word = clause[place]
    if len(word.surface) > LONGEST_FOREIGN_PARTICLE or not word.surface.islower():
        return False
    before = next((w for w in reversed(clause[:place]) if w.surface not in table.particles), None)
    after = next((w for w in clause[place + 1 :] if w.surface not in table.particles), None)
    return before is not None and after is not None and before.capital and after.capital


def _tells_case(surfaces: Sequence[str], table: Language) -> bool:
    """Tell whether lower-case words are common enough for capitals to be chosen.

    Determiners do not count, as headlines in Title Case keep them small; German headlines are not in Title Case.
    """
    small = frozenset() if table.nouns_capitalised else table.links
    lower = sum(1 for surface in surfaces if surface[0].islower() and surface not in small)
    return lower * 5 >= len(surfaces)


def _runs(raw: str, table: Language) -> list[list[str]]:
    """Cut a sentence into runs of words between punctuation marks."""
    runs: list[list[str]] = [[]]
    for match in TOKEN.finditer(raw):
        if match.lastgroup in {"word", "acronym", "number"}:
            runs[-1].extend(part for piece in split_elision(match.group(), table) for part in _possessive(piece, table))
        elif not (match.group() == "." and runs[-1] and _keeps_dot(runs[-1], raw[match.end() :].lstrip()[:1], table)):
            runs.append([])
    return [run for run in runs if run]


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
    clause = tuple(_word(s, table.code, s[0].isupper()) for run in _runs(clean, table) for s in run)
    return _with_particles(clause, table)


def spell(words: Sequence[Word]) -> str:
    """Write words as one phrase, as it may be shown: with the typographic apostrophe.

    >>> spell(tokenise("traité de l'Atlantique nord", "fr")[0].clauses[0])
    'traité de l’Atlantique nord'
    """
    written = ""
    for before, word in zip((None, *words), words, strict=False):
        elided = before is None or (before.surface.endswith("'") and before.stem)
        written += word.surface if elided or not word.stem else f" {word.surface}"
    return written.replace("'", "’")
