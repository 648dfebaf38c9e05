"""Texts that are known without being read: UTF-8 that is fetched when somebody asks, and the hash that stands for it.

An archive holds ten kilobytes of text for each article, and a build after an edit reads hardly any of it: what was
worked out of a text, or rendered with it, is found by its mark.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b

MARK_BYTES = 16
"""Two of a million texts share so many bits once in 10^26 sites."""


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text in UTF-8; lone surrogates pass.

    Attributes:
        mark: Hash of its bytes: texts of one mark are the same.
        size: Number of its bytes.
        held: Its bytes, or what fetches them, the same at each call.
    """

    mark: bytes
    size: int
    held: bytes | Callable[[], bytes] = field(compare=False, repr=False)

    @classmethod
    def of(cls, text: str | bytes) -> KnownText:
        """Know a text.

        >>> KnownText.of("été") == KnownText.of("été".encode()), str(KnownText.of("été")), KnownText.of("été").size
        (True, 'été', 5)
        """
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        return cls(mark_of_text(data), len(data), data)

    @property
    def data(self) -> bytes:
        """Its bytes; nothing keeps them that did not hold them before."""
        return self.held if isinstance(self.held, bytes) else self.held()

    def __str__(self) -> str:
        """Give it as letters."""
        return self.data.decode("utf-8", "surrogatepass")

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return self.size > 0

    def __reduce__(self) -> tuple[object, ...]:
        """Go to another process with its bytes: whence they came cannot go there."""
        return KnownText, (self.mark, self.size, self.data)


def mark_of_text(data: bytes) -> bytes:
    """Hash a text."""
    return blake2b(data, digest_size=MARK_BYTES).digest()


NO_TEXT = KnownText.of(b"")
