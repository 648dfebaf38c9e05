"""What the spellings of a word share: folding, stems and the keys of tags.

The stemmers are Snowball's (Porter, "Snowball: a language for stemming algorithms", 2001); this module is the only
one that knows of them. Accents are folded before the stem is taken, so that « ÉTATS-UNIS » and « Etats-Unis » agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import cast

import Stemmer

from generator.analysis.languages import Language, language

APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "\u00ad": None, "\u200b": None, "‑": "-", "‐": "-"})
LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "œ": "oe", "æ": "ae", "ð": "d", "þ": "th"}
)
PLURAL_ACRONYM = re.compile(r"\b([A-ZÀ-Þ]{2,})s\b")
"""« ONGs », "NGOs": Snowball keeps their ending."""
NOT_LATIN = re.compile("[^\x00-\u024f\u2010-\u203a]")
"""Beyond Latin letters and the marks of Western typesetting, letters may be folded otherwise beside others."""
COMBINING_ACCENTS = re.compile("(?<=[a-zα-ωа-я])[\u0300-\u036f]+")


def fold(text: str) -> str:
    """Fold compatibility forms, case, apostrophes and accents.

    >>> fold("İstanbul"), fold("ISTANBUL"), fold("L’Élysée"), fold("Œuvre"), fold("Straße")
    ('istanbul', 'istanbul', "l'elysee", 'oeuvre', 'strasse')
    """
    if text.isascii():
        return text.casefold()
    folded = _composed(text).casefold()
    if folded.isascii():
        return folded
    if not NOT_LATIN.search(folded):
        return replaced(folded, {ord(letter): _plain_letter(letter) for letter in set(folded) if letter > "\x7f"})
    return _decomposed(folded)


def _decomposed(folded: str) -> str:
    """Take the accents off a composed text in lower case."""
    bare = COMBINING_ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return replaced(unicodedata.normalize("NFC", bare), LETTERS_WITHOUT_DECOMPOSITION)


@lru_cache(maxsize=1_000)
def _plain_letter(letter: str) -> str:
    return _decomposed(letter)


def unaccented(text: str) -> str:
    """Fold compatibility forms, apostrophes and accents, and leave case alone.

    >>> unaccented("L’Élysée"), unaccented("Œuvre")
    ("L'Elysee", 'OEuvre')
    """
    if text.isascii():
        return text
    composed = _composed(text)
    return replaced(composed, {ord(letter): _bare_letter(letter) for letter in set(composed) if letter > "\x7f"})


@lru_cache(maxsize=10_000)
def _bare_letter(letter: str) -> str:
    bare = fold(letter)
    return bare.upper() if letter.isupper() else bare


def bare(text: str) -> str:
    """Fold, and take every mark off, also those that tell letters apart in some script.

    >>> bare("إلى") == bare("الى"), bare("É")
    (True, 'e')
    """
    return "".join(c for c in unicodedata.normalize("NFKD", fold(text)) if not unicodedata.combining(c))


def _composed(text: str) -> str:
    return replaced(unicodedata.normalize("NFKC", text), APOSTROPHES)


def replaced(text: str, letters: Mapping[int, str | None]) -> str:
    """Do what `str.translate` does, letter by letter: a search for each costs less than a look-up of every character.

    No replacement may bring in a letter that is replaced itself.
    """
    for letter, replacement in letters.items():
        if chr(letter) in text:
            text = text.replace(chr(letter), replacement or "")
    return text


@lru_cache(maxsize=64)
def _stemmer(name: str) -> Callable[[str], str]:
    """Make a stemmer once per language; it need not remember what it answered, as `stem` does."""
    return cast("Callable[[str], str]", Stemmer.Stemmer(name, 0).stemWord)


@lru_cache(maxsize=200_000)
def stem(word: str, lang: str) -> str:
    """Take the stem of one folded word, the same for all its inflected forms.

    A stem that would be a function word of the language is not taken: « Lee » does not become « le ».

    >>> stem("elections", "fr"), stem("lee", "fr"), stem("18f", "en")
    ('elect', 'lee', '18f')
    """
    table = language(lang)
    if not table.snowball or not word.isalpha():
        return word
    for ending, singular in table.endings.items():
        if word.endswith(ending):
            word = word.removesuffix(ending) + singular
    shorter = fold(_stemmer(table.snowball)(word))
    return word if len(shorter) < 2 or shorter in folded_links(lang) or shorter in table.stops else shorter


@lru_cache(maxsize=200_000)
def tag_key(phrase: str, lang: str) -> str:
    """Give what the spellings of one tag share.

    Case, accents, apostrophes, hyphens, inflection and determiners at the edge make no difference; anything else does.
    A phrase of function words alone keeps them all; one without letters or digits has an empty key.

    >>> tag_key("l’OTAN", "fr") == tag_key("OTAN", "fr") == "otan"
    True
    >>> tag_key("Niger", "fr") == tag_key("Nigeria", "fr")
    False
    >>> tag_key("Etats Unis", "fr") == tag_key("les États-Unis", "fr")
    True
    """
    table = language(lang)
    singular = PLURAL_ACRONYM.sub(r"\1", phrase)
    words = [part for token in re.findall(r"[\w.&'-]+", fold(singular)) for part in _key_parts(token, table)]
    kept = list(words)
    while kept and kept[0] in folded_links(table.code):
        kept.pop(0)
    while kept and kept[-1] in folded_links(table.code):
        kept.pop()
    return " ".join(stem(word, table.code) for word in kept or words)


def _key_parts(token: str, table: Language) -> Iterator[str]:
    """Split a folded token at its elision and hyphens, and drop a possessive."""
    bare = token.strip(".'-&")
    for piece in split_elision(bare.replace(".", "") if re.fullmatch(r"(?:\w\.)+\w", bare) else bare, table):
        whole = piece.removesuffix("'s") if table.possessive else piece
        yield from filter(None, re.split(r"[-&']+", whole))


@lru_cache(maxsize=64)
def folded_links(code: str) -> frozenset[str]:
    """Give determiners and prepositions without accents and apostrophes."""
    return frozenset(fold(word).strip("'") for word in language(code).links)


def split_elision(token: str, table: Language) -> list[str]:
    """Split « l'OTAN » into « l' » and « OTAN », as often as the language asks."""
    parts: list[str] = []
    while "'" in token:
        head, _, rest = token.partition("'")
        if head.casefold() not in table.elisions or not rest or token.casefold() in table.stops:
            break
        parts.append(head + "'")
        token = rest
    return [*parts, token]


def commonest(spellings: Mapping[str, int]) -> str:
    """Choose the spelling with most votes; among equals the one in lower case, then the first in the alphabet.

    >>> commonest({"Budget": 2, "budget": 2, "BUDGET": 1})
    'budget'
    """
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling.swapcase()))
