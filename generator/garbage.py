"""When Python looks for garbage: for rings of objects that nothing needs any more; what is in no ring goes at once.

A build makes millions of objects, keeps most of them and makes few rings, while Python looks after every 700 new ones,
and now and then through all that there are. Of one edit among 1,000 articles that search was a sixth.
"""

from __future__ import annotations

import gc

YOUNG = 100_000
"""New objects after which the youngest are looked through."""
MIDDLING, OLD = 20, 50
"""Such searches after which the next older objects are looked through, and searches of those after which all are."""


def collect_seldom() -> None:
    """Look for garbage so seldom, in this process, that it costs a build little and memory stays bounded."""
    gc.set_threshold(YOUNG, MIDDLING, OLD)
