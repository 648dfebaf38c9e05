import ctypes
import gc
import subprocess
import sys
import weakref

import pytest

from generator.garbage import lasting

SCATTERED = """
from generator.garbage import give_back

def resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1])

texts = [bytes([n % 256]) * 10_000 for n in range(20_000)]
kept = texts[::100]
del texts
before = resident()
give_back()
print(before, resident())
"""


def has_glibc() -> bool:
    return sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_trim")


@pytest.mark.skipif(not has_glibc(), reason="only glibc can be told")
def test_what_is_free_between_what_is_not_goes_back_to_the_system() -> None:
    told = subprocess.run([sys.executable, "-c", SCATTERED], capture_output=True, text=True, check=True).stdout
    before, after = map(int, told.split())

    assert after * 3 < before


def test_what_is_made_to_stay_is_not_looked_through_and_then_garbage_is_looked_for_again() -> None:
    with lasting():
        searched = gc.isenabled()
        made = [[number] for number in range(10)]
    among = any(thing is made for thing in gc.get_objects())
    gc.unfreeze()

    assert (searched, gc.isenabled(), among) == (False, True, False)


class Ring:
    """What refers to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_from_before_is_not_kept_with_what_stays() -> None:
    gone = weakref.ref(Ring())
    with lasting():
        assert gone() is None
    gc.unfreeze()
