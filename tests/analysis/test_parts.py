from collections.abc import Callable

import pytest

from generator.analysis.parts import remembered
from tests.builders import KeptMemory


def never() -> tuple[str, ...]:
    pytest.fail("the part is known")


def part(memory: KeptMemory, make: Callable[[], tuple[str, ...]] = never) -> tuple[str, ...]:
    return remembered("key", memory, make, lambda words: {"words": words}, lambda kept: tuple(kept["words"]))


def test_a_part_is_made_once() -> None:
    memory = KeptMemory()
    made = part(memory, lambda: ("été", "\ud800"))

    assert part(memory) == made == ("été", "\ud800")


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b"7", b"{}", b'{"words": 7}', b"\xff"])
def test_a_damaged_part_is_made_again(kept: bytes) -> None:
    memory = KeptMemory({"key": kept})

    assert part(memory, lambda: ("new",)) == ("new",)
    assert part(memory) == ("new",)
