"""Surnames: who is introduced as « Sergueï Choïgou » is « Choïgou » from then on.

Newsrooms name a person in full once and by the surname after, so that raw counts favour the surname. Here the full name
gets the occurrences of both, and the surname is no candidate of its own. Only what looks like a person is joined: the
surname stands without determiner or preposition often enough (« Air France » is not « la France »), and one full name
alone can claim it (Barack and Michelle Obama cannot both be « Obama »), which the text has before the surname.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.analysis.candidates import Candidate

NAME_SHARE = 0.8
"""Share of capitalised occurrences from which a phrase is a name."""
FRAGMENT_SHARE = 0.5
"""Share of occurrences cut out of a longer name from which a phrase is no whole name."""
MOST_ANNOUNCED = 0.6
"""Share of a surname's occurrences alone that may stand after a determiner or preposition."""
FAMILY_NAME_FIRST = re.compile(r"^[^\W\d_]{2,6} [^\W\d_]+-[a-z]+$")
"""Korean names, as newsrooms write them: Park Geun-hye, Kim Jong-un."""


def with_surnames(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Count every full name as often as its surname, and leave out that surname and words of no other use.

    Args:
        candidates: Of one article.

    Returns:
        The candidates in their order.
    """
    by_key = {candidate.key: candidate for candidate in candidates}
    names = [c for c in candidates if _is_full_name(c)]
    owners = Counter(_surname(c) for c in names)
    claimed: Mapping[str, Candidate] = {
        c.key: by_key[_surname(c)] for c in names if owners[_surname(c)] == 1 and _may_claim(c, by_key.get(_surname(c)))
    }
    gone = {surname.key for surname in claimed.values()} | _splinters(names, by_key)
    return tuple(_joined(c, claimed[c.key]) if c.key in claimed else c for c in candidates if c.key not in gone)


def _splinters(names: Sequence[Candidate], by_key: Mapping[str, Candidate]) -> set[str]:
    """Find the words that are only met inside full names (« Theresa »)."""
    words = {word for name in names for word in name.key.split(" ")}
    return {word for word in words if word in by_key and by_key[word].cut >= 1}


def _is_full_name(candidate: Candidate) -> bool:
    return (
        " " in candidate.key
        and candidate.inner_links == 0
        and candidate.capital >= NAME_SHARE
        and candidate.cut < FRAGMENT_SHARE
    )


def _surname(name: Candidate) -> str:
    first, *rest = name.key.split(" ")
    return first if FAMILY_NAME_FIRST.match(name.phrase) else rest[-1]


def _may_claim(name: Candidate, surname: Candidate | None) -> bool:
    """Tell whether a word that ends a name also stands for it alone."""
    if surname is None or surname.capital < FRAGMENT_SHARE or surname.phrase.isupper():
        return False
    # Whoever is met before is not introduced here: « the Fed » stands for no « Minneapolis Fed » of a later line.
    if surname.first < name.first:
        return False
    alone = surname.count - name.count
    announced = surname.announced * surname.count
    return alone > 0 and announced <= MOST_ANNOUNCED * alone


def _joined(name: Candidate, surname: Candidate) -> Candidate:
    """Give a full name what its surname has been counted."""
    return name._replace(
        count=max(name.count, surname.count),
        first=min(name.first, surname.first),
        in_title=name.in_title or surname.in_title,
        nested=min(name.nested, surname.nested),
        proposal=max((p for p in (name.proposal, surname.proposal) if p is not None), default=None),
    )
