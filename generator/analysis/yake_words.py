"""Sentences and words as YAKE takes a text apart, for its scores as we compute them.

YAKE leaves both to segtok, and so do we. But segtok looks at every full stop with a dozen expressions and at every word
anew, where most stops have a word in lower case before them and a capital behind, and most words were met before. So
it is asked only what is in doubt, and about each word once; what it would answer for the whole text is what comes out.
Meant for text as `keywords` prepares it: words, commas and full stops on one line. Any other is taken apart correctly
too, but more slowly.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from segtok.segmenter import SENTENCE_TERMINALS, split_multi
from segtok.tokenizer import split_contractions, web_tokenizer

REMEMBERED_WORDS = 50_000
MARKS = frozenset(string.punctuation)
OTHER_ENDS = re.escape(SENTENCE_TERMINALS.replace(".", ""))
HARD_TO_SPLIT = re.compile(rf"[{OTHER_ENDS}()\[\]]")
"""Marks besides the full stop after which segtok may end a sentence, and brackets, in which it may not."""
STOP = re.compile(r"\.\s+(?P<next>\w)")
# This pattern and `ACROSS_BLANKS` begin with one set of signs, which Python looks for far faster than for a choice.
INNER_END = re.compile(rf"[.{OTHER_ENDS}](?:(?<!\.)|(?=\W))")
PLAIN_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ƺ\u0400-\u0481]+(?:-[A-Za-zÀ-ÖØ-öø-ƺ\u0400-\u0481]+)*")
"""Words of common letters, which segtok leaves whole."""
ACROSS_BLANKS = re.compile("[:&@\r\n\u2028\x1c-\x1f](?:(?<!:)|(?=//))")
"""What may make segtok see one word in several, or several in one, or a blank where Python sees none."""


class Token(NamedTuple):
    """A word as YAKE counts it.

    Attributes:
        term: What it is counted as: in lower case, without the final s of a word of four letters or more.
        low: In lower case, as phrases are written.
        barred: Whether no phrase may hold it: a number, letters mixed with digits, or several marks inside.
        acronym: Whether all its letters are capitals.
        name: Whether it begins with its only capital; where a sentence begins that means nothing.
        short: Whether it has fewer than three characters, marks not counted; such a word is a stop word.
    """

    term: str
    low: str
    barred: bool
    acronym: bool
    name: bool
    short: bool


def sentences(text: str) -> list[str]:
    """Split text into sentences; a line end is only a blank here.

    >>> sentences("M. Dunford est à Bakou. Il y a vu le gén. Guérassimov.")
    ['M. Dunford est à Bakou.', 'Il y a vu le gén.', 'Guérassimov.']
    """
    line = text.replace("\n", " ")
    # YAKE sets a text off so before segtok sees it; it decides whether « A. » or « 3. » may begin one.
    line = ("\n\n" if line[:1] in string.ascii_uppercase else " ") + line
    if HARD_TO_SPLIT.search(line):
        return _split(line)
    return [sentence for piece in _pieces(line) for sentence in _split(piece)]


def _pieces(line: str) -> Iterator[str]:
    """Cut after the full stops that end a sentence beyond doubt."""
    start = 0
    for stop in STOP.finditer(line):
        before = line.rfind(" ", 0, stop.start())
        word = line[before + 1 : stop.start()]
        # A number that is a sentence of its own may be that of a list.
        is_year = len(word) > 2 and word.isdecimal() and line[before - 1].isalnum()
        if not stop["next"].islower() and (is_year or _ends_sentence(word)):
            yield line[start : stop.start("next")]
            start = stop.start("next")
    yield line[start:]


@lru_cache(maxsize=REMEMBERED_WORDS)
def _ends_sentence(word: str) -> bool:
    """Tell whether a full stop after a word ends a sentence, whatever stands around, unless in lower case behind."""
    letters = word.replace("-", "").replace("'", "")
    if not letters.isalpha() or not word[-1].isalpha() or len(word) < (2 if word.isascii() else 3):
        return False
    return len([*split_multi(f" Zebra {word}. Zebra zebra")]) == 2


def _split(piece: str) -> list[str]:
    """Ask segtok, unless nothing inside can end a sentence."""
    stripped = piece.strip()
    if INNER_END.search(stripped):
        return [sentence for sentence in split_multi(piece) if sentence]
    return [stripped] if stripped else []


def words(sentence: str) -> list[Token | None]:
    """Take a sentence apart; a mark is None.

    >>> [token and token.term for token in words("Les ministres de l'OTAN, à Bruxelles.")]
    ['les', 'ministre', 'de', "l'otan", None, 'à', 'bruxelle', None]
    """
    if ACROSS_BLANKS.search(sentence) or not sentence.endswith("."):
        return list(_describe(web_tokenizer(sentence)))
    *spans, last = sentence.split()
    return [*chain.from_iterable(map(_inner, spans)), *_final(last)]


@lru_cache(maxsize=REMEMBERED_WORDS)
def _inner(span: str) -> tuple[Token | None, ...]:
    """Take apart what stands between blanks, where another word follows."""
    if plain := PLAIN_WORD.match(span):
        if plain.end() == len(span):
            return (_token(span),)
        if span[plain.end() :] == ",":
            return (_token(plain.group()), None)
    return tuple(_describe(web_tokenizer(f"{span} x")[:-1]))


@lru_cache(maxsize=REMEMBERED_WORDS)
def _final(span: str) -> tuple[Token | None, ...]:
    """Take apart what ends a sentence, with its full stop."""
    if PLAIN_WORD.fullmatch(span, 0, len(span) - 1):
        return (_token(span[:-1]), None)
    return tuple(_describe(web_tokenizer(span)))


def _describe(written: list[str]) -> Iterator[Token | None]:
    """Describe words; an elided ending (« 's ») is none, not even a mark, and nothing stands before a lone « n't »."""
    for word in filter(None, split_contractions(written)):
        if len(word) == 1 or word[0] != "'":
            yield None if MARKS.issuperset(word) else _token(word)


def _token(word: str) -> Token:
    low = word.lower()
    term = low[:-1] if len(low) > 3 and low.endswith("s") else low
    plain = word.isalpha()
    barred = not plain and _is_barred(word)
    acronym = not barred and word.isupper()
    return Token(
        term,
        low,
        barred=barred,
        acronym=acronym,
        name=not barred and not acronym and word[0].isupper() and not any(map(str.isupper, word[1:])),
        short=len(term) < 3 or (not plain and _count(character not in MARKS for character in term) < 3),
    )


def _is_barred(word: str) -> bool:
    """Tell a number and what is neither word nor number."""
    digits, letters = any(map(str.isdigit, word)), any(map(str.isalpha, word))
    is_number = word.replace(",", "").replace(".", "").isdigit()
    return is_number or digits == letters or _count(character in MARKS for character in word) > 1


def _count(answers: Iterable[bool]) -> int:
    return sum(1 for answer in answers if answer)
