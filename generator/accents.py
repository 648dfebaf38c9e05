"""Heaps of accents: more marks on one letter than any script has, each of them fine by itself.

Normal forms sort the marks of a letter (Unicode Standard, section 3.11), and Python does so in a time that grows with
the square of their number: half a million on one letter keep it busy for minutes, where nothing can stop it. The
Stream-Safe Text Format (UAX 15, section 13) allows 30.
"""

from __future__ import annotations

import re
import unicodedata

MOST = 100
"""Marks on a letter; texts made to look as if ghosts had written them have fifty."""
HALF_WIDTH = "\uff9e\uff9f"
"""Letters that become marks in compatibility forms."""
RUN = re.compile(rf"(?:[^\w\s\x00-\u02ff]|[{HALF_WIDTH}]){{{MOST + 1},}}")
BEYOND_LATIN = re.compile(rf"[^\x00-\u02ff]{{{MOST + 1}}}")
"""What every such run is; most texts have none, and that is seen several times sooner."""


def accents_too_many(text: str) -> int:
    """Find the first letter with more than `MOST` marks: its first mark, or -1.

    >>> accents_too_many("e" + 100 * chr(0x301)), accents_too_many("le" + 101 * chr(0x301))
    (-1, 2)
    """
    for found in RUN.finditer(text) if BEYOND_LATIN.search(text) else ():
        run = 0
        for at, sign in enumerate(found.group(), found.start()):
            run = run + 1 if unicodedata.combining(sign) or sign in HALF_WIDTH else 0
            if run > MOST:
                return at - MOST
    return -1
