"""Which pairs of letters a typeface moves together, read from its tables; pure.

Read is what a headline in Latin, Greek or Cyrillic needs: characters to glyphs (`cmap`, formats 4 and 12), and the
`kern` feature of `GPOS` with its pair adjustments, by the OpenType specification 1.9.1. Of a variable typeface the
distances of its default instance count.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

PAIRS, EXTENSION = 2, 9
"""Types of lookups: adjustments of pairs, and a lookup that stands farther off."""


@dataclass(slots=True)
class Table:
    """A part of a file from which numbers are read."""

    data: bytes
    start: int = 0

    def short(self, at: int) -> int:
        """Read 16 bits."""
        return int(struct.unpack_from(">H", self.data, self.start + at)[0])

    def shorts(self, at: int, count: int) -> tuple[int, ...]:
        """Read several times 16 bits."""
        return struct.unpack_from(f">{count}H", self.data, self.start + at)

    def long(self, at: int) -> int:
        """Read 32 bits."""
        return int(struct.unpack_from(">I", self.data, self.start + at)[0])

    def inner(self, offset: int) -> Table:
        """Go to a part of this one."""
        return Table(self.data, self.start + offset)


@dataclass(slots=True)
class Typeface:
    """Glyphs of characters, and distances between pairs of them.

    Attributes:
        glyphs: Number of the glyph of each character, by code point.
        units: Units of the square that a letter stands in.
    """

    glyphs: Mapping[int, int]
    units: int
    _subtables: tuple[PairTable, ...] = ()
    _known: dict[tuple[int, int], float] = field(default_factory=dict)

    def has(self, letter: str) -> bool:
        """Tell whether there is a glyph of a character."""
        return ord(letter) in self.glyphs

    def kerning(self, left: str, right: str) -> float:
        """Give how far two characters move from each other, in thousandths of the size; mostly 0 or less."""
        pair = self.glyphs.get(ord(left), 0), self.glyphs.get(ord(right), 0)
        if pair not in self._known:
            found = (table.distance(*pair) for table in self._subtables)
            distance = next((value for value in found if value is not None), 0)
            self._known[pair] = distance * 1000 / self.units
        return self._known[pair]


def read_typeface(data: bytes) -> Typeface:
    """Read a TrueType or OpenType file.

    Args:
        data: A file that comes with the program; nothing here guards against a hostile one.
    """
    whole = Table(data)
    places = {data[at : at + 4]: whole.long(at + 8) for at in range(12, 12 + 16 * whole.short(4), 16)}
    gpos = places.get(b"GPOS")
    tables = tuple(_pair_tables(whole.inner(gpos))) if gpos else ()
    return Typeface(_glyphs(whole.inner(places[b"cmap"])), whole.inner(places[b"head"]).short(18), tables)


def _glyphs(cmap: Table) -> dict[int, int]:
    """Read the glyphs of characters from the fullest table for Unicode."""
    tables = [cmap.inner(cmap.long(8 + 8 * at)) for at in range(cmap.short(2))]
    full = next((table for table in tables if table.short(0) == 12), None)
    if full:
        groups = [tuple(full.long(16 + 12 * at + part) for part in (0, 4, 8)) for at in range(full.long(12))]
        return {code: glyph + code - first for first, last, glyph in groups for code in range(first, last + 1)}
    return _segments(next(table for table in tables if table.short(0) == 4))


def _segments(table: Table) -> dict[int, int]:
    count = table.short(6) // 2
    ends, starts = table.shorts(14, count), table.shorts(16 + 2 * count, count)
    deltas, offsets = table.shorts(16 + 4 * count, count), table.shorts(16 + 6 * count, count)
    found: dict[int, int] = {}
    for at in range(count):
        for code in range(starts[at], min(ends[at], 0xFFFE) + 1):
            place = 16 + 6 * count + 2 * at + offsets[at] + 2 * (code - starts[at])
            glyph = table.short(place) if offsets[at] else code
            if glyph:
                found[code] = (glyph + deltas[at]) % 0x10000
    return found


@dataclass(slots=True)
class PairTable:
    """A table of pairs: of single glyphs (format 1) or of classes of glyphs (format 2)."""

    table: Table
    covered: Mapping[int, int]
    first_classes: Mapping[int, int]
    second_classes: Mapping[int, int]

    def distance(self, left: int, right: int) -> int | None:
        """Give the distance of a pair, in units; None when another table may tell it."""
        if left not in self.covered:
            return None
        size, value = self._value_size(), self._advance_at()
        if self.table.short(0) == 1:
            pairs = self.table.inner(self.table.short(10 + 2 * self.covered[left]))
            rows = range(2, 2 + (2 + size) * pairs.short(0), 2 + size)
            row = next((at for at in rows if pairs.short(at) == right), None)
            return None if row is None else _signed(pairs.short(row + 2 + value)) if value >= 0 else 0
        width = self.table.short(14)
        cell = self.first_classes.get(left, 0) * width + self.second_classes.get(right, 0)
        return _signed(self.table.short(16 + cell * size + value)) if value >= 0 else 0

    def _value_size(self) -> int:
        return 2 * (self.table.short(4).bit_count() + self.table.short(6).bit_count())

    def _advance_at(self) -> int:
        """Find the advance among the values of the first glyph; -1 when it has none."""
        values = self.table.short(4)
        return 2 * (values & 0x3).bit_count() if values & 0x4 else -1


def _signed(value: int) -> int:
    return value - 0x10000 if value & 0x8000 else value


def _pair_tables(gpos: Table) -> Iterator[PairTable]:
    """Go through the tables that the `kern` feature names."""
    features, lookups = gpos.inner(gpos.short(6)), gpos.inner(gpos.short(8))
    wanted: set[int] = set()
    for at in range(features.short(0)):
        record = 2 + 6 * at
        if features.data[features.start + record :][:4] == b"kern":
            feature = features.inner(features.short(record + 4))
            wanted.update(feature.shorts(4, feature.short(2)))
    for index in sorted(wanted):
        lookup = lookups.inner(lookups.short(2 + 2 * index))
        for offset in lookup.shorts(6, lookup.short(4)):
            kind, table = lookup.short(0), lookup.inner(offset)
            if kind == EXTENSION:
                kind, table = table.short(2), table.inner(table.long(4))
            if kind == PAIRS:
                yield _pair_table(table)


def _pair_table(table: Table) -> PairTable:
    covered = _coverage(table.inner(table.short(2)))
    if table.short(0) == 1:
        return PairTable(table, covered, {}, {})
    first, second = (_classes(table.inner(table.short(at))) for at in (8, 10))
    return PairTable(table, covered, first, second)


def _coverage(table: Table) -> dict[int, int]:
    """Number the glyphs that a table is about."""
    count = table.short(2)
    if table.short(0) == 1:
        return {glyph: index for index, glyph in enumerate(table.shorts(4, count))}
    found: dict[int, int] = {}
    for at in range(count):
        first, last, index = table.shorts(4 + 6 * at, 3)
        found |= {glyph: index + glyph - first for glyph in range(first, last + 1)}
    return found


def _classes(table: Table) -> dict[int, int]:
    """Read the class of each glyph that is not in class 0."""
    if table.short(0) == 1:
        first, count = table.shorts(2, 2)
        return {first + index: kind for index, kind in enumerate(table.shorts(6, count))}
    found: dict[int, int] = {}
    for at in range(table.short(2)):
        first, last, kind = table.shorts(4 + 6 * at, 3)
        found |= dict.fromkeys(range(first, last + 1), kind)
    return found
