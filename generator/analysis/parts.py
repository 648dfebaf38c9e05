"""Parts of an edition, its tags and its stories, each remembered whole by what it stands on.

Many edits change a text and not what it could be tagged with, or not by what stories know it. Then the part is the
same, and nothing of it is worked out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from generator.memory import Memory

Answer = TypeVar("Answer")


def remembered(
    key: str,
    memory: Memory,
    make: Callable[[], Answer],
    pack: Callable[[Answer], Any],
    unpack: Callable[[Any], Answer],
) -> Answer:
    """Recall a part, or make it and keep it.

    Args:
        key: Of all on which it stands.
        memory: Where it is kept.
        make: Makes it.
        pack: Turns it into what JSON can hold.
        unpack: Turns that back into what is equal to it; raises ValueError, TypeError, LookupError or AttributeError if
            that is damaged.
    """
    kept = memory.recall(key)
    if kept is not None:
        try:
            return unpack(json.loads(kept.decode("utf-8", "surrogatepass")))
        except (ValueError, TypeError, LookupError, AttributeError):
            pass
    made = make()
    answer = json.dumps(pack(made), ensure_ascii=False, separators=(",", ":"))
    memory.keep(key, answer.encode("utf-8", "surrogatepass"))
    return made
