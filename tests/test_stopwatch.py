from __future__ import annotations

from collections.abc import Iterator

from generator.stopwatch import Lap, Stopwatch, table


def ticking(*moments: tuple[float, float]) -> Stopwatch:
    """Make a stopwatch whose clock tells some moments, one after the other."""
    following: Iterator[tuple[float, float]] = iter(moments)
    return Stopwatch(lambda: next(following))


def test_a_stage_lasts_until_the_next_begins() -> None:
    watch = ticking((10.0, 5.0), (11.0, 5.5), (14.0, 9.5))
    watch.begin("reading")
    watch.begin("rendering")
    watch.end()
    assert watch.laps() == (Lap("reading", 1.0, 0.5), Lap("rendering", 3.0, 4.0))


def test_a_stage_that_goes_on_or_comes_back_is_one_stage() -> None:
    watch = ticking((0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (5.0, 4.0))
    for stage in ("rendering", "rendering", "searching", "rendering"):
        watch.begin(stage)
    watch.end()
    assert watch.laps() == (Lap("rendering", 4.0, 3.0), Lap("searching", 1.0, 1.0))


def test_progress_is_told_on_while_time_is_taken() -> None:
    watch = ticking((0.0, 0.0), (2.0, 1.0))
    told: list[tuple[str, int, int]] = []
    progress = watch.beside(lambda step, done, total: told.append((step, done, total)))
    progress("rendering", 1, 2)
    progress("rendering", 2, 2)
    watch.end()
    assert told == [("rendering", 1, 2), ("rendering", 2, 2)]
    assert watch.laps() == (Lap("rendering", 2.0, 1.0),)


def test_a_build_that_took_no_time_has_a_table() -> None:
    assert table([]).splitlines()[-1].split() == ["all", "0.00", "0.00", "100%"]
