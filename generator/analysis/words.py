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
    """

    surface: str
    stem: str
    role: Role
    capital: bool
    vague: bool
    title: bool = False


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
        return Word(surface, "", Role.LINK, capital=False, vague=False)
    low = surface.casefold()
    acronym = PLURAL_ACRONYM.sub(r"\1", surface)
    acronym = acronym.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w?", acronym) else acronym
    parts = re.split(r"[-&']+", fold(acronym).strip("'"))
    stemmed = " ".join(stem(part, code) for part in parts if part)
    # « Le » of « Le Pen » belongs to the name, and is none.
    vague = low in table.vague or (low in table.links and not surface.isupper()) or len(surface.strip(".'")) < 2
    is_month_of_name = after_name and low in table.months
    role = Role.CONTENT if is_month_of_name else _role(surface, low, table, is_name=is_name)
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
    verbs = [
        place
        for place, word in enumerate(clause)
        if (word.role is Role.CONTENT or word.role is Role.PARTICIPLE)
        and not word.capital
        and word.surface.islower()
        and _is_among_verbs(clause, place, table)
    ]
    if not verbs:
        return clause
    known = list(clause)
    for place in verbs:
        known[place] = replace(clause[place], role=Role.STOP)
    return tuple(known)


def _is_among_verbs(clause: tuple[Word, ...], place: int, table: Language) -> bool:
    if place and clause[place - 1].surface.casefold() in table.before_verbs:
        return True
    if place + 2 >= len(clause) or clause[place].title or clause[place].vague:
        return False
    determiner, thing = clause[place + 1 : place + 3]
    # « Un film la semaine dernière » has no verb before « la », nor has « la ville la plus haute ».
    return determiner.surface.casefold() in table.determiners and thing.role in PHRASE_ROLES and not thing.vague


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
