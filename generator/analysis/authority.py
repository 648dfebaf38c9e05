"""The words that people chose as tags: the editor's rules (`tags.toml`) and the tags that authors declared.

A word of theirs counts where it is meant. A name is written with its capital (« Les Républicains » are no « sénateurs
républicains »), an abbreviation in capitals throughout, and a hyphen joins (the « un » of « Jong-un » is no UN).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.analysis.forms import gender_form, number_form
from generator.analysis.languages import language
from generator.analysis.text import APOSTROPHES, fold, folded_links, split_elision, tag_key, unaccented
from generator.config import TagRule, Vocabulary
from generator.memory import memory_key

WORD_OR_MARK = re.compile(r"[\w-]+|[^\w\s]")
LONGEST_ABBREVIATION = 5
"""Letters up to which a word in capitals is an abbreviation, and written so wherever it is meant."""


def plain_key(spelling: str, lang: str) -> str:
    """Give the key of a declared tag, which may be without letters (« 🎉 »).

    >>> plain_key("L'OTAN", "fr"), plain_key("🎉", "fr")
    ('otan', '🎉')
    """
    return tag_key(spelling, lang) or fold(spelling).strip()


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One way to write a tag.

    Attributes:
        form: What its inflected forms share.
        words: Its words and marks, folded.
        first: Place of the first word that is no determiner.
        raw: Its own key.
        key: Key of the tag that it means.
        abbreviation: Itself, when it is written in capitals wherever it is meant, else empty.
        is_name: Whether its capital must be there.
    """

    form: str
    words: tuple[str, ...]
    first: int
    raw: str
    key: str
    abbreviation: str
    is_name: bool

    def fits(self, words: Sequence[str]) -> bool:
        """Tell whether words that differ in case at the most are written as they must be."""
        if self.abbreviation:
            return words[0] == self.abbreviation
        return not self.is_name or words[self.first][:1].isupper()


class Authority:
    """What people said about the tags of one language, by key.

    Attributes:
        rules: The editor's rules.
        aliases: For the key of an alias, the key of its rule.
        never: Keys that the editor refuses as automatic tags.
        people: Keys that the editor or an author chose.
        mark: Hash of all that was said.
    """

    def __init__(self, vocabulary: Vocabulary, lang: str, declared: Iterable[str] = ()) -> None:
        """Index the rules and the tags that authors declared; the first rule for a key wins."""
        self._lang = lang
        self.rules: dict[str, TagRule] = {}
        aliases: dict[str, str] = {}
        for rule in vocabulary.rules:
            key = plain_key(rule.label, lang)
            self.rules.setdefault(key, rule)
            for alias in rule.aliases:
                aliases.setdefault(plain_key(alias, lang), key)
        self.aliases = {alias: key for alias, key in aliases.items() if alias not in self.rules}
        self.never = frozenset(plain_key(phrase, lang) for phrase in vocabulary.never)
        by_authors = sorted(set(declared))
        self.mark = memory_key("authority/1", lang, repr(vocabulary), *by_authors)
        self._labels = {self.resolve(plain_key(tag, lang)): tag for tag in by_authors}
        self.people = frozenset({*self.rules, *self._labels})
        labels = [*(rule.label for rule in vocabulary.rules), *by_authors]
        written = [*labels, *(alias for rule in vocabulary.rules for alias in rule.aliases)]
        # Where every label has a capital, as many sites write them, a capital makes no name.
        capitals_tell = any(label[:1].islower() for label in labels)
        self._by_raw: dict[str, list[_Spelling]] = defaultdict(list)
        self._by_first_word: dict[str, list[_Spelling]] = defaultdict(list)
        for spelling in sorted(
            (self._spelling(w, capitals_tell) for w in set(written)), key=lambda s: (-len(s.words), s.words)
        ):
            self._by_raw[spelling.raw].append(spelling)
            if spelling.words:
                self._by_first_word[spelling.words[0]].append(spelling)

    def _spelling(self, written: str, capitals_tell: bool) -> _Spelling:
        surfaces = WORD_OR_MARK.findall(unaccented(written))
        links = folded_links(self._lang)
        raw = plain_key(written, self._lang)
        return _Spelling(
            form=_form(written, self._lang),
            words=tuple(surface.casefold() for surface in surfaces),
            first=next((n for n, s in enumerate(surfaces) if s[0].isalnum() and s.casefold() not in links), 0),
            raw=raw,
            key=self.resolve(raw),
            abbreviation=surfaces[0] if len(surfaces) == 1 and is_abbreviation(surfaces[0]) else "",
            is_name=capitals_tell and any(letter.isupper() for letter in written),
        )

    def resolve(self, key: str) -> str:
        """Follow an alias to the key of its rule."""
        return self.aliases.get(key, key)

    def label(self, key: str) -> str:
        """Give a spelling of a tag that people chose: the editor's label, else what some author wrote."""
        return self.rules[key].label if key in self.rules else self._labels[key]

    def means(self, raw: str, phrase: str) -> bool:
        """Tell whether a phrase of an article, with its own key, is what people meant by the tag of that key."""
        spellings = self._by_raw.get(raw, ())
        return not spellings or any(self._is_form(phrase, spelling) for spelling in spellings)

    def _is_form(self, phrase: str, spelling: _Spelling) -> bool:
        if spelling.abbreviation:
            return unaccented(phrase).replace(".", "") == spelling.abbreviation
        # « Les Républicains » is found as it is written, or not at all.
        if spelling.is_name and (spelling.first > 0 or not phrase[:1].isupper()):
            return False
        return _form(phrase, self._lang) == spelling.form

    def written_in(self, text: str) -> Mapping[tuple[str, str], int]:
        """Count where the spellings stand literally, whatever the extractor thinks of them.

        Returns:
            By key of the spelling and key of the tag that it means.
        """
        counts: Counter[tuple[str, str]] = Counter()
        words = WORD_OR_MARK.findall(unaccented(text)) if self._by_first_word else []
        folded = "\n".join(words).casefold().split("\n")
        if self._by_first_word.keys().isdisjoint(folded):
            return counts
        free = 0
        for place in [place for place, word in enumerate(folded) if word in self._by_first_word]:
            known = self._by_first_word[folded[place]] if place >= free else ()
            if found := next((s for s in known if _stands(s, place, words, folded)), None):
                counts[found.raw, found.key] += 1
                free = place + len(found.words)
        return counts


def _stands(spelling: _Spelling, place: int, words: Sequence[str], folded: Sequence[str]) -> bool:
    end = place + len(spelling.words)
    return tuple(folded[place:end]) == spelling.words and spelling.fits(words[place:end])


def is_abbreviation(text: str) -> bool:
    """Tell whether a word is a short one in capitals.

    >>> is_abbreviation("UE"), is_abbreviation("Union"), is_abbreviation("UNESCO"), is_abbreviation("C")
    (True, False, False, False)
    """
    return text.isalpha() and text.isupper() and 2 <= len(text) <= LONGEST_ABBREVIATION


@lru_cache(maxsize=50_000)
def _form(phrase: str, lang: str) -> str:
    """Give what inflected spellings of a phrase share, without determiners at its start."""
    table = language(lang)
    bare = " ".join(split_elision(word, table)[-1] for word in phrase.translate(APOSTROPHES).split())
    words = gender_form(number_form(bare, lang), lang).split()
    while len(words) > 1 and words[0] in folded_links(table.code):
        words.pop(0)
    return " ".join(words).replace(".", "")
