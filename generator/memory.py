"""What the stages know of memory: expensive answers, kept by a hash of all that they depend on.

A stage never sees where answers are kept; `publish/cache` keeps them on disk, tests keep none. A key is made
of the function's name, its version, the version of the library behind it, its part of the configuration and
its input, so that an answer can be missing but never stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Protocol


class Memory(Protocol):
    """A place where answers are kept by key; it may forget at any time."""

    def recall(self, key: str) -> bytes | None:
        """Give the answer kept under a key, or None."""

    def keep(self, key: str, answer: bytes) -> None:
        """Keep an answer; a failure to do so is not an error."""

    def use(self, keys: Iterable[str]) -> None:
        """Keep answers from being forgotten which are not asked for now, since an answer that stands on them is."""


class NoMemory:
    """A memory that keeps nothing."""

    def recall(self, key: str) -> bytes | None:
        """Remember nothing."""

    def keep(self, key: str, answer: bytes) -> None:
        """Keep nothing."""

    def use(self, keys: Iterable[str]) -> None:
        """Have nothing to forget."""


def memory_key(function: str, *parts: str | bytes) -> str:
    """Make the key of an answer: a hash in which every part is told from its neighbours.

    Args:
        function: Name and version of the function ("markup/3").
        parts: All that the answer depends on.

    >>> memory_key("f/1", "a", "bc") == memory_key("f/1", "ab", "c")
    False
    """
    digest = hashlib.blake2b(digest_size=20)
    _hash(digest, (function, *parts))
    return digest.hexdigest()


def memory_keys(function: str, *shared: str | bytes) -> Callable[..., str]:
    """Give what makes keys that begin alike; what they share is hashed once.

    Args:
        function: Name and version of the function.
        shared: What all answers depend on, before what each depends on.

    >>> memory_keys("f/1", "a")("b") == memory_key("f/1", "a", "b")
    True
    """
    beginning = hashlib.blake2b(digest_size=20)
    _hash(beginning, (function, *shared))

    def key(*parts: str | bytes) -> str:
        digest = beginning.copy()
        _hash(digest, parts)
        return digest.hexdigest()

    return key


def _hash(digest: hashlib.blake2b, parts: Iterable[str | bytes]) -> None:
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
