"""What we know of each language: one small table per language, in `tables/`.

A language without a table of ours works with what Snowball and YAKE give. Chinese, Japanese, Thai and the other
scripts that do not separate words by blanks get no automatic keywords: an article in them bears its declared tags.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

SNOWBALL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "arabic",
        "ca": "catalan",
        "cs": "czech",
        "da": "danish",
        "el": "greek",
        "et": "estonian",
        "eu": "basque",
        "fa": "persian",
        "fi": "finnish",
        "ga": "irish",
        "hi": "hindi",
        "hu": "hungarian",
        "hy": "armenian",
        "id": "indonesian",
        "lt": "lithuanian",
        "nb": "norwegian",
        "ne": "nepali",
        "nn": "norwegian",
        "no": "norwegian",
        "pl": "polish",
        "ro": "romanian",
        "ru": "russian",
        "sr": "serbian",
        "sv": "swedish",
        "ta": "tamil",
        "tr": "turkish",
        "yi": "yiddish",
    }
)
"""Stemmers for the languages that have no table of ours, by ISO 639-1 code."""

SUFFIX_APOSTROPHE = frozenset({"az", "tr"})
"""Languages without a table of ours in which an apostrophe parts a name from its endings (Ankara'da)."""


@dataclass(frozen=True, slots=True)
class Language:
    """The table of one language; all words are case-folded.

    Attributes:
        code: First part of its BCP 47 tag ("pt" for "pt-br").
        snowball: Name of its Snowball stemmer, or empty when there is none.
        links: Determiners and prepositions: they announce a noun, and may stand inside a phrase.
        stops: Other words that are never part of a phrase: pronouns, auxiliaries, adverbs, numerals, and the verbs
            that newsrooms repeat. Capitalised in mid-sentence they count as part of a name (New York).
        calendar: Weekdays and months, never part of a phrase.
        months: Months alone, for the languages that write them in lower case.
        units: Measures, which end a phrase when they follow a number.
        vague: Nouns that say too little when they stand alone.
        common: Nouns that are good keywords of one article, but alone no subject that readers follow.
        elisions: What stands before an apostrophe and is a word of its own ("l", "qu").
        demonyms: Nouns of peoples that are no part of a name which follows (« l'Espagnol Rafael Nadal »); only for
            languages that write them with a capital and adjectives of countries without.
        particles: Lower-case words inside names (de, von).
        titles: What stands before a name and is no part of it (M., président).
        abbreviations: Words whose full stop does not end a sentence.
        title_endings: How longer words for such titles end (Bundesumweltministerin).
        clitics: Endings with a hyphen that only verbs have (« a-t-il », "tornou-se").
        verb_endings: Endings of verbs in lower case, which are never part of a phrase.
        adverb_endings: The same of adverbs, also at the start of a sentence.
        determiners: Links that are no prepositions: the word right before one is a verb more often than a noun.
        before_verbs: Words after which a verb comes (subject pronouns, negations).
        participle_endings: Endings of words in lower case that may begin a phrase, but not end one.
        nouns: Words with such an ending that are nouns.
        adjective_endings: In a language that writes nouns with a capital, endings without which a word in lower case is
            no adjective before a noun, and so never part of a phrase.
        polite: Pronouns with a capital in mid-sentence, in such a language.
        suffix_apostrophe: Whether endings are added to names after an apostrophe (Ankara'da).
        before_numbers: Words whose full stop does not end a sentence when a number follows (art. 61).
        read_also: Openings of a line that only leads to another article, beside those of `readalso`; an article may
            use them for other things, so only plain text of unknown origin is cleared of them.
        endings: Plural endings that the stemmer misses once accents are folded, with what stands for them.
        plurals: Endings of inflected forms, with what stands for them in the form that is compared; the first fits.
        genders: The same for gender, in the languages in which it can tell two nouns apart (capital, capitale).
        lower_case_adjectives: Whether a name may go on with an adjective in lower case (« Union européenne »).
        lower_case_months: Whether a capitalised month in mid-sentence is a name (Mars).
        possessive: Whether a final 's is dropped.
        nouns_capitalised: Whether capitals tell nouns, not names.
        fingerprint: Changes when the table does; part of the key of remembered readings.
    """

    code: str
    snowball: str = ""
    links: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    calendar: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    elisions: frozenset[str] = frozenset()
    demonyms: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    title_endings: tuple[str, ...] = ()
    clitics: tuple[str, ...] = ()
    verb_endings: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    determiners: frozenset[str] = frozenset()
    before_verbs: frozenset[str] = frozenset()
    participle_endings: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    adjective_endings: tuple[str, ...] = ()
    polite: frozenset[str] = frozenset()
    suffix_apostrophe: bool = False
    abbreviations: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    read_also: tuple[str, ...] = ()
    endings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    plurals: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    genders: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    lower_case_adjectives: bool = False
    lower_case_months: bool = False
    possessive: bool = False
    nouns_capitalised: bool = False
    fingerprint: str = ""

    @property
    def has_table(self) -> bool:
        """Tell whether we know its function words ourselves."""
        return bool(self.links)


@lru_cache(maxsize=256)
def language(lang: str) -> Language:
    """Give the table of a language.

    Args:
        lang: BCP 47 tag in any case ("fr", "pt-BR"); only its first part matters.

    >>> language("FR-ca").snowball, language("sv").snowball, language("tlh").snowball
    ('french', 'swedish', '')
    """
    return _load(lang.replace("_", "-").split("-")[0].casefold())


@lru_cache(maxsize=64)
def _load(code: str) -> Language:
    """Read a table once."""
    source = files("generator.analysis").joinpath("tables").joinpath(f"{code}.toml")
    if not code.isalpha() or not source.is_file():
        return Language(code, SNOWBALL_NAMES.get(code, ""), suffix_apostrophe=code in SUFFIX_APOSTROPHE)
    data = source.read_bytes()
    table = tomllib.loads(data.decode("utf-8"))

    def words(*names: str) -> frozenset[str]:
        return frozenset(word.casefold() for name in names for word in table.get(name, "").split())

    def endings(name: str) -> tuple[str, ...]:
        return tuple(sorted(words(name)))

    return Language(
        code=code,
        snowball=table["snowball"],
        links=words("links"),
        stops=words("stops", "news") - words("links"),
        calendar=words("weekdays", "months") | {day + part for day in words("weekdays") for part in words("day_parts")},
        months=words("months"),
        units=words("units"),
        vague=words("vague"),
        common=words("common", "demonyms"),
        demonyms=words("demonyms"),
        elisions=words("elisions"),
        particles=words("particles"),
        titles=words("titles"),
        title_endings=endings("title_endings"),
        clitics=endings("clitics"),
        verb_endings=endings("verb_endings"),
        adverb_endings=endings("adverb_endings"),
        determiners=words("determiners"),
        before_verbs=words("before_verbs"),
        participle_endings=endings("participle_endings"),
        nouns=words("nouns"),
        adjective_endings=endings("adjective_endings"),
        polite=words("polite"),
        abbreviations=words("abbreviations"),
        before_numbers=words("before_numbers"),
        read_also=tuple(table["read_also"].split("|")),
        endings=MappingProxyType(table.get("endings", {})),
        plurals=MappingProxyType(table.get("plurals", {})),
        genders=MappingProxyType(table.get("genders", {})),
        lower_case_adjectives=table.get("lower_case_adjectives", False),
        lower_case_months=table.get("lower_case_months", False),
        possessive=table.get("possessive", False),
        nouns_capitalised=table.get("nouns_capitalised", False),
        fingerprint=hashlib.blake2b(data, digest_size=8).hexdigest(),
    )
