"""Words: what the language says of each, by itself and by what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from generator.analysis.languages import Language, language
from generator.analysis.text import PLURAL_ACRONYM, fold, stem

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
UNSPACED_SCRIPTS = re.compile(f"[{UNSPACED}]")
NUMBER = re.compile(r"[\d.,:/-]*\d(?:e|er|re|nd|ème|th|st|rd|h|h\d+|º|ª)?|(?-i:[IVXLC]{2,})(?:e|er|ème)", re.IGNORECASE)
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


PHRASE_ROLES = frozenset({Role.CONTENT, Role.PARTICIPLE})
"""Roles of words that make a phrase."""


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
        shown: As it is written where it is shown, with the typographic apostrophe.
        elides: Whether the next word follows without a blank.
        may_be_verb: Whether it is in lower case and what is around it may tell that it is a verb.
        before_verb: Whether a verb comes after it (subject pronouns, negations).
        determiner: Whether it is a determiner.
        little: Whether it is so short, and in lower case, that between two names it says nothing.
    """

    surface: str
    stem: str
    role: Role
    capital: bool
    vague: bool
    title: bool = False
    shown: str = ""
    elides: bool = False
    may_be_verb: bool = False
    before_verb: bool = False
    determiner: bool = False
    little: bool = False


@lru_cache(maxsize=200_000)
def describe(surface: str, code: str, is_name: bool, after_name: bool = False) -> Word:
    """Describe a word.

    Args:
        surface: As written.
        code: Of its language.
        is_name: Whether its capital means something.
        after_name: Whether a month in its place would be a surname.
    """
    table = language(code)
    if surface in POSSESSIVES:
        return Word(surface, "", Role.LINK, capital=False, vague=False, shown=surface.replace("'", "’"))
    low = surface.casefold()
    acronym = PLURAL_ACRONYM.sub(r"\1", surface)
    acronym = acronym.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w?", acronym) else acronym
    parts = re.split(r"[-&']+", fold(acronym).strip("'"))
    stemmed = " ".join(stem(part, code) for part in parts if part)
    # « Le » of « Le Pen » belongs to the name, and is none.
    vague = low in table.vague or (low in table.links and not surface.isupper()) or len(surface.strip(".'")) < 2
    is_month_of_name = after_name and low in table.months
    role = Role.CONTENT if is_month_of_name else _role(surface, low, table, is_name=is_name)
    capital, is_small = surface[:1].isupper(), surface.islower()
    return Word(
        surface,
        stemmed,
        role,
        capital,
        vague,
        _is_title(low, table),
        shown=surface.replace("'", "’"),
        elides=surface.endswith("'") and bool(stemmed),
        may_be_verb=role in PHRASE_ROLES and is_small,
        before_verb=low in table.before_verbs,
        determiner=low in table.determiners,
        little=is_small and len(surface) <= LONGEST_FOREIGN_PARTICLE,
    )


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
    if (surface.islower() or low.endswith(table.adverb_endings)) and (role := _by_ending(low, table)):
        return role
    return Role.STOP if len(surface.strip("'.")) < 2 else Role.CONTENT


def _by_ending(low: str, table: Language) -> Role | None:
    """Tell a verb or an adverb by its ending, where the language shows it."""
    if len(low) < SHORTEST_INFLECTED or low in table.nouns:
        return None
    if low.endswith(table.clitics + table.verb_endings + table.adverb_endings):
        return Role.STOP
    if table.adjective_endings and not low.endswith(table.adjective_endings):
        return Role.STOP
    return Role.PARTICIPLE if table.participle_endings and low.endswith(table.participle_endings) else None


def _can_be_name(surface: str, low: str, table: Language) -> bool:
    """Tell whether a capital in mid-sentence makes a function word part of a name or noun (New York, US, Mars)."""
    if _is_title_abbreviation(low, table) or len(surface) < 2 or "'" in surface:
        return False
    if low in table.calendar:
        return table.lower_case_months and low in table.months
    return surface.isupper() or not table.nouns_capitalised or not (low in table.links or low in table.polite)


def _is_title_abbreviation(low: str, table: Language) -> bool:
    return low.rstrip(".") in table.titles and low.rstrip(".") in table.abbreviations


def without_verbs(clause: tuple[Word, ...], table: Language) -> tuple[Word, ...]:
    """Tell verbs by what stands around them: a pronoun before (« elle cède »), an object after (« fend la mer »)."""
    if not table.determiners:
        return clause
    verbs = [place for place, word in enumerate(clause) if word.may_be_verb and _is_among_verbs(clause, place)]
    if not verbs:
        return clause
    known = list(clause)
    for place in verbs:
        known[place] = _as_verb(clause[place])
    return tuple(known)


def _is_among_verbs(clause: tuple[Word, ...], place: int) -> bool:
    if place and clause[place - 1].before_verb:
        return True
    if place + 2 >= len(clause) or not clause[place + 1].determiner or clause[place].title or clause[place].vague:
        return False
    # « Un film la semaine dernière » has no verb before « la », nor has « la ville la plus haute ».
    thing = clause[place + 2]
    return thing.role in PHRASE_ROLES and not thing.vague


@lru_cache(maxsize=20_000)
def _as_verb(word: Word) -> Word:
    return replace(word, role=Role.STOP)


def may_be_first_name(surface: str, table: Language) -> bool:
    """Tell whether a month after this word may be a surname (Theresa May, Mrs. May)."""
    low = surface.casefold()
    if not surface[0].isupper():
        return False
    return low in table.titles or not any(low in words for words in (table.stops, table.links, table.calendar))


def with_particles(clause: tuple[Word, ...], table: Language) -> tuple[Word, ...]:
    """Let what joins two names in lower case say nothing alone (« Ursula von der Leyen », « Hall of Fame »)."""
    if table.nouns_capitalised:
        return clause
    little = [place for place, word in enumerate(clause) if word.little and _stands_between_names(clause, place, table)]
    if not little:
        return clause
    known = list(clause)
    for place in little:
        known[place] = _joining(clause[place], table)
    return tuple(known)


def _joining(word: Word, table: Language) -> Word:
    return replace(word, role=Role.PARTICLE if word.surface in table.particles else word.role, vague=True)


def _stands_between_names(clause: tuple[Word, ...], place: int, table: Language) -> bool:
    """Tell whether a short word in lower case has a name on both sides, perhaps beyond another particle."""
    if clause[place].role is not Role.CONTENT:
        return False
    before = next((w for w in reversed(clause[:place]) if w.surface not in table.particles), None)
    after = next((w for w in clause[place + 1 :] if w.surface not in table.particles), None)
    return before is not None and after is not None and before.capital and after.capital
