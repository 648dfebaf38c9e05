"""Namings: under which form the acronyms of each article are counted, asked of memory before texts are searched.

Which pairs of acronym and name a site knows hangs on all its articles; how often a text has the sides of these pairs on
the text alone. An edit changes the pairs seldom, so that no text but its own is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.analysis.acronyms import Naming, Pair, PairSearch, Uses, agree
from generator.analysis.editions import ground
from generator.bundles import Bundle
from generator.memory import Memory, memory_keys
from generator.texts import KnownText

VERSION = "analysis.uses/1"


def namings_of(
    titles: Sequence[str],
    proses: Sequence[KnownText],
    told: Sequence[Sequence[Pair]],
    lang: str,
    chosen: frozenset[str],
    memory: Memory,
) -> tuple[tuple[Naming, ...], ...]:
    """Decide over all articles of one language under which form each pair is counted and shown.

    Args:
        titles: Headlines of the articles.
        proses: Their texts.
        told: The pairs that each explains, as `find_pairs` gives them.
        lang: BCP 47 tag.
        chosen: Keys of tags that people chose.
        memory: Where is kept how often a text has the sides of pairs.
    """

    def uses_of(search: PairSearch) -> Iterator[Uses]:
        pairs = [part for pair in search.pairs for part in (pair.acronym, pair.expansion)]
        key_of = memory_keys(VERSION, ground(), lang, *pairs)
        keys = [key_of(title, prose.mark) for title, prose in zip(titles, proses, strict=True)]
        bundle = Bundle(memory_keys(VERSION, "bundle", lang), keys, memory)
        places = {pair: place for place, pair in enumerate(search.pairs)}
        for key, title, prose in zip(keys, titles, proses, strict=True):
            uses = _unpacked(bundle.recall(key), search)
            if uses is None:
                uses = search.uses(f"{title}\n{prose}")
                bundle.add(key, _packed(uses, places))
            yield uses
        bundle.keep()

    return agree(told, uses_of, lang, chosen)


def _packed(uses: Uses, places: Mapping[Pair, int]) -> bytes:
    return json.dumps([[places[pair], *counts] for pair, counts in uses.items()], separators=(",", ":")).encode()


def _unpacked(line: bytes | None, search: PairSearch) -> Uses | None:
    """Read uses; what is damaged is none."""
    if line == b"[]":
        return {}
    try:
        rows: Any = json.loads(line or b"")
        return {search.pairs[place]: (int(one), int(other)) for place, one, other in rows}
    except (ValueError, TypeError, LookupError):
        return None
