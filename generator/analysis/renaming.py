"""Renaming: an acronym and what it stands for, written in one form before anything is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.analysis.acronyms import Naming
from generator.analysis.tokens import Sentence, mid_sentence
from generator.analysis.words import Word

_Rule = tuple[tuple[str, ...], str, tuple[Word, ...]]
"""Stems of the form to replace, the form itself, and the words to write."""


def rename(text: Sequence[Sentence], namings: Sequence[Naming], lang: str) -> tuple[Sentence, ...]:
    """Write every pair in the form to show; the bracket that only repeats it is dropped."""
    if not namings:
        return tuple(text)
    rules = [(_stems(n.other, lang), n.other, mid_sentence(n.shown, lang)) for n in namings]
    rules.sort(key=lambda rule: -len(rule[0]))
    return tuple(replace(sentence, clauses=_renamed(sentence.clauses, rules)) for sentence in text)


def _stems(phrase: str, lang: str) -> tuple[str, ...]:
    return tuple(word.stem for word in mid_sentence(phrase, lang))


def _renamed(clauses: Sequence[tuple[Word, ...]], rules: Sequence[_Rule]) -> tuple[tuple[Word, ...], ...]:
    """Rename in every clause, and drop one that only says again how the clause before it ends."""
    names = {tuple(word.stem for word in shown) for _, _, shown in rules}
    done: list[tuple[Word, ...]] = []
    for clause in clauses:
        written = _in_clause(clause, rules)
        stems = tuple(word.stem for word in written)
        if not (stems in names and done and tuple(word.stem for word in done[-1])[-len(stems) :] == stems):
            done.append(written)
    return tuple(done)


def _in_clause(clause: tuple[Word, ...], rules: Sequence[_Rule]) -> tuple[Word, ...]:
    written: list[Word] = []
    place = 0
    stems = tuple(word.stem for word in clause)
    while place < len(clause):
        rule = next(
            (r for r in rules if stems[place : place + len(r[0])] == r[0] and _is_meant(clause[place], r)), None
        )
        written.extend(rule[2] if rule else (clause[place],))
        place += len(rule[0]) if rule else 1
    return tuple(written)


def _is_meant(first: Word, rule: _Rule) -> bool:
    """Tell an acronym, which has its capitals, from a word that is spelled like it."""
    return len(rule[0]) > 1 or (
        first.capital and (first.surface.replace(".", "").isupper() or first.surface == rule[1])
    )
